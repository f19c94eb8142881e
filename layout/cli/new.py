"""`layout new N --date D`: start an issue's folder. What is there already is never written over."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path


def run(number: int, day: date, *, pages: int, names: Sequence[str] = (), lang: str) -> int:
    """Write the folder of issue `number`; return 1 where it exists or cannot be written."""
    from layout.cli.report import print_diagnostics
    from layout.desk.copy_in.start_issue import start_issue
    from layout.desk.house import find_house

    done = start_issue(find_house(Path.cwd()), number, day, pages, names=names)
    if not done.value:
        print_diagnostics(done.remarks, None, "human", lang, sys.stderr)
        return 1
    for name in done.value:
        print(f"issues/{number}/{name}")
    then = f"layout check {number}"
    print(f"写好稿件后运行 {then}" if lang == "zh" else f"write the copy, then run {then}")
    return 0
