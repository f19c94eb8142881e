"""What a page costs in the solver's eyes: white, feathering, level heads, alleys, order, sizes.

Faults that the checker forbids cost so much that a clean page always wins. Rows count from the top of the free area.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass
from layout.makeup.dummy.placed import is_placed
from layout.makeup.solve.design import design_cost
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.search.variety import shunned
from layout.makeup.solve.shapes import Frame, Options, Pin, Shape
from layout.makeup.solve.standing import Looks, Standing, Wardrobe
from layout.rules.design import POCKET_DEEP, POCKET_FROM, POCKET_WIDE
from layout.rules.pages import BOXES_FREE, JOG, LOCKED
from layout.rules.solver import (
    ALLEY,
    ALLEY_OF_FEW,
    BOXES_MORE,
    CLASH,
    LEAD_LOUDER,
    LEAD_OUT,
    LEAD_SMALL,
    ORDER,
    PICTURES_MEET,
    PICTURES_STACKED,
    PINNED,
    POCKET_COST,
    SCATTERED,
    SIZES,
    SIZES_MORE,
    WHITE_COST,
    WHITE_MORE,
)
from layout.rules.variety import MOVED, MOVED_ASIDE

if TYPE_CHECKING:
    from layout.makeup.solve.standing import Counts, Numbers


@dataclass(frozen=True)
class Page:
    """What scoring needs to know of a page: its frame, its items' choices, which item leads (-1: none)."""

    frame: Frame
    options: tuple[Options, ...]
    lead: int

    @cached_property
    def first(self) -> int:
        """The item that must stand at the upper left: the lead, -1 where the desk fixed its place."""
        return -1 if self.lead >= 0 and is_placed(self.options[self.lead].table.pin) else self.lead

    @cached_property
    def across(self) -> frozenset[int]:
        """Items that the desk wishes over all columns 通栏; their own edges are no alleys."""
        return frozenset(item for item, option in enumerate(self.options) if option.table.across)

    @cached_property
    def wardrobe(self) -> Wardrobe:
        """The shapes of its items, as its price reads them."""
        return Wardrobe(self.options)

    def standing(self, pages: Sequence[Sequence[Rect]]) -> Standing:
        """Return blocks at their cells with their neighbours, as many on each of some pages."""
        return Standing(self.frame, self.priorities, self.lead, pages)

    @property
    def alley(self) -> int:
        """Cost of a straight line through the page."""
        return ALLEY if len(self.options) >= LOCKED else ALLEY_OF_FEW

    @cached_property
    def pinned(self) -> frozenset[int]:
        """Items of which an editor fixed anything."""
        return frozenset(item for item, option in enumerate(self.options) if option.table.pin != Pin())

    @cached_property
    def priorities(self) -> tuple[int, ...]:
        """Priority of every item, with a head or without."""
        return tuple(option.table.priority for option in self.options)

    @cached_property
    def ranks(self) -> tuple[int, ...]:
        """Priority of every item that has a head, -1 of others."""
        return tuple(option.table.priority if option.table.headed else -1 for option in self.options)


def whole_cost(page: Page, standing: Standing, looks: Looks) -> tuple[Numbers, Counts]:
    """Return the cost of the shapes chosen for the blocks and of each page's design, and its counters."""
    cost, counts = shape_cost(page, standing, looks)
    more, found = design_cost(standing, looks)
    return cost + more, counts | found


def zone(standing: Standing) -> Numbers:
    """Return the rank of each block's zone: 4 upper left, 3 upper right, 2 lower right, 1 lower left."""
    import numpy as np

    left = 2 * standing.col + standing.cols <= standing.frame.columns
    upper = 2 * standing.row + standing.rows <= standing.frame.rows
    ranks: Numbers = np.where(upper, 3 + left, 2 - left)
    return ranks


def alleys(cells: Numbers, columns: int, across: Collection[int] = ()) -> Numbers:
    """Return how many straight lines cut each page in two: rows and columns that no block reaches over.

    `cells` are as in `Standing`. The edges of the items `across`, wished over all columns, do not count.
    """
    import numpy as np

    item, col, row, cols, rows = cells
    at, end, foot = row[:, :, None], col + cols, row + rows
    hidden = ((row[:, None, :] + JOG <= at) & (at <= foot[:, None, :] - JOG)).any(axis=2)
    if across:
        own = np.isin(item, list(across))[:, None, :]
        hidden |= (own & ((row[:, None, :] == at) | (foot[:, None, :] == at))).any(axis=2)
    # A line counts once, however many blocks start there.
    known = (row[:, None, :] == at) & (np.arange(row.shape[1]) < np.arange(row.shape[1])[:, None])
    flat = ((row > 0) & ~hidden & ~known.any(axis=2)).sum(axis=1)
    cut = np.arange(1, columns)[:, None]
    open_cut = ~((col[:, None, :] < cut) & (cut < end[:, None, :])).any(axis=2)
    upright = (open_cut & (cut[:, 0] <= col.max(axis=1)[:, None])).sum(axis=1)
    lines: Numbers = flat + upright
    return lines


def by_columns(cells: Numbers, columns: int) -> tuple[Numbers, Numbers]:
    """Return where the last block of each page's columns ends, and the white rows that each has over that.

    `cells` are as in `Standing`.
    """
    import numpy as np

    _, col, row, cols, deep = cells
    at = np.arange(columns)[:, None]
    covers = (col[:, None, :] <= at) & (at < (col + cols)[:, None, :])
    feet = np.where(covers, (row + deep)[:, None, :], 0).max(axis=2)
    return feet, feet - np.where(covers, deep[:, None, :], 0).sum(axis=2)


def gathered(feet: Numbers, rows: int) -> Numbers:
    """Return the white cells of the largest rectangle at each page's foot: white that is gathered in one place."""
    import numpy as np

    columns = feet.shape[1]
    most = np.zeros(len(feet), np.int64)
    for first in range(columns):
        deepest = np.maximum.accumulate(feet[:, first:], axis=1)
        most = np.maximum(most, (np.arange(1, columns - first + 1) * (rows - deepest)).max(axis=1))
    return most


def pocket_cost(white: Any) -> Any:
    """Return what so many rows of white between a column's blocks cost beyond their cells; numbers or an array."""
    return POCKET_COST * (white > POCKET_FROM) * (white - POCKET_FROM)


def white_most(frame: Frame) -> int:
    """Return the white cells that a page may keep."""
    return frame.cells * frame.rules.white(frame.number) // 1000


def geometry_cost(page: Page, standing: Standing) -> tuple[Numbers, Counts]:
    """Return the cost of where the blocks of each page stand, whatever their shapes, and its counters."""
    import numpy as np

    frame, ranks = page.frame, np.array(page.ranks, np.int64)
    white = frame.cells - (standing.cols * standing.rows).sum(axis=1)
    cuts = alleys(standing.cells, frame.columns, page.across)
    pale = white > white_most(frame)
    counts: Counts = {"white": white, "pale": pale.astype(np.int64), "alleys": cuts}
    cost = WHITE_COST * white + WHITE_MORE * pale + page.alley * cuts
    counts["pockets"] = np.zeros(len(standing), np.int64)
    if white.any():
        feet, inside = by_columns(standing.cells, frame.columns)
        loose = white - gathered(feet, frame.rows)
        cost += np.where(white != 0, SCATTERED * loose, 0) + pocket_cost(inside).sum(axis=1)
        grave = (inside >= POCKET_DEEP).any(axis=1) | ((inside >= POCKET_DEEP - 1).sum(axis=1) >= POCKET_WIDE)
        counts["pockets"] += grave
    if frame.shun:
        counts["alike"] = shunned(frame, standing.cells)
        cost += counts["alike"]
    if frame.kept or page.pinned:
        every = standing.cells.transpose(1, 2, 0).tolist()
        if frame.kept:
            cost += np.array([moved_cost(page, rects) for rects in every], np.int64)
        pins = np.array([_pins(page, rects) for rects in every], np.int64)
    else:
        pins = np.zeros(len(standing), np.int64)
    counts["lead"] = ((standing.item == page.first) & ((standing.col != 0) | (standing.row != 0))).sum(axis=1)
    rank, place = ranks[standing.item], zone(standing)
    behind = rank[:, :, None] - rank[:, None, :]
    wrong = (behind > 0) & (rank[:, None, :] >= 0) & (place[:, None, :] > place[:, :, None])
    counts["order"] = wrong.sum(axis=(1, 2))
    counts["pins"] = pins
    cost += LEAD_OUT * counts["lead"] + ORDER * counts["order"] + np.where(wrong, behind, 0).sum(axis=(1, 2))
    return cost + PINNED * pins, counts


def _pins(page: Page, rects: Sequence[Sequence[int]]) -> int:
    """Return how many blocks do not stand where an editor fixed them."""
    frame = page.frame
    return sum(
        not page.options[item].table.pin.holds(col, row + frame.top, cols, rows, frame.columns, frame.top, frame.end)
        for item, col, row, cols, rows in rects
        if item in page.pinned
    )


def moved_cost(page: Page, rects: Sequence[Sequence[int]]) -> int:
    """Return what it counts that blocks leave the cells, and the columns, that a kept plan gave them."""
    stood = {story: cells for story, *cells in page.frame.kept}
    cost = 0
    for item, col, row, cols, rows in rects:
        was = stood.get(page.options[item].table.story) if item < len(page.options) else None
        if was is not None:
            cost += MOVED * (was != [col, row + page.frame.top, cols, rows])
            cost += MOVED_ASIDE * ((was[0], was[2]) != (col, cols))
    return cost


def shape_cost(page: Page, standing: Standing, looks: Looks) -> tuple[Numbers, Counts]:
    """Return the cost of the shapes chosen for the blocks of each page, and its counters."""
    import numpy as np

    size, loud, bare = looks.size, looks.loud, looks.bare
    boxes = looks.boxed.sum(axis=1)
    feather = (standing.cols * looks.air).sum(axis=1)
    cost = looks.price.sum(axis=1) + BOXES_MORE * np.maximum(0, boxes - BOXES_FREE)
    top, foot = standing.row[:, None, :], standing.row[:, :, None]
    level = (foot < top + looks.band[:, None, :]) & (top < foot + looks.band[:, :, None])
    opens = looks.right[:, :, None] & looks.left[:, None, :]
    clashes = (standing.beside & opens & level).sum(axis=(1, 2))
    cost += CLASH * clashes
    meets = np.zeros(len(boxes), np.int64)
    if (bare.sum(axis=1) > 1).any():
        both = bare[:, :, None] & bare[:, None, :]
        meets = (standing.beside & both).sum(axis=(1, 2))
        stacked = (standing.under & both).any(axis=2).sum(axis=1)
        cost += PICTURES_MEET * meets + PICTURES_STACKED * stacked
    leads = standing.item == page.lead
    headed = ~leads & (size > 0)
    sizes = np.zeros(len(boxes), np.int64)
    shy = np.zeros(len(boxes), np.int64)
    if page.lead >= 0:
        lead_size, lead_looks = np.where(leads, size, 0).sum(axis=1), np.where(leads, loud, 0).sum(axis=1)
        second = np.where(headed, loud, 0).max(axis=1)
        quiet = (lead_size > 0) & (lead_looks * 1000 < second * LEAD_LOUDER)
        lacking = page.frame.rules.lead_shy * (second * LEAD_LOUDER // 1000 - lead_looks) // 1000
        cost += np.where(quiet, lacking, 0)
        over = headed & (lead_size > 0)[:, None] & (size >= lead_size[:, None])
        cost += np.where(over, LEAD_SMALL + (size - lead_size[:, None]) // 100, 0).sum(axis=1)
        sizes += over.sum(axis=1)
        shy += over.any(axis=1)
    rank = np.array(page.ranks, np.int64)[standing.item]
    larger = size[:, None, :] - size[:, :, None]
    wrong = (larger > 0) & (rank[:, :, None] > rank[:, None, :]) & headed[:, :, None] & headed[:, None, :]
    cost += np.where(wrong, SIZES + larger // 1000 * SIZES_MORE, 0).sum(axis=(1, 2))
    sizes += wrong.sum(axis=(1, 2))
    return cost, {
        "feather": feather,
        "clashes": clashes,
        "sizes": sizes,
        "shy": shy,
        "boxes": boxes,
        "pictures": meets,
    }


def floor_cost(page: Page, tails: Mapping[int, Sequence[Shape]] | None = None) -> int:
    """Return a proved lower bound of any page's cost.

    It drops every rule but one: each story takes one of its rectangles, and their cells with the white make the page.
    `tails` are shapes of items whose last leg may run on below their rectangle.
    """
    cells = page.frame.cells
    least = {0: 0}
    for item, option in enumerate(page.options):
        by_area: dict[int, int] = {}
        for (cols, rows), choices in option.by_cells.items():
            area = cols * rows
            by_area[area] = min(by_area.get(area, choices[0][0]), choices[0][0])
        for shape in (tails or {}).get(item, ()):
            for air in range(shape.give + 1):
                area = shape.cols * (shape.rows + air) + shape.tail
                by_area[area] = min(by_area.get(area, shape.cost), shape.cost)
        grown: dict[int, int] = {}
        for filled, cost in least.items():
            for area, price in by_area.items():
                total = filled + area
                if total <= cells and cost + price < grown.get(total, 10**9):
                    grown[total] = cost + price
        least = grown
    return min((cost + WHITE_COST * (cells - filled) for filled, cost in least.items()), default=10**9)
