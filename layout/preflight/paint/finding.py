"""What a check found: which rule, where on which page, how much."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import dataclass

Frame = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the trim's top left corner, y downwards."""

Point = tuple[float, float]
"""Across and down, in the same units."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: check id, severity, page (0: the file as a whole), the marked place, arguments of the wording."""

    check: str
    severity: Severity
    page: int = 0
    frame: Frame | None = None
    args: tuple[tuple[str, object], ...] = ()

    def diagnostic(self, file: str) -> Diagnostic:
        """Return the finding as the desk's other findings are: its page and place are arguments."""
        where: tuple[tuple[str, object], ...] = (("page", self.page),)
        if self.frame is not None:
            where += (("box", tuple(round(side * 25.4 / 72, 1) for side in self.frame)),)
        return Diagnostic(self.check, self.severity, Place(file), where + self.args)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule: its id, the clause that asks for it, and the function that looks.

    A check looks at a `PressFile`; one that asks for no more than a `PaintedFile` looks at sheets as well.
    """

    id: str
    clause: str
    look: Callable[[Any], Iterable[Finding]]


def check(id: str, clause: str) -> Callable[[Callable[[Any], Iterable[Finding]]], Check]:
    """Make a function a check with an id and the clause it comes from."""
    return lambda look: Check(id, clause, look)


def error(check: str, page: int = 0, frame: Frame | None = None, **args: Any) -> Finding:
    """Return a finding that stops a release."""
    return Finding(check, Severity.ERROR, page, frame, tuple(args.items()))


def warning(check: str, page: int = 0, frame: Frame | None = None, **args: Any) -> Finding:
    """Return a finding that the shop should look at."""
    return Finding(check, Severity.WARNING, page, frame, tuple(args.items()))
