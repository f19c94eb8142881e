"""The least change of a kept page: few blocks move, few leave their columns, and no fault comes with it."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from layout.ground.dataclass import replace
from layout.makeup.solve.search.least import Stood, least_moves, moves
from layout.makeup.solve.search.score import Page
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Frame, Options, PageResult, Shape, ShapeTable
from layout.rules.variety import MOVED, MOVED_ASIDE

TURNING = ((0, 0, 0, 4, 10), (1, 4, 0, 2, 20), (2, 0, 10, 2, 20), (3, 2, 20, 4, 10), (4, 2, 10, 2, 10))
"""Four blocks about a fifth, six columns wide and thirty rows deep."""

FRAME = Frame(2, 6, 0, 30)


def page_of(*sizes: Collection[tuple[int, int]]) -> Page:
    """Return a page whose items may take these cells only."""
    tables = (
        ShapeTable(str(item), 50, "photo", tuple(Shape(*cells, give=0) for cells in cells_of))
        for item, cells_of in enumerate(sizes)
    )
    return Page(FRAME, tuple(Options.of(table, FRAME) for table in tables), -1)


def kept_of(page: Page, rects: tuple[Rect, ...], *wrong: int, **more: object) -> Stood:
    held = tuple(
        Options(page.options[item].table, {(cols, rows): ((0, Shape(cols, rows, give=0, lines=1)),)})
        for item, _, _, cols, rows in rects
    )
    return replace(Stood(rects, held, wrong=frozenset(wrong)), **more)


def found(page: Page, kept: Stood, below: int = 10_000) -> tuple[dict[int, tuple[int, ...]], frozenset[int]] | None:
    """Return the rectangles of the page that moves least, by item, and the items that moved."""
    least = least_moves(page, kept, lambda result: True, below, Work(4.0))
    if least is None:
        return None
    return {one.item: (one.col, one.row, one.cols, one.rows) for one in least[0].placed}, least[1]


GROWN = page_of(
    [(4, 10), (4, 8), (3, 10), (3, 12), (2, 12)], [(2, 20), (2, 18), (3, 20)], [(2, 20)], [(4, 10)], [(2, 12)]
)
"""The fifth block is two rows deeper than its hole; only the first two have other cells."""


def test_fewest_blocks_move() -> None:
    rects, moved = found(GROWN, kept_of(GROWN, TURNING, 4, white=4)) or ({}, frozenset())
    assert moved == {0, 4} and rects[0] == (0, 0, 4, 8) and rects[4] == (2, 8, 2, 12)
    assert {item: rects[item] for item in (1, 2, 3)} == {item: TURNING[item][1:] for item in (1, 2, 3)}


def test_no_more_white_than_the_page_may_have() -> None:
    """Two columns stay white for two rows where only one block gives way: at the limit and one cell over it."""
    assert found(GROWN, kept_of(GROWN, TURNING, 4, white=4), MOVED + 1)
    assert not found(GROWN, kept_of(GROWN, TURNING, 4, white=3), MOVED + 1)


def test_only_what_moves_less_is_looked_for() -> None:
    kept = kept_of(GROWN, TURNING, 4, white=4)
    assert found(GROWN, kept, MOVED + 1) and not found(GROWN, kept, MOVED)


def test_a_block_that_is_firm_stays() -> None:
    kept = kept_of(GROWN, TURNING, 4, white=4)
    assert found(GROWN, kept) and not found(GROWN, replace(kept, firm=frozenset({0})))


def test_nothing_comes_onto_a_leg_that_runs_on() -> None:
    """Under the first block is a hole that the fifth may take, and does not where a leg runs on into it."""
    rects = ((0, 0, 0, 2, 20), (1, 2, 0, 4, 20), (2, 0, 20, 4, 10))
    page = page_of([(2, 20)], [(4, 20)], [(4, 10)], [(2, 10)])
    kept = kept_of(page, rects, alleys=1)
    assert found(page, kept) == ({0: (0, 0, 2, 20), 1: (2, 0, 4, 20), 2: (0, 20, 4, 10), 3: (4, 20, 2, 10)}, {3})
    _, moved = found(page, replace(kept, tails=((1, 5, 20, 1, 4),))) or ({}, frozenset({1}))
    assert 1 in moved


def test_a_page_that_is_not_sound_is_not_taken() -> None:
    def sound(result: PageResult) -> bool:
        return any(one.item == 0 and one.cols == 3 for one in result.placed)

    least = least_moves(GROWN, kept_of(GROWN, TURNING, 4, white=40), sound, 10_000, Work(4.0))
    assert least is None or sound(least[0])


@pytest.mark.parametrize(
    ("rect", "cost"),
    [((0, 0, 0, 4, 10), 0), ((0, 0, 2, 4, 10), MOVED), ((0, 1, 0, 4, 10), MOVED + MOVED_ASIDE)],
)
def test_what_a_move_counts(rect: Rect, cost: int) -> None:
    kept = kept_of(GROWN, TURNING)
    assert moves(kept, (rect,)) == cost
    assert moves(kept, (rect,), {0}) == max(cost, MOVED)
    assert moves(replace(kept, wrong=frozenset({0})), (rect,)) == max(0, cost - MOVED)
