"""The table of sets against plain enumeration, and what its trees look like."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.makeup.solve.search.slicing import ANY, LEFT_CLEAR, NEVER, RIGHT_CLEAR, Slicing, cheapest
from layout.makeup.solve.shapes import Frame, Options, Shape, ShapeTable
from tests.chance import examples

COLUMNS, ROWS = 3, 12


def options(*sizes: list[tuple[int, int, bool]]) -> list[Options]:
    frame = Frame(1, COLUMNS, 0, ROWS)
    return [
        Options.of(
            ShapeTable(
                f"s{index}",
                50,
                "news",
                tuple(
                    Shape(cols, rows, head=1 if headed else 0, head_to=cols, give=0, cost=place)
                    for place, (cols, rows, headed) in enumerate(shapes)
                ),
            ),
            frame,
        )
        for index, shapes in enumerate(sizes)
    ]


def enumerated(items: list[Options], width: int, depth: int) -> int:
    """The least cost to fill a rectangle by cuts, no two open heads level across a cut from one top edge."""

    def fill(which: tuple[int, ...], wide: int, deep: int) -> list[tuple[int, bool, bool]]:
        if len(which) == 1:
            return [(cost, s.open_left, s.open_right) for cost, s in items[which[0]].at(wide, deep)]
        found = []
        for pattern in product((False, True), repeat=len(which)):
            one = tuple(i for i, first in zip(which, pattern, strict=True) if first)
            two = tuple(i for i, first in zip(which, pattern, strict=True) if not first)
            if not one or not two:
                continue
            for left in range(1, wide):
                for (a, al, ar), (b, bl, br) in product(fill(one, left, deep), fill(two, wide - left, deep)):
                    if not (ar and bl):
                        found.append((a + b, al, br))
            for upper in range(1, deep):
                for (a, al, ar), (b, _, _) in product(fill(one, wide, upper), fill(two, wide, deep - upper)):
                    found.append((a + b, al, ar))
        return list(dict.fromkeys(found))

    return min((cost for cost, _, _ in fill(tuple(range(len(items))), width, depth)), default=NEVER)


sizes = st.lists(st.tuples(st.integers(1, 3), st.integers(2, 6), st.booleans()), min_size=1, max_size=4)


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(sizes, min_size=1, max_size=3), st.integers(1, COLUMNS), st.integers(4, ROWS))
def test_table_knows_the_least_cost_of_every_rectangle(shapes, width, depth) -> None:
    items = options(*shapes)
    table = Slicing(items, COLUMNS, ROWS)
    assert int(table.least[table.everything, width, depth]) == enumerated(items, width, depth)


def test_trees_fill_their_rectangle_exactly_and_start_with_the_cheapest() -> None:
    items = options([(1, 4, True), (2, 2, True)], [(1, 4, False), (2, 2, False)], [(2, 2, True), (1, 4, True)])
    table = Slicing(items, COLUMNS, ROWS)
    for width, depth in ((2, 6), (3, 4)):
        trees = table.trees(ANY, table.everything, width, depth, 10)
        assert trees, (width, depth)
        assert trees[0].cost == int(table.least[table.everything, width, depth])
        assert [tree.cost for tree in trees] == sorted(tree.cost for tree in trees)
        for tree in trees:
            cells = [
                (col + x, row + y) for _, col, row, cols, rows in tree.rects for x in range(cols) for y in range(rows)
            ]
            assert len(cells) == len(set(cells)) == width * depth
            assert {item for item, *_ in tree.rects} == {0, 1, 2}


def test_two_open_heads_never_start_level_beside_each_other() -> None:
    items = options([(1, 5, True)], [(1, 5, True)])
    table = Slicing(items, COLUMNS, ROWS)
    assert int(table.least[3, 2, 5]) == NEVER  # side by side would be a clash
    assert int(table.least[3, 1, 10]) < NEVER  # one above the other is not
    bare = options([(1, 5, True)], [(1, 5, False)])
    table = Slicing(bare, COLUMNS, ROWS)
    assert int(table.least[3, 2, 5]) < NEVER
    assert not table.trees(LEFT_CLEAR, 1, 1, 5, 1)
    assert table.trees(RIGHT_CLEAR, 2, 1, 5, 1)


def test_lead_stands_at_the_upper_left_of_every_rectangle_that_holds_it() -> None:
    items = options([(1, 4, True), (2, 4, True)], [(1, 4, False), (2, 4, False)], [(3, 4, True), (1, 4, False)])
    table = Slicing(items, COLUMNS, ROWS, lead=1)
    for tree in table.trees(ANY, table.everything, 3, 8, 20):
        assert next((col, row) for item, col, row, _, _ in tree.rects if item == 1) == (0, 0)


def test_cluster_stays_in_one_rectangle() -> None:
    items = options(*([[(1, 4, False), (2, 2, False)]] * 4))
    cluster = Slicing(items, COLUMNS, ROWS, leaves=[1, 3])
    table = Slicing(items, COLUMNS, ROWS, leaves=[0, 2, cluster])
    trees = table.trees(ANY, table.everything, 2, 8, 30)
    assert trees
    for tree in trees:
        at = {rect[0]: rect for rect in tree.rects}
        assert set(at) == {0, 1, 2, 3}
        left, top = min(at[i][1] for i in (1, 3)), min(at[i][2] for i in (1, 3))
        right = max(at[i][1] + at[i][3] for i in (1, 3))
        foot = max(at[i][2] + at[i][4] for i in (1, 3))
        assert (right - left) * (foot - top) == 8


@pytest.mark.parametrize("count", [1, 2])
def test_few_stories_are_no_special_case(count: int) -> None:
    items = options(*([[(3, 6, True)]] * count))
    assert int(Slicing(items, COLUMNS, ROWS).least[(1 << count) - 1, 3, 6 * count]) < NEVER


def test_what_is_forgotten_is_found_and_counted_again() -> None:
    items = options(*([[(1, 4, True), (2, 2, True)]] * 3))
    inner = Slicing(items, COLUMNS, ROWS, leaves=[1, 2])
    table = Slicing(items, COLUMNS, ROWS, leaves=[0, inner])
    steps = table.steps
    mark = table.mark()
    trees = table.trees(ANY, table.everything, 2, 6, 5)
    spent = table.steps
    assert trees and spent > steps
    table.forget(mark)
    assert table.steps == steps
    assert table.trees(ANY, table.everything, 2, 6, 5) == trees
    assert table.steps == spent


@pytest.mark.parametrize("keep", [1, 3, 40])
def test_fewer_trees_are_the_first_of_more(keep: int) -> None:
    items = options([(1, 4, True), (2, 2, True)], [(1, 4, False), (2, 2, False)], [(2, 2, True), (1, 4, True)])
    table = Slicing(items, COLUMNS, ROWS)
    every = table.trees(ANY, table.everything, 3, 4, 99)
    assert [tree.cost for tree in table.trees(ANY, table.everything, 3, 4, keep)] == [t.cost for t in every[:keep]]


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.sampled_from([3, 5, 5, 7, NEVER]), min_size=1, max_size=60), st.integers(1, 15))
def test_of_equal_costs_the_first_are_kept_on_any_processor(costs: list[int], keep: int) -> None:
    """A partition's own order of equals is another on another kind of processor."""
    import numpy as np

    ranked = sorted(range(len(costs)), key=lambda at: (costs[at], at))[:keep]
    assert cheapest(np.array(costs), keep).tolist() == sorted(at for at in ranked if costs[at] < NEVER)
