"""The docket 施工单 of one build: what was found on the way, and how long each stage took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from layout.diagnostics import Place, Severity, has_errors
from layout.ground.dataclass import replace

if TYPE_CHECKING:
    from layout.desk.build.order import Order, Progress
    from layout.diagnostics import Diagnostic, Locus, Remarked

T = TypeVar("T")


class Docket:
    """Goes with a build from stage to stage; results of stages do not hold it."""

    def __init__(self, order: Order, progress: Progress) -> None:
        """Open a docket for an order; `progress` is called at the end of each stage."""
        self.order = order
        self._progress = progress
        self._remarks: dict[Diagnostic, None] = {}
        self._timings: list[tuple[str, float]] = []
        self.pictures: dict[str, tuple[Locus, str]] = {}

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """What was found so far, each remark once, in the order of work."""
        return tuple(self._remarks)

    @property
    def timings(self) -> tuple[tuple[str, float], ...]:
        """The stages that have ended, with their seconds."""
        return tuple(self._timings)

    @property
    def broken(self) -> bool:
        """Tell whether an error was found."""
        return has_errors(self._remarks)

    @property
    def ok(self) -> bool:
        """Tell whether nothing found so far stops the build; for a release a warning does."""
        return not stops(self.remarks, release=self.order.release)

    def note(self, remarks: tuple[Diagnostic, ...]) -> None:
        """Keep remarks, each once; files of the house go by the names that the desk knows them by.

        What is said of a picture (`pictures`, by path) stands at the line of the copy that names it. Its own name goes
        along, with the line inside it, as of an SVG, after a colon.
        """
        root = f"{self.order.house.root}/"
        for remark in remarks:
            if isinstance(remark.at, Place) and remark.at.file in self.pictures:
                locus, file = self.pictures[remark.at.file]
                shown = f"{file}:{remark.at.line}" if remark.at.line else file
                remark = replace(remark, at=locus, args=(*remark.args, ("picture", shown)))
            elif isinstance(remark.at, Place) and remark.at.file.startswith(root):
                remark = replace(remark, at=replace(remark.at, file=remark.at.file[len(root) :]))
            self._remarks.setdefault(remark)

    def take(self, done: Remarked[T]) -> T:
        """Keep a result's remarks and return its value."""
        self.note(done.remarks)
        return done.value

    @contextmanager
    def stage(self, name: str) -> Iterator[list[str]]:
        """Time a stage; what it puts into the yielded list says what it made."""
        started = time.perf_counter()
        made: list[str] = []
        yield made
        seconds = time.perf_counter() - started
        self._timings.append((name, seconds))
        self._progress(name, seconds, "".join(made))


def stops(remarks: tuple[Diagnostic, ...], *, release: bool) -> bool:
    """Tell whether any remark stops a build: an error, and for a release a warning, too."""
    bad = {Severity.ERROR, Severity.WARNING} if release else {Severity.ERROR}
    return any(remark.severity in bad for remark in remarks)
