"""`layout compare A B`: what differs between two versions of an issue, in words and as a page to look at."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.desk.compare.changes import PageChange

_SHOWN, _BEFORE = 36, 12
"""Characters of a sentence on the terminal, and how many of them stand before the change."""


def run(old: str, new: str, *, to: Path | None, lang: str) -> int:
    """Compare two builds; return 0 where they are the same, 1 where they differ, 2 where one is not there.

    The page is written to `to`, by default into `output/compare/`; equal builds write none.
    """
    from layout.desk.compare.changes import compare, find_version, named_versions
    from layout.desk.house import find_house

    zh = lang == "zh"
    output = find_house(Path.cwd()).output
    old, new = named_versions(old, new)
    before, after = find_version(old, output), find_version(new, output)
    if before is None or after is None:
        name = old if before is None else new
        words = (
            f"{name} 不是 PDF、成品文件夹、已排的期号或付印过的版次"
            if zh
            else f"{name} is no PDF, build, built issue or release"
        )
        print(words, file=sys.stderr)
        return 2
    try:
        changes = compare(before, after)
    except ValueError as error:
        print(f"打不开 {error}" if zh else f"cannot open {error}", file=sys.stderr)
        return 2
    if not changes:
        print("两个版本相同" if zh else "the two are the same")
        return 0
    from layout.cli.handing_over import hand_over
    from layout.cli.report import print_diagnostics
    from layout.desk.compare.compare_page import compare_page

    for change in changes:
        _tell(change, zh)
    if to is None:
        to = output / "compare" / f"{_plain(old)}-{_plain(new)}.html"
        with suppress(OSError):  # told below, with the file
            to.parent.mkdir(parents=True, exist_ok=True)
    refused = hand_over(compare_page(before, after, changes).encode(), to)
    print_diagnostics(refused, None, "human", lang, sys.stderr)
    if not refused:
        print(to)
    return 1


def _plain(name: str) -> str:
    return re.sub(r"[^\w.-]+", "_", name.rstrip("/").rpartition("/")[2] or name).removesuffix(".pdf")


def _tell(change: PageChange, zh: bool) -> None:
    from layout.desk.compare.changes import box_words, pairs

    count = len(change.boxes)
    print(f"第 {change.number} 版  {count} 处不同" if zh else f"page {change.number}  {count} places differ")
    for story, title in change.stories:
        print(f"  {story}  {title}")
    for box in change.boxes[:8]:
        print(f"  {box_words(box)} {'毫米' if zh else 'mm'}")
    if count > 8:
        print(f"  …… {count - 8}")
    for one, other in pairs(change):
        for sign, text in zip("−＋", excerpts(one, other), strict=True):
            if text:
                print(f"  {sign} {text}")


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Return both sentences from a little before they part, cut to a terminal's width."""
    same = 0
    if old and new:
        while same < min(len(old), len(new)) and old[same] == new[same]:
            same += 1
    start = max(0, same - _BEFORE)
    cut = ["…" * bool(start) + text[start : start + _SHOWN] + "…" * (len(text) > start + _SHOWN) for text in (old, new)]
    return (cut[0] if old else ""), (cut[1] if new else "")
