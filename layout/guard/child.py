"""The child's side of the guard: takes one call after another from its input, each under its own limits.

A request is the pickle of (function, arguments, seconds, memory, answer), an answer the pickle of (whether it went
well, value or what stopped it); before each stands its length in eight bytes.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import IO, Any

from layout.guard.caps import Exceeded, Stopped

HEAD = 8
_MEMORY = 3


BEHIND = 10
"""How much nicer than others a child is that stands back: half the way that systems know."""


def serve(*, behind: bool = False) -> None:
    """Answer requests until the input ends. What libraries print goes nowhere near the answers.

    A child that stands behind works when others at the machine do not.
    """
    if behind:
        with suppress(AttributeError, OSError):
            os.nice(BEHIND)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(ValueError, AttributeError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to hear
    _without_core()
    requests = sys.stdin.buffer
    while len(head := requests.read(HEAD)) == HEAD:
        request = pickle.loads(requests.read(int.from_bytes(head)))
        answer = _answer(*request)
        answers.write(len(answer).to_bytes(HEAD) + answer)
        answers.flush()
        if _in_use(_RESIDENT) > request[_MEMORY] // 2:
            return  # a child that still holds so much is not used again


def read_exactly(stream: IO[bytes], size: int) -> bytes | None:
    """Return that many bytes, None where the stream ends before."""
    data = stream.read(size)
    return data if len(data) == size else None


def _answer(work: str, arguments: tuple[object, ...], seconds: float, memory: int, most: int) -> bytes:
    """Run one request and return its answer."""
    try:
        module, _, name = work.partition(":")
        function = getattr(import_module(module), name)
    except Exception as error:
        return pickle.dumps((False, Stopped("fault", said=_said(error))))
    done: tuple[bool, Any]
    try:
        with _limited(seconds, memory):
            done = True, function(*arguments)
            answer = pickle.dumps(done, pickle.HIGHEST_PROTOCOL)
        return answer if len(answer) <= most else pickle.dumps((False, Stopped("answer", most)))
    except MemoryError:
        stopped = Stopped("memory", memory)
    except RecursionError:
        stopped = Stopped("depth", sys.getrecursionlimit())
    except Exceeded as error:
        stopped = error.stopped
    except BaseException as error:
        stopped = Stopped("fault", said=_said(error))
    return pickle.dumps((False, stopped))


def _said(error: BaseException) -> str:
    """Return an exception in one short line."""
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]


@contextmanager
def _limited(seconds: float, memory: int) -> Iterator[None]:
    """Hold what is run to its processor time, which ends the process, and to its memory, which fails allocations."""
    timed = hasattr(signal, "setitimer")
    if timed:
        signal.setitimer(signal.ITIMER_PROF, seconds)
    used = _in_use(_SPACE)
    former = _bound(used + memory) if used else None
    try:
        yield
    finally:
        if former is not None:
            _bound(former)
        if timed:
            signal.setitimer(signal.ITIMER_PROF, 0)


def _bound(size: int) -> int | None:
    """Set the limit of the address space; return the former one, None where the system has no such limit."""
    try:
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
        return soft
    except (ImportError, ValueError, OSError):
        return None


def _without_core() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


_SPACE, _RESIDENT = 0, 1


def _in_use(which: int) -> int:
    """Return the bytes of address space or of memory in use, as Linux tells them; 0 elsewhere."""
    try:
        with open("/proc/self/statm", "rb") as stream:  # noqa: PTH123 - asked twice a call
            return int(stream.read().split()[which]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0
