"""Wrong words on the command line, and the help pages, in the language of the run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from layout.cli.app import COMMANDS, run_command
from layout.cli.terminal import cells, wrapped


def said(capfd: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = run_command([*map(str, words), "--lang", "zh"])
    out, err = capfd.readouterr()
    return code, out, err


@pytest.mark.parametrize("command", ["issue", "batch"])
def test_only_without_a_part_is_wrong_usage(capfd: pytest.CaptureFixture[str], command: str) -> None:
    code, out, err = said(capfd, command, "2346" if command == "issue" else "2346..2346", "--only", "")
    assert (code, out) == (2, "")
    assert "--only 后面要写 press、archive 或 web" in err


def test_verify_of_what_is_not_there(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = said(capfd, "verify", tmp_path / "none")
    assert code == 2
    assert re.search("没有 .*none 这个文件或文件夹", err) and "exist" not in err


def test_verify_of_what_is_no_pdf(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# no PDF", "utf-8")
    code, out, _ = said(capfd, "verify", tmp_path / "a.md")
    assert code == 1
    assert out.splitlines() == [
        "a.md: 整个文件: PX00 错误 打不开这个 PDF：内容不是 PDF，或已经损坏",
        "  提示: 重新导出，或重新传送文件",
        "a.md: 未通过 (错误 1，警告 0)",
    ]


@pytest.fixture(scope="module", params=["zh", "en"])
def pages(request: pytest.FixtureRequest) -> tuple[str, dict[str, str]]:
    """Return the help page of each command in a language, as a terminal of 80 columns shows it."""
    run = "import sys; from layout.cli.app import run_command; [run_command([c, '--help']) for c in sys.argv[1:]]"
    words = [sys.executable, "-c", run, *COMMANDS]
    environ = {**os.environ, "LAYOUT_LANG": request.param, "COLUMNS": "80"}
    done = subprocess.run(words, capture_output=True, env=environ, encoding="utf-8", check=True)
    start = {"zh": "用法：layout ", "en": "usage: layout "}[request.param]
    parts = [part for part in re.split(f"^(?={start})", done.stdout, flags=re.M) if part]
    assert len(parts) == len(COMMANDS), done.stderr
    return request.param, dict(zip(COMMANDS, parts, strict=True))


def test_help_is_in_the_language_of_the_run(pages: tuple[str, dict[str, str]]) -> None:
    lang, shown = pages
    for command, page in shown.items():
        if lang == "en":
            assert not re.search("[\u2e80-\uffef]", page), page
            continue
        assert not re.search("Usage|Options|OPTIONS|Arguments|required|default|Show this|<|{N}", page)
        rows = [row for row in page.splitlines() if row.startswith("  ")]
        assert len(rows) >= 2
        for row in rows:
            assert re.search("[\u4e00-\u9fff]|^ +[\\d\\]]", row), (command, row)


def test_help_stands_in_two_columns_within_the_terminal(pages: tuple[str, dict[str, str]]) -> None:
    for page in pages[1].values():
        rows = [row for row in page.splitlines()[3:] if row.startswith("  ")]
        starts = {cells(re.match(r"  (?:\S+ ?)*\S+ {2,}|  +", row)[0]) for row in rows}
        assert len(starts) == 1, page
        assert all(cells(row) <= 80 for row in rows), page


def test_long_help_turns_over_at_the_edge() -> None:
    assert list(wrapped("行距（磅），不小于字号", 8)) == ["行距", "（磅），", "不小于字", "号"]
    assert list(wrapped("leading in points", 10)) == ["leading in", "points"]


@pytest.mark.parametrize(
    ("words", "zh"),
    [
        (("issue", "1", "2"), "多写了 2"),
        (("issue", "1", "--quiet=3"), "选项 --quiet 后面不带值"),
        (("issue", "1", "--output"), "选项 --output 后面要有一个值"),
        (("issue", "1", "--output", ""), "--output 的值不对：路径是空的"),
        (("import", " ", "--issue", "1"), "文件的值不对：路径是空的"),
        (("new", "1"), "缺少 --date"),
        (("issue", "x"), "要一个整数"),
        (("plan", "1", "--seconds", "9e9"), "太大，应在 0.1 到 3600 之间"),
        (("plan", "1", "--seconds", "0"), "太小，应在 0.1 到 3600 之间"),
        (("issue", "0"), "太小，至少 1"),
        (("plan", "0"), "太小，至少 1"),
        (("plan",), "缺期号"),
    ],
)
def test_a_slip_of_usage_is_told_in_the_language_of_the_run(
    capfd: pytest.CaptureFixture[str], words: tuple[str, ...], zh: str
) -> None:
    code, _, err = said(capfd, *words)
    assert code == 2
    assert zh in err
    assert run_command([*words, "--lang", "en"]) == 2
    assert not re.search("[\u2e80-\uffef]", re.sub("期号|日期|文件|秒", "", capfd.readouterr().err))
