"""`layout proofread`: two lists, an exit code, and corrections that touch nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from layout.cli.app import run_command
from tests.newspaper import bare_house

ISSUE = """\
issue: {no: 1, date: 2022-05-17}
masthead: {name: 试刊}
pages:
  - {no: 1, stories: [a1]}
"""
STORY = """\
---
id: a1
head:
  main: 会议召开   # 主题
sign: （办公室）
---
5月17日（星期三），会议作了布署。{{ok: 布署｜书名原文}}、“甲”、“乙”。

占地约320亩左右。
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return bare_house(tmp_path, {"issue.yaml": ISSUE, "a1.md": STORY})


def test_it_lists_what_must_be_mended_and_says_so_with_its_exit_code(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["proofread", "1", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    told = [(one["code"], one["line"], one["fix"]) for one in found]
    assert told == [("R301", 7, "二"), ("R201", 7, "部署"), ("R101", 7, ""), ("R111", 9, None)]


def test_fix_mends_what_is_certain_and_nothing_else(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["proofread", "1", "--fix"]) == 1
    mended = (house / "issues" / "1" / "a1.md").read_text("utf-8")
    assert mended == STORY.replace("星期三），会议作了布署", "星期二），会议作了部署").replace("“甲”、“乙”", "“甲”“乙”")
    assert (house / "issues" / "1" / "history.jsonl").read_text("utf-8").count("\n") == 1
    said = capsys.readouterr()
    assert "必改 1 处" in said.out
    assert "“布署”→“部署”" in said.err and said.err.count("a1.md:") == 3, "what was corrected is told, one by one"


def test_clean_copy_ends_with_0(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean = STORY.replace("星期三", "星期二").replace("作了布署。", "作了部署。").replace("、“乙”", "“乙”")
    (house / "issues" / "1" / "a1.md").write_text(clean.replace("左右", ""), "utf-8")
    assert run_command(["proofread", "1", "-q"]) == 0
    assert "必改 0 处" in capsys.readouterr().out


def test_the_form_counts_what_is_certain(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["proofread", "1", "--form", "-o", "form"]) == 1
    table = (house / "form" / "1-编校质量检查表.csv").read_text("utf-8-sig")
    assert "第1版,12240" in table and "错别字,1,1" in table and "标点,1,0.1" in table
    assert "差错率 2.61／万，限度 3／万：合格" in table
    assert "合格" in capsys.readouterr().out


def test_the_author_gets_a_word_file_with_comments(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from docx import Document

    for name in ("a.docx", "b.docx"):
        run_command(["proofread", "1", "--format", "docx", "-o", name])
    assert (house / "a.docx").read_bytes() == (house / "b.docx").read_bytes()
    document = Document(str(house / "a.docx"))
    assert sum("会议作了布署" in paragraph.text for paragraph in document.paragraphs) == 1
    comments = [comment.text for comment in document.comments]
    assert len(comments) == 4 and any("必改：“布署”改为“部署”" in text for text in comments)


def test_copy_that_cannot_be_read_is_no_clean_copy(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "issues" / "1" / "issue.yaml").write_text("issue: [", "utf-8")
    assert run_command(["proofread", "1"]) == 1
    assert "I201" in capsys.readouterr().out
