"""The history of an issue's text files: what changed, when, by whom, and what each file held before and after.

In the issue's folder, `history.jsonl` has a line a change, oldest first, and `.history/` the contents of every state,
each under its own SHA-256. A change is written down before any file is replaced, so that a run that is killed in
between is completed by the next one. Undo and redo are changes like any other: they survive a restart and have no end.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock as ThreadLock
from typing import Any, Literal

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.ground.dataclass import dataclass
from layout.ground.in_place import put_in_place
from layout.ground.lock import Lock

LINES = "history.jsonl"
STATES = ".history"
Kind = Literal["change", "undo", "redo", "note"]


def sha256(data: bytes) -> str:
    """Return the name by which a state of a file goes."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """What a file is to hold: its name inside the issue's folder, its bytes (None: it goes), and what it must hold now.

    `seen` is the SHA-256 of the file as it was read, None where there was none.
    """

    name: str
    data: bytes | None
    seen: str | None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A line of the history: its number from 1, when, who, what in the desk's words, and each file before and after."""

    number: int
    when: str
    who: str
    what: str
    files: tuple[tuple[str, str | None, str | None], ...]
    kind: Kind = "change"
    of: int = 0

    def line(self) -> str:
        """Return the entry as a line of JSON."""
        record = {
            "n": self.number, "when": self.when, "who": self.who, "what": self.what, "kind": self.kind, "of": self.of,
            "files": [{"name": name, "before": before, "after": after} for name, before, after in self.files],
        }  # fmt: skip
        return json.dumps(record, ensure_ascii=False)


_Lines = tuple[Sequence[dict[str, Any]], tuple[HistoryEntry, ...]]
_KEPT: dict[Path, tuple[tuple[int, int, int], _Lines]] = {}
_KEEPING = ThreadLock()
_KEPT_MOST = 4
"""Histories kept as read: an evening's has thousands of lines, and every change asks for them several times."""


def _parsed(lines: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the records of lines; one that was cut short by a crash is none."""
    for line in lines:
        try:
            record = json.loads(line) if line.strip() else None
        except ValueError:
            continue
        if isinstance(record, dict):
            yield record


def _entries(records: Sequence[dict[str, Any]]) -> tuple[HistoryEntry, ...]:
    """Return the entries that records hold, without those that were dropped."""
    dropped = {record["dropped"] for record in records if "dropped" in record}
    return tuple(
        HistoryEntry(
            record["n"], record["when"], record["who"], record["what"],
            tuple((file["name"], file["before"], file["after"]) for file in record["files"]),
            record["kind"], record["of"],
        )
        for record in records
        if "dropped" not in record and record["n"] not in dropped
    )  # fmt: skip


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"


class Journal:
    """The journal of one issue's folder. Times are given by the caller, ISO 8601, since nothing here has a clock."""

    def __init__(self, folder: Path) -> None:
        """Open the journal of a folder and finish a change that a killed run left half made."""
        self.folder = folder
        with suppress(OSError), self._alone():  # what the disk refuses waits; the history can be read all the same
            self._complete()

    def read(self, name: str) -> tuple[bytes, str | None]:
        """Return what a file holds and the SHA-256 of just that; nothing and None where there is no such file.

        Whoever changes a file by what it holds reads it so: asked for afterwards, `seen` may tell of a newer state,
        and what another hand wrote in between would be overwritten.
        """
        try:
            data = (self.folder / name).read_bytes()
        except FileNotFoundError:
            return b"", None
        return data, sha256(data)

    def read_text(self, name: str) -> tuple[str, str | None]:
        """Return what `read` does as text, lines ending in a line feed; UnicodeDecodeError where it is no UTF-8."""
        data, seen = self.read(name)
        return data.decode("utf-8").replace("\r\n", "\n"), seen

    def seen(self, name: str) -> str | None:
        """Return the SHA-256 of a file as it stands, None where there is none."""
        return self.read(name)[1]

    def write(self, changes: Sequence[Change], *, who: str, what: str, when: str) -> Remarked[HistoryEntry | None]:
        """Write all changes or none; None with J001 for each file that is not as it was read, J002 where it fails."""
        try:
            with self._alone():
                return self._write(changes, who, what, when)
        except OSError as fault:
            return Remarked(None, (self._unwritten(fault),))

    def note(self, *, who: str, what: str, when: str) -> Remarked[HistoryEntry | None]:
        """Add a line that changes no file: who took a story, who gave it back."""
        try:
            with self._alone():
                entry = HistoryEntry(self._last() + 1, when, who, what, (), "note")
                self._append(entry.line())
        except OSError as fault:
            return Remarked(None, (self._unwritten(fault),))
        return Remarked(entry)

    def entries(self) -> tuple[HistoryEntry, ...]:
        """Return the history, oldest first; a line that was cut short by a crash is no entry."""
        return self._read()[1]

    def undoable(self) -> HistoryEntry | None:
        """Return the change that an undo would take back."""
        return next(reversed(self._stacks()[0]), None)

    def redoable(self) -> HistoryEntry | None:
        """Return the change that a redo would make again."""
        return next(reversed(self._stacks()[1]), None)

    def undo(self, *, who: str, when: str) -> Remarked[HistoryEntry | None]:
        """Take the last change back.

        None with J003 where there is none, J001 where a file changed since, J002 where the state before is gone from
        the history's folder or cannot be written.
        """
        return self._turn("undo", who, when)

    def redo(self, *, who: str, when: str) -> Remarked[HistoryEntry | None]:
        """Make the change that was taken back last once more; None as in `undo`."""
        return self._turn("redo", who, when)

    def state(self, name: str, number: int) -> bytes | None:
        """Return what a file held after entry `number`, None without one; KeyError where it never changed."""
        for entry in reversed(self.entries()):
            for file, _, after in entry.files:
                if entry.number <= number and file == name:
                    return None if after is None else self._stored(after)
        for entry in self.entries():
            for file, before, _ in entry.files:
                if file == name:
                    return None if before is None else self._stored(before)
        raise KeyError(name)

    def _turn(self, kind: Kind, who: str, when: str) -> Remarked[HistoryEntry | None]:
        try:
            with self._alone():
                entry = self.undoable() if kind == "undo" else self.redoable()
                if entry is None:
                    return Remarked(None, (Diagnostic.make("J003", Severity.NOTE, turn=kind),))
                changes = []
                for name, before, after in entry.files:
                    old, new = (after, before) if kind == "undo" else (before, after)
                    changes.append(Change(name, None if new is None else self._stored(new), old))
                return self._write(changes, who, entry.what, when, kind, entry.number)
        except OSError as fault:
            return Remarked(None, (self._unwritten(fault),))

    def _write(
        self, changes: Sequence[Change], who: str, what: str, when: str, kind: Kind = "change", of: int = 0
    ) -> Remarked[HistoryEntry | None]:
        there = {change.name: self.read(change.name) for change in changes}
        elsewhere = [change.name for change in changes if there[change.name][1] != change.seen]
        if elsewhere:
            return Remarked(None, self._elsewhere(elsewhere))
        after = {change.name: None if change.data is None else sha256(change.data) for change in changes}
        files = tuple((name, seen, after[name]) for name, (_, seen) in there.items() if seen != after[name])
        entry = HistoryEntry(self._last() + 1, when, who, what, files, kind, of)
        if not files:
            return Remarked(entry)
        try:
            for name, before, _ in files:
                if before is not None:
                    self._store(there[name][0])
            for change in changes:
                if change.data is not None:
                    self._store(change.data)
            # Storing waits for the disk, long enough for an editor to save.
            late = [name for name, before, _ in files if self.seen(name) != before]
            if late:
                return Remarked(None, self._elsewhere(late))
            self._append(entry.line())
            self._put(files)
        except OSError:
            self._drop(entry)
            raise
        return Remarked(entry)

    def _last(self) -> int:
        """Return the number of the last line, dropped ones counted; 0 without one."""
        return max((record.get("n", 0) for record in self._records()), default=0)

    def _elsewhere(self, names: Sequence[str]) -> tuple[Diagnostic, ...]:
        """Return that files were changed by another hand since they were read."""
        at = [Place(f"issues/{self.folder.name}/{name}") for name in names]
        return tuple(Diagnostic.make("J001", Severity.ERROR, place) for place in at)

    def _unwritten(self, fault: OSError) -> Diagnostic:
        """Return why nothing was written, at the folder that refused it."""
        at = Place(f"issues/{self.folder.name}")
        return Diagnostic.make("J002", Severity.ERROR, at, reason=fault.strerror or str(fault))

    def _put(self, files: Sequence[tuple[str, str | None, str | None]]) -> None:
        for name, _, after in files:
            if after is None:
                (self.folder / name).unlink(missing_ok=True)
            else:
                put_in_place(self.folder / name, self._stored(after))

    def _drop(self, entry: HistoryEntry) -> None:
        """Put back what a failed change had replaced already, and strike its line."""
        for name, before, after in entry.files:
            try:
                if self.seen(name) == after:
                    self._put([(name, after, before)])
            except OSError:
                continue
        try:
            if any(record.get("n") == entry.number for record in self._records()):
                self._append(json.dumps({"dropped": entry.number}))
        except OSError:
            pass  # The disk is full: the next run finds the line, and no file that it changed.

    def _complete(self) -> None:
        """Finish the last change where a run was killed between its line and its files.

        Where none of its files was replaced yet, the change is taken back in the history, too: nobody was told that it
        was made, and another hand may just as well have brought the files back. A redo makes it again.
        """
        entries = self.entries()
        files = entries[-1].files if entries else ()
        now = {name: self.seen(name) for name, _, _ in files}
        waiting = [file for file in files if now[file[0]] == file[1]]
        done = [file for file in files if now[file[0]] == file[2]]
        if not waiting or len(waiting) + len(done) != len(files):
            return
        if done:
            self._put(waiting)
        else:
            self._append(self._taken_back(entries[-1]).line())

    def _taken_back(self, entry: HistoryEntry) -> HistoryEntry:
        """Return the entry that takes back one whose files were never replaced."""
        back = tuple((name, after, before) for name, before, after in entry.files)
        kind: Kind = "redo" if entry.kind == "undo" else "undo"
        return HistoryEntry(self._last() + 1, entry.when, entry.who, entry.what, back, kind, entry.number)

    def _stacks(self) -> tuple[list[HistoryEntry], list[HistoryEntry]]:
        """Return the changes that may be undone and those that may be redone, the next one last."""
        done: list[HistoryEntry] = []
        undone: list[HistoryEntry] = []
        for entry in self.entries():
            if entry.kind == "undo" and done:
                undone.append(done.pop())
            elif entry.kind == "redo" and undone:
                done.append(undone.pop())
            elif entry.kind == "change":
                done.append(entry)
                undone.clear()
        return done, undone

    def _records(self) -> Sequence[dict[str, Any]]:
        return self._read()[0]

    def _read(self) -> _Lines:
        """Return the lines of the history and their entries; as they were read last while the file is the same."""
        path = self.folder / LINES
        try:
            status = path.stat()
            stamp = (status.st_ino, status.st_size, status.st_mtime_ns)
            kept = _KEPT.get(path)
            if kept is not None and kept[0] == stamp:
                return kept[1]
            lines = path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return (), ()
        records = tuple(_parsed(lines))
        read = records, _entries(records)
        if sum(map(len, lines)) + len(lines) - 1 == status.st_size:  # nobody has added a line meanwhile
            with _KEEPING:
                _KEPT.pop(path, None)
                _KEPT[path] = stamp, read
                while len(_KEPT) > _KEPT_MOST:
                    del _KEPT[next(iter(_KEPT))]
        return read

    def _append(self, line: str) -> None:
        path = self.folder / LINES
        with path.open("ab") as stream:
            torn = stream.tell() > 0 and not _ends_a_line(path)
            stream.write((b"\n" if torn else b"") + line.encode("utf-8") + b"\n")
            stream.flush()
            os.fsync(stream.fileno())

    def _store(self, data: bytes) -> None:
        path = self.folder / STATES / sha256(data)
        if not path.exists():
            put_in_place(path, data)

    def _stored(self, name: str) -> bytes:
        return (self.folder / STATES / name).read_bytes()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the journal against other programs while it is read and written; OSError where the folder refuses."""
        (self.folder / STATES).mkdir(exist_ok=True)
        lock = Lock(self.folder / STATES / "lock", wait=True)
        try:
            yield
        finally:
            lock.release()
