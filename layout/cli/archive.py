"""`layout archive`: all released packages as one OCFL storage root, or as NDNP batches by year."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from layout.cli.language import say, spoken

if TYPE_CHECKING:
    from layout.diagnostics import Diagnostic


def run(ocfl: Path | None, ndnp: Path | None, *, years: frozenset[str], output: Path | None) -> int:
    """Bring a storage root, batches or both up to date with what has been released; return 1 where something failed.

    `years` are those whose batches are wanted, none for all.
    """
    from layout.cli.report import print_diagnostics
    from layout.desk.house import find_house

    below = output or find_house(Path.cwd()).output
    remarks: list[Diagnostic] = []
    said = []
    if ocfl is not None:
        said.append(_keep(ocfl, below, remarks))
    if ndnp is not None:
        said.append(_batches(ndnp, below, years, remarks))
    print_diagnostics(remarks, None, "human", spoken(), sys.stderr)
    for words in filter(None, said):
        print(words)
    return 1 if remarks else 0


def _keep(root: Path, output: Path, remarks: list[Diagnostic]) -> str:
    from layout.export.ocfl import keep_package, open_root
    from layout.export.released import released_packages

    try:
        open_root(root)
        packages = released_packages(output)
    except (OSError, ValueError):
        remarks.append(_unusable(root))
        return ""
    added = 0
    for package in packages:
        try:
            added += bool(keep_package(root, package).version)
        except (OSError, ValueError, KeyError) as fault:
            remarks.append(_refused(package, fault))
    return say(
        f"{root}：新存 {added} 个版本，共看了 {len(packages)} 次付印",
        f"{root}: {added} versions added, {len(packages)} releases looked at",
    )


def _batches(to: Path, output: Path, years: frozenset[str], remarks: list[Diagnostic]) -> str:
    from layout.diagnostics import Diagnostic, Place, Severity
    from layout.export.ndnp import write_batches
    from layout.export.ndnp.source import read_package
    from layout.export.released import bag_info, last_packages

    try:
        to.mkdir(parents=True, exist_ok=True)
        packages = last_packages(output)
    except OSError:
        remarks.append(_unusable(to))
        return ""
    issues = []
    for package in packages:
        try:
            if years and bag_info(package)["External-Identifier"].split("_")[1][:4] not in years:
                continue
            issues.append(read_package(package))
        except (OSError, ValueError, KeyError, IndexError) as fault:
            remarks.append(_refused(package, fault))
    if remarks:  # a batch that lacks an issue of its year is none
        return ""
    try:
        made = write_batches(issues, to)
    except OSError:
        remarks.append(_unusable(to))
        return ""
    except ValueError as fault:
        remarks.append(Diagnostic.make("A062", Severity.ERROR, Place(str(to)), reason=str(fault)))
        return ""
    new = sum(one.written for one in made)
    rows = [f"  {one.folder.name}  {one.issues}" for one in made if one.written]
    told = say(
        f"{to}：新编 {new} 个批次，共 {len(made)} 年 {len(issues)} 期",
        f"{to}: {new} batches written, {len(made)} years, {len(issues)} issues",
    )
    return "\n".join([told, *rows])


def _unusable(path: Path) -> Diagnostic:
    from layout.diagnostics import Diagnostic, Place, Severity

    return Diagnostic.make("A060", Severity.ERROR, Place(str(path)), path=str(path))


def _refused(package: Path, fault: Exception) -> Diagnostic:
    from layout.diagnostics import Diagnostic, Place, Severity

    reason = str(fault.args[-1] if fault.args else fault)[:160]
    return Diagnostic.make("A061", Severity.ERROR, Place(str(package)), path=str(package), reason=reason)
