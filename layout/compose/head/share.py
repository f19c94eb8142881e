"""A head's text shared out over lines: broken for sense, balanced for the eye.

Two lines differ by at most two characters, or the first is clearly the shorter; no line is one character alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from layout.compose.head.display import DisplayLine, display_line
from layout.compose.head.sorts import DISPLAY_EM, Spaces
from layout.ground.dataclass import dataclass
from layout.ground.expression import expression
from layout.rules.heads import (
    ACROSS,
    ALONE,
    CLEAR,
    CLEAR_MORE,
    CLEAR_STEP,
    LEVEL_STEP,
    PAIR,
    PAIR_FROM,
    PROTECTED,
    STEP_PRICE,
    STUB,
    STUB_MOST,
    TOO_WIDE,
    TOP_HEAVY,
    TOP_STEP,
    UNCLEAR,
    WEIGHED_LINES,
    WORD,
)

if TYPE_CHECKING:
    from layout.typeface import TypeCase


_CLAUSES = expression("[ ：，；！？](?![”’》）]|$)")
"""Where one clause ends inside a line and another begins."""


Way = tuple[float, tuple[int, ...]]
"""A price, and the places where the text is cut for it."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A head shared over lines: the copy of each line, its display lines, what breaks and shape cost.

    `harm` is the cost of the worst break: from `GROUP` on it parts a sense group, from `PROTECTED` on it splits a name,
    a figure or a quoted word.
    """

    pieces: tuple[tuple[str, ...], ...]
    lines: tuple[DisplayLine, ...]
    cost: float
    harm: int = 0

    @property
    def width(self) -> int:
        """Width of the longest line in millionths of an em."""
        return max((line.width for line in self.lines), default=0)


@dataclass(frozen=True)
class HeadCopy:
    """One stretch of a head's copy in a face role: measured once, shared over any number of lines."""

    text: str
    role: str
    case: TypeCase
    spaces: Spaces
    names: tuple[str, ...] = ()
    vertical: bool = False

    @cached_property
    def whole(self) -> Broken:
        """The copy on one line; this needs no dictionary."""
        return Broken(((self.text,),), (self._line((self.text,)),), 0.0)

    @cached_property
    def _costs(self) -> dict[int, int]:
        """Cost of a break by place."""
        from layout.compose.sense.words import head_breaks

        return {place.at: place.cost for place in head_breaks(self.text, self.names)}

    @cached_property
    def _edges(self) -> list[int]:
        """Where each character starts in the unbroken line, and its end, in millionths of an em."""
        line = self.whole.lines[0]
        edges: list[int] = []
        for sort, x in zip(line.sorts, line.xs, strict=False):
            step = sort.width // len(sort.text)
            edges.extend(x + step * index for index in range(len(sort.text)))
        edges.append(line.width)
        return edges

    @cached_property
    def _found(self) -> dict[int, tuple[Broken, ...]]:
        """Ways by number of lines, each looked for once whatever the widths that they are tried in."""
        return {}

    def ways(self, count: int) -> tuple[Broken, ...]:
        """Return the best two ways over `count` lines, the best first; none where there are too few places."""
        if count <= 1:
            return (self.whole,)
        if count not in self._found:
            found = [] if len(self._costs) < count - 1 else self._two() if count == 2 else self._many(count, 0)
            best = [self._broken(way) for way in found[:2]]
            # A second way is for another shape: not for a break that is clearly worse.
            self._found[count] = tuple(way for way in best if way.harm <= max(best[0].harm, WORD))
        return self._found[count]

    def fitted(self, limit: int) -> Broken:
        """Return the copy over the fewest lines that keep to `limit` millionths of an em, balanced.

        A piece that cannot be broken and is longer stands on a line of its own.
        """
        if self.whole.width <= limit or not self._costs:
            return self.whole
        cuts = self._filled(limit)
        if cuts and len(cuts) < WEIGHED_LINES:
            found = self._many(len(cuts) + 1, limit)
            if not found or found[0][0] >= PROTECTED:
                # One line more is better than a word torn in two.
                found = sorted(found + self._many(len(cuts) + 2, limit))
            if found and found[0][0] < TOO_WIDE:
                broken = self._broken(found[0])
                if broken.width <= limit:
                    return broken
                # A Western word cut in two lost its kerning: fill the lines a little less.
                cuts = self._filled(limit - DISPLAY_EM // 4)
        return self._broken((float(sum(self._costs[cut] for cut in cuts)), cuts))

    def _line(self, texts: tuple[str, ...]) -> DisplayLine:
        return display_line(texts, self.role, self.case, self.spaces, self.vertical)

    def _filled(self, limit: int) -> tuple[int, ...]:
        """Return the places that fill line after line as far as the limit allows."""
        edges, stops = self._edges, list(self._costs)
        cuts: list[int] = []
        start = 0
        while edges[-1] - edges[start] > limit:
            reach = bisect_right(edges, edges[start] + limit) - 1
            index = bisect_right(stops, reach) - 1
            if index < 0 or stops[index] <= start:
                index = bisect_right(stops, start)
            if index >= len(stops):
                break
            start = stops[index]
            cuts.append(start)
        return tuple(cuts)

    def _two(self) -> list[Way]:
        text, edges = self.text, self._edges
        return sorted(
            (
                cost
                + shape_cost((edges[at], edges[-1] - edges[at]))
                + _piece_cost(text, 0, at)
                + _piece_cost(text, at, len(text)),
                (at,),
            )
            for at, cost in self._costs.items()
        )

    def _many(self, count: int, limit: int) -> list[Way]:
        """Return the cheapest way over `count` lines: a shortest path over the places."""
        text, edges, costs = self.text, self._edges, self._costs
        mean = edges[-1] / count
        stops = [*costs, len(text)]
        best: dict[int, Way] = {0: (0.0, ())}
        for line in range(count):
            reached: dict[int, Way] = {}
            for start, (price, cuts) in best.items():
                # What is more than two lines too long is never the best way.
                far = bisect_right(edges, edges[start] + int(3 * mean) + DISPLAY_EM)
                upto = bisect_left(stops, far) + 1
                for stop in stops[bisect_right(stops, start) : upto]:
                    last = stop == len(text)
                    if last != (line == count - 1):
                        continue
                    width = edges[stop] - edges[start]
                    cost = price + 2.0 * ((width - mean) / DISPLAY_EM) ** 2 + _piece_cost(text, start, stop)
                    cost += 0 if last else costs[stop]
                    if limit and width > limit:
                        cost += TOO_WIDE
                    if stop not in reached or cost < reached[stop][0]:
                        reached[stop] = (cost, cuts if last else (*cuts, stop))
            best = reached
        return [best[len(text)]] if len(text) in best else []

    def _broken(self, way: Way) -> Broken:
        cost, cuts = way
        pieces = tuple((self.text[a:b],) for a, b in pairwise((0, *cuts, len(self.text))))
        harm = max((self._costs[cut] for cut in cuts), default=0)
        lines = tuple(self._line(piece) for piece in pieces)
        return Broken(pieces, lines, cost, harm)


@lru_cache(maxsize=512)
def head_copy(
    text: str, role: str, case: TypeCase, spaces: Spaces, names: tuple[str, ...] = (), vertical: bool = False
) -> HeadCopy:
    """Return a stretch of a head's copy, the same one whenever it is asked for again."""
    return HeadCopy(text, role, case, spaces, names, vertical)


def shape_cost(widths: Sequence[int]) -> float:
    """Return what the eye holds against lines of these widths (millionths of an em); balanced lines cost little."""
    if len(widths) < 2:
        return 0.0
    if len(widths) == 2:
        step = (widths[1] - widths[0]) / DISPLAY_EM
        if abs(step) <= LEVEL_STEP / 1000:
            return STEP_PRICE * abs(step)
        if step > 0:
            clear = widths[0] <= CLEAR_STEP / 1000 * widths[1]
            return (CLEAR if clear else UNCLEAR) + CLEAR_MORE * (step - 2)
        stub = widths[1] <= STUB_MOST * DISPLAY_EM and widths[0] > 2 * widths[1]
        return TOP_HEAVY + TOP_STEP * (-step - 2) + STUB * stub
    mean = sum(widths) / len(widths)
    return sum(2.0 * ((width - mean) / DISPLAY_EM) ** 2 for width in widths)


def _piece_cost(text: str, start: int, end: int) -> float:
    piece = text[start:end].replace("\u3000", " ").strip()
    seen = len(piece.strip("“”‘’《》「」『』（），。、：；！？"))
    if seen <= 1:
        return ALONE
    price = ACROSS if _CLAUSES.search(piece) else 0.0
    # Who speaks and a colon, or a word of address and a comma, may stand over what is said.
    return price + PAIR if seen == 2 and len(text) > PAIR_FROM and not piece.endswith(("：", "，")) else price
