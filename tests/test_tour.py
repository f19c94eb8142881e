"""The newcomer's tour is true: its commands run in their order, in a house of their own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_guide import made

ROOT = Path(__file__).resolve().parents[1]
TOUR = ROOT / "docs" / "tour.md"
BIN = Path(sys.executable).parent


def commands() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", TOUR.read_text("utf-8"), re.S)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_the_tour_begins_with_the_one_command_that_sets_up() -> None:
    assert commands()[0] == "make issue N=128"


@pytest.mark.long(held="test_tour.py::test_the_tour_begins_with_the_one_command_that_sets_up")
def test_every_command_of_the_tour_runs(tmp_path: Path) -> None:
    (tmp_path / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    shutil.copytree(ROOT / "issues", tmp_path / "issues")
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("pictures"))
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "LAYOUT_LANG": "zh"}
    for command in commands():
        done = subprocess.run(
            ["sh", "-c", made(command)], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600
        )
        said = f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}"
        assert done.returncode == 0, said
        assert "Traceback" not in done.stderr, said
    assert (tmp_path / "output" / "128-r1" / "press" / "128.pdf").is_file()
