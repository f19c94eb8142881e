"""A page there always is: blocks stacked column by column, whatever white is left shown at the foot.

For pages that the search fills by no cuts, and for crowds of stories that are too many for it. Each story, the most
important first, takes the place where it leaves the least white above it; blocks then grow into the white below them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layout.makeup.solve.search.judging import judge
from layout.makeup.solve.search.score import Page
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.shapes import PageResult
from layout.rules.solver import PACKED, WHITE_COST

Cut = tuple[int, int, int]
"""Columns, rows and cost of one way to set a story."""


def packed(page: Page) -> PageResult | None:
    """Return the best page of blocks stacked in columns, or None where no stacking holds them all."""
    best: PageResult | None = None
    cuts = [_cuts(page, item) for item in range(len(page.options))]
    if not all(cuts):
        return None
    for order in _orders(page, cuts):
        for depth in PACKED:
            rects = _stacked(page, cuts, order, depth)
            found = judge(page, [_grown(page, rects)], "packed")[0] if rects else None
            if found is not None and (best is None or (found.faults, found.cost) < (best.faults, best.cost)):
                best = found
    return best


def _cuts(page: Page, item: int) -> tuple[Cut, ...]:
    """Return a story's rectangles: for every width the shallowest, and those that cost little."""
    found: list[Cut] = []
    by_cells = page.options[item].by_cells
    for cols in sorted({cols for cols, _ in by_cells if cols <= page.frame.columns}):
        own = sorted((rows, choices[0][0]) for (wide, rows), choices in by_cells.items() if wide == cols)
        cheap = sorted(own, key=lambda cut: (cut[1] + WHITE_COST * cols * (cut[0] - own[0][0]) // 2, cut))
        found += [(cols, rows, cost) for rows, cost in dict.fromkeys((own[0], *cheap[:3]))]
    return tuple(found)


def _orders(page: Page, cuts: Sequence[Sequence[Cut]]) -> Iterator[tuple[int, ...]]:
    """Yield the orders in which stories take their places: by rank, and by size with the lead first."""
    least = [min(cols * rows for cols, rows, _ in own) for own in cuts]
    rank = [(item not in page.pinned, item != page.lead, -page.ranks[item], item) for item in range(len(cuts))]
    yield tuple(sorted(range(len(cuts)), key=lambda item: rank[item]))
    yield tuple(sorted(range(len(cuts)), key=lambda item: (*rank[item][:2], -least[item], item)))


def _stacked(page: Page, cuts: Sequence[Sequence[Cut]], order: Sequence[int], depth: int) -> list[Rect] | None:
    """Return where each story stands, from the free area's top; `depth` is what each row further down counts."""
    columns, rows_most = page.frame.columns, page.frame.rows
    feet = [0] * columns
    rects: list[Rect] = []
    for item in order:
        pin = page.options[item].table.pin
        best: tuple[int, int, int, int, int] | None = None
        for cols, rows, cost in cuts[item]:
            for col in range(columns - cols + 1):
                under = feet[col : col + cols]
                top = max(under)
                if top + rows > rows_most or not _pin_allows(pin.col, col):
                    continue
                white = cols * top - sum(under)
                price = WHITE_COST * white + cost + depth * (top + rows) + depth * rows // 2
                if best is None or (price, top, col) < best[:3]:
                    best = (price, top, col, cols, rows)
        if best is None:
            return None
        _, top, col, cols, rows = best
        rects.append((item, col, top, cols, rows))
        feet[col : col + cols] = [top + rows] * cols
    return rects


def _pin_allows(wanted: int, has: int) -> bool:
    return wanted in (-1, has)


def _grown(page: Page, rects: Sequence[Rect]) -> list[Rect]:
    """Return the blocks with those that have white below them deeper, as far as their heads can take it."""
    grown = sorted(rects, key=lambda rect: -rect[2])
    for at, (item, col, row, cols, rows) in enumerate(grown):
        below = [
            other[2]
            for other in grown
            if other[2] >= row + rows and other[1] < col + cols and col < other[1] + other[3]
        ]
        free = min((*below, page.frame.rows)) - row
        deeper = [deep for deep in range(rows, free + 1) if page.options[item].at(cols, deep)]
        grown[at] = (item, col, row, cols, max(deeper, default=rows))
    return grown
