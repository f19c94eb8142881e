"""Fields that print, of a story's head and of `issue.yaml`: what must not be doubted, and where a fault is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.diagnostics import Place
from layout.issue.reader import read_issue

NEW = {"I213", "I214", "I215", "I330", "I511", "I512", "I513", "I514", "I515", "I516", "I517", "I518"}


def changed(good: Path, file: str, old: str, new: str) -> list[tuple[str, str]]:
    """Change a good issue and return code and the characters shown of every remark on marks and signs."""
    text = (good / file).read_text("utf-8")
    assert old in text
    (good / file).write_text(text.replace(old, new, 1), "utf-8")
    done = read_issue(good)
    found = []
    for remark in done.remarks:
        if remark.code in NEW and isinstance(remark.at, Place):
            line = done.sources.files[remark.at.file].line(remark.at.line)
            found.append((remark.code, line[remark.at.column - 1 : remark.at.end_column - 1]))
    return found


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("a1.md", "[铜墙铁壁]", "[“铜墙, 铁壁”]"),
        ("a1.md", "[铜墙铁壁]", "[“铜墙铁壁”]"),
        ("a1.md", "orient: h", "deck: ——铜墙铁壁"),
        ("a1.md", "byline: 刘艳红", "sign: [（刘艳红, 供稿）]"),
        ("a1.md", "byline: 刘艳红", 'sign: "{{sic: （刘艳红}}"'),
        ("p1.md", "图为现场。", "图为’08级的O’Brien。"),
        ("issue.yaml", "name: 要闻", "name: '“三夏”'"),
        ("issue.yaml", "name: 要闻", "name: “两会”特刊"),
        ("issue.yaml", "name: 要闻", "name: 要闻 # 待定"),
        ("issue.yaml", "recipients: 各单位", "recipients: 1＃楼"),
        ("issue.yaml", "recipients: 各单位", "recipients: C#小组"),
        ("issue.yaml", "name: 要闻", "name: '#两会#'"),
        ("issue.yaml", "name: 要闻", "name: 看#两会#"),
        ("issue.yaml", "name: 要闻", "name: 【要闻】"),
        ("issue.yaml", "豫内资00001号", "豫内资[许连]00001号"),
        ("p1.md", "图为现场。", "图为【现场】（左一）。"),
    ],
)
def test_what_a_field_may_hold(good: Path, file: str, old: str, new: str) -> None:
    assert not changed(good, file, old, new)


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "shown"),
    [
        ("a1.md", "[铜墙铁壁]", "[铜墙, “铁壁]", "I512", "“"),
        ("a1.md", "[铜墙铁壁]", '["铜墙", "铁，，壁"]', "I514", "，，"),
        ("a1.md", "[铜墙铁壁]", '["{{sic: 铜}}墙", "铁{{sic: 壁}}”"]', "I511", "”"),
        ("p1.md", "图为现场。", "'{{sic: 图}}为现场。。'", "I514", "。。"),
        ("issue.yaml", "sponsor: 市委主办", "sponsor: 市委（主办", "I512", "（"),
        ("issue.yaml", "name: 要闻", "name: “要闻”", "I215", "“要闻”"),
    ],
)
def test_a_fault_of_a_field_is_shown_where_it_stands(
    good: Path, file: str, old: str, new: str, code: str, shown: str
) -> None:
    assert changed(good, file, old, new) == [(code, shown)]


def test_what_yaml_wrote_otherwise_is_shown_whole_and_not_put_right_by_rule(good: Path) -> None:
    text = (good / "p1.md").read_text("utf-8").replace("图为现场。", '"图为\\u73b0场...完"')
    (good / "p1.md").write_text(text, "utf-8")
    (remark,) = [remark for remark in read_issue(good).remarks if remark.code == "I515"]
    assert remark.fix is None


def test_blanks_at_the_ends_of_a_name_are_no_copy(good: Path) -> None:
    text = (good / "issue.yaml").read_text("utf-8").replace("name: 要闻", "name: '\u3000要闻\u3000'")
    (good / "issue.yaml").write_text(text, "utf-8")
    issue = read_issue(good).issue
    assert issue is not None and issue.pages is not None
    assert issue.pages[0].section == "要闻"


@pytest.mark.parametrize("copy", ["ᠮᠣᠩᠭ\u180eᠣᠯ", "نص\u061cنص", "🏴\U000e0067\U000e0062\U000e007f"])
def test_signs_that_shape_other_scripts_are_let_pass(good: Path, copy: str) -> None:
    text = (good / "a1.md").read_text("utf-8").replace("正文第一段", f"正文{copy}第一段")
    (good / "a1.md").write_text(text, "utf-8")
    assert "I108" not in {remark.code for remark in read_issue(good).remarks}


def test_the_files_that_word_keeps_beside_an_open_one_are_no_stories(good: Path) -> None:
    before = [remark.code for remark in read_issue(good).remarks]
    (good / "~$a1.md").write_bytes(b"\x05owner" + bytes(150))
    assert [remark.code for remark in read_issue(good).remarks] == before


@pytest.mark.parametrize(
    "copy",
    [
        "It's O'Brien's.",
        "'90s的歌，'08级的人",
        "用'abc'命令",
        "长5'长",
        "#话题#很热",
        "说好。#话题#",
        "#1楼住户",
        "＃3机组投产",
    ],
)
def test_apostrophes_minutes_and_signs_of_topics_are_let_pass(good: Path, copy: str) -> None:
    assert not changed(good, "a1.md", "正文第二段。", f"{copy}")
