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
from layout.makeup.page.rules import draw_rules
from layout.sheet import Fit, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.compose.story.galley import GalleyLine
    from layout.issue.model import Issue
    from layout.makeup.dummy.plan import PageDummy, Plan
    from layout.makeup.page.caseroom import CaseRoom


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
    waiting: dict[str, tuple[int, tuple[GalleyLine, ...]]] = {}
    pages = {page.number: page for page in issue.pages or ()}
    last = max((dummy.number for dummy in plan.pages if dummy.top), default=0)
    shop = room
    for dummy in plan.pages:
        room = shop.on(dummy.grid(shop.grid))
        forme = Forme(dummy, room.grid)
        page = pages.get(dummy.number)
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
                came_from, lines = waiting.pop(story.id, (0, ()))
                if not lines:
                    room.note(Diagnostic.make("M303", Severity.ERROR, Locus(story.id), page=dummy.number))
                    continue
            elif story.paragraphs:
                lines = room.galley(story, legs_of(block, room.grid).measure).lines
            done = set_block(forme, room, block, story, lines, folder=folder, came_from=came_from)
            fits.append(replace(done.fit, page=dummy.number))
            if block.jump:
                if done.rest:
                    waiting[story.id] = (dummy.number, done.rest)
                else:
                    room.note(
                        Diagnostic.make("M304", Severity.ERROR, Locus(story.id), page=dummy.number, to=block.jump)
                    )
        photo = frozenset(story.id for story in issue.stories if story.kind == "photo")
        draw_rules(forme, photo, frozenset(_with_ground(issue, dummy)))
        if dummy.foot >= IMPRINT_ROWS and dummy.number == last:
            set_imprint(forme, room, issue)
        sheets.append(forme.lock_up(page.section if page else dummy.section))
    for story_id, (number, left) in waiting.items():
        shop.note(
            Diagnostic.make(
                "M305",
                Severity.ERROR,
                Locus(story_id),
                page=number,
                lines=len(left),
                characters=sum(len(line.line.text) for line in left),
            )
        )
    return MadeUp(tuple(sheets), tuple(fits), shop.remarks)


def _with_ground(issue: Issue, dummy: PageDummy) -> Iterator[str]:
    """Yield the stories of a page whose block opens with the ground of a white head 反白."""
    for block in dummy.blocks:
        story = issue.story(block.story)
        if story is None or block.part > 1 or stands(block, story) or label_of(block, story) or block.head.cols:
            continue
        if story.head.main and dressed(story.head, block.head).style == "reverse":
            yield block.story
