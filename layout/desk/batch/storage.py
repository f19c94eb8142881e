"""Inputs and outputs of a task: folders that every worker sees, or addresses that fsspec copies from and to."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from layout.desk.batch.records import Wanted
from layout.desk.batch.stamps import FOLDER
from layout.desk.house import House
from layout.fetched.store import cache_home
from layout.ground.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class WorkerPlace:
    """Where a worker finds an issue's inputs and puts its outputs; `away` is the address that outputs go on to."""

    house: House
    output: Path
    number: int
    away: str = ""

    def publish(self) -> None:
        """Take the output away, its stamp last: until then nobody takes the issue for done.

        Where the storage renames folders in one step, so is the output put in place; object stores cannot.
        """
        if not self.away:
            return
        files, root = _open(self.away)
        name = str(self.number)
        beside, final, former = f"{root}/.{name}.next", f"{root}/{name}", f"{root}/.{name}.before"
        _remove(files, beside, former)
        files.makedirs(root, exist_ok=True)
        files.put(str(self.output / name), beside, recursive=True)
        if files.exists(final):
            files.mv(final, former, recursive=True)
        files.mv(beside, final, recursive=True)
        _remove(files, former)
        for stamp in sorted((self.output / FOLDER).rglob("*.json")):
            there = f"{root}/{stamp.relative_to(self.output).as_posix()}"
            files.makedirs(there.rpartition("/")[0], exist_ok=True)
            files.put(str(stamp), there)


def is_address(place: str) -> bool:
    """Tell whether a place is an fsspec address rather than a folder."""
    return "://" in place


def numbers_in(house: str) -> list[int]:
    """Return the numbers of the issues that have a folder in a house, here or away."""
    if not is_address(house):
        issues = House(Path(house)).issues
        names = [path.name for path in issues.iterdir()] if issues.is_dir() else []
    else:
        files, root = _open(house)
        names = [str(found).rstrip("/").rpartition("/")[2] for found in files.ls(f"{root}/issues", detail=False)]
    return sorted(int(name) for name in names if name.isdecimal() and name == str(int(name)))


@contextmanager
def at_hand(number: int, wanted: Wanted) -> Iterator[WorkerPlace]:
    """Lend a place with the issue's inputs: the shared folders themselves, or copies that go when the task ends."""
    if not is_address(wanted.house) and not is_address(wanted.output):
        yield WorkerPlace(House(Path(wanted.house)), Path(wanted.output), number)
        return
    with tempfile.TemporaryDirectory(prefix="layout-batch-") as folder:
        root = Path(folder)
        house = _brought(wanted.house, number, root) if is_address(wanted.house) else House(Path(wanted.house))
        output = Path(wanted.output)
        if is_address(wanted.output):
            output = _present(wanted.output, number, root / "output")
        yield WorkerPlace(house, output, number, wanted.output if is_address(wanted.output) else "")


def _brought(address: str, number: int, root: Path) -> House:
    """Copy an issue's folder and the house's own things; faces are kept on this machine from task to task."""
    files, there = _open(address)
    (root / "issues").mkdir()
    for name in (str(number), "house"):
        if files.exists(f"{there}/issues/{name}"):
            files.get(f"{there}/issues/{name}", str(root / "issues" / name), recursive=True)
    (root / "fonts").symlink_to(_faces(files, f"{there}/fonts"), target_is_directory=True)
    return House(root)


def _faces(files: Any, fonts: str) -> Path:
    """Return this machine's copy of the faces, made where there is none of these sizes and times yet."""
    found = sorted((str(one["name"]), one["size"], files.ukey(one["name"])) for one in files.ls(fonts, detail=True))
    folder = cache_home() / "batch-fonts" / hashlib.sha256(repr(found).encode()).hexdigest()[:24]
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".") as beside:
        files.get(fonts, f"{beside}/fonts", recursive=True)
        try:
            Path(beside, "fonts").rename(folder)
        except OSError:
            if not folder.is_dir():  # else another task of this machine was quicker
                raise
    return folder


def _present(address: str, number: int, output: Path) -> Path:
    """Copy what stands of the issue: its output, whose archive versions go on, and its stamp."""
    files, there = _open(address)
    output.mkdir()
    for name in (str(number), f"{FOLDER}/done/{number // 1000}/{number}.json"):
        if files.exists(f"{there}/{name}"):
            (output / name).parent.mkdir(parents=True, exist_ok=True)
            files.get(f"{there}/{name}", str(output / name), recursive=files.isdir(f"{there}/{name}"))
    return output


def _open(address: str) -> tuple[Any, str]:
    """Return the file system of an address, which knows nothing of former listings, and the path in it."""
    from fsspec.core import url_to_fs

    files, path = url_to_fs(address.rstrip("/"), use_listings_cache=False)
    return files, str(path)


def _remove(files: Any, *places: str) -> None:
    for place in places:
        if files.exists(place):
            files.rm(place, recursive=True)
