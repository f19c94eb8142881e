"""Last legs that run on below their block: which shapes of a story have one, filled to its end.

`layout.makeup.solve.search.tailed` makes pages of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.makeup.dummy.plan import Block
from layout.makeup.page.flow import pour
from layout.makeup.page.legs import legs_of
from layout.makeup.page.stretches import stretches
from layout.makeup.solve.shapes import Shape, ShapeTable
from layout.rules.pages import JOG, LEG_SHORT
from layout.rules.solver import TAIL_COST, TAIL_MORE

if TYPE_CHECKING:
    from layout.compose.story.galley import GalleyLine
    from layout.issue.model import Story
    from layout.makeup.page.caseroom import CaseRoom


SHORTER = 4
"""Rows by which a block is tried shorter than its shape, for what is left over to run on."""


def tail_shapes(room: CaseRoom, story: Story, table: ShapeTable) -> tuple[Shape, ...]:
    """Return the shapes of a story whose last leg runs on below its block, filled to its end."""
    grid = room.grid
    found: dict[tuple[int, ...], Shape] = {}
    whole: dict[tuple[int, ...], bool] = {}
    for shape in table.shapes:
        if shape.cols < 2 or shape.legs or shape.box != "none" or shape.choice.side or not shape.lines or shape.insert:
            continue
        sketch = Block(
            story.id, 0, 0, shape.cols, shape.rows, head=shape.choice, photos=shape.photos, quote=shape.quote
        )
        legs = legs_of(sketch, grid)
        plain = room.galley(story, legs.measure).lines
        lines = plain if len(plain) == shape.lines else room.galley(story, legs.measure, shape.lines).lines
        upto = [0, *accumulate(line.before + line.rows for line in lines)]
        need = upto[-1]
        span = (shape.head_from, shape.head_to) if shape.head else (0, shape.cols)
        for less in range(1, SHORTER + 1):
            block = replace(sketch, rows=shape.rows - less)
            if any(photo.row + photo.rows > block.rows for photo in block.photos):
                break
            offered = [place.rows for place in stretches(block, legs, grid, shape.head, span)]
            if not offered:
                break  # so few rows are nothing but head
            for tail in range(max(JOG, need - sum(offered) - shape.cols), room.rules.tail_most + 1):
                depths = [*offered[:-1], offered[-1] + tail]
                if not _filled(lines, upto, depths):
                    continue
                # Heads of several sizes leave the same legs.
                legs_key = (shape.cols, shape.lines, *depths)
                if legs_key not in whole:
                    poured = pour(lines, depths, all_full=True)
                    whole[legs_key] = not poured.rest and poured.depths == tuple(depths) and poured.cost < LEG_SHORT
                key = (shape.cols, block.rows, shape.size, tail)
                if whole[legs_key] and min(depths) >= room.rules.leg_least:
                    if key not in found or shape.cost + TAIL_COST + TAIL_MORE * tail < found[key].cost:
                        price = shape.cost + TAIL_COST + TAIL_MORE * tail
                        found[key] = replace(shape, rows=block.rows, tail=tail, ends=0, cost=price)
                    break
    return tuple(found.values())


def _filled(lines: Sequence[GalleyLine], upto: Sequence[int], depths: Sequence[int]) -> bool:
    """Tell whether legs of these depths can all be filled to their last row: quicker than pouring, and rarely so."""
    start = 0
    for depth in depths:
        if start == len(lines):
            return False
        foot = upto[start] + lines[start].before + depth
        start = bisect_left(upto, foot)
        if start >= len(upto) or upto[start] != foot:
            return False
    return start == len(lines)
