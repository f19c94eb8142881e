"""`layout archive --ocfl DIR`: all released packages as one OCFL storage root."""

from __future__ import annotations

import sys
from pathlib import Path

from layout.cli.language import say, spoken


def run(root: Path, *, output: Path | None) -> int:
    """Bring a storage root up to date with what has been released; return 1 where a package could not be taken."""
    from layout.cli.report import print_diagnostics
    from layout.desk.house import find_house
    from layout.diagnostics import Diagnostic, Place, Severity
    from layout.export.ocfl import keep_package, open_root, released_packages

    house = find_house(Path.cwd())
    remarks, added, packages = [], 0, []
    try:
        open_root(root)
        packages = list(released_packages(output or house.output))
    except (OSError, ValueError):
        remarks.append(Diagnostic.make("A060", Severity.ERROR, Place(str(root)), path=str(root)))
    for package in packages:
        try:
            added += bool(keep_package(root, package).version)
        except (OSError, ValueError, KeyError) as fault:
            reason = str(fault.args[-1] if fault.args else fault)[:160]
            remarks.append(
                Diagnostic.make("A061", Severity.ERROR, Place(str(package)), path=str(package), reason=reason)
            )
    print_diagnostics(remarks, None, "human", spoken(), sys.stderr)
    if not remarks or packages:
        zh = f"{root}：新存 {added} 个版本，共看了 {len(packages)} 次付印"
        print(say(zh, f"{root}: {added} versions added, {len(packages)} releases looked at"))
    return 1 if remarks else 0
