"""What the window shows of an issue: its pages in parts, how copy fits, what was found, and where copy stands.

Each rebuild makes a new view and keeps of the last one whatever is still true, so that an edit in one story redraws
its pages only and a broken file leaves the last good pages standing. A try is the same with files as they would be;
nothing is written here.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any

from layout.desk.build.docket import Docket
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pictures import named_pictures
from layout.desk.build.pipeline import check
from layout.desk.window.drawing import Easel, PageView
from layout.desk.window.galley_sheets import galley_sheets
from layout.desk.window.records import HOMELESS, Last, Showing, file_hashes, state_record
from layout.diagnostics import Locus, Place
from layout.ground.dataclass import replace
from layout.issue.source import ReadIssue, SourceMap
from layout.makeup.page.memo import Memo

if TYPE_CHECKING:
    from layout.desk.build.results import Checked, Judged
    from layout.desk.house import House
    from layout.makeup.dummy.plan import Plan
    from layout.sheet import Sheet

SEARCH = 5.0
"""Seconds a page that the optimiser may take where there is no dummy: the desk is waiting."""

KEPT = ("proofreading", "build")
"""What of a state others tell, whatever the pages are."""

Drafts = Mapping[str, bytes | None]


class Desk:
    """Keeps the last good pages of one issue and renews them on demand. Not for two threads at once, but for `tell`."""

    def __init__(self, house: House, number: int) -> None:
        """Open the desk for an issue of a house; nothing is read yet."""
        self.house = house
        self._telling = Lock()
        self._open(number)

    def turn_to(self, number: int) -> None:
        """Turn to another issue of the house; the serial goes on, so that every browser hears of it."""
        serial = self.state["serial"]
        self._open(number)
        self.state["serial"] = serial + 1

    def _open(self, number: int) -> None:
        house = self.house
        self.number = number
        self.easel = Easel(Order(house, number, house.output).pictures)
        self.pages: tuple[PageView, ...] = ()
        self.state: dict[str, Any] = {"serial": 0, "pages": [], "building": True}
        self.showing: Showing | None = None
        self.judged: Judged | None = None
        self._plan: Plan | None = None
        self._memo = Memo()
        self._galleys = False
        # So that a file that is bad the first time it is read does not keep the others from being shown.
        self._before = ReadIssue(None, (), SourceMap({}, {}))

    def tell(self, **changes: Any) -> None:
        """Change what the state tells that is none of the pages, whatever thread makes pages meanwhile."""
        with self._telling:
            self.state = {**self.state, **changes, "serial": self.state["serial"] + 1}

    @property
    def sources(self) -> SourceMap | None:
        """Where the copy stands, as it was read last."""
        return self.showing.checked.sources if self.showing else None

    def rebuild(self) -> dict[str, Any]:
        """Read, compose and make up the issue once more and return its new state, as the browser gets it."""
        # Before anything is read: what another hand writes meanwhile is not taken for what was read.
        files = file_hashes(self.house.issue(self.number))
        showing = self._shown({}, None)
        checked = showing.checked
        if checked.judged is not None:
            self._plan = checked.judged.plan
            self.judged = checked.judged
        if checked.reached is not None:
            self._before = ReadIssue(checked.reached.issue, checked.remarks, checked.sources)
        if showing.pages:
            self.pages, self._galleys = showing.pages, showing.galleys
        self.showing = showing
        here = state_record(self.house, showing, Last(self.pages, self.judged, self.easel), files)
        with self._telling:
            kept = {name: self.state[name] for name in KEPT if name in self.state}
            self.state = here | kept | {"serial": self.state["serial"] + 1}
            return self.state

    def tried(self, drafts: Drafts, plan: Plan | None = None) -> Showing:
        """Return the issue as it would be with some files changed, or with another dummy; nothing else changes."""
        return self._shown(drafts, plan, marks=plan is not None)

    def place(self, spot: str) -> Place | None:
        """Return the place of a line's `data-at`: story, field, paragraph, offset."""
        parts = spot.split(" ")
        if self.sources is None or len(parts) != 4:
            return None
        try:
            locus = Locus(parts[0], parts[1], int(parts[2]), int(parts[3]))
        except ValueError:
            return None
        return self.sources.place(locus)

    def page(self, number: int) -> PageView | None:
        """Return a page by its number."""
        return next((page for page in self.pages if page.sheet.number == number), None)

    def _shown(self, drafts: Drafts, plan: Plan | None, *, marks: bool = True) -> Showing:
        started = time.perf_counter()
        checked = self._checked(drafts, plan, ledger=marks)
        docket = Docket(checked.order, in_silence)
        if checked.reached is not None:
            docket.pictures = named_pictures(checked.reached.issue, str(checked.order.folder))
        docket.note(checked.remarks)
        pages: tuple[PageView, ...] = ()
        galleys = False
        if checked.judged is not None:
            sheets = (*checked.judged.edition.sheets, *_homeless(checked.judged))
            pages = self.easel.draw(checked.judged, sheets, docket, marks=marks)
        elif checked.opened is not None and (self._galleys or not self.pages):
            # No page yet that could stay: show what is written as galleys.
            galleys = True
            pages = self.easel.draw(checked.opened, galley_sheets(checked.opened.issue, checked.opened.room), docket)
        return Showing(checked, pages, docket.remarks, galleys, time.perf_counter() - started)

    def _checked(self, drafts: Drafts, plan: Plan | None, *, ledger: bool) -> Checked:
        """Return the issue made up; the optimiser works only where neither desk nor memory has a fitting dummy."""
        order = Order(
            self.house,
            self.number,
            self.house.output,
            plan=plan or self._plan,
            mend=False,
            seconds=SEARCH,
            memo=self._memo,
            before=self._before,
            ledger=ledger,
            drafts=tuple({**drafts, **({"plan.yaml": None} if plan else {})}.items()),
        )
        checked = check(order, in_silence)
        outgrown = (
            plan is None
            and checked.judged is not None
            and checked.judged.plan is self._plan
            and any(fit.over for fit in checked.fits)
        )
        if outgrown:
            mended = check(replace(order, mend=True), in_silence)
            checked = mended if mended.judged is not None else checked
        return checked


def _homeless(judged: Judged) -> tuple[Sheet, ...]:
    """Return the stories that have no place on a page yet, as galleys on sheets after the pages."""
    placed = {block.story for page in judged.plan.pages for block in page.blocks}
    stories = tuple(story for story in judged.issue.stories if story.id not in placed)
    if not stories:
        return ()
    sheets = galley_sheets(replace(judged.issue, stories=stories), judged.room)
    last = max((page.number for page in judged.plan.pages), default=0)
    return tuple(replace(sheet, number=last + sheet.number, section=HOMELESS) for sheet in sheets)
