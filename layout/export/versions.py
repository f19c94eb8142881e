"""Versions of a package: a correction 更正 or reprint 重出 makes a new one and keeps the old.

The newest package stands in `archive/`; each former one is a whole bag of its own in `archive-versions/v1`, `v2`, …
A build that gives the same payload is the same version, so rebuilding alone never makes one.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from layout.ground.dataclass import dataclass
from layout.ground.in_place import link_or_copy

FOLDER = "archive-versions"

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Former:
    """The package that stood before: its version, what each later version said of the one before, and its payload.

    `payload` gives the SHA-256 of every payload file by path, `seal` that of the manifest itself.
    """

    version: int
    notes: tuple[str, ...]
    payload: Mapping[str, str]
    seal: str


def read_former(bag: Path) -> Former | None:
    """Return what a folder's bag says of itself; None where there is none that can be read."""
    try:
        manifest = (bag / "manifest-sha256.txt").read_bytes()
        info = (bag / "bag-info.txt").read_text("utf-8")
        pairs = (row.split("  ", 1) for row in manifest.decode("utf-8").splitlines())
        rows = {path: digest for digest, path in pairs}
    except (OSError, ValueError):
        return None
    fields = [line.partition(": ")[::2] for line in info.splitlines()]
    version = next((value for name, value in fields if name == "Version"), "1")
    notes = tuple(value for name, value in fields if name == "Version-Note")
    return Former(int(version) if version.isdecimal() else 1, notes, rows, hashlib.sha256(manifest).hexdigest())


def note_of_change(former: Former, payload: Mapping[str, str]) -> str:
    """Return what a new version says of the one before: which, and the files that differ."""
    paths = sorted({*former.payload, *payload})
    changed = [path for path in paths if former.payload.get(path) != payload.get(path)]
    named = ", ".join(path.removeprefix("data/") for path in changed[:_NAMED])
    more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
    return (
        f"v{former.version + 1} replaces v{former.version} (manifest-sha256.txt {former.seal}); changed: {named}{more}"
    )


def keep_version(bag: Path, to: Path, *, successor: int) -> Path | None:
    """Keep a package that a new version is about to replace; return its folder, None where nothing is to keep.

    `bag` is the package in place, `to` the folder of all former ones, `successor` the version that is to come. Files
    are linked, not copied, where the disk allows. Call it before the new package is put in place: a run that fails
    later leaves one copy too many, never one too few.
    """
    former = read_former(bag)
    if former is None or former.version >= successor:
        return None
    final = to / f"v{former.version}"
    if final.is_dir() and (kept := read_former(final)) is not None and kept.seal == former.seal:
        return final
    to.mkdir(parents=True, exist_ok=True)
    beside = to / f".v{former.version}.part"
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(bag, beside, copy_function=link_or_copy)
    shutil.rmtree(final, ignore_errors=True)
    beside.rename(final)
    return final
