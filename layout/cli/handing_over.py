"""Files that the desk asked for with `-o`: written whole, or nothing is left behind."""

from __future__ import annotations

from pathlib import Path

from layout.cli.language import say
from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.in_place import put_in_place


def hand_over(data: bytes, to: Path) -> tuple[Diagnostic, ...]:
    """Put a file in its place; say where that cannot be (D123).

    No folder is made on the way: a slip of the pen would leave a tree of them.
    """
    if not to.parent.is_dir():
        return (_refused(to, say(f"没有文件夹 {to.parent}", f"there is no folder {to.parent}")),)
    if to.is_dir():
        return (_refused(to, say("这是文件夹，要写一个文件名", "it is a folder: give the name of a file")),)
    try:
        put_in_place(to, data)
    except OSError as fault:
        return (_refused(to, fault.strerror or str(fault)),)
    return ()


def _refused(to: Path, reason: str) -> Diagnostic:
    return Diagnostic.make("D123", Severity.ERROR, Place(str(to)), file=str(to), reason=reason)
