"""The price of a line: what it costs a reader that the line is not set solid.

Prices are in the unit of the composition loss of `tests/benches` (0 = natural, about 1 = an eye-catching line), so
each weight below has a reason in what a reader sees. The steps of squeezing and stretching are exhausted in CLREQ's
order inside the price, not after the breaks are chosen: a break that needs step 7 costs what step 7 costs.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from layout.compose.line.slots import ADJACENT, BRACKET, COMMA, GAP, OPEN, SPACE, STOP, TAIL, members
from layout.ground.dataclass import dataclass
from layout.rules.lines import (
    ADJACENT_CLOSED,
    FAR_PRICE,
    GAP_PRICE,
    GAP_UNIT,
    HANG,
    OFF_GRID,
    PARTLY_OFF_GRID,
    RAGGED,
    SHORT_EM,
    SHORT_LINE,
    SPACE_MORE,
    SQUEEZED,
    STRETCH_FAR,
    STRETCH_MOST,
    STRETCH_UNIT,
    UNSETTABLE,
    VISIBLE,
)

if TYPE_CHECKING:
    from layout.compose.line.spec import Rules
    from layout.geometry import Length


SCALE = 20_000
"""Prices are kept as whole numbers, this many to one; the lowest bit tells that the line is loose."""

HUNG = round(HANG * SCALE)
"""The price of a mark hung outside the measure."""

UNSET = round(UNSETTABLE * SCALE) + 1
"""The price of a line that no step brings to its measure."""

MOST_KNOWN = 20_000
"""Amounts whose prices are remembered before all are forgotten."""

_HOLE, _FAR, _SEEN, _GAP = STRETCH_UNIT / 1000, STRETCH_FAR / 1000, VISIBLE / 1000, GAP_UNIT / 1000
"""Openings in ems: an eye-catching one, one that costs extra, one that makes a line loose, a change of a gap."""


KINDS = tuple(step | opened for step in (0, COMMA, STOP, BRACKET, GAP, ADJACENT, SPACE) for opened in (0, OPEN))
"""Every value that a single slot can have."""


@dataclass(frozen=True, slots=True)
class Moves:
    """How a line reaches its measure.

    `steps` are the steps taken: slot kind, rule, amount in all. `extra` is what each kind of slot gets; `rest`, too
    little to share, goes to the last slot of the last step, so that the sum is exact. `short` is what no step took.
    """

    steps: tuple[tuple[int, str, Length], ...]
    extra: dict[int, Length]
    rest: Length
    short: Length


class Tariff:
    """Prices of adjustments for one size and one set of rules, remembered by (amount, members)."""

    def __init__(self, size: Length, rules: Rules, ragged: bool = False) -> None:
        """Make the tariff of a fount's size; `ragged` copy is never stretched."""
        self.size, self.ragged = size, ragged
        half = size // 2
        self.space_most = size * SPACE_MORE // 1000
        self.gap_most = max(0, rules.gap_most - rules.gap) * size // 1000
        gap_least = max(0, rules.gap - rules.gap_least) * size // 1000
        self.squeezes = (
            (TAIL, "line-end", half), (ADJACENT, "adjacent", half), (BRACKET, "bracket", half),
            (COMMA, "comma", half), (GAP, "gap", gap_least), (STOP, "stop", half),
        )  # fmt: skip
        self.known: dict[Length, dict[int, int]] = {}
        self.taken: dict[tuple[Length, int], Moves] = {}

    def price(self, slack: Length, slots: int) -> int:
        """Return the price of a line with `slack` to fill (negative: to lose) and the members of its slots."""
        row = self.known.get(slack)
        if row is None:
            if len(self.known) > MOST_KNOWN:
                self.known.clear()
            row = self.known[slack] = {}
        found = row.get(slots)
        if found is None:
            price, loose = self._stretch(slack, slots) if slack > 0 else (self._squeeze(-slack, slots), False)
            found = UNSET if price is None else round(price * SCALE) & ~1 | loose
            row[slots] = found
        return found

    def _stretch(self, slack: Length, slots: int) -> tuple[float | None, bool]:
        if self.ragged:
            return (slack / self.size / RAGGED) ** 2, False
        price = OFF_GRID
        spaces, gaps, opened = members(slots, SPACE), members(slots, GAP), members(slots, OPEN)
        slack -= min(slack, spaces * self.space_most)
        if gaps and slack > 0:
            taken = min(slack, gaps * self.gap_most)
            price += GAP_PRICE * (taken / gaps / self.size / _GAP) ** 2
            slack -= taken
        if slack <= 0:
            return price, False
        if not opened:
            return None, False
        wide = slack / opened / self.size
        price += (wide / _HOLE) ** 2
        if wide > _FAR:
            price += FAR_PRICE * (wide - _FAR)
        return min(price, STRETCH_MOST), wide > _SEEN + 1e-6

    def _squeeze(self, excess: Length, slots: int) -> float | None:
        price, marks, squeezed, moved = 0.0, 0, 0.0, False
        for unit, _, most in self.squeezes:
            count = members(slots, unit)
            if not count:
                continue
            taken = min(excess, count * most)
            excess -= taken
            share = taken / count / self.size
            if unit in (BRACKET, COMMA, STOP):
                marks += count
                squeezed += count * (share / 0.5) ** 2
            elif unit == GAP:
                price += GAP_PRICE * (share / _GAP) ** 2
            elif unit == ADJACENT:
                price += ADJACENT_CLOSED * (share / 0.5) ** 2
            if taken and unit not in (ADJACENT, TAIL):
                moved = True
        if excess > 0:
            return None
        return price + (PARTLY_OFF_GRID if moved else 0.0) + (SQUEEZED * squeezed / marks if marks else 0.0)

    def gives(self, slots: int) -> Length:
        """Return what slots give when all of them are squeezed to their least."""
        return sum(members(slots, unit) * most for unit, _, most in self.squeezes)

    def takes(self, slots: int, most: int) -> Length:
        """Return what slots take at most in lines that cost less than `most` each; it is less than `STRETCH_MOST`."""
        wide = self.size * _HOLE * sqrt(max(0, (most + 2) / SCALE - OFF_GRID))  # by two, prices are rounded
        named = members(slots, SPACE) * self.space_most + members(slots, GAP) * self.gap_most
        return named + members(slots, OPEN) * (int(wide) + 1)

    def short(self, slack: Length) -> int:
        """Return the price of a line that is left short by `slack`."""
        return round((SHORT_LINE + SHORT_EM * slack / self.size) * SCALE) & ~1

    def moves(self, slack: Length, slots: int) -> Moves:
        """Return the steps that bring a line to its measure, in CLREQ's order."""
        key = (slack, slots)
        found = self.taken.get(key)
        if found is None:
            if len(self.taken) > MOST_KNOWN:
                self.taken.clear()
            found = self.taken[key] = self._moves(slack, slots)
        return found

    def _moves(self, slack: Length, slots: int) -> Moves:
        if slack > 0:
            sign, left = 1, slack
            order: tuple[tuple[int, str, Length], ...] = (
                (SPACE, "space", self.space_most),
                (GAP, "gap", self.gap_most),
                (OPEN, "even", slack),
            )
        else:
            sign, left = -1, -slack
            order = self.squeezes
        steps = []
        extra = dict.fromkeys(KINDS, 0)
        rest = 0
        for unit, rule, most in order:
            count = members(slots, unit)
            if not count or not most or left <= 0:
                continue
            each = min(most, left // count)
            total = min(left, most * count)
            left -= total
            rest = total - each * count
            steps.append((unit, rule, sign * total))
            for kind in KINDS:
                if kind & unit:
                    extra[kind] += sign * each
        return Moves(tuple(steps), extra, sign * rest, sign * left)
