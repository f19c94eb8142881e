"""Parts of a page solved anew by the constraint solver, the rest of it left standing: how a page loses its last faults.

A crowded page is too large to be searched whole, and the table of sets (`patches`) cuts rectangles only. Here a part is
a block that is to go and those that stand around it, whatever outline they have together. Each round asks for a page
with a fault less, or a frame less than it has too many, or without pockets of white between its blocks, and cheaper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from layout.makeup.solve.search.cpsat import solve_by_constraints
from layout.makeup.solve.search.judging import judge, rectangles
from layout.makeup.solve.search.score import Page
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.search.work import SECOND, Work
from layout.makeup.solve.shapes import PageResult
from layout.rules.design import POCKET_FROM

PARTS = (5, 6, 7, 8)
"""Blocks of a part, the small parts first: what they cannot do is known soonest."""

EACH = 1.0
"""Nominal seconds that one part may take: what it has not found by then it seldom finds in twice that."""

EM_OF_COLUMN = 17
"""Rows that a column's width counts where shared edges are compared: what both have in ems, nearly."""


def mended(
    page: Page,
    rects: Sequence[Rect],
    work: Work,
    *,
    seed: int = 0,
    stop: Callable[[], bool] | None = None,
    pool: list[PageResult] | None = None,
) -> PageResult | None:
    """Return a page with fewer faults, frames too many or pockets than the one whose blocks are `rects`, or the same.

    Blocks that have no shape for their cells must go, too: so a page is brought among shapes that it was not found
    with. None is returned where that fails.
    """
    (best,) = judge(page, [rects], "parts")
    work.judge(len(rects))
    tried: set[tuple[tuple[int, ...], tuple[Rect, ...]]] = set()
    while not work.over and not (stop and stop()):
        better = None
        for part in _parts(page, rects, best):
            kept = tuple(rect for rect in rects if rect[0] not in part)
            if (part, kept) in tried:
                continue
            tried.add((part, kept))
            own = work.part(min(1.0, EACH * SECOND / work.left))
            faults, frames, pockets = _still(page, best)
            found = solve_by_constraints(
                page,
                own,
                seed=seed,
                hint=rects,
                kept=[rect[0] for rect in kept],
                faults=faults,
                frames=frames,
                pockets=pockets,
                below=best.cost if best is not None else None,
                stop=stop,
                pool=pool,
            )
            work.spend(own.spent)
            if found is not None and (best is None or (found.faults, found.cost) < (best.faults, best.cost)):
                better = found
                break
            if work.over or (stop and stop()):
                return best
        if better is None:
            return best
        best = better
        rects = rectangles(best, page.frame)
    return best


def _still(page: Page, best: PageResult | None) -> tuple[int, int, bool]:
    """Return the faults and the frames too many that the next page may have, and whether it may have pockets.

    It is to have a fault less, else a frame less, else no pocket.
    """
    if best is None:
        return 0, 0, True
    frames = _frames_over(page, best)
    if best.faults:
        return best.faults - 1, frames, True
    return 0, max(0, frames - 1), frames > 0


def _frames_over(page: Page, result: PageResult) -> int:
    """Return the frames that nobody asked for beyond those that a page may have."""
    return max(0, result.count("frames") - page.frame.rules.frames_most)


def _parts(page: Page, rects: Sequence[Rect], best: PageResult | None) -> Iterator[tuple[int, ...]]:
    """Yield the items of parts to solve anew, the smallest first; none where the page wants nothing."""
    if best is None:
        starts = [tuple(rect[0] for rect in rects if not page.options[rect[0]].at(*rect[3:]))]
    else:
        starts = _to_go(page, best)
    seen = set()
    for most in PARTS:
        for start in starts:
            part = _around(rects, start, most)
            if part not in seen:
                seen.add(part)
                yield part


def _to_go(page: Page, best: PageResult) -> list[tuple[int, ...]]:
    """Return what parts of a page begin with: the blocks that its faults or its frames too many come from."""
    if not best.faults:
        if _frames_over(page, best):
            return [(put.item,) for put in best.placed if put.shape.framed]
        return _about_pockets(page, rectangles(best, page.frame)) if best.count("pockets") else []
    found: list[tuple[int, ...]] = []
    for put in best.placed:
        for other in best.placed:
            beside = put.col + put.cols == other.col and put.row < other.row + other.rows
            if not beside or other.row >= put.row + put.rows:
                continue
            level = put.row < other.row + other.head and other.row < put.row + put.head
            heads = level and put.shape.open_right and other.shape.open_left
            pictures = put.shape.photos and other.shape.photos and not put.shape.head and not other.shape.head
            if heads or pictures:
                found += [(put.item,), (other.item,)]
    # A line, white or a lead that is too quiet is nobody's in particular: then any block may be moved.
    return list(dict.fromkeys(found)) or [(put.item,) for put in best.placed]


def _about_pockets(page: Page, rects: Sequence[Rect]) -> list[tuple[int, ...]]:
    """Return the blocks over and under each pocket of a column, and each of those that have the white at a side."""
    found: list[tuple[int, ...]] = []
    for column in range(page.frame.columns):
        here = sorted((rect for rect in rects if rect[1] <= column < rect[1] + rect[3]), key=lambda rect: rect[2])
        foot = 0
        over: tuple[int, ...] = ()
        for item, _, row, _, rows in here:
            if row - foot > POCKET_FROM:
                found += [(*over, item)]
                found += [
                    (other[0],)
                    for other in rects
                    if column in (other[1] - 1, other[1] + other[3]) and other[2] < row and other[2] + other[4] > foot
                ]
            foot, over = row + rows, (item,)
    return list(dict.fromkeys(found))


def _around(rects: Sequence[Rect], start: Sequence[int], most: int) -> tuple[int, ...]:
    """Return blocks and those around them, `most` together: the next is the one with the longest edges against them."""
    part = [rect for rect in rects if rect[0] in start]
    rest = [rect for rect in rects if rect[0] not in start]
    while len(part) < most and rest:
        longest = max(rest, key=lambda rect: (sum(_edge(rect, other) for other in part), -rect[3] * rect[4], -rect[0]))
        part.append(longest)
        rest.remove(longest)
    return tuple(sorted(rect[0] for rect in part))


def _edge(one: Rect, other: Rect) -> int:
    """Return the length of the edge that two blocks share."""
    wide = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    deep = min(one[2] + one[4], other[2] + other[4]) - max(one[2], other[2])
    return EM_OF_COLUMN * wide if wide > 0 and deep == 0 else deep if deep > 0 and wide == 0 else 0
