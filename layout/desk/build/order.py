"""What is asked for: an order to build or to check one issue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.desk.house import House
    from layout.issue.source import ReadIssue
    from layout.makeup.dummy.plan import Plan
    from layout.makeup.page.memo import Memo

PARTS = ("press", "archive", "web")
"""What a build delivers, each a folder of the output."""

Progress = Callable[[str, float, str], None]
"""Called at the end of each stage: its name, the seconds it took, and a word on what it made."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which issue of which house, what parts of it, whether for release, and where to put it.

    `plan` stands in for a dummy where the desk keeps none. Without `mend`, pages that the copy has outgrown stay as
    they are, with their overset, instead of going to the optimiser. `memo` keeps what is set between builds of the
    same issue. `before` is the issue as it was last read: with it, files that cannot be read now stand as they were
    then, and pages are made up by a kept dummy as far as it goes although the copy has errors. `index`
    brings the index over all issues up to date, which a batch does once at its end; `processes` is how many render
    pages; where it is one, pages are made up in this process, too. `reason` is why there is another release, `on` its
    day. Without `ledger` the copy is not held against the sheets: somebody types, and it is at the pause. `drafts` are
    files of the issue as they would be, by name (None: gone), in place of those that are there.
    """

    house: House
    number: int
    output: Path
    only: tuple[str, ...] = PARTS
    release: bool = False
    proof: bool = False
    seconds: float = 8.0
    plan: Plan | None = None
    mend: bool = True
    memo: Memo | None = None
    before: ReadIssue | None = None
    index: bool = True
    processes: int = 2
    reason: str = ""
    on: date | None = None
    ledger: bool = True
    drafts: tuple[tuple[str, bytes | None], ...] = ()

    @property
    def folder(self) -> Path:
        """The issue's copy."""
        return self.house.issue(self.number)

    @property
    def final(self) -> Path:
        """Where the issue's output stands."""
        return self.output / str(self.number)

    @property
    def pictures(self) -> Path:
        """Where converted pictures are kept from build to build."""
        return self.output / ".cache" / "pictures"

    @property
    def page_images(self) -> Path:
        """Where the images of pages are kept from build to build."""
        return self.output / ".cache" / "pages"


def in_silence(_name: str, _seconds: float, _made: str) -> None:
    """Take no notice of a stage: the progress of a build that nobody watches."""
