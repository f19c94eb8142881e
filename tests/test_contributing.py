"""The walks of CONTRIBUTING.md, followed step by step on a copy of the package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
WALKS = dict(re.findall(r"^## (Add .*)\n((?:(?!^## ).*\n)+)", PAGE, re.M))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
STEP = re.compile(r"# (\S+), (new|at the end|(?:above|below|in place of): ([^\n]*))\n(.*)", re.S)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the package to walk through, with the real fonts and issues beside it."""
    shutil.copytree(ROOT / "layout", tmp_path / "layout", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("fonts", "issues"):
        (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    return tmp_path


def follow(step: re.Match[str], copy: Path) -> Path:
    """Make one change as the page says and return the file."""
    name, way, spot, code = step.groups()
    path = copy / name
    if way == "new":
        assert not (ROOT / name).exists(), f"{name} is there already: take another example"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, "utf-8")
        return path
    text = path.read_text("utf-8")
    if way == "at the end":
        path.write_text(f"{text.rstrip()}\n\n{code}" if path.suffix == ".py" else f"{text.rstrip()}\n{code}", "utf-8")
        return path
    lines = text.splitlines(keepends=True)
    at = next((nth for nth, line in enumerate(lines) if spot in line), None)
    assert at is not None, f"{name} has no line with {spot!r}"
    lines[at + way.startswith("below") : at + 1 - way.startswith("above")] = [code]
    path.write_text("".join(lines), "utf-8")
    return path


def run(copy: Path, *words: str) -> str:
    """Run Python in the copy and return what it prints."""
    env = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "LAYOUT_LANG": "zh"}
    done = subprocess.run([sys.executable, *words], cwd=copy, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_there_are_four_walks() -> None:
    assert set(WALKS) == {"Add a rule", "Add a diagnostic", "Add an exporter", "Add a page size"}


@pytest.mark.parametrize(
    "walk", [pytest.param(walk, marks=[] if walk == "Add a diagnostic" else [pytest.mark.long]) for walk in WALKS]
)
def test_a_walk_leads_where_it_says(walk: str, copy: Path) -> None:
    tests, changed = [], []
    for kind, body in BLOCK.findall(WALKS[walk]):
        if kind == "console":
            command, *expected = body.splitlines()
            words = command.removeprefix("$ layout ").split()
            shown = run(copy, "-c", f"from layout.cli.app import run_command; run_command({words!r})")
            assert not [line for line in expected if line not in shown], shown
            continue
        step = STEP.fullmatch(body)
        assert step is not None, f"a block that says no place: {body[:60]}"
        (tests if step[1].startswith("tests/") else changed).append(follow(step, copy))
    assert changed
    python = [str(path) for path in changed if path.suffix == ".py"]
    settings = ("--config", str(ROOT / "pyproject.toml"))
    run(copy, "-m", "ruff", "check", "--quiet", "--no-cache", *settings, *python)
    if tests:
        run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", *map(str, tests))
