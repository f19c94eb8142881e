"""All issues as one OCFL storage root: an object an issue, a version a released package (OCFL 1.1).

A root only grows. Versions that it has stay as they are, byte by byte; a package that it has already is passed over; a
file that an earlier version holds is not stored again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from layout.export.released import ALGORITHM, bag_info, digest, hold
from layout.ground.dataclass import dataclass
from layout.ground.in_place import put_in_place

_LAYOUT = "0002-flat-direct-storage-layout"
_SPEC = "https://ocfl.io/1.1/spec/#inventory"

Inventory = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredPackage:
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


def keep_package(root: Path, bag: Path) -> StoredPackage:
    """Add a package, a whole bag, to its issue's object in a root; return what it is there.

    The new version is written beside its place and renamed, the inventory is exchanged last: a run that is killed
    leaves the object as it was. Raises ValueError where the folder is no package of ours or a file differs from its
    manifest.
    """
    info = bag_info(bag)
    identifier, when = info.get("External-Identifier", ""), info.get("Bagging-Date", "")
    if not identifier or not when or "/" in identifier or identifier.startswith("."):
        raise ValueError(bag)
    folder = root / identifier
    inventory = _inventory(folder) or {
        "id": identifier, "type": _SPEC, "digestAlgorithm": ALGORITHM, "head": "v0", "manifest": {}, "versions": {},
    }  # fmt: skip
    files = {path.relative_to(bag).as_posix(): path for path in sorted(bag.rglob("*")) if path.is_file()}
    sums = {name: digest(path) for name, path in files.items()}
    hold(bag, sums)
    state: dict[str, list[str]] = {}
    for name, told in sums.items():
        state.setdefault(told, []).append(name)
    if any(version["state"] == state for version in inventory["versions"].values()):
        return StoredPackage(identifier, 0)
    number = int(inventory["head"][1:]) + 1
    head = f"v{number}"
    work = root / f".{identifier}.part"
    shutil.rmtree(work, ignore_errors=True)
    (work / "content").mkdir(parents=True)
    for one, names in state.items():
        if one not in inventory["manifest"]:
            to = work / "content" / names[0]
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(files[names[0]], to)
            inventory["manifest"][one] = [f"{head}/content/{names[0]}"]
    inventory["head"] = head
    inventory["versions"][head] = {
        "created": f"{when}T12:00:00+08:00", "state": state,
        "message": info.get("Version-Note") or info.get("Internal-Sender-Description") or info["External-Identifier"],
        "user": {"name": info.get("Source-Organization") or identifier},
    }  # fmt: skip
    written = _json(inventory)
    side = f"{hashlib.new(ALGORITHM, written).hexdigest()} inventory.json\n".encode()
    (work / "inventory.json").write_bytes(written)
    (work / f"inventory.json.{ALGORITHM}").write_bytes(side)
    folder.mkdir(exist_ok=True)
    (folder / "0=ocfl_object_1.1").write_bytes(b"ocfl_object_1.1\n")
    shutil.rmtree(folder / head, ignore_errors=True)  # of a run that was killed before the inventory named it
    work.rename(folder / head)
    put_in_place(folder / f"inventory.json.{ALGORITHM}", side)
    put_in_place(folder / "inventory.json", written)
    return StoredPackage(identifier, number)


def _inventory(folder: Path) -> Inventory | None:
    try:
        found: Inventory = json.loads((folder / "inventory.json").read_bytes())
    except FileNotFoundError:
        return None
    return found


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
