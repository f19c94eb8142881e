"""The master: every colour that matters exact, edges in steps, and few bytes."""

from __future__ import annotations

import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from layout.export.raster.master import STEP, Plate, plate_of, write_tiff
from tests.chance import examples

PAPER, INK, TINT = (255, 255, 255), (54, 52, 47), (250, 249, 247)


def page(*, colour=True):
    """Return a page: paper, a block of ink with soft edges, a tint lighter than any step, a red rule."""
    image = np.full((60, 80, 3), PAPER, np.uint8)
    image[10:20, 10:30] = INK
    for nth, share in enumerate((40, 97, 151, 203)):
        image[10:20, 30 + nth] = [part + (255 - part) * share // 255 for part in INK]
    image[30:40, 10:30] = TINT
    image[50:53, 5:75] = (200, 20, 30)
    return image if colour else image[:, :, 0].copy()


@pytest.mark.parametrize("colour", [True, False])
def test_flat_colours_stay_and_edges_come_in_steps(colour):
    image = page(colour=colour)
    plate = plate_of(image)
    assert plate.colour == ("palette" if colour else "gray")
    values = plate.values().astype(int)
    assert values.shape == image.shape and np.abs(values - image).max() <= STEP // 2
    for row, column in ((0, 0), (15, 15), (35, 15), (51, 40)):
        assert np.array_equal(values[row, column], image[row, column]), "what fills an area is exact"
    assert len(np.unique(values[15, 30:34].reshape(-1))) <= 4 * (3 if colour else 1)


def test_places_in_the_palette_are_as_light_as_their_colours():
    plate = plate_of(page())
    wanted = plate.values() @ np.array([0.299, 0.587, 0.114])
    assert np.abs(plate.pixels - wanted).max() < 3


@pytest.mark.parametrize("colour", [True, False])
def test_a_picture_is_exact_in_its_frame(colour):
    rng = np.random.default_rng(7)
    image = page(colour=colour)
    image[22:29, 40:70] = rng.integers(0, 256, image[22:29, 40:70].shape)
    plate = plate_of(image, [(40, 22, 70, 29)])
    assert plate.colour == ("rgb" if colour else "gray")
    values = plate.values()
    assert np.array_equal(values[22:29, 40:70], image[22:29, 40:70])
    assert np.abs(values.astype(int) - image).max() <= STEP // 2


def test_a_page_of_too_many_colours_is_left_as_it_is():
    image = np.random.default_rng(1).integers(0, 256, (100, 100, 3), np.uint8)
    plate = plate_of(image)
    assert plate.colour == "rgb" and plate.pixels is image


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 255)] * 3), min_size=1, max_size=40))
def test_any_colours_come_back_within_half_a_step(colours):
    image = np.array([colours], np.uint8)
    values = plate_of(image).values().astype(int)
    assert np.abs(values - image).max() <= STEP // 2


def test_the_file_holds_what_the_plate_says(tmp_path):
    for name, plate in {
        "p": plate_of(page()),
        "g": plate_of(page(colour=False)),
        "r": plate_of(page(), ((2, 2, 9, 9),)),
    }.items():
        write_tiff(plate, tmp_path / name, dpi=300, date="2026:11:28 00:00:00", packed=True)
        with tifffile.TiffFile(tmp_path / name) as file:
            (one,) = file.pages
            kept = one.asarray()
            assert one.is_tiled and (name == "r" or one.predictor == 1)
            if plate.palette is not None:
                kept = (one.colormap >> 8).astype(np.uint8)[:, kept].transpose(1, 2, 0)
        assert np.array_equal(kept, plate.values())


@pytest.mark.parametrize("size", [(1, 1), (255, 257), (600, 515)])
def test_a_photograph_is_packed_as_differences_and_comes_back_at_every_edge_of_its_tiles(tmp_path, size):
    grain = np.random.default_rng(3).normal(0, 3, (*size, 3))
    slope = np.add.outer(np.arange(size[0]), np.arange(size[1]))[..., None] / 9
    image = (slope + grain + 20).clip(0, 255).astype(np.uint8)
    plate = Plate("rgb", image)
    write_tiff(plate, tmp_path / "m.tif", dpi=300, date="2026:11:28 00:00:00", packed=True)
    with tifffile.TiffFile(tmp_path / "m.tif") as file:
        assert np.array_equal(file.asarray(), image)
        assert file.pages[0].predictor == 2 or size == (1, 1)
    with Image.open(tmp_path / "m.tif") as seen:
        assert np.array_equal(np.asarray(seen), image)
        assert size != (600, 515) or (tmp_path / "m.tif").stat().st_size < image.size * 0.6


def test_a_page_of_type_with_colours_beyond_a_palette_is_packed_as_it_is(tmp_path):
    image = np.full((600, 600, 3), 255, np.uint8)
    image[::7, ::3] = 0
    image[:20, :20] = np.arange(1200).reshape(20, 20, 3) % 251
    write_tiff(Plate("rgb", image), tmp_path / "m.tif", dpi=300, date="2026:11:28 00:00:00", packed=True)
    with tifffile.TiffFile(tmp_path / "m.tif") as file:
        assert file.pages[0].predictor == 1 and np.array_equal(file.asarray(), image)


def test_an_unpacked_master_has_strips_as_loaders_of_batches_want_them(tmp_path):
    write_tiff(plate_of(page(colour=False)), tmp_path / "m.tif", dpi=300, date="2026:11:28 00:00:00", packed=False)
    with tifffile.TiffFile(tmp_path / "m.tif") as file:
        assert not file.pages[0].is_tiled and file.pages[0].compression == 1
