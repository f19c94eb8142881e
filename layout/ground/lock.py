"""Locks between processes: a file that one run holds, gone with the run however it ends."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class BusyError(Exception):
    """Another run holds the lock."""


class Lock:
    """A lock held from its making until `release`; BusyError where another process has it, OSError without access."""

    def __init__(self, path: Path, *, wait: bool = False) -> None:
        """Take the lock that stands at `path`; with `wait` as soon as whoever has it lets go.

        The holder takes the file away before it lets go, so whoever opened it meanwhile may have locked a file that no
        longer has a name while a third run makes a new one: a lock counts only if its file is still the one there.
        """
        self._path = path
        self._handle = -1
        while self._handle < 0:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
            try:
                (_hold_when_free if wait else _hold)(handle, path)
                if _still_there(handle, path):
                    self._handle = handle
            finally:
                if self._handle < 0:
                    os.close(handle)

    def release(self) -> None:
        """Let the next run in; a second call does nothing."""
        if self._handle < 0:
            return
        with suppress(OSError):  # Windows keeps the name of an open file; the next run finds and locks it
            self._path.unlink()
        os.close(self._handle)
        self._handle = -1


def _hold(handle: int, path: Path) -> None:
    try:
        import fcntl
    except ImportError:
        import msvcrt

        hold = getattr(msvcrt, "locking")  # noqa: B009 - no such name where this is type-checked
        try:
            hold(handle, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
        except OSError as fault:
            raise BusyError(path.name) from fault
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as fault:
        raise BusyError(path.name) from fault


def _hold_when_free(handle: int, path: Path) -> None:
    try:
        import fcntl
    except ImportError:
        from time import sleep

        while True:
            try:
                _hold(handle, path)
            except BusyError:
                sleep(0.02)  # Windows has no lock that waits longer than ten seconds
            else:
                return
    fcntl.flock(handle, fcntl.LOCK_EX)


def _still_there(handle: int, path: Path) -> bool:
    """Tell whether an open file is the one that its path names now."""
    try:
        there = path.stat(follow_symlinks=False)
    except FileNotFoundError:
        return False
    return os.path.samestat(os.fstat(handle), there)
