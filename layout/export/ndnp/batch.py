"""A year's released issues as a batch: `batch.xml`, folders by title, reel, day and edition, in a bag.

A batch that was handed over is not touched again. Where its year has changed since, by another issue or a correction,
the next version of it is written beside it, and what stayed equal is copied from the one before.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from layout import __version__
from layout.export.bag import close_bag, digests
from layout.export.ndnp.issue import write_issue
from layout.export.ndnp.source import SourceIssue
from layout.export.xml import DECLARATION, element, leaf
from layout.ground.dataclass import dataclass

REEL = "print"
"""What stands for the reel of an issue that was never filmed, as programs for NDNP have it."""

_SOURCES = "sources.json"
"""A tag file of the bag: which package each issue was made of."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A year's batch: its folder, how many issues it has, and whether it was written now."""

    folder: Path
    issues: int
    written: bool


def write_batches(issues: Sequence[SourceIssue], to: Path) -> tuple[Batch, ...]:
    """Bring the batches of all years below folder `to` up to date with the last releases of issues; return them.

    Raises ValueError where two issues are of one day and edition, OSError where the folder cannot be written.
    """
    years: dict[str, list[SourceIssue]] = {}
    taken: dict[str, SourceIssue] = {}
    for issue in issues:
        other = taken.setdefault(place_of(issue), issue)
        if other is not issue:
            raise ValueError(f"{place_of(issue)}: {other.number}, {issue.number}")
        years.setdefault(issue.year, []).append(issue)
    return tuple(_batch(own, year, to) for year, own in sorted(years.items()))


def place_of(issue: SourceIssue) -> str:
    """Return an issue's folder in a batch, from its `data`."""
    return f"{issue.lccn}/{REEL}/{issue.key}"


def _batch(issues: Sequence[SourceIssue], year: str, to: Path) -> Batch:
    ordered = sorted(issues, key=place_of)
    stem = f"batch_{re.sub('[^a-z0-9]', '', ordered[0].lccn)}_{year}_ver"
    former = _last(to, stem)
    sources = {place_of(issue): issue.seal for issue in ordered}
    known = _sources(former) if former else {}
    if former is not None and known == sources:
        return Batch(former, len(ordered), False)
    version = int(former.name[-2:]) + 1 if former else 1
    folder = to / f"{stem}{version:02d}"
    work = to / f".{folder.name}.part"
    shutil.rmtree(work, ignore_errors=True)
    data = work / "data"
    for issue in ordered:
        place = place_of(issue)
        if former is not None and known.get(place) == sources[place]:
            shutil.copytree(former / "data" / place, data / place)
        else:
            (data / place).mkdir(parents=True)
            write_issue(issue, data / place, REEL)
    (data / "batch.xml").write_bytes(_batch_xml(ordered, folder.name, year))
    _seal(work, ordered, folder.name, sources)
    work.rename(folder)
    return Batch(folder, len(ordered), True)


def _last(to: Path, stem: str) -> Path | None:
    """Return the newest version of a batch, None where there is none."""
    found = (path for path in to.glob(f"{stem}[0-9][0-9]") if path.is_dir())
    return max(found, key=lambda path: path.name, default=None)


def _sources(batch: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((batch / _SOURCES).read_bytes())
    except (OSError, ValueError):
        return {}
    return found


def _batch_xml(issues: Sequence[SourceIssue], name: str, year: str) -> bytes:
    rows = (
        leaf("issue", f"{place_of(issue)}/{issue.key}.xml", lccn=issue.lccn, issueDate=issue.date,
             editionOrder=f"{issue.edition:02d}")
        for issue in issues
    )  # fmt: skip
    root = element(
        "batch", "\n", "\n".join(rows), "\n", xmlns="http://www.loc.gov/ndnp", _name=name, awardee=name.split("_")[1],
        awardYear=year,
    )  # fmt: skip
    return (DECLARATION + root + "\n").encode()


def _seal(work: Path, issues: Sequence[SourceIssue], name: str, sources: Mapping[str, str]) -> None:
    paths = [path for path in sorted(work.rglob("*")) if path.is_file()]
    known = {path.relative_to(work).as_posix(): one for path, one in zip(paths, digests(paths), strict=True)}
    first = issues[0]
    info = [
        ("Source-Organization", first.publisher or first.title),
        ("External-Description", f"{first.title} {first.year}: {len(issues)} issues, NDNP batch"),
        ("External-Identifier", name),
        ("Bagging-Date", max(issue.date for issue in issues)),
        ("Bag-Software-Agent", f"layout {__version__}"),
    ]
    close_bag(work, known, info, {_SOURCES: json.dumps(sources, indent=1, sort_keys=True) + "\n"})
