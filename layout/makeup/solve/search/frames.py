"""Whole pages out of guillotine rectangles: the ways to lock them so that no line cuts the page in two.

Every page that is cut by guillotine alone has an alley 通线 at its first cut. So the first step is another one: four
rectangles that turn about a centre (a fifth rectangle, or a few cells of white), or a story that the desk wishes over
all columns 通栏 above or below two that stand beside each other. Plain cuts come last, for pages that allow nothing
else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from layout.ground.dataclass import dataclass
from layout.makeup.solve.search.judging import AT_ONCE, judge, quick
from layout.makeup.solve.search.score import Page
from layout.makeup.solve.search.slicing import ANY, LEFT_CLEAR, NEVER, RIGHT_CLEAR, Part, Rect, Slicing
from layout.makeup.solve.search.turning import Root, Turning
from layout.makeup.solve.search.variety import unlike
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import PageResult
from layout.rules.pages import LOCKED
from layout.rules.variety import ALTERNATIVES, DEARER


@dataclass(frozen=True, slots=True)
class Search:
    """How far to look: first steps made into pages, those searched for their next trees, pages judged as a whole."""

    roots: int
    deeper: int
    judged: int


QUICKLY = Search(500, 40, 120)
"""For a first page."""

DEEPLY = Search(8_000, 300, 400)
"""For the page that is kept."""

TURNS = 500_000
"""Steps for which turning pages are looked for at least, also when the search is to stop: few pages need as many."""

MARGIN = 150
"""By how much a first step's own cost may pass that of the best page so far: what it lacks only adds to it."""

AT_LEAST = 40
"""How many are tried even when the search is to stop, so that an interrupted issue still gets all its pages."""

DIFFERENT = 1_500
"""How many of the pages tried are looked through for such as differ from the best."""

TREES, WHOLE_TREES = 6, 40
"""How many trees of each rectangle are then tried, and of a page that is one rectangle."""


def banners(table: Slicing, across: Collection[int]) -> Iterator[Root]:
    """Yield pages with one story that the desk wishes over all columns 通栏, and two sets beside each other.

    `across` are leaves of the table.
    """
    import numpy as np

    columns, rows = table.columns, table.rows
    lead = 1 << table.lead if table.lead >= 0 else 0
    for item in across:
        single = 1 << item
        rest = table.everything ^ single
        for found in np.flatnonzero(table.least[single, columns, : rows - 1] < NEVER):
            deep = int(found)
            price = int(table.least[single, columns, deep])
            if single == lead or not lead:
                yield from _beside(table, rest, price, deep, rows - deep, (ANY, single, 0, 0, columns, deep))
            if single != lead:
                yield from _beside(table, rest, price, 0, rows - deep, (ANY, single, 0, rows - deep, columns, deep))


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


def _parts(whole: int, lead: int) -> Iterator[int]:
    first = (whole - 1) & whole
    while first:
        if lead < 0 or not (whole >> lead & 1) or first >> lead & 1:
            yield first
        first = (first - 1) & whole


def solve_by_cuts(
    page: Page,
    table: Slicing,
    search: Search = QUICKLY,
    *,
    work: Work | None = None,
    stop: Callable[[], bool] | None = None,
    pool: list[PageResult] | None = None,
) -> PageResult | None:
    """Return the best page that cuts of a table's rectangles give, or None where nothing fills the page.

    The others that it came upon go to the `pool`, with some that differ from the best in their skeleton. When `work` is
    spent, or `stop` says so, the best page so far comes back. Work done in the table is counted, too.
    """
    work = work or Work(600.0)
    known = table.steps
    across = [index for index, leaf in enumerate(table.leaves) if isinstance(leaf, int) and leaf in page.across]
    first_steps = list(banners(table, across))
    if table.count >= LOCKED - 1:
        turning = Turning(table, search.roots, most=max(TURNS, work.left))
        first_steps.extend(turning.roots())
        work.spend(turning.steps)
    whole = int(table.least[table.everything, table.columns, table.rows])
    if whole < NEVER:
        first_steps.append(Root(whole + page.alley, ((ANY, table.everything, 0, 0, table.columns, table.rows),)))
    first_steps.sort(key=lambda root: (root.cost, root.parts))
    tried, by_root = _first_pages(page, table, first_steps[: search.roots], work, stop)
    work.spend(table.steps - known)
    known = table.steps
    new: dict[tuple[Rect, ...], None] = {}
    for root in by_root[: search.deeper]:
        if work.over or (stop and stop()):
            break
        for rects in pages_of(table, root, TREES if len(root.parts) > 1 else WHOLE_TREES, 40):
            if rects not in tried and rects not in new:
                new[rects] = None
                work.price(len(page.options))
        work.spend(table.steps - known)
        known = table.steps
    tried |= zip(new, quick(page, list(new)), strict=True)
    ranked = sorted(tried, key=lambda rects: (tried[rects], rects))
    best = ranked[: search.judged]
    if pool is not None:
        near = not_much_dearer(tried, ranked[:DIFFERENT])
        best += [rects for rects in unlike(near, table.columns, table.rows, ALTERNATIVES) if rects not in best]
    results = [result for result in judge(page, best, "cuts") if result is not None]
    work.judge(len(page.options), len(best))
    if pool is not None:
        pool += results
    least = min((result.cost for result in results), default=0)
    return min((result for result in results if result.cost == least), key=lambda one: str(one.placed), default=None)


def _first_pages(
    page: Page, table: Slicing, first_steps: Sequence[Root], work: Work, stop: Callable[[], bool] | None
) -> tuple[dict[tuple[Rect, ...], int], list[Root]]:
    """Return the cheapest page of each first step with its price, and the steps in the order of their pages' prices.

    Steps come the cheapest first. They end where even their own cost is far over a page's, or when `work` is spent.
    Pages are priced some at a time. What was made of steps beyond the last that counts is forgotten, so that the
    counted work is what it takes to make one page after another.
    """
    tried: dict[tuple[Rect, ...], int] = {}
    by_root: list[tuple[int, Root]] = []
    least = NEVER
    for begin in range(0, len(first_steps), AT_ONCE):
        some = [root for root in first_steps[begin : begin + AT_ONCE] if root.cost <= least + MARGIN]
        made = [(root, table.mark(), next(pages_of(table, root, 1, 1), None)) for root in some]
        new = dict.fromkeys(rects for _, _, rects in made if rects is not None and rects not in tried)
        prices = dict(zip(new, quick(page, list(new)), strict=True))
        over = len(some) < len(first_steps[begin : begin + AT_ONCE])
        for root, mark, rects in made:
            if root.cost > least + MARGIN or (len(tried) >= AT_LEAST and (work.over or (stop and stop()))):
                table.forget(mark)
                over = True
                break
            if rects is not None:
                if rects not in tried:
                    tried[rects] = prices[rects]
                    work.price(len(page.options))
                    least = min(least, tried[rects])
                by_root.append((tried[rects], root))
        if over:
            break
    return tried, [root for _, root in sorted(by_root, key=lambda entry: (entry[0], entry[1].parts))]


def not_much_dearer(
    costs: Mapping[tuple[Rect, ...], int], ranked: Sequence[tuple[Rect, ...]]
) -> list[tuple[Rect, ...]]:
    """Return those of some pages, the cheapest first, whose cost is near enough to the cheapest one's."""
    return [rects for rects in ranked if costs[rects] <= costs[ranked[0]] + DEARER]


def cut_table(page: Page, clusters: Sequence[Sequence[int]]) -> Slicing:
    """Return the table of a page's stories, or of clusters of them that stay together, cut first."""
    columns, rows = page.frame.columns, page.frame.rows
    leaves: list[int | Slicing] = []
    lead = -1
    for index, cluster in enumerate(clusters):
        inner = cluster.index(page.first) if page.first in cluster else -1
        if inner >= 0:
            lead = index
        leaves.append(
            Slicing(page.options, columns, rows, lead=inner, leaves=cluster) if len(cluster) > 1 else cluster[0]
        )
    return Slicing(page.options, columns, rows, lead=lead, leaves=leaves)


def pages_of(table: Slicing, root: Root, trees: int, most: int) -> Iterator[tuple[Rect, ...]]:
    """Yield pages made from a first step, cheapest combinations first."""
    choices = []
    for part in root.parts:
        found = table.placed(part, trees)
        if not found:
            return
        choices.append(found)
    pages: list[tuple[int, tuple[Rect, ...]]] = [(0, ())]
    for found in choices:
        pages = [(cost + tree.cost, rects + tree.rects) for cost, rects in pages for tree in found]
        if len(pages) > 1:
            pages.sort()
            del pages[most:]
    for _, rects in pages:
        yield tuple(sorted(rects))
