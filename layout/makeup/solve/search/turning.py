"""Pages that turn: four rectangles about a centre, so that no line cuts the page in two.

The centre is a fifth rectangle or a few cells of white; each of the rectangles is filled by cuts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from layout.ground.dataclass import dataclass
from layout.makeup.solve.search.slicing import ANY, LEFT_CLEAR, NEVER, RIGHT_CLEAR, Slicing, begins
from layout.makeup.solve.search.work import CALL, PER_STEP
from layout.rules.pages import JOG, WHITE_INSIDE
from layout.rules.solver import WHITE_COST

States = tuple[int, ...]
"""Corner states that a rectangle may have."""

Part = tuple[States, int, int, int, int, int]
"""Corner states, set of items, column, row, columns, rows."""


@dataclass(frozen=True, slots=True)
class Root:
    """A first step: its parts and the least cost of any page made from it."""

    cost: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class TurningPage:
    """A turning page before its sides are halved.

    `left` and `right` are sets of items, `centre` another or 0; `x1` and `x2` the centre's columns, `upper` and
    `lower` its rows. `wide_first` tells that the upper left rectangle is the wide one. `states` are the corner states
    of the parts: upper left, upper right, lower left, lower right, centre.
    """

    cost: int
    left: int
    right: int
    centre: int
    upper: int
    lower: int
    x1: int
    x2: int
    wide_first: bool
    states: tuple[States, ...]


class Turning:
    """Finds pages whose four outer rectangles turn about a centre."""

    def __init__(
        self,
        table: Slicing,
        keep: int,
        centres: Sequence[int] | None = None,
        hands: Sequence[bool] = (True, False),
    ) -> None:
        """Look for the `keep` cheapest on the page that a table was made for.

        `centres` are the sets of items that may stand in the centre: by default none, one, or two of them. `hands` are
        the ways that a page may turn: with the upper left rectangle as the wide one, or the upper right one.
        """
        import numpy as np

        self.table = table
        self.keep = keep
        self.hands = hands
        self.centres = self._centres() if centres is None else centres
        firsts, seconds = [], []
        everything = table.everything
        for whole in range(1, everything + 1):
            first = (whole - 1) & whole
            while first:
                if table.lead < 0 or not (whole >> table.lead & 1) or first >> table.lead & 1:
                    firsts.append(first)
                    seconds.append(whole ^ first)
                first = (first - 1) & whole
        self.firsts, self.seconds = np.array(firsts, np.int64), np.array(seconds, np.int64)
        known: tuple[States, ...] = (ANY, LEFT_CLEAR, RIGHT_CLEAR)
        self.states: dict[States, Any] = {name: table.cost[list(name)].min(axis=0) for name in known}
        self.above = table.order(self.firsts, self.seconds, above=True)
        self._columns: dict[tuple[Any, ...], Any] = {}
        self.steps = 0
        """Counted work so far."""

    def column(self, upper: tuple[int, ...], lower: tuple[int, ...], wide: int, wide_below: int) -> Any:
        """Return per set and row the least cost of one rectangle above that row and one below it to the foot."""
        import numpy as np

        key = (upper, lower, wide, wide_below)
        if key not in self._columns:
            table = self.table
            rows = table.rows
            top, foot = self.states[upper][:, wide], self.states[lower][:, wide_below]
            fits = np.flatnonzero((top < NEVER).any(axis=1)[self.firsts] & (foot < NEVER).any(axis=1)[self.seconds])
            found = np.full((table.everything + 1, rows + 1), NEVER, np.int32)
            if len(fits):
                one, two = self.firsts[fits], self.seconds[fits]
                cost = top[one] + foot[two][:, ::-1] + self.above[fits, None]
                self.steps += 2 * CALL + cost.size // PER_STEP
                wholes = one | two
                first_of = begins(wholes)
                found[wholes[first_of]] = np.minimum(np.minimum.reduceat(cost, first_of, axis=0), NEVER)
            self._columns[key] = found
        return self._columns[key]

    def roots(self) -> Iterator[Root]:
        """Yield the cheapest pages that turn; the halves of their sides are found for these only."""
        found = sorted(
            self._turns(), key=lambda turn: (turn.cost, turn.left, turn.centre, turn.x1, turn.x2, turn.upper)
        )
        for turn in found[: self.keep]:
            yield from self._split(turn)

    def _turns(self) -> Iterator[TurningPage]:
        """Yield the cheapest turns about every centre, of either hand."""
        table = self.table
        lead = 1 << table.lead if table.lead >= 0 else 0
        for x1, x2 in combinations(range(1, table.columns), 2):
            for wide_first in self.hands:
                for centre in self.centres:
                    yield from self._turn(x1, x2, wide_first, centre, lead)

    def _centres(self) -> Sequence[int]:
        table = self.table
        items = [1 << item for item in range(table.count) if item != table.lead]
        pairs = [one | two for one, two in combinations(items, 2)] if 6 <= table.count <= 8 else []
        return [0, *(items if table.count >= 5 else []), *pairs]

    def _turn(self, x1: int, x2: int, wide_first: bool, centre: int, lead: int) -> Iterator[TurningPage]:
        import numpy as np

        table = self.table
        columns, rows, width = table.columns, table.rows, x2 - x1
        if centre:
            gaps = [int(gap) for gap in np.flatnonzero(table.least[centre, width] < NEVER) if JOG <= gap < rows - 1]
        else:
            most = max(JOG, WHITE_INSIDE * columns * rows // 1000 // width)
            gaps = list(range(JOG, most + 1))
        if not gaps:
            return
        sets = np.arange(1, table.everything + 1)
        sets = sets[(sets & centre == 0) & (sets & lead == lead) & ((table.everything & ~centre & ~sets) > 0)]
        rest = table.everything & ~centre & ~sets
        tops: Sequence[tuple[States, States]] = ((RIGHT_CLEAR, ANY), (ANY, LEFT_CLEAR))
        touches: Sequence[tuple[tuple[int, ...], tuple[int, ...]]] = ((ANY, ANY),)
        if centre:
            touches = ((RIGHT_CLEAR, ANY), (ANY, LEFT_CLEAR))
        for nw_state, ne_state in tops:
            for left_state, right_state in touches:
                sw_state: States
                se_state: States
                if wide_first:  # the centre's left neighbour starts level with it, under the wide rectangle
                    sw_state, centre_state, se_state = left_state, right_state, ANY
                    left = self.column(nw_state, sw_state, x2, x1)
                    right = self.column(ne_state, se_state, columns - x2, columns - x1)
                else:
                    sw_state, centre_state, se_state = ANY, left_state, right_state
                    left = self.column(nw_state, sw_state, x1, x2)
                    right = self.column(ne_state, se_state, columns - x1, columns - x2)
                # The wide side ends `gap` rows above the other.
                upper, lower = (left, right) if wide_first else (right, left)
                one, two = (sets, rest) if wide_first else (rest, sets)
                upper_of, lower_of = upper[one], lower[two]
                for gap in gaps:
                    inside = int(self.states[centre_state][centre, width, gap]) if centre else WHITE_COST * width * gap
                    if inside >= NEVER:
                        continue
                    cost = upper_of[:, 1 : rows - gap] + lower_of[:, 1 + gap : rows]
                    flat = cost.ravel()
                    self.steps += 2 * CALL + len(flat) // PER_STEP
                    if not len(flat) or flat.min() >= NEVER:
                        continue
                    near = np.argpartition(flat, min(12, len(flat) - 1))[:12]
                    for at in near[flat[near] < NEVER]:
                        index, offset = divmod(int(at), cost.shape[1])
                        yield TurningPage(
                            int(cost[index, offset]) + inside,
                            int(sets[index]),
                            int(rest[index]),
                            centre,
                            offset + 1,
                            offset + 1 + gap,
                            x1,
                            x2,
                            wide_first,
                            (nw_state, ne_state, sw_state, se_state, centre_state),
                        )

    def _split(self, turn: TurningPage) -> Iterator[Root]:
        """Yield a turn with the best halves of its left and right sets found again."""
        table = self.table
        columns, rows = table.columns, table.rows
        nw, ne, sw, se, inner = turn.states
        x1, x2, upper, lower = turn.x1, turn.x2, turn.upper, turn.lower
        left_row, right_row = (upper, lower) if turn.wide_first else (lower, upper)
        left_top, left_foot = (x2, x1) if turn.wide_first else (x1, x2)
        right_top, right_foot = columns - left_top, columns - left_foot
        halves = self._halves(turn.left, nw, sw, left_top, left_foot, left_row)
        others = self._halves(turn.right, ne, se, right_top, right_foot, right_row)
        if not halves or not others:
            return
        least = halves[0][0] + others[0][0]
        for price, first, second in halves:
            for price2, third, fourth in others:
                parts: tuple[Part, ...] = (
                    (nw, first, 0, 0, left_top, left_row),
                    (ne, third, left_top, 0, right_top, right_row),
                    (sw, second, 0, left_row, left_foot, rows - left_row),
                    (se, fourth, left_foot, right_row, right_foot, rows - right_row),
                )
                if turn.centre:
                    parts += ((inner, turn.centre, x1, upper, x2 - x1, lower - upper),)
                yield Root(turn.cost + price + price2 - least, parts)

    def _halves(
        self, whole: int, upper: tuple[int, ...], lower: tuple[int, ...], wide: int, below: int, row: int
    ) -> list[tuple[int, int, int]]:
        """Return the two cheapest ways to share a set between the rectangles above and below a row."""
        table = self.table
        found = []
        first = (whole - 1) & whole
        top, foot = self.states[upper], self.states[lower]
        while first:
            second = whole ^ first
            if table.lead < 0 or not (whole >> table.lead & 1) or first >> table.lead & 1:
                cost = int(top[first, wide, row]) + int(foot[second, below, table.rows - row])
                if cost < NEVER:
                    found.append((cost + table.price_above(first, second), first, second))
            first = (first - 1) & whole
        return sorted(found)[:2]
