"""Pages that no cut fills, and crowds: stacked in columns, nothing lost, nothing over anything."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.makeup.solve.search.one_page import page_of, solve_page
from layout.makeup.solve.search.packing import packed
from layout.makeup.solve.shapes import Frame, PageResult, Shape, ShapeTable
from tests.chance import examples

FRAME = Frame(1, 6, 18, 120)


def table(name: str, priority: int, cells: int) -> ShapeTable:
    shapes = tuple(
        Shape(cols, -(-cells // cols) + 3, 3, 0, cols, 20_000 + 2_000 * cols, lines=cells, cost=4 * abs(cols - 2))
        for cols in range(1, 4)
    )
    return ShapeTable(name, priority, "news", shapes)


def overlapping(result: PageResult) -> list[tuple[int, int]]:
    blocks = result.placed
    return [
        (one.item, other.item)
        for at, one in enumerate(blocks)
        for other in blocks[at + 1 :]
        if one.col < other.col + other.cols
        and other.col < one.col + one.cols
        and one.row < other.row + other.rows
        and other.row < one.row + one.rows
    ]


@settings(max_examples=examples(25))
@given(sizes=st.lists(st.integers(6, 24), min_size=2, max_size=30))
def test_every_story_stands_once_and_none_on_another(sizes: list[int]) -> None:
    tables = [table(f"s{at:02d}", 99 - at, cells) for at, cells in enumerate(sizes)]
    if sum(one.least for one in tables) * 100 > FRAME.cells * 70:
        return
    result = packed(page_of(tables, FRAME))
    assert result is not None
    assert sorted(block.item for block in result.placed) == list(range(len(tables)))
    assert overlapping(result) == []
    for block in result.placed:
        assert FRAME.top <= block.row and block.row + block.rows <= FRAME.end
        assert block.col >= 0 and block.col + block.cols <= FRAME.columns


@pytest.mark.parametrize("count", [16, 17, 30])
def test_a_crowd_of_short_stories_is_a_page(count: int) -> None:
    tables = [table(f"s{at:02d}", 99 - at, 9 + at % 4) for at in range(count)]
    result = solve_page(tables, FRAME, seconds=1.0)
    assert result is not None and len(result.placed) == count
    assert overlapping(result) == []


def test_more_than_the_page_holds_is_no_page() -> None:
    tables = [table(f"s{at}", 90 - at, 150) for at in range(5)]
    assert packed(page_of(tables, FRAME)) is None
