"""Faults of notices and adverts of fixed size: cut or stretched, off the foot, beside a head that contradicts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.makeup.check.verdict import Cells, Fault
from layout.rules.pages import NOTICE_AIR

if TYPE_CHECKING:
    from layout.makeup.check.facts import StoryFacts
    from layout.makeup.dummy.plan import Block, PageDummy


def notices(page: PageDummy, stories: Mapping[str, StoryFacts], columns: int, rows: int) -> Iterator[Fault]:
    """Yield M340 (not of the size that was booked, or split), M341 (not at the foot), M342 (beside its contrary).

    At the foot is what has nothing but the page's end or other notices below it; an editor's pin may say otherwise.
    """
    fixed = [block for block in page.blocks if block.story in stories and stories[block.story].fixed]
    for block in fixed:
        facts = stories[block.story]
        at = Cells(page.number, block.col, block.row, block.cols, block.rows)
        wanted = (columns, rows) if facts.whole_page else facts.size
        if (block.cols, block.rows) != wanted or block.jump or block.part > 1:
            args = (("cols", wanted[0]), ("rows", wanted[1]), ("has", f"{block.cols} x {block.rows}"))
            yield Fault("M340", Severity.ERROR, at, (block.story,), args)
        pinned = facts.pin.row >= 0 or facts.pin.zone
        if not pinned and not _at_foot(block, fixed, rows - page.foot):
            yield Fault("M341", Severity.WARNING, at, (block.story,), ())
    for block in page.blocks:
        for story, word, other in stories[block.story].apart if block.story in stories else ():
            near = next((one for one in page.blocks if one.story == story and _touch(block, one)), None)
            if near is not None:
                at = Cells(page.number, block.col, block.row, block.cols, block.rows)
                args_ = (("notice", block.story), ("word", word), ("near", story), ("other", other))
                yield Fault("M342", Severity.WARNING, at, (block.story, story), args_)


def _at_foot(block: Block, fixed: list[Block], end: int) -> bool:
    """Tell whether below each of a block's columns there is nothing but notices down to the end of the page."""
    for col in range(block.col, block.col + block.cols):
        row = block.row + block.rows
        while row < end:
            near = (one for one in fixed if 0 <= one.row - row <= NOTICE_AIR and one.col <= col < one.col + one.cols)
            below = min(near, key=lambda one: one.row, default=None)
            if below is None:
                return False
            row = below.row + below.rows
    return True


def _touch(one: Block, other: Block) -> bool:
    """Tell whether two blocks share an edge, or only the white over a notice parts them."""
    across = min(one.col + one.cols, other.col + other.cols) - max(one.col, other.col)
    down = min(one.row + one.rows, other.row + other.rows) - max(one.row, other.row)
    return (across == 0 and down > 0) or (-NOTICE_AIR <= down <= 0 and across > 0)
