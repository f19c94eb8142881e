"""Page images kept by what they are drawn from, so that a page is only drawn again when it changed.

An entry's name is a digest of the page's press file, all settings of its task, this room's own program and the
libraries that it asks: a byte changed in any of them draws the page anew.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import cast, get_args

from layout.export.raster.master import Colour
from layout.export.raster.render import Task
from layout.ground.dataclass import replace
from layout.picture.cache import open_sealed, write_sealed

SUFFIX = ".page"

MOST_BYTES = 600_000_000
"""Bytes that kept pages may take: some hundred pages, which is what a weekly paper draws in half a year."""

_LIBRARIES = ("deflate", "numpy", "pikepdf", "pillow", "pypdfium2", "tifffile")


def key(task: Task) -> str:
    """Return the name under which a task's images are kept; OSError where its press file or profile cannot be read."""
    nowhere = replace(task, press_pdf=Path(), profile=Path(), to=Path())
    read = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (task.press_pdf, task.profile)]
    return hashlib.sha256(repr((_program(), read, nowhere)).encode()).hexdigest()


def put_back(folder: Path, name: str, task: Task) -> Colour | None:
    """Write kept images to their places and return how the master's pixels stand; None where they are to be drawn.

    Raises OSError where they cannot be written.
    """
    opened = open_sealed(folder / f"{name}{SUFFIX}", name)
    if opened is None:
        return None
    facts, data = opened
    start = 0
    for kind, below, size in facts["files"]:
        path = task.path(kind) / below if below else task.path(kind)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data[start : start + size])
        start += size
    with suppress(OSError):  # it counts as new, so that it is not among the first to go
        os.utime(folder / f"{name}{SUFFIX}")
    assert facts["colour"] in get_args(Colour)
    return cast("Colour", facts["colour"])


def keep(folder: Path, name: str, task: Task, colour: Colour) -> None:
    """Keep the images that a task has written; on a full disk they are only drawn again next time."""
    kinds = ["master", "access", "thumb", *(["jp2"] if task.jp2 else [])]
    files = [(kind, "", task.path(kind)) for kind in kinds]
    if task.tiles:
        root = task.path("tiles")
        files += [
            ("tiles", path.relative_to(root).as_posix(), path) for path in sorted(root.rglob("*")) if path.is_file()
        ]
    read = [path.read_bytes() for _, _, path in files]
    listed = [(kind, below, len(data)) for (kind, below, _), data in zip(files, read, strict=True)]
    if write_sealed(folder / f"{name}{SUFFIX}", name, {"colour": colour, "files": listed}, b"".join(read)):
        _hold(folder)


def _hold(folder: Path) -> None:
    """Let the pages go that were asked for longest ago, where all together are too many."""
    with suppress(OSError):  # another run is at it
        told = sorted(((path.stat(), path) for path in folder.glob(f"*{SUFFIX}")), key=lambda one: -one[0].st_mtime_ns)
        left = MOST_BYTES
        for facts, path in told:
            left -= facts.st_size
            if left < 0:
                path.unlink(missing_ok=True)


@cache
def _program() -> str:
    """Return a digest of what draws pages: this room's files, and the libraries' versions."""
    room = Path(__file__).parent
    own = [(path.name, path.read_bytes()) for path in sorted(room.glob("*.py"))]
    libraries = [version(name) for name in _LIBRARIES]
    return hashlib.sha256(repr((own, libraries)).encode()).hexdigest()
