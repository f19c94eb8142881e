"""The planes of a raster, asked plane by plane, hold what numpy finds along the last axis."""

from __future__ import annotations

import numpy as np
import pytest

from layout.picture.planes import largest, smallest, summed


@pytest.mark.parametrize("planes", [1, 3, 4])
def test_planes_hold_what_reductions_find(planes: int) -> None:
    pixels = np.random.default_rng(planes).integers(0, 256, (7, 5, planes), np.uint8)
    assert (largest(pixels) == pixels.max(axis=2)).all()
    assert (smallest(pixels) == pixels.min(axis=2)).all()
    assert (summed(pixels) == pixels.sum(axis=2)).all()
    assert summed(pixels).dtype == np.uint16


def test_truth_values_are_one_of_them_or_all() -> None:
    true = np.random.default_rng(1).random((9, 4, 3)) < 0.6
    assert (largest(true) == true.any(axis=2)).all()
    assert (smallest(true) == true.all(axis=2)).all()


def test_a_raster_is_left_as_it_is() -> None:
    pixels = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    before = pixels.copy()
    for asked in (largest, smallest, summed):
        asked(pixels)[:] = 0
    assert (pixels == before).all()
