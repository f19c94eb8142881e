"""What the stages of a build leave: each result holds all that the ones before it left.

Nothing in them is filled in later. How far a check came is which of `Read`, `Opened` and `Judged` it holds.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layout.desk.build.docket import stops
from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.desk.build.order import Order
    from layout.desk.build.settings import Settings
    from layout.diagnostics import Diagnostic
    from layout.issue.model import Issue
    from layout.issue.source import SourceMap
    from layout.makeup.check import Verdict
    from layout.makeup.dummy.plan import Plan
    from layout.makeup.page.caseroom import CaseRoom
    from layout.sheet import Edition, Fit
    from layout.typeface import TypeCase


@dataclass(frozen=True, slots=True)
class Read:
    """The copy as read, where each part of it stands in the files, and what is to be given to whom."""

    issue: Issue
    sources: SourceMap
    settings: Settings


@dataclass(frozen=True, slots=True)
class Opened(Read):
    """The faces are there, too: `room` sets lines in the house's style on the issue's grid."""

    room: CaseRoom

    @property
    def case(self) -> TypeCase:
        """The faces by role."""
        return self.room.case


@dataclass(frozen=True, slots=True)
class Judged(Opened):
    """The pages are made up by `plan` and judged; overset copy is in the fits, not an absence of pages."""

    plan: Plan
    edition: Edition
    fits: tuple[Fit, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Checked:
    """How far an issue came and everything that was found; `reached` is None where the copy cannot be read at all."""

    order: Order
    sources: SourceMap
    reached: Read | None
    remarks: tuple[Diagnostic, ...]
    timings: tuple[tuple[str, float], ...]

    @property
    def opened(self) -> Opened | None:
        """The copy with its faces, None where one of them is missing."""
        return self.reached if isinstance(self.reached, Opened) else None

    @property
    def judged(self) -> Judged | None:
        """The pages, None where an error stood before them."""
        return self.reached if isinstance(self.reached, Judged) else None

    @property
    def fits(self) -> tuple[Fit, ...]:
        """How each block fits; none where there are no pages."""
        return self.reached.fits if isinstance(self.reached, Judged) else ()

    @property
    def ok(self) -> bool:
        """Tell whether nothing that was found stops a build."""
        return not stops(self.remarks, release=self.order.release)


@dataclass(frozen=True, slots=True)
class Written:
    """What was put in place: files by name, sha256 and bytes, none where an error stood.

    `proof` is the proof's file, `release` the folder in which a release is kept whole.
    """

    files: tuple[tuple[str, str, int], ...] = ()
    proof: Path | None = None
    release: Path | None = None


@dataclass(frozen=True, slots=True)
class Built(Checked):
    """A check with what was written of it."""

    written: Written
