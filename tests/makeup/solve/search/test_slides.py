"""Blocks that slide: rows go from one to the next, nobody leaves its columns or its neighbours."""

from __future__ import annotations

from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.search.slides import Sliding, slides
from layout.makeup.solve.search.work import Work

TURNING = ((0, 0, 0, 4, 10), (1, 4, 0, 2, 20), (2, 0, 10, 2, 20), (3, 2, 20, 4, 10), (4, 2, 10, 2, 10))
"""Four blocks about a fifth, six columns wide and thirty rows deep."""

DEEP = {0: range(8, 13), 1: range(16, 25), 2: range(16, 25), 3: range(7, 14), 4: range(5, 16)}


def slid(must: tuple[int, ...] = (), white: int = 0, **heights: range) -> list[tuple[Rect, ...]]:
    rows = {index: heights.get(f"h{index}", deep) for index, deep in DEEP.items()}
    return list(slides(Sliding((6, 30), TURNING, rows, must, white), Work(1.0)))


def test_pages_are_filled_and_every_block_keeps_its_columns() -> None:
    found = slid(must=(4,), h4=range(12, 13))
    assert found
    for page in found:
        taken = [(col + x, row + y) for _, col, row, cols, rows in page for x in range(cols) for y in range(rows)]
        assert len(taken) == len(set(taken)) == 180
        assert [(rect[1], rect[3]) for rect in page] == [(rect[1], rect[3]) for rect in sorted(TURNING)]


def test_pages_with_fewest_other_rows_come_first() -> None:
    first = slid(must=(4,), h4=range(12, 13))[0]
    resized = [was[0] for was, now in zip(sorted(TURNING), first, strict=True) if was[4] != now[4]]
    assert resized in ([0, 2, 4], [1, 3, 4])


def test_what_has_no_rows_to_give_keeps_its_place() -> None:
    fixed = {index: deep for index, deep in DEEP.items() if index != 3}
    found = list(slides(Sliding((6, 30), TURNING, fixed, (4,)), Work(1.0)))
    assert all(page[3] == TURNING[3] for page in found)
    assert {page[1][4] for page in found} == {20}


def test_white_is_left_only_as_far_as_it_may_be() -> None:
    assert slid(must=(4,), h4=range(9, 10), h0=range(10, 11), h3=range(10, 11)) == []
    assert slid(must=(4,), white=2, h4=range(9, 10), h0=range(10, 11), h3=range(10, 11))


def test_work_is_counted_and_ends_the_search() -> None:
    work = Work(0.0001)
    sliding = Sliding((6, 30), TURNING, DEEP, white=60)
    first = list(slides(sliding, work))
    assert work.over and first == list(slides(sliding, Work(0.0001)))
