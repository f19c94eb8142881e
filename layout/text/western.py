"""Where Western words may be divided."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

LEAST = 2
"""Letters that stay together at either end of a divided word."""


@lru_cache(maxsize=1)
def _patterns() -> Any:
    import pyphen

    return pyphen.Pyphen(lang="en_US", left=LEAST, right=3)


@lru_cache(maxsize=4096)
def hyphen_points(word: str) -> tuple[int, ...]:
    """Return where a word may take a hyphen: positions in the word; none in abbreviations set in capitals."""
    if word.isupper():
        return ()
    return tuple(int(point) for point in _patterns().positions(word.lower()))
