"""Variety 版式变化: how alike two pages are in their skeletons, and pages that differ from each other.

A skeleton tells for each part of a page's depth and each column in which columns the block there stands. Two pages
whose blocks stand in the same columns look the same to a reader, whatever their copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from layout.makeup.solve.shapes import Frame, PageResult
from layout.rules.variety import ALIKE_COST, ALIKE_MORE, ALIKE_MOST, ALTERNATIVES, DEARER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from layout.makeup.solve.standing import Numbers

    Table = NDArray[np.uint8]
    """Skeletons of one grid, one a row."""

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


def likeness(ones: Sequence[Skeleton], others: Sequence[Skeleton]) -> Numbers:
    """Return what `alike` says of each of some skeletons (rows) and each of some others (columns)."""
    import numpy as np

    found = np.zeros((len(ones), len(others)), np.int64)
    for size in {*map(len, ones)} & {*map(len, others)} - {0}:
        rows, cols = ([at for at, bones in enumerate(some) if len(bones) == size] for some in (ones, others))
        mine, theirs = (_table(some, size) for some in (ones, others))
        found[np.ix_(rows, cols)] = _shares(mine, theirs)
    return found


def shunned(frame: Frame, cells: Numbers) -> Numbers:
    """Return what it counts for each of some pages that it looks like what it should not, as in `Standing.cells`.

    Only the skeleton that it is most like counts: added up over many, likeness would be all that the search looks for.
    Rows count from the top of the free area.
    """
    size = PARTS * frame.columns
    theirs = _table(frame.shun, size)
    if not len(theirs):
        return 0 * cells[0, :, 0]
    most = _shares(_skeletons(cells, frame.columns, frame.rows), theirs).max(axis=1)
    return dearer(most, frame.rules.alike)


def dearer(shares: Numbers, limit: Numbers | int) -> Numbers:
    """Return what it counts that pages share so many 1/1000 of their cells; up to `limit` the house lets them."""
    counts: Numbers = ALIKE_COST * (shares - limit).clip(0) + ALIKE_MORE * (shares - ALIKE_MOST).clip(0)
    return counts


def _skeletons(cells: Numbers, columns: int, rows: int) -> Table:
    """Return the skeletons of pages whose blocks do not overlap, one a row; `cells` are as in `Standing`."""
    import numpy as np

    _, col, row, cols, deep = cells[..., None]
    first, end = (-((rows - 2 * edge * PARTS) // (2 * rows)) for edge in (row, row + deep))
    part, column = np.arange(PARTS), np.arange(columns)
    upright, across = (first <= part) & (part < end), (col <= column) & (column < col + cols)
    stands = ((col * columns + cols) % BARE + 1).astype(np.uint8)
    shown: Table = (upright[..., None] * (across * stands)[:, :, None, :]).max(axis=1)
    bones = shown - np.uint8(1)  # a cell that no block covers becomes BARE
    return bones.reshape(len(bones), -1)


def _table(some: Iterable[Skeleton], size: int) -> Table:
    """Return the skeletons of so many cells, one a row."""
    import numpy as np

    return np.frombuffer(b"".join(bones for bones in some if len(bones) == size), np.uint8).reshape(-1, size)


def _shares(ones: Table, others: Table) -> Numbers:
    """Return what `alike` says of each of some skeletons and each of some others of the same grid, one a row."""
    import numpy as np

    same = (ones[:, None] == others).sum(axis=2)
    empty = ((ones == BARE)[:, None] & (others == BARE)).sum(axis=2)
    filled = ones.shape[1] - empty
    shares: Numbers = 1000 * (same - empty) // np.maximum(1, filled)
    return shares


def skeleton_of(result: PageResult, columns: int, top: int, rows: int) -> Skeleton:
    """Return the skeleton of a solved page."""
    return skeleton(((put.col, put.row - top, put.cols, put.rows) for put in result.placed), columns, rows)


def distinct(best: PageResult, pool: Iterable[PageResult], columns: int, top: int, rows: int) -> tuple[PageResult, ...]:
    """Return the cheapest pages of a pool that differ from `best` and from each other.

    None has more faults, or pockets of white where that has none: likeness would count more than those.
    """
    kept = [skeleton_of(best, columns, top, rows)]
    found: list[PageResult] = []
    near = (result for result in pool if result.cost <= best.cost + DEARER)
    for result in sorted(near, key=lambda one: (one.cost, str(one.placed))):
        if len(found) >= ALTERNATIVES:
            break
        if result.faults > best.faults or result.count("pockets") > best.count("pockets"):
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
