"""Parts of a page cut anew, the rest of it left standing: how a kept page is mended and a found one bettered.

A patch is a set of blocks that fill a rectangle together. Its other arrangements come from the table of sets, its
price from the whole page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations

from layout.makeup.solve.search.judging import judge, quick, rectangles
from layout.makeup.solve.search.score import Page
from layout.makeup.solve.search.slicing import ANY, Rect, Slicing, shifted
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import PageResult

PATCH_MOST = 6
"""Blocks that are cut anew at a time; larger patches are left to the search of whole pages."""

Cells = tuple[int, int, int, int]
"""Column, row, columns, rows."""

EDGES = 4
"""Steps that it takes to look for patches, for each three blocks of a page."""

TREES = 12
"""Ways to cut a patch that are tried on the page."""

JUDGED = 3
"""How many of them are judged with their shapes chosen together."""


def patches(rects: Sequence[Rect], most: int, holding: Sequence[int] = ()) -> Iterator[tuple[int, ...]]:
    """Yield sets of at most `most` blocks that fill a rectangle and hold all of `holding`, the smallest first.

    Block number n is `rects[n]`.
    """
    lefts, rights = {rect[1] for rect in rects}, {rect[1] + rect[3] for rect in rects}
    tops, feet = {rect[2] for rect in rects}, {rect[2] + rect[4] for rect in rects}
    wanted = set(holding)
    found: dict[tuple[int, ...], int] = {}
    for left in lefts:
        for right in (edge for edge in rights if edge > left):
            column = [rect for rect in rects if rect[1] < right and rect[1] + rect[3] > left]
            for top in tops:
                for foot in (edge for edge in feet if edge > top):
                    inside = []
                    area = 0
                    for index, col, row, cols, rows in column:
                        if row >= foot or row + rows <= top:
                            continue
                        if col < left or col + cols > right or row < top or row + rows > foot:
                            break
                        inside.append(index)
                        area += cols * rows
                    else:
                        whole = (right - left) * (foot - top)
                        if area == whole and len(inside) <= most and wanted <= set(inside):
                            found[tuple(sorted(inside))] = whole
    yield from sorted(found, key=lambda patch: (len(patch), found[patch], patch))


def clearings(
    rects: Sequence[Rect], page: tuple[int, int], most: int, holding: Collection[int], holes: Sequence[Cells]
) -> Iterator[tuple[tuple[int, ...], Cells]]:
    """Yield the rectangles (column, row, columns, rows) of a page that no block reaches into from outside.

    Each comes with the blocks inside, at most `most`, those that hold fewest blocks first. All hold the blocks
    `holding` and the cells `holes`; other empty cells may be in them. `page` is its columns and rows; a block whose
    last leg runs on has several rects of one number.
    """
    lefts, tops = {0, *(rect[1] for rect in rects)}, {0, *(rect[2] for rect in rects)}
    rights = {page[0], *(rect[1] + rect[3] for rect in rects)}
    feet = {page[1], *(rect[2] + rect[4] for rect in rects)}
    lefts, tops = lefts | {hole[0] for hole in holes}, tops | {hole[1] for hole in holes}
    rights, feet = rights | {hole[0] + hole[2] for hole in holes}, feet | {hole[1] + hole[3] for hole in holes}
    if holes:
        lefts = {left for left in lefts if left <= min(hole[0] for hole in holes)}
        rights = {right for right in rights if right >= max(hole[0] + hole[2] for hole in holes)}
        tops = {top for top in tops if top <= min(hole[1] for hole in holes)}
        feet = {foot for foot in feet if foot >= max(hole[1] + hole[3] for hole in holes)}
    wanted = set(holding)
    found: list[tuple[tuple[int, ...], Cells]] = []
    for left in lefts:
        for right in (edge for edge in rights if edge > left):
            column = [rect for rect in rects if rect[1] < right and rect[1] + rect[3] > left]
            for top in tops:
                for foot in (edge for edge in feet if edge > top):
                    met = [rect for rect in column if rect[2] < foot and rect[2] + rect[4] > top]
                    inside = {rect[0] for rect in met}
                    if len(inside) > most or not inside >= wanted:
                        continue
                    whole = all(
                        left <= col and col + cols <= right and top <= row and row + rows <= foot
                        for index, col, row, cols, rows in rects
                        if index in inside
                    )
                    if whole:
                        found.append((tuple(sorted(inside)), (left, top, right - left, foot - top)))
    yield from sorted(found, key=lambda entry: (len(entry[0]), entry[1][2] * entry[1][3], entry))


def cut_anew(
    rects: Sequence[Rect],
    inside: tuple[int, ...],
    page: Page,
    trees: int,
    work: Work,
    box: Cells | None = None,
) -> Iterator[tuple[Rect, ...]]:
    """Yield the page with one patch of it cut in other ways, the cheapest first; `work` counts what that takes.

    `box` is the patch's column, row, columns and rows where it is more than its blocks fill; `inside` may then name
    items that have no rectangle yet.
    """
    if box is None:
        part = [rects[index] for index in inside]
        left, top = min(rect[1] for rect in part), min(rect[2] for rect in part)
        width = max(rect[1] + rect[3] for rect in part) - left
        depth = max(rect[2] + rect[4] for rect in part) - top
    else:
        left, top, width, depth = box
    lead = inside.index(page.first) if page.first in inside else -1
    table = Slicing(page.options, width, depth, lead=lead, leaves=inside)
    kept = tuple(rect for rect in rects if rect[0] not in inside)
    found = table.trees(ANY, table.everything, width, depth, trees)
    work.spend(table.steps)
    for tree in found:
        yield tuple(sorted(kept + shifted(tree.rects, left, top)))


def bettered(page: Page, result: PageResult, work: Work, stop: Callable[[], bool] | None = None) -> PageResult:
    """Return a page at least as good: two blocks are exchanged, or a patch of it is cut anew, as long as that helps."""
    best = result
    while not work.over:
        better = None
        for trial in _changed(page, tuple(sorted(rectangles(best, page.frame))), work):
            if trial is not None and trial.cost < best.cost:
                better = trial
                break
            if work.over or (stop and stop()):
                return best
        if better is None:
            return best
        best = better
    return best


def _changed(page: Page, rects: tuple[Rect, ...], work: Work) -> Iterator[PageResult | None]:
    """Yield pages that differ from one in a pair of blocks or a patch."""
    count = len(rects)
    swaps = []
    for one, other in combinations(rects, 2):
        if page.options[one[0]].at(*other[3:]) and page.options[other[0]].at(*one[3:]):
            swapped = {one[0]: (one[0], *other[1:]), other[0]: (other[0], *one[1:])}
            swaps.append([swapped.get(rect[0], rect) for rect in rects])
    for found in judge(page, swaps, "cuts"):
        work.judge(count)
        yield found
    work.spend(EDGES * count**3)
    for inside in patches(rects, PATCH_MOST):
        if len(inside) < 2:
            continue
        trials = [trial for trial in cut_anew(rects, inside, page, TREES, work) if trial != rects]
        work.price(count, len(trials))
        ranked = sorted(zip(quick(page, trials), range(len(trials)), strict=True))
        best = judge(page, [trials[at] for _, at in ranked[:JUDGED]], "cuts")
        judged = [found for found in best if found is not None]
        work.judge(count, len(judged))
        yield min(judged, key=lambda found: found.cost, default=None)
