"""A day at the paper, act by act; an act that fails says where the day stopped. `make day` writes its table."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.day import table
from tests.day.newsroom import Newsroom
from tests.day.play import ACTS, act, opened

pytestmark = pytest.mark.long

STEPS_MOST = 60
stopped: list[str] = []


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            pytest.fail(f"the day is played with real parts, and {name} is not installed", pytrace=False)
        return path

    to = tmp_path_factory.mktemp("day")
    newsroom = opened(to, find)
    yield newsroom
    newsroom.close()
    kept = Path("output") / "day"
    if kept.parent.is_dir():
        shutil.copytree(to / "look", kept, dirs_exist_ok=True)


@pytest.mark.parametrize("name", ACTS)
def test_act(name: str, room: Newsroom) -> None:
    if stopped:
        pytest.skip(f"the day stopped at {stopped[0]}")
    stopped.append(name)
    module = act(name)
    with room.tally.part(module.NAME):
        module.play(room)
    stopped.clear()


def test_the_day_takes_no_more_steps_than_its_table_says(room: Newsroom, request: pytest.FixtureRequest) -> None:
    if len(room.tally.parts) < len(ACTS) or stopped:
        pytest.skip("the day was not played whole")
    made = table.drawn(room.tally)
    print(made)
    assert sum(part.steps for part in room.tally.parts) <= STEPS_MOST
    if request.config.getoption("--update-golden"):
        table.written(made)
    assert table.steps(made) == table.steps(table.kept()), "docs/day.md is of another day: make day writes it"
