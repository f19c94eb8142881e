"""What the site knows of each issue: what its web edition says of itself, kept by year, by day and by number.

An issue's edition says in `issue.json` what it is. Which edition of an issue readers are led to is decided here: the
last release. A draft is nobody's but the desk's; an issue that was never released is not on the site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from layout.export.web.site.shelf import BLOCK

Facts = dict[str, Any]

_RELEASE = re.compile(r"([0-9]+)-r([1-9][0-9]*)")


def numbers_below(output: Path) -> set[int]:
    """Return the numbers of all issues that have a web edition below `output`."""
    found = set()
    for entry in output.iterdir() if output.is_dir() else ():
        name = entry.name.partition("-r")[0]
        if name.isascii() and name.isdecimal() and (entry / "web" / "issue.json").is_file():
            found.add(int(name))
    return found


def edition_of(output: Path, number: int) -> Facts | None:
    """Return what the edition says of itself that readers are led to; None where no whole one stands.

    That is the working output where it is no draft, else the last release kept beside it.
    """
    working = _facts(output / str(number), number)
    if working is not None and not working["draft"]:
        return working
    kept = []
    for folder in output.glob(f"{number}-r*"):
        match = _RELEASE.fullmatch(folder.name)
        if match and int(match[1]) == number:
            kept.append((int(match[2]), folder))
    for _, folder in sorted(kept, reverse=True):
        facts = _facts(folder, number)
        if facts is not None and facts["release"]:
            return facts
    return None


def _facts(folder: Path, number: int) -> Facts | None:
    """Return what an edition says of itself, with its folder; None where that cannot be read or is another's."""
    try:
        facts = json.loads((folder / "web" / "issue.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(facts, dict) or facts.get("number") != number or not _is_day(facts.get("date")):
        return None
    defaults: Facts = {"name": "", "weekday": "", "lunar": "", "language": "zh-Hans-CN", "cover": "01", "release": None,
                       "cover_size": [390, 540]}  # fmt: skip
    listed: Facts = {"pages": [], "articles": [], "corrections": [], "text": "", "draft": False}
    return defaults | listed | facts | {"folder": folder.name, "release": facts.get("release") or None}


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


class Records:
    """The site's own memory, small files below `output`/web/records: one a year, and one for 256 numbers.

    A year's file holds its issues' facts; a block's file says of each number its day, folder and text, by which a
    change is seen and what it touches found. Only files that are asked for are read.
    """

    def __init__(self, home: Path) -> None:
        """Open the records in a folder, which need not be there."""
        self._home = home
        self._read: dict[str, dict[str, Facts]] = {}

    def file(self, name: str) -> dict[str, Facts]:
        """Return a file's entries, which may be changed; none where it is not there or damaged."""
        if name not in self._read:
            try:
                found = json.loads((self._home / f"{name}.json").read_text("utf-8"))
            except (OSError, ValueError):
                found = {}
            self._read[name] = found if isinstance(found, dict) else {}
        return self._read[name]

    def block(self, number: int) -> dict[str, Facts]:
        """Return what is known of the issues of a block, by number."""
        return self.file(f"block-{number}")

    def year(self, year: str) -> dict[str, Facts]:
        """Return the facts of a year's issues, by number."""
        return self.file(f"year-{year}")

    def names(self, kind: str) -> list[str]:
        """Return the names of all files of a kind, `year` or `block`, that hold anything."""
        stored = {path.stem for path in self._home.glob(f"{kind}-*.json")} | {
            name for name in self._read if name.startswith(f"{kind}-")
        }
        return sorted(name.removeprefix(f"{kind}-") for name in stored if self._read.get(name, True))

    def is_there(self, name: str) -> bool:
        """Tell whether a file has entries, without reading it: one that is stored always has some."""
        return bool(self._read.get(name, (self._home / f"{name}.json").is_file()))

    def known_numbers(self) -> set[int]:
        """Return the numbers of all issues that the site knows."""
        return {int(number) for block in self.names("block") for number in self.block(int(block))}

    def put(self, number: int, facts: Facts | None) -> tuple[Facts | None, bool]:
        """Take in what an issue says now (None: it is gone); return what it said before, and whether it changed."""
        block = self.block(number // BLOCK)
        key = str(number)
        told = block.get(key)
        before = self.year(str(told["date"])[:4]).get(key) if told else None
        if before == facts and (told is None) == (facts is None):
            return before, False
        if told is not None:
            self.year(str(told["date"])[:4]).pop(key, None)
        block.pop(key, None)
        if facts is not None:
            block[key] = {name: facts[name] for name in ("date", "folder", "text")}
            self.year(str(facts["date"])[:4])[key] = facts
        return before, True

    def contents(self) -> Iterator[tuple[Path, bytes | None]]:
        """Yield every file that was asked for with its content, None where nothing is left in it."""
        for name, entries in self._read.items():
            ordered = {key: entries[key] for key in sorted(entries, key=int)}
            content = json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode() if ordered else None
            yield self._home / f"{name}.json", content
