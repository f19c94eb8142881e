"""Places, diagnostics, and results that carry remarks."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Generic, TypeVar

from layout.ground.dataclass import dataclass

T = TypeVar("T")


class Severity(StrEnum):
    """How bad it is: an error stops the build, a warning stops a release, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file of the desk: path as the desk knows it, line and column from 1 (0 = the whole file).

    `end_column` is the column after the last character concerned, on the same line; 0 where only the spot is known.
    """

    file: str
    line: int = 0
    column: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        """Return `file:line:column`, as a terminal makes a link of it; the file alone where all of it is meant."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Locus:
    """A spot in a story, independent of where the story's file holds it.

    `field` is a dotted front-matter path (`head.main.0`) or `body`; `paragraph` and `offset` count from 0 inside the
    body. It stays valid when lines are added elsewhere; the issue's source map resolves it to a `Place` when reported.
    """

    story: str
    field: str = "body"
    paragraph: int = -1
    offset: int = -1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: catalogue `code`, `severity`, place, the arguments of its wording, an optional fix.

    `args` are pairs so that the value is hashable; wording in zh and en, hint and long explanation come from the
    catalogue. `fix` is the replacement text for the place, where one is certain.
    """

    code: str
    severity: Severity
    at: Locus | Place | None = None
    args: tuple[tuple[str, object], ...] = ()
    fix: str | None = None

    @classmethod
    def make(
        cls, code: str, severity: Severity, at: Locus | Place | None = None, fix: str | None = None, **args: object
    ) -> Diagnostic:
        """Return a diagnostic with its arguments given by name."""
        return cls(code, severity, at, tuple(args.items()), fix)


@dataclass(frozen=True, slots=True)
class Remarked(Generic[T]):
    """A stage's result with the remarks made on the way; the value is None where errors left nothing usable."""

    value: T
    remarks: tuple[Diagnostic, ...] = ()


def has_errors(remarks: Iterable[Diagnostic]) -> bool:
    """Tell whether any remark is an error."""
    return any(remark.severity is Severity.ERROR for remark in remarks)
