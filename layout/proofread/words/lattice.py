"""How likely a run of characters is as a sequence of words, and how much likelier a small change would make it.

A lattice holds every way to cut the run into words of the model; the best few ways to each place are kept with what
stands before them (a beam), so that a change is scored by a stretch of a dozen characters and not by the whole run.
Logarithms are to base 10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.rules.proofreading import LIKELIER_UNKNOWN

if TYPE_CHECKING:
    from kenlm import State

    from layout.proofread.words.trigrams import Trigrams

    Way = tuple[float, State]

LONGEST = 6
"""Characters of the longest word that is looked for."""
BEAM = 2
"""Ways kept at each place: a third changes no finding on the bench."""
BEHIND, BEFORE = 5, 5
"""Characters behind and before a change that are cut into words anew."""


class Lattice:
    """A run of characters cut into words by a model."""

    def __init__(self, words: Trigrams, run: str) -> None:
        """Cut a run."""
        self.run, self.words = run, words
        self._ways = self._cut(run, 0, [(0.0, words.start)], len(run))

    def gain(self, start: int, end: int, new: str) -> float:
        """Return how much likelier the run becomes when `run[start:end]` is replaced by `new`."""
        first = max(0, start - BEFORE)
        while first and not self._ways.get(first):
            first -= 1
        ways = self._ways[first]
        stop = min(len(self.run), end + BEHIND)
        before = self._best(self.run, first, ways, stop)
        changed = self.run[:start] + new + self.run[end:]
        return self._best(changed, first, ways, stop + len(new) - (end - start)) - before

    def _best(self, run: str, first: int, ways: list[Way], stop: int) -> float:
        reached = self._cut(run, first, ways, stop).get(stop, ())
        return max((score for score, _ in reached), default=-99.0)

    def _cut(self, run: str, first: int, ways: list[Way], stop: int) -> dict[int, list[Way]]:
        """Return the best ways to each place from `first` on; a word may end behind `stop`."""
        from kenlm import State

        score, is_word = self.words.model.BaseScore, self.words.is_word
        at: dict[int, list[Way]] = {first: ways[:]}
        for here in range(first, stop):
            arrived = at.get(here)
            if not arrived:
                continue
            if len(arrived) > BEAM:
                arrived.sort(key=lambda way: -way[0])
                del arrived[BEAM:]
            for end in range(here + 1, min(len(run), here + LONGEST) + 1):
                word = run[here:end]
                known = is_word(word)
                if not known and end > here + 1:
                    continue
                onward = at.setdefault(end, [])
                for so_far, state in arrived:
                    behind = State()
                    likely = score(state, word, behind)
                    onward.append((so_far + (likely if known else min(likely, LIKELIER_UNKNOWN)), behind))
        return at
