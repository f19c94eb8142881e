"""`issue.yaml` set from forms: masthead, imprint, names of pages, corrections; comments of the file stay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from layout.desk.window.hand.scene import ISSUE, Edit, Scene, refuse, text_of
from layout.desk.window.history_words import deed
from layout.issue.copyfile import CopyFile
from layout.issue.tree import read_tree
from layout.journal import YamlEdit

MASTHEAD = ("name", "pinyin", "sponsor", "editor", "hotline", "licence", "notice", "weather")
IMPRINT = ("printer", "printed", "run", "recipients")
QR = ("label", "target")
FIELDS_MOST = 40


def furniture(text: str) -> dict[str, Any]:
    """Return the furniture as `issue.yaml` writes it; nothing of a file that is no YAML."""
    tree = read_tree(CopyFile("", text))[0]
    written = tree.plain() if tree is not None else None
    if not isinstance(written, dict):
        return {}
    pages = written.get("pages")
    return {
        "masthead": _block(written, "masthead", MASTHEAD),
        "imprint": _block(written, "imprint", IMPRINT),
        "qr": _qr(written.get("masthead")),
        "issue": _block(written, "issue", ("date",)),
        "pages": [{"no": page.get("no"), "name": page.get("name") or ""} for page in pages if isinstance(page, dict)]
        if isinstance(pages, list)
        else [],
    }


def _block(written: dict[Any, Any], name: str, keys: tuple[str, ...]) -> dict[str, Any]:
    block = written.get(name)
    block = block if isinstance(block, dict) else {}
    return {key: block.get(key) for key in keys}


def _qr(masthead: Any) -> dict[str, Any]:
    return _block(masthead if isinstance(masthead, dict) else {}, "qr", QR)


def furnish(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return `issue.yaml` with some fields of its furniture written anew, all in one step; an empty one is null."""
    fields = given.get("fields")
    if not isinstance(fields, list) or not 0 < len(fields) <= FIELDS_MOST:
        refuse("nothing", "没有写改什么", "nothing to change is given")
    edits = []
    for field in fields:
        path, value = (field.get("path"), field.get("value")) if isinstance(field, dict) else (None, None)
        edits.append(YamlEdit(_path(path), _value(value)))
    data = scene.changed(ISSUE, *edits)
    scene.with_files({ISSUE: data})
    return Edit(deed("furnished"), {ISSUE: data})


def correct(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return `issue.yaml` with a correction of a printed story 更正: its day, the story, what was wrong."""
    story, reason = text_of(given, "story", 80), text_of(given, "reason", 400).strip()
    scene.story(story)
    if not reason:
        refuse("no_reason", "没有写更正什么", "what is put right is not given")
    try:
        day = date.fromisoformat(str(given.get("date")))
    except ValueError:
        refuse("bad_date", "日期写成 2026-01-01", "a date is written 2026-01-01")
    tree = read_tree(CopyFile(ISSUE, scene.copy(ISSUE).text))[0]
    plain = tree.plain() if tree is not None else None
    listed = plain.get("corrections") if isinstance(plain, dict) else None
    entry = {"date": day.isoformat(), "story": story, "reason": reason}
    if isinstance(listed, list) and listed:
        edit = YamlEdit(("corrections", len(listed)), entry, "insert")
    else:
        edit = YamlEdit(("corrections",), [entry])
    data = scene.changed(ISSUE, edit)
    scene.with_files({ISSUE: data})
    return Edit(deed("corrected", story=story), {ISSUE: data})


def _path(given: Any) -> tuple[str | int, ...]:
    path = tuple(given) if isinstance(given, list) else ()
    known = {
        ("issue", "date"),
        *(("masthead", "qr", key) for key in QR),
        *(("masthead", key) for key in MASTHEAD),
        *(("imprint", key) for key in IMPRINT),
    }
    if path in known:
        return path
    if len(path) == 3 and path[0] == "pages" and path[2] == "name" and isinstance(path[1], int) and 0 <= path[1] < 96:
        return path
    return refuse("bad_field", "这一项不能在这里改", "that field cannot be changed here")


def _value(given: Any) -> str | int | None:
    if given is None or given == "":
        return None
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    if isinstance(given, str) and len(given) <= 200 and given.isprintable():
        return int(given) if given.isdecimal() and len(given) < 9 and not given.startswith("0") else given.strip()
    return refuse("bad_value", "这一项写不成这样", "that is no value of a field")
