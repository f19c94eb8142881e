"""`layout import FILES… --issue N`: copy becomes story files and pictures; the report says what became of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.diagnostics import has_errors

if TYPE_CHECKING:
    from layout.desk.copy_in.bring_in import CopyIn

FORMATS = ("human", "short", "json")


def run(files: tuple[Path, ...], number: int, *, form: str, lang: str, **wishes: Any) -> int:
    """Bring files into issue `number`; return 1 where one cannot be read, stands there already or does not balance.

    `wishes` are those of `CopyOrder`: story_id, page, replace, changes, with_notes, check.
    """
    from layout.desk.clock import now
    from layout.desk.copy_in.bring_in import CopyOrder, bring_copy_in
    from layout.desk.copy_in.record import import_record
    from layout.desk.house import find_house

    folder = find_house(Path.cwd()).issue(number)
    order = CopyOrder(files, folder, when=now(), who=_who(), **wishes)
    done = bring_copy_in(order)
    if form == "json":
        json.dump(import_record(order, done), sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        _told(done, form, lang)
    return 1 if has_errors(done.remarks) else 0


def _who() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _told(done: CopyIn, form: str, lang: str) -> None:
    """Print what differs, what was written and the sums of the ledger; then the remarks."""
    from layout.cli.report import print_diagnostics
    from layout.intake.report import ledger_record

    for name, revised in done.differences:
        print(f"--- {name}")
        for line in revised.shown():
            print(line)
    for name in dict.fromkeys(done.written):
        print(name)
    sys.stdout.flush()
    print_diagnostics(done.remarks, None, form, lang, sys.stderr)
    for name, brought, _ in done.files:
        sums = ledger_record(brought) if brought is not None else {}
        if sums:
            print(_sums(name, sums, lang), file=sys.stderr)


def _sums(name: str, sums: dict[str, int], lang: str) -> str:
    zh = (
        "{name}：来稿 {characters} 字，照排 {set}，按规则改排 {converted}，没有排 {left_out}，不明 {unaccounted}；"
        "图和对象 {objects}，用 {objects_set}"
    )
    en = (
        "{name}: {characters} characters, {set} set, {converted} converted, {left_out} left out, "
        "{unaccounted} unaccounted; {objects} objects, {objects_set} set"
    )
    return (zh if lang == "zh" else en).format(name=name, **sums)
