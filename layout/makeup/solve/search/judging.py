"""Pages priced and judged, many at once: every block in its own cheapest shape, or all shapes chosen together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.makeup.solve.search.score import Page, geometry_cost, whole_cost
from layout.makeup.solve.search.slicing import Rect, begins
from layout.makeup.solve.shapes import Frame, PageResult, Placed
from layout.makeup.solve.standing import Standing

if TYPE_CHECKING:
    from layout.makeup.solve.standing import Numbers

AT_ONCE = 128
"""Pages that are priced together: what is compared of them stays in the processor's cache."""


def rectangles(result: PageResult, frame: Frame) -> tuple[Rect, ...]:
    """Return a page's rectangles with rows from the top of the free area."""
    return tuple((block.item, block.col, block.row - frame.top, block.cols, block.rows) for block in result.placed)


def quick(page: Page, pages: Sequence[Sequence[Rect]]) -> list[int]:
    """Return the cost of each of some pages with every block in its own cheapest shape."""
    import numpy as np

    found: list[int] = []
    for begin in range(0, len(pages), AT_ONCE):
        standing = page.standing(pages[begin : begin + AT_ONCE])
        first, count = page.wardrobe.numbers(standing)
        costs = [10**9] * len(standing)
        whole = np.flatnonzero(count.all(axis=1))
        if len(whole):
            standing = standing.at(whole)
            cost = geometry_cost(page, standing)[0]
            cost += whole_cost(page, standing, page.wardrobe.looks.at(first[whole]))[0]
            for at, price in zip(whole.tolist(), cost.tolist(), strict=True):
                costs[at] = price
        found += costs
    return found


def judge(page: Page, pages: Sequence[Sequence[Rect]], by: str) -> list[PageResult | None]:
    """Return pages with the shapes chosen together, so that sizes follow priority and no heads meet.

    None stands for a page on which a block has no shape for its cells. All have as many blocks.
    """
    import numpy as np

    found: list[PageResult | None] = []
    for begin in range(0, len(pages), AT_ONCE):
        some = pages[begin : begin + AT_ONCE]
        standing = page.standing(some)
        first, count = page.wardrobe.numbers(standing)
        results: list[PageResult | None] = [None] * len(some)
        whole = np.flatnonzero(count.all(axis=1))
        if len(whole):
            standing = standing.at(whole)
            chosen = _chosen(page, standing, first[whole], count[whole])
            judged = _judged(page, standing, [some[at] for at in whole.tolist()], chosen, by)
            for at, result in zip(whole.tolist(), judged, strict=True):
                results[at] = result
        found += results
    return found


def _chosen(page: Page, standing: Standing, first: Numbers, count: Numbers) -> Numbers:
    """Return the shapes of pages chosen together: of block after block the best beside the others, as that helps."""
    import numpy as np

    looks = page.wardrobe.looks
    chosen = first.copy()
    cost = whole_cost(page, standing, looks.at(chosen))[0]
    left = np.arange(len(standing))
    for _ in range(3):
        before = cost[left]
        for block in range(chosen.shape[1]):
            # Shapes cost no less together than each by itself: one that is too dear alone need not be tried.
            prices = looks.price[chosen[left]]
            most = cost[left] - prices.sum(axis=1) + prices[:, block]
            many = count[left, block]
            of = np.arange(len(left)).repeat(many)
            look = np.arange(len(of)) - (many.cumsum() - many).repeat(many) + first[left[of], block]
            tried = (looks.price[look] < most[of]) & (look != chosen[left[of], block])
            of, look = left[of[tried]], look[tried]
            if not len(of):
                continue
            trial = chosen[of]
            trial[:, block] = look
            price = whole_cost(page, standing.at(of), looks.at(trial))[0]
            # The cheapest of each page, of those that cost as much the first.
            order = np.lexsort((look, price, of))
            best = order[begins(of[order])]
            best = best[price[best] < cost[of[best]]]
            chosen[of[best], block] = look[best]
            cost[of[best]] = price[best]
        left = left[cost[left] < before]
        if not len(left):
            break
    return chosen


def _judged(
    page: Page, standing: Standing, pages: Sequence[Sequence[Rect]], chosen: Numbers, by: str
) -> Iterator[PageResult]:
    """Yield pages as results, with their counters."""
    wardrobe, top = page.wardrobe, page.frame.top
    cost, counts = whole_cost(page, standing, wardrobe.looks.at(chosen))
    where, found = geometry_cost(page, standing)
    counts = found | counts
    columns = [(key, column.tolist()) for key, column in counts.items()]
    for at, (rects, numbers, price) in enumerate(zip(pages, chosen.tolist(), (cost + where).tolist(), strict=True)):
        placed = [
            Placed(item, col, row + top, cols, rows, wardrobe.appearances[number].shape)
            for (item, col, row, cols, rows), number in zip(rects, numbers, strict=True)
        ]
        placed.sort(key=lambda block: (block.row, block.col))
        told = tuple((key, column[at]) for key, column in columns if key != "lead" or column[at])
        yield PageResult(tuple(placed), price, told, by=by)
