"""How many lines a paragraph can take at all: bounds by arithmetic, asked before a search for a number of them."""

from __future__ import annotations

from operator import sub
from typing import TYPE_CHECKING

from layout.compose.line.breaker import WORST_FITTED, last_line_limits
from layout.compose.line.slots import BITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.compose.line.price import Tariff
    from layout.compose.line.stick import Stick
    from layout.geometry import Length


def reach_of(stick: Stick, measures: Sequence[Length], tariff: Tariff) -> range:
    """Return the numbers of lines in which `fit_breaks` may find a way; in none outside them does it find one.

    In fewer lines the copy is too long even with all its marks and gaps squeezed, in more it does not fill all lines
    but the last, every gap opened as far as a fitted line's may be. Arguments are those of `fit_breaks`.
    """
    n = len(stick.text)
    if n < 2 or n >> BITS or stick.longs:
        return range(1, n + 1)
    origins, ends, sums, slots = stick.origins, stick.ends, stick.sums, stick.slots[: n - 1]
    # What a turn of the line between two characters does away with: the blank after a mark, a gap, a space.
    trims = list(map(sub, origins[1:n], ends[1:n]))
    for at, start in stick.starts.items():
        if 0 < at < n:
            trims[at - 1] = start - ends[at]
    given = {value: tariff.gives(value) for value in set(slots)}
    begin = stick.starts.get(0, origins[0])
    # A turn saves its blank, but that is then not there to be squeezed.
    turn = max(0, *map(sub, trims, map(given.__getitem__, slots)))
    hung = tariff.size // 2 if stick.hangs or stick.tails else 0
    room, fewest = measures[0] + hung + tariff.gives(sums[n - 1] - sums[0]), 1
    while room < ends[n] - begin and fewest < n:
        room += measures[min(fewest, len(measures) - 1)] + hung + turn
        fewest += 1
    if tariff.ragged:
        return range(fewest, n + 1)
    # All lines but the last have to be filled by what stands before the last place where a last line may begin.
    end = max(1, last_line_limits(stick.text)[0])
    fill = ends[end] - begin + tariff.takes(sums[end - 1] - sums[0], WORST_FITTED)
    fill, most, turn = fill - measures[0], 1, min(trims)
    while fill >= 0 and most < n:
        fill -= measures[min(most, len(measures) - 1)] + turn
        most += 1
    return range(fewest, most + 1)
