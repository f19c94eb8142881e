"""Which blocks of a page dummy no longer hold their copy, judged by the pages as they were set."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.dummy.agreement import BlockKey, Cells
from layout.makeup.dummy.plan import Plan
from layout.rules.variety import KEPT_SHORT, KEPT_SHORT_HAND

if TYPE_CHECKING:
    from layout.sheet import Fit


@dataclass(frozen=True, slots=True)
class Misfits:
    """Blocks whose copy is too long or too short, and what each jump sets before it goes on (lines, page).

    `plan` is the plan without jumps that have nothing left to go on with; `holes` are the cells that those leave.
    """

    plan: Plan
    wrong: frozenset[BlockKey]
    left: tuple[tuple[str, tuple[int, int]], ...]
    holes: tuple[tuple[int, Cells], ...] = ()


def misfits(plan: Plan, fits: Sequence[Fit], cropped: Collection[str] = ()) -> Misfits:
    """Return what does not fit of a plan that was set with these fits; `cropped` stories have a picture cut up."""
    wrong = {
        (page.number, block.story, block.part)
        for page in plan.pages
        for block in page.blocks
        if block.story in cropped and block.photos
    }
    left: list[tuple[str, tuple[int, int]]] = []
    emptied: set[str] = set()
    waiting = list(fits)
    for page in plan.pages:
        for block in page.blocks:
            fit = waiting[0] if waiting else None
            if fit is None or (fit.page, fit.story) != (page.number, block.story):
                emptied |= {block.story} if block.part > 1 else set()
                continue
            waiting.pop(0)
            if block.jump:
                left.append((fit.story, (fit.set, page.number)))
            legs = block.legs or block.cols
            if fit.over or fit.short > (KEPT_SHORT_HAND if plan.maker(page) == "hand" else max(KEPT_SHORT, legs)):
                wrong.add((page.number, block.story, block.part))
    if not emptied:
        return Misfits(plan, frozenset(wrong), tuple(left))
    return _closed(plan, emptied, wrong, left)


def _closed(plan: Plan, emptied: set[str], wrong: set[BlockKey], left: list[tuple[str, tuple[int, int]]]) -> Misfits:
    """Return a plan whose emptied jumps are closed: the whole story stands where it opens."""
    holes: list[tuple[int, Cells]] = []
    pages = []
    for page in plan.pages:
        blocks = []
        for block in page.blocks:
            if block.story in emptied and block.part > 1:
                holes.append((page.number, (block.col, block.row, block.cols, block.rows)))
                wrong.discard((page.number, block.story, block.part))
                continue
            if block.story in emptied:
                wrong.add((page.number, block.story, block.part))
                block = replace(block, jump=0)
            blocks.append(block)
        pages.append(replace(page, blocks=tuple(blocks)))
    kept = tuple(entry for entry in left if entry[0] not in emptied)
    return Misfits(replace(plan, pages=tuple(pages)), frozenset(wrong), kept, tuple(holes))
