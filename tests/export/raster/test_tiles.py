"""Static deep-zoom tiles."""

from __future__ import annotations

import json

import numpy as np
import pytest
import tifffile
from PIL import Image

from layout.export.raster import tiles
from layout.export.raster.tiles import WHOLE, ZOOM_PPI, scales_of


@pytest.fixture
def master(tmp_path):
    y, x = np.mgrid[0:3200, 0:2400]
    image = np.stack([x * 255 // 2400, y * 255 // 3200, (x // 100 + y // 100) % 2 * 200], -1).astype(np.uint8)
    tifffile.imwrite(tmp_path / "0001.tif", image, photometric="rgb")
    return tmp_path / "0001.tif"


def test_tiles_of_every_scale_make_up_the_page(tmp_path, master):
    info = json.loads(tiles(master, tmp_path / "t", identifier="https://example.org/t").read_text())
    assert (info["width"], info["height"], info["profile"]) == (2400, 3200, "level0")
    assert info["id"] == "https://example.org/t" and info["type"] == "ImageService3"
    with Image.open(master) as page:
        page.load()
    (group,) = info["tiles"]
    assert group["scaleFactors"] == [1, 2, 4]
    for factor in group["scaleFactors"]:
        across, down = group["width"] * factor, group["height"] * factor
        for y in range(0, 3200, down):
            for x in range(0, 2400, across):
                w, h = min(across, 2400 - x), min(down, 3200 - y)
                whole = (w, h) == (2400, 3200)
                region = "full" if whole else f"{x},{y},{w},{h}"
                # The names that clients ask for (IIIF Image API 3.0, canonical URI syntax).
                size = f"{-(-w // factor)},{-(-h // factor)}"
                path = tmp_path / "t" / region / size / "0" / "default.jpg"
                with Image.open(path) as tile:
                    assert not tile.info.get("icc_profile") and not tile.getexif()
                    wanted = page.resize(tile.size, Image.Resampling.BOX, box=(x, y, x + w, y + h))
                    difference = np.abs(np.asarray(tile, int) - np.asarray(wanted, int))
                    assert difference.mean() < 9, path
    largest = info["sizes"][-1]
    with Image.open(tmp_path / "t" / "full" / "max" / "0" / "default.jpg") as shown:
        assert shown.size == (largest["width"], largest["height"]) == (info["maxWidth"], info["maxHeight"])
        assert shown.size == (1200, 1600), "a page that is one tile is kept once, by two names"
    for size in info["sizes"]:
        assert (tmp_path / "t" / "full" / f"{size['width']},{size['height']}" / "0" / "default.jpg").is_file()


def test_tiles_are_the_same_every_time_and_replace_older_ones(tmp_path, master):
    def kept():
        return {str(p.relative_to(tmp_path)): p.read_bytes() for p in (tmp_path / "t").rglob("*") if p.is_file()}

    tiles(master, tmp_path / "t")
    first = kept()
    (tmp_path / "t" / "stale.jpg").write_bytes(b"old")
    tiles(master, tmp_path / "t")
    assert kept() == first and not (tmp_path / "t.part").exists()


def test_gray_masters_and_small_ones(tmp_path):
    tifffile.imwrite(tmp_path / "g.tif", np.full((300, 200), 77, np.uint8))
    info = json.loads(tiles(tmp_path / "g.tif", tmp_path / "g").read_text())
    assert info["tiles"][0]["scaleFactors"] == [1]
    assert sorted(str(p.parent.parent.relative_to(tmp_path)) for p in (tmp_path / "g").rglob("*.jpg")) == [
        "g/full/200,300", "g/full/90,", "g/full/max",
    ]  # fmt: skip
    path = tmp_path / "g" / "full" / "max" / "0" / "default.jpg"
    with Image.open(path) as tile:
        assert tile.mode == "L" and abs(tile.getpixel((9, 9)) - 77) <= 1


def test_what_is_no_image_is_an_os_error_and_leaves_the_old_tiles(tmp_path, master):
    tiles(master, tmp_path / "t")
    (tmp_path / "bad.tif").write_bytes(b"no image")
    for bad in ("bad.tif", "none.tif"):
        with pytest.raises(OSError, match=bad):
            tiles(tmp_path / bad, tmp_path / "t")
    assert (tmp_path / "t" / "info.json").is_file() and not (tmp_path / "t.part").exists()


@pytest.mark.parametrize("size", [(4606, 6378), (4607, 6379), (3071, 4253), (1, 1), (9000, 300)])
@pytest.mark.parametrize("ppi", [120, 300, 600])
def test_every_scale_is_exactly_half_of_the_one_above(size, ppi):
    """Clients round where we would cut off; where nothing is to be rounded they ask for files that are there."""
    scales = scales_of(size, ppi)
    assert scales.width % 2**scales.halvings == scales.height % 2**scales.halvings == 0
    assert scales.halvings >= scales.whole and max(scales.tile) <= WHOLE
    for side, whole in zip((scales.width, scales.height), size, strict=True):
        assert abs(side - whole * min(1, ZOOM_PPI / ppi)) <= 2**scales.halvings
