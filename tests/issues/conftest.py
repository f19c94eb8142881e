"""The real issues, built once for all tests."""

from pathlib import Path

import pytest

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build
from layout.desk.build.results import Built
from layout.desk.house import House

ROOT = Path(__file__).resolve().parents[2]


def built(number: int, to: Path) -> Built:
    """Build an issue's press files into `to`."""
    return build(Order(House(ROOT), number, to, ("press",)), in_silence)


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


@pytest.fixture(scope="session")
def issue_128(tmp_path_factory):
    """Return the sample of another paper, with pictures, and its output folder."""
    to = tmp_path_factory.mktemp("issue-128")
    return built(128, to), to / "128"
