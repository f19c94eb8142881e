"""Hairlines between blocks: one over each, none over pictures or an advert that open their block over all columns."""

from __future__ import annotations

import pytest

from layout.geometry import PROFILES
from layout.ground.dataclass import replace
from layout.makeup.dummy.plan import Block, PageDummy, PhotoPlace
from layout.makeup.page.forme import Forme
from layout.makeup.page.rules import draw_rules, foot_of_frame
from layout.sheet import Rule

GRID = PROFILES["tabloid"]


def drawn(
    *blocks: Block,
    barred: frozenset[str] = frozenset(),
    bare: frozenset[str] = frozenset(),
    told: frozenset[str] = frozenset(),
) -> list[Rule]:
    """Return the rules that are drawn."""
    forme = Forme(PageDummy(2, 4, blocks), GRID)
    draw_rules(forme, bare, barred, told)
    return [item for item in forme._items if isinstance(item, Rule)]


def levels(
    *blocks: Block, barred: frozenset[str] = frozenset(), bare: frozenset[str] = frozenset()
) -> set[tuple[int, int]]:
    """Return the columns (first, last) of the level rules that are drawn."""
    edges = [GRID.column_x(col) for col in range(GRID.columns)]
    return {
        (edges.index(rule.x0), edges.index(rule.x1 - GRID.measure))
        for rule in drawn(*blocks, barred=barred, bare=bare)
        if rule.y0 == rule.y1
    }


@pytest.mark.parametrize(
    ("photos", "ruled"),
    [
        ((), {(0, 3)}),
        ((PhotoPlace(0, 0, 0, 4, 14),), set()),
        ((PhotoPlace(0, 0, 0, 2, 14), PhotoPlace(1, 2, 0, 2, 14)), set()),
        ((PhotoPlace(0, 1, 0, 2, 14),), {(0, 3)}),
        ((PhotoPlace(0, 0, 1, 4, 13),), {(0, 3)}),
    ],
    ids=["copy", "an advert over all", "two pictures over all", "a picture over the middle", "a picture a row below"],
)
def test_a_rule_stands_where_no_picture_opens_the_whole_block(photos, ruled) -> None:
    above = Block("a", 0, 4, 4, 20)
    assert levels(above, Block("b", 0, 24, 4, 14, photos=photos)) == ruled


def test_the_ground_of_a_white_head_ends_what_is_above_it() -> None:
    blocks = (Block("a", 0, 4, 4, 20), Block("b", 0, 24, 4, 14))
    assert levels(*blocks) == {(0, 3)}
    assert levels(*blocks, barred=frozenset("b")) == set()


def test_no_rule_parts_a_picture_story_from_its_story() -> None:
    """It shows the one of its own columns right over it, else the one right under it."""
    picture, story, other = Block("p", 0, 4, 2, 20), Block("b", 0, 24, 2, 14), Block("c", 0, 38, 2, 14)
    bare = frozenset("p")
    assert levels(picture, story, bare=bare) == set()
    assert levels(picture, replace(story, cols=3), bare=bare) == {(0, 2)}
    assert levels(picture, replace(story, row=25), bare=bare) == {(0, 1)}
    assert levels(picture, story, other, bare=bare) == levels(picture, story) == {(0, 1)}
    between = (replace(story, row=4, rows=20), replace(picture, row=24, rows=14), other)
    assert levels(*between, bare=bare) == {(0, 1)}  # under the picture: over it there is none


def test_the_rule_over_the_block_in_the_corner_of_an_l_goes_round_it() -> None:
    host = Block("a", 0, 4, 3, 20, tail=10)
    rules = drawn(host, Block("b", 0, 24, 2, 20), Block("c", 3, 4, 1, 30))
    middle = GRID.column_x(2) - GRID.gutter // 2
    (level,) = [rule for rule in rules if rule.y0 == rule.y1]
    beside = next(rule for rule in rules if rule.x0 == rule.x1 == middle)
    assert (level.x1, level.y1) == (beside.x0, beside.y0)
    # At its other side the leg is one with its block, and has one rule.
    (right,) = [rule for rule in rules if rule.x0 == rule.x1 == GRID.column_x(3) - GRID.gutter // 2]
    assert (right.y0, right.y1) == (GRID.row_y(5), GRID.row_y(34))


def test_a_rule_stands_level_with_the_foot_of_a_frame_above_and_a_gutter_apart() -> None:
    """Joined, the frame's foot would read as the rule of its neighbour's block."""
    framed = Block("a", 1, 4, 2, 20, box="rule")
    blocks = (Block("b", 0, 4, 1, 20), framed, Block("c", 3, 4, 1, 20), Block("d", 0, 24, 4, 20))
    left, right = sorted((rule for rule in drawn(*blocks) if rule.y0 == rule.y1), key=lambda rule: rule.x0)
    assert (left.x0, left.x1) == (GRID.column_x(0), GRID.column_x(0) + GRID.measure)
    assert (right.x0, right.x1) == (GRID.column_x(3), GRID.column_x(3) + GRID.measure)
    foot = GRID.row_y(24) + foot_of_frame(Forme(PageDummy(2, 4, blocks), GRID), framed, frozenset())
    assert left.y0 == right.y0 == foot


def foot_over(*below: Block, barred: frozenset[str] = frozenset()) -> int:
    framed = Block("a", 0, 4, 2, 20, box="rule")
    return foot_of_frame(Forme(PageDummy(2, 4, (framed, *below)), GRID), framed, barred)


def test_a_frame_goes_down_to_the_level_of_a_rule_beside_it_and_no_further_without_one() -> None:
    """Else the half row would be white under its text that nothing over its head answers."""
    level = GRID.leading // 2
    assert foot_over(Block("b", 0, 24, 2, 14)) == foot_over(Block("b", 0, 24, 1, 14), Block("c", 1, 24, 1, 14)) == 0
    assert foot_over(Block("b", 0, 24, 3, 14)) == foot_over(Block("b", 0, 24, 2, 14), Block("c", 2, 24, 1, 14)) == level
    assert foot_over(Block("b", 0, 24, 2, 14), Block("c", 3, 24, 1, 14)) == 0  # a column further away
    assert foot_over(Block("b", 0, 24, 2, 14), Block("c", 2, 24, 1, 14, box="rule")) == 0
    right = Block("a", 2, 4, 2, 20, box="rule")
    for beside, foot in ((Block("b", 1, 24, 1, 14), level), (Block("b", 0, 24, 1, 14), 0)):
        assert foot_of_frame(Forme(PageDummy(2, 4, (right, beside)), GRID), right, frozenset()) == foot


def test_a_frame_keeps_its_air_over_what_has_an_edge_of_its_own() -> None:
    plain = Block("b", 1, 24, 2, 14)
    assert foot_over(plain) == GRID.leading // 2
    assert foot_over() == foot_over(Block("b", 0, 25, 3, 14)) == 0
    assert foot_over(replace(plain, box="tint")) == foot_over(plain, barred=frozenset("b")) == 0
    assert foot_over(replace(plain, photos=(PhotoPlace(0, 0, 0, 2, 9),))) == 0


def down(
    *blocks: Block, gutter: int = 2, bare: frozenset[str] = frozenset(), told: frozenset[str] = frozenset()
) -> list[tuple[int, int]]:
    """Return upper and lower end of the rules that stand in a gutter."""
    middle = GRID.column_x(gutter) - GRID.gutter // 2
    return [(rule.y0, rule.y1) for rule in drawn(*blocks, bare=bare, told=told) if rule.x0 == rule.x1 == middle]


HALF = GRID.leading // 2


def test_a_rule_between_two_blocks_is_whole_from_block_to_block() -> None:
    """It goes on where both sides change; it ends level with the rule under it, at the foot with the type."""
    upper = (Block("a", 0, 4, 2, 20), Block("b", 2, 4, 2, 20))
    lower = (Block("c", 0, 24, 2, 30), Block("d", 2, 24, 2, 30))
    assert down(*upper, *lower) == [(GRID.row_y(5), GRID.row_y(54))]
    assert down(*upper, Block("c", 0, 24, 4, 30)) == [(GRID.row_y(5), GRID.row_y(24) + HALF)]
    assert down(Block("c", 0, 4, 4, 20), *lower) == [(GRID.row_y(24) + HALF, GRID.row_y(54))]
    to_the_foot = tuple(replace(block, rows=GRID.rows - 24) for block in lower)
    assert down(*upper, *to_the_foot) == [(GRID.row_y(5), GRID.row_y(GRID.rows))]


def test_a_rule_over_pictures_or_an_advert_ends_with_the_text() -> None:
    advert = Block("p", 0, 24, 4, 20, photos=(PhotoPlace(0, 0, 0, 4, 20),))
    assert down(Block("a", 0, 4, 2, 20), Block("b", 2, 4, 2, 20), advert) == [(GRID.row_y(5), GRID.row_y(24))]


@pytest.mark.parametrize("box", ["rule", "tint", "fancy"])
def test_a_rule_stands_over_and_under_a_frame_and_none_beside_it(box) -> None:
    """The side of a frame parts two stories by itself; a rule beside it doubles it."""
    right = Block("b", 2, 4, 2, 40)
    assert down(Block("a", 0, 4, 2, 40, box=box), right) == []
    framed, plain = Block("a", 0, 4, 2, 20, box=box), Block("c", 0, 24, 2, 20)
    assert down(framed, plain, right) == [(GRID.row_y(24) + HALF, GRID.row_y(44))]
    assert down(replace(plain, row=4), replace(framed, row=24), right) == [(GRID.row_y(5), GRID.row_y(24) + HALF)]
    between = (replace(plain, row=4), replace(framed, row=24, rows=10), replace(plain, story="d", row=34, rows=10))
    assert down(*between, right) == [(GRID.row_y(5), GRID.row_y(24) + HALF), (GRID.row_y(34) + HALF, GRID.row_y(44))]
    # Nor beside one on the other side of the gutter.
    assert down(replace(plain, row=4, rows=40), replace(right, box=box)) == []


def test_a_rule_runs_on_beside_a_picture_story_and_is_none_beside_pictures_alone() -> None:
    right, picture = Block("b", 2, 4, 2, 40), Block("p", 0, 24, 2, 20)
    assert down(Block("a", 0, 4, 2, 20), picture, right, bare=frozenset("p")) == [(GRID.row_y(5), GRID.row_y(44))]
    alone = (replace(picture, row=4, rows=40), right)
    assert down(*alone, bare=frozenset("p")) == []
    # The copy of a picture story stands beside another story like any.
    assert down(*alone, bare=frozenset("p"), told=frozenset("p")) == [(GRID.row_y(5), GRID.row_y(44))]


def test_a_rule_between_two_blocks_goes_on_past_white_rows() -> None:
    """Where a block ends some rows over the next one under it, the rule at its side is whole all the same."""
    for white in (0, 1, 6):
        upper = (Block("a", 0, 4, 2, 40), Block("b", 2, 4, 2, 20 - white), Block("c", 2, 24, 2, 20))
        assert down(*upper) == [(GRID.row_y(5), GRID.row_y(44))]
    # As deep as the deeper of the two at most, and as its block where nothing stands under it.
    assert down(Block("a", 0, 4, 2, 20), *upper[1:]) == [(GRID.row_y(5), GRID.row_y(24) + HALF)]
    assert down(*upper[:2]) == [(GRID.row_y(5), GRID.row_y(18))]
    # Over one of them, too, where a block closes it above.
    over, left, right = Block("d", 0, 4, 4, 20), Block("a", 0, 27, 2, 17), Block("b", 2, 24, 2, 20)
    assert down(over, left, right) == [(GRID.row_y(24) + HALF, GRID.row_y(44))]
    assert down(left, right) == [(GRID.row_y(27) + HALF, GRID.row_y(44))]


def test_no_rule_cuts_a_chart_from_its_story() -> None:
    """A picture story under one story of its own columns shows it; under two, or a wider one, it stands for itself."""
    chart = Block("p", 0, 24, 2, 20, photos=(PhotoPlace(0, 0, 1, 2, 19),))
    for above, ruled in (
        ((Block("a", 0, 4, 2, 20),), False),
        ((Block("a", 0, 4, 3, 20),), True),
        ((Block("a", 0, 4, 1, 20), Block("b", 1, 4, 1, 20)), True),
    ):
        assert any(rule.y0 == rule.y1 for rule in drawn(*above, chart, bare=frozenset({"p"}))) is ruled
        assert any(rule.y0 == rule.y1 for rule in drawn(*above, chart))


@pytest.mark.parametrize(("row", "ruled"), [(0, False), (1, False), (2, True), (5, True)])
def test_a_picture_story_with_a_head_of_its_own_is_parted_from_the_stories_over_and_under_it(row, ruled) -> None:
    """Its head would stand right under the text of another story."""
    picture = Block("p", 0, 24, 2, 20, photos=(PhotoPlace(0, 0, row, 2, 19 - row),))
    assert bool(levels(Block("a", 0, 4, 2, 20), picture, bare=frozenset("p"))) is ruled
    assert bool(levels(replace(picture, row=4), Block("a", 0, 24, 2, 20), bare=frozenset("p"))) is ruled
