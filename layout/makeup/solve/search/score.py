"""What a page costs in the solver's eyes: white, feathering, level heads, alleys, order, sizes.

Faults that the checker forbids cost so much that a clean page always wins. Rows count from the top of the free area.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from layout.ground.dataclass import dataclass
from layout.makeup.solve.design import design_cost
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.search.variety import shunned
from layout.makeup.solve.shapes import Frame, Options, PageResult, Pin, Placed, Shape
from layout.makeup.solve.standing import Appearance, Standing, look_of
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
    SCATTERED,
    SIZES,
    SIZES_MORE,
    WHITE_COST,
    WHITE_MORE,
)
from layout.rules.variety import MOVED, MOVED_ASIDE


@dataclass(frozen=True)
class Page:
    """What scoring needs to know of a page: its frame, its items' choices, which item leads (-1: none)."""

    frame: Frame
    options: tuple[Options, ...]
    lead: int

    @cached_property
    def across(self) -> frozenset[int]:
        """Items that the desk wishes over all columns 通栏; their own edges are no alleys."""
        return frozenset(item for item, option in enumerate(self.options) if option.table.across)

    @cached_property
    def _looks(self) -> dict[tuple[int, int, int], tuple[Appearance, ...]]:
        return {}

    def looks(self, item: int, cols: int, rows: int) -> tuple[Appearance, ...]:
        """Return the shapes that fill these cells, cheapest first, as the page's price reads them."""
        key = (item, cols, rows)
        found = self._looks.get(key)
        if found is None:
            option = self.options[item]
            heavy = option.table.heavy
            found = self._looks[key] = tuple(
                look_of(price, shape, rows, heavy) for price, shape in option.at(cols, rows)
            )
        return found

    def standing(self, rects: Sequence[Rect]) -> Standing:
        """Return blocks at their cells with their neighbours."""
        return Standing(self.frame, self.priorities, self.lead, rects)

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


def whole_cost(page: Page, standing: Standing, looks: Sequence[Appearance]) -> tuple[int, dict[str, int]]:
    """Return the cost of the shapes chosen for the blocks and of the page's design, and its counters."""
    cost, counts = shape_cost(page, standing, looks)
    more, found = design_cost(standing, looks)
    counts.update(found)
    return cost + more, counts


def zone(col: int, row: int, cols: int, rows: int, columns: int, deep: int) -> int:
    """Return the rank of a block's zone: 4 upper left, 3 upper right, 2 lower right, 1 lower left."""
    left = 2 * col + cols <= columns
    upper = 2 * row + rows <= deep
    return (4 if left else 3) if upper else (1 if left else 2)


def alleys(rects: Sequence[Rect], columns: int, across: Collection[int] = ()) -> int:
    """Return how many straight lines cut the page in two: rows and columns that no block reaches over.

    The edges of the items `across`, wished over all columns, do not count.
    """
    crossed = starts = own = over = 0
    last = 0
    for item, col, row, cols, deep in rects:
        crossed |= ((1 << max(0, deep - 2 * JOG + 1)) - 1) << (row + JOG)
        starts |= 1 << row
        over |= ((1 << (cols - 1)) - 1) << (col + 1)
        last = max(last, col)
        if item in across:
            own |= 1 << row | 1 << (row + deep)
    flat = starts & ~crossed & ~own & ~1
    upright = ((1 << min(columns, last + 1)) - 2) & ~over
    return flat.bit_count() + upright.bit_count()


def gathered(rects: Sequence[Rect], columns: int, rows: int) -> int:
    """Return the white cells of the largest rectangle at a page's foot: white that is gathered in one place."""
    feet = [0] * columns
    for _, col, row, cols, deep in rects:
        for at in range(col, col + cols):
            if feet[at] < row + deep:
                feet[at] = row + deep
    most = 0
    for first in range(columns):
        deepest = 0
        for end in range(first, columns):
            deepest = max(deepest, feet[end])
            most = max(most, (end - first + 1) * (rows - deepest))
    return most


def white_most(frame: Frame) -> int:
    """Return the white cells that a page may keep."""
    return frame.cells * frame.rules.white(frame.number) // 1000


def geometry_cost(page: Page, rects: Sequence[Rect]) -> tuple[int, dict[str, int]]:
    """Return the cost of where the blocks stand, whatever their shapes, and its counters."""
    frame = page.frame
    columns, deep = frame.columns, frame.rows
    white = frame.cells - sum(cols * rows for _, _, _, cols, rows in rects)
    cuts = alleys(rects, columns, page.across)
    pale = white > white_most(frame)
    counts = {"white": white, "pale": int(pale), "alleys": cuts}
    cost = WHITE_COST * white + WHITE_MORE * pale + page.alley * cuts
    if white:
        cost += SCATTERED * (white - gathered(rects, columns, deep))
    if frame.shun:
        counts["alike"] = shunned(frame, ((col, row, cols, rows) for _, col, row, cols, rows in rects))
        cost += counts["alike"]
    if frame.kept:
        cost += moved_cost(page, rects)
    ranked = []
    pins = 0
    for item, col, row, cols, rows in rects:
        if item in page.pinned and not page.options[item].table.pin.holds(
            col, row + frame.top, cols, rows, columns, frame.top, frame.end
        ):
            pins += 1
        if item == page.lead and (col or row):
            cost += LEAD_OUT
            counts["lead"] = 1
        if page.ranks[item] >= 0:
            ranked.append((page.ranks[item], zone(col, row, cols, rows, columns, deep)))
    ranked.sort(reverse=True)
    wrong = 0
    for index, (priority, place) in enumerate(ranked):
        for other, elsewhere in ranked[index + 1 :]:
            if other < priority and elsewhere > place:
                wrong += 1
                cost += ORDER + (priority - other)
    counts["order"] = wrong
    counts["pins"] = pins
    return cost + PINNED * pins, counts


def moved_cost(page: Page, rects: Sequence[Rect]) -> int:
    """Return what it counts that blocks leave the cells, and the columns, that a kept plan gave them."""
    stood = {story: cells for story, *cells in page.frame.kept}
    cost = 0
    for item, col, row, cols, rows in rects:
        was = stood.get(page.options[item].table.story) if item < len(page.options) else None
        if was is not None:
            cost += MOVED * (was != [col, row + page.frame.top, cols, rows])
            cost += MOVED_ASIDE * ((was[0], was[2]) != (col, cols))
    return cost


def shape_cost(page: Page, standing: Standing, looks: Sequence[Appearance]) -> tuple[int, dict[str, int]]:
    """Return the cost of the shapes chosen for the blocks, and its counters."""
    cost = feather = boxes = bare = 0
    lead_size = lead_looks = second = 0
    ranks, lead, items, rects = page.ranks, page.lead, standing.items, standing.rects
    headed: list[tuple[int, int]] = []
    for at, look in enumerate(looks):
        cost += look.price
        if look.air:
            feather += rects[at][3] * look.air
        boxes += look.boxed
        bare += look.bare
        if items[at] == lead:
            lead_size, lead_looks = look.size, look.loud
        elif look.size:
            headed.append((ranks[items[at]], look.size))
            if look.loud > second:
                second = look.loud
    if boxes > BOXES_FREE:
        cost += BOXES_MORE * (boxes - BOXES_FREE)
    clashes = meets = stacked = 0
    for at, other, row, top in standing.beside:
        left, right = looks[at], looks[other]
        if left.open[1] and right.open[0]:
            clashes += row < top + right.band and top < row + left.band
        elif left.bare and right.bare:
            meets += 1
    if bare > 1:
        stacked = len({at for at, other in standing.under if looks[at].bare and looks[other].bare})
    cost += CLASH * clashes + PICTURES_MEET * meets + PICTURES_STACKED * stacked
    sizes = shy = 0
    if lead_size and lead_looks * 1000 < second * LEAD_LOUDER:
        cost += page.frame.rules.lead_shy * (second * LEAD_LOUDER // 1000 - lead_looks) // 1000
    for index, (priority, size) in enumerate(headed):
        if lead_size and size >= lead_size:
            cost += LEAD_SMALL + (size - lead_size) // 100
            sizes += 1
            shy = 1
        for less, size2 in headed[index + 1 :]:
            if (priority - less) * (size - size2) < 0:
                sizes += 1
                cost += SIZES + abs(size - size2) // 1000 * SIZES_MORE
    return cost, {"feather": feather, "clashes": clashes, "sizes": sizes, "shy": shy, "boxes": boxes, "pictures": meets}


def cheapest(page: Page, rects: Sequence[Rect]) -> list[Appearance] | None:
    """Return the cheapest shape of every block by itself, or None where one has none."""
    chosen = []
    for item, _, _, cols, rows in rects:
        looks = page.looks(item, cols, rows)
        if not looks:
            return None
        chosen.append(looks[0])
    return chosen


def quick(page: Page, rects: Sequence[Rect]) -> int:
    """Return the cost of a page with every block in its own cheapest shape."""
    chosen = cheapest(page, rects)
    if chosen is None:
        return 10**9
    return geometry_cost(page, rects)[0] + whole_cost(page, page.standing(rects), chosen)[0]


def judge(page: Page, rects: Sequence[Rect], by: str) -> PageResult | None:
    """Return a page with the shapes chosen together, so that sizes follow priority and no heads meet."""
    chosen = cheapest(page, rects)
    if chosen is None:
        return None
    standing = page.standing(rects)
    cost, counts = whole_cost(page, standing, chosen)
    for _ in range(3):
        before = cost
        for index, (item, _, _, cols, rows) in enumerate(rects):
            # Shapes cost no less together than each by itself: one that is too dear alone need not be tried.
            most = cost - sum(look.price for look in chosen) + chosen[index].price
            trial = [*chosen]
            for look in page.looks(item, cols, rows):
                if look.price >= most or look is chosen[index]:
                    continue
                trial[index] = look
                price, counted = whole_cost(page, standing, trial)
                if price < cost:
                    cost, counts, chosen = price, counted, [*trial]
                    most = cost - sum(look.price for look in chosen) + look.price
        if cost == before:
            break
    where, found = geometry_cost(page, rects)
    top = page.frame.top
    placed = tuple(
        Placed(item, col, row + top, cols, rows, look.shape)
        for (item, col, row, cols, rows), look in zip(rects, chosen, strict=True)
    )
    counts = {**found, **counts}
    return PageResult(
        tuple(sorted(placed, key=lambda block: (block.row, block.col))),
        cost + where,
        tuple(counts.items()),
        by=by,
    )


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
