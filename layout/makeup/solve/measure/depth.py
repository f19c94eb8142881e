"""How deep a block must be for its copy, and whether its legs are ones that a designer would make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.makeup.page.stretches import free_of, standing_cells
from layout.rules.pages import SHORT_KINDS
from layout.rules.solver import POURED_MOST, POURED_PART, SPOILT, TORN_COST

if TYPE_CHECKING:
    from layout.makeup.dummy.plan import Block
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.flow import Fall, Poured, Pouring
    from layout.makeup.page.legs import Legs
    from layout.makeup.solve.measure.inserts import InsertPlace
    from layout.rules.house import PageRules

ANY = "any"
"""Stands for the kind of a story that no good block takes: whatever holds its copy will do."""


def least_rows(
    room: CaseRoom,
    block: Block,
    legs: Legs,
    galley: Pouring,
    head: int,
    insert: InsertPlace | None = None,
    span: tuple[int, int] | None = None,
) -> tuple[int, Fall] | None:
    """Return the least rows of a block that take all lines of a galley, and how they fall into its legs' pieces.

    `insert` is where another story stands in it, `span` the columns of its head (first, one past the last) where
    those are not all.
    """
    grid = room.grid
    need = galley.rows
    # A picture over the whole head has its rows counted with the head's.
    crowned = (place for place in block.photos if place.row or place.cols < block.cols)
    taken = sum(place.rows * place.cols for place in crowned)
    taken = (taken + (insert.insert.rows * insert.insert.cols if insert else 0)) * len(legs.xs) // block.cols
    dropped = galley.dropped * len(legs.xs)
    under = head if span is None else head * (span[1] - span[0]) // block.cols
    low = max(head + 1, (need - dropped + taken) // len(legs.xs) + under)
    framed = block.box != "none"  # a frame has the last row for itself
    low = max(low, max((place.row + place.rows + framed for place in block.photos), default=0))
    if block.quote is not None:
        low = max(low, block.quote[1] + block.quote[3])
    if insert is not None:
        low = max(low, head + insert.insert.rows)
        for col, row, cols, rows in standing_cells(block):
            if col < insert.col + insert.insert.cols and insert.col < col + cols:
                low = max(low, row + rows + 1 + insert.insert.rows)
    columns = span or (0, block.cols)
    free = free_of(block, legs, grid, head, columns)
    for rows in range(low, grid.rows + 1):
        if insert is not None:  # it stands at the block's foot, or under its head
            free = free_of(replace(block, insert=insert.cells(head, rows)), legs, grid, head, columns)
        depths = free.depths(rows)
        fall = galley.whole_fall(depths) if sum(depths) + dropped >= need else None
        if fall is not None:
            return rows, fall
    return None


def poured_price(poured: Poured | Fall) -> int:
    """Return what legs that are poured so add to a shape's cost: no table is torn where other shapes fill a page."""
    return round(min(POURED_MOST, poured.cost)) // POURED_PART + TORN_COST * poured.torn


def good_legs(
    poured: Poured | Fall, legs: int, head_cells: int, cols: int, rules: PageRules, kind: str = "news"
) -> bool:
    """Tell whether a block is one that a designer would make: legs of fair length, head not over more than copy."""
    depths = [depth for depth in poured.depths if depth]
    if not depths or kind == ANY:
        return True
    if poured.cost >= SPOILT:
        return False
    if kind in SHORT_KINDS:
        return max(depths) <= rules.leg_most
    body = sum(depths) * cols // legs
    if len(depths) < len(poured.depths):
        return False  # a piece of a leg, under a picture or beside it, with nothing in it
    return min(depths) >= rules.leg_least and max(depths) <= rules.leg_most and head_cells <= body
