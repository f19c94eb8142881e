"""Photographs as page files for reading hold them: fewer pixels and bytes, the same inks."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from layout.picture import PressImage, for_reading
from layout.picture.lighter import READING_PPI
from tests.gallery.drawings import drawing


@pytest.fixture(scope="module")
def pressed() -> PressImage:
    """Return a grainy picture as the press file holds it, at 300 ppi."""
    with Image.open(BytesIO(drawing("reading", (3, 2)))) as image:
        packed = BytesIO()
        image.convert("CMYK").save(packed, "JPEG", quality=90, subsampling=0)
    return PressImage(packed.getvalue(), "DCTDecode", *image.size, "DeviceCMYK", True, 300)


def inks(image: PressImage) -> np.ndarray:
    with Image.open(BytesIO(image.data)) as opened:
        assert opened.mode == "CMYK" and opened.size == (image.width, image.height)
        return np.asarray(opened.resize((60, 40), Image.Resampling.BOX), float)


def test_a_photograph_keeps_its_inks_in_a_third_of_the_bytes(pressed):
    shown = for_reading(pressed)
    assert (shown.width, shown.height) == (1000, 667) and shown.effective_ppi == READING_PPI == 200
    assert len(shown.data) < len(pressed.data) / 3
    off = np.abs(inks(shown) - inks(pressed))
    assert off.mean() < 1 and off.max() < 12 and shown.invert
    assert for_reading(pressed) == shown, "equal bytes"


def test_at_its_resolution_only_the_bytes_are_fewer(pressed):
    shown = for_reading(replace(pressed, effective_ppi=READING_PPI))
    assert (shown.width, shown.height) == (pressed.width, pressed.height) and len(shown.data) < len(pressed.data)


def test_line_art_and_what_would_gain_little_stay_as_they_are(pressed):
    art = PressImage(b"rows", "FlateDecode", 8, 4, "DeviceGray", False, 1200, 1)
    assert for_reading(art) is art
    shown = for_reading(pressed)
    assert for_reading(shown) is shown
