"""Bringing what was written onto the disk, so that a power cut after it takes nothing back."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_FEW = 24
"""Files that are brought onto the disk one by one: all at once would wait for whatever else the machine has written."""


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names onto the disk, where the system opens folders at all."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_tree(folder: Path) -> None:
    """Bring every file and folder below `folder` onto the disk; OSError where one cannot be written out.

    Of many files Linux does it for a whole file system in one call (syncfs, which tells of errors since 5.8), a
    hundredth of the time that a call a file takes.
    """
    tree = list(os.walk(folder, topdown=False))
    if sum(len(names) for _, _, names in tree) > _FEW and _synced_at_once(folder):
        return
    for below, _, names in tree:
        for name in names:
            path = os.path.join(below, name)  # noqa: PTH118 - thousands of files
            if os.path.isfile(path) and not os.path.islink(path):  # noqa: PTH113, PTH114
                _sync_file(path)
        sync_folder(Path(below))


def _sync_file(path: str) -> None:
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))  # Windows syncs only what may be written
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _synced_at_once(folder: Path) -> bool:
    """Sync the file system that a folder stands on; False where the system has no such call."""
    import ctypes

    try:
        call = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError, TypeError):
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        if call(handle) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(handle)
    return True
