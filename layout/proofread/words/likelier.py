"""Slips by a large model: a character is doubted where another makes the whole stretch of words much likelier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log2
from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.proofread.words.idioms import alike
from layout.proofread.words.lattice import Lattice
from layout.proofread.words.slip import RUN, Slip, apart, confused, names_in
from layout.rules.proofreading import (
    LIKELIER_AGREES,
    LIKELIER_LEAST,
    LIKELIER_LONG,
    LIKELIER_SHAPE,
    LIKELIER_TOPIC,
    LIKELIER_TURNED,
    LIKELIER_USED,
)

if TYPE_CHECKING:
    from layout.proofread.words.trigrams import Trigrams


def likelier(words: Trigrams, text: str, whole: str, small: Sequence[Slip]) -> list[Slip]:
    """Return the slips of a text, none beside another; `whole` is its story, `small` the small tables' finds."""
    best: dict[int, Slip] = {}
    names: frozenset[int] | None = None
    for match in RUN.finditer(text):
        run, first = match.group(), match.start()
        lattice = Lattice(words, run)
        found = [slip for slip in small if first <= slip.at < match.end()]
        for slip in found:
            gain = lattice.gain(slip.at - first, slip.at - first + 1, slip.char)
            if gain - _meant(text[slip.at], whole) >= LIKELIER_AGREES:
                best[slip.at] = slip
        for slip in _of_run(lattice, whole):
            at = first + slip.at
            names = names_in(text) if names is None else names
            if at not in names and (at not in best or slip.sure > best[at].sure):
                best[at] = replace(slip, at=at)
    return apart(best)


def turned(words: Trigrams, text: str) -> Iterator[tuple[int, str]]:
    """Yield the places of two characters that make a word the other way round, with that word."""
    for match in RUN.finditer(text):
        run, first = match.group(), match.start()
        pairs = [at for at in range(len(run) - 1) if run[at] != run[at + 1] and _is_turned(words, run, at)]
        if not pairs:
            continue
        lattice, names = Lattice(words, run), names_in(text)
        for at in pairs:
            other = run[at + 1] + run[at]
            if not {first + at, first + at + 1} & names and lattice.gain(at, at + 2, other) >= LIKELIER_TURNED:
                yield first + at, other


def _is_turned(words: Trigrams, run: str, at: int) -> bool:
    """Tell whether two characters make a word, or part of a longer one, the other way round and none as they stand."""
    other = run[at + 1] + run[at]
    around = [(0, 0), (1, 0), (0, 1), (1, 1)]
    made = (run[at - left : at] + other + run[at + 2 : at + 2 + right] for left, right in around if at >= left)
    return not words.is_word(run[at : at + 2]) and any(words.is_word(word) for word in made)


def _of_run(lattice: Lattice, whole: str) -> Iterator[Slip]:
    run, is_word = lattice.run, lattice.words.is_word
    for at, char in enumerate(run):
        pairs = [run[at - 1 : at + 1] if at else "", run[at : at + 2]]
        cost = LIKELIER_USED if any(len(pair) == 2 and whole.count(pair) > 1 for pair in pairs) else 0.0
        cost += _meant(char, whole)
        holes = _holes(run, at)
        for other in confused(char):
            word = next((made for left, right in holes if is_word(made := left + other + right)), None)
            if word is None:
                continue
            bonus = LIKELIER_LONG[len(word) - 2] - (0.0 if other in alike(char) else LIKELIER_SHAPE) - cost
            score = lattice.gain(at, at + 1, other) + bonus
            if score >= LIKELIER_LEAST:
                yield Slip(at, other, word, score, min(90, round(45 + 12 * (score - LIKELIER_LEAST))))


def _meant(char: str, whole: str) -> float:
    return LIKELIER_TOPIC * log2(max(1, whole.count(char)))


def _holes(run: str, at: int) -> list[tuple[str, str]]:
    """Return what stands before and behind a place in each stretch of four, three and two characters, longest first."""
    return [
        (run[start:at], run[at + 1 : start + length])
        for length in (4, 3, 2)
        for start in range(max(0, at - length + 1), min(at, len(run) - length) + 1)
    ]
