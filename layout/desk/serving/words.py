"""An issue's printed words, as its web edition keeps them, and where in them something stands on the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass
from layout.text.folded import BLANKS, folded

if TYPE_CHECKING:
    from layout.export.web.searching import LineRow

Box = tuple[int, int, int, int]
"""Left, top, width and height in pixels of the page image."""

AROUND = 20
"""Characters of the copy that are told before and after what was found."""

TERM_MOST = 6
"""Characters of a term that is proposed, beyond those that were typed."""

_KEPT = 32
_BLANKS = frozenset(BLANKS)
_ENDS = frozenset("，。！？；：、“”‘’（）《》〈〉【】—…·,.!?;:()\"'")


@dataclass(frozen=True, slots=True)
class PrintedPassage:
    """Copy in one stretch: whose it is (the number of its article, pages' own words after those), and its lines."""

    owner: int
    text: str
    plain: str
    lines: tuple[LineRow, ...]


@dataclass(frozen=True, slots=True)
class LinePart:
    """The words of a hit that stand on one line of a page, and their box."""

    page: int
    words: str
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedHit:
    """Something that was found: the number of its passage, where in that, its lines, and the copy around it."""

    passage: int
    begin: int
    words: str
    before: str
    after: str
    parts: tuple[LinePart, ...]


def words_of_issue(web: Path) -> tuple[PrintedPassage, ...]:
    """Return the passages of an issue's web edition, read again when its text table has changed.

    Raises OSError and ValueError where there is none that can be read.
    """
    path = web / "text.js"
    told = path.stat()
    return _read(path, told.st_size, told.st_mtime_ns)


@lru_cache(maxsize=_KEPT)
def _read(path: Path, _size: int, _time: int) -> tuple[PrintedPassage, ...]:
    from layout.export.web.searching import read_table

    table = read_table(path)
    after = len(table["articles"])
    pages = {page["page"]: after + at for at, page in enumerate(table["pages"])}
    return tuple(
        PrintedPassage(article if article >= 0 else pages[lines[0][0]], text, folded(text), tuple(map(tuple, lines)))
        for article, _, text, lines in table["passages"]
    )


def hits(
    passages: tuple[PrintedPassage, ...], parts: tuple[str, ...], owners: frozenset[int] | None = None
) -> Iterator[PrintedHit]:
    """Yield where the parts, folded, stand in articles that have all of them, in reading order.

    With `owners` only those articles are looked into.
    """
    whole: dict[int, set[str]] = {}
    for passage in passages:
        whole.setdefault(passage.owner, set()).update(part for part in parts if part in passage.plain)
    wanted = {owner for owner, found in whole.items() if len(found) == len(parts)}
    if owners is not None:
        wanted &= owners
    for number, passage in enumerate(passages):
        if passage.owner in wanted and any(part in passage.plain for part in parts):
            yield from _in_passage(number, passage, parts)


def _in_passage(number: int, passage: PrintedPassage, parts: tuple[str, ...]) -> Iterator[PrintedHit]:
    text = passage.text
    places = [at for at, letter in enumerate(text) if letter not in _BLANKS]
    # Lines count units of sixteen bits, as scripts do.
    units = [0, *accumulate(1 + (letter > "\uffff") for letter in text)]
    end = -1
    for first, last in sorted({spot for part in parts for spot in _spots(passage.plain, part)}):
        if first < end:
            continue
        end = last
        start, stop = places[first], places[last - 1] + 1
        boxed = tuple(_parts(passage, units, start, stop))
        before, after = text[max(0, start - AROUND) : start], text[stop : stop + AROUND]
        yield PrintedHit(number, start, text[start:stop], before, after, boxed)


def _spots(plain: str, part: str) -> Iterator[tuple[int, int]]:
    at = plain.find(part)
    while at >= 0:
        yield at, at + len(part)
        at = plain.find(part, at + len(part))


def _parts(passage: PrintedPassage, units: list[int], start: int, stop: int) -> Iterator[LinePart]:
    """Yield the lines of a stretch of a passage, with the box of what stands on each."""
    raw = passage.text.encode("utf-16-le", "surrogatepass")
    at = 0
    for page, count, down, near, far, first, widths in passage.lines:
        begin, end = max(units[start] - at, 0), min(units[stop] - at, count)
        if begin < end:
            steps = (
                (widths * begin, widths * end) if isinstance(widths, int) else (sum(widths[:begin]), sum(widths[:end]))
            )
            along, length, across, thick = first + steps[0], steps[1] - steps[0], near, far - near
            box = (across, along, thick, length) if down else (along, across, length, thick)
            words = raw[2 * (at + begin) : 2 * (at + end)].decode("utf-16-le", "surrogatepass")
            yield LinePart(page, words, box)
        at += count


def terms(passages: Iterable[PrintedPassage], begun: str, most: int, least: int = 1) -> list[tuple[str, int]]:
    """Return what the copy goes on with after what was begun (folded), with how often: the most frequent first.

    A term ends at a mark. One that never stands without its next character is left to the longer one.
    """
    found: Counter[str] = Counter()
    for passage in passages:
        for _, last in _spots(passage.plain, begun):
            more = passage.plain[last : last + TERM_MOST]
            ends = next((at for at, letter in enumerate(more) if letter in _ENDS), len(more))
            found.update(begun + more[:size] for size in range(ends + 1))
    whole = [
        (term, count)
        for term, count in found.items()
        if count >= least and not any(found[longer] == count for longer in found if longer[:-1] == term)
    ]
    return sorted(whole, key=lambda pair: (-pair[1], len(pair[0]), pair[0]))[:most]
