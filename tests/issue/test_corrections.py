"""Corrections 更正: an input of the issue that was wrong, printed by a later one that asks for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from layout.issue.reader import read_issue

ISSUE = "issue: {{no: {no}, date: 2022-05-{day}}}\nmasthead: {{name: 禹州通讯}}\npages:\n  - {{no: 1, stories: [a1]}}\n"
STORY = "---\nid: a1\nhead: {{main: [{head}]}}\n{more}---\n\n{body}\n"


def issue(root: Path, no: int, day: int, corrections: str = "", *, more: str = "", body: str = "正文。") -> Path:
    folder = root / "issues" / str(no)
    folder.mkdir(parents=True)
    (folder / "issue.yaml").write_text(ISSUE.format(no=no, day=day) + corrections, "utf-8")
    (folder / "a1.md").write_text(STORY.format(head="全市夏粮收购开始", more=more, body=body), "utf-8")
    return folder


TWO = """corrections:
  - {date: 2022-05-20, story: a1, reason: 第三段“32万亩”应为“23万亩”}
  - {date: 2022-05-18, story: a1, reason: 作者应为王强。}
"""


def test_corrections_are_read_oldest_first(tmp_path: Path) -> None:
    read = read_issue(issue(tmp_path, 7, 17, TWO))
    assert read.issue is not None
    assert [(one.date, one.story) for one in read.issue.corrections] == [
        (date(2022, 5, 18), "a1"), (date(2022, 5, 20), "a1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        ("{date: 2022-05-18, story: a2, reason: 错}", "I450"),
        ("{date: 2022-05-16, story: a1, reason: 错}", "I451"),
        ("{date: 2022-05-17, story: a1, reason: 错}", ""),
        ("{date: 2022-05-18, story: a1}", "I201"),
        ("{date: 2022-05-18, story: a1, reason: 错, page: 3}", "I202"),
    ],
)
def test_what_is_wrong_with_a_correction_is_told_at_its_place(tmp_path: Path, correction: str, code: str) -> None:
    read = read_issue(issue(tmp_path, 7, 17, f"corrections: [{correction}]\n"))
    errors = [remark for remark in read.remarks if remark.severity == "error"]
    assert len(errors) == bool(code)
    if code.startswith("I45"):
        assert errors[0].code == code
    assert all(getattr(error.at, "line", 0) == 5 for error in errors)


def test_a_later_issue_prints_them_after_its_own_copy(tmp_path: Path) -> None:
    issue(tmp_path, 7, 17, TWO)
    folder = issue(tmp_path, 8, 24, more="corrections_of: 7\n", body="本报核查后更正如下：")
    read = read_issue(folder)
    assert read.issue is not None
    (story,) = read.issue.stories
    assert [paragraph.text for paragraph in story.paragraphs] == [
        "本报核查后更正如下：",
        "本报第7期（2022年5月17日）第1版《全市夏粮收购开始》：作者应为王强。",
        "本报第7期（2022年5月17日）第1版《全市夏粮收购开始》：第三段“32万亩”应为“23万亩”。",
    ]
    at = read.sources.place(story.locus and type(story.locus)("a1", "body", 2, 5))
    assert at is not None and read.sources.line(at) == "corrections_of: 7"


@pytest.mark.parametrize("number", [6, 7])
def test_where_there_is_nothing_to_print_it_is_an_error(tmp_path: Path, number: int) -> None:
    issue(tmp_path, 7, 17)
    read = read_issue(issue(tmp_path, 8, 24, more=f"corrections_of: {number}\n"))
    (error,) = (remark for remark in read.remarks if remark.severity == "error")
    assert error.code == "I452" and getattr(error.at, "line", 0) == 4
