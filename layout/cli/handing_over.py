"""Files that the desk asked for with `-o`: written whole, or nothing is left behind."""

from __future__ import annotations

from pathlib import Path

from layout.cli.language import say
from layout.diagnostics import Diagnostic, Place, Severity


def hand_over(data: bytes, to: Path) -> tuple[Diagnostic, ...]:
    """Write a file beside its place, then put it there; say where that cannot be (D123).

    No folder is made on the way: a slip of the pen would leave a tree of them.
    """
    if not to.parent.is_dir():
        return (_refused(to, say(f"没有文件夹 {to.parent}", f"there is no folder {to.parent}")),)
    if to.is_dir():
        return (_refused(to, say("这是文件夹，要写一个文件名", "it is a folder: give the name of a file")),)
    beside = to.with_name(f".{to.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(to)
    except OSError as fault:
        return (_refused(to, fault.strerror or str(fault)),)
    finally:
        beside.unlink(missing_ok=True)
    return ()


def _refused(to: Path, reason: str) -> Diagnostic:
    return Diagnostic.make("D123", Severity.ERROR, Place(str(to)), file=str(to), reason=reason)
