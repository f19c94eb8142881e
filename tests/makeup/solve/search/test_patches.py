"""Lines through a page, counted; parts of a page cut anew; stories that the desk wishes over all columns."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from layout.makeup.solve.search.frames import cut_table, solve_by_cuts
from layout.makeup.solve.search.one_page import page_of, solve_page
from layout.makeup.solve.search.patches import bettered, patches
from layout.makeup.solve.search.score import alleys
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Frame
from layout.makeup.solve.standing import cells_of
from layout.rules.pages import JOG
from tests.makeup.solve.made_up import FRONT, Copy, tables

PAGE = Frame(1, 6, 18, 120)
MANY = (
    Copy("b0", 90, 100, "lead", em=14, cols=(3, 6)),
    Copy("b1", 50, 90, em=13),
    Copy("b2", 46, 80, em=12),
    Copy("p1", 0, 70, "photo", aspect=1.2),
    Copy("b3", 40, 60, em=11),
    Copy("b4", 36, 50, em=12),
    Copy("b5", 30, 40, em=10),
    Copy("b6", 28, 35, em=9),
    Copy("b7", 33, 30, em=11),
    Copy("b8", 25, 20, em=8),
)


def tiled(cuts: list[tuple[bool, float]], columns: int = 6, rows: int = 40) -> list[Rect]:
    """A page cut again and again, each time the largest rectangle."""
    found = [(0, 0, columns, rows)]
    for upright, share in cuts:
        col, row, cols, deep = largest = max(found, key=lambda cells: cells[2] * cells[3])
        at = max(1, round((cols if upright else deep) * share))
        if at < (cols if upright else deep):
            found.remove(largest)
            found += (
                [(col, row, at, deep), (col + at, row, cols - at, deep)]
                if upright
                else [(col, row, cols, at), (col, row + at, cols, deep - at)]
            )
    return [(index, *cells) for index, cells in enumerate(found)]


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.floats(0.2, 0.8)), min_size=1, max_size=8))
def test_lines_are_counted_as_the_rule_is_worded(cuts: list[tuple[bool, float]]) -> None:
    rects = tiled(cuts)
    flat = {
        row
        for _, _, row, _, _ in rects
        if row > 0 and not any(top <= row - JOG and top + deep >= row + JOG for _, _, top, _, deep in rects)
    }
    upright = {edge for edge in range(1, 6) if not any(col < edge < col + cols for _, col, _, cols, _ in rects)}
    assert alleys(cells_of([rects]), 6)[0] == len(flat) + len(upright)
    assert alleys(cells_of([rects]), 6)[0] >= (
        len(rects) > 1
    )  # a page that is cut by guillotine alone has its first cut
    everything = patches(rects, len(rects), range(len(rects)))
    assert list(everything) == [tuple(range(len(rects)))]


def test_a_page_bettered_costs_less_and_keeps_every_story() -> None:
    page = page_of(tables(*MANY), PAGE)
    rough = solve_by_cuts(page, cut_table(page, [[0], [1, 9], [2, 6], [3, 8], [4, 7], [5]]))
    assert rough is not None
    work = Work(5.0)
    better = bettered(page, rough, work)
    assert better.cost < rough.cost and work.spent > 0
    assert sorted(block.item for block in better.placed) == list(range(len(MANY)))
    cells = [(x, y) for b in better.placed for x in range(b.col, b.col + b.cols) for y in range(b.row, b.row + b.rows)]
    assert len(cells) == len(set(cells)) <= PAGE.cells
    assert bettered(page, rough, Work(0.0)) == rough


def test_only_a_story_wished_over_all_columns_may_cut_the_page() -> None:
    found = tables(*FRONT)
    plain = solve_page(found, PAGE, seconds=4)
    assert plain is not None
    assert plain.count("alleys") == 0 and all(block.cols < PAGE.columns for block in plain.placed)
    wide = tuple(shape for shape in found[1].shapes if shape.cols == PAGE.columns)
    wished = [found[0], replace(found[1], shapes=wide, across=True), *found[2:]]
    banner = solve_page(wished, PAGE, seconds=4)
    assert banner is not None
    assert banner.count("alleys") == 0
    assert next(block.cols for block in banner.placed if block.item == 1) == PAGE.columns
