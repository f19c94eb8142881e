"""The zoo's table: every hostile input, the code that it gets, processor seconds, megabytes of the largest process.

Floods of one thing come after it: how much longer four times as much copy takes to be read.

`python -m tests.benches.bench_zoo [NAME…]` meets those whose names hold one of the words; exit 1 where any is over.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from layout.issue.reader import read_issue
from tests.zoo.beasts import BEASTS, MEGABYTES, ROOT, SECONDS, TAMED
from tests.zoo.floods import FLOOD_LESS, FLOOD_MORE, FLOODS, GROWTH_MOST, flood
from tests.zoo.keeper import meet


def main(words: list[str]) -> int:
    print(f"{'input':45} {'exit':>4} {'codes':24} {'s':>6} {'clock':>6} {'MB':>5}")
    over = 0
    for name in BEASTS:
        if words and not any(word in name for word in words):
            continue
        with tempfile.TemporaryDirectory() as folder:
            met = meet(name, Path(folder))
        answered = met.codes and (name in TAMED or (met.exit == 1 and not met.changed))
        good = answered and met.seconds <= SECONDS and met.megabytes <= MEGABYTES
        over += not good
        codes = " ".join(met.codes[:5])
        print(
            f"{name:45} {met.exit:4} {codes:24} {met.seconds:6.2f} {met.clock:6.2f} {met.megabytes:5}"
            f"{'' if good else '  <-- ' + ' '.join(met.changed[:3])}", flush=True,
        )  # fmt: skip
    if not words or "flood" in words:
        over += floods()
    print(f"budget: {SECONDS:g} s, {MEGABYTES} MB, {GROWTH_MOST} times; over: {over}")
    return 1 if over else 0


def floods() -> int:
    """Print how much longer four times as much of one thing takes to be read; return how many take too long."""
    over = 0
    for unit in FLOODS:
        took = []
        for size in (FLOOD_LESS, FLOOD_MORE):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(shutil.copytree(ROOT / "issues" / "2346", Path(name) / "2346"))
                flood(folder, unit, size)
                start = time.process_time()
                read_issue(folder)
                took.append(time.process_time() - start)
        growth = took[1] / took[0]
        over += growth > GROWTH_MOST
        print(f"{'flood of ' + repr(unit):45} {took[1]:6.2f} s, {growth:4.1f} times{'  <--' * (growth > GROWTH_MOST)}")
    return over


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
