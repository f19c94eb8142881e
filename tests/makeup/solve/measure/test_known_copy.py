"""What is known of a story's copy: measured after one way, another gives the shapes that it gives by itself."""

from __future__ import annotations

import pytest

from layout.compose.story.stylebook import house_style
from layout.ground.dataclass import replace
from layout.issue.model import Head, Paragraph, Photo, Story, Wishes
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.solve.measure.headed import SAVED_MOST, Known
from layout.makeup.solve.measure.measured import Measured
from layout.makeup.solve.measure.tables import measure, measure_wide
from tests.benches.makeup_instances import broadsheet

STORY = Story(
    "a",
    "news",
    60,
    Head(("春夏秋冬东南西北上下",), deck="麦子熟了"),
    (Paragraph(0, "body", "麦子熟了。" * 200),),
    photos=(Photo("麦收时节。", file="a.jpg", aspect=(3, 2), credit="摄影"),),
)
WAYS = ({}, {"grown": True}, {"decks": True})


@pytest.fixture
def room(case):
    return CaseRoom(case, house_style().value, broadsheet())


FIXED_WIDTH = replace(STORY, photos=(replace(STORY.photos[0], cols=(2,)),))
NO_DECK = replace(STORY, head=replace(STORY.head, deck=""))


@pytest.mark.parametrize(
    "story",
    [STORY, replace(STORY, photos=()), FIXED_WIDTH, NO_DECK],
    ids=["picture", "copy alone", "picture of a wished width", "no deck"],
)
def test_a_story_measured_in_several_ways_has_the_shapes_of_each(room, story):
    tables = Measured(room, [story])
    for way in (*WAYS, *reversed(WAYS)):
        assert tables.table("a", **way) == measure(room, story, **way)
    assert tables.table("a", grown=True) != tables.table("a")
    assert (tables.table("a", decks=True) == tables.table("a")) is (not story.head.deck)


def test_heads_of_a_story_that_goes_beyond_its_wish_take_no_more_air(room):
    short = Story("a", "news", 60, Head(("春夏秋冬东南西北上下" * 3,)), (Paragraph(0, "body", "麦子熟了。" * 2),))
    tables = Measured(room, [short])
    assert not measure(room, short).shapes
    assert tables.table("a").beyond
    assert tables.table("a", grown=True) == tables.table("a")


def test_what_was_poured_once_is_not_poured_again(room):
    known: Known = {}
    measure(room, STORY, known=known)
    falls = {key: dict(copy.falls) for key, copy in known.items()}
    measure(room, STORY, decks=True, known=known)
    assert falls
    assert all(known[key].falls[under] is fall for key, found in falls.items() for under, fall in found.items())


def test_columns_whose_legs_would_be_too_long_are_not_looked_at(room):
    for lines, looked_at in ((room.rules.leg_most + SAVED_MOST, True), (room.rules.leg_most + SAVED_MOST + 1, False)):
        story = Story("a", "news", 60, Head(("麦子熟了",)), (Paragraph(0, "body", "麦" * (17 * lines - 4)),))
        assert room.galley(story, room.grid.measure).depth == lines
        known: Known = {}
        table = measure(room, story, known=known)
        assert ((1, "none", 0) in known) is looked_at
        assert (2, "none", 0) in known
        assert table.shapes


@pytest.mark.parametrize("wide", [1, 2])
def test_columns_beyond_the_wish_are_the_same_after_the_story_is_measured(room, wide):
    wished = replace(FIXED_WIDTH, wishes=Wishes(cols=(2, 3)))
    tables = Measured(room, [wished])
    tables.table("a")
    found = tables.table("a", wide=wide)
    assert found.shapes == measure_wide(room, wished, pictures=wide > 1).shapes
    assert {shape.cols for shape in found.shapes} > {shape.cols for shape in tables.table("a").shapes}
