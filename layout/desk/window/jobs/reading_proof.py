"""Proofreading behind the pages: the text is read in a process of its own once nobody has written for a while."""

from __future__ import annotations

import asyncio
from pathlib import Path
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

    def rest(self) -> None:
        """Read no more."""
        if self._task is not None:
            self._task.cancel()

    async def _run(self, number: int) -> None:
        await asyncio.sleep(PAUSE)
        files = dict(self._newsroom.desk.state.get("files", {}))
        found = await asyncio.to_thread(_found, self._newsroom.desk.house.root, number)
        if number == self._newsroom.desk.number:
            await self._newsroom.bump(proofreading={**found, "files": files})


def _found(root: Path, number: int) -> dict[str, Any]:
    from layout.guard import Limits, Stopped, guarded

    limits = Limits(seconds=60, memory=2048 * 1024 * 1024)
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
