"""Heads over part of their legs, beside their text, beside a picture: for dummies made by hand."""

from dataclasses import replace

import pytest

from layout.desk.build.ledger import ledger_of
from layout.issue.model import Photo
from layout.makeup.check.measured import facts_of_sheets, judge_sheets
from layout.makeup.dummy.plan import Block, HeadChoice, PhotoPlace

from .one_page import COPY, GRID, story, texts

PICTURE = Photo("图说写在图的下面。", "张三 摄", None, (4, 3))


def made_of(page, choice, rows=40, times=3, photos=(), **more):
    told = story(text=COPY * times, photos=(PICTURE,) if photos else (), **more)
    block = Block("a", 0, 18, 4, rows, head=choice, photos=photos)
    return page([block], told)


def found(page, made):
    verdict = judge_sheets(page.plan, made.sheets, made.fits, page.issue.stories, GRID)
    ledger = ledger_of(page.issue, page.plan, made.sheets, made.fits, verdict.remarks)
    return set(verdict.codes()) | {one.code for one in ledger}


@pytest.mark.parametrize(("side", "first"), [("", 0), ("right", 2)])
def test_a_head_over_part_of_the_legs(page, side, first):
    made = made_of(page, HeadChoice(cols=2, side=side, lines=1), rows=18)
    (head,) = texts(made.sheets[0], "headline")
    assert GRID.column_x(first) <= head.x
    assert head.x + head.line.extent <= GRID.column_x(first + 1) + GRID.measure
    tops = {}
    for item in texts(made.sheets[0], "body"):
        tops.setdefault(item.x, item.y)
    under = [y for x, y in tops.items() if GRID.column_x(first) <= x <= GRID.column_x(first + 1)]
    free = [y for x, y in tops.items() if not GRID.column_x(first) <= x <= GRID.column_x(first + 1)]
    assert set(free) == {GRID.baseline(18 + 1)}
    assert min(under) > head.y
    # 题文脱离: the text begins away from a head at the right.
    assert ("M109" in found(page, made)) is (side == "right")
    (facts,) = facts_of_sheets(page.plan, made.sheets, made.fits)
    assert (facts.head_from, facts.head_to) == (first, first + 2)


@pytest.mark.parametrize("side", ["", "right"])
def test_a_head_beside_all_of_its_text(page, side):
    made = made_of(page, HeadChoice(cols=1, side=side, rows=20), rows=20, times=2)
    heads, body = texts(made.sheets[0], "headline"), texts(made.sheets[0], "body")
    own = GRID.column_x(0 if not side else 3)
    assert all(own <= item.x <= own + GRID.measure for item in heads)
    assert not [item for item in body if item.x == own]
    assert not {"M109", "M110", "L110", "L111", "L113"} & found(page, made)


def test_a_head_of_part_stands_beside_a_picture_and_leaves_it_where_it_is(page):
    made = made_of(page, HeadChoice(cols=2), photos=(PhotoPlace(0, 2, 1, 2, 20),))
    (box,) = (region.box for region in made.sheets[0].regions if region.role == "picture")
    assert box.y < GRID.row_y(18 + 2) and box.x == GRID.column_x(2)
    assert not {"M109", "L111", "L113"} & found(page, made)


def test_a_picture_over_the_width_parts_two_stories(page):
    """Without a rule: its own edge ends what is above."""
    upper = Block("b", 0, 18, 4, 30)
    lower = Block("a", 0, 48, 4, 60, head=HeadChoice(cols=2), photos=(PhotoPlace(0, 0, 0, 4, 30),))
    made = page([upper, lower], story("b", text=COPY * 4), story("a", text=COPY * 4, photos=(PICTURE,)))
    assert "L108" not in found(page, made)
    (box,) = (region.box for region in made.sheets[0].regions if region.role == "picture")
    assert box.w == GRID.span(4)
    heads = [item for item in texts(made.sheets[0], "headline") if item.y > box.bottom]
    assert heads and all(item.x + item.line.extent <= GRID.column_x(1) + GRID.measure for item in heads)


def test_a_vertical_head_is_as_deep_as_it_is_long(page):
    told = story(text=COPY * 3)
    told = replace(told, head=replace(told.head, orient="v"))
    made = page([Block("a", 0, 18, 3, 40)], told)
    line = texts(made.sheets[0], "headline")[0].line
    assert line.vertical and line.extent < 40 * GRID.leading
