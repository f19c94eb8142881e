"""Driving a batch: tasks handed out, tried again after a while, given up with their reason, overdue workers dropped."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Sequence
from typing import Any

from layout.desk.batch.cluster import NoClusterError
from layout.desk.batch.records import AGAIN, IssueOutcome, Wanted
from layout.desk.batch.task import OWN_FAULT, run_task
from layout.ground.dataclass import dataclass, replace

GRACE = 5.0
"""Seconds over its own limit that a task may be out before its worker is taken for dead."""

_LOOK = 0.25
"""Seconds between looks at what is done."""


@dataclass(frozen=True, slots=True)
class Retries:
    """How often a task is tried, and how long the first pause is; each further pause is twice the one before."""

    tries: int = 4
    pause: float = 2.0


Told = Callable[[IssueOutcome], None]
"""Called with each issue as it ends, done or given up."""


def drive(
    client: Any, numbers: Sequence[int], wanted: Wanted, patience: Retries, told: Told
) -> tuple[IssueOutcome, ...]:
    """Have the cluster build the issues and return how each went, in their order.

    Raises NoClusterError where the cluster is lost; what was done stays done and a further run goes on from there.
    """
    return _Driver(client, wanted, patience, told).run(numbers)


class _Driver:
    """The state of one batch: what waits, what is out, what has ended."""

    def __init__(self, client: Any, wanted: Wanted, patience: Retries, told: Told) -> None:
        self._client, self._wanted, self._patience, self._told = client, wanted, patience, told
        self._waiting: list[tuple[float, int, int]] = []
        self._out: dict[Any, tuple[int, int]] = {}
        self._begun: dict[tuple[str, str], float] = {}
        self._looked = 0.0
        self._ended: dict[int, IssueOutcome] = {}

    def run(self, numbers: Sequence[int]) -> tuple[IssueOutcome, ...]:
        from distributed import wait

        self._waiting = [(0.0, number, 1) for number in numbers]
        heapq.heapify(self._waiting)
        while self._waiting or self._out:
            if self._client.status != "running":
                raise NoClusterError(f"{self._client.scheduler.addr if self._client.scheduler else ''}: lost")
            self._hand_out()
            if not self._out:
                time.sleep(min(_LOOK, max(self._waiting[0][0] - time.monotonic(), 0.01)))
                continue
            try:
                ready = wait(list(self._out), timeout=_LOOK, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                ready = set()
            for future in ready:
                self._take(future)
            self._drop_overdue()
        return tuple(self._ended[number] for number in sorted(self._ended))

    def _hand_out(self) -> None:
        """Keep each thread of the cluster busy, those of workers that joined late as well, and few tasks queued."""
        threads = sum(self._client.nthreads().values())
        now = time.monotonic()
        while self._waiting and self._waiting[0][0] <= now and len(self._out) < threads + 1:
            _, number, tries = heapq.heappop(self._waiting)
            key = f"issue-{number}-{tries}-{time.monotonic_ns()}"
            self._out[self._client.submit(run_task, number, self._wanted, key=key, pure=False)] = (number, tries)

    def _take(self, future: Any) -> None:
        """Take what a task has come to: an end, or another try after a pause."""
        number, tries = self._out.pop(future)
        built = self._result(future, number) if future.status == "finished" else None
        if built is None:
            fault = future.exception() if future.status == "error" else None
            said = f"{type(fault).__name__}: {fault}" if fault else str(future.status)
            built = IssueOutcome(number, OWN_FAULT, AGAIN, said=said.splitlines()[0][:200])
        built = replace(built, tries=tries)
        future.release()
        if built.state == AGAIN and tries < self._patience.tries:
            pause = self._patience.pause * 2 ** (tries - 1)
            heapq.heappush(self._waiting, (time.monotonic() + pause, number, tries + 1))
            return
        self._ended[number] = built
        self._told(built)

    def _result(self, future: Any, number: int) -> IssueOutcome:
        """Fetch a result from the worker that holds it; one that does not answer is dropped, and the task sent again.

        What it built has its stamp, so the next worker has nothing to do.
        """
        try:
            built: IssueOutcome = future.result(timeout=GRACE)
        except Exception as fault:  # a worker lost with the result as well: CancelledError, CommClosedError
            for worker in self._client.who_has([future]).get(future.key, ()):
                _drop_worker(self._client, worker)
            return IssueOutcome(number, OWN_FAULT, AGAIN, said=f"{type(fault).__name__}: {fault}".splitlines()[0][:200])
        return built

    def _drop_overdue(self) -> None:
        """Drop workers that hold a task for longer than its own limit allows: they hang, or are out of reach.

        A worker holds one task a thread and at most one more that waits, so twice the limit is the longest.
        """
        now = time.monotonic()
        if now - self._looked < min(GRACE, 1.0):
            return
        self._looked = now
        held = {(worker, key) for worker, keys in self._client.processing().items() for key in keys}
        self._begun = {pair: self._begun.get(pair, now) for pair in held}
        allowed = 2 * self._wanted.seconds + GRACE
        for worker in {worker for (worker, _), begun in self._begun.items() if now - begun > allowed}:
            _drop_worker(self._client, worker)


def _drop_worker(client: Any, address: str) -> None:
    """Have the scheduler forget a worker; its tasks go to others."""

    # Inside a function, so that it travels as code: the scheduler's machine need not have this program.
    async def forget(address: str, dask_scheduler: Any = None) -> None:
        await dask_scheduler.remove_worker(address, stimulus_id="layout-overdue", close=False)

    client.run_on_scheduler(forget, address)
