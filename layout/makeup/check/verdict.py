"""The checker's findings and scores."""

from __future__ import annotations

from layout.diagnostics import Diagnostic, Severity
from layout.ground.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Cells:
    """A box of cells on a page, in columns and rows of the grid; what a proof draws."""

    page: int
    col: int
    row: int
    cols: int
    rows: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its code, how bad it is, the cells to mark, the stories concerned."""

    code: str
    severity: Severity
    at: Cells
    stories: tuple[str, ...] = ()
    args: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """Counters of one page. Cells are grid cells; `feather` are head rows beyond need times columns."""

    page: int
    cells: int
    white: int = 0
    trapped: int = 0
    feather: int = 0
    ends: int = 0
    clashes: int = 0
    alleys: int = 0
    order: int = 0
    sizes: int = 0
    jumps: int = 0
    boxes: int = 0

    @property
    def white_share(self) -> float:
        """White cells in percent of the free cells."""
        return 100 * self.white / self.cells if self.cells else 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A plan's findings, its pages' scores, and the findings as diagnostics."""

    findings: tuple[Fault, ...]
    scores: tuple[Scores, ...]
    remarks: tuple[Diagnostic, ...]

    def codes(self) -> tuple[str, ...]:
        """Return the codes found, each as often as it was found."""
        return tuple(finding.code for finding in self.findings)

    @property
    def clean(self) -> bool:
        """Whether nothing worse than a note was found."""
        return all(finding.severity is Severity.NOTE for finding in self.findings)
