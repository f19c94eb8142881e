"""Adverts that are pages of a PDF, as the screen shows them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from layout.export.pdf.settings import house_profile
from layout.export.raster.advert import advert_jpeg, is_advert
from layout.export.svg import picture_key
from layout.geometry import Box
from layout.sheet import Picture


@pytest.fixture
def advert(tmp_path: Path) -> Path:
    """A PDF of two pages: red in process inks, and black."""
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "advert.pdf"
    canvas = Canvas(str(path), pagesize=(300, 200))
    for inks in ((0, 0.9, 0.8, 0), (0, 0, 0, 1)):
        canvas.setFillColorCMYK(*inks)
        canvas.rect(0, 0, 300, 200, fill=1, stroke=0)
        canvas.showPage()
    canvas.save()
    return path


def shown(path: Path, page: int = 1) -> Picture:
    return Picture(Box(0, 0, 300_000, 200_000), str(path), "", page=page)


def test_a_page_is_drawn_as_wide_as_its_frame_in_screen_colours(advert: Path) -> None:
    from PIL import Image

    for page in (1, 2):
        data = advert_jpeg(shown(advert, page), house_profile(), 110)
        assert data is not None
        image = Image.open(BytesIO(data)).convert("RGB")
        assert abs(image.width - 300 * 110 / 72) <= 1
        assert abs(image.height - 200 * 110 / 72) <= 1
        red, green, blue = image.getpixel((50, 50))
        if page == 1:
            assert red > 200
            assert max(green, blue) < 130
        else:
            assert max(red, green, blue) < 90
    assert picture_key(shown(advert), False) != picture_key(shown(advert, 2), False)


def test_what_is_no_page_shows_nothing(advert: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(advert.read_bytes()[:200])
    for picture in (shown(advert, 3), shown(broken), shown(tmp_path / "none.pdf")):
        assert is_advert(picture)
        assert advert_jpeg(picture, house_profile(), 110) is None
    assert not is_advert(shown(tmp_path / "photo.jpg"))
