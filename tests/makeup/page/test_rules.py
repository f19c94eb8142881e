"""Hairlines between blocks: one over each, none over a picture or advert that opens its block."""

from __future__ import annotations

import pytest

from layout.geometry import PROFILES
from layout.makeup.dummy.plan import Block, PageDummy, PhotoPlace
from layout.makeup.page.forme import Forme
from layout.makeup.page.rules import draw_rules
from layout.sheet import Rule

GRID = PROFILES["tabloid"]


def drawn(*blocks: Block, barred: frozenset[str] = frozenset()) -> list[Rule]:
    """Return the rules that are drawn."""
    forme = Forme(PageDummy(2, 4, blocks), GRID)
    draw_rules(forme, frozenset(), barred)
    return [item for item in forme._items if isinstance(item, Rule)]


def levels(*blocks: Block, barred: frozenset[str] = frozenset()) -> set[tuple[int, int]]:
    """Return the columns (first, last) of the level rules that are drawn."""
    edges = [GRID.column_x(col) for col in range(GRID.columns)]
    return {
        (edges.index(rule.x0), edges.index(rule.x1 - GRID.measure))
        for rule in drawn(*blocks, barred=barred)
        if rule.y0 == rule.y1
    }


@pytest.mark.parametrize(
    ("photos", "ruled"),
    [
        ((), {(0, 3)}),
        ((PhotoPlace(0, 0, 0, 4, 14),), set()),
        ((PhotoPlace(0, 1, 0, 2, 14),), {(0, 0), (3, 3)}),
        ((PhotoPlace(0, 0, 1, 4, 13),), {(0, 3)}),
    ],
    ids=["copy", "an advert over all", "a picture over the middle", "a picture a row below"],
)
def test_a_rule_stands_where_no_picture_opens_the_block(photos, ruled) -> None:
    above = Block("a", 0, 4, 4, 20)
    assert levels(above, Block("b", 0, 24, 4, 14, photos=photos)) == ruled


def test_the_ground_of_a_white_head_ends_what_is_above_it() -> None:
    blocks = (Block("a", 0, 4, 4, 20), Block("b", 0, 24, 4, 14))
    assert levels(*blocks) == {(0, 3)}
    assert levels(*blocks, barred=frozenset("b")) == set()


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
