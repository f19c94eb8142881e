"""Pages that turn: four rectangles about a centre, so that no line cuts the page in two.

The centre is a fifth rectangle or a few cells of white; each of the rectangles is filled by cuts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import inf
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass
from layout.ground.named_tuple import NamedTuple
from layout.makeup.solve.search.score import pocket_cost
from layout.makeup.solve.search.slicing import (
    ANY,
    LEFT_CLEAR,
    NEVER,
    RIGHT_CLEAR,
    Part,
    Slicing,
    States,
    begins,
    cheapest,
)
from layout.makeup.solve.search.work import CALL, PER_STEP
from layout.rules.pages import JOG, WHITE_INSIDE
from layout.rules.solver import SCATTERED, WHITE_COST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]


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


class _Turns(NamedTuple):
    """Turns that differ in their sets and rows only, as in `TurningPage`; the lower row is `gap` under the upper."""

    cost: Numbers
    left: Numbers
    upper: Numbers
    centre: int
    x1: int
    x2: int
    gap: int
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
        most: float = inf,
    ) -> None:
        """Look for the `keep` cheapest on the page that a table was made for.

        `centres` are the sets of items that may stand in the centre: by default none, one, or two of them. `hands` are
        the ways that a page may turn: with the upper left rectangle as the wide one, or the upper right one. After
        `most` steps no further turn is looked at: a table of many columns has turns for minutes.
        """
        import numpy as np

        self.table = table
        self.keep = keep
        self.hands = hands
        self.most = most
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
        self._shared: dict[tuple[Any, ...], list[tuple[int, int, int]]] = {}
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
        for turn in self._turns():
            yield from self._split(turn)

    def _turns(self) -> list[TurningPage]:
        """Return the cheapest turns about every centre, of either hand."""
        import numpy as np

        table = self.table
        lead = 1 << table.lead if table.lead >= 0 else 0
        found: list[_Turns] = []
        new, limit = 0, NEVER
        columns = combinations(range(1, table.columns), 2)
        for centre, (x1, x2), wide_first in product(self.centres, columns, self.hands):
            if self.steps > self.most:
                break
            turns = list(self._turn(x1, x2, wide_first, centre, lead, limit))
            found += turns
            new += sum(len(some.cost) for some in turns)
            if new > self.keep:
                # What is dearer than as many as are kept need not be looked at.
                costs = np.concatenate([some.cost for some in found])
                limit = int(np.partition(costs, self.keep - 1)[self.keep - 1])
                new = 0
        if not found:
            return []
        cost, left, upper = (np.concatenate(part) for part in zip(*(some[:3] for some in found), strict=True))
        of = np.arange(len(found)).repeat([len(some.cost) for some in found])
        centre, x1, x2 = np.array([some[3:6] for some in found], np.int64).T[:, of]
        order = np.lexsort((upper, x2, x1, centre, left, cost))[: self.keep]
        everything = table.everything
        return [
            TurningPage(
                price,
                mine,
                everything & ~mine & ~found[at].centre,
                found[at].centre,
                row,
                row + found[at].gap,
                found[at].x1,
                found[at].x2,
                found[at].wide_first,
                found[at].states,
            )
            for price, mine, row, at in zip(
                cost[order].tolist(), left[order].tolist(), upper[order].tolist(), of[order].tolist(), strict=True
            )
        ]

    def _centres(self) -> Sequence[int]:
        table = self.table
        items = [1 << item for item in range(table.count) if item != table.lead]
        pairs = [one | two for one, two in combinations(items, 2)] if 6 <= table.count <= 8 else []
        return [0, *(items if table.count >= 5 else []), *pairs]

    def _turn(self, x1: int, x2: int, wide_first: bool, centre: int, lead: int, limit: int) -> Iterator[_Turns]:
        """Yield the cheapest turns about a centre by the rows of its gap; none where all cost more than `limit`."""
        import numpy as np

        table = self.table
        columns, rows, width = table.columns, table.rows, x2 - x1
        if centre:
            gaps = np.flatnonzero(table.least[centre, width, : rows - 1] < NEVER)
            gaps = gaps[gaps >= JOG]
        else:
            most = max(JOG, WHITE_INSIDE * columns * rows // 1000 // width)
            gaps = np.arange(JOG, most + 1)
        if not len(gaps):
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
                if centre:
                    costs = self.states[centre_state][centre, width, gaps]
                else:
                    costs = width * ((WHITE_COST + SCATTERED) * gaps + pocket_cost(gaps))
                for at, least in enumerate(_least_of_gaps(upper_of, lower_of, gaps, rows).tolist()):
                    gap, inside = int(gaps[at]), int(costs[at])
                    if inside >= NEVER:
                        continue
                    deep = max(0, rows - gap - 1)
                    self.steps += 2 * CALL + len(sets) * deep // PER_STEP
                    if least >= NEVER or least + inside > limit:
                        continue
                    flat = (upper_of[:, 1 : rows - gap] + lower_of[:, 1 + gap : rows]).ravel()
                    near = cheapest(flat, 12)
                    index, offset = np.divmod(near, deep)
                    yield _Turns(
                        flat[near].astype(np.int64) + inside,
                        sets[index],
                        offset + 1,
                        centre,
                        x1,
                        x2,
                        gap,
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
        key = (whole, upper, lower, wide, below, row)
        found = self._shared.get(key)
        if found is None:
            table = self.table
            firsts, seconds, _, above = table.halves(whole)
            cost = self.states[upper][firsts, wide, row] + self.states[lower][seconds, below, table.rows - row]
            fits = (cost < NEVER).nonzero()[0]
            prices = (cost[fits] + above[fits]).tolist()
            found = sorted(zip(prices, firsts[fits].tolist(), seconds[fits].tolist(), strict=True))[:2]
            self._shared[key] = found
        return found


def _least_of_gaps(upper: Any, lower: Any, gaps: Any, rows: int) -> Any:
    """Return for each gap the least cost of any set that ends above it with its rest that begins below it."""
    import numpy as np

    deep = rows - 1 - int(gaps[0])
    if deep < 1:
        return np.full(len(gaps), NEVER)
    padded = np.full((len(lower), int(gaps[-1]) + 1 + deep), NEVER, np.int32)
    known = min(rows, padded.shape[1])
    padded[:, :known] = lower[:, :known]
    below = np.lib.stride_tricks.sliding_window_view(padded, deep, axis=1)[:, gaps + 1]
    return (upper[:, None, 1 : deep + 1] + below).min(axis=2, initial=NEVER).min(axis=0, initial=NEVER)
