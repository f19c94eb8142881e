"""Photographs as page files for reading hold them: fewer pixels and bytes, as they look in print."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from layout.export.pdf.settings import house_profile
from layout.picture import PressImage, ReadingPhoto, for_reading, icc
from layout.picture.lighter import READING_PPI
from tests.gallery.drawings import drawing


@pytest.fixture(scope="module")
def pressed() -> PressImage:
    """Return a grainy picture as the press file holds it, at 300 ppi."""
    with Image.open(BytesIO(drawing("reading", (3, 2)))) as image:
        packed = BytesIO()
        image.convert("CMYK").save(packed, "JPEG", quality=90, subsampling=0)
    return PressImage(packed.getvalue(), "DCTDecode", *image.size, "DeviceCMYK", True, 300)


PROFILE = house_profile().read_bytes()


def shown_of(data: bytes) -> np.ndarray:
    """Return a JPEG file as readers see it, coarse: inks through the press's profile."""
    with Image.open(BytesIO(data)) as opened:
        seen = opened
        if opened.mode == "CMYK":
            seen = icc.apply(opened, icc.transform(PROFILE, "CMYK", None, "RGB"))
        return np.asarray(seen.resize((60, 40), Image.Resampling.BOX), float)


def test_a_photograph_looks_as_in_print_in_a_fifth_of_the_bytes(pressed):
    shown = for_reading(pressed, PROFILE)
    assert isinstance(shown, ReadingPhoto) and (shown.width, shown.height) == (1000, 667)
    assert len(shown.data) < len(pressed.data) / 5
    off = np.abs(shown_of(shown.data) - shown_of(pressed.data))
    assert off.mean() < 1 and off.max() < 8
    assert for_reading(pressed, PROFILE) == shown, "equal bytes"


def test_at_its_resolution_only_the_bytes_are_fewer(pressed):
    shown = for_reading(replace(pressed, effective_ppi=READING_PPI), PROFILE)
    assert (shown.width, shown.height) == (pressed.width, pressed.height) and len(shown.data) < len(pressed.data)


def test_line_art_and_what_would_gain_little_stay_as_they_are(pressed):
    art = PressImage(b"rows", "FlateDecode", 8, 4, "DeviceGray", False, 1200, 1)
    assert for_reading(art, PROFILE) is art
    with Image.open(BytesIO(pressed.data)) as image:
        packed = BytesIO()
        image.convert("L").save(packed, "JPEG", quality=90)
    gray = PressImage(packed.getvalue(), "DCTDecode", pressed.width, pressed.height, "DeviceGray", False, 300)
    shown = for_reading(gray, PROFILE)
    assert isinstance(shown, PressImage) and len(shown.data) < len(gray.data) / 2 and shown.width == 1000
    assert for_reading(shown, PROFILE) is shown
