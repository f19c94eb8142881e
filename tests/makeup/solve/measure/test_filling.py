"""A story that has a page for itself: its pictures as large as make the copy come out at the foot."""

from __future__ import annotations

import pytest

from layout.geometry import profile
from layout.issue.model import Head, Paragraph, Photo, Story
from layout.makeup.dummy.plan import PageDummy
from layout.makeup.page.block import set_block
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.page.forme import Forme
from layout.makeup.page.photo import photo_rows
from layout.makeup.solve.measure.filling import LEAST, MOST, filling_shape
from layout.makeup.solve.shapes import Placed, ShapeTable, to_block
from layout.rules.solver import WHITE_COST
from tests.newspaper import copy_of
from tests.rules.paged import GRID
from tests.rules.test_pages import HOUSE


@pytest.fixture
def room(case):
    return CaseRoom(case, HOUSE, GRID)


def story(characters, photos, kind="news"):
    paragraphs = copy_of(characters).split("\n\n") if characters else []
    return Story(
        "a",
        kind,
        90,
        Head(main=("河湾四季",)),
        tuple(Paragraph(at, "body", text) for at, text in enumerate(paragraphs)),
        photos=tuple(Photo(f"图为第{at}处。", aspect=(3, 2)) for at in range(photos)),
    )


@pytest.mark.parametrize(
    ("characters", "photos", "kind"), [(4600, 3, "news"), (7000, 2, "news"), (260, 6, "photo"), (0, 6, "photo")]
)
def test_the_page_is_full_and_nothing_is_lost(room, characters, photos, kind):
    made = story(characters, photos, kind)
    shape = filling_shape(room, made, 6, 116)
    assert shape is not None and (shape.cols, shape.rows) == (6, 116)
    cells = [
        (col, row)
        for place in shape.photos
        for col in range(place.col, place.col + place.cols)
        for row in range(place.row, place.row + place.rows)
    ]
    assert len(cells) == len(set(cells)) and max(row for _, row in cells) <= 115
    assert [place.photo for place in shape.photos] == list(range(photos))
    for place in shape.photos:
        natural = photo_rows(made.photos[place.photo], room, GRID.span(place.cols))
        assert LEAST - 4 <= 100 * place.rows / natural <= MOST + 4
    block = to_block(Placed(0, 0, 4, 6, 116, shape), ShapeTable("a", 90, kind, (shape,)))
    lines = room.galley(made, GRID.measure).lines if characters else ()
    forme = Forme(PageDummy(2, 4, (block,)), GRID)
    assert not set_block(forme, room, block, made, lines, folder="").rest
    assert shape.ends <= 6 * 4, "what stays white is less than a few lines a leg"
    first, *others = (place.cols * place.rows for place in shape.photos)
    assert not others or first > max(others), "one picture rules the page"
    assert shape.cost < WHITE_COST * 116


def test_copy_that_no_arrangement_holds_is_refused(room):
    assert filling_shape(room, story(16_000, 3), 6, 116) is None


def test_copy_that_leaves_its_page_white_is_refused(room):
    """Three hundred characters without a picture stood over three rows, and the page under them was white."""
    assert filling_shape(room, story(300, 0), 6, 116) is None
    shapes = [filling_shape(room, story(1500, 0), 6, rows) for rows in range(12, 40)]
    filled = [shape for shape in shapes if shape]
    assert filled and all(shape.ends <= 6 for shape in filled), "2 % of so few cells are less than a line a leg"
    assert shapes[-1] is None


def test_a_full_page_may_keep_as_much_white_as_any_other(room):
    shapes = [filling_shape(room, story(characters, 0), 6, 116) for characters in range(9_000, 11_500, 100)]
    most = room.rules.white_inside * 6 * 116 // 1000
    assert 6 < max(shape.ends for shape in shapes if shape) <= most and None in shapes


def test_it_fills_a_tabloid_page_as_well(case):
    grid = profile("tabloid")
    shape = filling_shape(CaseRoom(case, HOUSE, grid), story(1500, 3), 4, 81)
    assert shape is not None and (shape.cols, shape.rows) == (4, 81)
