"""Where legs stand."""

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from layout.geometry import PROFILES
from layout.makeup.dummy.plan import Block, PhotoPlace
from layout.makeup.page.legs import legs_of
from layout.makeup.page.stretches import free_of, stretches
from layout.rules.pages import PIECE_OF_LEG

GRID = PROFILES["broadsheet"]


def test_plain_legs_are_the_columns():
    legs = legs_of(Block("a", 1, 20, 3, 30), GRID)
    assert legs.measure == GRID.measure
    assert [GRID.column_x(1) + x for x in legs.xs] == [GRID.column_x(col) for col in (1, 2, 3)]


def test_a_leg_over_several_columns_is_as_wide_as_they_are():
    """Whole ems would end up to an em short of the rules over and under it."""
    for cols in (2, 3):
        legs = legs_of(Block("a", 0, 20, cols, 30, legs=1), GRID)
        assert (legs.measure, legs.xs) == (GRID.span(cols), (0,))
    assert legs_of(Block("a", 0, 20, 2, 30, legs=1, box="rule"), GRID).measure % GRID.size == 0


def test_every_other_measure_is_whole_ems_and_stays_inside_the_block():
    for grid in PROFILES.values():
        for cols in range(1, grid.columns + 1):
            for count in range(1, cols + 1):
                for box in ("none", "rule", "tint"):
                    legs = legs_of(Block("a", 0, 20, cols, 30, box=box, legs=count), grid)
                    assert legs.measure % grid.size == 0 or (count, box) == (1, "none")
                    assert legs.measure >= 8 * grid.size
                    assert legs.xs[0] >= (grid.size if box != "none" else 0)
                    assert legs.xs[-1] + legs.measure <= grid.span(cols) - legs.xs[0] + grid.size
                    gaps = [b - a - legs.measure for a, b in zip(legs.xs, legs.xs[1:], strict=False)]
                    assert all(gap >= grid.size // 2 for gap in gaps)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30), st.integers(1, 4), st.integers(1, 12)), max_size=3),
    st.integers(0, 8),
    st.integers(1, 4),
    st.integers(44, 50),
    st.booleans(),
)
def test_text_stands_wherever_nothing_keeps_it_off(cells, head, head_end, rows, framed):
    photos = tuple(
        PhotoPlace(at, col, row, min(cols, 4 - col), deep) for at, (col, row, cols, deep) in enumerate(cells)
    )
    block = Block("a", 0, 0, 4, rows, photos=photos, box="rule" if framed else "none", legs=4)
    found = stretches(block, legs_of(block, GRID), GRID, head, (0, head_end))
    free = []
    for leg in range(4):
        off = {0, *(range(head) if leg < head_end else ())}
        for photo in photos:
            if photo.col <= leg < photo.col + photo.cols:
                off.update(range(photo.row - 1, photo.row + photo.rows + 1))
        for taken, several in groupby(range(rows - framed), off.__contains__):
            run = list(several)
            if not taken:
                free.append((leg, run[0], len(run)))
    assert [(place.leg, place.row, place.rows) for place in found] == [one for one in free if one[2] >= PIECE_OF_LEG]
    assert free_of(block, legs_of(block, GRID), GRID, head, (0, head_end)).depths(rows) == [one.rows for one in found]
