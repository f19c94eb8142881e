"""Pages priced many at once: each at the price that it has alone, with the shapes that no other choice betters."""

from __future__ import annotations

import random
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.ground.dataclass import replace
from layout.makeup.solve.issue.stood import page_of_tables
from layout.makeup.solve.search.frames import cut_table
from layout.makeup.solve.search.judging import AT_ONCE, judge, quick
from layout.makeup.solve.search.one_page import page_of
from layout.makeup.solve.search.score import Page, geometry_cost, whole_cost
from layout.makeup.solve.search.slicing import ANY, Rect
from layout.makeup.solve.shapes import Frame, Pin
from layout.makeup.solve.standing import Looks, look_of
from layout.rules.solver import LEAD_OUT, PINNED
from tests.chance import examples
from tests.makeup.solve.made_up import FRONT, tables

PAGE = Frame(1, 6, 18, 120)


@cache
def page() -> Page:
    return page_of(tables(*FRONT), PAGE)


@cache
def pages() -> tuple[tuple[Rect, ...], ...]:
    """Pages of the front's stories by plain cuts, the cheapest first, and each with two blocks exchanged."""
    table = cut_table(page(), [[item] for item in range(len(page().options))])
    cut = [tuple(sorted(tree.rects)) for tree in table.trees(ANY, table.everything, PAGE.columns, PAGE.rows, 100)]
    dice = random.Random("exchanged")
    found = list(cut)
    for rects in cut:
        one, other = dice.sample(range(len(rects)), 2)
        swapped = {one: (one, *rects[other][1:]), other: (other, *rects[one][1:])}
        found.append(tuple(swapped.get(rect[0], rect) for rect in rects))
    assert len(found) > AT_ONCE
    return tuple(found)


def cost_of(rects: tuple[Rect, ...], chosen: list[tuple[int, object]]) -> int:
    """Return what a page costs in these shapes, each with its price."""
    looks = [look_of(price, shape, rect[4]) for rect, (price, shape) in zip(rects, chosen, strict=True)]
    standing = page().standing([rects])
    shown = Looks.of(looks).at(np.arange(len(looks))[None])
    return int((geometry_cost(page(), standing)[0] + whole_cost(page(), standing, shown)[0])[0])


def at(rect: Rect) -> tuple[tuple[int, object], ...]:
    return page().options[rect[0]].at(*rect[3:])


@settings(max_examples=examples(30), deadline=None)
@given(st.data())
def test_a_page_costs_the_same_in_any_company(data) -> None:
    some = data.draw(st.lists(st.sampled_from(pages()), min_size=1, max_size=AT_ONCE + 2))
    alone = replace(page())  # a page that has seen no other
    assert quick(page(), some) == [quick(alone, [rects])[0] for rects in some]
    one = some[0]
    assert judge(page(), some, "cuts")[0] == judge(alone, [one], "cuts")[0]
    shapes = [at(rect) for rect in one]
    assert quick(alone, [one])[0] == (cost_of(one, [found[0] for found in shapes]) if all(shapes) else 10**9)


@pytest.mark.parametrize("nth", range(0, 100, 9))
def test_no_other_shape_of_one_block_betters_a_judged_page(nth: int) -> None:
    rects = pages()[nth]
    (result,) = judge(page(), [rects], "cuts")
    assert result is not None
    shapes = {block.item: block.shape for block in result.placed}
    chosen = [next(choice for choice in at(rect) if choice[1] == shapes[rect[0]]) for rect in rects]
    assert result.cost == cost_of(rects, chosen)
    for block, rect in enumerate(rects):
        for other in at(rect):
            assert cost_of(rects, [*chosen[:block], other, *chosen[block + 1 :]]) >= result.cost


def test_a_block_without_a_shape_for_its_cells_makes_no_page() -> None:
    good = pages()[0]
    bad = ((good[0][0], *good[0][1:3], 6, 101), *good[1:])
    far = ((good[0][0], *good[0][1:3], 60, 1010), *good[1:])
    assert [result is not None for result in judge(page(), [bad, good, far], "cuts")] == [False, True, False]
    assert quick(page(), [bad, good])[0] == 10**9 > quick(page(), [good])[0]
    assert judge(page(), [], "cuts") == quick(page(), []) == []


@pytest.mark.parametrize(
    ("pin", "out"),
    [
        (Pin(), 1),
        (Pin(page=1, cols=3, rows=40), 1),
        (Pin(zone="upper-right"), 0),
        (Pin(col=3), 0),
        (Pin(row=60), 0),
    ],
)
def test_a_lead_that_the_desk_placed_need_not_open_the_page(pin: Pin, out: int) -> None:
    """It leads all the same: heads as large as its own still cost. New pages and kept ones are priced alike."""
    lead = page().lead
    found = [replace(table, pin=pin) if at == lead else table for at, table in enumerate(tables(*FRONT))]
    elsewhere = next(rects for rects in pages() if rects[lead][1:3] != (0, 0))
    kept = page_of_tables(PAGE, page().options, tables(*FRONT))
    kept = replace(kept, options=[replace(one, table=table) for one, table in zip(kept.options, found, strict=True)])
    for priced in (page_of(found, PAGE), kept):
        assert priced.lead == lead
        cost, counts = geometry_cost(priced, priced.standing([elsewhere]))
        assert counts["lead"].tolist() == [out]
        free, _ = geometry_cost(page(), page().standing([elsewhere]))
        assert (cost - PINNED * counts["pins"]).tolist() == (free - LEAD_OUT * (1 - out)).tolist()
