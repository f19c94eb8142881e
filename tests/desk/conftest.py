"""A house of its own for each test: the shop's fonts, a copy of the real issue, an output folder nobody else uses."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build, check
from layout.desk.build.results import Checked
from layout.desk.house import House
from tests import newspaper

ROOT = Path(__file__).resolve().parents[2]

LONG = "这是校对时补上的一段文字，用来看稿件超出版位时的样子。" * 12


def house_of_2346(root: Path) -> House:
    """Make a house with issue 2346 of a folder."""
    newspaper.house(root)
    shutil.copytree(ROOT / "issues" / "2346", root / "issues" / "2346")
    return House(root)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return a house with issue 2346."""
    return house_of_2346(tmp_path)


@pytest.fixture(scope="session")
def whole_2346(tmp_path_factory: pytest.TempPathFactory) -> Order:
    """Return the order by which issue 2346 was built with all its parts; whoever changes a file puts it back."""
    house = house_of_2346(tmp_path_factory.mktemp("whole"))
    order = Order(house, 2346, house.output)
    assert build(order, in_silence).ok
    return order


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
