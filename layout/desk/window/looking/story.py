"""A story as the window shows it beside its page: its text, the fields of its front matter, what is said of it."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from layout.desk.window.hand.columns import column_record
from layout.desk.window.hand.scene import IDENT, RefusedError, column_path, file_name, own_copy
from layout.desk.window.jobs.drafts import kept
from layout.desk.window.overset import overset
from layout.desk.window.records import remark_record
from layout.issue.copyfile import CopyFile, read_copy_file
from layout.issue.tree import read_tree
from layout.journal import sha256

if TYPE_CHECKING:
    from layout.desk.window.desk import Desk

FIELDS = ("byline", "sign", "dateline", "kind", "priority", "section")
_FRONT = re.compile(r"---[ \t]*\n(.*?^)---[ \t]*$\n?", re.DOTALL | re.MULTILINE)


def story_record(desk: Desk, name: str) -> dict[str, Any] | None:
    """Return a story's text as its file holds it now, with what is said of it; None where there is no such story."""
    showing, sources = desk.showing, desk.sources
    folder = desk.house.issue(desk.number)
    source = sources.stories.get(name) if sources and name else None
    unread = IDENT.fullmatch(name) is not None and (folder / f"{name}.md").is_file()
    if showing is None or sources is None or (source is None and not unread):
        return None
    column = column_path(desk.house, sources, name)
    file = file_name(source.copy.name, name) if source is not None else f"{name}.md"
    path = folder / file
    seen = sha256(path.read_bytes()) if path.is_file() else None  # before it is read
    copy, _ = read_copy_file(path, file, path.parent)
    if column is not None:
        with suppress(RefusedError):  # one with pictures is the chief's to change
            copy = own_copy(column)
    text = copy.text if copy else ""
    records = [remark_record(remark, sources) for remark in showing.remarks]
    return {
        "id": name,
        "file": file,
        "text": text,
        "writable": copy is not None and copy.original is not None,
        "hash": seen,
        "diagnostics": [record for record in records if record["story"] == name],
        "fit": next((fit for fit in desk.state.get("fits", ()) if fit["story"] == name), None),
        "over": overset(desk.judged, sources, name),
        "draft": kept(path.parent, file),
        "house": column_record(desk.house, column) if column is not None else None,
        **fields_of(text),
    }


def fields_of(text: str) -> dict[str, Any]:
    """Return a story's head and fields as they are written, and the line where its body begins; nothing of bad YAML."""
    front = _FRONT.match(text)
    tree = read_tree(CopyFile("", front[1]))[0] if front else None
    written = tree.plain() if tree is not None else None
    if not isinstance(written, dict) or front is None:
        return {}
    head = written.get("head")
    head = head if isinstance(head, dict) else {}
    main = head.get("main") or []
    return {
        "head": {
            "kicker": head.get("kicker") or "",
            "main": main if isinstance(main, list) else [main],
            "deck": head.get("deck") or "",
            "orient": head.get("orient") or "h",
        },
        "fields": {key: written.get(key) for key in FIELDS},
        "body_line": text.count("\n", 0, front.end()) + 1,
    }
