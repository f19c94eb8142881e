"""The newsroom behind the window: whoever leaves, waits or fails keeps nobody else from the pages."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from typing import Any

import anyio
import pytest

from layout.desk.house import House
from layout.desk.window.desk import Desk
from layout.desk.window.jobs import others, reading_proof
from layout.desk.window.newsroom import Newsroom

from .conftest import lived


@pytest.fixture
def faults() -> list[str]:
    """What the newsroom told of its own mistakes."""
    return []


@pytest.fixture
def newsroom(house: House, faults: list[str]) -> Iterator[Newsroom]:
    """Issue 2346's newsroom with its pages not made yet."""

    async def opened() -> Newsroom:
        desk = Desk(house, 2346)
        return Newsroom(desk, told=lambda state: None, failed=lambda error: faults.append(str(error)))

    room = lived(opened())
    yield room
    room.close()


async def _looks_on(newsroom: Newsroom, turns: int) -> None:
    """Wait for changes like a browser's open stream, and leave after some turns of the loop as a broken line does."""

    async def stream() -> None:
        while True:
            await newsroom.wait()

    async with anyio.create_task_group() as group:
        group.start_soon(stream)
        for _ in range(turns):
            await asyncio.sleep(0)
        group.cancel_scope.cancel()


@pytest.mark.parametrize("seed", range(20))
def test_browsers_that_leave_while_others_are_told_of_a_change_stop_nobody(newsroom: Newsroom, seed: int) -> None:
    chance = random.Random(seed)

    async def evening() -> None:
        browsers = [asyncio.create_task(_looks_on(newsroom, chance.randrange(2, 12))) for _ in range(6)]
        for _ in range(4):
            for _ in range(chance.randrange(4)):
                await asyncio.sleep(0)
            await newsroom.bump()
        await asyncio.gather(*browsers)
        told = asyncio.create_task(newsroom.wait())
        await asyncio.sleep(0)
        await newsroom.bump()
        await told

    lived(evening())


def test_a_change_is_told_to_everybody_who_waits_and_to_those_who_wait_next(newsroom: Newsroom) -> None:
    async def evening() -> None:
        for _ in range(3):
            waiting = [asyncio.ensure_future(newsroom.wait()) for _ in range(50)]
            for _ in range(3):
                await asyncio.sleep(0)
            assert not any(one.done() for one in waiting), "nobody has told them anything"
            await newsroom.tell()
            for _ in range(5):
                await asyncio.sleep(0)
            assert all(one.done() for one in waiting)

    lived(evening())


def test_pages_are_made_while_every_other_thread_is_kept_waiting(newsroom: Newsroom) -> None:
    over = False

    def waits() -> None:
        while not over:
            time.sleep(0.01)

    async def evening() -> None:
        nonlocal over
        held = [asyncio.create_task(asyncio.to_thread(waits)) for _ in range(80)]
        await asyncio.sleep(0)
        try:
            assert await newsroom.aside(lambda desk: desk.number) == 2346
        finally:
            over = True
            await asyncio.gather(*held)

    lived(evening())


def test_other_makeups_whose_search_fails_are_over_and_the_fault_is_told(
    newsroom: Newsroom, faults: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def evening() -> Any:
        await newsroom.rebuild()
        return await newsroom.others.record(1)

    monkeypatch.setattr(others, "_places", _fails)
    assert lived(evening()) is None
    assert faults == ["it fails"]


def test_a_proofreader_that_fails_says_so_and_reads_the_next_text(
    newsroom: Newsroom, faults: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_proof, "_found", _fails)

    async def evening() -> Any:
        await newsroom.proofreader._read(2346)
        first = newsroom.desk.state["proofreading"]
        monkeypatch.setattr(reading_proof, "_found", lambda *_: {**reading_proof.NOTHING, "ready": True})
        await newsroom.proofreader._read(2346)
        return first, newsroom.desk.state["proofreading"]["ready"]

    first, ready = lived(evening())
    assert first == {**reading_proof.NOTHING, "fault": "it fails", "files": {}}
    assert ready and faults == ["it fails"]


def _fails(*_given: object) -> None:
    raise RuntimeError("it fails")
