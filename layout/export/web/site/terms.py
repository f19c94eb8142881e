"""The terms of a search index: each character and each pair of neighbours, with the articles that hold them.

A segment of the index is the terms of up to 256 issues, cut into many small files by a hash of the term, so that a
reader's browser loads a few kilobytes for each pair of characters that it looks for and nothing else. All of it is
text in scripts, which load from a folder as from a web host.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass
from layout.text.folded import folded

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, Any]

HEADS = frozenset({"kicker", "headline", "deck"})
"""Roles whose words weigh most, and are what a search in titles looks at."""

_DOC_BITS, _CODE_BITS = 22, 21
_FEW, _MANY = 2, 4
"""From how often in an article a term weighs 1, and 2; in its head it weighs 3."""

_BASE = 45
DIGITS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "`\\$<")[: 2 * _BASE]
"""Digits of numbers in the index: the first 45 end a number, the others go before."""

_PER_FILE = 3_000
"""Characters that a file of a segment should hold."""

_MOST_FILES = 4_096
_HASH = 0x9E3779B1


@dataclass(frozen=True, slots=True)
class Words:
    """An article's words as the index takes them: its passages, each with its role."""

    passages: tuple[tuple[str, str], ...]


def issue_terms(articles: Sequence[Words], first: int) -> Numbers:
    """Return the terms of an issue, sorted: key, article and weight of each in one number.

    `first` is the number of the issue's first article in its segment.
    """
    import numpy as np

    found, heads = [], []
    for number, article in enumerate(articles, first):
        body = _keys(text for role, text in article.passages if role not in HEADS)
        head = _keys(text for role, text in article.passages if role in HEADS)
        found.append((body << np.uint64(_DOC_BITS)) | np.uint64(number))
        heads.append((head << np.uint64(_DOC_BITS)) | np.uint64(number))
    if not found:
        return np.zeros(0, np.uint64)
    keys, counts = np.unique(np.concatenate(found), return_counts=True)
    weights = (counts >= _FEW).astype(np.uint64) + (counts >= _MANY)
    titles = np.unique(np.concatenate(heads))
    only = np.concatenate([titles, keys])
    weight = np.concatenate([np.full(len(titles), 3, np.uint64), weights])
    only, at = np.unique(only, return_index=True)  # the first of equals, so the head's
    found_all: Numbers = (only << np.uint64(2)) | weight[at]
    return found_all


def _keys(texts: Iterable[str]) -> Numbers:
    """Return the keys of every character and pair in texts; no pair spans two of them."""
    import numpy as np

    joined = "\0".join(folded(text) for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), "<u4").astype(np.uint64)
    codes[codes < 0x20] = 0
    before, after = codes[:-1], codes[1:]
    pairs = (before << np.uint64(_CODE_BITS)) | after
    return np.concatenate([codes[codes > 0], pairs[(before > 0) & (after > 0)]])


def bucket_of(key: int, files: int) -> int:
    """Return which of a segment's files holds a term: `key` is the code points of its two characters, 21 bits each."""
    mixed = ((key >> _CODE_BITS) * 31 + (key & ((1 << _CODE_BITS) - 1))) * _HASH & 0xFFFFFFFF
    return mixed >> (32 - (files - 1).bit_length()) if files > 1 else 0


def segment_files(terms: Sequence[Numbers]) -> tuple[int, Iterator[tuple[int, str]]]:
    """Return how many files a segment has, and each one's number and content: lines of term, tab, articles.

    The articles are numbers of `DIGITS`: four times the distance to the one before, less one, and the weight.
    """
    import numpy as np

    whole = np.sort(np.concatenate(terms)) if terms else np.zeros(0, np.uint64)
    keys = whole >> np.uint64(_DOC_BITS + 2)
    docs = (whole >> np.uint64(2)) & np.uint64((1 << _DOC_BITS) - 1)
    is_first = np.ones(len(whole), bool)
    is_first[1:] = keys[1:] != keys[:-1]
    before = np.empty_like(docs)
    before[1:] = docs[:-1] + np.uint64(1)
    before[is_first] = 0
    values = ((docs - before) << np.uint64(2)) | (whole & np.uint64(3))
    lengths = 1 + (values >= _BASE) + (values >= _BASE**2) + (values >= _BASE**3) + (values >= _BASE**4)
    starts = np.flatnonzero(is_first)
    own = keys[starts]
    heads = 2 + (own >> np.uint64(_CODE_BITS) > 0).astype(np.int64)  # the term and its tab
    size = int(lengths.sum() + heads.sum() + len(own))
    files = 1
    while files < _MOST_FILES and size > files * _PER_FILE:
        files *= 2
    return files, _sliced(own, starts, heads, values, lengths, files)


def _sliced(
    own: Numbers, starts: Numbers, heads: Numbers, values: Numbers, lengths: Numbers, files: int
) -> Iterator[tuple[int, str]]:
    """Lay the terms out file by file as code points, then cut."""
    import numpy as np

    if not len(own):
        return
    totals = np.add.reduceat(lengths, starts)
    buckets = _buckets(own, files)
    order = np.argsort(buckets, kind="stable")
    sizes = heads + totals + 1
    places = np.empty(len(own), np.int64)
    places[order] = np.concatenate([[0], np.cumsum(sizes[order])[:-1]])
    flat = np.full(int(sizes.sum()), ord("\n"), np.uint32)
    pair = own >> np.uint64(_CODE_BITS) > 0
    flat[places[pair]] = (own[pair] >> np.uint64(_CODE_BITS)).astype(np.uint32)
    flat[places + pair] = (own & np.uint64((1 << _CODE_BITS) - 1)).astype(np.uint32)
    flat[places + heads - 1] = ord("\t")
    # Where each number begins: its term's numbers one after another behind the tab.
    ends = np.cumsum(lengths)
    offset = ends - lengths
    at = offset + np.repeat(places + heads - offset[starts], np.diff(np.append(starts, len(values))))
    digits = np.frombuffer(DIGITS.encode("utf-32-le"), "<u4")
    left = values.copy()
    for step in range(int(lengths.max())):
        more = lengths > step + 1
        here = lengths > step
        digit = left % np.uint64(_BASE) + np.where(more, np.uint64(_BASE), np.uint64(0))
        flat[at[here] + step] = digits[digit[here].astype(np.int64)]
        left //= np.uint64(_BASE)
    ordered = buckets[order]
    cuts = np.append(np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])), len(ordered))
    ends = np.append(np.cumsum(sizes[order]), 0)
    for first, last in pairwise(cuts):
        begin = int(ends[first - 1]) if first else 0
        yield int(ordered[first]), flat[begin : int(ends[last - 1])].tobytes().decode("utf-32-le")


def _buckets(keys: Numbers, files: int) -> Numbers:
    import numpy as np

    low = np.uint64((1 << _CODE_BITS) - 1)
    mixed = ((keys >> np.uint64(_CODE_BITS)) * np.uint64(31) + (keys & low)) * np.uint64(_HASH) & np.uint64(0xFFFFFFFF)
    if files == 1:
        return np.zeros(len(keys), np.int64)
    return (mixed >> np.uint64(32 - (files - 1).bit_length())).astype(np.int64)


def encoded(numbers: Iterable[int]) -> str:
    """Return numbers from 0 up as the index writes them."""
    parts = []
    for number in numbers:
        left = number
        while left >= _BASE:
            parts.append(DIGITS[_BASE + left % _BASE])
            left //= _BASE
        parts.append(DIGITS[left])
    return "".join(parts)


def escaped(content: str) -> str:
    """Return what is written between the marks of a script's template string."""
    return content.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")


def decoded(text: str) -> Iterator[int]:
    """Yield the numbers that `encoded` wrote."""
    value, scale = 0, 1
    for digit in map(DIGITS.index, text):
        value += digit % _BASE * scale
        scale *= _BASE
        if digit < _BASE:
            yield value
            value, scale = 0, 1


def read_postings(folder: Path, files: int, term: str) -> set[int]:
    """Return the articles of a segment that hold a term of one or two characters, as its files say.

    Raises OSError and ValueError where the segment is lost or damaged.
    """
    codes = [ord(letter) for letter in term]
    key = codes[0] << _CODE_BITS | codes[1] if len(codes) > 1 else codes[0]
    script = (folder / f"{bucket_of(key, files):x}.js").read_text("utf-8")
    content = script[script.index("`") + 1 : script.rindex("`")]
    written = escaped(term)
    start = content.find(f"\n{written}\t")
    found: set[int] = set()
    article = -1
    if start >= 0:
        begin = start + len(written) + 2
        for value in decoded(content[begin : content.index("\n", begin)]):
            article += value // 4 + 1
            found.add(article)
    return found
