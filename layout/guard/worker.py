"""The parent's side of the guard: children kept warm, asked, timed, and ended when they pass a limit."""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
from threading import Lock, Timer
from typing import Any

from layout.guard.caps import Limits, Stopped
from layout.guard.child import HEAD, read_exactly

_KEPT = max(2, os.cpu_count() or 1)
"""Children kept for the next call: as many as threads of ours decode at a time."""

_LEAVING = 2.0
"""Seconds that a child which says no more has to end by itself."""

_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Libraries that start a thread a core on import would spend the child's address space on stacks."""


def guarded(work: str, *arguments: object, limits: Limits = Limits()) -> Any | Stopped:  # noqa: B008 - frozen
    """Run `module:function` with the arguments in a child process; return its value, or what stopped it."""
    request = pickle.dumps(
        (work, arguments, limits.seconds, limits.memory, limits.answer), pickle.HIGHEST_PROTOCOL
    )  # fmt: skip
    child = _take(limits.behind)
    if child is not None:
        answer = child.ask(request, limits)
        if answer is not None:
            return answer
    try:
        child = _Child(limits.behind)  # no child was there, or it had ended while it waited
    except OSError as error:
        return Stopped("died", said=error.strerror or str(error))
    answer = child.ask(request, limits)
    return answer if answer is not None else Stopped("died", said="start")


class _Child:
    """One child process, asked by one thread at a time."""

    def __init__(self, behind: bool) -> None:
        self.behind = behind
        start = f"import sys; sys.path[:] = {sys.path!r}; from layout.guard.child import serve; serve(behind={behind})"
        self._process = subprocess.Popen(
            [sys.executable, "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, **_ONE_THREAD}, start_new_session=True,
        )  # fmt: skip

    def ask(self, request: bytes, limits: Limits) -> Any | Stopped | None:
        """Have a request answered; None where the child had ended before it was asked."""
        assert self._process.stdin is not None
        late = False

        def end() -> None:
            nonlocal late
            late = True
            self.kill()

        clock = Timer(limits.patience, end)
        clock.daemon = True
        clock.start()
        _busy.add(self)
        try:
            try:
                self._process.stdin.write(len(request).to_bytes(HEAD) + request)
                self._process.stdin.flush()
            except OSError:
                self.close()
                return Stopped("seconds", limits.seconds) if late else None
            answer = self._answer_within(limits)
        except BaseException:
            self.close()
            raise
        finally:
            clock.cancel()
            clock.join()  # it may have struck as the answer came: then it has done so before another call is asked
            _busy.discard(self)
        if answer is None:
            self._end_by_itself()
            self.close()
            if late:
                return Stopped("seconds", limits.seconds)
            # One that held too much after its last call left in good order before it read this one.
            return None if self._process.returncode == 0 else self._death(limits)
        if isinstance(answer, Stopped):
            self.close()
            return answer
        if late:
            self.close()
        else:
            _give_back(self)
        well, value = answer
        assert well or isinstance(value, Stopped)
        return value

    def _end_by_itself(self) -> None:
        """Let a child that has closed its answers end, so that its exit code is its own and not that of our signal."""
        try:
            self._process.wait(_LEAVING)
        except subprocess.TimeoutExpired:
            return

    def _answer_within(self, limits: Limits) -> tuple[bool, Any] | Stopped | None:
        """Return the answer; what is too long is not read, and None says that there is none."""
        assert self._process.stdout is not None
        head = read_exactly(self._process.stdout, HEAD)
        if head is None:
            return None
        size = int.from_bytes(head)
        if size > limits.answer + 1024:
            return Stopped("answer", limits.answer)
        data = read_exactly(self._process.stdout, size)
        answer: tuple[bool, Any] | None = None if data is None else pickle.loads(data)
        return answer

    def _death(self, limits: Limits) -> Stopped:
        """Return how a child ended that gave no answer."""
        code = self._process.returncode
        if code == -getattr(signal, "SIGPROF", 0):
            return Stopped("seconds", limits.seconds)
        try:
            return Stopped("died", said=signal.Signals(-code).name)
        except ValueError:
            return Stopped("died", said=str(code))

    def kill(self) -> None:
        """End the child with every process that it has started: they are its session's."""
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (AttributeError, ProcessLookupError, PermissionError):  # Windows has no such groups; or it has ended
            self._process.kill()

    def close(self) -> None:
        """End the child and let go of its pipes."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:  # what was still to be written has no reader any more
                continue


_idle: list[_Child] = []
_busy: set[_Child] = set()
_lock = Lock()


def _take(behind: bool) -> _Child | None:
    """Return the child that was used last of those that stand back, or of those that do not."""
    with _lock:
        for nth in reversed(range(len(_idle))):
            if _idle[nth].behind == behind:
                return _idle.pop(nth)
    return None


def _give_back(child: _Child) -> None:
    with _lock:
        if sum(one.behind == child.behind for one in _idle) < _KEPT:
            _idle.append(child)
            return
    child.close()


def end_children() -> None:
    """End every child, those at work as well: whoever waits for one is told that it died."""
    with _lock:
        busy = tuple(_busy)
    for one in busy:
        one.kill()
    for behind in (False, True):
        while (child := _take(behind)) is not None:
            child.close()


def _forget() -> None:
    """Leave the children to the process that started them: this one was forked from it."""
    global _lock, _inherited
    _lock = Lock()
    _inherited = (*_inherited, *_idle)
    _idle.clear()
    _busy.clear()


_inherited: tuple[_Child, ...] = ()
atexit.register(end_children)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
