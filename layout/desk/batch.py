"""Many issues by several workers: local processes, and workers that any command starts elsewhere.

A worker reads one order a line (JSON) from its input and answers each with one line, so a program started over `ssh`
or by a container's client serves as well as a local one. A worker that dies costs the issue that it had in hand, which
is reported, and is started again for the next. For a scheduler that starts whole commands, `shard` divides the list.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import IO, TYPE_CHECKING

from layout.desk.house import House
from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.desk.build.results import Checked

_PART = re.compile(r"(\d{1,7})(?:\.\.(\d{1,7}))?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is built of each issue: folders as the worker sees them, parts, whether for release."""

    root: str
    output: str
    only: tuple[str, ...] = ()
    release: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """How one issue went: `code` is what `layout issue` would have returned; `said` the first error, with its place."""

    number: int
    code: int
    pages: int = 0
    errors: int = 0
    warnings: int = 0
    over: int = 0
    seconds: float = 0.0
    said: str = ""


def issues_in(span: str, issues: Path) -> tuple[int, ...] | None:
    """Return the numbers of `A..B`, `N` or a list of such with commas that have a folder; None where it is no span."""
    numbers: set[int] = set()
    present = {int(path.name) for path in issues.iterdir() if path.name.isdecimal()} if issues.is_dir() else set()
    for part in span.split(","):
        found = _PART.fullmatch(part.strip())
        if found is None:
            return None
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first:
            return None
        numbers |= {number for number in present if first <= number <= last}
    return tuple(sorted(numbers))


def shard(numbers: Sequence[int], which: str) -> tuple[int, ...] | None:
    """Return part `k/n` of the numbers: every n-th, from the k-th on; None where `which` is no such part.

    All parts together are the whole, no number is in two, and each is the same on every machine.
    """
    found = re.fullmatch(r"([1-9]\d{0,4})/([1-9]\d{0,4})", which)
    if found is None or int(found[1]) > int(found[2]):
        return None
    return tuple(numbers[int(found[1]) - 1 :: int(found[2])])


def run_batch(
    numbers: Sequence[int], wanted: Wanted, *, jobs: int, runners: Sequence[str] = (), done: Callable[[Built], None]
) -> tuple[Built, ...]:
    """Build the issues, each by whoever is free, and return how each went, in their order.

    `jobs` workers run here, and one more for each of `runners`, the commands that start workers elsewhere. `done` is
    told of each issue as it ends, one at a time.
    """
    waiting: SimpleQueue[int] = SimpleQueue()
    for number in numbers:
        waiting.put(number)
    finished: list[Built] = []
    lock = Lock()

    def serve(lane: _Lane) -> None:
        while True:
            try:
                number = waiting.get_nowait()
            except Empty:
                lane.close()
                return
            built = lane.build(number)
            with lock:
                finished.append(built)
                done(built)

    local = [sys.executable, "-m", "layout.desk.batch"]
    lanes = [_Lane(local, wanted) for _ in range(min(jobs, len(numbers)))]
    lanes += [_Lane(shlex.split(runner), wanted) for runner in runners]
    threads = [Thread(target=serve, args=(lane,), daemon=True) for lane in lanes]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            while thread.is_alive():
                thread.join(0.2)
    except KeyboardInterrupt:
        for lane in lanes:
            lane.stop()
        raise
    return tuple(sorted(finished, key=lambda built: built.number))


class _Lane:
    """One worker: a process that builds issues one after another."""

    def __init__(self, command: Sequence[str], wanted: Wanted) -> None:
        self._command = command
        self._wanted = wanted
        self._process: subprocess.Popen[str] | None = None

    def build(self, number: int) -> Built:
        """Have the worker build an issue."""
        started = time.perf_counter()
        try:
            answer = self._ask(json.dumps({"number": number, **asdict(self._wanted)}))
            return Built(**json.loads(answer))
        except (OSError, ValueError, TypeError) as error:
            self.stop()
            return Built(number, 70, seconds=time.perf_counter() - started, said=f"{self._command[0]}: {error}")

    def _ask(self, order: str) -> str:
        if self._process is None:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
            )
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(order + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer:
            raise OSError(f"worker ended with {process.wait()}")
        return answer

    def close(self) -> None:
        """Let the worker end."""
        if self._process is not None:
            assert self._process.stdin is not None and self._process.stdout is not None
            self._process.stdin.close()
            self._process.wait()
            self._process.stdout.close()
            self._process = None

    def stop(self) -> None:
        """End the worker at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:  # what was still to be written has no reader any more
                        continue
            self._process = None


def work(orders: IO[str], answers: IO[str], house: House | None = None) -> None:
    """Serve as a worker: build each issue ordered and answer in one line.

    A worker on another machine builds in its own `house` and writes to that one's output.
    """
    for row in orders:
        order = json.loads(row)
        root, output = (house.root, house.output) if house else (order["root"], order["output"])
        built = build_one(order["number"], Wanted(str(root), str(output), tuple(order["only"]), order["release"]))
        answers.write(json.dumps(asdict(built), ensure_ascii=False) + "\n")
        answers.flush()


def build_one(number: int, wanted: Wanted) -> Built:
    """Build one issue and return how it went; a mistake of our own is an answer, too."""
    from layout.desk.build.order import PARTS, Order, in_silence
    from layout.desk.build.pipeline import build

    started = time.perf_counter()
    order = Order(House(Path(wanted.root)), number, Path(wanted.output), wanted.only or PARTS, wanted.release)
    try:
        done = build(order, in_silence)
    except Exception as error:
        return Built(number, 70, seconds=time.perf_counter() - started, said=f"{type(error).__name__}: {error}")
    return Built(
        number,
        0 if done.written.files else 1,
        len(done.judged.edition.sheets) if done.judged else 0,
        sum(remark.severity == "error" for remark in done.remarks),
        sum(remark.severity == "warning" for remark in done.remarks),
        sum(fit.over > 0 for fit in done.fits),
        round(time.perf_counter() - started, 3),
        next(_said(done), ""),
    )


def _said(done: Checked) -> Iterator[str]:
    """Yield what stopped a build, worst first."""
    from layout.diagnostics.record import placed
    from layout.diagnostics.wording import describe

    stops = ("error", "warning") if done.order.release else ("error",)
    for severity in stops:
        for remark in done.remarks:
            if remark.severity == severity:
                place = placed(remark, done.sources)
                yield f"{f'{place} ' if place else ''}{remark.code} {describe(remark, 'zh').message}"


def serve_as_worker(house: House | None = None) -> None:
    """Answer on the standard output, and keep everything else that is printed away from it."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    with answers:
        work(sys.stdin, answers, house)


if __name__ == "__main__":
    serve_as_worker()
