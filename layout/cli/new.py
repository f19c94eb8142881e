"""`layout new N --date D`: start an issue's folder. What is there already is never written over."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

from layout.diagnostics import Diagnostic, Place, Severity


def run(number: int, day: date, *, pages: int, lang: str) -> int:
    """Write the folder of issue `number`; return 1 where it exists or cannot be written."""
    from layout.cli.report import print_diagnostics
    from layout.desk.house import find_house
    from layout.issue.start import first_files

    house = find_house(Path.cwd())
    folder = house.issue(number)
    label = f"issues/{number}"
    try:
        if folder.exists() and any(folder.iterdir()):
            remark = Diagnostic.make("D001", Severity.ERROR, Place(label), number=number)
            print_diagnostics([remark], None, "human", lang, sys.stderr)
            return 1
        files = first_files(number, day, pages, _latest(house.issues, number))
        _write(folder, files)
    except OSError as fault:
        remark = Diagnostic.make("D002", Severity.ERROR, Place(label), reason=fault.strerror or str(fault))
        print_diagnostics([remark], None, "human", lang, sys.stderr)
        return 1
    for name, _ in files:
        print(f"{label}/{name}")
    then = f"layout check {number}"
    print(f"写好稿件后运行 {then}" if lang == "zh" else f"write the copy, then run {then}")
    return 0


def _write(folder: Path, files: tuple[tuple[str, str], ...]) -> None:
    """Write an issue's folder beside its place, then put it there, so that a failed run leaves nothing."""
    beside = folder.with_name(f".{folder.name}.new")
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(beside, ignore_errors=True)  # a killed run's
    try:
        (beside / "photos").mkdir(parents=True)
        for name, text in files:
            (beside / name).write_text(text, encoding="utf-8", newline="\n")
        if folder.is_dir():
            folder.rmdir()  # it is empty
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _latest(issues: Path, number: int) -> Path | None:
    """Return the folder of the newest issue before `number` that has an `issue.yaml`."""
    if not issues.is_dir():
        return None
    earlier = [
        folder
        for folder in issues.iterdir()
        if folder.name.isdecimal() and int(folder.name) < number and (folder / "issue.yaml").is_file()
    ]
    return max(earlier, key=lambda folder: int(folder.name), default=None)
