"""Diagnostics as printed: the caret under the right cell, and the forms that programs read."""

from __future__ import annotations

import io
import json

import pytest
from rich.cells import cell_len

from layout.cli.report import print_diagnostics, summary
from layout.diagnostics import Diagnostic, Locus, Place, Severity
from layout.issue.copyfile import CopyFile
from layout.issue.source import SourceMap

TEXT = "issue:\n  no: 7\n\u540d称：禹州 name\n" + "长" * 300 + "错处" + "尾" * 200 + "\n\tx: 1\n"
SOURCES = SourceMap({"issues/7/issue.yaml": CopyFile("issues/7/issue.yaml", TEXT)}, {})


def told(place: Place | Locus | None, form: str = "human", lang: str = "zh", code: str = "I210") -> str:
    stream = io.StringIO()
    remark = Diagnostic.make(code, Severity.ERROR, place, key="no", first=2)
    print_diagnostics([remark], SOURCES, form, lang, stream)
    return stream.getvalue()


def test_human() -> None:
    assert told(Place("issues/7/issue.yaml", 2, 3, 5)) == (
        "issues/7/issue.yaml:2:3 I210 错误 名目 no 重复，第 2 行已经写过\n"
        "    2 |   no: 7\n"
        "      |   ^^\n"
        "  提示: 留一处，删一处\n"
        "错误 1，警告 0，说明 0\n"
    )


def test_caret_counts_cells_not_characters() -> None:
    lines = told(Place("issues/7/issue.yaml", 3, 4, 6)).splitlines()
    assert lines[1] == "    3 | 名称：禹州 name"
    # Three full-width characters stand before, two are meant: six cells, four carets.
    assert lines[2] == "      | " + " " * 6 + "^^^^"


def test_long_line_is_cut_round_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = told(Place("issues/7/issue.yaml", 4, 301, 303)).splitlines()
    assert cell_len(lines[1]) <= 80
    shown, carets = lines[1], lines[2]
    before = carets.index("^")
    cells = 0
    under = ""
    for char in shown:
        if before <= cells < before + carets.count("^"):
            under += char
        cells += cell_len(char)
    assert under == "错处"
    assert shown.count("…") == 2


def test_tab_before_the_place_is_one_cell() -> None:
    lines = told(Place("issues/7/issue.yaml", 5, 2, 3)).splitlines()
    assert lines[1].index("x") == lines[2].index("^")


def test_place_past_the_end_of_a_line() -> None:
    lines = told(Place("issues/7/issue.yaml", 2, 8, 8)).splitlines()
    assert lines[2] == "      | " + " " * 7 + "^"


def test_whole_file_and_unknown_story() -> None:
    assert told(Place("issues/7/a1.md")).startswith("issues/7/a1.md I210 错误")
    assert told(Locus("a9")).startswith("a9 I210 错误")
    assert told(None).startswith("I210 错误")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "9.pdf 第 2 页，距左上 56.2, 482.1 毫米: BK05 警告"),
        ("en", "9.pdf page 2, 56.2, 482.1 mm from the top left: BK05"),
    ],
)
def test_a_finding_of_a_press_file_says_where_on_the_page(lang: str, said: str) -> None:
    args = (("page", 2), ("box", (56.2, 482.1, 97.0, 506.6)))
    stream = io.StringIO()
    print_diagnostics([Diagnostic("BK05", Severity.WARNING, Place("9.pdf"), args)], None, "human", lang, stream)
    assert stream.getvalue().startswith(said)


def test_short() -> None:
    said = told(Place("issues/7/issue.yaml", 2, 3, 5), "short", "en")
    assert said.splitlines()[0] == "issues/7/issue.yaml:2:3 I210 error: the key `no` is a duplicate of line 2"


def test_json_has_both_languages() -> None:
    (data,) = json.loads(told(Place("issues/7/issue.yaml", 2, 3, 5), "json"))
    assert (data["code"], data["severity"], data["line"], data["column"], data["end_column"]) == (
        "I210",
        "error",
        2,
        3,
        5,
    )
    assert data["message"]["zh"] and data["message"]["en"] and data["args"] == {"key": "no", "first": 2}


def test_github_escapes() -> None:
    stream = io.StringIO()
    remark = Diagnostic.make("I201", Severity.WARNING, Place("a,b:c.md", 1, 2, 4), problem="50%\nof it", said="x")
    print_diagnostics([remark], None, "github", "en", stream)
    assert stream.getvalue() == (
        "::warning file=a%2Cb%3Ac.md,line=1,col=2,endColumn=4,title=I201::the YAML does not parse: 50%25%0Aof it"
        " (check indentation, quotes and brackets of this line and the one above)\n"
    )


def test_nothing_to_say_prints_nothing_but_json() -> None:
    for form, said in (("human", ""), ("short", ""), ("github", ""), ("json", "[]\n")):
        stream = io.StringIO()
        print_diagnostics([], None, form, "zh", stream)
        assert stream.getvalue() == said


def test_summary_counts() -> None:
    remarks = [Diagnostic("I210", Severity.ERROR), Diagnostic("I322", Severity.NOTE), Diagnostic("I322", Severity.NOTE)]
    assert summary(remarks, "zh") == "错误 1，警告 0，说明 2"
    assert summary(remarks, "en") == "1 error, 0 warnings, 2 notes"
