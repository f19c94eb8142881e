"""The `press:` block of issue.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.diagnostics.wording import describe
from layout.export.pdf import PressSettings, read_press_settings
from layout.geometry import mm


def test_an_empty_block_is_the_house_default() -> None:
    read = read_press_settings({}, Path())
    assert read.value == PressSettings()
    assert read.remarks == ()
    assert read.value.profile.read_bytes()[12:20] == b"prtrCMYK"


def test_a_print_shops_own_wishes(tmp_path: Path) -> None:
    (tmp_path / "shop.icc").write_bytes(PressSettings().profile.read_bytes())
    block = {
        "standard": "X-4", "profile": "shop.icc", "condition": "IFRA26", "ink_limit": 220, "marks": True, "bleed": 5,
        "page_name": "P{page:02d}_{number}.pdf", "spreads": True, "gutter": 20, "copies": 12000,
        "spots": ["PANTONE 185 C"], "contact": "印务部",
    }  # fmt: skip
    read = read_press_settings(block, tmp_path)
    assert read.remarks == ()
    wanted = read.value
    assert (wanted.standard, wanted.condition, wanted.ink_limit, wanted.marks) == ("PDF/X-4", "IFRA26", 220, True)
    assert wanted.spots == ("PANTONE 185 C",)
    assert (wanted.bleed, wanted.gutter, wanted.profile) == (mm(5), mm(20), tmp_path / "shop.icc")
    assert (wanted.page_name, wanted.copies, wanted.contact) == ("P{page:02d}_{number}.pdf", 12000, "印务部")


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ({"standrad": "X-4"}, "PS01"),
        ({"standard": "PDF/A"}, "PS02"),
        ({"ink_limit": 900}, "PS02"),
        ({"ink_limit": True}, "PS02"),
        ({"marks": "yes"}, "PS02"),
        ({"bleed": -1}, "PS02"),
        ({"bleed": "3mm"}, "PS02"),
        ({"page_name": "same.pdf"}, "PS02"),
        ({"page_name": "../{number}-{page}.pdf"}, "PS02"),
        ({"page_name": "{number}{page"}, "PS02"),
        ({"page_name": "{number}-{page}-{day}.pdf"}, "PS02"),
        ({"page_name": "{number.day}-{page}.pdf"}, "PS02"),
        ({"copies": 1.5}, "PS02"),
        ({"whole_name": "{number}.txt"}, "PS02"),
        ({"profile": "none.icc"}, "PS03"),
        ({"profile": 3}, "PS02"),
        ({"spots": "PANTONE 185 C"}, "PS02"),
        ({1: 2}, "PS01"),
    ],
)
def test_a_slip_is_told_and_the_default_stands(block: dict[str, object], code: str, tmp_path: Path) -> None:
    read = read_press_settings(block, tmp_path)
    assert [remark.code for remark in read.remarks] == [code]
    assert read.value == PressSettings()
    for lang in ("zh", "en"):
        words = describe(read.remarks[0], lang)
        assert words.message
        assert words.hint


def test_the_nearest_key_is_named() -> None:
    (remark,) = read_press_settings({"ink_limt": 240}, Path()).remarks
    assert dict(remark.args)["known"] == "ink_limit"
