"""A kept picture is the one that was asked for, byte for byte, or it is made anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.picture.cache import fetch, key, store
from layout.picture.press_image import PressImage

AT = Place("a.md", 3, 1)
ONE, TWO = key("one"), key("two")


def picture(data: bytes) -> Remarked[PressImage]:
    remark = Diagnostic.make("G010", Severity.WARNING, AT, file="a.jpg", ppi=90)
    return Remarked(PressImage(data, "FlateDecode", 4, 3, "DeviceGray", False, 90), (remark,))


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    store(tmp_path, ONE, picture(b"first\nphotograph"))
    store(tmp_path, TWO, picture(b"second photograph"))
    return tmp_path


def test_what_was_kept_comes_back_with_its_remarks(shelf: Path) -> None:
    assert fetch(shelf, ONE, AT) == picture(b"first\nphotograph")


def test_two_entries_that_changed_places_are_nobodys(shelf: Path) -> None:
    one, two = shelf / f"{ONE}.picture", shelf / f"{TWO}.picture"
    first = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(first)
    assert fetch(shelf, ONE, AT) is None and fetch(shelf, TWO, AT) is None


def test_any_byte_changed_anywhere_is_found(shelf: Path) -> None:
    path = shelf / f"{ONE}.picture"
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert fetch(shelf, ONE, AT) is None, at
    for size in range(0, len(whole), 7):
        path.write_bytes(whole[:size])
        assert fetch(shelf, ONE, AT) is None, size


def test_no_entry_and_one_that_is_no_file(shelf: Path) -> None:
    assert fetch(shelf, key("three"), AT) is None
    os.mkfifo(shelf / f"{key('three')}.picture")
    assert fetch(shelf, key("three"), AT) is None
