"""One issue of a batch as a task: run it as often as you like, it is done once.

A worker of the cluster does not build itself: it asks the guard for a child process, kept warm from issue to issue, so
that a build which hangs or eats the machine's memory is ended and costs nobody else.
"""

from __future__ import annotations

import gc
import platform
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from layout.desk.batch.records import AGAIN, DONE, ERRORS, IssueOutcome, Wanted
from layout.desk.batch.stamps import key_of, program, read_stamp, write_stamp
from layout.desk.house import House
from layout.ground.dataclass import replace
from layout.guard import Limits, Stopped, guarded

if TYPE_CHECKING:
    from layout.desk.build.results import Built as Finished

OWN_FAULT = 70

_TRANSIENT = frozenset({"D120", "D122"})
"""Remarks that another try may mend: another run is at it, the place could not be written."""


def run_task(number: int, wanted: Wanted) -> IssueOutcome:
    """Build one issue on a worker, unless it is done; whatever goes wrong is an answer."""
    from layout.desk.batch.storage import at_hand

    if wanted.program and wanted.program != program():
        return IssueOutcome(
            number, OWN_FAULT, AGAIN, said=f"{platform.node()}: 程序版本与发起的不同 other version of layout"
        )
    started = time.perf_counter()
    try:
        with at_hand(number, wanted) as place:
            key = key_of(place.house, number, wanted)
            done = read_stamp(place.output, number, key)
            if done is not None:
                return done
            built = replace(_built(number, wanted, place.house, place.output), key=key)
            write_stamp(place.output, built)
            if built.state == DONE:
                place.publish()
            return built
    except OSError as fault:
        said = f"{fault.filename or wanted.output}: {fault.strerror or fault}"
        return IssueOutcome(number, OWN_FAULT, AGAIN, seconds=time.perf_counter() - started, said=said)


def _built(number: int, wanted: Wanted, house: House, output: Path) -> IssueOutcome:
    """Have a child build the issue within its limits."""
    limits = Limits(seconds=wanted.seconds, clock=wanted.seconds, memory=wanted.memory)
    started = time.perf_counter()
    made = guarded(
        "layout.desk.batch.task:build_one", number, str(house.root), str(output), wanted.only, wanted.release,
        limits=limits,
    )  # fmt: skip
    if isinstance(made, Stopped):
        return IssueOutcome(number, OWN_FAULT, AGAIN, seconds=round(time.perf_counter() - started, 3), said=_why(made))
    assert isinstance(made, IssueOutcome)
    return made


def _why(stopped: Stopped) -> str:
    from layout.diagnostics.wording import describe

    remark = stopped.remark()
    return f"{remark.code} {describe(remark, 'zh').message}"


def build_one(number: int, root: str, output: str, only: tuple[str, ...], release: bool) -> IssueOutcome:
    """Build one issue in this process and return how it went; the index over all issues is the driver's to make."""
    from layout.desk.build.order import Order, in_silence
    from layout.desk.build.pipeline import build

    started = time.perf_counter()
    order = Order(House(Path(root)), number, Path(output), only, release, index=False, processes=1)
    gc.disable()  # what one build makes lives until its end
    try:
        done = build(order, in_silence)
    finally:
        gc.enable()
    errors, warnings = (
        sum(remark.severity == severity for remark in done.remarks) for severity in ("error", "warning")
    )
    state = DONE if done.written.files else ERRORS
    if not done.written.files and any(remark.code in _TRANSIENT for remark in done.remarks):
        state = AGAIN
    pages = len(done.judged.edition.sheets) if done.judged else 0
    over = sum(fit.over > 0 for fit in done.fits)
    built = IssueOutcome(
        number, 0 if state == DONE else 1, state, pages, errors, warnings, over, said=next(_said(done), "")
    )
    del done
    gc.collect()
    return replace(built, seconds=round(time.perf_counter() - started, 3))


def _said(done: Finished) -> Iterator[str]:
    """Yield what stopped a build, worst first."""
    from layout.diagnostics.record import placed
    from layout.diagnostics.wording import describe

    stops = ("error", "warning") if done.order.release else ("error",)
    for severity in stops:
        for remark in done.remarks:
            if remark.severity == severity:
                place = placed(remark, done.sources)
                yield f"{f'{place} ' if place else ''}{remark.code} {describe(remark, 'zh').message}"
