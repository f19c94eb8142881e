"""Fixed columns 固定栏目 of the house at the window: the copy that an issue takes of one, and the column itself.

A column's file stands in `issues/house/columns/`, outside the issue. Whoever changes its copy in an issue changes that
issue alone: a story of the same id is written there, which goes before the column. The column itself, which every
issue prints, is the chief's to change, through the journal of its own folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.desk.window.hand.scene import refuse
from layout.desk.window.history_words import deed
from layout.issue.copyfile import read_copy_file
from layout.journal import Change, Journal, sha256

if TYPE_CHECKING:
    from layout.desk.house import House
    from layout.journal import HistoryEntry


def column_record(house: House, path: Path) -> dict[str, Any]:
    """Return a column as the window shows it: where it is, its text, and the hash over which it is written."""
    seen = sha256(path.read_bytes()) if path.is_file() else None  # before it is read
    copy, _ = read_copy_file(path, path.name, path.parent)
    return {
        "file": path.relative_to(house.root).as_posix(),
        "text": copy.text if copy else "",
        "hash": seen,
    }


def column_written(path: Path, text: str, seen: str | None, *, who: str, when: str) -> HistoryEntry | None:
    """Write a column itself through the journal of its folder; None where nothing was to be changed.

    Refused where it was changed elsewhere since it was read.
    """
    copy, _ = read_copy_file(path, path.name, path.parent)
    data = copy.encoded(text) if copy is not None else None
    if data is None:
        refuse("unreadable", f"{path.name} 读不出来，请先在编辑器里改好", f"{path.name} cannot be read", 409)
    what = deed("column itself", story=path.stem)
    done = Journal(path.parent).write([Change(path.name, data, seen)], who=who, what=what, when=when)
    if done.value is None and any(remark.code == "J001" for remark in done.remarks):
        refuse("changed", "栏目在别处改过了，没有写；请重新打开", "it was changed elsewhere: open it again", 409)
    return done.value


def column_undone(path: Path, *, who: str, when: str) -> HistoryEntry | None:
    """Take back the last change of the house's columns; None where there is none."""
    return Journal(path.parent).undo(who=who, when=when).value
