"""Released packages below an output: where they stand, what their bags say of themselves, and that they are whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from layout.export.versions import read_former

ALGORITHM = "sha512"
"""The manifest that a package is held against."""


def released_packages(output: Path) -> Sequence[Path]:
    """Return the packages of all kept releases below an output, issue by issue, oldest first."""
    return [package for _, _, package in _released(output)]


def last_packages(output: Path) -> Sequence[Path]:
    """Return the package of each issue's last kept release below an output, issue by issue."""
    return list({number: package for number, _, package in _released(output)}.values())


def _released(output: Path) -> list[tuple[int, int, Path]]:
    found = []
    for entry in os.scandir(output):
        number, dash, release = entry.name.partition("-r")
        if dash and number.isdecimal() and release.isdecimal() and Path(entry.path, "archive").is_dir():
            found.append((int(number), int(release), Path(entry.path, "archive")))
    return sorted(found)


def bag_info(bag: Path) -> dict[str, str]:
    """Return the fields of `bag-info.txt`, of one that is repeated the last; ValueError where there is none."""
    try:
        lines = (bag / "bag-info.txt").read_text("utf-8").splitlines()
    except OSError as fault:
        raise ValueError(bag) from fault
    return dict(line.partition(": ")[::2] for line in lines)


def digest(path: Path) -> str:
    """Return a file's checksum as manifests of packages have it."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, ALGORITHM).hexdigest()


def hold(bag: Path, sums: Mapping[str, str]) -> None:
    """Hold files' checksums, by their path from the bag, against the package's own manifest.

    What is damaged must not be passed on: ValueError names the package, or the file that differs.
    """
    former = read_former(bag)
    listed = {name for name in sums if name.startswith("data/")}
    if former is None or former.payload.keys() != listed:
        raise ValueError(bag)
    for row in (bag / f"manifest-{ALGORITHM}.txt").read_text("utf-8").splitlines():
        wanted, _, name = row.partition("  ")
        if sums.get(name) != wanted:
            raise ValueError(bag / name)
