"""What an import makes of a folder of files: opened, refused, and every character's fate.

`python tests/benches/bench_import.py DIR [--each]` prints a table over all files of copy in a folder and those below:
public suites of .docx files (pandoc, Apache POI, mammoth, python-docx) are what it is meant for. Exit 1 where anything
is unaccounted for, or a file ends otherwise than read or refused with a code.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from layout.desk.copy_in.files import COPY, read_copy
from layout.diagnostics import Diagnostic
from layout.intake.report import ledger_record
from layout.intake.wishes import ImportWishes

IDS = tuple(f"w{nth}" for nth in range(1, 60))
SUMS = ("characters", "set", "converted", "left_out", "unaccounted", "objects", "objects_set", "objects_left_out")


def main(folder: Path, each: bool) -> int:
    """Bring every file in and print the table."""
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in COPY and path.is_file())
    sums: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    slowest = (0.0, "")
    faults = opened = 0
    for path in files:
        began = time.perf_counter()
        brought = read_copy(path, ImportWishes(IDS))
        slowest = max(slowest, (time.perf_counter() - began, path.name))
        if isinstance(brought, Diagnostic) or brought.refused is not None:
            code = brought.code if isinstance(brought, Diagnostic) else brought.refused[0]  # type: ignore[index]
            why = dict(brought.args).get("said", "") if isinstance(brought, Diagnostic) else brought.refused[2]  # type: ignore[index]
            refused[f"{code} {why}"] += 1
            faults += code in ("U109", "U110")
            print(f"  refused  {code}  {path.name}  {why}") if each else None
            continue
        opened += 1
        record = ledger_record(brought)
        sums.update(record)
        faults += record.get("unaccounted", 0) > 0
        print(f"  {record.get('characters', 0):>8}  {path.name}") if each else None
    print(f"files {len(files)}, opened {opened}, refused {sum(refused.values())}")
    for reason, count in refused.most_common():
        print(f"  {count:>4}  {reason}")
    print("  ".join(f"{name} {sums[name]:,}" for name in SUMS))
    print(f"slowest {slowest[0]:.2f} s ({slowest[1]}); files with faults {faults}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), "--each" in sys.argv))
