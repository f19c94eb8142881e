"""`layout check N`: every remark of reading, composing and making up an issue; `--fix` corrects what is certain."""

from __future__ import annotations

import sys
from pathlib import Path

from layout.diagnostics import has_errors


def run(number: int, *, form: str, quiet: bool, fix: bool, verbose: bool, lang: str) -> int:
    """Print the diagnostics of issue `number` in a form of `report.FORMATS`; return 1 where any is an error.

    Notes that ask for nothing are listed only where that is asked for (`verbose`). With `fix`, what has one certain
    correction is corrected in the desk's files first.
    """
    from layout.cli.report import print_diagnostics
    from layout.desk.build.order import Order, in_silence
    from layout.desk.build.pipeline import check
    from layout.desk.house import find_house
    from layout.desk.proofreading import found_in

    house = find_house(Path.cwd())
    if fix:
        _correct(house.issue(number), lang)
    done = check(Order(house, number, house.output), in_silence)
    remarks = done.remarks
    if done.reached is not None:
        found, amiss = found_in(house, done.reached.issue, done.sources)
        remarks = (*remarks, *amiss, *found)
    shown = [remark for remark in remarks if not quiet or remark.severity != "note"]
    print_diagnostics(shown, done.sources, form, lang, sys.stdout, verbose=verbose)
    if form == "human" and not quiet:
        if done.fits:
            from layout.cli.issue import print_fits

            sys.stdout.flush()
            print_fits(done.fits, lang)
        elif not remarks:
            print("没有发现问题" if lang == "zh" else "nothing to report")
    return 1 if has_errors(remarks) else 0


def _correct(folder: Path, lang: str) -> None:
    """Put the certain corrections into an issue's files through the journal, all of them or none, and say how many."""
    from layout.cli.put_right import corrections
    from layout.cli.report import print_diagnostics
    from layout.desk.clock import now
    from layout.issue.reader import read_issue
    from layout.journal import Journal

    done = read_issue(folder)
    changes, made = corrections(done.sources, done.remarks)
    if not changes:
        return
    count = sum(map(len, made.values()))
    what = f"检查改正 {count} 处" if lang == "zh" else f"check: {count} corrected"
    written = Journal(folder).write(changes, who="layout check --fix", what=what, when=now())
    print_diagnostics(written.remarks, done.sources, "human", lang, sys.stderr)
    if written.value is not None:
        for name, fixes in made.items():
            print_diagnostics(fixes, done.sources, "short", lang, sys.stderr)
            many = len(fixes)
            print(f"{name}  改了 {many} 处" if lang == "zh" else f"{name}  {many} corrected", file=sys.stderr)
