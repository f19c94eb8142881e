"""Opening paths that the copy or a package names: plain files only, inside their folder, of bounded size.

A FIFO would wait for a writer for ever, a device has no end, a link may show what is none of the issue's business.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from layout.diagnostics import Diagnostic, Place, Severity
from layout.guard.caps import FILE_BYTES, MB


def no_plain_file(
    path: Path, at: Place | None = None, *, within: Path | None = None, most: int = FILE_BYTES
) -> Diagnostic | None:
    """Return why a path must not be opened, or None: no plain file, too large, or outside the folder `within`.

    `at` is the place to report, the path itself where there is none. A path that is not there is no plain file.
    """
    where = at or Place(str(path))
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Diagnostic.make("U201", Severity.ERROR, where, file=path.name, kind=_kind(found.st_mode))
        if within is not None and not path.resolve().is_relative_to(within.resolve()):
            return Diagnostic.make("U202", Severity.ERROR, where, file=path.name)
    except (OSError, ValueError, RuntimeError) as fault:
        # A loop of symbolic links is ELOOP here and RuntimeError in older pathlib; a null byte is ValueError.
        reason = getattr(fault, "strerror", None) or str(fault)
        return Diagnostic.make("U204", Severity.ERROR, where, file=path.name, reason=reason)
    if found.st_size > most:
        return Diagnostic.make("U203", Severity.ERROR, where, file=path.name, limit=f"{most / MB:g}")
    return None


def read_plain(
    path: Path, at: Place | None = None, *, within: Path | None = None, most: int = FILE_BYTES
) -> bytes | Diagnostic:
    """Return a plain file's bytes, or why it is not read (see `no_plain_file`).

    It is opened without waiting and looked at again once open, so that what takes its place meanwhile is refused, too.
    """
    refused = no_plain_file(path, at, within=within, most=most)
    if refused is not None:
        return refused
    where = at or Place(str(path))
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            mode = os.fstat(handle).st_mode
            if not stat.S_ISREG(mode):
                return Diagnostic.make("U201", Severity.ERROR, where, file=path.name, kind=_kind(mode))
            data = stream.read(most + 1)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        return Diagnostic.make("U204", Severity.ERROR, where, file=path.name, reason=reason)
    if len(data) > most:
        return Diagnostic.make("U203", Severity.ERROR, where, file=path.name, limit=f"{most / MB:g}")
    return data


def _kind(mode: int) -> str:
    """Return what a path is that is no plain file, in the system's word."""
    for asked, name in (
        (stat.S_ISDIR, "folder"), (stat.S_ISFIFO, "FIFO"), (stat.S_ISSOCK, "socket"),
        (stat.S_ISCHR, "device"), (stat.S_ISBLK, "device"),
    ):  # fmt: skip
        if asked(mode):
            return name
    return "?"
