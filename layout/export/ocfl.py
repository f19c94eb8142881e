"""All issues as one OCFL storage root: an object an issue, a version a released package (OCFL 1.1).

A root only grows. Versions that it has stay as they are, byte by byte; a package that it has already is passed over; a
file that an earlier version holds is not stored again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from layout.export.versions import read_former
from layout.ground.dataclass import dataclass
from layout.ground.in_place import put_in_place

_ALGORITHM = "sha512"
_LAYOUT = "0002-flat-direct-storage-layout"
_SPEC = "https://ocfl.io/1.1/spec/#inventory"

Inventory = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a package is new in the root: the object's id and its version, 0 where the root has it already."""

    identifier: str
    version: int


def open_root(root: Path) -> None:
    """Make a folder a storage root, or see that it is one; ValueError where it holds something else."""
    if root.is_dir() and any(root.iterdir()) and not (root / "0=ocfl_1.1").is_file():
        raise ValueError(root)
    root.mkdir(parents=True, exist_ok=True)
    told = {"extension": _LAYOUT, "description": "An object stands in the folder that has its id for a name"}
    put_in_place(root / "0=ocfl_1.1", b"ocfl_1.1\n")
    put_in_place(root / "ocfl_layout.json", _json(told))


def keep_package(root: Path, bag: Path) -> Kept:
    """Add a package, a whole bag, to its issue's object in a root; return what it is there.

    The new version is written beside its place and renamed, the inventory is exchanged last: a run that is killed
    leaves the object as it was. Raises ValueError where the folder is no package of ours or a file differs from its
    manifest.
    """
    info = _info(bag)
    identifier, when = info.get("External-Identifier", ""), info.get("Bagging-Date", "")
    if not identifier or not when or "/" in identifier or identifier.startswith("."):
        raise ValueError(bag)
    folder = root / identifier
    inventory = _inventory(folder) or {
        "id": identifier, "type": _SPEC, "digestAlgorithm": _ALGORITHM, "head": "v0", "manifest": {}, "versions": {},
    }  # fmt: skip
    files = {path.relative_to(bag).as_posix(): path for path in sorted(bag.rglob("*")) if path.is_file()}
    sums = {name: _digest(path) for name, path in files.items()}
    _hold(bag, sums)
    state: dict[str, list[str]] = {}
    for name, digest in sums.items():
        state.setdefault(digest, []).append(name)
    if any(version["state"] == state for version in inventory["versions"].values()):
        return Kept(identifier, 0)
    number = int(inventory["head"][1:]) + 1
    head = f"v{number}"
    work = root / f".{identifier}.part"
    shutil.rmtree(work, ignore_errors=True)
    (work / "content").mkdir(parents=True)
    for digest, names in state.items():
        if digest not in inventory["manifest"]:
            to = work / "content" / names[0]
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(files[names[0]], to)
            inventory["manifest"][digest] = [f"{head}/content/{names[0]}"]
    inventory["head"] = head
    inventory["versions"][head] = {
        "created": f"{when}T12:00:00+08:00", "state": state,
        "message": info.get("Version-Note") or info.get("Internal-Sender-Description") or info["External-Identifier"],
        "user": {"name": info.get("Source-Organization") or identifier},
    }  # fmt: skip
    told = _json(inventory)
    side = f"{hashlib.new(_ALGORITHM, told).hexdigest()} inventory.json\n".encode()
    (work / "inventory.json").write_bytes(told)
    (work / f"inventory.json.{_ALGORITHM}").write_bytes(side)
    folder.mkdir(exist_ok=True)
    (folder / "0=ocfl_object_1.1").write_bytes(b"ocfl_object_1.1\n")
    shutil.rmtree(folder / head, ignore_errors=True)  # of a run that was killed before the inventory named it
    work.rename(folder / head)
    put_in_place(folder / f"inventory.json.{_ALGORITHM}", side)
    put_in_place(folder / "inventory.json", told)
    return Kept(identifier, number)


def _info(bag: Path) -> dict[str, str]:
    """Return the fields of `bag-info.txt`; of one that is repeated the last."""
    try:
        lines = (bag / "bag-info.txt").read_text("utf-8").splitlines()
    except OSError as fault:
        raise ValueError(bag) from fault
    return dict(line.partition(": ")[::2] for line in lines)


def _inventory(folder: Path) -> Inventory | None:
    try:
        found: Inventory = json.loads((folder / "inventory.json").read_bytes())
    except FileNotFoundError:
        return None
    return found


def _hold(bag: Path, sums: dict[str, str]) -> None:
    """Hold the files against the package's own manifest: what is damaged must not become a version."""
    former = read_former(bag)
    listed = {name for name in sums if name.startswith("data/")}
    if former is None or former.payload.keys() != listed:
        raise ValueError(bag)
    rows = (bag / f"manifest-{_ALGORITHM}.txt").read_text("utf-8").splitlines()
    for row in rows:
        digest, _, name = row.partition("  ")
        if sums.get(name) != digest:
            raise ValueError(bag / name)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, _ALGORITHM).hexdigest()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def released_packages(output: Path) -> Sequence[Path]:
    """Return the packages of all kept releases below an output, issue by issue, oldest first."""
    found = []
    for entry in os.scandir(output):
        number, dash, release = entry.name.partition("-r")
        if dash and number.isdecimal() and release.isdecimal() and Path(entry.path, "archive").is_dir():
            found.append((int(number), int(release), Path(entry.path, "archive")))
    return [package for _, _, package in sorted(found)]
