"""Whole pages out of guillotine rectangles: the ways to lock them so that no line cuts the page in two.

Every page that is cut by guillotine alone has an alley 通线 at its first cut. So the first step is another one: four
rectangles that turn about a centre (a fifth rectangle, or a few cells of white), a story over all columns above or
below two that stand beside each other, or a story over the page's whole depth beside two that stand on each other.
Plain cuts come last, for pages that allow nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from layout.makeup.solve.score import ALLEY, JOG, Page, floor_cost, judge, quick
from layout.makeup.solve.shapes import WHITE_COST, PageResult
from layout.makeup.solve.slicing import ANY, LEFT_CLEAR, NEVER, RIGHT_CLEAR, Rect, Slicing, Tree, shifted

States = tuple[int, ...]
"""Corner states that a rectangle may have."""

Part = tuple[States, int, int, int, int, int]
"""Corner states, set of items, column, row, columns, rows."""

WHITE_MOST = 20
"""Most cells that the centre of a turning page may leave white, in thousandths of the page."""

ROOTS = 500
"""How many first steps are made into pages."""

DEEPER = 40
"""How many of them are searched for their next best trees."""

TREES = 6
"""How many trees of each rectangle are then tried."""


@dataclass(frozen=True, slots=True)
class Root:
    """A first step: its parts and the least cost of any page made from it."""

    cost: int
    parts: tuple[Part, ...]


class Turning:
    """Finds pages whose four outer rectangles turn about a centre."""

    def __init__(self, table: Slicing, keep: int) -> None:
        """Look for the `keep` cheapest on the page that a table was made for."""
        import numpy as np

        self.table = table
        self.keep = keep
        firsts, seconds = [], []
        everything = table.everything
        for whole in range(1, everything + 1):
            first = (whole - 1) & whole
            while first:
                if table.lead < 0 or not (whole >> table.lead & 1) or first >> table.lead & 1:
                    firsts.append(first)
                    seconds.append(whole ^ first)
                first = (first - 1) & whole
        self.firsts, self.seconds = np.array(firsts, np.int64), np.array(seconds, np.int64)
        known: tuple[States, ...] = (ANY, LEFT_CLEAR, RIGHT_CLEAR)
        self.states: dict[States, Any] = {name: table.cost[list(name)].min(axis=0) for name in known}
        self.above = table.order(self.firsts, self.seconds, above=True)
        self._columns: dict[tuple[Any, ...], Any] = {}

    def column(self, upper: tuple[int, ...], lower: tuple[int, ...], wide: int, wide_below: int) -> Any:
        """Return per set and row the least cost of one rectangle above that row and one below it to the foot."""
        import numpy as np

        key = (upper, lower, wide, wide_below)
        if key not in self._columns:
            table = self.table
            rows = table.rows
            top, foot = self.states[upper][:, wide], self.states[lower][:, wide_below]
            fits = np.flatnonzero((top < NEVER).any(axis=1)[self.firsts] & (foot < NEVER).any(axis=1)[self.seconds])
            found = np.full((table.everything + 1, rows + 1), NEVER, np.int32)
            if len(fits):
                one, two = self.firsts[fits], self.seconds[fits]
                cost = top[one] + foot[two][:, ::-1] + self.above[fits, None]
                wholes = one | two
                first_of = np.flatnonzero(np.r_[True, wholes[1:] != wholes[:-1]])
                found[wholes[first_of]] = np.minimum(np.minimum.reduceat(cost, first_of, axis=0), NEVER)
            self._columns[key] = found
        return self._columns[key]

    def roots(self) -> Iterator[Root]:
        """Yield the cheapest pages of every kind of turn."""
        table = self.table
        lead = 1 << table.lead if table.lead >= 0 else 0
        inner = [0]
        items = [1 << item for item in range(table.count) if 1 << item != lead]
        if table.count >= 5:
            inner += items
        if 6 <= table.count <= 8:
            inner += [one | two for one, two in combinations(items, 2)]
        for x1, x2 in combinations(range(1, table.columns), 2):
            for wide_first in (True, False):
                for centre in inner:
                    yield from self._turn(x1, x2, wide_first, centre, lead)

    def _turn(self, x1: int, x2: int, wide_first: bool, centre: int, lead: int) -> Iterator[Root]:
        import numpy as np

        table = self.table
        columns, rows, width = table.columns, table.rows, x2 - x1
        if centre:
            gaps = [int(gap) for gap in np.flatnonzero(table.least[centre, width] < NEVER) if JOG <= gap < rows - 1]
        else:
            most = max(JOG, WHITE_MOST * columns * rows // 1000 // width)
            gaps = list(range(JOG, most + 1))
        if not gaps:
            return
        sets = np.arange(1, table.everything + 1)
        sets = sets[(sets & centre == 0) & (sets & lead == lead) & ((table.everything & ~centre & ~sets) > 0)]
        rest = table.everything & ~centre & ~sets
        tops: Sequence[tuple[States, States]] = ((RIGHT_CLEAR, ANY), (ANY, LEFT_CLEAR))
        touches: Sequence[tuple[tuple[int, ...], tuple[int, ...]]] = ((ANY, ANY),)
        if centre:
            touches = ((RIGHT_CLEAR, ANY), (ANY, LEFT_CLEAR))
        for nw_state, ne_state in tops:
            for left_state, right_state in touches:
                sw_state: States
                se_state: States
                if wide_first:  # the centre's left neighbour starts level with it, under the wide rectangle
                    sw_state, centre_state, se_state = left_state, right_state, ANY
                    left = self.column(nw_state, sw_state, x2, x1)
                    right = self.column(ne_state, se_state, columns - x2, columns - x1)
                else:
                    sw_state, centre_state, se_state = ANY, left_state, right_state
                    left = self.column(nw_state, sw_state, x1, x2)
                    right = self.column(ne_state, se_state, columns - x1, columns - x2)
                for gap in gaps:
                    inside = int(self.states[centre_state][centre, width, gap]) if centre else WHITE_COST * width * gap
                    if inside >= NEVER:
                        continue
                    # The wide side ends `gap` rows above the other.
                    upper, lower = (left, right) if wide_first else (right, left)
                    one, two = (sets, rest) if wide_first else (rest, sets)
                    cost = upper[one, 1 : rows - gap] + lower[two, 1 + gap : rows]
                    flat = cost.ravel()
                    if not len(flat) or flat.min() >= NEVER:
                        continue
                    near = np.argpartition(flat, min(12, len(flat) - 1))[:12]
                    for at in near[flat[near] < NEVER]:
                        index, offset = divmod(int(at), cost.shape[1])
                        yield from self._split(
                            int(cost[index, offset]) + inside, int(sets[index]), int(rest[index]), centre,
                            offset + 1, offset + 1 + gap, x1, x2, wide_first,
                            (nw_state, ne_state, sw_state, se_state, centre_state),
                        )  # fmt: skip

    def _split(
        self, cost: int, left: int, right: int, centre: int, upper: int, lower: int, x1: int, x2: int,
        wide_first: bool, states: tuple[tuple[int, ...], ...],
    ) -> Iterator[Root]:  # fmt: skip
        """Yield a turn with the best halves of its left and right sets found again."""
        table = self.table
        columns, rows = table.columns, table.rows
        nw, ne, sw, se, inner = states
        left_row, right_row = (upper, lower) if wide_first else (lower, upper)
        left_top, left_foot = (x2, x1) if wide_first else (x1, x2)
        right_top, right_foot = columns - left_top, columns - left_foot
        halves = self._halves(left, nw, sw, left_top, left_foot, left_row)
        others = self._halves(right, ne, se, right_top, right_foot, right_row)
        if not halves or not others:
            return
        least = halves[0][0] + others[0][0]
        for price, first, second in halves:
            for price2, third, fourth in others:
                parts: tuple[Part, ...] = (
                    (nw, first, 0, 0, left_top, left_row),
                    (ne, third, left_top, 0, right_top, right_row),
                    (sw, second, 0, left_row, left_foot, rows - left_row),
                    (se, fourth, left_foot, right_row, right_foot, rows - right_row),
                )
                if centre:
                    parts += ((inner, centre, x1, upper, x2 - x1, lower - upper),)
                yield Root(cost + price + price2 - least, parts)

    def _halves(
        self, whole: int, upper: tuple[int, ...], lower: tuple[int, ...], wide: int, below: int, row: int
    ) -> list[tuple[int, int, int]]:
        """Return the two cheapest ways to share a set between the rectangles above and below a row."""
        table = self.table
        found = []
        first = (whole - 1) & whole
        top, foot = self.states[upper], self.states[lower]
        while first:
            second = whole ^ first
            if table.lead < 0 or not (whole >> table.lead & 1) or first >> table.lead & 1:
                cost = int(top[first, wide, row]) + int(foot[second, below, table.rows - row])
                if cost < NEVER:
                    found.append((cost + int(table.order(first, second, above=True)), first, second))
            first = (first - 1) & whole
        return sorted(found)[:2]


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
        if stop and stop():
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
