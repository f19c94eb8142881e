"""The newsroom: one issue that several people look at and work on, one making of its pages after another.

Makings run in a thread, one at a time; of tries that wait only the newest is made. What changes files goes through the
journal, with the name of who did it.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.desk.window.desk import Desk
from layout.desk.window.hand.commands import COMMANDS
from layout.desk.window.hand.plan_text import new_text, plan_text
from layout.desk.window.hand.scene import PLAN, Edit, RefusedError, Scene, refuse
from layout.desk.window.overset import overset
from layout.desk.window.records import Showing, dummy_record, fits, remark_record
from layout.diagnostics import Diagnostic, Severity
from layout.journal import Change, Entry, Journal
from layout.journal.record import LINES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.desk.window.drawing import PageView
    from layout.desk.window.sessions import Session

Told = Callable[[dict[str, Any]], None]
Failed = Callable[[Exception], None]


def now() -> str:
    """Return the time as the history has it."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


class ConflictError(Exception):
    """Files that changed elsewhere since they were read; raised before anything is written."""

    def __init__(self, files: Iterable[tuple[str, bytes | None]]) -> None:
        """Name the files, each with what it was to hold."""
        super().__init__("conflict")
        self.files = tuple(files)


class Newsroom:
    """One issue, the pages made of it, and whoever waits for the next ones."""

    def __init__(self, desk: Desk, *, told: Told, failed: Failed) -> None:
        """Open for a desk; `told` hears of every making, `failed` of every mistake of our own."""
        self.desk = desk
        self._told, self._failed = told, failed
        self._alone = asyncio.Lock()
        self._changed = asyncio.Condition()
        self._newest = 0
        self._stamp: object = None
        self._turns: dict[str, Any] = {"undo": None, "redo": None}
        self.run = secrets.token_hex(4)

    def state(self, session: Session | None) -> dict[str, Any]:
        """Return the desk's state; with what is one person's own, and the last of the history, for a seat."""
        state = {**self.desk.state, "run": self.run, **self._turns}
        if session is None:
            return state
        me = {"name": session.name, "role": session.role}
        return state | {"me": me, "history": self.history()}

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
            found.append({"name": name, "yours": texts[0], "theirs": texts[1], "hash": self.journal.seen(name)})
        message = {"zh": "文件在别处改过了，没有写", "en": "a file was changed elsewhere; nothing was written"}
        return {"error": "conflict", "message": message, "files": found}

    @property
    def folder(self) -> Path:
        """The issue's folder."""
        return self.desk.house.issue(self.desk.number)

    @property
    def journal(self) -> Journal:
        """The journal of the issue's folder."""
        return Journal(self.folder)

    async def tell(self) -> None:
        """Wake everybody who waits for a change."""
        async with self._changed:
            self._changed.notify_all()

    async def wait(self) -> None:
        """Wait until something changes, at most half a second: a browser may have left, the program may end."""
        with suppress(TimeoutError):
            async with self._changed:
                await asyncio.wait_for(self._changed.wait(), 0.5)

    async def rebuild(self, *, always: bool = True) -> None:
        """Make the pages again and tell everybody; not always: only where a file changed since the last making."""
        async with self._alone:
            if always or self._files() != self._stamp:
                await self._rebuild()
        await self.tell()

    async def _rebuild(self) -> None:
        self._stamp = self._files()
        self._turns = await asyncio.to_thread(self._undoable)
        try:
            self._told(await asyncio.to_thread(self.desk.rebuild))
        except Exception as error:
            # A mistake of our own must not end the window: the next edit may well be set again.
            state = self.desk.state
            self.desk.state = {**state, "serial": state["serial"] + 1, "building": False, "fault": str(error)}
            self._failed(error)

    def _undoable(self) -> dict[str, Any]:
        if not self.has_history:
            return {"undo": None, "redo": None}
        journal = self.journal
        turns = {"undo": journal.undoable(), "redo": journal.redoable()}
        return {turn: entry and {"n": entry.number, "what": entry.what} for turn, entry in turns.items()}

    def _files(self) -> object:
        """Return what tells whether any file of the issue or of the fonts changed."""
        found = []
        for folder in (self.folder, self.desk.house.fonts):
            for path in folder.rglob("*") if folder.is_dir() else ():
                if ".history" in path.parts or path.name == "history.jsonl":
                    continue
                with suppress(OSError):
                    status = path.stat()
                    found.append((str(path), status.st_mtime_ns, status.st_size))
        return sorted(found)

    @property
    def has_history(self) -> bool:
        """Whether anything was changed yet; asking the journal itself would make its folder."""
        return (self.folder / LINES).exists()

    async def pages_after(self, number: int) -> tuple[PageView, ...]:
        """Return the pages as they stood after an entry of the history; none where they cannot be made."""
        from layout.desk.window.past import files_after

        if not self.has_history:
            return ()
        async with self._turn():
            files = await asyncio.to_thread(files_after, self.journal, number)
            return (await asyncio.to_thread(self.desk.tried, files)).pages

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        async with self._alone:
            yield

    async def attempt(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Work a command out without writing anything; a newer one that waits takes its place."""
        self._newest += 1
        mine = self._newest
        async with self._turn():
            if mine != self._newest:
                refuse("busy", "已有更新的一次", "a newer one has come", 503)
            return await asyncio.to_thread(self._attempt, given)

    def _attempt(self, given: Mapping[str, Any]) -> dict[str, Any]:
        edit = self._edit(given)
        return self._answer(self.desk.tried(edit.files, edit.plan), given)

    async def do(self, given: Mapping[str, Any], who: str) -> dict[str, Any]:
        """Do a command through the journal and make the pages; refused, or in conflict, nothing is written."""
        async with self._turn():
            entry = await asyncio.to_thread(self._done, given, who)
            await self._rebuild()
            showing = self.desk.showing
            answer = self._answer(showing, given) if showing else {}
        await self.tell()
        return {"ok": True, "entry": entry and {"n": entry.number, "what": entry.what}, **answer}

    def _done(self, given: Mapping[str, Any], who: str) -> Entry | None:
        journal = self.journal
        word = given.get("do")
        if word in ("undo", "redo"):
            done = journal.undo(who=who, when=now()) if word == "undo" else journal.redo(who=who, when=now())
            return _written(done.value, done.remarks, ())
        edit = self._edit(given)
        files = dict(edit.files)
        if edit.plan is not None:
            files[PLAN] = self._plan_file(edit, journal, who)
        seen = _mapping(given.get("seen"))
        known = self.desk.state.get("files", {})
        changes = [
            Change(name, data, seen.get(name, journal.seen(name) if name == PLAN else known.get(name)))
            for name, data in files.items()
        ]
        done = journal.write(changes, who=who, what=edit.what, when=now())
        return _written(done.value, done.remarks, tuple(files.items()))

    def _plan_file(self, edit: Edit, journal: Journal, who: str) -> bytes:
        """Return the dummy's file as it is to be; a made-up dummy that no file holds yet is kept first."""
        scene = self.scene()
        assert edit.plan is not None and scene.issue is not None
        path = self.folder / PLAN
        if not path.exists():
            kept = new_text(scene.pages().plan).encode("utf-8")
            done = journal.write([Change(PLAN, kept, None)], who=who, what="存下版样", when=now())
            _written(done.value, done.remarks, ((PLAN, kept),))
        copy = scene.copy(PLAN)
        text = plan_text(copy.text, path, scene.issue, edit.plan) or new_text(edit.plan)
        data = copy.encoded(text)
        assert data is not None
        return data

    def scene(self) -> Scene:
        """Return what commands work on."""
        desk = self.desk
        showing = desk.showing
        if showing is None:
            refuse("building", "还在排第一遍", "the first pages are still being made", 503)
        reached = showing.checked.reached
        return Scene(
            desk.house, desk.number, reached.issue if reached else None, showing.checked.sources, showing.judged
        )

    def _edit(self, given: Mapping[str, Any]) -> Edit:
        command = COMMANDS.get(str(given.get("do")))
        if command is None:
            refuse("unknown", f"没有这个命令：{given.get('do')}", f"there is no command {given.get('do')}")
        return command(self.scene(), given)

    def _answer(self, showing: Showing, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a making changed for a browser that shows the pages `have`, and from where a story is over."""
        have = _mapping(given.get("have"))
        pages = {
            str(page.sheet.number): self.desk.easel.since(page, str(have[str(page.sheet.number)]))
            for page in showing.pages
            if str(page.sheet.number) in have and have[str(page.sheet.number)] != page.version
        }
        shelf = self.desk.easel.shelf
        return {
            "serial": self.desk.state["serial"],
            "pages": pages,
            "glyphs": len(shelf) if shelf is not None else 0,
            "fits": fits(showing.judged),
            "diagnostics": [remark_record(remark, showing.checked.sources) for remark in showing.remarks],
            "dummy": dummy_record(showing.judged) if showing.judged else [],
            "files": self.desk.state.get("files", {}),
            "over": overset(showing.judged, showing.checked.sources, str(given.get("story", ""))),
        }


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def entry_record(entry: Entry) -> dict[str, Any]:
    """Return an entry of the history as plain data."""
    files = [name for name, _, _ in entry.files]
    return {
        "n": entry.number, "when": entry.when, "who": entry.who, "what": entry.what, "kind": entry.kind, "of": entry.of,
        "files": files,
    }  # fmt: skip


def _written(
    entry: Entry | None, remarks: tuple[Diagnostic, ...], files: tuple[tuple[str, bytes | None], ...]
) -> Entry | None:
    """Return the entry that the journal wrote; a conflict where a file was not as it was read."""
    if entry is not None:
        return entry
    if any(remark.code == "J001" for remark in remarks):
        raise ConflictError(files)
    if any(remark.code == "J003" for remark in remarks):
        return None
    from layout.diagnostics.wording import describe

    said = [remark for remark in remarks if remark.severity is Severity.ERROR][:1]
    zh, en = (describe(said[0], lang).message if said else "" for lang in ("zh", "en"))
    raise RefusedError("not_written", zh, en, 500)
