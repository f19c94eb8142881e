"""Briefs of a page under one title: one item of the search, one under another on the page."""

from __future__ import annotations

from layout.ground.dataclass import replace
from layout.makeup.solve.issue.briefs import TITLE, with_briefs
from layout.makeup.solve.search.one_page import solve_page
from layout.makeup.solve.shapes import Frame, PageResult, Placed, Shape, ShapeTable, to_block
from layout.rules.pages import LABEL_ROWS, LOCKED

FRAME = Frame(2, 4, 0, 40)


def story(name: str, cells: int, kind: str = "news", priority: int = 50, give: int = 5) -> ShapeTable:
    """Return a story that fills so many cells at each width that divides them."""
    widths = [cols for cols in (1, 2, 3, 4) if cells % cols == 0]
    shapes = tuple(Shape(cols, cells // cols, 3, 0, cols, 14_000 + 4_000 * cols, give=give) for cols in widths)
    return ShapeTable(name, priority, kind, shapes)


def made(*tables: ShapeTable) -> PageResult:
    found = with_briefs(solve_page)(tables, FRAME, seconds=2.0)
    assert found is not None
    return found


def test_briefs_stand_one_under_another_the_first_with_the_title() -> None:
    tables = (story("a", 96, priority=90), story("x", 12, "brief", 20), story("y", 12, "brief", 30))
    found = made(*tables)
    blocks = {tables[put.item].story: to_block(put, tables[put.item]) for put in found.placed}
    first, second = blocks["y"], blocks["x"]  # the more important goes first
    assert (first.label, second.label) == (TITLE, "")
    assert (first.col, first.cols) == (second.col, second.cols)
    assert first.row + first.rows == second.row
    assert first.rows >= 12 // first.cols + LABEL_ROWS
    taken = sum(put.cols * put.rows for put in found.placed)
    assert taken + found.count("white") == FRAME.cells


def test_one_brief_stands_as_any_story() -> None:
    tables = (story("a", 120, priority=90), story("x", 20, "brief", 20))
    assert not [put for put in made(*tables).placed if put.shape.label]


def test_a_brief_that_the_desk_framed_or_pinned_stays_apart() -> None:
    framed = replace(story("y", 12, "brief", 30), plain=False)
    tables = (story("a", 96, priority=90), story("x", 12, "brief", 20), framed)
    assert not [put for put in made(*tables).placed if put.shape.label]


def test_other_make_ups_of_the_page_show_each_brief_too() -> None:
    tables = (story("a", 60, priority=90), story("b", 36), story("x", 12, "brief", 20), story("y", 12, "brief", 30))
    for other in made(*tables).others:
        assert sorted(put.item for put in other.placed) == [0, 1, 2, 3]


def test_a_page_found_before_is_gathered_too() -> None:
    """Its briefs are one block again where they stand under one another, and else it is not gone on from."""
    tables = (story("a", 96, priority=90), story("x", 12, "brief", 20), story("y", 12, "brief", 30))
    found, seen = made(*tables), []

    def solved(items: list[ShapeTable], frame: Frame, **how: object) -> PageResult | None:
        seen.append(how["start"])
        return solve_page(items, frame, **how)

    again = with_briefs(solved)(tables, FRAME, seconds=2.0, start=found, thorough=False)
    assert again is not None and again.placed == found.placed
    assert [put.item for put in seen[0].placed] == [0, 1]
    assert sum(put.cols * put.rows for put in seen[0].placed) + found.count("white") == FRAME.cells
    apart = [replace(put, cols=put.cols + (put.item == 1)) for put in found.placed]
    with_briefs(solved)(tables, FRAME, seconds=2.0, start=replace(found, placed=tuple(apart)), thorough=False)
    assert seen[1] is None


def test_a_gathered_page_has_the_faults_that_it_was_chosen_by() -> None:
    """A stack is one block of those from which on straight lines count: it shows as several, judged as before."""

    def solved(items: list[ShapeTable], frame: Frame, **how: object) -> PageResult:
        shapes = [item.shapes[0] for item in items]
        placed = tuple(Placed(at, 0, 0, shape.cols, shape.rows, shape) for at, shape in enumerate(shapes))
        seen.append(PageResult(placed, 100, (("alleys", 2), ("pale", 1))))
        return replace(seen[-1], others=(seen[-1],))

    briefs = (story("x", 12, "brief", 20), story("y", 12, "brief", 30))
    for blocks, faults in ((LOCKED - 1, 1), (LOCKED, 3)):
        seen: list[PageResult] = []
        tables = (*(story(f"a{at}", 12) for at in range(blocks - 1)), *briefs)
        found = with_briefs(solved)(tables, FRAME)
        assert found is not None and len(seen[0].placed) == blocks and len(found.placed) == blocks + 1
        assert [page.faults for page in (*seen, found, *found.others)] == [faults] * 3
