"""The guard gives a value or what stopped it, within the limits, and never an exception."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from layout.diagnostics.wording import describe
from layout.guard import MB, Limits, Stopped, guarded
from layout.guard import worker as parent
from layout.guard.caps import _CODES
from layout.guard.child import BEHIND

ROOT = Path(__file__).parents[2]
WORK = "tests.guard.runaway"


def test_a_value_comes_back_whatever_is_printed() -> None:
    assert guarded(f"{WORK}:double", 21) == 42


def test_the_child_is_used_again_and_its_faults_are_not_ours() -> None:
    first = guarded(f"{WORK}:who")
    assert first != os.getpid()
    assert guarded(f"{WORK}:fail", "bad\nfile") == Stopped("fault", said="ValueError: bad")
    assert guarded(f"{WORK}:who") == first


@pytest.mark.skipif(not hasattr(os, "nice"), reason="this system has no niceness")
def test_a_child_that_stands_behind_is_one_of_its_own_and_kept() -> None:
    behind = Limits(behind=True)
    parent.end_children()  # other tests' windows may still be reading proofs
    first = guarded(f"{WORK}:who", limits=behind)
    assert guarded(f"{WORK}:who") != first
    assert guarded(f"{WORK}:who", limits=behind) == first
    assert guarded(f"{WORK}:niceness", limits=behind) == min(19, guarded(f"{WORK}:niceness") + BEHIND)


def test_processor_time() -> None:
    assert guarded(f"{WORK}:spin", 0.05, limits=Limits(seconds=0.5, clock=300)) == "done"
    assert guarded(f"{WORK}:spin", 60, limits=Limits(seconds=0.2)) == Stopped("seconds", 0.2)
    assert guarded(f"{WORK}:double", 2) == 4


def test_time_is_counted_anew_for_each_call() -> None:
    for _ in range(3):
        assert guarded(f"{WORK}:spin", 0.15, limits=Limits(seconds=0.3, clock=300)) == "done"


def test_waiting_for_ever_is_ended_by_the_clock() -> None:
    assert guarded(f"{WORK}:sleep", 60, limits=Limits(seconds=0.02)) == Stopped("seconds", 0.02)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its address space")
def test_memory() -> None:
    assert guarded(f"{WORK}:hold", 80, limits=Limits(memory=100 * MB)) == 80 * MB
    assert guarded(f"{WORK}:hold", 120, limits=Limits(memory=100 * MB)) == Stopped("memory", 100 * MB)
    assert guarded(f"{WORK}:hold", 80, limits=Limits(memory=100 * MB)) == 80 * MB


def test_the_size_of_the_answer() -> None:
    assert guarded(f"{WORK}:give", 9_000, limits=Limits(answer=10_000)) == bytes(9_000)
    assert guarded(f"{WORK}:give", 10_000, limits=Limits(answer=10_000)) == Stopped("answer", 10_000)


def test_an_answer_that_cannot_be_sent_is_a_fault() -> None:
    found = guarded(f"{WORK}:unpicklable")
    assert isinstance(found, Stopped) and found.limit == "fault"


def test_recursion_and_caps_of_our_own() -> None:
    assert guarded(f"{WORK}:dive").limit == "depth"
    assert guarded(f"{WORK}:exceed") == Stopped("pixels", 1000)


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_child_that_dies_is_told_and_replaced(number: signal.Signals) -> None:
    assert guarded(f"{WORK}:die", number) == Stopped("died", said=number.name)
    assert guarded(f"{WORK}:double", 2) == 4


def test_a_child_that_leaves_and_one_that_died_while_it_waited() -> None:
    assert guarded(f"{WORK}:leave") == Stopped("died", said="3")
    killed = guarded(f"{WORK}:who")
    os.kill(killed, signal.SIGKILL)
    os.waitid(os.P_PID, killed, os.WEXITED | os.WNOWAIT)
    assert guarded(f"{WORK}:double", 2) == 4


def test_a_child_that_left_because_it_held_too_much_is_replaced() -> None:
    for _ in range(5):
        assert guarded(f"{WORK}:keep", 60, limits=Limits(memory=100 * MB)) == 60 * MB
        assert guarded(f"{WORK}:double", 2) == 4


def test_no_such_function_is_a_fault() -> None:
    assert guarded(f"{WORK}:missing").limit == "fault"


def test_threads_have_children_of_their_own() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda value: guarded(f"{WORK}:double", value), range(12))) == list(range(0, 24, 2))
    assert sum(not child.behind for child in parent._idle) <= parent._KEPT


def test_importing_the_guard_starts_nothing_and_a_process_leaves_no_child_behind() -> None:
    code = (
        "from layout.guard import guarded, worker; assert not worker._idle; "
        "print(guarded('tests.guard.runaway:who'))"
    )  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


@pytest.mark.parametrize("limit", _CODES)
def test_every_limit_has_its_words(limit: str) -> None:
    for lang in ("zh", "en"):
        words = describe(
            Stopped(limit, 200 * MB if limit in ("memory", "answer", "bytes") else 200, "x").remark(), lang
        )
        assert "{" not in words.message
        assert "200" in words.message or limit in ("died", "fault")
