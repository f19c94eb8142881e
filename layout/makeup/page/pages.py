"""Making up the pages: a plan and the issue's copy become sheets and fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ground.dataclass import dataclass, replace
from layout.issue.model import PagePlan
from layout.makeup.page.block import set_block
from layout.makeup.page.folio import IMPRINT_ROWS, set_folio, set_imprint
from layout.makeup.page.forme import Forme
from layout.makeup.page.head_style import dressed
from layout.makeup.page.heading import label_of, settled, stands
from layout.makeup.page.legs import legs_of
from layout.makeup.page.masthead import set_masthead
from layout.makeup.page.over import under_head
from layout.makeup.page.rules import draw_rules
from layout.sheet import Fit, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.compose.story.galley import GalleyLine
    from layout.issue.model import Issue
    from layout.makeup.dummy.plan import PageDummy, Plan
    from layout.makeup.page.caseroom import CaseRoom

    _Waiting = dict[str, tuple[int, tuple[GalleyLine, ...]]]
    """Lines of a story that a page had no room for, by story, with the page that they come from."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The finished sheets, how each block fits, and what was remarked on the way."""

    sheets: tuple[Sheet, ...]
    fits: tuple[Fit, ...]
    remarks: tuple[Diagnostic, ...]


def make_up(issue: Issue, plan: Plan, room: CaseRoom, folder: str) -> MadeUp:
    """Set every block of the plan; copy that finds no room is in the fits and the remarks, in lines and characters.

    `folder` is where the issue's photographs lie. Pages come in the plan's order; what a jump leaves on one page is
    set on the page that it names.
    """
    fits: list[Fit] = []
    sheets: list[Sheet] = []
    waiting: _Waiting = {}
    last = max((dummy.number for dummy in plan.pages if dummy.top), default=0)
    furniture = replace(issue, stories=(), pages=None)
    photo = frozenset(story.id for story in issue.stories if story.kind == "photo")
    for dummy in plan.pages:
        own = room.on(dummy.grid(room.grid))
        page = next((page for page in issue.pages or () if page.number == dummy.number), None)
        stories = tuple(issue.story(block.story) for block in dummy.blocks)
        come = {block.story: waiting.pop(block.story, (0, ())) for block in dummy.blocks if block.part > 1}
        order = _Order(dummy, page, dummy.number == last, photo, folder)
        # What lies beneath a head over a picture is read off the file each time.
        over = any(story and under_head(block, story) for block, story in zip(dummy.blocks, stories, strict=True))

        def made(own: CaseRoom, order: _Order = order, come: _Waiting = come) -> _Page:
            return _set_page(issue, order, own, come)

        given = (page, stories, tuple(come.items()), photo, furniture, order.last)
        done = made(own) if over else own.whole(("page", dummy, folder), given, made)
        sheets.append(done.sheet)
        fits += done.fits
        waiting |= done.waiting
    for story_id, (number, left) in waiting.items():
        room.note(
            Diagnostic.make(
                "M305",
                Severity.ERROR,
                Locus(story_id),
                page=number,
                lines=len(left),
                characters=sum(len(line.line.text) for line in left),
            )
        )
    return MadeUp(tuple(sheets), tuple(fits), room.remarks)


@dataclass(frozen=True, slots=True)
class _Order:
    """A page that is to be set: its dummy, its entry in the issue, whether it is the last one, the picture stories."""

    dummy: PageDummy
    page: PagePlan | None
    last: bool
    photo: frozenset[str]
    folder: str


@dataclass(frozen=True, slots=True)
class _Page:
    """A page set: its sheet, how its blocks fit, and what of its stories waits for a later page."""

    sheet: Sheet
    fits: tuple[Fit, ...]
    waiting: _Waiting


def _set_page(issue: Issue, order: _Order, room: CaseRoom, come: _Waiting) -> _Page:
    """Set a page: its furniture, its blocks, the rules between them; `come` is what earlier pages have left for it."""
    dummy, page = order.dummy, order.page
    forme = Forme(dummy, room.grid)
    fits: list[Fit] = []
    waiting: _Waiting = {}
    barred = frozenset(_with_ground(issue, dummy))
    if dummy.number == 1:
        set_masthead(forme, room, issue, dummy.top)
    elif dummy.top:  # a page that a notice takes whole has no furniture
        set_folio(forme, room, issue, page or PagePlan(dummy.number, dummy.section, ()))
    for block in dummy.blocks:
        story = issue.story(block.story)
        if story is None:
            continue  # the reader of the plan has reported it
        block = settled(room, block, story)
        came_from = 0
        lines: tuple[GalleyLine, ...] = ()
        if block.part > 1:
            came_from, lines = waiting.pop(story.id, come.get(story.id, (0, ())))
            if not lines:
                room.note(Diagnostic.make("M303", Severity.ERROR, Locus(story.id), page=dummy.number))
                continue
        elif story.paragraphs:
            lines = room.galley(story, legs_of(block, room.grid).measure).lines
        done = set_block(forme, room, block, story, lines, folder=order.folder, came_from=came_from, barred=barred)
        fits.append(replace(done.fit, page=dummy.number))
        if block.jump:
            if done.rest:
                waiting[story.id] = (dummy.number, done.rest)
            else:
                room.note(Diagnostic.make("M304", Severity.ERROR, Locus(story.id), page=dummy.number, to=block.jump))
    told = frozenset(story.id for story in issue.stories if story.id in order.photo and story.paragraphs)
    draw_rules(forme, order.photo, barred, told)
    if dummy.foot >= IMPRINT_ROWS and order.last:
        set_imprint(forme, room, issue)
    return _Page(forme.lock_up(page.section if page else dummy.section), tuple(fits), waiting)


def _with_ground(issue: Issue, dummy: PageDummy) -> Iterator[str]:
    """Yield the stories of a page whose block opens with the ground of a white head 反白."""
    for block in dummy.blocks:
        story = issue.story(block.story)
        if story is None or block.part > 1 or stands(block, story) or label_of(block, story) or block.head.cols:
            continue
        if story.head.main and dressed(story.head, block.head).style == "reverse":
            yield block.story
