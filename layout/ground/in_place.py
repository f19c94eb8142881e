"""Files put in their place whole: written beside it, then renamed, so that nobody ever reads half of one."""

from __future__ import annotations

import os
from _thread import get_ident  # `threading` costs each start two milliseconds
from pathlib import Path

from layout.ground.sync import sync_folder


def write_beside(path: Path, data: bytes) -> Path:
    """Write a file whole into a folder that is being made, and return its path; OSError where it cannot be.

    Nothing is brought onto the disk: whoever puts the finished folder in its place does that for all of it.
    """
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(data)
    return beside.replace(path)


def link_or_copy(source: str, target: str) -> None:
    """Give a file a second name, or copy it, its times with it, where the disk has no links."""
    try:
        os.link(source, target)
    except OSError:
        import shutil

        shutil.copy2(source, target)


def put_in_place(path: Path, data: bytes) -> None:
    """Write a file whole, its folders with it, or leave what was there; OSError where it cannot be.

    Who may read and write a file that it takes the place of may do so with the new one. A link is replaced, never
    written through. When this returns, a power cut no longer takes the file back.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name[:40]}.{os.getpid()}-{get_ident()}")  # a long name must not grow too long
    try:
        beside.unlink(missing_ok=True)  # of a killed run that had this number
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
        sync_folder(path.parent)
    finally:
        beside.unlink(missing_ok=True)
