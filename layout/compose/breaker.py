"""The search for breaks: the cheapest way of a paragraph through its lines.

A shortest path over break positions, cheapest first (Dijkstra 1959). A line that needs no adjustment costs nothing,
so as long as the copy falls solid the search runs straight down one path; only where it must pay does it look aside.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from layout.compose.price import IMPOSSIBLE, LOOSE_AFTER_LOOSE, Tariff
from layout.compose.slots import TAIL
from layout.text.classes import is_han

if TYPE_CHECKING:
    from layout.compose.stick import Stick
    from layout.geometry import Length

ORPHAN = 30.0
"""A last line with fewer than two Han characters: only where nothing else can be done (GB/T 15834 5.1.11)."""

SHORT_LAST = 0.12
"""A last line with two Han characters: three look better (CLREQ "adjustments of orphans and widows")."""

EMERGENCY = 400.0
"""A line that breaks where no break is allowed, because nothing allowed fits the measure."""


def find_breaks(stick: Stick, measures: tuple[Length, ...], tariff: Tariff) -> list[int]:
    """Return the positions where lines end, the text's end included.

    `measures` are the widths of the first lines, the last one of all that follow.
    """
    n = len(stick.text)
    if n == 0:
        return []
    size = tariff.size
    origins, ends, sums, starts = stick.origins, stick.ends, stick.sums, stick.starts
    places, edges, prices, tails = stick.places, stick.edges, stick.prices, stick.tails
    known, price_of = tariff.known, tariff.price
    alone, few = _last_line_limits(stick.text)
    depth = len(measures) - 1
    width = n + 1
    span, excess = 2 * size + size // 4, size + size // 2
    best: dict[int, float] = {0: 0.0}
    came: dict[int, int] = {}
    loose: set[int] = set()
    done: set[int] = set()
    heap = [(0.0, 0)]
    while heap:
        paid, negative = heappop(heap)
        key = -negative
        if key in done:
            continue
        done.add(key)
        level, p = divmod(key, width)
        if p == n:
            break
        target = starts.get(p, origins[p]) + measures[level]
        base = sums[p]
        level_to = min(level + 1, depth) * width
        was_loose = key in loose
        low = bisect_left(edges, target - span)
        high = bisect_right(edges, target + excess)
        found = False
        for index in range(low, high):
            q = places[index]
            if q <= p:
                continue
            slack = target - edges[index]
            if q == n:
                # The last line keeps its natural width; it is only squeezed where it would not fit.
                cost = 0.0 if slack >= 0 else price_of(slack, sums[q - 1] - base)
                if cost < 0:
                    continue
                cost += ORPHAN if p > alone else SHORT_LAST if p > few else 0.0
                is_loose = False
            else:
                if slack:
                    slots = sums[q - 1] - base
                    if q in tails:
                        slots += TAIL
                    cost = known.get((slack, slots))  # type: ignore[assignment]
                    if cost is None:
                        cost = price_of(slack, slots)
                    if cost < 0:
                        continue
                    is_loose = slack > 0 and cost > 0.03 and tariff.is_loose(slack, slots)
                    if is_loose and was_loose:
                        cost += LOOSE_AFTER_LOOSE
                else:
                    cost, is_loose = 0.0, False
                if q in prices:
                    cost += prices[q]
            if cost < IMPOSSIBLE:
                found = True
            total = paid + cost
            to = level_to + q
            if total < best.get(to, 1e18):
                best[to] = total
                came[to] = key
                (loose.add if is_loose else loose.discard)(to)
                heappush(heap, (total, -to))
        if not found:
            if edges[-1] <= target and n > p and target - edges[-1] >= 0:
                reach = n
                cost = ORPHAN if p > alone else 0.0
            else:
                reach, cost = _forced(stick, p, target)
            to = level_to + reach
            if paid + cost < best.get(to, 1e18):
                best[to] = paid + cost
                came[to] = key
                loose.discard(to)
                heappush(heap, (paid + cost, -to))
    path = []
    while key:
        path.append(key % width)
        key = came[key]
    return path[::-1]


def _forced(stick: Stick, p: int, target: Length) -> tuple[int, float]:
    """Return the break of a line that no step can set: the last legal one that fits, else any that does."""
    index = bisect_right(stick.edges, target) - 1
    if index >= 0 and stick.places[index] > p:
        return stick.places[index], IMPOSSIBLE + (target - stick.edges[index]) / 1000
    q = bisect_right(stick.origins, target, p + 1) - 1
    return min(max(q, p + 1), len(stick.text)), EMERGENCY


def _last_line_limits(text: str) -> tuple[int, int]:
    """Return the last starts of a last line that leave it two Han characters, and three."""
    at = len(text)
    limits = []
    for _ in range(3):
        at -= 1
        while at > 0 and not is_han(text[at]):
            at -= 1
        limits.append(max(at, 0))
    return limits[1], limits[2]
