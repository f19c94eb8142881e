"""The command line itself: exit codes, languages, and what is said when the words or we are wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from layout.cli.app import COMMANDS, run_command, typed
from layout.cli.language import preferred, speak

ROOT = Path(__file__).resolve().parents[2]
MAIN = "import sys; from layout.cli import main; sys.exit(main())"


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    yield
    speak("zh")


def test_the_overview_names_every_command(capsys) -> None:
    assert run_command(["--help"]) == 0
    told = capsys.readouterr().out
    for name, (zh, _) in COMMANDS.items():
        assert name in told
        assert zh in told
    assert run_command(["--lang", "en"]) == 0
    assert "COMMAND" in capsys.readouterr().out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_its_options(name: str, capsys) -> None:
    assert run_command([name, "--help"]) == 0
    assert f"layout {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (["isue"], "是不是 issue", "did you mean issue"),
        (["issue"], "缺少期号", "is missing"),
        (["issue", "x"], "要一个整数", "whole number"),
        (["issue", "0"], "太小", "too small"),
        (["issue", "1", "--onli", "web"], "没有选项 --onli", "no option --onli"),
        (["issue", "1", "--only", "wab"], "不认 wab", "wab"),
        (["issue", "1", "2"], "", ""),
        (["fonts", "--format"], "要有一个值", "needs a value"),
        (["fonts", "--format", "xml"], "不认 xml", "xml"),
    ],
)
def test_wrong_usage_is_told_in_both_languages(words: list[str], zh: str, en: str, capsys) -> None:
    for language, wanted in (("zh", zh), ("en", en)):
        assert run_command([*words, "--lang", language]) == 2
        said = capsys.readouterr()
        assert wanted in said.err
        assert said.out == ""
        assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("２３４６", "2346"),
        ("２０２６－１１－２９", "2026-11-29"),
        ("２３４６．．２３５０", "2346..2350"),
        ("－－page", "--page"),
        ("——page", "--page"),
        ("—o", "-o"),
        ("--only＝web", "--only=web"),
        ("－－page＝２", "--page=2"),
        ("--name=王某１", "--name=王某１"),
        ("——写在夏收一线", "——写在夏收一线"),
        ("稿件２.docx", "稿件２.docx"),
        ("２号文.docx", "２号文.docx"),
        ("全部", "全部"),
    ],
)
def test_wide_letters_of_an_input_method_are_read_as_what_they_say(word: str, meant: str) -> None:
    assert typed(word) == meant


def test_an_unknown_language_is_wrong_usage(capsys) -> None:
    assert run_command(["fonts", "--lang=fr"]) == 2
    assert "fr" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LAYOUT_LANG": "en"}, "en"),
    ],
)
def test_the_language_follows_the_environment(environment: dict[str, str], language: str) -> None:
    assert preferred(environment) == language


def test_fonts_as_json_lists_every_role(capsys) -> None:
    assert run_command(["fonts", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["roles"]
    body = next(row for row in rows if row["role"] == "body")
    assert body["coverage"]["GB 2312"] == 6763
    assert len(body["sha256"]) == 64


def test_fonts_of_an_empty_folder_are_errors_in_copy(tmp_path: Path, capsys) -> None:
    assert run_command(["fonts", "--dir", str(tmp_path)]) == 1
    assert "F001" in capsys.readouterr().err


def test_the_doctor_finds_this_machine_ready(capsys) -> None:
    assert run_command(["doctor", "--format", "json"]) == 0
    found = {finding["name"]: finding for finding in json.loads(capsys.readouterr().out)}
    assert found["Python"]["facts"].startswith(".".join(map(str, sys.version_info[:2])))
    assert all(finding["state"] in ("ok", "warn") for finding in found.values())
    assert "字体" in found


def test_a_mistake_of_our_own_is_logged_not_shown(tmp_path: Path, monkeypatch, capsys) -> None:
    def fail(*_: object, **__: object) -> int:
        raise RuntimeError("the forme fell on the floor")

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("LAYOUT_DEBUG", raising=False)
    monkeypatch.setattr("layout.cli.fonts.run", fail)
    assert run_command(["fonts"]) == 70
    said = capsys.readouterr().err
    assert "the forme fell on the floor" in said
    assert "layout fonts" in said
    assert "Traceback" not in said
    (log,) = (tmp_path / "layout" / "faults").iterdir()
    assert "Traceback" in log.read_text(encoding="utf-8")
    monkeypatch.setenv("LAYOUT_DEBUG", "1")
    assert run_command(["fonts"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_is_told_and_ends_with_130(monkeypatch, capsys) -> None:
    def interrupt(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("layout.cli.fonts.run", interrupt)
    assert run_command(["fonts"]) == 130
    said = capsys.readouterr().err
    assert "已中断" in said
    assert "Traceback" not in said


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    program = "import sys; from layout.cli import main; sys.exit(main())"
    env = {**os.environ, **environment}
    return subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, env=env, cwd=ROOT)


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    program = f"{sys.executable} -c 'import sys; from layout.cli import main; sys.exit(main())' explain | head -1"
    done = subprocess.run(["sh", "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_terminal_that_cannot_print_chinese_is_no_fault() -> None:
    done = run("--help", PYTHONIOENCODING="ascii", LAYOUT_LANG="zh")
    assert done.returncode == 0
    assert "issue" in done.stdout


def test_starting_imports_no_heavy_library() -> None:
    heavy = "reportlab pikepdf PIL pypdfium2 numpy pandas ortools pydantic rich starlette uvicorn lxml docx rjieba"
    program = (
        "import sys; from layout.cli.app import run_command; run_command(['--help']); "
        f"print([name for name in {heavy.split()!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert done.stderr.strip() == "[]"


def test_opening_the_fonts_imports_no_heavy_library() -> None:
    heavy = "fontTools reportlab pikepdf PIL numpy pydantic rich typer"
    program = (
        "import sys, pathlib; from layout.typeface import open_case; open_case(pathlib.Path('fonts')); "
        f"print([name for name in {heavy.split()!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", ["--help", "explain", pytest.param("check 2346", marks=pytest.mark.long)])
def test_a_full_disk_under_the_standard_output_is_told(words: str) -> None:
    call = f"{sys.executable} -c '{MAIN}' {words} >/dev/full"
    done = subprocess.run(call, shell=True, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "写不进 标准输出：磁盘已满"


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_fault(closed: str) -> None:
    done = subprocess.run(
        f"{sys.executable} -c '{MAIN}' explain M107 {closed}", shell=True, capture_output=True, cwd=ROOT
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
