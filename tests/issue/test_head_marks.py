"""Marks in heads: raised figures become Unicode's own, words that are kept whole are named to the composer."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.compose.head.order import HeadOrder
from layout.compose.head.set_head import HeadSetting, set_head, set_vertical_head
from layout.compose.story.stylebook import house_style
from layout.geometry import pt
from layout.issue.model import Head
from layout.issue.reader import read_issue
from layout.typeface import TypeCase

ISSUE = "issue: {no: 1, date: 2026-11-28}\nmasthead: {name: 样报}\npages: [{no: 1, stories: [a1]}]\n"
STYLE = house_style().value
LEADING = pt(11.57)


def read(tmp_path: Path, main: str) -> tuple[Head, list[str]]:
    (tmp_path / "issue.yaml").write_text(ISSUE, "utf-8")
    story = f'---\nid: a1\nkind: news\nhead: {{main: ["{main}"]}}\n---\n正文一句。\n'
    (tmp_path / "a1.md").write_text(story, "utf-8")
    done = read_issue(tmp_path)
    assert done.issue is not None
    return done.issue.stories[0].head, [remark.code for remark in done.remarks if remark.code == "I308"]


def headline(setting: HeadSetting) -> list[str]:
    return [part.line.text for part in setting.parts if part.line.role == "headline"]


def test_raised_and_lowered_figures_are_unicodes_own(tmp_path: Path) -> None:
    head, told = read(tmp_path, "全市新增绿地3万m{{sup: 2}} 减排CO{{sub: 2}}")
    assert head.main == ("全市新增绿地3万m² 减排CO₂",)
    assert not told


def test_what_has_no_raised_form_is_told(tmp_path: Path) -> None:
    head, told = read(tmp_path, "粮价{{sup: 注}}每周公布")
    assert head.main == ("粮价注每周公布",)
    assert told == ["I308"]


@pytest.mark.parametrize("mark", ["keep", "name", "title"])
@pytest.mark.parametrize("vertical", [False, True])
def test_marked_words_stay_on_one_line(mark: str, vertical: bool, tmp_path: Path, case: TypeCase) -> None:
    word = "禹贡图志稿"
    head, told = read(tmp_path, f"市档案馆整理出版{{{{{mark}: {word}}}}}第三卷")
    assert not told
    assert head.kept == (word,)
    for lines in (2, 3):
        order = HeadOrder(head, pt(170) if not vertical else 24 * LEADING, LEADING, lines=lines)
        setting = (set_vertical_head if vertical else set_head)(order, case, STYLE).value
        assert "".join(headline(setting)) == head.main[0]
        assert any(word in line for line in headline(setting)), headline(setting)


def test_emphasis_in_a_head_is_told(tmp_path: Path) -> None:
    assert read(tmp_path, "全市{{dots: 严查}}酒驾")[1] == ["I308"]
