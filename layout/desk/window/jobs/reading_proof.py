"""Proofreading behind the pages: the text is read in a process of its own once nobody has written for a while."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from layout.desk.window.jobs.room import Room

PAUSE = 0.8
"""Seconds without a change before the text is read."""

NOTHING: dict[str, Any] = {"must": [], "look": [], "ready": False}


class Proofreader:
    """Reads the issue's text after each change and tells of it in the state's `proofreading`."""

    def __init__(self, newsroom: Room) -> None:
        """Open with nothing read."""
        self._newsroom = newsroom
        self._task: asyncio.Task[None] | None = None
        self._alone = asyncio.Lock()
        self._done: tuple[int, dict[str, str], int] | None = None
        self._kept = 0
        self._files: object = None

    def wake(self) -> None:
        """Read again in a while, where a text changed; what waits already waits anew."""
        desk = self._newsroom.desk
        files = (desk.number, tuple(sorted(desk.state.get("files", {}).items())))
        if files == self._files:
            return
        self._files = files
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.create_task(self._run(desk.number))

    def answered(self, key: str, *, kept: bool) -> None:
        """Take away a finding that was put right, or all like it that are kept as they are: nobody asks twice.

        What is kept changes no text of the issue, so the text is read again for its sake.
        """
        desk = self._newsroom.desk
        told = desk.state.get("proofreading") or NOTHING
        mine = next((one for part in ("must", "look") for one in told[part] if one["key"] == key), None)
        if mine is None:
            return

        def like(one: dict[str, Any]) -> bool:
            return one["key"] == key or (kept and _about(one) == _about(mine))

        left = {part: [one for one in told[part] if not like(one)] for part in ("must", "look")}
        desk.state = {**desk.state, "proofreading": {**told, **left}}
        if kept:
            self._kept += 1
            self._files = None
            self.wake()

    def rest(self) -> None:
        """Read no more."""
        if self._task is not None:
            self._task.cancel()

    async def _run(self, number: int) -> None:
        await asyncio.sleep(PAUSE)
        await asyncio.shield(self._read(number))

    async def _read(self, number: int) -> None:
        # One at a time: what is read is kept by the child, so that the next reading has its own paragraphs only.
        async with self._alone:
            files, kept = dict(self._newsroom.desk.state.get("files", {})), self._kept
            if self._done == (number, files, kept):
                return  # one that waited before has read these texts
            try:
                found = await _aside(self._newsroom.desk.house.root, number)
            except Exception as error:  # a mistake of our own: it is told, and the next text is read all the same
                self._newsroom.failed(error)
                found = {**NOTHING, "fault": str(error)}
            self._done = None if "fault" in found else (number, files, kept)
        # What was kept meanwhile would be told once more: the reading that waits knows of it.
        if number == self._newsroom.desk.number and kept == self._kept:
            await self._newsroom.bump(proofreading={**found, "files": files})


def _about(record: dict[str, Any]) -> tuple[str, str]:
    return str(record.get("args", {}).get("rule", "")), str(record.get("old", ""))


async def _aside(root: Path, number: int) -> dict[str, Any]:
    """Return what is found, from a thread that nobody waits for when the program ends."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[dict[str, Any]] = loop.create_future()

    def work() -> None:
        found: dict[str, Any] | Exception
        try:
            found = _found(root, number)
        except Exception as error:
            found = error
        with suppress(RuntimeError):  # the program has ended
            loop.call_soon_threadsafe(_settle, done, found)

    Thread(target=work, daemon=True).start()
    return await done


def _settle(done: asyncio.Future[dict[str, Any]], found: dict[str, Any] | Exception) -> None:
    if done.done():
        return
    if isinstance(found, Exception):
        done.set_exception(found)
    else:
        done.set_result(found)


def _found(root: Path, number: int) -> dict[str, Any]:
    from layout.guard import Limits, Stopped, guarded

    limits = Limits(seconds=60, memory=2048 * 1024 * 1024, behind=True)
    done = guarded("layout.desk.window.jobs.reading_proof:read", str(root), number, limits=limits)
    return {**NOTHING, "fault": done.said or done.limit} if isinstance(done, Stopped) else done


def read(root: str, number: int) -> dict[str, Any]:
    """Return what proofreading finds in an issue, as plain data."""
    from layout.desk.house import House
    from layout.desk.proofreading import proofread_issue
    from layout.desk.window.records import remark_record

    done = proofread_issue(House(Path(root)), number)
    must, look = ([remark_record(one, done.sources) for one in found] for found in (done.must, done.look))
    for record, remark in zip(must + look, (*done.must, *done.look), strict=True):
        record["old"] = str(dict(remark.args).get("old", ""))
    return {"must": must, "look": look, "ready": True}
