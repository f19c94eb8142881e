"""Pages of a few stories locked without a line and without white, by a last leg that runs on.

Four rectangles that turn about a centre leave a hole there. Where it is one column wide and stands under the last leg
of the block above it, that leg may fill it (`Block.tail`): the page then needs no fifth story and keeps no white.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.makeup.solve.search.frames import Search, cut_table, pages_of
from layout.makeup.solve.search.judging import judge, quick
from layout.makeup.solve.search.score import Page
from layout.makeup.solve.search.turning import Turning
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Options, PageResult, Shape, ShapeTable

if TYPE_CHECKING:
    from layout.makeup.solve.search.slicing import Rect

SEARCH = Search(6_000, 8, 30)
"""How far to look for each story that may run on."""


def solve_with_tails(
    page: Page,
    tails: Mapping[int, Sequence[Shape]],
    work: Work,
    stop: Callable[[], bool] | None = None,
    pool: list[PageResult] | None = None,
) -> PageResult | None:
    """Return the best page about a hole that the last leg of one item fills, or None; the others go to the `pool`.

    `tails` are the shapes of the items that may run on; the items are tried in turn until `work` is spent.
    """
    best: PageResult | None = None
    hole = len(page.options)
    for item, shapes in tails.items():
        if work.over or (stop and stop()):
            return best
        filled = _filled(page, item, shapes, work)
        by_depth: dict[int, list[int]] = {}
        for at, rects in enumerate(filled):
            by_depth.setdefault(next(rect[4] for rect in rects if rect[0] == hole), []).append(at)
        judged: dict[int, PageResult | None] = {}
        for depth, which in by_depth.items():
            exact = _with_hole(page, item, [shape for shape in shapes if shape.tail == depth])
            judged |= zip(which, judge(exact, [filled[at] for at in which], "cuts"), strict=True)
        for at in range(len(filled)):
            work.judge(hole + 1)
            found = judged[at]
            if found is None:
                continue
            found = replace(found, placed=tuple(block for block in found.placed if block.item != hole))
            if pool is not None:
                pool.append(found)
            if best is None or found.cost < best.cost:
                best = found
    return best


def _with_hole(page: Page, item: int, shapes: Sequence[Shape]) -> Page:
    """Return the page with one item in its running shapes only, and the hole as an item more."""
    running = Options.of(replace(page.options[item].table, shapes=tuple(shapes)), page.frame, keep=99)
    holes: dict[tuple[int, int], tuple[tuple[int, Shape], ...]] = {
        (1, tail): ((0, Shape(1, tail, give=0)),) for tail in {shape.tail for shape in shapes}
    }
    options: list[Options] = [*page.options, Options(ShapeTable("", 0, "tail", ()), holes)]
    options[item] = running
    return Page(page.frame, tuple(options), page.lead)


def _filled(page: Page, item: int, shapes: Sequence[Shape], work: Work) -> list[tuple[Rect, ...]]:
    """Return the most promising pages that turn about the hole, with the item's last leg over it."""
    if not shapes:
        return []
    loose = _with_hole(page, item, shapes)
    hole = len(page.options)
    fits = {(shape.cols, shape.rows + air, shape.tail) for shape in shapes for air in range(shape.give + 1)}
    table = cut_table(loose, [[index] for index in range(len(loose.options))])
    tried: dict[tuple[Rect, ...], None] = {}
    # The hole is under a last leg, so the upper left rectangle is the wide one and holds the item.
    turning = Turning(table, SEARCH.roots, centres=(1 << hole,), hands=(True,), most=work.left)
    for root in turning.roots():
        upper_left, centre = root.parts[0], root.parts[4]
        if not upper_left[1] & 1 << item:
            continue
        alone = upper_left[1] == 1 << item
        if alone and (upper_left[4], upper_left[5], centre[5]) not in fits:
            continue
        for rects in pages_of(table, root, 1 if alone else SEARCH.deeper, SEARCH.deeper):
            at = {rect[0]: rect for rect in rects}
            _, col, row, cols, rows = at[item]
            over = (col + cols - 1, row + rows) == at[hole][1:3]
            if over and (cols, rows, at[hole][4]) in fits:
                tried[rects] = None
    work.spend(turning.steps + table.steps)
    work.price(hole + 1, len(tried))
    pages = list(tried)
    return [rects for _, rects in sorted(zip(quick(loose, pages), pages, strict=True))[: SEARCH.judged]]
