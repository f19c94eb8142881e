"""Releases 付印: which one this is, what changed since the last, and where each is kept whole.

The working output stands in `output/<N>/`; release k stands beside it in `output/<N>-r<k>/`, and nothing replaces it.
What a release was is read from its `report.json` alone, so that equal copy is the same release and not another.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass, field, fields, replace
from layout.ground.sync import sync_folder, sync_tree
from layout.sheet import Picture, Release, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.desk.build.goods import Goods

_KEPT = ("plan.yaml", "report.json", "report.html")


@dataclass(frozen=True, slots=True)
class KeptRelease:
    """A release that is kept: its folder, the stamp of each page, the release each page is of, what was in it."""

    number: int
    folder: Path
    content: str = ""
    reason: str = ""
    day: date | None = None
    stamps: Mapping[int, str] = field(default_factory=dict)
    pages: Mapping[int, int] = field(default_factory=dict)


def folder_of(final: Path, number: int) -> Path:
    """Return where a release of the output `final` is kept."""
    return final.with_name(f"{final.name}-r{number}")


def kept_releases(final: Path) -> tuple[KeptRelease, ...]:
    """Return the releases that are kept of an output, oldest first; one whose report is lost still has its number."""
    pattern = re.compile(re.escape(final.name) + r"-r([1-9][0-9]*)")
    found = []
    for folder in final.parent.glob(f"{final.name}-r*"):
        match = pattern.fullmatch(folder.name)
        if match and folder.is_dir():
            found.append(_read(int(match[1]), folder))
    return tuple(sorted(found, key=lambda kept: kept.number))


def _read(number: int, folder: Path) -> KeptRelease:
    try:
        told = json.loads((folder / "report.json").read_text("utf-8"))["status"]
        pages = told["pages"]
        return KeptRelease(
            number,
            folder,
            str(told["content"]),
            str(told["reason"]),
            _day(told.get("date")),
            {int(page["page"]): str(page["stamp"]) for page in pages},
            {int(page["page"]): int(page["release"]) for page in pages},
        )
    except (OSError, ValueError, KeyError, TypeError):
        return KeptRelease(number, folder)


def _day(told: object) -> date | None:
    return date.fromisoformat(told) if isinstance(told, str) and told else None


def release_of(goods: Goods, kept: tuple[KeptRelease, ...], reason: str, on: date | None = None) -> Release:
    """Return which release an edition is: the last one where nothing has changed since, else the next.

    Its day is `on`; else that of the last correction or signature, which no release is older than; else the issue's.
    """
    stamps = _stamps(goods)
    content = _content(goods, stamps)
    last = kept[-1] if kept else None
    if last is None:
        day = on or _made(goods, None)
        return Release(1, tuple((page, 1) for page in stamps), reason, tuple(stamps.items()), content, day)
    if last.content == content:
        return Release(last.number, tuple(last.pages.items()), last.reason, tuple(stamps.items()), content, last.day)
    number = last.number + 1
    pages = {page: last.pages[page] if last.stamps.get(page) == stamp else number for page, stamp in stamps.items()}
    day = on or _made(goods, last.day)
    return Release(number, tuple(pages.items()), reason, tuple(stamps.items()), content, day)


def _made(goods: Goods, last: date | None) -> date:
    """Return the day that a release is of by what it was given: corrections and signatures."""
    return max((day for day in (last, _told(goods)) if day), default=goods.edition.date)


def _told(goods: Goods) -> date | None:
    """Return the last day of a correction or signature in an edition."""
    edition = goods.edition
    signed = (_day(read.when[:10]) for read in edition.readings)
    return max((day for day in (*(one.date for one in edition.corrections), *signed) if day), default=None)


def latest_before(goods: Goods, kept: tuple[KeptRelease, ...]) -> date | None:
    """Return the day that a release cannot be before: of the last release, of a correction or signature in it."""
    days = (kept[-1].day if kept else None, _told(goods))
    return max((day for day in days if day), default=None)


def _stamps(goods: Goods) -> dict[int, str]:
    """Return a digest of what each page puts on paper, whatever it is called."""
    faces = {face.key: face.sha256 for face in goods.case.faces}
    settings = _plain(goods.settings.press)
    found = {}
    for sheet in goods.edition.sheets:
        used = sorted({run.face for item in sheet.items if isinstance(item, Text) for run in item.line.runs})
        items = [replace(item, source="") if isinstance(item, Picture) else item for item in sheet.items]
        told = (sheet.label, sheet.grid, sheet.colours, items, [faces.get(face, "") for face in used], settings)
        found[sheet.number] = hashlib.sha256(repr(told).encode()).hexdigest()
    return found


def _content(goods: Goods, stamps: Mapping[int, str]) -> str:
    """Return a digest of the whole edition: its pages, its articles, its corrections, what it says of itself."""
    edition, settings = goods.edition, goods.settings
    articles = [
        replace(article, pictures=tuple(replace(picture, source=None) for picture in article.pictures))
        for article in edition.articles
    ]
    wishes = [_plain(block) for block in (settings.archive, replace(settings.web, base=""))]
    told = (stamps, articles, edition.facts, edition.corrections, edition.publisher, wishes)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _plain(settings: Any) -> list[tuple[str, object]]:
    """Return settings by name, files by their content: where a house lies on the disk changes nothing."""
    from layout.export.pdf.settings import PressSettings

    found: list[tuple[str, object]] = []
    for part in fields(settings):
        value = getattr(settings, part.name)
        if isinstance(value, Path):
            value = hashlib.sha256(value.read_bytes()).hexdigest() if value.is_file() else ""
        found.append((part.name, _plain(value) if isinstance(value, PressSettings) else value))
    return found


def _linked(one: str, other: str) -> bool:
    try:
        os.link(one, other)
    except OSError:
        return False
    return True


def status_record(release: Release) -> dict[str, Any]:
    """Return the report's word on draft or release, by which the next release knows this one."""
    of = dict(release.pages)
    return {
        "release": release.number,
        "reason": release.reason,
        "date": release.day.isoformat() if release.day else None,
        "content": release.content,
        "changed": list(release.changed),
        "pages": [{"page": page, "release": of[page], "stamp": stamp} for page, stamp in release.stamps],
    }


def keep_release(stage: Path, final: Path, number: int, parts: tuple[str, ...]) -> Path:
    """Copy the parts of a staged output beside the output as a release; what is kept already stays as it is.

    It is written beside its place and renamed, so that a release is there whole or not at all.
    """
    folder = folder_of(final, number)
    beside = final.with_name(f".{folder.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    known: dict[tuple[int, int], str] = {}

    def copied(source: str, to: str) -> str:
        """Copy a file once: what the staged output has by two names, the release has by two names as well."""
        told = os.stat(source)  # noqa: PTH116 - thousands of files
        one = known.setdefault((told.st_dev, told.st_ino), to)
        return to if one != to and _linked(one, to) else shutil.copy2(source, to)

    new = folder if not folder.exists() else None
    target = beside if new else folder
    for name in (*parts, *(_KEPT if new else ())):
        if (folder / name).exists():
            continue
        source = stage / name
        to = beside / name
        to.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, to, copy_function=copied)
        else:
            shutil.copy2(source, to)
        if target is folder:
            sync_tree(beside)
            to.rename(folder / name)
    if new:
        sync_tree(beside)
        beside.rename(folder)
    shutil.rmtree(beside, ignore_errors=True)
    sync_folder(folder.parent)
    return folder
