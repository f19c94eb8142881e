"""Done stamps: an issue that was built from the same inputs by the same program is not built again.

A stamp holds the key of what the issue was made from and the checksum of the report that was written with it, so an
output that was changed, replaced or taken away has no stamp that counts.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

from layout.desk.batch.records import DONE, KEPT, IssueOutcome, Wanted
from layout.desk.house import House
from layout.desk.output import REPORT
from layout.diagnostics import Diagnostic
from layout.ground.dataclass import replace
from layout.ground.in_place import put_in_place
from layout.guard import read_plain

FOLDER = ".batch"
"""Where a batch keeps its own things, in the output."""


@cache
def program() -> str:
    """Return the fingerprint of this program: every file of the package."""
    root = Path(__file__).resolve().parents[2]
    return _sum(_files(root, skipped=("__pycache__",)))


def key_of(house: House, number: int, wanted: Wanted) -> str:
    """Return the key of an issue's inputs: its folder, the house's own things, the faces, the settings, the program."""
    shared = house.issues / "house"
    parts = [
        _sum(_files(house.issue(number))),
        _sum(_files(shared)) if shared.is_dir() else "",
        _faces(house.fonts),
        repr((number, wanted.only, wanted.release)),
        program(),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def read_stamp(output: Path, number: int, key: str) -> IssueOutcome | None:
    """Return how an issue went that was built from the same inputs and whose output still stands; else None."""
    try:
        stamp = json.loads(_stamp(output, number).read_bytes())
        report = (output / str(number) / REPORT).read_bytes()
        if stamp["key"] != key or stamp["report"] != hashlib.sha256(report).hexdigest():
            return None
        built = IssueOutcome(**{**stamp["built"], "state": KEPT})
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return built if built.number == number else None


def write_stamp(output: Path, built: IssueOutcome) -> None:
    """Say that an issue is done; its output is on the disk already."""
    if built.state != DONE:
        return
    report = (output / str(built.number) / REPORT).read_bytes()
    stamp = {"key": built.key, "report": hashlib.sha256(report).hexdigest(), "built": asdict(replace(built, tries=1))}
    put_in_place(_stamp(output, built.number), json.dumps(stamp, ensure_ascii=False).encode())


def _stamp(output: Path, number: int) -> Path:
    return output / FOLDER / "done" / str(number // 1000) / f"{number}.json"


def _files(folder: Path, skipped: tuple[str, ...] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield name and checksum of every file of a folder, by name; what is no plain file goes by its kind."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in skipped)
        for name in sorted(names):
            path = Path(place, name)
            data = read_plain(path)
            told = data.code.encode() if isinstance(data, Diagnostic) else hashlib.sha256(data).digest()
            yield os.fsencode(path.relative_to(folder)).decode("utf-8", "surrogateescape"), told


def _sum(files: Iterator[tuple[str, bytes]]) -> str:
    total = hashlib.sha256()
    for name, told in files:
        total.update(f"{name}\n".encode("utf-8", "surrogateescape") + told)
    return total.hexdigest()


def _faces(fonts: Path) -> str:
    """Return the fingerprint of the faces; a file whose size and time stand as they were is not read again."""
    try:
        entries = sorted((entry.name, entry.stat()) for entry in os.scandir(fonts) if entry.name[0] != ".")
    except OSError:
        return ""
    return _read_faces(fonts, tuple((name, found.st_size, found.st_mtime_ns) for name, found in entries))


@cache
def _read_faces(fonts: Path, _as_found: tuple[tuple[str, int, int], ...]) -> str:
    return _sum((name, told) for name, told in _files(fonts) if name[0] != ".")
