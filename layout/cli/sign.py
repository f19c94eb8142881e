"""`layout sign N STORY… --as ROLE --name NAME`, `layout status N`: readings signed, and the board of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from layout.cli.language import say, spoken
from layout.cli.terminal import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.desk.house import House
    from layout.desk.signing import BoardRow
    from layout.issue.house_file import Demands
    from layout.issue.model import Issue


EVERYTHING = ("全部", "all")
"""The word for every story and page whose reading in that role lacks or has lapsed."""


def sign(number: int, named: Sequence[str], *, readers: Sequence[tuple[str, str]], key: Path | None) -> int:
    """Sign stories (by their ids) and pages (`page:1`, or the number), all or none; return 1 where anything lacks.

    `readers` are roles with names, in the order in which they read.
    """
    from layout.cli.report import print_diagnostics
    from layout.desk.clock import now
    from layout.desk.signing import sign as sign_it
    from layout.issue.signatures import Signature

    opened = _opened(number)
    if opened is None:
        return 1
    house, issue, demands = opened
    when = now()
    given = [
        Signature(subject, role, name, when, "")
        for role, name in readers
        for subject in _subjects(house, issue, role, named)
    ]
    if not given:
        print(say("没有要签的", "there is nothing to sign"))
        return 0
    done = sign_it(house, issue, given, demands, key)
    if done.remarks:
        print_diagnostics(done.remarks, None, "human", spoken(), sys.stdout)
    for one in done.value:
        by = say("密钥签名", "by key") if one.key else say("只签姓名", "by name only")
        print(f"{one.subject}  {one.role}  {one.name}  {when}  {by}")
    return 0 if done.value else 1


def _subjects(house: House, issue: Issue, role: str, named: Sequence[str]) -> list[str]:
    """Return what words on the command line name: a number is a page, unless a story has it for its id."""
    from layout.desk.signing import unsigned

    found: list[str] = []
    for one in named:
        if one in EVERYTHING and issue.story(one) is None:
            found += unsigned(house, issue, role)
        else:
            found.append(f"page:{one}" if one.isdecimal() and issue.story(one) is None else one)
    return list(dict.fromkeys(found))


def status(number: int, *, form: str) -> int:
    """Print the board; return 1 while anything that the house demands of a release lacks."""
    from layout.desk.signing import board, row_record

    opened = _opened(number)
    if opened is None:
        return 1
    house, issue, demands = opened
    rows = board(house, issue, demands)
    if form == "json":
        print(json.dumps([row_record(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        print(_drawn(rows, demands, house))
    return 1 if any(row.lacks for row in rows) else 0


def _opened(number: int) -> tuple[House, Issue, Demands] | None:
    """Read an issue for signing; what cannot be read cannot be signed, and is told."""
    from layout.cli.report import print_diagnostics
    from layout.desk.house import find_house
    from layout.diagnostics import Severity
    from layout.issue.house_file import read_demands
    from layout.issue.reader import read_issue

    house = find_house(Path.cwd())
    done = read_issue(house.issue(number))
    if done.issue is None:
        errors = [remark for remark in done.remarks if remark.severity is Severity.ERROR]
        print_diagnostics(errors, done.sources, "human", spoken(), sys.stdout)
        return None
    asked = read_demands(house.issues)
    if asked.remarks:
        print_diagnostics(asked.remarks, None, "human", spoken(), sys.stdout)
    return house, done.issue, asked.value


def _drawn(rows: tuple[BoardRow, ...], demands: Demands, house: House) -> str:
    """Return the board as columns: who signed, 失效 where the words changed since, 缺 where the house demands one."""
    from layout.desk.signing import SIGNERS, key_holds
    from layout.issue.signatures import ROLES

    def cell(row: BoardRow, role: str) -> str:
        one = dict(row.held).get(role)
        if one is not None:
            sound = key_holds(one, house.issues / "house" / SIGNERS)
            return one.name + {True: "✓", False: "✗", None: ""}[sound]
        if role in row.lapsed:
            return say("失效", "lapsed")
        return say("缺", "lacks") if role in row.lacks else "·"

    table = [["", say("题目", "title"), *ROLES]]
    table += [[row.subject, row.title[:14], *(cell(row, role) for role in ROLES)] for row in rows]
    widths = [max(cells(line[nth]) for line in table) for nth in range(len(table[0]))]
    drawn = []
    for line in table:
        padded = (text + " " * (width - cells(text)) for text, width in zip(line, widths, strict=True))
        drawn.append("  ".join(padded).rstrip())
    lack = sum(bool(row.lacks) for row in rows)
    asked = "、".join(demands.signatures)
    if not asked:
        drawn.append(say("本报没有规定付印要哪些签名（issues/house/house.yaml）", "the house demands no signatures"))
    elif lack:
        drawn.append(say(f"付印要 {asked}；还有 {lack} 项没有签齐", f"a release asks for {asked}; {lack} lack some"))
    else:
        drawn.append(say(f"付印要 {asked}；已经签齐", f"a release asks for {asked}; all have signed"))
    return "\n".join(drawn)
