"""Builds and proofs asked for in the window, made by the same pipeline as `layout issue`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from layout.desk.build.docket import Docket
from layout.desk.build.order import PARTS, Order, in_silence
from layout.desk.window.hand.scene import refuse
from layout.desk.window.records import remark_record

if TYPE_CHECKING:
    from layout.desk.build.results import Built
    from layout.desk.window.desk import Desk
    from layout.desk.window.jobs.room import Room

IDLE: dict[str, Any] = {"running": False}


class Builder:
    """Builds one issue at a time and tells of it in the state's `build`."""

    def __init__(self, newsroom: Room) -> None:
        """Open with nothing built."""
        self._newsroom = newsroom
        self._task: asyncio.Task[None] | None = None

    def start(self, given: Mapping[str, Any]) -> None:
        """Begin a build; refused while another one runs. `parts` may hold press, archive, web; none is all of them."""
        if self._task is not None and not self._task.done():
            refuse("busy", "上一次还没有排完", "the last build is still running", 409)
        parts = given.get("parts") or PARTS
        if not isinstance(parts, list | tuple) or not {*parts} <= {*PARTS}:
            refuse("bad_parts", "成品只有 press、archive、web", "the parts are press, archive, web")
        reason = given.get("reason", "")
        if not isinstance(reason, str) or len(reason) > 400:
            refuse("bad_reason", "缘由不对", "that reason is wrong")
        desk = self._newsroom.desk
        order = Order(
            desk.house, desk.number, desk.house.output, tuple(parts), bool(given.get("release")),
            bool(given.get("proof")), reason=" ".join(reason.split()),
        )  # fmt: skip
        self._task = asyncio.create_task(self._run(order))

    async def _run(self, order: Order) -> None:
        loop = asyncio.get_running_loop()
        await self._newsroom.bump(build={"running": True, "stage": "read", "release": order.release})

        def progress(name: str, seconds: float, made: str) -> None:
            told = {"running": True, "stage": name, "release": order.release}
            asyncio.run_coroutine_threadsafe(self._newsroom.bump(build=told), loop)

        try:
            built = await asyncio.to_thread(_built, order, progress)
            await self._newsroom.bump(build=built_record(built))
        except Exception as error:
            await self._newsroom.bump(build={"running": False, "ok": False, "fault": str(error)})
            self._newsroom.failed(error)


def _built(order: Order, progress: Callable[[str, float, str], None]) -> Built:
    from layout.desk.build.pipeline import build

    return build(order, progress)


def built_record(built: Built) -> dict[str, Any]:
    """Return how a build went."""
    written = built.written
    return {
        "running": False,
        "ok": bool(written.files),
        "release": built.order.release,
        "folder": str(built.order.final),
        "kept": str(written.release) if written.release else None,
        "proof": str(written.proof) if written.proof else None,
        "files": [name for name, _, _ in written.files],
        "diagnostics": [remark_record(remark, built.sources) for remark in built.remarks],
    }


def proof_pdf(desk: Desk) -> bytes | None:
    """Return the proof of the pages as they stand, as one PDF; None where there are no pages."""
    from layout.desk.build.goods import goods_of
    from layout.desk.build.proof_file import write_desk_proof

    showing = desk.showing
    if showing is None or showing.judged is None:
        return None
    docket = Docket(Order(desk.house, desk.number, desk.house.output), in_silence)
    docket.note(showing.remarks)
    with TemporaryDirectory() as folder:
        write_desk_proof(goods_of(showing.judged, docket), showing.judged, docket, Path(folder))
        found = sorted(Path(folder).glob("*.pdf"))
        return found[0].read_bytes() if found else None
