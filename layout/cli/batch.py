"""`layout batch A..B`: build many issues on a Dask cluster, here or elsewhere, and sum up how they went."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from layout.cli.language import say

if TYPE_CHECKING:
    from layout.desk.batch.records import IssueOutcome, Wanted
    from layout.desk.batch.run import Engine

_WORDS = {
    "done": ("排成", "done"),
    "kept": ("已排过", "done before"),
    "errors": ("有错", "errors"),
    "again": ("放下了", "given up"),
}


def run(span: str, wanted: Wanted, engine: Engine, *, part: str, form: str, quiet: bool) -> int:
    """Build the issues of a span; return 0, 1 where any is not done, 2 for a wrong span, 70 where we failed."""
    from layout.desk.batch.cluster import NoClusterError
    from layout.desk.batch.records import ERRORS, IssueOutcome
    from layout.desk.batch.run import run_batch
    from layout.desk.batch.span import issues_in, shard
    from layout.desk.batch.storage import numbers_in

    if _leads_into_copy(wanted):
        return _wrong(f"成品不能写到 {wanted.output}：那里放的是稿件或字体", f"{wanted.output} is for copy or fonts")
    try:
        found = issues_in(span, numbers_in(wanted.house))
    except (OSError, ValueError, ImportError) as fault:
        return _wrong(f"{wanted.house}: {fault}", f"{wanted.house}: {fault}")
    if found is None:
        return _wrong(f"期号范围写成 A..B，不是 {span}", f"write the span as A..B, not {span}")
    numbers = found.numbers
    if part:
        chosen = shard(numbers, part)
        if chosen is None:
            return _wrong(f"--shard 写成 k/n，不是 {part}", f"write --shard as k/n, not {part}")
        numbers = chosen
    missing = [] if part else [
        IssueOutcome(number, 1, ERRORS, said=say(f"没有 issues/{number}", f"there is no issues/{number}"))
        for number in found.missing
    ]  # fmt: skip
    if not numbers and not missing:
        # A part of a short list may well be empty: nothing to do is no error then.
        code = _wrong(f"{span} 里没有要排的期", f"no issues in {span}")
        return 0 if part else code
    progress = _Progress(len(numbers) + len(missing), quiet)
    for built in missing:
        progress.told(built)
    signal.signal(signal.SIGTERM, _ended)
    try:
        results = run_batch(numbers, wanted, engine, progress.told, at=progress.at) if numbers else ()
    except NoClusterError as fault:
        print(say(f"集群连不上或断了：{fault}", f"the cluster cannot be reached or was lost: {fault}"), file=sys.stderr)
        print(say("  再运行一次，从断的地方接着排", "  run again: it goes on where it stopped"), file=sys.stderr)
        return 1
    return _sum_up(sorted([*results, *missing], key=lambda built: built.number), form)


def local_jobs(jobs: int) -> int:
    """Return how many issues are built at a time on this machine: as asked for, else one a core."""
    if jobs > 0:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _ended(_number: int, _frame: object) -> None:
    """End as an interrupt does, so that workers are let go."""
    raise KeyboardInterrupt


def _wrong(zh: str, en: str) -> int:
    print(say(zh, en), file=sys.stderr)
    return 2


class _Progress:
    """Tells of each issue as it ends, how many are left, and how long that takes at the present pace."""

    def __init__(self, total: int, quiet: bool) -> None:
        self._total, self._quiet, self._count = total, quiet, 0
        self._ends: deque[float] = deque([time.monotonic()], maxlen=200)

    def at(self, dashboard: str) -> None:
        if not self._quiet and dashboard:
            print(f"  Dask: {dashboard}", file=sys.stderr)

    def told(self, built: IssueOutcome) -> None:
        self._count += 1
        self._ends.append(time.monotonic())
        if not self._quiet:
            left = self._left()
            print(f"  [{self._count}/{self._total}] {_row(built)}{left}", file=sys.stderr, flush=True)

    def _left(self) -> str:
        left = self._total - self._count
        if not left or len(self._ends) < 3:
            return ""
        seconds = (self._ends[-1] - self._ends[0]) / (len(self._ends) - 1) * left
        return say(f"  还要 {_span(seconds)}", f"  {_span(seconds)} left")


def _span(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours}:{minutes:02} h" if hours else f"{minutes} min" if minutes else f"{seconds:.0f} s"


def _row(built: IssueOutcome) -> str:
    pages = f"{built.pages} {say('版', 'pages')}"
    said = f"  {built.said}" if built.said and built.code else ""
    tries = say(f"  试了 {built.tries} 次", f"  {built.tries} tries") if built.tries > 1 else ""
    return f"{built.number}  {say(*_WORDS[built.state])}  {pages}  {built.seconds:.2f} s{tries}{said}"


def _sum_up(results: Sequence[IssueOutcome], form: str) -> int:
    """Print one row an issue and what they come to; return the exit code."""
    codes = {built.code for built in results}
    code = 70 if 70 in codes else 1 if 1 in codes else 0
    if form == "json":
        print(json.dumps([asdict(built) for built in results], ensure_ascii=False, indent=1))
        return code
    print("\t".join(say("期 结果 版 错误 警告 溢出 秒", "issue result pages errors warnings over s").split()))
    for built in results:
        cells = (
            built.number, say(*_WORDS[built.state]), built.pages, built.errors, built.warnings, built.over,
            f"{built.seconds:.2f}",
        )  # fmt: skip
        print("\t".join(map(str, cells)))
    good = [built for built in results if built.code == 0]
    kept, pages = sum(built.state == "kept" for built in good), sum(built.pages for built in good)
    bad = len(results) - len(good)
    print(
        say(
            f"{len(results)} 期，排成 {len(good)}（其中已排过 {kept}），没排成 {bad}，共 {pages} 版",
            f"{len(results)} issues, {len(good)} done ({kept} before), {bad} not, {pages} pages",
        )
    )
    return code


def house_and_output(house: str, output: str) -> tuple[str, str]:
    """Return where a batch reads and where it writes: the house that this folder is in unless another is named."""
    from layout.desk.batch.storage import is_address
    from layout.desk.house import House, find_house

    root = house or str(find_house(Path.cwd()).root)
    if not is_address(root):
        root = str(Path(root).resolve())
    if not output:
        return root, f"{root.rstrip('/')}/output" if is_address(root) else str(House(Path(root)).output)
    return root, output if is_address(output) else str(Path(output).resolve())


def _leads_into_copy(wanted: Wanted) -> bool:
    """Tell whether the output would go where copy or fonts are kept."""
    from layout.desk.batch.storage import is_address
    from layout.desk.house import House
    from layout.desk.output import leads_into

    if is_address(wanted.house) or is_address(wanted.output):
        return False
    house = House(Path(wanted.house))
    return any(leads_into(Path(wanted.output), folder) for folder in (house.issues, house.fonts))
