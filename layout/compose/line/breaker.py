"""The search for breaks: the cheapest way of a paragraph through its lines.

A shortest path over break positions, cheapest first (Dijkstra 1959, with an estimate of what is still to come as in
Hart, Nilsson and Raphael 1968). A line that needs no adjustment costs nothing, so as long as the copy falls solid the
search runs straight down one path; only where it must pay does it look aside.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from layout.compose.line.price import HUNG, SCALE, UNSET, Tariff
from layout.compose.line.slots import BITS, TAIL
from layout.compose.line.stick import FULL_MARK, PRICED
from layout.ground.named_tuple import NamedTuple
from layout.rules import lines as rules
from layout.text.classes import is_han

if TYPE_CHECKING:
    from layout.compose.line.stick import Stick
    from layout.geometry import Length

ORPHAN = round(rules.ORPHAN * SCALE)
SHORT_LAST = round(rules.SHORT_LAST * SCALE)
EMERGENCY = round(rules.EMERGENCY * SCALE)
WORST_FITTED = round(rules.WORST_FITTED * SCALE)
"""Prices of the book in the units of the tariff."""

EXPECTED = 9
"""What a character still to be set is expected to cost, in the units of the tariff: a quarter of what copy costs in
the end. It leads the search ahead: prices stay within three in a thousand of the least, in a tenth less time."""

BEHIND = 24
"""Lines by which a way may lag behind the farthest one before it is given up: what it saved it will not make good."""

DOUBTFUL = SCALE // 6
"""A paragraph whose lines cost more than this on average is searched again, thoroughly: few are, in narrow columns."""

_UNREACHED = 1 << 62

_LOOSE_PAIR = round(rules.LOOSE_AFTER_LOOSE * SCALE) & ~1


Bounds = tuple[Sequence[int], Sequence[int], Sequence[int], Sequence[int]]
"""Where lines may begin: what is at each place and the most that it may be for each line, once for copy that would be
too long for the lines to come and once for copy that would not fill them."""


class Way(NamedTuple):
    """A way through a paragraph: where its lines end, the text's end included, and what it costs.

    `effort` is how many break positions the search stood at before it knew.
    """

    breaks: tuple[int, ...]
    price: int
    effort: int = 0


def find_breaks(stick: Stick, measures: Sequence[Length], tariff: Tariff) -> Way:
    """Return the cheapest way through a paragraph; there always is one, whatever the copy.

    `measures` are the widths of the first lines, the last one of all that follow.
    """
    # With one measure, or with one for the first line only, a position alone says what can follow. Otherwise the
    # same position counts once for each line number that has a measure of its own.
    by_line = len(measures) > 2
    way = _search(stick, measures, tariff, by_line, 0, UNSET, False)
    if way is not None and way.price > min(ORPHAN, DOUBTFUL * len(way.breaks)):
        way = _search(stick, measures, tariff, by_line, 0, UNSET, True)
    assert way is not None
    return way


def fit_breaks(
    stick: Stick, measures: Sequence[Length], tariff: Tariff, lines: int, bounds: Bounds | None = None
) -> Way | None:
    """Return the cheapest way in exactly `lines` lines, each within `WORST_FITTED`, no orphan; or None.

    `bounds` spare the search places from which no such way leads on; what it finds is the same.
    """
    if lines < 1:
        return None
    wide = tuple(measures[:lines])
    wide += (measures[-1],) * (lines - len(wide))
    way = _search(stick, wide, tariff, True, lines, WORST_FITTED, True, bounds)
    return way if way is not None and way.price < ORPHAN else None


class _Frontier:
    """The places that ways have reached, the cheapest first.

    A place counts twice: after a tight line and, `states` further on, after a loose one, since the next loose line
    costs more then. The heap holds one integer an entry: what was paid and what is expected, then how far there is to
    go, so that of equals the farthest comes first.
    """

    __slots__ = ("best", "bits", "came", "heap", "mask", "settled")

    def __init__(self, states: int) -> None:
        self.best = [_UNREACHED] * (2 * states)
        self.came = [0] * len(self.best)
        self.settled = bytearray(len(self.best))
        self.bits = len(self.best).bit_length()
        self.mask = (1 << self.bits) - 1
        self.best[0] = 0
        self.heap = [self.mask]

    def reach(self, to: int, total: int, saved: int, key: int) -> bool:
        """Enter a place that is reached from `key` for `total`, unless a way as cheap leads there; tell which it was.

        `saved` is what the characters set so far were expected to cost.
        """
        if total >= self.best[to] or self.settled[to]:
            return False
        self.best[to] = total
        self.came[to] = key
        heappush(self.heap, (total - saved << self.bits) + self.mask - to)
        return True

    def way(self, key: int, states: int, width: int) -> tuple[int, ...]:
        """Return the breaks of the way to a place."""
        path = []
        while key:
            path.append(key % states % width)
            key = self.came[key]
        return tuple(path[::-1])


def _search(
    stick: Stick, measures: Sequence[Length], tariff: Tariff, by_line: bool, exactly: int, most: int, thorough: bool,
    bounds: Bounds | None = None,
) -> Way | None:  # fmt: skip
    """Return the cheapest way, in `exactly` lines where that is not 0, without lines that cost `most` or more.

    Unless it is `thorough`, lines that open by more than about an em are looked at only where no other line is found,
    and what is still to come is estimated.

    A place is taken up and its lines entered in one function, since it is done in three microseconds: with a step for
    the lines near the measure and one for the last line a search took 10 % more processor time, composing 2 %.
    """
    n = len(stick.text)
    if n == 0:
        return Way((), 0)
    levels, width = len(measures) - 1, n + 1
    first, later = measures[0], measures[-1]
    origins, ends, sums, legal, known_rows = stick.origins, stick.ends, stick.sums, stick.legal, tariff.known.get
    start_of, prices, hangs, price_of = stick.starts.get, stick.prices, stick.hangs, tariff.price
    longs, whole = stick.longs, ends[n]
    alone, few = last_line_limits(stick.text)
    em, half = tariff.size, tariff.size // 2
    # Squeezing takes an em and a half, more where marks are many; stretching by more than an em is a last resort.
    long, longer, far_short = em + half, 2 * em + half, 2 * em + em // 4
    short, expected, behind = (
        (max(later, far_short), 0, n) if thorough else (em + em // 4, EXPECTED, BEHIND * later // em)
    )
    states = width * (levels + 1) if by_line else width
    frontier = _Frontier(states)
    best, came, settled, heap = frontier.best, frontier.came, frontier.settled, frontier.heap
    bits, mask, reach = frontier.bits, frontier.mask, frontier.reach
    shrunk, room, opened, fill = bounds or ((), (), (), ())
    effort = farthest = 0
    while heap:
        key = mask - (heappop(heap) & mask)
        if settled[key]:
            continue
        settled[key] = 1
        effort += 1
        paid = best[key]
        if key >= states:
            place, pair = key - states, _LOOSE_PAIR
            if best[place] < paid:
                continue  # after a tight line the same place is reached for less
        else:
            place, pair = key, 0
        if by_line:
            level, p = divmod(place, width)
            target = measures[level]
            ahead = min(level + 1, levels) * width
        else:
            p, target, ahead = place, later if place else first, 0
        if p == n:
            return Way(frontier.way(key, states, width), paid, effort)
        if p > farthest:
            farthest = p
        elif p < farthest - behind:
            continue
        if bounds is not None and (shrunk[p] > room[level] or opened[p] > fill[level]):
            continue  # too much is left for the lines to come, or too little
        start = start_of(p)
        target += origins[p] if start is None else start
        base = sums[p]
        final = by_line and level + 1 == exactly
        found = final
        low = bisect_left(ends, target - short, p + 1)
        high = bisect_right(ends, target + long, low, n)
        marks = sums[high - 1] - base
        if (marks >> BITS & 4095) + (marks >> 2 * BITS & 4095) + (marks >> 3 * BITS & 4095) > 2:
            high = bisect_right(ends, target + longer, high, n)
        while True:
            for q in () if final else range(low, high):
                kind = legal[q]
                if not kind:
                    continue
                slack = target - ends[q]
                if slack:
                    slots = sums[q - 1] - base
                    if kind & FULL_MARK:
                        slots += TAIL
                    row = known_rows(slack)
                    cost = price_of(slack, slots) if row is None else row.get(slots) or price_of(slack, slots)
                    if slack == -half and cost > HUNG and q in hangs:
                        cost = HUNG
                    if cost >= most:
                        continue
                    found = True
                    to = ahead + q
                    total = paid + cost
                    if kind & PRICED:
                        total += prices[q]
                    if cost & 1:
                        total += pair
                        if total > best[to]:
                            continue
                        to += states
                else:
                    found = True
                    to = ahead + q
                    total = paid + prices[q] if kind & PRICED else paid
                if total < best[to] and not settled[to]:
                    best[to] = total
                    came[to] = key
                    heappush(heap, (total - q * expected << bits) + mask - to)
            if found or thorough:
                break
            # Nothing near: look as far as a line can be stretched at all.
            far = bisect_left(ends, target - far_short, p + 1)
            if far == low:
                break
            low, high = far, low
        if longs and p < longs[-1] and not final:
            for q, cost in _short_lines(stick, tariff, p, target, most):
                if reach(ahead + q, paid + cost, q * expected, key):
                    found = True
        if whole <= target + long and (not exactly or final):
            # The last line keeps its natural width; it is only squeezed where it would not fit.
            cost = 0 if whole <= target else price_of(target - whole, sums[n - 1] - base)
            if cost < most:
                found = True
                cost += ORPHAN if p > alone else SHORT_LAST if p > few else 0
                reach(ahead + n, paid + cost, n * expected, key)
        if not found and not exactly:
            q, cost = _forced(stick, p, target)
            reach(ahead + q, paid + cost, q * expected, key)
    return None


def _short_lines(stick: Stick, tariff: Tariff, p: int, target: Length, most: int) -> Iterator[tuple[int, int]]:
    """Yield break and price of the lines from a place that are left short before a long piece."""
    for q in stick.longs[bisect_left(stick.longs, p + 1) :]:
        slack = target - stick.ends[q]
        if slack < 0:
            break
        cost = tariff.short(slack) + stick.prices.get(q, 0)
        if cost < most:
            yield q, cost


def _forced(stick: Stick, p: int, target: Length) -> tuple[int, int]:
    """Return the break of a line that no step can set: the last legal one that fits, else any that does.

    A piece that is longer than its line, as in a table's narrow column, is cut at a blank or a link if it has one.
    """
    fits = bisect_right(stick.ends, target, p + 1) - 1
    q = fits
    while q > p and not stick.legal[q]:
        q -= 1
    if q > p:
        return q, UNSET - 1 + (target - stick.ends[q]) // 2 * 2
    for links in (" —–～~－-", "/·"):
        q = 1 + max(stick.text.rfind(link, p, fits) for link in links)
        if q > p:
            return q, EMERGENCY
    return min(max(fits, p + 1), len(stick.text)), EMERGENCY


def last_line_limits(text: str) -> tuple[int, int]:
    """Return the last starts of a last line that leave it two Han characters, and three."""
    at = len(text)
    limits = []
    for _ in range(3):
        at -= 1
        while at > 0 and not ("\u4e00" <= text[at] <= "\u9fff" or is_han(text[at])):
            at -= 1
        limits.append(max(at, 0))
    return limits[1], limits[2]
