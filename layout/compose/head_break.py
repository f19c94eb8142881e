"""A head's text shared out over lines: broken for sense, balanced for the eye.

Two lines differ by at most two characters, or the first is clearly the shorter; no line is one character alone.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layout.compose.head_line import DisplayLine, display_line
from layout.compose.head_sort import EM, Spaces
from layout.compose.words import PROTECTED, head_breaks

if TYPE_CHECKING:
    from layout.typeface import TypeCase

ALONE = 1_000
"""Price of a character alone on a line: no other fault outweighs it."""
PAIR = 40
"""Price of a line of two characters in a head that is longer."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A head shared over lines: the copy of each line, its display lines, what breaks and shape cost.

    `harm` is the cost of the worst break: from `words.PROTECTED` on it splits a name, a figure or a quoted word.
    """

    pieces: tuple[tuple[str, ...], ...]
    lines: tuple[DisplayLine, ...]
    cost: float
    harm: int = 0

    @property
    def width(self) -> int:
        """Width of the longest line in millionths of an em."""
        return max((line.width for line in self.lines), default=0)


def break_head(
    text: str,
    count: int,
    role: str,
    case: TypeCase,
    spaces: Spaces,
    names: tuple[str, ...] = (),
    *,
    choices: int = 2,
    vertical: bool = False,
) -> tuple[Broken, ...]:
    """Return up to `choices` ways to share `text` over `count` lines, the best first; none where it has too few places.

    One line needs no dictionary.
    """
    if count <= 1:
        return (Broken(((text,),), (display_line((text,), role, case, spaces, vertical),), 0.0),)
    places = head_breaks(text, names)
    if len(places) < count - 1:
        return ()
    edges = _edges(text, role, case, spaces, vertical)
    costs = {place.at: place.cost for place in places}
    ways = _two(text, costs, edges) if count == 2 else _many(text, count, costs, edges)
    return tuple(_broken(text, cuts, cost, costs, role, case, spaces, vertical) for cost, cuts in ways[:choices])


def set_pieces(
    pieces: Sequence[tuple[str, ...]],
    role: str,
    case: TypeCase,
    spaces: Spaces,
    cost: float = 0.0,
    harm: int = 0,
    *,
    vertical: bool = False,
) -> Broken:
    """Return lines as the desk broke them; a piece of several strings is one line with a clause's space between."""
    lines = tuple(display_line(piece, role, case, spaces, vertical) for piece in pieces)
    return Broken(tuple(pieces), lines, cost, harm)


def shape_cost(widths: Sequence[int]) -> float:
    """Return what the eye holds against lines of these widths (millionths of an em); balanced lines cost little."""
    if len(widths) < 2:
        return 0.0
    if len(widths) == 2:
        step = (widths[1] - widths[0]) / EM
        if abs(step) <= 2.05:
            return 1.5 * abs(step)
        if step > 0:
            clear = widths[0] <= 0.75 * widths[1]
            return (9 if clear else 26) + 2.5 * (step - 2)
        return 26 + 6 * (-step - 2)
    mean = sum(widths) / len(widths)
    return sum(2.0 * ((width - mean) / EM) ** 2 for width in widths)


def _edges(text: str, role: str, case: TypeCase, spaces: Spaces, vertical: bool) -> list[int]:
    """Return where each character starts in the unbroken line, and its end, in millionths of an em."""
    whole = display_line((text,), role, case, spaces, vertical)
    edges: list[int] = []
    for sort, x in zip(whole.sorts, whole.xs, strict=False):
        step = sort.width // len(sort.text)
        edges.extend(x + step * index for index in range(len(sort.text)))
    edges.append(whole.width)
    return edges


def _visible(text: str, start: int, end: int) -> int:
    return len(text[start:end].replace("\u3000", " ").strip(" “”‘’《》「」『』（），。、：；！？"))


def _piece_cost(text: str, start: int, end: int) -> float:
    seen = _visible(text, start, end)
    if seen <= 1:
        return ALONE
    return PAIR if seen == 2 and len(text) > 6 else 0.0


def _two(text: str, costs: dict[int, int], edges: list[int]) -> list[tuple[float, tuple[int, ...]]]:
    ways = []
    for at, cost in costs.items():
        width = (edges[at], edges[-1] - edges[at])
        price = cost + shape_cost(width) + _piece_cost(text, 0, at) + _piece_cost(text, at, len(text))
        ways.append((price, (at,)))
    return sorted(ways)


def _many(
    text: str, count: int, costs: dict[int, int], edges: list[int]
) -> list[tuple[float, tuple[int, ...]]]:
    """Return the cheapest way over three or more lines: a shortest path over the places."""
    mean = edges[-1] / count
    stops = [0, *costs, len(text)]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for line in range(count):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (price, cuts) in best.items():
            for stop in stops[bisect_right(stops, start) :]:
                last = stop == len(text)
                if last != (line == count - 1):
                    continue
                width = edges[stop] - edges[start]
                cost = price + 2.0 * ((width - mean) / EM) ** 2 + _piece_cost(text, start, stop)
                cost += 0 if last else costs[stop]
                if stop not in reached or cost < reached[stop][0]:
                    reached[stop] = (cost, cuts if last else (*cuts, stop))
        best = reached
    return [best[len(text)]] if len(text) in best else []


def _broken(
    text: str,
    cuts: tuple[int, ...],
    cost: float,
    costs: dict[int, int],
    role: str,
    case: TypeCase,
    spaces: Spaces,
    vertical: bool,
) -> Broken:
    stops = (0, *cuts, len(text))
    pieces = tuple((text[a:b],) for a, b in itertools.pairwise(stops))
    harm = max((costs[cut] for cut in cuts), default=0)
    return set_pieces(pieces, role, case, spaces, cost, harm if harm >= PROTECTED else 0, vertical=vertical)
