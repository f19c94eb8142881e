"""One process builds issue after issue and keeps nothing of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COUNT = 40
"""The bench builds 200; what one leaves behind, forty leave as surely."""


@pytest.mark.long(held="guard/test_guard.py::test_a_child_that_left_because_it_held_too_much_is_replaced")
@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells what a process holds")
def test_issues_built_in_one_process_leave_nothing_behind() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benches.bench_memory", str(COUNT)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
