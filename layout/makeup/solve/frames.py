"""Whole pages out of guillotine rectangles: the ways to lock them so that no line cuts the page in two.

Every page that is cut by guillotine alone has an alley 通线 at its first cut. So the first step is another one: four
rectangles that turn about a centre (a fifth rectangle, or a few cells of white), a story over all columns above or
below two that stand beside each other, or a story over the page's whole depth beside two that stand on each other.
Plain cuts come last, for pages that allow nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from layout.makeup.solve.score import ALLEY, Page, floor_cost, judge, quick
from layout.makeup.solve.shapes import PageResult
from layout.makeup.solve.slicing import ANY, LEFT_CLEAR, NEVER, RIGHT_CLEAR, Rect, Slicing, Tree, shifted
from layout.makeup.solve.turning import Part, Root, Turning

ROOTS = 500
"""How many first steps are made into pages."""

AT_LEAST = 40
"""How many are tried even when the search is to stop, so that an interrupted issue still gets all its pages."""

DEEPER = 40
"""How many of them are searched for their next best trees."""

TREES = 6
"""How many trees of each rectangle are then tried."""


def banners(table: Slicing) -> Iterator[Root]:
    """Yield pages with one story over all columns, or over the whole depth at the right, and two sets beside it."""
    import numpy as np

    columns, rows, everything = table.columns, table.rows, table.everything
    lead = 1 << table.lead if table.lead >= 0 else 0
    if table.count == 1:
        if table.least[1, columns, rows] < NEVER:
            yield Root(int(table.least[1, columns, rows]), ((ANY, 1, 0, 0, columns, rows),))
        return
    for item in range(table.count):
        single = 1 << item
        rest = everything ^ single
        for found in np.flatnonzero(table.least[single, columns] < NEVER):
            deep = int(found)
            price = int(table.least[single, columns, deep])
            left_over = rows - deep
            if left_over < 1:
                continue
            on_top = single == lead or not lead
            if on_top:
                yield from _beside(table, rest, price, deep, left_over, (ANY, single, 0, 0, columns, deep))
            if single != lead:
                yield from _beside(table, rest, price, 0, left_over, (ANY, single, 0, left_over, columns, deep))
        if single == lead:
            continue
        for wide in range(1, columns):
            for left_state, right_state in ((RIGHT_CLEAR, ANY), (ANY, LEFT_CLEAR)):
                price = int(table.cost[list(right_state), single, wide, rows].min())
                if price < NEVER:
                    side: Part = (right_state, single, columns - wide, 0, wide, rows)
                    yield from _stacked(table, rest, price, columns - wide, left_state, side)


def _beside(table: Slicing, rest: int, price: int, row: int, deep: int, banner: Part) -> Iterator[Root]:
    """Yield two sets beside each other above or below a banner."""
    columns = table.columns
    if not rest & (rest - 1):
        cost = int(table.least[rest, columns, deep])
        if cost < NEVER:
            yield Root(price + cost, ((ANY, rest, 0, row, columns, deep), banner))
        return
    for first in _parts(rest, table.lead):
        for left in range(1, columns):
            for one, two in ((RIGHT_CLEAR, ANY), (ANY, LEFT_CLEAR)):
                cost = int(table.cost[list(one), first, left, deep].min())
                if cost >= NEVER:
                    continue
                cost += int(table.cost[list(two), rest ^ first, columns - left, deep].min())
                if cost < NEVER:
                    yield Root(
                        price + cost,
                        (
                            (one, first, 0, row, left, deep),
                            (two, rest ^ first, left, row, columns - left, deep),
                            banner,
                        ),
                    )


def _stacked(table: Slicing, rest: int, price: int, wide: int, state: tuple[int, ...], side: Part) -> Iterator[Root]:
    """Yield two sets one above the other beside a story over the whole depth."""
    import numpy as np

    rows = table.rows
    if not rest & (rest - 1):
        cost = int(table.cost[list(state), rest, wide, rows].min())
        if cost < NEVER:
            yield Root(price + cost, ((state, rest, 0, 0, wide, rows), side))
        return
    for first in _parts(rest, table.lead):
        upper = table.cost[list(state), first, wide].min(axis=0)
        lower = table.least[rest ^ first, wide]
        cost = upper[1:rows] + lower[rows - 1 : 0 : -1]
        at = int(np.argmin(cost))
        if cost[at] < NEVER:
            parts: tuple[Part, ...] = (
                (state, first, 0, 0, wide, at + 1),
                (ANY, rest ^ first, 0, at + 1, wide, rows - at - 1),
                side,
            )
            yield Root(price + int(cost[at]), parts)


def _parts(whole: int, lead: int) -> Iterator[int]:
    first = (whole - 1) & whole
    while first:
        if lead < 0 or not (whole >> lead & 1) or first >> lead & 1:
            yield first
        first = (first - 1) & whole


def solve_by_cuts(
    page: Page,
    *,
    clusters: Sequence[Sequence[int]] | None = None,
    keep: int = 1,
    roots: int = ROOTS,
    stop: Callable[[], bool] | None = None,
) -> tuple[PageResult, ...]:
    """Return the `keep` best pages for up to nine items, best first; empty where nothing fills the page.

    `clusters` groups more stories into at most nine rectangles. `stop` is asked now and then; when it says so, the
    best pages so far come back.
    """
    table = _table(page, clusters)
    first_steps = list(banners(table))
    if table.count >= 4:
        first_steps.extend(Turning(table, roots).roots())
    whole = int(table.least[table.everything, table.columns, table.rows])
    if whole < NEVER:
        first_steps.append(Root(whole + ALLEY, ((ANY, table.everything, 0, 0, table.columns, table.rows),)))
    first_steps.sort(key=lambda root: (root.cost, root.parts))
    tried: dict[tuple[Rect, ...], int] = {}
    by_root: list[tuple[int, Root]] = []
    for root in first_steps[:roots]:
        if len(tried) >= AT_LEAST and stop and stop():
            break
        rects = next(_pages(table, root, 1, 1), None)
        if rects is not None:
            tried[rects] = quick(page, rects)
            by_root.append((tried[rects], root))
    by_root.sort(key=lambda entry: (entry[0], entry[1].parts))
    for _, root in by_root[:DEEPER]:
        if stop and stop():
            break
        for rects in _pages(table, root, TREES, 40):
            if rects not in tried:
                tried[rects] = quick(page, rects)
    best = sorted(tried, key=lambda rects: (tried[rects], rects))[: max(60, 2 * keep)]
    results = [result for rects in best if (result := judge(page, rects, "cuts")) is not None]
    results.sort(key=lambda result: (result.cost, str(result.placed)))
    bound = floor_cost(page)
    return tuple(
        PageResult(result.placed, result.cost, result.counts, bound, result.cost <= bound, "cuts")
        for result in results[:keep]
    )


def _table(page: Page, clusters: Sequence[Sequence[int]] | None) -> Slicing:
    """Return the table of a page, its clusters cut first."""
    columns, rows = page.frame.columns, page.frame.rows
    if clusters is None:
        return Slicing(page.options, columns, rows, lead=page.lead)
    leaves: list[int | Slicing] = []
    lead = -1
    for index, cluster in enumerate(clusters):
        inner = cluster.index(page.lead) if page.lead in cluster else -1
        if inner >= 0:
            lead = index
        leaves.append(
            Slicing(page.options, columns, rows, lead=inner, leaves=cluster) if len(cluster) > 1 else cluster[0]
        )
    return Slicing(page.options, columns, rows, lead=lead, leaves=leaves)


def _pages(table: Slicing, root: Root, trees: int, most: int) -> Iterator[tuple[Rect, ...]]:
    """Yield pages made from a first step, cheapest combinations first."""
    choices: list[tuple[Part, tuple[Tree, ...]]] = []
    for part in root.parts:
        states, items, _, _, cols, rows = part
        found = table.trees(states, items, cols, rows, trees)
        if not found:
            return
        choices.append((part, found))
    pages: list[tuple[int, tuple[Rect, ...]]] = [(0, ())]
    for (_, _, col, row, _, _), found in choices:
        pages = [(cost + tree.cost, rects + shifted(tree.rects, col, row)) for cost, rects in pages for tree in found]
        pages.sort(key=lambda entry: (entry[0], entry[1]))
        del pages[most:]
    for _, rects in pages:
        yield tuple(sorted(rects))
