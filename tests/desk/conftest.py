"""A house of its own for each test: the shop's fonts, a copy of the real issue, an output folder nobody else uses."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import check
from layout.desk.build.results import Checked
from layout.desk.house import House

ROOT = Path(__file__).resolve().parents[2]

LONG = "这是校对时补上的一段文字，用来看稿件超出版位时的样子。" * 12


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return a house with issue 2346."""
    (tmp_path / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    shutil.copytree(ROOT / "issues" / "2346", tmp_path / "issues" / "2346")
    return House(tmp_path)


@pytest.fixture
def checked(house: House) -> Callable[[], Checked]:
    """Make the issue up without the optimiser's help, as it stands now."""

    def run() -> Checked:
        return check(Order(house, 2346, house.output, mend=False), in_silence)

    return run


@pytest.fixture
def overfull(house: House) -> House:
    """Return the house with a story that no longer fits."""
    story = house.issue(2346) / "a3.md"
    story.write_text(story.read_text("utf-8").rstrip("\n") + f"\n\n{LONG}\n", "utf-8")
    return house
