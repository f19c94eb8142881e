"""The checker's counters of a plan, page by page, each with what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.cli.language import say
from layout.cli.terminal import cells, cut, padded

if TYPE_CHECKING:
    from layout.makeup.check import Scores, Verdict

_COUNTERS: tuple[tuple[str, tuple[str, str], tuple[str, str]], ...] = (
    ("white", ("空白", "white"), ("空白占版面：头版至多 1%，其他版 2%", "of the page: 1% in front, 2% inside")),
    ("trapped", ("围白", "trapped"), ("被围在版中间的空白格", "white cells inside the page")),
    ("feather", ("让行", "feather"), ("题目比需要多占的格", "cells that heads take beyond need")),
    ("ends", ("栏尾", "ends"), ("各栏末尾没排满的行", "rows left at the feet of legs")),
    ("clashes", ("碰题", "clashes"), ("左右相邻又相平的标题", "level heads side by side")),
    ("alleys", ("通线", "alleys"), ("切开整版的直线", "straight lines through the page")),
    ("order", ("区序", "order"), ("主次与位置颠倒的对数", "pairs placed against priority")),
    ("sizes", ("字号", "sizes"), ("主次与题目大小颠倒的对数", "pairs of heads sized against it")),
    ("jumps", ("转版", "jumps"), ("转往别版的篇数", "stories that go on elsewhere")),
)
"""Counters of `Scores`: their names and what they count (zh, en)."""

_NAME, _PAGE = 9, 7
"""Cells of the first column and of a page's."""


def score_table(scores: Sequence[Scores], width: int) -> Iterator[str]:
    """Yield the table's lines; pages that find no room beside each other follow below."""
    beside = max((width - _NAME - 20) // _PAGE, 1)
    for start in range(0, len(scores), beside):
        part = scores[start : start + beside]
        heads = (say(f"第{score.page}版", f"p. {score.page}") for score in part)
        yield padded("", _NAME) + "".join(padded(head, _PAGE, right=True) for head in heads)
        for key, names, means in _COUNTERS:
            told = (f"{score.white_share:.1f}%" if key == "white" else f"{getattr(score, key)}" for score in part)
            row = padded(say(*names), _NAME) + "".join(padded(one, _PAGE, right=True) for one in told)
            yield f"{row}  {cut(say(*means), width - cells(row) - 2)}".rstrip()


def verdict_line(verdict: Verdict) -> str:
    """Return what the checker says in all."""
    errors, warnings, notes = (
        sum(finding.severity == severity for finding in verdict.findings) for severity in ("error", "warning", "note")
    )
    if errors or warnings:
        return say(
            f"验版：错误 {errors}，警告 {warnings}，说明 {notes}", f"checker: {errors} errors, {warnings} warnings"
        )
    return say(f"验版：没有错误和警告，说明 {notes} 条", f"checker: no errors, no warnings, {notes} notes")
