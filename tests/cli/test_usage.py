"""Wrong words on the command line, and the help pages, in the language of the run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from layout.cli.app import COMMANDS, run_command


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


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_the_language_of_the_run(capfd: pytest.CaptureFixture[str], command: str) -> None:
    code, page, _ = said(capfd, command, "--help")
    assert code == 0 and page.startswith("用法：layout ")
    assert not re.search("Usage|Options|OPTIONS|Arguments|required|default|Show this", page)
    assert run_command([command, "--help", "--lang", "en"]) == 0
    assert capfd.readouterr().out.startswith("Usage: layout ")
