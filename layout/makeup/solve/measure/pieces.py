"""Measuring the two halves of a story that jumps: what stays, and what goes on under a jump head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.compose.head.order import HeadOrder
from layout.compose.head.set_head import set_jump_head
from layout.ground.dataclass import replace
from layout.makeup.dummy.loudness import is_heavy
from layout.makeup.dummy.plan import Block
from layout.makeup.page.flow import Pouring
from layout.makeup.page.legs import legs_of
from layout.makeup.page.numbers import jump_from
from layout.makeup.page.stretches import free_of
from layout.makeup.solve.measure.depth import good_legs, least_rows, poured_price
from layout.makeup.solve.measure.furnish import head_choices
from layout.makeup.solve.measure.offered import offered
from layout.makeup.solve.measure.pictures import pictures_of
from layout.makeup.solve.measure.tables import best_of
from layout.makeup.solve.measure.wishes import pin_of, widths_of
from layout.makeup.solve.shapes import Shape, ShapeTable
from layout.rules.pages import LABEL_ROWS
from layout.rules.solver import JUMP_COST, WHITE_COST
from layout.sheet import Step

if TYPE_CHECKING:
    from layout.issue.model import Story
    from layout.makeup.page.caseroom import CaseRoom


def pieces(room: CaseRoom, story: Story, to: int) -> ShapeTable:
    """Return the shapes of a story's first part when it jumps to page `to`: any depth that leaves fair pieces."""
    grid = room.grid
    shapes = []
    label = LABEL_ROWS if story.wishes.label else 0
    for cols in widths_of(room, story):
        sketch = Block(story.id, 0, 0, cols, grid.rows, jump=to)
        legs = legs_of(sketch, grid)
        galley = Pouring(room.galley(story, legs.measure).lines)
        offers = list(head_choices(room, story, grid.span(cols), decks=False))
        for price, choice, plain, size, fill, white in offers[:3]:
            head = label + plain
            for cost, places in pictures_of(room, story, sketch, legs, head):
                block = replace(sketch, head=choice, photos=places)
                low = max((place.row + place.rows for place in places), default=head)
                free = free_of(block, legs, grid, head, (0, cols))
                for rows in range(max(head + room.rules.leg_least, low), head + room.rules.leg_most + low):
                    depths = free.depths(rows)
                    if not depths or depths[-1] < 2:
                        continue
                    depths[-1] -= 1
                    fall = galley.fall(depths, all_full=True)
                    placed = len(galley.lines) - fall.rest
                    good = good_legs(fall, len(legs.xs), head * cols, cols, room.rules)
                    if placed < room.rules.piece_least or not good:
                        continue
                    if fall.rest < room.rules.rest_least:
                        break
                    shapes.append(
                        Shape(
                            cols,
                            rows,
                            head,
                            0,
                            cols,
                            size,
                            choice,
                            places,
                            0,
                            placed,
                            fall.ends,
                            give=0,
                            cost=JUMP_COST + price + cost + fall.rest + poured_price(fall),
                            steps=(Step("jump"),),
                            fill=fill,
                            white=white,
                        )
                    )
    return ShapeTable(
        story.id,
        story.priority,
        story.kind,
        tuple(best_of(offered(room, story, shapes))),
        pin=pin_of(story),
        jump=to,
        section=story.section,
        heavy=is_heavy(story),
    )


def remainder(room: CaseRoom, story: Story, placed: int, came_from: int) -> ShapeTable:
    """Return the shapes of what a jump left: the lines after the first `placed`, under a jump head."""
    grid = room.grid
    shapes = []
    lines = room.galley(story, grid.measure).lines[placed:]
    galley = Pouring(lines)
    for cols in range(1, grid.columns + 1):
        block = Block(story.id, 0, 0, cols, grid.rows, part=2)
        order = HeadOrder(story.head, grid.span(cols), grid.leading, story=story.id)
        head = set_jump_head(order, jump_from(came_from), room.case, room.style).value
        found = least_rows(room, block, legs_of(block, grid), galley, head.rows)
        if found is None:
            continue
        rows, poured = found
        if not good_legs(poured, cols, head.rows * cols, cols, room.rules):
            continue
        for more in range(2):
            ends = poured.ends + more * cols
            shapes.append(
                Shape(
                    cols,
                    rows + more,
                    head.rows,
                    0,
                    cols,
                    0,
                    lines=len(lines),
                    ends=ends,
                    give=0,
                    cost=more * cols * WHITE_COST // 2 + poured_price(poured),
                )
            )
    return ShapeTable(story.id, 0, story.kind, tuple(shapes), part=2, section=story.section)
