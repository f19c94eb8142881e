"""Pictures in bands: every way of a few, so many of any number."""

from __future__ import annotations

from itertools import product

import pytest

from layout.makeup.solve.measure.pictures import BANDS_MOST, bands_of


@pytest.mark.parametrize("cols", [1, 2, 4, 6, 8, 16])
def test_few_pictures_stand_in_every_way(cols: int) -> None:
    sizes = [count for count in range(1, cols + 1) if cols % count == 0]
    for count in range(7):
        every = [way for bands in range(count + 1) for way in product(sizes, repeat=bands) if sum(way) == count]
        assert [tuple(map(len, way)) for way in bands_of(tuple(range(count)), cols)] == sorted(every)


@pytest.mark.parametrize("cols", [1, 6, 16])
@pytest.mark.parametrize("count", [8, 9, 20, 60])
def test_many_stand_in_the_fewest_bands(cols: int, count: int) -> None:
    pictures = tuple(range(count))
    found = list(bands_of(pictures, cols))
    assert 0 < len(found) <= BANDS_MOST
    assert all(sum(way, ()) == pictures for way in found)
    if count > 9 and cols > 1:
        assert len(found) == BANDS_MOST
    assert min(map(len, found)) <= -(-count // cols) + 4
