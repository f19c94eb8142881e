"""Areas: every article's polygons cover its type, none covers another's."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from layout.export.web.areas import areas_of
from layout.geometry import Box, profile
from layout.sheet import Region, Sheet
from tests.points import inside

SIDE = (600_000, 800_000)


def sheet(*boxes: tuple[str, str, Box]) -> Sheet:
    grid = replace(profile("broadsheet"), trim=SIDE)
    regions = tuple(Region(index, role, story, index, box) for index, (story, role, box) in enumerate(boxes))
    return Sheet(1, "", grid, (), regions)


def middle(box: Box) -> tuple[float, float]:
    return box.x + box.w / 2, box.y + box.h / 2


def test_two_legs_and_a_centred_head_are_one_shape_with_their_gutter():
    head, left, right = (
        Box(80_000, 50_000, 100_000, 30_000),
        Box(50_000, 100_000, 80_000, 200_000),
        Box(145_000, 100_000, 80_000, 200_000),
    )
    found = areas_of(sheet(("a", "headline", head), ("a", "body", left), ("a", "body", right)))
    (polygon,) = found["a"]
    assert len(polygon) == 4, "the head's width was not brought to the legs'"
    for point in (middle(head), middle(left), (137_500, 200_000), (60_000, 60_000), (200_000, 90_000)):
        assert inside(point, found["a"])


def test_a_short_last_leg_leaves_no_notch_but_another_articles_place_does():
    left, right = Box(50_000, 100_000, 80_000, 200_000), Box(145_000, 100_000, 80_000, 150_000)
    alone = areas_of(sheet(("a", "body", left), ("a", "body", right)))
    assert len(alone["a"][0]) == 4
    below = Box(145_000, 262_000, 80_000, 60_000)
    beside = areas_of(sheet(("a", "body", left), ("a", "body", right), ("b", "body", below)))
    assert len(beside["a"][0]) == 6, "an L has six corners"
    assert not inside(middle(below), beside["a"])
    assert inside(middle(below), beside["b"])


def test_the_air_beside_a_centred_head_is_not_taken_by_the_article_above():
    above = [Box(50_000, 50_000, 80_000, 100_000), Box(145_000, 50_000, 80_000, 100_000), Box(
        240_000, 50_000, 80_000, 150_000)]  # fmt: skip
    head = Box(100_000, 165_000, 80_000, 30_000)
    legs = [Box(50_000, 215_000, 80_000, 100_000), Box(145_000, 215_000, 80_000, 100_000)]
    found = areas_of(
        sheet(
            *(("a", "body", box) for box in above),
            ("b", "headline", head),
            *(("b", "body", box) for box in legs),
        )
    )
    for beside in ((60_000, 180_000), (215_000, 180_000)):
        assert inside(beside, found["b"])
        assert not inside(beside, found["a"])


def test_parts_that_stand_apart_are_polygons_of_their_own():
    found = areas_of(
        sheet(
            ("a", "body", Box(50_000, 100_000, 80_000, 100_000)),
            ("b", "body", Box(50_000, 220_000, 80_000, 100_000)),
            ("a", "body", Box(50_000, 340_000, 80_000, 100_000)),
        )
    )
    assert len(found["a"]) == 2
    assert len(found["b"]) == 1


def test_an_article_around_another_has_a_hole():
    ring = [
        Box(50_000, 50_000, 300_000, 60_000),
        Box(50_000, 110_000, 80_000, 200_000),
        Box(270_000, 110_000, 80_000, 200_000),
        Box(50_000, 310_000, 300_000, 60_000),
    ]
    note = Box(150_000, 130_000, 100_000, 160_000)
    found = areas_of(sheet(*(("a", "body", box) for box in ring), ("b", "body", note)))
    assert len(found["a"]) == 2
    assert not inside(middle(note), found["a"])


def test_furniture_is_in_no_area():
    head = Box(50_000, 50_000, 300_000, 40_000)
    found = areas_of(sheet(("", "masthead", head), ("a", "body", Box(50_000, 91_000, 300_000, 100_000))))
    assert not inside(middle(head), found["a"])


def test_a_region_with_its_own_polygon_keeps_its_shape():
    ell = ((50_000, 50_000), (250_000, 50_000), (250_000, 150_000), (150_000, 150_000), (150_000, 300_000),
           (50_000, 300_000))  # fmt: skip
    other = Box(165_000, 165_000, 80_000, 130_000)
    base = sheet(("a", "body", Box(50_000, 50_000, 200_000, 250_000)), ("b", "body", other))
    regions = (replace(base.regions[0], polygon=ell), base.regions[1])
    found = areas_of(replace(base, regions=regions))
    assert inside(middle(other), found["b"])
    assert not inside(middle(other), found["a"])
    assert inside((100_000, 280_000), found["a"])


CELL = 60_000

cells = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 11), st.sampled_from("abcd"), st.sampled_from(["body", "headline"])),
    min_size=1,
    max_size=30,
    unique_by=lambda cell: cell[:2],
)


@given(cells)
def test_every_region_lies_in_its_own_articles_area_and_in_no_other(placed):
    boxes = [
        (story, role, Box(20_000 + x * CELL, 20_000 + y * CELL, CELL - 12_000, CELL - 12_000))
        for x, y, story, role in placed
    ]
    found = areas_of(sheet(*boxes))
    for story, _, box in boxes:
        corners = [(box.x + 10, box.y + 10), (box.right - 10, box.bottom - 10), middle(box)]
        for name, polygons in found.items():
            for corner in corners:
                assert inside(corner, polygons) == (name == story)


@given(cells)
def test_no_point_belongs_to_two_articles(placed):
    boxes = [(story, role, Box(20_000 + x * CELL, 20_000 + y * CELL, 50_000, 50_000)) for x, y, story, role in placed]
    found = areas_of(sheet(*boxes))
    for x in range(3_333, SIDE[0], 21_111):
        for y in range(4_444, SIDE[1], 23_333):
            assert sum(inside((x, y), polygons) for polygons in found.values()) <= 1


def test_articles_a_gutter_or_a_row_apart_leave_air_between_them():
    """Half a gutter and half a row belong to neither: a broadsheet's gutter is 12 pt, its row 11.57 pt."""
    grid = profile("broadsheet")
    first = Box(50_000, 100_000, 80_000, 200_000)
    beside = replace(first, x=first.right + grid.gutter)
    below = replace(first, y=first.bottom + grid.leading)
    found = areas_of(sheet(("a", "body", first), ("b", "body", beside), ("c", "body", below)))
    edges = {name: [(x, y) for polygon in found[name] for x, y in polygon] for name in "abc"}
    assert max(x for x, _ in edges["a"]) < min(x for x, _ in edges["b"])
    assert max(y for _, y in edges["a"]) < min(y for _, y in edges["c"])
