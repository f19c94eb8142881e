"""A new issue's folder, with masthead and imprint of the one before. What is there already is never written over."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.issue.start import first_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from layout.desk.house import House


def start_issue(
    house: House, number: int, day: date, pages: int, *, samples: bool = True, names: Sequence[str] = ()
) -> Remarked[tuple[str, ...]]:
    """Write the folder of an issue, its pages called by `names` as far as there are any.

    Returns the names of its files, none with D001 or D002 where it cannot be.
    """
    folder, label = house.issue(number), f"issues/{number}"
    try:
        if folder.exists() and any(folder.iterdir()):
            return Remarked((), (Diagnostic.make("D001", Severity.ERROR, Place(label), number=number),))
        files = first_files(number, day, pages, _latest(house.issues, number), samples=samples, names=names)
        _write(folder, files)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        return Remarked((), (Diagnostic.make("D002", Severity.ERROR, Place(label), reason=reason),))
    return Remarked(tuple(name for name, _ in files))


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
