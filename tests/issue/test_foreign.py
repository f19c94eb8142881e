"""Markup of other programs in a body is pointed out where it stands; our own and what the desk keeps is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.diagnostics import Place
from layout.diagnostics.wording import describe
from layout.issue.reader import read_issue


def found(good: Path, body: str) -> list[tuple[int, int, str]]:
    """Return line within the body, column and English kind of each piece of foreign markup."""
    front = (good / "a1.md").read_text("utf-8").partition("\n---\n")[0] + "\n---\n"
    (good / "a1.md").write_text(front + body, "utf-8")
    above = front.count("\n")
    told = []
    for remark in read_issue(good).remarks:
        if remark.code == "I330":
            assert isinstance(remark.at, Place)
            told.append((remark.at.line - above, remark.at.column, str(dict(remark.args)["kind"])))
    return told


@pytest.mark.parametrize(
    ("body", "line", "column", "kind"),
    [
        ("正文。\n\n### 三级标题\n\n正文。\n", 3, 1, "Markdown heading"),
        ("# 一级标题\n\n正文。\n", 1, 1, "Markdown heading"),
        ("##小标题\n\n正文。\n", 1, 1, "Markdown heading"),
        ("正文。\n\n　　> 引用的话\n", 3, 3, "Markdown quotation"),
        ("见图 ![图](x.jpg) 所示。\n", 1, 4, "Markdown picture"),
        ("详见[链接](https://example.org)。\n", 1, 3, "Markdown link"),
        ("一个<b>粗体字。\n", 1, 3, "HTML tag"),
        ("空&nbsp;格。\n", 1, 2, "HTML tag"),
        ("```python\n", 1, 1, "code fence"),
        ("正文。\n\n---\n\n正文。\n", 3, 1, "Markdown rule"),
        ("* 条目\n", 1, 1, "Markdown item"),
    ],
)
def test_foreign_markup_is_found_where_it_stands(good: Path, body: str, line: int, column: int, kind: str) -> None:
    assert found(good, body) == [(line, column, kind)]


@pytest.mark.parametrize(
    "body",
    [
        "## 小标题｜分两半\n\n- 条目。\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n**黑体**。\n",
        "{{sic: ### 照原样}}\n\n照印{{sic: [链接](x)｜原文如此}}与{{sic: <b>标签</b>}}。\n",
        "\\### 井号\n\n照印\\[方括号](x)。\n",
        "#话题# 若 a < b 且 c > d，则 [1] 不（成立）。\n",
        "第一行——\n— 破折。A&B 公司。\n",
    ],
)
def test_own_markup_and_kept_copy_are_left_alone(good: Path, body: str) -> None:
    assert found(good, body) == []


def test_it_says_what_it_is_and_how_we_write_it(good: Path) -> None:
    found(good, "### 三级\n")
    (remark,) = [remark for remark in read_issue(good).remarks if remark.code == "I330"]
    assert describe(remark, "zh").message == "Markdown 标题 ### 三级 不是本系统的写法，会照字面印出来"
    assert "## 小标题" in describe(remark, "zh").hint
    assert "`## text`" in describe(remark, "en").hint


def in_front(good: Path, front: str) -> list[tuple[str, str]]:
    """Return the source under the caret and the English kind of each piece of foreign markup in a story's fields."""
    (good / "a1.md").write_text(f"---\nid: a1\n{front}\n---\n正文一段。\n", "utf-8")
    read = read_issue(good)
    told = []
    for remark in read.remarks:
        if remark.code == "I330":
            assert isinstance(remark.at, Place)
            line = read.sources.line(remark.at)
            told.append((line[remark.at.column - 1 : remark.at.end_column - 1], str(dict(remark.args)["kind"])))
    return told


@pytest.mark.parametrize(
    ("front", "under", "kind"),
    [
        ('head: {main: "# 一级标题"}', "#", "Markdown sign"),
        ("head: {main: [我市**召开**会议]}", "**召开**", "bold text"),
        ("head: {main: 会议, kicker: 见<b>附件</b>}", "<b>", "HTML tag"),
        ("head: {main: 会议, deck: 又&nbsp;记}", "&nbsp;", "HTML tag"),
        ("head: {main: 会议}\nbyline: 本报[通讯员](mailto:a@b.cn)", "[通讯员](mailto:a@b.cn)", "Markdown link"),
        ("head: {main: 会议}\nsign: '> (组织部)'", ">", "Markdown sign"),
        ("head: {main: 会议}\nphotos: [{file: null, caption: '* 图为会场'}]", "*", "Markdown sign"),
        ("head: {main: 会议}\nphotos: [{file: null, caption: 会场, credit: '**张三**'}]", "**张三**", "bold text"),
        ("head: {main: 会议}\npullquote: '**要害在人**'", "**要害在人**", "bold text"),
        ("head: {main: 会议}\nlayout: {label: '- 编辑手记'}", "-", "Markdown sign"),
    ],
)
def test_foreign_markup_in_a_field_is_found_where_it_stands(good: Path, front: str, under: str, kind: str) -> None:
    assert (under, kind) in in_front(good, front)


@pytest.mark.parametrize(
    "front",
    [
        "head: {main: [“三区三线”—— 划定, A&B 与 C+D]}\nbyline: 李** 王*",
        "head: {main: 会议}\nbyline: '{{sic: **李四**}}'",
        "head: {main: '会议\\*\\*召开\\*\\*'}",
        "head: {main: '#话题# 3 > 2'}\nsign: (组织部)",
    ],
)
def test_plain_fields_and_kept_ones_are_left_alone(good: Path, front: str) -> None:
    assert in_front(good, front) == []


def test_a_field_prints_what_it_warned_of(good: Path) -> None:
    in_front(good, "head: {main: [我市**召开**会议]}")
    issue = read_issue(good).issue
    assert issue is not None
    assert issue.story("a1").head.title == "我市**召开**会议"
