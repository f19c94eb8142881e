"""Blocks that slide: each keeps its columns and its neighbours, and rows go from those over to those under it.

This is how a compositor makes room for a few lines: boundaries between blocks move up or down, nothing changes its
place. Where blocks turn about a centre no rectangle of them can be cut anew but the whole page; there only this helps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from layout.ground.dataclass import dataclass
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.search.work import CALL, Work

Rects = tuple[Rect, ...]

RESIZED = 4
"""Blocks, beside those that must change, that get other rows."""

TRIED = 10_000
"""Beginnings of such pages that are looked at, for each number of blocks that get other rows."""


@dataclass(frozen=True, slots=True)
class Sliding:
    """A page whose blocks may slide: its columns and rows, its blocks, and what each may become.

    `heights` are the rows that each block may take; one that is not there keeps its place. Blocks that `must` change
    are resized at no count. `white` are the cells that may stay empty. `tails` are legs that run on: such a leg is part
    of its block, which keeps its place.
    """

    page: tuple[int, int]
    rects: tuple[Rect, ...]
    heights: Mapping[int, Collection[int]]
    must: Collection[int] = ()
    white: int = 0
    tails: tuple[Rect, ...] = ()


def slides(sliding: Sliding, work: Work) -> Iterator[Rects]:
    """Yield pages whose blocks keep their columns and who stands over whom, those with fewest other rows first.

    Legs that run on are among their rectangles.
    """
    page, heights, must, white = sliding.page, sliding.heights, sliding.must, sliding.white
    order = sorted((*sliding.rects, *sliding.tails), key=lambda rect: (rect[2], rect[1]))
    lasts = _lasts(order, page[0])
    gaps = _gaps(order, page[0])
    found: set[Rects] = set()
    left = TRIED

    def fill(at: int, feet: tuple[int, ...], spare: int, may: int, done: Rects) -> Iterator[Rects]:
        nonlocal left
        if at == len(order):
            if sum(page[1] - foot for foot in feet) <= spare and done not in found:
                found.add(done)
                yield done
            return
        item, col, row, cols, rows = order[at]
        top = max(feet[col : col + cols]) + gaps[at]
        empty = sum(top - foot for foot in feet[col : col + cols])
        free = item in heights
        if empty - cols * gaps[at] > spare or (not free and top != row):
            return
        for deep in sorted(heights[item], key=lambda deep: (abs(deep - rows), deep)) if free else (rows,):
            resized = deep != rows and item not in must
            below = page[1] - top - deep
            if below < 0 or resized > may or (lasts[at] and below * cols > spare) or left <= 0:
                continue
            left -= 1
            after = (*feet[:col], *(top + deep,) * cols, *feet[col + cols :])
            put = (*done, (item, col, top, cols, deep))
            yield from fill(at + 1, after, spare - empty + cols * gaps[at], may - resized, put)

    for may in range(RESIZED + 1):
        left = TRIED
        # A generator is emptied before the work is counted, so that it is the same whoever looks.
        pages = list(fill(0, (0,) * page[0], white, may, ()))
        work.spend(CALL * (TRIED - left))
        yield from (tuple(sorted(one)) for one in pages)
        if work.over:
            return


def by_movers(sliding: Sliding, work: Work) -> dict[tuple[int, ...], list[Rects]]:
    """Return such pages by the blocks that move, those that must change among them."""
    heights, must = sliding.heights, sliding.must
    stood = {rect[0]: rect for rect in sliding.rects}
    found: dict[tuple[int, ...], list[Rects]] = {}
    for trial in slides(sliding, work):
        whole = tuple(rect for rect in trial if rect[0] in heights or rect == stood[rect[0]])
        moved = {rect[0] for rect in whole if rect != stood[rect[0]]}
        found.setdefault(tuple(sorted({*moved, *must})), []).append(whole)
    return found


def _lasts(order: Sequence[Rect], columns: int) -> list[bool]:
    """Tell of each block whether nothing stands under it."""
    closed = [False] * columns
    found = []
    for _, col, _, cols, _ in reversed(order):
        found.append(not any(closed[col : col + cols]))
        closed[col : col + cols] = [True] * cols
    return found[::-1]


def _gaps(order: Sequence[Rect], columns: int) -> list[int]:
    """Return the rows that each block keeps clear of what stands over it."""
    feet = [0] * columns
    found = []
    for _, col, row, cols, rows in order:
        found.append(row - max(feet[col : col + cols]))
        feet[col : col + cols] = [row + rows] * cols
    return found
