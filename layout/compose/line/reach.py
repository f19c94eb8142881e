"""How many lines a paragraph can take at all, and where each may begin: bounds by arithmetic, asked before a search."""

from __future__ import annotations

from itertools import accumulate
from operator import add, sub
from typing import TYPE_CHECKING

from layout.compose.line.breaker import WORST_FITTED, Bounds, last_line_limits
from layout.compose.line.slots import BITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.compose.line.price import Tariff
    from layout.compose.line.stick import Stick
    from layout.geometry import Length


class Reach:
    """The numbers of lines in which `fit_breaks` may find a way; in none outside `lines` does it find one.

    In fewer lines the copy is too long even with all its marks and gaps squeezed, in more it does not fill all lines
    but the last, every gap opened as far as a fitted line's may be.
    """

    def __init__(self, stick: Stick, measures: Sequence[Length], tariff: Tariff) -> None:
        """Reckon it; arguments are those of `fit_breaks`."""
        n = len(stick.text)
        self._measures = measures
        self.lines = range(1, n + 1)
        self._bounded = not (n < 2 or n >> BITS or stick.longs)
        if not self._bounded:
            return
        ends, slots = stick.ends, stick.slots[: n - 1]
        starts = list(stick.origins[:n])
        for at, start in stick.starts.items():
            if at < n:
                starts[at] = start
        # What a turn of the line between two characters does away with: the blank after a mark, a gap, a space.
        trims = list(map(sub, starts[1:], ends[1:n]))
        given = {value: tariff.gives(value) for value in set(slots)}
        gives = list(accumulate(map(given.__getitem__, slots), initial=0))
        # A turn saves its blank, but that is then not there to be squeezed.
        self._turn = max(0, *map(sub, trims, map(given.__getitem__, slots)))
        self._hung = tariff.size // 2 if stick.hangs or stick.tails else 0
        # What stands from a place on, squeezed to its least, is by so much shorter than all.
        self._shrunk, self._least = list(map(sub, gives, starts)), ends[n] - gives[-1]
        self._ragged = tariff.ragged
        fewest, room = 1, self._room(1)[0]
        while room < self._shrunk[0] and fewest < n:
            room += self._measure(fewest) + self._hung + self._turn
            fewest += 1
        self.lines = range(fewest, n + 1)
        if tariff.ragged:
            return
        # All lines but the last have to be filled by what stands before the last place where a last line may begin.
        end = max(1, last_line_limits(stick.text)[0])
        taken = {value: tariff.takes(value, WORST_FITTED) for value in set(slots)}
        takes = list(accumulate(map(taken.__getitem__, slots), initial=0))
        self._opened, self._most = list(map(add, takes, starts)), ends[end] + takes[end - 1]
        self._trim = min(trims)
        fill, most = self._most - self._opened[0] - measures[0], 1
        while fill >= 0 and most < n:
            fill -= self._measure(most) + self._trim
            most += 1
        self.lines = range(fewest, most + 1)

    def bounds(self, lines: int) -> Bounds | None:
        """Return where each of so many lines may begin, as `_search` asks it; None where nothing is known."""
        if not self._bounded:
            return None
        room = self._room(lines)
        if self._ragged:
            return self._shrunk, room, self._shrunk, room
        fill = [self._most] * lines
        for line in range(lines - 2, -1, -1):
            fill[line] = fill[line + 1] - self._measure(line) - (self._trim if line < lines - 2 else 0)
        fill[-1] = max(self._opened)  # the last line need not be filled
        return self._shrunk, room, self._opened, fill

    def _room(self, lines: int) -> list[Length]:
        """Return for each of so many lines what it and those after it can hold, less what all copy needs at least."""
        room, found = -self._least, []
        for line in range(lines - 1, -1, -1):
            room += self._measure(line) + self._hung + (self._turn if line < lines - 1 else 0)
            found.append(room)
        return found[::-1]

    def _measure(self, line: int) -> Length:
        return self._measures[min(line, len(self._measures) - 1)]
