"""A character that was likely taken for another: what is confused with what, and which of several finds stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from layout.ground.dataclass import dataclass
from layout.proofread.words.idioms import alike
from layout.proofread.words.model import NAMES, look_alikes, tagged

RUN = re.compile("[一-鿿]{2,}")


@dataclass(frozen=True, slots=True)
class Slip:
    """A character at a place of a text, the one that was meant, the word that it makes, and a confidence in percent."""

    at: int
    char: str
    word: str
    score: float
    sure: int


@cache
def confused(char: str) -> tuple[str, ...]:
    """Return the characters that sound or look like one."""
    return tuple(sorted({*alike(char), *look_alikes(char)} - {char}))


def names_in(text: str) -> frozenset[int]:
    """Return the places of a text that stand in names and times."""
    return frozenset(at for word, tag, start in tagged(text) if tag in NAMES for at in range(start, start + len(word)))


def apart(best: Mapping[int, Slip]) -> list[Slip]:
    """Return slips by place in the order of the text, of two beside each other the likelier."""
    kept: list[Slip] = []
    for slip in sorted(best.values(), key=lambda one: (-one.score, one.at)):
        if all(abs(slip.at - other.at) > 1 for other in kept):
            kept.append(slip)
    return sorted(kept, key=lambda one: one.at)
