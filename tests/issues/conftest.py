"""The real issues, built once for all tests."""

from pathlib import Path

import pytest

from layout.desk.house import House
from layout.desk.pipeline import Job, Order, build

ROOT = Path(__file__).resolve().parents[2]


def built(number: int, to: Path) -> Job:
    """Build an issue's press files into `to`."""
    return build(Order(House(ROOT), number, to, ("press",)), lambda *_: None)


@pytest.fixture(scope="session")
def issue_2346(tmp_path_factory):
    """Return issue 2346 as built, and its output folder."""
    to = tmp_path_factory.mktemp("issue-2346")
    return built(2346, to), to / "2346"


@pytest.fixture(scope="session")
def issue_9999(tmp_path_factory):
    """Return the specimen as built, and its output folder."""
    to = tmp_path_factory.mktemp("issue-9999")
    return built(9999, to), to / "9999"
