"""Small press files for the page images."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from layout.export.pdf import PressSettings, write_press
from layout.export.pdf.settings import house_profile
from layout.geometry import mm, profile
from layout.sheet import Edition, Item, Sheet
from layout.typeface import TypeCase

SIDE = (mm(60), mm(80))


@pytest.fixture
def press_profile() -> Path:
    return house_profile()


@pytest.fixture
def edition() -> Callable[..., Edition]:
    """Make an edition of pages of 60 x 80 mm from lists of items."""

    def make(*pages: list[Item]) -> Edition:
        grid = replace(profile("broadsheet"), trim=SIDE)
        sheets = tuple(Sheet(number, "", grid, tuple(items), ()) for number, items in enumerate(pages, 1))
        return Edition("测试", "CESHI", 7, date(2022, 5, 17), "星期二", "", SIDE, sheets, ())

    return make


@pytest.fixture
def printed(tmp_path) -> Callable[[Edition], Path]:
    """Write an edition's press file."""

    def write(made: Edition) -> Path:
        done = write_press(made, TypeCase({}), tmp_path / "press", PressSettings(), per_page=False)
        assert done.value, done.remarks
        return done.value[0]

    return write
