"""What really lands on the plates, measured by a renderer that shares no code with ours."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PIL import Image

from layout.export.pdf import PressSettings, write_press
from layout.export.pdf.settings import house_profile
from layout.geometry import Box, mm, profile
from layout.picture import open_studio, with_artwork
from layout.sheet import Edition, Picture, Sheet

SIDE = (mm(60), mm(80))
PPI = 150

pytestmark = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")


@pytest.fixture
def plates(tmp_path, case, scene):
    """Print a colour photo, a gray one and a diagram; return the plates C, M, Y, K in percent."""
    scene(900, 600).save(tmp_path / "colour.png")
    scene(900, 600).convert("L").save(tmp_path / "gray.png")
    (tmp_path / "map.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">'
        '<rect width="30" height="20" fill="device-cmyk(0 0 0 0.2)"/>'
        '<text x="5" y="14" font-size="10" font-family="headline">版图</text></svg>'
    )
    boxes = [Box(mm(10), mm(5 + 25 * row), mm(30), mm(20)) for row in range(3)]
    names = ("colour.png", "gray.png", "map.svg")
    items = tuple(Picture(box, str(tmp_path / name), "") for box, name in zip(boxes, names, strict=True))
    studio = open_studio(case, house_profile(), 240, tmp_path / "kept")
    drawn = with_artwork(Sheet(1, "", replace(profile("broadsheet"), trim=SIDE), items, ()), studio)
    made = Edition("测试", "CESHI", 7, date(2022, 5, 17), "", "", SIDE, (drawn.value,), ())
    press = write_press(made, case, tmp_path / "press", PressSettings(), per_page=False)
    assert press.value, press.remarks
    subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-dMaxBitmap=0", "-dUseTrimBox",
         f"-r{PPI}", f"-sOutputFile={tmp_path}/sep%d.tif", str(press.value[0])],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    found = []
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(tmp_path / f"sep1({name}).tif") as plate:
            found.append(100 - np.asarray(plate.convert("L")).astype(float) / 2.55)
    return np.stack(found, axis=-1)


def part(plates, row):
    """Return the plates inside one of the three frames."""
    dot = PPI / 25.4
    top, left = round((5 + 25 * row) * dot), round(10 * dot)
    return plates[top + 2 : top + round(20 * dot) - 2, left + 2 : left + round(30 * dot) - 2]


def test_plates(plates):
    sums = plates.sum(axis=2)
    assert sums.max() <= 241, "no pixel over the limit"
    side = round(3.9 / 25.4 * PPI)
    colour = part(plates, 0)
    windows = [
        colour[y : y + side, x : x + side].sum(axis=2).mean()
        for y in range(0, colour.shape[0] - side, 4)
        for x in range(0, colour.shape[1] - side, 4)
    ]
    assert max(windows) <= 221, "no area over the limit for areas"
    assert colour[..., :3].max() > 60
    gray, diagram = part(plates, 1), part(plates, 2)
    assert gray[..., :3].max() == 0 and gray[..., 3].max() > 80, "a gray photograph is on the black plate alone"
    assert diagram[..., :3].max() == 0, "so are gray tints and black type of a diagram"
    assert np.median(diagram[..., 3]) == pytest.approx(20, abs=1.5)
    assert diagram[..., 3].max() > 99
