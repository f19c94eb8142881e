"""Copyfitting by legal means: a story brought to a number of lines without touching its copy.

A paragraph may lose its short last line to squeezed marks and gaps, or gain one to opened gaps, always in CLREQ's
order and never beyond `rules.lines.WORST_FITTED` (GB/T 15834 5.1.11 allows the squeeze for just this). The paragraphs
whose lines suffer least are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.compose.line.breaker import Way
    from layout.compose.line.paragraph import Setting


MOST_TRIED = 8
"""Paragraphs that are looked at together when two of them must change, and ways to set a story that are tried."""


def reach_of(settings: Sequence[Setting]) -> int:
    """Return how many lines the house lets a story give or take."""
    return settings[0].job.spec.rules.copyfit_reach if settings else 0


def fitting(settings: Sequence[Setting], change: int) -> Iterator[dict[int, Way]]:
    """Yield ways to set the paragraphs in `change` lines more in all, the least harm first.

    Each is a dictionary from a paragraph's place in `settings` to its new way. Without a change one paragraph takes a
    line that another gives. Nothing is yielded where `change` is beyond the house's `copyfit_reach` or no paragraph
    can give.
    """
    if abs(change) > reach_of(settings):
        return
    if change == 0:
        yield from _exchanged(settings)
        return
    sign = 1 if change > 0 else -1
    heap: list[tuple[int, int, dict[int, Way]]] = []
    singles = _singles(settings, sign)
    if abs(change) > 1:
        for index, setting in enumerate(settings):
            double = setting.other(change)
            if double is not None:
                heappush(heap, (double.price - setting.way.price, len(heap), {index: double}))
    if abs(change) == 1:
        yield from ({index: way} for _, index, way in singles)
        return
    for one, two in combinations(singles[:MOST_TRIED], 2):
        heappush(heap, (one[0] + two[0], len(heap), {one[1]: one[2], two[1]: two[2]}))
    while heap:
        yield heappop(heap)[2]


def _singles(settings: Sequence[Setting], change: int) -> list[tuple[int, int, Way]]:
    """Return the harm, the place and the way of each paragraph that can be set in `change` lines more, least first."""
    found = [
        (way.price - setting.way.price, index, way)
        for index, setting in enumerate(settings)
        if (way := setting.other(change)) is not None
    ]
    return sorted(found, key=lambda single: single[:2])


def _exchanged(settings: Sequence[Setting]) -> Iterator[dict[int, Way]]:
    """Yield ways to set two paragraphs, one in a line more and one in a line less, the least harm first."""
    longer = _singles(settings, 1)[:MOST_TRIED]
    shorter = _singles(settings, -1)[:MOST_TRIED] if longer else ()
    pairs = [
        (gain + loss, more, less, way, other)
        for gain, more, way in longer
        for loss, less, other in shorter
        if more != less
    ]
    yield from ({more: way, less: other} for _, more, less, way, other in sorted(pairs, key=lambda pair: pair[:3]))


def said(settings: Sequence[Setting], ways: dict[int, Way]) -> tuple[str, ...]:
    """Return in words what a fitting does: paragraph (from 1), lines gained or lost, the rules used."""
    steps = []
    for index, way in sorted(ways.items()):
        setting = settings[index]
        before = {move.rule for line in setting.lines() for move in line.adjustments}
        after = dict.fromkeys(move.rule for line in setting.lines(way) for move in line.adjustments)
        used = [rule for rule in after if rule not in before] or list(after)
        change = len(way.breaks) - len(setting.way.breaks)
        steps.append(f"¶{setting.job.matter.paragraph + 1} {change:+d}: {', '.join(used) or 'breaks'}")
    return tuple(steps)
