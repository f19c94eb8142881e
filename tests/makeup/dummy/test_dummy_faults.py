"""A dummy that does not belong to its issue is told in one line each, at the value that is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from layout.diagnostics import Diagnostic, Place
from layout.diagnostics.wording import describe
from layout.issue.reader import read_issue
from layout.makeup.dummy.file import read_plan

FOLDER = Path(__file__).parents[3] / "issues" / "2346"


def faults(tmp_path: Path, pattern: str, to: str) -> tuple[tuple[Diagnostic, ...], list[str]]:
    """Return what is said of the kept dummy of 2346 with its first match of a pattern replaced, and its lines."""
    issue = read_issue(FOLDER).issue
    assert issue is not None
    text, count = re.subn(pattern, to, (FOLDER / "plan.yaml").read_text("utf-8"), count=1)
    assert count == 1
    (tmp_path / "plan.yaml").write_text(text, "utf-8")
    return read_plan(tmp_path / "plan.yaml", "plan.yaml", issue).remarks, text.split("\n")


def test_the_kept_dummy_is_sound(tmp_path: Path) -> None:
    assert faults(tmp_path, "profile", "profile")[0] == ()


@pytest.mark.parametrize(
    ("breaks", "code"), [("[70]", "M316"), ("[3, 70]", "M316"), ("[5, 3]", "M315"), ("[4, 4]", "M315")]
)
def test_breaks_that_the_headline_has_not_are_told(tmp_path: Path, breaks: str, code: str) -> None:
    remarks, lines = faults(tmp_path, r"breaks: \[[^\]]*\]", f"breaks: {breaks}")
    (remark,) = remarks
    assert remark.code == code and isinstance(remark.at, Place)
    assert lines[remark.at.line - 1][remark.at.column - 1 :].startswith(breaks)
    assert re.search(r"[\u4e00-\u9fff]", describe(remark, "zh").message)
    assert "、" not in describe(remark, "en").message


def test_another_profile_is_one_fault(tmp_path: Path) -> None:
    (remark,) = faults(tmp_path, "profile: broadsheet", "profile: tabloid")[0]
    assert remark.code == "M317" and isinstance(remark.at, Place)
    assert describe(remark, "zh").message == "版样是按版式 tabloid 画的，本期是 broadsheet"
    missing = faults(tmp_path, "profile: broadsheet\n", "")[0]
    assert missing == ()


def test_a_list_has_the_language_s_own_comma(tmp_path: Path) -> None:
    remark = faults(tmp_path, r"breaks: \[[^\]]*\]", "breaks: [5, 3]")[0][0]
    assert remark.code == "M315"
    assert "5、3" in describe(remark, "zh").message
    assert "5, 3" in describe(remark, "en").message and "、" not in describe(remark, "en").message


def test_a_story_that_the_issue_no_longer_has_is_told_and_no_error(tmp_path: Path) -> None:
    gone, missing = faults(tmp_path, "story: a2", "story: a22")[0]
    assert [(one.code, one.severity) for one in (gone, missing)] == [("M311", "note"), ("M314", "note")]
    assert "相近的有 a2" in describe(gone, "zh").hint


@pytest.mark.parametrize("number", ["1.0", "+1", "01", "' 1 '"])
def test_a_page_s_number_is_read_as_every_number_is(tmp_path: Path, number: str) -> None:
    assert faults(tmp_path, "page: 1\n", f"page: {number}\n")[0] == ()


def test_a_page_that_stands_twice_is_an_error_at_its_second_number(tmp_path: Path) -> None:
    text = "  - page: 1\n    top: 4\n    blocks: []\n"
    (first, *_), lines = faults(tmp_path, r"\Z", text)
    assert first.code == "M319" and isinstance(first.at, Place)
    assert lines[first.at.line - 1][first.at.column - 1 :] == "1" and first.at.line > 5


@pytest.mark.parametrize(
    ("pattern", "to", "codes"),
    [
        (r"size: \[3, 14\]", "size: [3, 0]", ["I227"]),
        (r"size: \[3, 14\]", "size: [3, 1]", []),
        (r"at: \[0, 59\]", "at: [0, 401]", ["I227"]),
        (r"at: \[0, 59\]", "at: [0, 400]", []),
        (r" size: \[3, 14\],", "", ["I222"]),
    ],
)
def test_a_number_out_of_range_is_one_fault_and_no_missing_key(
    tmp_path: Path, pattern: str, to: str, codes: list[str]
) -> None:
    found = [remark.code for remark in faults(tmp_path, pattern, to)[0] if remark.code.startswith("I")]
    assert found == codes
