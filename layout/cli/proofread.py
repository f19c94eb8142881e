"""`layout proofread N`: the text of an issue read for faults; 必改 (certain) first, then 请看 (doubtful)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from layout.cli.language import say

if TYPE_CHECKING:
    from layout.desk.house import House
    from layout.desk.proofreading import Proofread

FORMATS = ("human", "short", "json", "docx")


def run(number: int, *, form: str, inspection: bool, out: Path | None, quiet: bool, fix: bool, lang: str) -> int:
    """Print what proofreading finds; return 1 while anything certain remains or the copy cannot be read.

    `fix` puts the certain corrections into the copy first, `quiet` leaves out what is doubtful, `inspection` writes
    the form of an inspection instead, into the folder `out`; a .docx goes into the file `out`.
    """
    from layout.desk.house import find_house
    from layout.desk.proofreading import proofread_issue
    from layout.diagnostics import has_errors

    house = find_house(Path.cwd())
    done = proofread_issue(house, number)
    if fix and _mended(house.issue(number), done, lang):
        done = proofread_issue(house, number)
    if done.issue is not None and (inspection or form == "docx"):
        folder = house.output / str(number) / "proofread"
        if inspection:
            _write_form(house, done, out or folder, lang)
        else:
            _write_docx(done, out or folder / f"{number}-校对.docx")
    else:
        _print(done, "human" if form == "docx" else form, quiet, lang)
    return 1 if done.must or has_errors(done.other) else 0


def _write_form(house: House, done: Proofread, to: Path, lang: str) -> None:
    from layout.cli.proofread_form import write_form
    from layout.cli.report import print_diagnostics
    from layout.geometry.profiles import PROFILES
    from layout.proofread.inspection import inspect

    assert done.issue is not None
    form = inspect(done.issue, PROFILES[done.issue.profile], done.remarks)
    written = write_form(house, done.issue, form, to)
    print_diagnostics(written.remarks, None, "human", lang, sys.stderr)
    for path in written.value:
        print(path)
    verdict = say("合格", "passes") if form.passed else say("不合格", "fails")
    print(say(f"差错率 {form.rate:.2f}／万：{verdict}", f"{form.rate:.2f} errors on 10,000 characters: {verdict}"))


def _write_docx(done: Proofread, to: Path) -> None:
    from layout.desk.proofread_docx import commented
    from layout.ground.in_place import put_in_place

    assert done.issue is not None
    put_in_place(to, commented(done.issue, done.remarks))
    print(to)


def _print(done: Proofread, form: str, quiet: bool, lang: str) -> None:
    from layout.cli.report import print_diagnostics

    look = () if quiet else done.look
    if form != "human":
        print_diagnostics([*done.other, *done.must, *look], done.sources, form, lang, sys.stdout)
        return
    if done.other:
        print_diagnostics(done.other, done.sources, form, lang, sys.stdout)
    certain, doubtful = len(done.must), len(done.look)
    for title, found in (
        (say(f"必改 {certain} 处", f"to be mended: {certain}"), done.must),
        (say(f"请看 {doubtful} 处", f"to be looked at: {doubtful}"), look),
    ):
        print(f"== {title}")
        print_diagnostics(found, done.sources, form, lang, sys.stdout)


def _mended(folder: Path, done: Proofread, lang: str) -> bool:
    """Put the certain corrections of a reading into the copy, through the journal, and print them; tell if any was."""
    from layout.cli.put_right import corrections
    from layout.cli.report import print_diagnostics
    from layout.desk.clock import now
    from layout.journal import Journal

    changes, made = corrections(done.sources, done.must)
    if not changes:
        return False
    put_right = [one for fixes in made.values() for one in fixes]
    count = len(put_right)
    what = say(f"校对改正 {count} 处", f"proofreading: {count} corrected")
    written = Journal(folder).write(changes, who="layout proofread --fix", what=what, when=now())
    if written.value is not None:
        print_diagnostics(put_right, done.sources, "short", lang, sys.stderr)
    print(what if written.value is not None else say("没有写", "nothing written"), file=sys.stderr)
    return written.value is not None
