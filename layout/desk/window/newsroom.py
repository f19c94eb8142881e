"""The newsroom: one issue that several people look at and work on, one making of its pages after another.

Makings run in a thread of their own, one at a time, so that nothing else that waits in a thread keeps them back; of
tries that wait only the newest of each seat is made.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from layout.desk.clock import now
from layout.desk.window.deeds import ConflictError, Deeds
from layout.desk.window.desk import Desk
from layout.desk.window.hand.scene import RefusedError, refuse
from layout.desk.window.history_words import deed, told
from layout.desk.window.jobs.building import Builder
from layout.desk.window.jobs.comparing import Comparison
from layout.desk.window.jobs.others import Others
from layout.desk.window.jobs.reading_proof import Proofreader
from layout.desk.window.jobs.uploads import Uploads
from layout.desk.window.overset import overset
from layout.desk.window.people.holders import Holders
from layout.desk.window.records import Showing, dummy_record, fits, remark_record
from layout.journal import HistoryEntry, Journal
from layout.journal.record import LINES, STATES

if TYPE_CHECKING:
    from layout.desk.window.drawing import PageView
    from layout.desk.window.people.seats import Seat

Told = Callable[[dict[str, Any]], None]
Failed = Callable[[Exception], None]

T = TypeVar("T")

TICK = 1.0
"""Seconds between two looks at leases that may have ended."""


class Newsroom:
    """One issue, the pages made of it, and whoever waits for the next ones."""

    def __init__(self, desk: Desk, *, told: Told, failed: Failed) -> None:
        """Open for a desk; `told` hears of every making, `failed` of every mistake of our own."""
        self.desk = desk
        self.folder: Path = desk.house.issue(desk.number)
        self.holders = Holders(self.folder / STATES)
        self.deeds = Deeds(desk, self.holders)
        self.run = secrets.token_hex(4)
        self._told, self.failed = told, failed
        self.builder, self.proofreader = Builder(self), Proofreader(self)
        self.uploads = Uploads(desk.house.output / ".cache" / "desk" / f"uploads-{self.run}")
        self.others, self.comparison = Others(desk, failed), Comparison(desk)
        self.deeds.choices = self.others.choices
        self.turned = asyncio.Event()
        self._alone = asyncio.Lock()
        self._maker = ThreadPoolExecutor(1, "maker")
        self._changed = asyncio.Event()
        self._newest: dict[str, int] = {}
        self._stamp: object = None
        self._turns: dict[str, Any] = {"undo": None, "redo": None}

    def state(self, seat: Seat | None) -> dict[str, Any]:
        """Return the desk's state; with what is one person's own, and the last of the history, for a seat."""
        state = {**self.desk.state, "run": self.run, **self._turns, **self.holders.record()}
        if seat is None:
            return state
        return state | {"me": {"name": seat.name, "role": seat.role}, "history": self.history()}

    def history(self, before: int = 0, most: int = 50) -> list[dict[str, Any]]:
        """Return entries of the history, newest first, those before a number where it is given."""
        if not self.has_history:
            return []
        entries = [entry for entry in self.journal.entries() if not before or entry.number < before]
        return [entry_record(entry) for entry in reversed(entries[-most:])]

    def refusal(self, refused: RefusedError) -> dict[str, Any]:
        """Return a refusal as the browser gets it."""
        sources = self.desk.sources
        found = [remark_record(remark, sources) for remark in refused.remarks] if sources else []
        return {"error": refused.word, "message": {"zh": refused.zh, "en": refused.en}, "diagnostics": found}

    def conflict(self, conflict: ConflictError) -> dict[str, Any]:
        """Return what stands and what was to stand, for a conflict to be shown side by side."""
        found = []
        for name, data in conflict.files:
            try:
                there: bytes | None = (self.folder / name).read_bytes()
            except OSError:
                there = None
            texts = [None if one is None else one.decode("utf-8", "replace") for one in (data, there)]
            hashed = self.journal.seen(name)
            found.append({"name": name, "yours": texts[0], "theirs": texts[1], "hash": hashed})
        message = {"zh": "文件在别处改过了，没有写", "en": "a file was changed elsewhere; nothing was written"}
        return {"error": "conflict", "message": message, "files": found}

    async def tell(self) -> None:
        """Wake everybody who waits for a change.

        No lock stands between those who tell and those who wait: a browser that leaves may be cancelled at any step of
        its waiting, more than once, and what it then held nobody would let go.
        """
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def wait(self) -> None:
        """Wait until something changes, at most half a second: a browser may have left, the program may end."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), 0.5)

    async def bump(self, **changes: Any) -> None:
        """Tell everybody of a change that is none of the pages."""
        self.desk.tell(**changes)
        await self.tell()

    async def _made(self, work: Callable[..., T], *given: Any) -> T:
        """Return what is made in the makings' own thread."""
        return await asyncio.get_running_loop().run_in_executor(self._maker, work, *given)

    def close(self) -> None:
        """Read and make no more, and let go of what was sent here."""
        self.proofreader.rest()
        self.uploads.close()
        self._maker.shutdown(wait=False, cancel_futures=True)

    async def tend(self) -> None:
        """End leases that have run out, with a line in the history, for as long as the window stands."""
        while True:
            await asyncio.sleep(TICK)
            try:
                await self._end_leases()
            except Exception as error:
                self.failed(error)  # the next look may go well

    async def _end_leases(self) -> None:
        over = self.holders.ended()
        for lease in over:
            if not lease.what.startswith("page:"):
                what = deed("lease over", story=lease.what)
                await asyncio.to_thread(self.deeds.journal.note, who=lease.name, what=what, when=now())
        if over:
            await self.bump()

    async def rebuild(self, *, always: bool = True) -> None:
        """Make the pages again and tell everybody; not always: only where a file changed since the last making."""
        async with self._alone:
            if always or await self._made(self._files) != self._stamp:
                await self._rebuild()
        await self.tell()

    async def _rebuild(self) -> None:
        self._stamp = self._files()
        try:
            self._turns = await self._made(self._undoable)
            self._told(await self._made(self.desk.rebuild))
        except Exception as error:
            # A mistake of our own must not end the window: the next edit may well be set again.
            self.desk.tell(building=False, fault=str(error))
            self.failed(error)
        self.proofreader.wake()

    def _undoable(self) -> dict[str, Any]:
        if not self.has_history:
            return {"undo": None, "redo": None}
        journal = self.journal
        turns = {"undo": journal.undoable(), "redo": journal.redoable()}
        return {turn: entry and {"n": entry.number, "what": told(entry.what)} for turn, entry in turns.items()}

    def _files(self) -> object:
        """Return what tells whether any file of the issue or of the fonts changed."""
        found = []
        for folder in (self.folder, self.desk.house.issues / "house", self.desk.house.fonts):
            for path in folder.rglob("*") if folder.is_dir() else ():
                if STATES in path.parts or path.name == LINES:
                    continue
                with suppress(OSError):
                    status = path.stat()
                    found.append((str(path), status.st_mtime_ns, status.st_size))
        return sorted(found)

    @property
    def has_history(self) -> bool:
        """Whether anything was changed yet; asking the journal itself would make its folder."""
        return (self.folder / LINES).exists()

    @property
    def journal(self) -> Journal:
        """The journal of the issue's folder."""
        return Journal(self.folder)

    async def pages_after(self, number: int) -> tuple[PageView, ...]:
        """Return the pages as they stood after an entry of the history; none where they cannot be made."""
        from layout.desk.window.past import files_after

        if not self.has_history:
            return ()
        async with self._alone:
            files = await self._made(files_after, self.journal, number)
            return (await self._made(self.desk.tried, files)).pages

    async def aside(self, work: Callable[[Desk], T]) -> T:
        """Return what is made of the desk in a thread, while no pages are being made."""
        async with self._alone:
            return await self._made(work, self.desk)

    async def attempt(self, given: Mapping[str, Any], seat: Seat) -> dict[str, Any]:
        """Work a command out without writing anything; a newer one of the same seat that waits takes its place."""
        mine = self._newest[seat.secret] = self._newest.get(seat.secret, 0) + 1
        async with self._alone:
            if mine != self._newest[seat.secret]:
                refuse("busy", "已有更新的一次", "a newer one has come", 503)
            return await self._made(self._attempt, given, seat)

    def _attempt(self, given: Mapping[str, Any], seat: Seat) -> dict[str, Any]:
        edit = self.deeds.edit(given, seat)
        showing = self.desk.tried(edit.files, edit.plan)
        # What is as the state has it need not travel at every keystroke.
        state = self.desk.state
        return {
            name: value
            for name, value in self._answer(showing, given).items()
            if name in ("serial", "glyphs") or state.get(name) != value
        }

    async def turn_to(self, number: int) -> None:
        """Turn the window to another issue, for everybody who looks on."""
        async with self._alone:
            await self._made(self.desk.turn_to, number)
            self.folder = self.desk.house.issue(number)
            self.holders = self.deeds.holders = Holders(self.folder / STATES)
            self.run = secrets.token_hex(4)
            self.turned.set()
            await self._rebuild()
        await self.tell()

    async def do(self, given: Mapping[str, Any], seat: Seat) -> dict[str, Any]:
        """Do a command through the journal and make the pages; refused, or in conflict, nothing is written."""
        async with self._alone:
            entry = await self._made(self.deeds.do, given, seat)
            if given.get("do") in ("fix", "reject"):
                self.proofreader.answered(str(given.get("key")), kept=given.get("do") == "reject")
            if entry is not None and not entry.files and entry.kind != "note":
                entry = None  # nothing was to be changed
            if entry is not None and (entry.files or given.get("house")):
                await self._rebuild()
            else:
                await self.bump()
            showing = self.desk.showing
            answer = self._answer(showing, given) if showing else {}
        await self.tell()
        solved = given.get("do") == "make_room" or bool(given.get("room"))
        told_entry = entry and {"n": entry.number, "what": told(entry.what), "solved": solved}
        return {"ok": True, "entry": told_entry, **answer}

    def _outlines(self, held: Any) -> dict[str, Any]:
        """Return the outlines that a browser which holds so many lacks; nothing where it does not say."""
        shelf = self.desk.easel.shelf
        if shelf is None or not isinstance(held, int) or isinstance(held, bool) or held < 0:
            return {}
        return {"outlines": dict(shelf.since(held))}

    def _answer(self, showing: Showing, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a making changed for a browser that shows the pages `have`, and from where a story is over."""
        have = given.get("have")
        have = have if isinstance(have, dict) else {}
        easel = self.desk.easel
        pages = {
            str(page.sheet.number): easel.since(page, str(have[str(page.sheet.number)]))
            for page in showing.pages
            if str(page.sheet.number) in have and have[str(page.sheet.number)] != page.version
        }
        return {
            "serial": self.desk.state["serial"],
            "pages": pages,
            "glyphs": len(easel.shelf) if easel.shelf is not None else 0,
            "fits": fits(showing.judged),
            "diagnostics": [remark_record(remark, showing.checked.sources) for remark in showing.remarks],
            "dummy": dummy_record(showing.judged) if showing.judged else [],
            "files": self.desk.state.get("files", {}),
            **self._outlines(given.get("glyphs")),
            "over": overset(showing.judged, showing.checked.sources, str(given.get("story", ""))),
        }


def entry_record(entry: HistoryEntry) -> dict[str, Any]:
    """Return an entry of the history as plain data."""
    files = [name for name, _, _ in entry.files]
    return {
        "n": entry.number, "when": entry.when, "who": entry.who, "what": told(entry.what), "kind": entry.kind,
        "of": entry.of,
        "files": files,
    }  # fmt: skip
