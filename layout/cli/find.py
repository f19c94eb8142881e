"""`layout find WORDS`: the stories of all issues that hold the words, newest first, each with its line of copy."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from layout.cli.language import say

if TYPE_CHECKING:
    from layout.desk.finding.ask import Hit, Query
    from layout.desk.house import House

FORMATS = ("human", "short", "json")

_AROUND = 24
"""Characters of the line on each side of what was found."""


def run(wanted: Query, *, most: int, form: str) -> int:
    """Print what is found; return 1 where nothing is."""
    from layout.desk.finding.ask import ask, parts_of
    from layout.desk.finding.shelf import open_shelf
    from layout.desk.house import find_house

    house = find_house(Path.cwd())
    if not house.issues.is_dir():
        print(say(f"没有稿件文件夹 {house.issues}", f"no folder of copy: {house.issues}"), file=sys.stderr)
        return 1
    base = open_shelf(house.issues, house.output / ".cache" / "find.sqlite")
    try:
        found = ask(base, wanted, most)
    finally:
        base.close()
    parts = parts_of(wanted.words)
    hits = found.hits
    if form == "json":
        print(json.dumps([_record(house, hit, parts) for hit in hits], ensure_ascii=False, indent=2))
    elif not hits:
        print(say(f"没有找到“{wanted.words}”", f"nothing holds {wanted.words!r}"))
    else:
        for hit in hits:
            print("\n".join(_lines(house, hit, parts, form)))
        if form == "human":
            listed = len(hits)
            more = say(f"，列出 {listed} 篇（--most）", f", {listed} listed (--most)") if listed < found.total else ""
            print(say(f"共 {found.total} 篇{more}", f"{found.total} stories{more}"))
    return 0 if hits else 1


def _lines(house: House, hit: Hit, parts: tuple[str, ...], form: str) -> list[str]:
    line, words = _quoted(house, hit, parts)
    where = f"issues/{hit.number}/{hit.file}:{line}"
    if form == "short":
        return [f"{where}: {hit.title or hit.story}: {words}"]
    page = say("未上版", "no page")
    if hit.page:
        page = say(f"第{hit.page}版{hit.section}", f"page {hit.page} {hit.section}")
    times = say(f"{hit.count} 处", f"{hit.count} times")
    return [f"{hit.day}  {say('第', 'no. ')}{hit.number}{say('期', '')}  {page}  {hit.title or hit.story}  ({times})",
            f"    {where}  {words}"]  # fmt: skip


def _record(house: House, hit: Hit, parts: tuple[str, ...]) -> dict[str, object]:
    line, words = _quoted(house, hit, parts)
    return {
        "issue": hit.number, "date": hit.day, "page": hit.page, "section": hit.section, "story": hit.story,
        "kind": hit.kind, "title": hit.title, "file": f"issues/{hit.number}/{hit.file}", "line": line, "text": words,
        "count": hit.count, "weight": hit.weight,
    }  # fmt: skip


def _quoted(house: House, hit: Hit, parts: tuple[str, ...]) -> tuple[int, str]:
    """Return the first line of a story's file that holds one of the parts, and what stands around it there."""
    from layout.text.folded import folded

    try:
        lines = (house.issue(hit.number) / hit.file).read_text("utf-8", "replace").splitlines()
    except OSError:
        return 1, ""
    for number, line in enumerate(lines, 1):
        places = [at for at, letter in enumerate(line) if folded(letter)]
        plain = folded(line)
        for part in parts:
            at = plain.find(part)
            if at >= 0:
                begin, end = places[at], places[at + len(part) - 1] + 1
                first, last = max(0, begin - _AROUND), min(len(line), end + _AROUND)
                found = f"{line[first:begin]}【{line[begin:end]}】{line[end:last]}"
                return number, ("…" if first else "") + found.strip() + ("…" if last < len(line) else "")
    return 1, ""
