"""The zoo's table: every hostile input, the code that it gets, processor seconds, megabytes of the largest process.

`python -m tests.benches.bench_zoo [NAME…]` meets those whose names hold one of the words; exit 1 where any is over.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.zoo.beasts import BEASTS, MEGABYTES, SECONDS, TAMED
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
    print(f"budget: {SECONDS:g} s, {MEGABYTES} MB; over: {over}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
