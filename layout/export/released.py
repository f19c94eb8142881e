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
    return [folder / "archive" for _, _, folder in _released(output, "archive")]


def last_packages(output: Path) -> Sequence[Path]:
    """Return the package of each issue's last kept release below an output, issue by issue."""
    return [folder / "archive" for _, folder in last_folders(output, "archive")]


def last_folders(output: Path, part: str) -> Sequence[tuple[int, Path]]:
    """Return (number, folder) of each issue's last kept release below an output that has a part, by number."""
    return list({number: (number, folder) for number, _, folder in _released(output, part)}.values())


def _released(output: Path, part: str) -> list[tuple[int, int, Path]]:
    found = []
    for entry in os.scandir(output):
        number, dash, release = entry.name.partition("-r")
        if dash and number.isdecimal() and release.isdecimal() and Path(entry.path, part).is_dir():
            found.append((int(number), int(release), Path(entry.path)))
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
