"""Every command of the README does what it says, in a copy of the house."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def commands() -> list[str]:
    """Return the commands that the README shows, in order."""
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    """Return a copy of the house with the real fonts and nothing built."""
    to = tmp_path_factory.mktemp("readme") / "house"
    shutil.copytree(ROOT / "issues", to / "issues")
    shutil.copytree(ROOT / "fonts", to / "fonts")
    (to / "output").mkdir()
    return to


def test_the_readme_shows_the_two_commands_first():
    assert commands()[:2] == ["make issue N=2346", "make test"]


@pytest.mark.long(held="test_readme.py::test_the_readme_shows_the_two_commands_first")
@pytest.mark.parametrize("line", [line for line in commands() if not line.startswith("make test")])
def test_a_command_runs(line, house):
    words = shlex.split(line)
    if words[0] == "make":  # what the Makefile's target runs once everything is set up
        number = words[2].removeprefix("N=")
        words = ["layout", words[1], number]
    assert words[0] == "layout"
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from layout.cli import main; sys.exit(main())", *words[1:]],
        cwd=house,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr


def test_every_picture_and_page_that_the_readme_names_is_there():
    text = (ROOT / "README.md").read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
