"""Last legs that run on below their block: which shapes of a story have one, filled to its end.

`layout.makeup.solve.search.tailed` makes pages of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, field, replace
from layout.makeup.dummy.plan import Block
from layout.makeup.page.flow import Pouring
from layout.makeup.page.legs import legs_of
from layout.makeup.page.stretches import Free, free_of
from layout.makeup.solve.shapes import Shape, ShapeTable
from layout.rules.pages import JOG, PIECE_OF_LEG
from layout.rules.solver import TAIL_COST, TAIL_MORE

if TYPE_CHECKING:
    from layout.issue.model import Story
    from layout.makeup.page.caseroom import CaseRoom


SHORTER = 4
"""Rows by which a block is tried shorter than its shape, for what is left over to run on."""


@dataclass(slots=True)
class _Ground:
    """What shapes share that differ in their head's size alone: their copy, what their legs have free, their tails."""

    galley: Pouring
    free: Free
    tails: dict[int, int | None] = field(default_factory=dict)
    """The rows by which the last leg runs on below a block of so many rows, 0 where it does not fill them; None where
    the block has no legs at all."""

    def tail(self, room: CaseRoom, cols: int, rows: int) -> int | None:
        """Return the rows of the tail of a block of so many columns and rows, as in `tails`."""
        if rows not in self.tails:
            self.tails[rows] = self._tail(room, cols, rows)
        return self.tails[rows]

    def _tail(self, room: CaseRoom, cols: int, rows: int) -> int | None:
        offered = self.free.depths(rows)
        if not offered:
            return None  # so few rows are nothing but head
        last = self.galley.last_leg(offered[:-1])
        if last is None:
            return 0
        tail, depths = last - offered[-1], [*offered[:-1], last]
        may_be = range(max(JOG, self.galley.rows - sum(offered) - cols), room.rules.tail_most + 1)
        return tail if tail in may_be and min(depths) >= room.rules.leg_least and self.galley.fills(depths) else 0


def tail_shapes(room: CaseRoom, story: Story, table: ShapeTable) -> tuple[Shape, ...]:
    """Return the shapes of a story whose last leg runs on below its block, filled to its end."""
    found: dict[tuple[int, ...], Shape] = {}
    galleys: dict[tuple[int, int], Pouring] = {}
    grounds: dict[tuple[object, ...], _Ground] = {}
    for shape in table.shapes:
        if shape.cols < 2 or shape.legs or shape.box != "none" or shape.choice.side or not shape.lines or shape.insert:
            continue
        span = (shape.head_from, shape.head_to) if shape.head else (0, shape.cols)
        alike = (shape.cols, shape.lines, shape.head, span, shape.photos, shape.quote)
        ground = grounds.get(alike)
        if ground is None:
            sketch = Block(
                story.id, 0, 0, shape.cols, shape.rows, head=shape.choice, photos=shape.photos, quote=shape.quote
            )
            legs = legs_of(sketch, room.grid)
            galley = galleys.get((legs.measure, shape.lines))
            if galley is None:
                plain = room.galley(story, legs.measure).lines
                lines = plain if len(plain) == shape.lines else room.galley(story, legs.measure, shape.lines).lines
                galley = galleys[legs.measure, shape.lines] = Pouring(lines)
            ground = grounds[alike] = _Ground(galley, free_of(sketch, legs, room.grid, shape.head, span))
        for rows in range(shape.rows - 1, shape.rows - SHORTER - 1, -1):
            if any(photo.row + photo.rows > rows for photo in shape.photos):
                break
            if shape.quote and shape.quote[1] + shape.quote[3] + PIECE_OF_LEG > rows:
                break  # the leg under it would begin where it runs on
            tail = ground.tail(room, shape.cols, rows)
            if tail is None:
                break
            if not tail:
                continue
            key = (shape.cols, rows, shape.size, tail)
            if key not in found or shape.cost + TAIL_COST + TAIL_MORE * tail < found[key].cost:
                price = shape.cost + TAIL_COST + TAIL_MORE * tail
                found[key] = replace(shape, rows=rows, tail=tail, ends=0, cost=price)
    return tuple(found.values())
