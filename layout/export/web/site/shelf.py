"""The search index over all issues: segments of neighbouring numbers, each written once and then left alone.

Issues stand in groups of 32 numbers. A block of 256 numbers becomes one segment when the paper has gone on to the next
block; until then each of its groups is one. So another issue costs one group, whatever stands on the shelf, and a
search over 2,346 issues asks sixteen segments or so. Which issues a segment holds stands in the list of them all, since
every search needs it: a file less a segment. A segment's folder bears a digest of what is in it: what readers'
browsers keep is never stale, and a segment that stays equal is not written again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from layout.export.web.scripting import data
from layout.export.web.site.terms import Words, decoded, encoded, escaped, issue_terms, segment_files
from layout.ground.dataclass import dataclass
from layout.ground.in_place import put_in_place

GROUP, BLOCK = 32, 256
"""Issue numbers in a segment while its block grows, and afterwards."""

_FORM = "3"
"""Changes when the form of the index does, so that all of it is made anew."""

_START = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the index: its issues by number, each as its record says."""

    name: str
    issues: Mapping[int, Mapping[str, Any]]

    @property
    def folder(self) -> str:
        """The folder's name: the segment's, and a digest of its issues."""
        told = [(number, *(facts[key] for key in ("date", "folder", "text"))) for number, facts in self.issues.items()]
        return f"{self.name}-{hashlib.sha256(repr((_FORM, told)).encode()).hexdigest()[:12]}"


def segments_of(block: int, issues: Mapping[int, Mapping[str, Any]], *, closed: bool) -> Iterator[Segment]:
    """Yield the segments of a block of issues; `closed` says that the paper has gone on to the next block."""
    if closed:
        if issues:
            yield Segment(f"b{block}", dict(sorted(issues.items())))
        return
    for group in sorted({number // GROUP for number in issues}):
        own = {number: facts for number, facts in sorted(issues.items()) if number // GROUP == group}
        yield Segment(f"g{group}", own)


def write_segments(output: Path, wanted: Iterable[Segment], block: int) -> None:
    """Bring a block's segments up to date below `output`/web/find, and the list of all segments after them.

    What the list before named stays until the next time, for readers who have that list on their screens.
    """
    home = output / "web" / "find"
    listed = read_list(home)
    kept = {name: entry for name, entry in listed.items() if entry["block"] != block}
    mine = {segment.name: _written(output, home, segment) | {"block": block} for segment in wanted}
    # By the block: an old issue built again changes nothing of the order.
    now = dict(sorted((kept | mine).items(), key=lambda named: (named[1]["block"], named[0])))
    if now == listed and (home / "index.js").is_file():
        return
    put_in_place(home / "index.js", f"window.paperShelf={data(now)};\n".encode())
    used = {entry["folder"] for entry in (*now.values(), *listed.values())}
    for folder in home.iterdir():
        if folder.is_dir() and folder.name[:1] in "bg" and folder.name not in used:
            shutil.rmtree(folder, ignore_errors=True)


def read_list(home: Path) -> dict[str, dict[str, Any]]:
    """Return the segments that the list in a folder names; none where there is no list of ours."""
    try:
        script = (home / "index.js").read_text("utf-8")
        found: dict[str, dict[str, Any]] = json.loads(script.removeprefix("window.paperShelf=").rstrip(";\n"))
        return found if all((home / entry["folder"]).is_dir() for entry in found.values()) else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _written(output: Path, home: Path, segment: Segment) -> dict[str, Any]:
    """Write a segment unless it is there, and return what the list says of it."""
    folder = home / segment.folder
    entry = folder / "entry.json"
    if not entry.is_file():
        beside = home / f".{segment.folder}"
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        _write(output, beside, segment)
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
    found: dict[str, Any] = json.loads(entry.read_text("utf-8"))
    return found


def _write(output: Path, folder: Path, segment: Segment) -> None:
    terms, sizes, facets = [], [], _Facets()
    count = 0
    for facts in segment.issues.values():
        articles = words_of(output / str(facts["folder"]) / "web" / "text.js")
        terms.append(issue_terms(articles, count))
        facets.add(facts, count)
        sizes.append(len(articles))
        count += len(articles)
    files, contents = segment_files(terms)
    name = segment.folder
    filled = dict(contents)
    for bucket in range(files):
        content = filled.get(bucket, "")
        script = f'paperFind("{name}",{bucket},`\n{escaped(content)}`);\n'
        (folder / f"{bucket:x}.js").write_text(script, encoding="utf-8", newline="\n")
    days = [str(facts["date"]) for facts in segment.issues.values()]
    table = {
        "numbers": encoded(_steps(segment.issues)),
        "days": encoded(_folds(_steps_signed((date.fromisoformat(day) - _START).days for day in days))),
        "sizes": encoded(sizes),
        "folders": {number: facts["folder"] for number, facts in segment.issues.items()
                    if str(facts["folder"]) != str(number)},
    }  # fmt: skip
    script = f'paperFind("{name}",-1,{data(facets.record())});\n'
    (folder / "facets.js").write_text(script, encoding="utf-8", newline="\n")
    entry = {"folder": name, "files": files, "issues": len(sizes), "from": min(days), "to": max(days), "table": table}
    entry |= facets.names()
    (folder / "entry.json").write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")


def issues_of(entry: Mapping[str, Any]) -> list[tuple[str, int, int]]:
    """Return the issues of a listed segment in their order: the folder of each, its first article, how many it has.

    Raises ValueError where the list is damaged.
    """
    table = entry["table"]
    found, first, number = [], 0, -1
    for step, count in zip(decoded(table["numbers"]), decoded(table["sizes"]), strict=True):
        number += step + 1
        found.append((str(table["folders"].get(str(number), number)), first, count))
        first += count
    return found


def words_of(path: Path) -> tuple[Words, ...]:
    """Return the words of an issue's articles, then of its pages, from its text table; none where it is lost."""
    from layout.export.web.searching import article_words, read_table

    try:
        table = read_table(path)
        return tuple(Words(tuple((role, text) for role, text in article["words"])) for article in article_words(table))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return ()


class _Facets:
    """Which articles of a segment are of which kind and stand on a page of which name."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, list[int]]] = {"kind": {}, "page": {}}

    def add(self, facts: Mapping[str, Any], first: int) -> None:
        for index, article in enumerate(facts.get("articles", ()), first):
            for facet, name in (("kind", article.get("kind", "")), ("page", article.get("section", ""))):
                if name:
                    self._found[facet].setdefault(name, []).append(index)

    def record(self) -> dict[str, dict[str, str]]:
        return {
            facet: {name: encoded(_steps(articles)) for name, articles in sorted(named.items())}
            for facet, named in self._found.items()
        }

    def names(self) -> dict[str, list[str]]:
        return {facet: sorted(named) for facet, named in self._found.items()}


def _steps(numbers: Iterable[int]) -> Iterator[int]:
    """Yield rising numbers from 0 up, each as its distance to the one before, less one."""
    before = -1
    for number in numbers:
        yield number - before - 1
        before = number


def _steps_signed(numbers: Iterable[int]) -> Iterator[int]:
    before = 0
    for number in numbers:
        yield number - before
        before = number


def _folds(numbers: Iterable[int]) -> Iterator[int]:
    """Yield whole numbers as those from 0 up: 0, -1, 1, -2, 2."""
    for number in numbers:
        yield 2 * number if number >= 0 else -2 * number - 1
