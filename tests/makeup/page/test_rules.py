"""Hairlines between blocks: one over each, none over a picture or advert that opens its block."""

from __future__ import annotations

import pytest

from layout.geometry import PROFILES
from layout.makeup.dummy.plan import Block, PageDummy, PhotoPlace
from layout.makeup.page.forme import Forme
from layout.makeup.page.rules import draw_rules
from layout.sheet import Rule

GRID = PROFILES["tabloid"]


def levels(*blocks: Block) -> set[tuple[int, int]]:
    """Return the columns (first, last) of the level rules that are drawn."""
    forme = Forme(PageDummy(2, 4, blocks), GRID)
    draw_rules(forme, frozenset())
    edges = [GRID.column_x(col) for col in range(GRID.columns)]
    return {
        (edges.index(item.x0), edges.index(item.x1 - GRID.measure))
        for item in forme._items
        if isinstance(item, Rule) and item.y0 == item.y1
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
