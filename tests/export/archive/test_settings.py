"""The `archive:` block of an issue."""

from __future__ import annotations

import pytest

from layout.diagnostics.wording import describe
from layout.export.archive_settings import ArchiveSettings, read_archive_settings
from layout.export.pdf import PressSettings

PRESS = PressSettings(ink_limit=260)


def test_an_empty_block_asks_for_the_usual():
    done = read_archive_settings({}, PRESS)
    assert done.remarks == () and done.value == ArchiveSettings(press=PRESS)


def test_a_library_asks_for_more():
    block = {"dpi": 400, "colour": "gray", "tiff": "none", "jp2": True, "paper": True, "edition": 2}
    done = read_archive_settings(block, PRESS)
    assert done.remarks == ()
    assert done.value == ArchiveSettings(400, True, "none", True, True, 2, press=PRESS)


@pytest.mark.parametrize(
    ("key", "value", "code", "hint"),
    [
        ("dpi", 1200, "A051", "150-600"), ("dpi", "300", "A051", "150-600"), ("dpi", True, "A051", "150-600"),
        ("tiff", "lzw", "A051", "deflate"), ("jp2", "yes", "A051", "true"), ("colour", "cmyk", "A051", "rgb"),
        ("edition", 0, "A051", "1-99"), ("tif", "none", "A050", "tiff"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_what_is_allowed(key, value, code, hint):
    done = read_archive_settings({key: value}, PRESS)
    assert done.value == ArchiveSettings(press=PRESS)
    (remark,) = done.remarks
    assert remark.code == code
    for lang in ("zh", "en"):
        assert hint in describe(remark, lang).hint and key in describe(remark, lang).message
