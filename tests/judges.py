"""Other programs that judge what we write, run by an interpreter of their own.

Some ask for older libraries than ours, so they live in an environment beside ours: set `LAYOUT_JUDGES` to its folder
(docs/archive.md says how it is made). Without it the tests skip aloud.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest


def judge(module: str) -> Path:
    """Return the interpreter that has a program's module; skip where none has."""
    if importlib.util.find_spec(module):
        return Path(sys.executable)
    python = Path(os.environ.get("LAYOUT_JUDGES", "")) / "bin" / "python"
    if python.is_file() and not subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode:
        return python
    pytest.skip(f"{module} is not at hand: set LAYOUT_JUDGES to an environment that has it (docs/archive.md)")


def asked(module: str, script: str, *words: str | Path) -> str:
    """Return what a script prints that the program's interpreter runs; its failure is the test's."""
    done = subprocess.run([judge(module), "-c", script, *words], capture_output=True, text=True)
    assert not done.returncode, (done.stdout + done.stderr)[-3000:]
    return done.stdout
