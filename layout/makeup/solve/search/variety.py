"""Variety 版式变化: how alike two pages are in their skeletons, and pages that differ from each other.

A skeleton tells for each part of a page's depth and each column in which columns the block there stands. Two pages
whose blocks stand in the same columns look the same to a reader, whatever their copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from layout.makeup.solve.shapes import Frame, PageResult
from layout.rules.variety import ALIKE_COST, ALIKE_MOST, ALTERNATIVES, DEARER

Rect = tuple[int, int, int, int, int]
Skeleton = bytes

PARTS = 24
"""Parts of a page's depth that are looked at."""

BARE = 255

_WHITE = bytes(value == BARE for value in range(256))
"""Turns a skeleton into ones where it is bare and noughts elsewhere."""


def skeleton(rects: Iterable[tuple[int, int, int, int]], columns: int, rows: int) -> Skeleton:
    """Return the skeleton of blocks (column, row, columns, rows) on a page of so many columns and rows.

    Rows count from the top of the page's free area, so that a front page can be held against an inside page.
    """
    found = bytearray((BARE,)) * (PARTS * columns)
    for col, row, cols, deep in rects:
        first = -((rows - 2 * row * PARTS) // (2 * rows)) if row > 0 else 0
        end = -((rows - 2 * (row + deep) * PARTS) // (2 * rows))
        wide = min(columns, col + cols) - col
        stands = bytes(((col * columns + cols) % BARE,)) * wide
        for at in range(max(0, first) * columns + col, min(PARTS, end) * columns, columns):
            found[at : at + wide] = stands
    return bytes(found)


def alike(one: Skeleton, other: Skeleton) -> int:
    """Return the share, in 1/1000, of two pages' filled cells in blocks of the same columns; 0 for unlike grids."""
    if len(one) != len(other):
        return 0
    same = (int.from_bytes(one) ^ int.from_bytes(other)).to_bytes(len(one)).count(0)
    empty = (int.from_bytes(one.translate(_WHITE)) & int.from_bytes(other.translate(_WHITE))).bit_count()
    filled = len(one) - empty
    return 1000 * (same - empty) // filled if filled else 0


def shunned(frame: Frame, rects: Iterable[tuple[int, int, int, int]]) -> int:
    """Return what it counts that a page's blocks, rows from the top of the free area, look like what it should not."""
    mine = skeleton(rects, frame.columns, frame.rows)
    return ALIKE_COST * sum(max(0, alike(mine, other) - frame.rules.alike) for other in frame.shun)


def skeleton_of(result: PageResult, columns: int, top: int, rows: int) -> Skeleton:
    """Return the skeleton of a solved page."""
    return skeleton(((put.col, put.row - top, put.cols, put.rows) for put in result.placed), columns, rows)


def distinct(best: PageResult, pool: Iterable[PageResult], columns: int, top: int, rows: int) -> tuple[PageResult, ...]:
    """Return the cheapest pages of a pool that differ from `best` and from each other, none with more faults."""
    kept = [skeleton_of(best, columns, top, rows)]
    found: list[PageResult] = []
    near = (result for result in pool if result.cost <= best.cost + DEARER)
    for result in sorted(near, key=lambda one: (one.cost, str(one.placed))):
        if len(found) >= ALTERNATIVES:
            break
        if result.faults > best.faults:
            continue
        mine = skeleton_of(result, columns, top, rows)
        if all(alike(mine, other) <= ALIKE_MOST for other in kept):
            kept.append(mine)
            found.append(result)
    return tuple(found)


def unlike(rects: Sequence[tuple[Rect, ...]], columns: int, rows: int, most: int) -> list[tuple[Rect, ...]]:
    """Return up to `most` pages, given as rectangles and the best first, that differ from each other."""
    kept: list[Skeleton] = []
    found = []
    for page in rects:
        mine = skeleton((rect[1:] for rect in page), columns, rows)
        if all(alike(mine, other) <= ALIKE_MOST for other in kept):
            kept.append(mine)
            found.append(page)
            if len(found) >= most:
                break
    return found
