"""Where legs stand."""

from layout.geometry import PROFILES
from layout.makeup.dummy.plan import Block
from layout.makeup.page.legs import legs_of

GRID = PROFILES["broadsheet"]


def test_plain_legs_are_the_columns():
    legs = legs_of(Block("a", 1, 20, 3, 30), GRID)
    assert legs.measure == GRID.measure
    assert [GRID.column_x(1) + x for x in legs.xs] == [GRID.column_x(col) for col in (1, 2, 3)]


def test_every_measure_is_whole_ems_and_stays_inside_the_block():
    for grid in PROFILES.values():
        for cols in range(1, grid.columns + 1):
            for count in range(1, cols + 1):
                for box in ("none", "rule", "tint"):
                    legs = legs_of(Block("a", 0, 20, cols, 30, box=box, legs=count), grid)
                    assert legs.measure % grid.size == 0
                    assert legs.measure >= 8 * grid.size
                    assert legs.xs[0] >= (grid.size if box != "none" else 0)
                    assert legs.xs[-1] + legs.measure <= grid.span(cols) - legs.xs[0] + grid.size
                    gaps = [b - a - legs.measure for a, b in zip(legs.xs, legs.xs[1:], strict=False)]
                    assert all(gap >= grid.size // 2 for gap in gaps)
