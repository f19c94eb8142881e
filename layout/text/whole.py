"""Words that a house keeps whole: titles in their brackets, names and other words that it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from layout.ground.expression import expression

_TITLE = expression("《[^《》]+》|〈[^〈〉《》]+〉")


def kept_titles(text: str, most: int) -> Iterator[tuple[int, int]]:
    """Yield where titles 书名号 of up to `most` characters stand, their brackets with them (GB/T 15834-2011 4.15).

    The brackets are not counted. A title inside a longer one is looked at by itself.
    """
    at = 0
    while found := _TITLE.search(text, at):
        start, end = found.span()
        whole = end - start - 2 <= most
        if whole:
            yield start, end
        at = end if whole else start + 1


def kept_words(text: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where words of a house's list stand, the longest first where one is the beginning of another."""
    if words:
        for found in _any_of(words).finditer(text):
            yield found.span()


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word)))))
