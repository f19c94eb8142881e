"""`layout check N`: every remark of reading, composing and making up an issue; nothing is written."""

from __future__ import annotations

import sys
from pathlib import Path

from layout.diagnostics import has_errors


def run(number: int, *, form: str, quiet: bool, lang: str) -> int:
    """Print the diagnostics of issue `number` in a form of `report.FORMATS`; return 1 where any is an error."""
    from layout.cli.report import print_diagnostics
    from layout.desk.house import find_house
    from layout.desk.pipeline import Order, check

    house = find_house(Path.cwd())
    job = check(Order(house, number, house.output), lambda name, seconds, said: None)
    shown = [remark for remark in job.remarks if not quiet or remark.severity != "note"]
    print_diagnostics(shown, job.sources, form, lang, sys.stdout)
    if form == "human" and not quiet:
        if job.fits:
            from layout.cli.issue import print_fits

            sys.stdout.flush()
            print_fits(job, lang)
        elif not job.remarks:
            print("没有发现问题" if lang == "zh" else "nothing to report")
    return 1 if has_errors(job.remarks) else 0
