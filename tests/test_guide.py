"""The desk's guide is true: every command in it runs in its order, in a house of its own, and ends as it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "guide.zh.md"
BIN = Path(sys.executable).parent

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"\s+# 退出码 (\d+)$")


@dataclass(frozen=True)
class Step:
    """A command with the exit code that the guide promises, or a stretch of a file that the reader is to write."""

    command: str = ""
    code: int = 0
    file: str = ""
    text: str = ""


def steps(guide: str) -> list[Step]:
    found = []
    for language, body in _FENCE.findall(guide):
        if language == "sh":
            for row in body.splitlines():
                code = _CODE.search(row)
                found.append(Step(_CODE.sub("", row), int(code[1]) if code else 0))
        elif language == "yaml":
            head, _, text = body.partition("\n")
            found.append(Step(file=head.removeprefix("# "), text=text))
    return found


def made(command: str) -> str:
    """Return the command that the Makefile runs for `make TARGET N=…`, once everything is set up."""
    found = re.fullmatch(r"make (\w+) N=(\d+)", command)
    if found is None:
        return command
    recipe = re.search(
        rf"^{found[1]}:.*\n(?:\t.*\n)*?\t@\$\(BIN\)/(layout .*)\n", (ROOT / "Makefile").read_text("utf-8"), re.M
    )
    assert recipe is not None, f"the Makefile has no {found[1]}"
    return recipe[1].replace("$(N)", found[2]).replace("$(ARGS)", "").strip()


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    for number in ("2346", "9999"):
        shutil.copytree(ROOT / "issues" / number, tmp_path / "issues" / number)
    from docx import Document

    copy = Document()
    copy.add_heading("秋粮入库进度过半", 1)
    copy.add_paragraph("连日来，各乡镇抢抓晴好天气收晒秋粮。截至昨日，全市入库过半。")
    copy.save(str(tmp_path / "来稿.docx"))
    return tmp_path


@pytest.mark.long(held="test_guide.py::test_the_guide_names_only_files_and_commands_that_exist")
def test_every_command_of_the_guide_runs_as_it_says(house: Path) -> None:
    todo = steps(GUIDE.read_text("utf-8"))
    assert sum(bool(step.command) for step in todo) > 20
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "LAYOUT_LANG": "zh",
        "PYTHONIOENCODING": "utf-8",
    }
    for step in todo:
        if step.file:
            _write(house / step.file, step.text)
        elif step.command.startswith(("layout desk", "layout preview")):
            _look(step.command, house, environment)
        else:
            command = made(step.command)
            done = subprocess.run(
                ["sh", "-c", command], cwd=house, env=environment, capture_output=True, text=True, timeout=300
            )
            said = f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}"
            assert done.returncode == step.code, said
            assert "Traceback" not in done.stderr, said


def _write(file: Path, text: str) -> None:
    """Do what the reader does: put the stretch in place of the one with the same key, which ends the file."""
    key = text.partition(":")[0]
    old = file.read_text("utf-8")
    assert f"\n{key}:" in old
    file.write_text(old[: old.index(f"\n{key}:") + 1] + text, "utf-8")


def _look(command: str, house: Path, environment: dict[str, str]) -> None:
    """Open the window by the address that it prints, see that a page comes, and leave."""
    with subprocess.Popen(
        [*command.split(), "--no-open"], cwd=house, env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        base = address.partition("?")[0]
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        try:
            browser.open(address, timeout=300).close()
            with browser.open(f"{base}events", timeout=300) as stream:
                while not (row := stream.readline()).startswith(b"data: ") or b'"building": true' in row:
                    pass
            with browser.open(f"{base}page/1", timeout=300) as page:
                assert page.read().startswith(b"<svg")
        finally:
            process.terminate()
            process.wait(300)


def test_the_guide_names_only_files_and_commands_that_exist() -> None:
    from layout.cli.app import COMMANDS

    guide = GUIDE.read_text("utf-8")
    for name in re.findall(r"`(docs/[\w.-]+|fonts/README.md)`", guide):
        assert (ROOT / name).is_file(), name
    for name in re.findall(r"`?layout ([a-z]+)", guide):
        assert name in COMMANDS
    # What every day's work needs is there: each command of the overview.
    assert set(COMMANDS) <= set(re.findall(r"layout ([a-z]+)", guide)), set(COMMANDS) - set(
        re.findall(r"layout ([a-z]+)", guide)
    )
