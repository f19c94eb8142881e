"""Writing an issue's output so that a failed or killed run leaves the previous one whole.

A run writes into a staging folder beside the final one. When all of it is there, the parts that were not ordered are
linked in from the present output, everything is brought onto the disk, and the two folders change places in one step of
the file system. Before that step the old output stands, after it the new one; there is nothing between, and the old
tree goes only when the step itself is on the disk. One run at a time works on an issue.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from layout.ground.in_place import link_or_copy
from layout.ground.lock import Lock
from layout.ground.sync import sync_folder, sync_tree

REPORT = "report.json"
"""The file by which an output of ours is known."""

_WORTH = 4096
"""Bytes below which a second copy costs no more than a link: what a disk gives to the smallest file."""

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class ForeignError(Exception):
    """What stands in the output's place is not an output of ours; the argument is its path."""


class Outbox:
    """One run's staging folder for `output/<N>/`."""

    def __init__(self, final: Path) -> None:
        """Prepare to replace `final`; what a killed run left behind is tidied up first.

        Raises BusyError while another run is at it, ForeignError where something else stands in its place, OSError
        where the place cannot be written.
        """
        self.final = Path(os.path.realpath(final))
        folder, name = self.final.parent, self.final.name
        if not _ours(self.final) or (final.is_symlink() and not self.final.is_dir()):
            raise ForeignError(str(final))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError as fault:  # a file stands where the folder of all outputs is to be
            raise ForeignError(str(folder)) from fault
        self._before = folder / f".{name}.before"
        self.stage = folder / f".{name}.next"
        self.aside = folder / f".{name}.aside"
        self._lock = Lock(folder / f".{name}.lock")
        try:
            if self._before.is_dir() and not self.final.exists():
                self._before.rename(self.final)
            for left in (self._before, self.stage, self.aside):
                shutil.rmtree(left, ignore_errors=True)
            self.stage.mkdir()
            self.aside.mkdir()
        except BaseException:
            self._lock.release()
            raise

    def part(self, name: str) -> Path:
        """Return the staging folder of a part, made anew: what was taken over of it would be written through a link."""
        folder = self.stage / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
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
        names = sorted(entry.name for entry in self.final.iterdir() if not (self.stage / entry.name).exists())
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
        path.unlink(missing_ok=True)  # what was taken over is a link to the standing output's own file
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

    def one_of_each(self, files: tuple[tuple[str, str, int], ...]) -> None:
        """Keep one copy of equal files among those staged, (name, sha256, bytes) each; the others become links to it.

        What archive and readers share, and a page that is the whole press file, then lies on the disk once.
        """
        first: dict[str, str] = {}
        for name, digest, size in files:
            known = first.setdefault(digest, name)
            if known != name and size >= _WORTH:
                one, other = self.stage / known, self.stage / name
                if not other.samefile(one):
                    other.unlink()
                    link_or_copy(str(one), str(other))

    def deliver(self) -> None:
        """Put the new output in place of the old in one step, each side of it on the disk before the next.

        Raises ForeignError where something else has come to stand in its place, OSError where it cannot be moved.
        """
        self.kept()
        sync_tree(self.stage)
        if not _ours(self.final):  # looked at again: it took a while
            raise ForeignError(str(self.final))
        if not self.final.exists():
            self.stage.rename(self.final)
        elif not _exchanged(self.stage, self.final):
            self.final.rename(self._before)  # where folders cannot change places, the next run puts a kill here right
            self.stage.rename(self.final)
        sync_folder(self.final.parent)
        self.discard()

    def discard(self) -> None:
        """Drop what is not the output, and let the next run in."""
        for left in (self.stage, self.aside, self._before):
            shutil.rmtree(left, ignore_errors=True)
        self._lock.release()


def leads_into(path: Path, folder: Path) -> bool:
    """Tell whether a path, there or not, is a folder or lies in it, whatever links and letter case name it by."""
    real = Path(os.path.realpath(path))
    try:
        return any(place.exists() and place.samefile(folder) for place in (real, *real.parents))
    except OSError:
        return False


def _ours(final: Path) -> bool:
    """Tell whether a path is free for an output or holds one: nothing, an empty folder, a report, the proof alone."""
    try:
        names = {entry.name for entry in final.iterdir()}
    except FileNotFoundError:
        return True
    except NotADirectoryError:
        return not os.path.lexists(final)  # else the folder above is none, which writing will tell
    if names <= {"proof"}:
        return True
    try:
        report = json.loads((final / REPORT).read_bytes()) if (final / REPORT).is_file() else None
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(report, dict) and "schema" in report and "files" in report


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step (Linux renameat2, macOS renamex_np); False where the system cannot."""
    import ctypes

    try:
        system = ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    if hasattr(system, "renameat2"):
        return bool(system.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) == 0)
    if hasattr(system, "renamex_np"):
        return bool(system.renamex_np(first, second, _RENAME_EXCHANGE) == 0)
    return False


def _link(source: Path, target: Path) -> None:
    """Link a file or all files of a folder."""
    if not source.is_dir():
        link_or_copy(str(source), str(target))
        return
    start = len(str(source))
    for folder, _, names in os.walk(source):
        there = f"{target}{folder[start:]}"
        Path(there).mkdir()
        for name in names:
            link_or_copy(f"{folder}/{name}", f"{there}/{name}")
