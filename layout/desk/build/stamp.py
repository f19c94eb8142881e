"""What an issue's output was made from: while nothing of it has changed since, there is nothing to build.

A stamp lists the copy, the files that copy names outside its folder, and every file of the output, each with its size,
its times and its sha256, and holds one digest over the program, its libraries and the fonts. A file whose size and
times are as they were is taken to be as it was; any other is read. A file changed so soon before it was listed that its
times could not tell a later change is read, too (git calls such a file racily clean).

This module imports nothing of the stages, so that a build with nothing to do ends before they are loaded.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from layout.ground.in_place import put_in_place
from layout.ground.named_tuple import NamedTuple

if TYPE_CHECKING:
    from layout.desk.build.order import Order

_RACY = 50_000_000
"""Nanoseconds: the coarsest step that file times in use are counted in, with room to spare (ext4 and NTFS: 4-16 ms)."""

_SITE = "site"
"""The stamp of the index over all issues, which every issue's web edition renews."""

_PACKAGE = Path(__file__).resolve().parents[2]

Facts = tuple[int, int, int]
"""A file's size, and when its content and its entry were changed, in nanoseconds; a size below 0: no plain file."""


class FilesSeen(NamedTuple):
    """Files by path as they were when `clock` was read, in nanoseconds: the facts and the sha256 of each."""

    clock: int
    files: dict[str, tuple[Facts, str]]


class Start(NamedTuple):
    """What a build starts from: its copy, and a digest of the program, its libraries and the fonts."""

    copy: FilesSeen
    machine: str


def start_of(order: Order) -> Start:
    """Return what a build is about to start from; to be called before anything of it is read."""
    return Start(_tree(_copy(order)), _machine(order))


def is_unchanged(order: Order) -> bool:
    """Tell whether the output has all that is ordered, whole, and nothing that it was made from has changed since.

    False where there is no stamp or an unreadable one, and where the output was built for another purpose.
    """
    try:
        stamp = _read(order, str(order.number))
        released = not order.release or any(order.output.glob(f"{order.number}-r[0-9]*"))
        fits = released and set(order.only) <= set(stamp["only"]) and stamp["release"] == order.release
        if not fits or (order.proof and not stamp["proof"]) or stamp["machine"] != _machine(order):
            return False
        kept = {part: _as_tree(stamp[part]) for part in ("copy", "beyond", "output")}
        now = {
            "copy": _same(kept["copy"], _copy(order)),
            "beyond": _same(kept["beyond"], _facts_of(kept["beyond"].files)),
            "output": _same(kept["output"], _below(order.final)),
        }
        if "web" in order.only and _same(_as_tree(_read(order, _SITE)), _below(order.output / "web")) is None:
            return False
    except (OSError, ValueError, TypeError, LookupError):
        return False  # there is no stamp, or it is not one of ours
    trees = {part: tree for part, tree in now.items() if tree is not None}
    if len(trees) < len(now):
        return False
    if trees != kept:  # what had to be read this time need not be read the next
        _write(order, str(order.number), {**stamp, **trees})
    return True


def keep_stamp(order: Order, start: Start, written: Iterable[tuple[str, str, int]], beyond: Iterable[Path]) -> None:
    """Keep what the standing output of an order was made from; `written` has the sha256 of its files by name.

    `beyond` are files that the copy names outside its own folder. Nothing is kept where one of them was changed since
    the start.
    """
    named = _facts_of(str(path) for path in beyond if str(path) not in start.copy.files)
    if any(changed >= start.copy.clock - _RACY for _, _, changed in named.values()):
        return
    known = {str(order.final / name): digest for name, digest, _ in written}
    stamp = {
        "only": order.only,
        "release": order.release,
        "proof": order.proof,
        "machine": start.machine,
        "copy": start.copy,
        "beyond": _tree(named),
        "output": _tree(_below(order.final), known),
    }
    _write(order, str(order.number), stamp)
    if "web" in order.only and order.index:
        _write(order, _SITE, _tree(_below(order.output / "web")))


def standing(order: Order) -> Any:
    """Return an output's stamp where neither it nor what it was made from has changed since; None where one has."""
    try:
        stamp = _read(order, str(order.number))
        facts = (("copy", _copy(order)), ("output", _below(order.final)))
        return stamp if all(_same(_as_tree(stamp[part]), now) for part, now in facts) else None
    except (OSError, ValueError, TypeError, LookupError):
        return None


def carry(order: Order, stamp: Any) -> None:
    """Keep a stamp that stood before the output and the house's settings were changed alike, for what they are now."""
    now = {"copy": _copy(order), "output": _below(order.final)}
    trees = {part: _tree(facts, _known(_as_tree(stamp[part]), facts)) for part, facts in now.items()}
    _write(order, str(order.number), {**stamp, **trees})


def carry_site(order: Order) -> None:
    """Keep the stamp of the index over all issues for what it is now."""
    _write(order, _SITE, _tree(_below(order.output / "web")))


def _known(kept: FilesSeen, facts: dict[str, Facts]) -> dict[str, str]:
    """Return the sha256 of the files that are as they were kept."""
    return {path: kept.files[path][1] for path, told in facts.items() if kept.files.get(path, ((), ""))[0] == told}


def _copy(order: Order) -> dict[str, Facts]:
    """Return the files that an issue is made from: its own and the house's."""
    return _below(order.folder, hidden=False) | _below(order.house.issues / "house", hidden=False)


def _machine(order: Order) -> str:
    """Return a digest of what makes pages of copy: this program, its libraries, and the fonts.

    Their files are known by size and times alone: a false alarm costs one build.
    """
    libraries = [
        sorted(entry.name for entry in os.scandir(place) if entry.name.endswith(".dist-info"))
        for place in sys.path
        if place.endswith("-packages") and Path(place).is_dir()
    ]
    program, fonts = _below(_PACKAGE, hidden=False), _below(order.house.fonts, hidden=False)
    return sha256(repr((sys.version, libraries, sorted(program.items()), sorted(fonts.items()))).encode()).hexdigest()


def _below(folder: Path, *, hidden: bool = True) -> dict[str, Facts]:
    """Return the facts of all files below a folder by path; of hidden ones only where that is asked for."""
    found: dict[str, Facts] = {}
    waiting = [str(folder)]
    while waiting:
        with suppress(FileNotFoundError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name == "__pycache__" or (entry.name[0] == "." and not hidden):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    found |= _facts_of((entry.path,))
    return found


def _facts_of(paths: Iterable[str]) -> dict[str, Facts]:
    """Return the facts of files by path; what is not there or no plain file has a size below 0."""
    found = {}
    for path in paths:
        try:
            told = os.stat(path)  # noqa: PTH116 - thousands of files
            plain = stat.S_ISREG(told.st_mode)
        except OSError:
            plain = False
        found[path] = (told.st_size, told.st_mtime_ns, told.st_ctime_ns) if plain else (-1, 0, 0)
    return found


def _tree(facts: dict[str, Facts], known: Mapping[str, str] = MappingProxyType({})) -> FilesSeen:
    """Return files with their sha256, which `known` may have by path already."""
    clock = time.time_ns()
    return FilesSeen(clock, {path: (told, known.get(path) or _digest(path, told)) for path, told in facts.items()})


def _same(kept: FilesSeen, facts: dict[str, Facts]) -> FilesSeen | None:
    """Return the files as they are now where they are what was kept, else None."""
    if kept.files.keys() != facts.keys():
        return None
    clock = time.time_ns()
    files, read = {}, False
    for path, told in facts.items():
        before, digest = kept.files[path]
        if told != before or told[2] > kept.clock - _RACY:
            if not digest or told[0] != before[0] or _digest(path, told) != digest:
                return None
            read = True
        files[path] = (told, digest)
    return FilesSeen(clock, files) if read else kept


def _digest(path: str, facts: Facts) -> str:
    """Return a file's sha256; nothing, which is like no other file, where it cannot be read."""
    if facts[0] < 0:
        return ""
    try:
        with Path(path).open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _place(order: Order, name: str) -> Path:
    return order.output / ".cache" / "stamps" / f"{name}.json"


def _read(order: Order, name: str) -> Any:
    return json.loads(_place(order, name).read_bytes())


def _as_tree(data: Any) -> FilesSeen:
    clock, files = data
    return FilesSeen(clock, {path: (tuple(facts), digest) for path, (facts, digest) in files.items()})


def _write(order: Order, name: str, stamp: Any) -> None:
    """Write a stamp; one that cannot be written is no fault, the next run builds."""
    with suppress(OSError):
        put_in_place(_place(order, name), json.dumps(stamp, ensure_ascii=False).encode())
