"""Notices of fixed size: placed first at the foot, stories in what they leave, never beside a contrary head."""

from __future__ import annotations

import pytest

from layout.makeup.solve.issue.notices import around_notices, layings, share_edge
from layout.makeup.solve.search.one_page import solve_page
from layout.makeup.solve.shapes import Frame, Shape, ShapeTable

PAGE = Frame(2, 4, 2, 62)


def news(name: str, cells: int, priority: int = 50) -> ShapeTable:
    """Return a story of so many cells at any width, its head three rows deep."""
    shapes = [Shape(cols, cells // cols, 3, 0, cols, 20_000) for cols in range(1, 5) if cells % cols == 0]
    return ShapeTable(name, priority, "news", tuple(shapes))


def notice(name: str, cols: int, rows: int) -> ShapeTable:
    return ShapeTable(name, 50, "notice", (Shape(cols, rows, give=0),), fixed=True)


@pytest.mark.parametrize(
    ("sizes", "count", "over", "beside"),
    [
        ([(4, 20)], 1, 40, None),
        ([(2, 20), (2, 20)], 1, 40, None),
        ([(4, 10), (2, 20), (2, 20)], 1, 30, None),
        ([(2, 20)], 2, 40, (0, 42, 2, 20)),
        ([(1, 20), (1, 10)], 2, 30, (0, 32, 3, 30)),
        ([(4, 20), (2, 20)], 2, 20, (0, 22, 2, 20)),
        ([(4, 61)], 0, None, None),
        ([(4, 60)], 1, 0, None),
    ],
)
def test_notices_stand_at_the_foot_and_leave_one_rectangle_or_two(sizes, count, over, beside):
    found = list(layings([(at, *size) for at, size in enumerate(sizes)], PAGE))
    assert len(found) == count
    for laid in found:
        cells = {
            (col, row)
            for _, (left, top, cols, rows) in laid.at
            for col in range(left, left + cols)
            for row in range(top, top + rows)
        }
        assert len(cells) == sum(cols * rows for cols, rows in sizes), "none over another"
        assert max(row for _, row in cells) == PAGE.end - 1 and laid.over == (0, 2, 4, over)
    if found:
        assert found[0].beside == beside


def test_white_over_pictures_is_laid_with_them_and_bands_stay_bands():
    sizes = [(0, 4, 10), (1, 2, 20), (2, 2, 20)]
    (laid,) = layings(sizes, PAGE, {1: 1})
    assert dict(laid.at) == {0: (0, 52, 4, 10), 1: (0, 32, 2, 20), 2: (2, 32, 2, 20)}
    assert laid.over == (0, 2, 4, 29)
    laid, _ = layings([(0, 1, 20), (1, 1, 10)], PAGE, {0: 1, 1: 1})
    assert dict(laid.at) == {0: (3, 42, 1, 20), 1: (3, 31, 1, 10)}
    assert (laid.over, laid.beside) == ((0, 2, 4, 28), (0, 30, 3, 32))


def test_edges_are_shared_along_more_than_a_corner():
    assert share_edge((0, 0, 2, 10), (2, 5, 1, 9)) and share_edge((0, 0, 2, 10), (1, 10, 4, 2))
    assert not share_edge((0, 0, 2, 10), (2, 10, 2, 9)) and not share_edge((0, 0, 2, 10), (3, 0, 2, 9))


def placed(result, tables):
    return {tables[one.item].name: (one.col, one.row, one.cols, one.rows) for one in result.placed}


def solved(tables, apart=()):
    result = around_notices(solve_page, frozenset(apart))(tables, PAGE)
    assert result is not None
    return result, placed(result, tables)


def test_a_notice_over_the_width_has_the_foot_and_the_page_is_full():
    tables = [news("a", 84, 90), news("b", 76), notice("n", 4, 20)]
    result, at = solved(tables)
    assert at["n"] == (0, 42, 4, 20) and result.count("white") == 0


def test_stories_fill_what_is_left_beside_a_notice():
    tables = [news("a", 84, 90), news("b", 76), news("c", 40), notice("n", 2, 20)]
    result, at = solved(tables)
    assert at["n"][1:] == (42, 2, 20) and at["c"][1:] == (42, 2, 20) and result.count("white") == 0
    assert {at["n"][0], at["c"][0]} == {0, 2}


def test_what_nothing_fills_beside_a_notice_stays_white_and_is_counted():
    tables = [news("a", 84, 90), news("b", 76), notice("n", 2, 20)]
    result, at = solved(tables)
    assert at["n"][1:] == (42, 2, 20) and result.count("white") == 40 and result.faults


def test_a_notice_keeps_away_from_the_head_that_it_contradicts():
    def banner(name, rows, priority):
        return ShapeTable(name, priority, "news", (Shape(4, rows, 3, 0, 4, 20_000 + 100 * priority),))

    tables = [banner("a", 18, 90), banner("b", 10, 60), banner("c", 10, 50), notice("n", 4, 20)]
    _, at = solved(tables)
    low = next(name for name in "abc" if share_edge(at[name], at["n"]))
    assert low != "a"
    result, at = solved(tables, [("n", low)])
    assert not share_edge(at["n"], at[low]) and result.count("pins") == 0
    _, at = solved(tables, [("n", name) for name in "abc"])
    assert "n" in at, "where it is beside one of them wherever it stands, there is a page all the same"


def test_it_is_not_moved_from_where_an_editor_pinned_it():
    from layout.makeup.solve.shapes import Pin

    tables = [
        news("a", 80, 90),
        ShapeTable("n", 50, "notice", (Shape(4, 20, give=0),), pin=Pin(col=0, row=2), fixed=True),
    ]
    tables.append(news("b", 80))
    result, at = solved(tables)
    assert at["n"] == (0, 2, 4, 20) and result.count("pins") == 0
