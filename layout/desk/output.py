"""Writing an issue's output so that a failed or killed run leaves the previous one whole.

A run writes into a staging folder beside the final one. When all of it is there, the parts that were not ordered are
linked in from the present output, and the two folders change places in one step of the file system. Before that step
the old output stands, after it the new one; there is nothing between. One run at a time works on an issue.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

PARTS = ("press", "archive", "web")
"""What a build delivers, each a folder of the output."""

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class BusyError(Exception):
    """Another run is working on the same issue's output."""


class Outbox:
    """One run's staging folder for `output/<N>/`."""

    def __init__(self, final: Path) -> None:
        """Prepare to replace `final`; what a killed run left behind is tidied up first.

        Raises BusyError while another run is at it, OSError where the place cannot be written.
        """
        self.final = final.resolve()
        folder, name = self.final.parent, self.final.name
        folder.mkdir(parents=True, exist_ok=True)
        self._before = folder / f".{name}.before"
        self.stage = folder / f".{name}.next"
        self.aside = folder / f".{name}.aside"
        self._lock_file = folder / f".{name}.lock"
        self._lock = _locked(self._lock_file)
        try:
            if self._before.is_dir() and not self.final.exists():
                self._before.rename(self.final)
            for left in (self._before, self.stage, self.aside):
                shutil.rmtree(left, ignore_errors=True)
            self.stage.mkdir()
            self.aside.mkdir()
        except BaseException:
            self._release()
            raise

    def part(self, name: str) -> Path:
        """Return the staging folder of a part, made anew."""
        folder = self.stage / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def keep(self, name: str) -> None:
        """Take a part or file of the present output over into the new one, unless it is there already."""
        present, kept = self.final / name, self.stage / name
        if kept.exists() or not present.exists():
            return
        _link(present, kept)

    def kept(self) -> tuple[str, ...]:
        """Take over everything that this run has not made, and return its names."""
        if not self.final.is_dir():
            return ()
        there = (entry.name for entry in self.final.iterdir() if entry.name[0] != ".")
        names = sorted(name for name in there if not (self.stage / name).exists())
        for name in names:
            self.keep(name)
        return tuple(names)

    def names(self) -> list[str]:
        """Return the names of all staged files."""
        start = len(str(self.stage)) + 1
        return [f"{folder}/{name}"[start:] for folder, _, files in os.walk(self.stage) for name in files]

    def write(self, name: str, text: str) -> Path:
        """Stage a single text file."""
        path = self.stage / name
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def files(self, parts: tuple[str, ...] | None = None) -> Iterator[tuple[str, str, int]]:
        """Yield (name, sha256, bytes) of every staged file, sorted by name; of some parts only where they are named."""
        for path in sorted(self.stage.rglob("*")):
            name = path.relative_to(self.stage)
            if path.is_file() and (parts is None or name.parts[0] in parts):
                with path.open("rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
                yield name.as_posix(), digest, path.stat().st_size

    def deliver(self) -> None:
        """Put the new output in place of the old in one step."""
        self.kept()
        if not self.final.exists():
            self.stage.rename(self.final)
        elif not _exchanged(self.stage, self.final):
            self.final.rename(self._before)  # where folders cannot change places, the next run puts a kill here right
            self.stage.rename(self.final)
        self.discard()

    def discard(self) -> None:
        """Drop what is not the output, and let the next run in."""
        for left in (self.stage, self.aside, self._before):
            shutil.rmtree(left, ignore_errors=True)
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock_file.unlink(missing_ok=True)
            self._lock.close()
            self._lock = None


def _locked(path: Path) -> IO[bytes] | None:
    """Return the lock held on a file, None where the system has no such locks."""
    try:
        import fcntl
    except ImportError:
        return None
    stream = path.open("wb")
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        stream.close()
        raise BusyError(path.name) from fault
    return stream


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step (Linux renameat2); False where the system cannot."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _link(source: Path, target: Path) -> None:
    """Link a file or all files of a folder."""
    if not source.is_dir():
        _link_file(str(source), str(target))
        return
    start = len(str(source))
    for folder, _, names in os.walk(source):
        there = f"{target}{folder[start:]}"
        Path(there).mkdir()
        for name in names:
            _link_file(f"{folder}/{name}", f"{there}/{name}")


def _link_file(source: str, target: str) -> None:
    """Link a file, or copy it where the disk has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
