"""Page designs of the house: used as drawn, varied in their rows, or left aside; whole forms before the free search."""

from __future__ import annotations

import pytest

from layout.ground.dataclass import replace
from layout.issue.model import PageDesign, Slot
from layout.makeup.dummy.plan import PhotoPlace
from layout.makeup.solve.issue.designs import by_design
from layout.makeup.solve.issue.forms import CAME_OUT, Form, in_form
from layout.makeup.solve.search.one_page import solve_page
from layout.makeup.solve.shapes import Frame, PageResult, Shape, ShapeTable

PAGE = Frame(2, 4, 2, 62)

DESIGN = PageDesign(
    "左大右小",
    ("综合",),
    60,
    (
        Slot("lead", 0, 0, 3, 30),
        Slot("picture", 3, 0, 1, 20),
        Slot("second", 0, 30, 2, 30),
        Slot("story", 2, 30, 1, 30),
        Slot("story", 3, 20, 1, 40),
    ),
)


def table(name, cols, rows, priority=50, kind="news", size=20_000, give=0, box="none"):
    head = 0 if kind == "photo" else 3
    photos = (PhotoPlace(0, 0, 0, cols, rows),) if kind == "photo" else ()
    shape = Shape(cols, rows, head, 0, cols, size if head else 0, give=give, box=box, photos=photos)
    return ShapeTable(name, priority, kind, (shape,))


def stories(*, second=30, low=40, give=0):
    return [
        table("a", 3, 30, 90, "lead", 40_000),
        table("b", 2, second, 80, size=30_000, give=give, box="rule"),
        table("c", 1, 30, 70),
        table("d", 1, low, 60, size=18_000),
        table("p", 1, 20, 50, "photo"),
    ]


def boxed(name, box):
    """Return the shape of the second story in a frame."""
    return table(name, 2, 30, 80, size=30_000, box=box)


def at(result, tables):
    return {tables[one.item].story: (one.col, one.row, one.cols, one.rows) for one in result.placed}


def test_a_design_is_used_as_drawn_where_every_story_fits_its_slot():
    tables = stories()
    result, drawn = by_design(DESIGN, tables, PAGE, boxed)
    assert drawn and result.count("white") == 0
    assert at(result, tables) == {
        "a": (0, 2, 3, 30), "p": (3, 2, 1, 20), "b": (0, 32, 2, 30), "c": (2, 32, 1, 30), "d": (3, 22, 1, 40),
    }  # fmt: skip


def test_its_rows_move_where_they_must():
    tables = stories(second=28, give=2)
    tables[0] = replace(tables[0], shapes=(Shape(3, 31, 3, 0, 3, 40_000, give=0),))
    tables[2] = replace(tables[2], shapes=(Shape(1, 29, 3, 0, 1, 20_000, give=0),))
    result, drawn = by_design(DESIGN, tables, PAGE, boxed)
    assert not drawn and result.count("white") == 0
    assert at(result, tables)["b"] == (0, 33, 2, 29), "the lead took a row from those below it"


def test_a_design_is_for_pages_of_another_depth_too():
    tables = stories()
    deeper = tuple(replace(slot, row=2 * slot.row, rows=2 * slot.rows) for slot in DESIGN.slots)
    result, drawn = by_design(replace(DESIGN, rows=120, slots=deeper), tables, PAGE, boxed)
    assert drawn and at(result, tables)["a"] == (0, 2, 3, 30)


@pytest.mark.parametrize(
    "change",
    [
        lambda tables: tables[:-1],
        lambda tables: [*tables[:-1], table("e", 1, 20)],
        lambda tables: [*tables[:3], table("d", 1, 37), tables[4]],
    ],
    ids=["a slot too many", "no picture", "a story too short"],
)
def test_what_does_not_suit_is_no_page(change):
    assert by_design(DESIGN, change(stories()), PAGE, boxed) is None


def test_a_slot_may_be_one_story_s_and_have_a_frame():
    slots = tuple(
        replace(slot, story="c")
        if slot == DESIGN.slots[4]
        else replace(slot, story="d")
        if slot == DESIGN.slots[3]
        else slot
        for slot in DESIGN.slots
    )
    tables = stories()
    tables[2], tables[3] = table("c", 1, 40, 70), table("d", 1, 30, 60)
    result, _ = by_design(replace(DESIGN, slots=slots), tables, PAGE, boxed)
    assert at(result, tables)["c"] == (3, 22, 1, 40)
    tables[1] = replace(tables[1], shapes=(replace(tables[1].shapes[0], box="none"),))
    framed = tuple(replace(slot, box="rule") if slot.kind == "second" else slot for slot in slots)
    result, _ = by_design(replace(DESIGN, slots=framed), tables, PAGE, boxed)
    assert next(one.shape.box for one in result.placed if tables[one.item].story == "b") == "rule"


class Shop:
    """Measures of which only whole forms are asked."""

    def __init__(self, filling):
        self.filling, self.boxed = filling, boxed


def solver(form, filling=lambda *_: None):
    return in_form(solve_page, form, 4, Shop(filling))


def test_a_page_whose_design_does_not_suit_is_made_up_freely():
    solve = solver(Form(DESIGN.name, DESIGN))
    assert solve(stories(), PAGE).by == "drawn"
    tables = [
        ShapeTable("a", 50, "news", (Shape(4, 30, 3, 0, 4, 20_000),)),
        ShapeTable("b", 40, "news", (Shape(4, 30, 3, 0, 4, 18_000),)),
    ]
    assert solve(tables, PAGE).by not in CAME_OUT


def test_one_story_fills_its_page_where_it_can():
    whole = Shape(4, 60, 5, 0, 4, 40_000)
    tables = [ShapeTable("a", 50, "news", (Shape(4, 30, 3, 0, 4, 20_000),))]
    result = solver(Form("feature"), lambda *_: whole)(tables, PAGE)
    assert isinstance(result, PageResult) and at(result, tables) == {"a": (0, 2, 4, 60)} and result.by == "feature"
    assert solver(Form("feature"))(tables, PAGE).by not in CAME_OUT
    beside = [ShapeTable("a", 50, "news", (Shape(2, 60, 3, 0, 2, 20_000),))]
    found = solver(Form("feature"), lambda *_: whole)(beside, replace(PAGE, columns=2))
    assert found.by not in CAME_OUT, "beside a notice a part of a page is no page"
