"""Guillotine make-up as a dynamic programme over sets of stories.

For every set of stories, width and depth it knows the least cost to fill that rectangle exactly by cutting it again
and again, side by side or one above the other. A rectangle's state also says whether an open head stands in its upper
corners, so that two heads are never level across a cut that starts at one top edge (碰题).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass
from layout.makeup.solve.search.work import CALL, PER_STEP, TREE
from layout.rules.solver import LOWER_LEFT_OUT, RANK_TWICE, RIGHT_OUT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from layout.makeup.solve.shapes import Options

    Costs = NDArray[np.int32]
    Halves = tuple[NDArray[np.int64], NDArray[np.int64], Costs, Costs]

NEVER = 1_000_000
"""Cost of what cannot be; sums of two stay inside 32 bits."""


ANY, LEFT_CLEAR, RIGHT_CLEAR = (0, 1, 2, 3), (0, 1), (0, 2)
"""Corner states by number 2 * left + right, 1 = an open head in that corner: any, none at left, none at right."""

States = tuple[int, ...]
"""Corner states that a rectangle may have."""

Part = tuple[States, int, int, int, int, int]
"""A rectangle of a page: corner states, set of items, column, row, columns, rows."""

Rect = tuple[int, int, int, int, int]
"""Item, column, row, columns, rows."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A way to fill a rectangle: its cost and the rectangles of its items."""

    cost: int
    rects: tuple[Rect, ...]


@lru_cache(maxsize=4)
def _levels(count: int, lead: int) -> tuple[tuple[NDArray[Any], NDArray[Any]], ...]:
    """Return per number of stories the (first, second) halves of all sets, grouped by set, the lead always first."""
    import numpy as np

    found = []
    for size in range(2, count + 1):
        firsts: list[int] = []
        seconds: list[int] = []
        for whole in range(1, 1 << count):
            if whole.bit_count() != size:
                continue
            first = (whole - 1) & whole
            while first:
                if lead < 0 or not (whole >> lead & 1) or first >> lead & 1:
                    firsts.append(first)
                    seconds.append(whole ^ first)
                first = (first - 1) & whole
        found.append((np.array(firsts, np.int64), np.array(seconds, np.int64)))
    return tuple(found)


def steps_about(count: int, columns: int, rows: int) -> int:
    """Return about how many steps it takes to fill a large table: most go to sets that stand beside each other."""
    pairs: int = 3**count
    return 16 * pairs * (rows + 1) * (columns * (columns - 1) // 2) // PER_STEP


class Slicing:
    """The table of one page's stories, and the best ways to fill any of its rectangles."""

    def __init__(
        self,
        options: Sequence[Options],
        columns: int,
        rows: int,
        *,
        lead: int = -1,
        leaves: Sequence[int | Slicing] | None = None,
    ) -> None:
        """Fill the table for stories on a page of `columns` x `rows` free cells; `lead` stands first wherever it is.

        `leaves` are what is placed, by default every story: a story by its index, or a cluster of stories that stay
        together in one rectangle, as the table of that cluster. `lead` is an index among the leaves.
        """
        import numpy as np

        self.leaves: tuple[int | Slicing, ...] = tuple(range(len(options)) if leaves is None else leaves)
        self.count = len(self.leaves)
        self.columns = columns
        self.rows = rows
        self.lead = lead
        self.everything = (1 << self.count) - 1
        self.cost: Costs = np.full((4, 1 << self.count, columns + 1, rows + 1), NEVER, np.int32)
        self.priority: int
        weight = np.zeros(self.count, np.int32)
        for item, leaf in enumerate(self.leaves):
            if isinstance(leaf, Slicing):
                self.cost[:, 1 << item] = leaf.cost[:, leaf.everything]
                weight[item] = leaf.priority
                continue
            weight[item] = options[leaf].table.priority
            for (cols, deep), choices in options[leaf].by_cells.items():
                if cols > columns or deep > rows:
                    continue
                for price, shape in choices:
                    state = 2 * shape.open_left + shape.open_right
                    cell = self.cost[state, 1 << item, cols]
                    cell[deep] = min(int(cell[deep]), price)
        best = np.zeros(1 << self.count, np.int32)
        for whole in range(1, 1 << self.count):
            best[whole] = max(int(weight[item]) for item in range(self.count) if whole >> item & 1)
        self._priority = best
        self.priority = int(best[self.everything])
        self.least: Costs = self.cost.min(axis=0)
        self._halved: dict[int, Halves] = {}
        self._calls = self._compared = 0
        self._fill()
        self._trees: dict[tuple[int, int, int, int, int], tuple[Tree, ...]] = {}
        self._placed: dict[tuple[Part, int], tuple[Tree, ...]] = {}

    @property
    def steps(self) -> int:
        """Counted work so far, in steps: the table, the trees found again in it, and those of its clusters."""
        inner = sum(leaf.steps for leaf in self.leaves if isinstance(leaf, Slicing))
        return inner + CALL * self._calls + self._compared // PER_STEP + TREE * len(self._trees)

    def mark(self) -> tuple[int, ...]:
        """Return how far its trees are found, those of its clusters included; `forget` goes back to it."""
        return tuple([len(known) for known in self._kept()])

    def forget(self, mark: tuple[int, ...]) -> None:
        """Forget the trees found since a mark, as if nobody had asked for them."""
        marks = iter(mark)
        for known in self._kept():
            for _ in range(len(known) - next(marks)):
                known.popitem()

    def _kept(self) -> Iterator[dict[Any, tuple[Tree, ...]]]:
        """Yield what holds its trees, as `mark` counts them."""
        yield self._trees
        yield self._placed
        for leaf in self.leaves:
            if isinstance(leaf, Slicing):
                yield from leaf._kept()

    def filled(self) -> list[int]:
        """Return the depths of the page that everything together can fill, from the least."""
        import numpy as np

        return [int(rows) for rows in np.flatnonzero(self.least[self.everything, self.columns] < NEVER)]

    def shallower(self, rows: int) -> Slicing:
        """Return the same table for a page of fewer rows; what is found in one is known in the other."""
        if rows >= self.rows:
            return self
        other = copy(self)
        other.rows = rows
        other.cost, other.least = self.cost[..., : rows + 1], self.least[..., : rows + 1]
        return other

    def order(self, first: Any, second: Any, *, above: bool) -> Any:
        """Return what it costs to give the set `first` the better place over `second`."""
        import numpy as np

        behind = np.maximum(0, self._priority[second] - self._priority[first])
        weight = LOWER_LEFT_OUT if above else RIGHT_OUT
        return np.where(behind > 0, weight + behind * weight // RANK_TWICE, 0).astype(np.int32)

    def _fill(self) -> None:
        import numpy as np

        for firsts, seconds in _levels(self.count, self.lead):
            wholes = firsts | seconds
            starts = begins(wholes)
            sets = wholes[starts]
            above = self.order(firsts, seconds, above=True)
            beside = self.order(firsts, seconds, above=False)
            fits = (self.least < NEVER).any(axis=2)
            for width in range(1, self.columns + 1):
                best = np.full((4, len(sets), self.rows + 1), NEVER, np.int32)
                for left in range(1, width):
                    self._side_by_side(best, starts, fits, firsts, seconds, beside, left, width - left)
                self._stacked(best, starts, fits, firsts, seconds, above, width)
                self.cost[:, sets, width] = np.minimum(best, NEVER)
            self.least[sets] = self.cost[:, sets].min(axis=0)

    def _side_by_side(
        self, best: Costs, starts: Any, fits: Any, firsts: Any, seconds: Any, price: Any, left: int, right: int
    ) -> None:
        import numpy as np

        chosen = np.flatnonzero(fits[firsts, left] & fits[seconds, right])
        if not len(chosen):
            return
        one, two = firsts[chosen], seconds[chosen]
        self._calls += 8
        self._compared += 16 * len(chosen) * (self.rows + 1)
        left_open = self.cost[:, one, left].reshape(2, 2, len(chosen), -1)
        right_open = self.cost[:, two, right].reshape(2, 2, len(chosen), -1)
        left_clear, left_any = left_open[:, 0], left_open.min(axis=1)
        right_clear, right_any = right_open[0], right_open.min(axis=0)
        groups, first_of = _groups(starts, chosen)
        for corner_left in range(2):
            for corner_right in range(2):
                cost = np.minimum(
                    left_clear[corner_left] + right_any[corner_right],
                    left_any[corner_left] + right_clear[corner_right],
                )
                cost += price[chosen, None]
                state = 2 * corner_left + corner_right
                least = np.minimum.reduceat(cost, first_of, axis=0)
                best[state, groups] = np.minimum(best[state, groups], least)

    def _stacked(self, best: Costs, starts: Any, fits: Any, firsts: Any, seconds: Any, price: Any, width: int) -> None:
        import numpy as np

        possible = np.flatnonzero(fits[firsts, width] & fits[seconds, width])
        if not len(possible):
            return
        upper = self.cost[:, firsts[possible], width].transpose(2, 0, 1)
        lower = self.least[seconds[possible], width] + price[possible, None]
        depths, states, rows = np.nonzero(upper < NEVER)
        costs = upper[depths, states, rows]
        # One axis for states and sets, so that all states of a depth are compared in one stroke.
        flat = best.reshape(-1, self.rows + 1)
        keys = states * best.shape[1] + starts.searchsorted(possible, side="right")[rows] - 1
        first_of = begins(depths * len(flat) + keys)
        begin = depths.searchsorted(np.arange(self.rows + 2))
        groups = first_of.searchsorted(begin)
        self._calls += len(begins(depths * len(upper[0]) + states))
        self._compared += int((self.rows + 1 - depths).sum())
        for depth in range(self.rows + 1):
            some = slice(begin[depth], begin[depth + 1])
            own = first_of[groups[depth] : groups[depth + 1]]
            if not len(own):
                continue
            cost = costs[some, None] + lower[rows[some], : self.rows + 1 - depth]
            least = np.minimum.reduceat(cost, own - begin[depth], axis=0)
            target = flat[keys[own], depth:]
            flat[keys[own], depth:] = np.minimum(target, least)

    def trees(self, states: States, whole: int, width: int, depth: int, keep: int) -> tuple[Tree, ...]:
        """Return the `keep` cheapest ways to fill a rectangle, its corners in one of `states`, from its own corner."""
        found = [tree for state in states for tree in self._best(state, whole, width, depth, keep)]
        found.sort(key=lambda tree: (tree.cost, tree.rects))
        return tuple(found[:keep])

    def placed(self, part: Part, keep: int) -> tuple[Tree, ...]:
        """Return the `keep` cheapest ways to fill a part of the page, where it stands there."""
        found = self._placed.get((part, keep))
        if found is None:
            states, whole, col, row, width, depth = part
            trees = self.trees(states, whole, width, depth, keep)
            found = tuple([Tree(tree.cost, shifted(tree.rects, col, row)) for tree in trees])
            self._placed[part, keep] = found
        return found

    def _best(self, state: int, whole: int, width: int, depth: int, keep: int) -> tuple[Tree, ...]:
        if self.cost[state, whole, width, depth] >= NEVER:
            return ()
        key = (state, whole, width, depth, keep)
        if key not in self._trees:
            if whole & (whole - 1):
                self._trees[key] = self._cut(state, whole, width, depth, keep)
            else:
                leaf = self.leaves[whole.bit_length() - 1]
                if isinstance(leaf, Slicing):
                    self._trees[key] = leaf._best(state, leaf.everything, width, depth, keep)
                else:
                    cost = int(self.cost[state, whole, width, depth])
                    self._trees[key] = (Tree(cost, ((leaf, 0, 0, width, depth),)),)
        return self._trees[key]

    def halves(self, whole: int) -> Halves:
        """Return the ways to share a set between two, and what `order` says of each: beside, above."""
        import numpy as np

        found = self._halved.get(whole)
        if found is None:
            firsts = []
            first = (whole - 1) & whole
            while first:
                if self.lead < 0 or not (whole >> self.lead & 1) or first >> self.lead & 1:
                    firsts.append(first)
                first = (first - 1) & whole
            one = np.array(firsts, np.int64)
            two = whole ^ one
            beside, above = (self.order(one, two, above=side) for side in (False, True))
            found = self._halved[whole] = (one, two, beside, above)
        return found

    def _edges(self, state: int, whole: int, width: int, depth: int, keep: int) -> list[tuple[int, tuple[int, ...]]]:
        """Return the `keep` cheapest first cuts of a rectangle, each with what it counts in itself.

        A cut is told by whether it is upright, the first part's state, set and columns or rows, the second's state and
        set, and its least cost.
        """
        firsts, seconds, beside, above = self.halves(whole)
        left_corner, right_corner = 2 * (state // 2), state % 2
        lefts, ones, twos = _uprights(width)
        uppers = self.cost[state, firsts, width, 1:depth]
        lowers = self.least[seconds, width, depth - 1 : 0 : -1]
        flat = (uppers + lowers + above[:, None]).ravel()
        upright = (
            self.cost[left_corner + ones[:, None], firsts, lefts[:, None], depth]
            + self.cost[2 * twos[:, None] + right_corner, seconds, width - lefts[:, None], depth]
            + beside
        )
        # Only what holds one of the cheapest needs to be looked through.
        least = upright.min(axis=1, initial=NEVER)
        most = NEVER - 1
        if keep == 1:
            most = min(most, int(least.min(initial=NEVER)), int(flat.min(initial=NEVER)))
        edges: list[tuple[int, tuple[int, ...]]] = []
        for group in (least <= most).nonzero()[0].tolist():
            one, two, left = left_corner + int(ones[group]), 2 * int(twos[group]) + right_corner, int(lefts[group])
            cost = upright[group]
            for at in cheapest(cost, keep).tolist():
                edges.append((int(beside[at]), (1, one, int(firsts[at]), left, two, int(seconds[at]), int(cost[at]))))
        if int(flat.min(initial=NEVER)) <= most:
            for place in cheapest(flat, keep).tolist():
                at, rows = divmod(place, depth - 1)
                edges.append(
                    (int(above[at]), (0, state, int(firsts[at]), rows + 1, -1, int(seconds[at]), int(flat[place])))
                )
        edges.sort(key=lambda edge: (edge[1][-1], edge[1]))
        return edges[:keep]

    def _cut(self, state: int, whole: int, width: int, depth: int, keep: int) -> tuple[Tree, ...]:
        """Return the cheapest trees of a rectangle of several stories, found again from the table of costs."""
        found: list[Tree] = []
        for price, (side, one, first, share, two, second, least) in self._edges(state, whole, width, depth, keep):
            if len(found) >= keep and least >= found[keep - 1].cost:
                break
            if side:
                uppers_of = self._best(one, first, share, depth, keep)
                lowers_of = self._best(two, second, width - share, depth, keep)
                moved = (share, 0)
            else:
                uppers_of = self._best(one, first, width, share, keep)
                lowers_of = self.trees(ANY, second, width, depth - share, keep)
                moved = (0, share)
            shown: list[tuple[Rect, ...]] = []
            for tree in uppers_of:
                for at, other in enumerate(lowers_of):
                    cost_of = tree.cost + other.cost + price
                    if len(found) >= keep and cost_of >= found[keep - 1].cost:
                        break
                    if at == len(shown):
                        shown.append(shifted(other.rects, *moved))
                    found.append(Tree(cost_of, tree.rects + shown[at]))
            found.sort(key=lambda tree: (tree.cost, tree.rects))
            del found[keep:]
        return tuple(found)


@lru_cache(maxsize=16)
def _uprights(width: int) -> tuple[Any, Any, Any]:
    """Return the upright cuts of a width: columns at their left, whether a head stands at their left and right."""
    import numpy as np

    ways = ((0, 0), (0, 1), (1, 0))
    lefts = np.arange(1, width).repeat(len(ways))
    ones, twos = (np.array([way[side] for way in ways] * (width - 1), np.int64) for side in (0, 1))
    return lefts, ones, twos


def shifted(rects: tuple[Rect, ...], columns: int, rows: int) -> tuple[Rect, ...]:
    """Return rectangles moved right and down."""
    if not columns and not rows:
        return rects
    return tuple([(item, col + columns, row + rows, cols, deep) for item, col, row, cols, deep in rects])


def begins(values: Any) -> Any:
    """Return where each run of equal neighbours begins, of at least one value."""
    import numpy as np

    changes = np.empty(len(values), bool)
    changes[0] = True
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes.nonzero()[0]


def _groups(starts: Any, chosen: Any) -> tuple[Any, Any]:
    """Return which groups the chosen rows belong to and where each begins among them."""
    group = starts.searchsorted(chosen, side="right") - 1
    first_of = begins(group)
    return group[first_of], first_of


def cheapest(cost: Any, keep: int) -> Any:
    """Return the positions of the `keep` least costs that are possible at all, of equal costs the first.

    Which of equal costs a partition puts first is the processor's choice (numpy has a way of its own for each kind): a
    plan must not hang on it.
    """
    import numpy as np

    if len(cost) <= keep:
        return (cost < NEVER).nonzero()[0]
    limit = np.partition(cost, keep - 1)[keep - 1]
    near = (cost <= limit).nonzero()[0]
    if len(near) > keep:
        near = np.delete(near, (cost[near] == limit).nonzero()[0][keep - len(near) :])
    return near if limit < NEVER else near[cost[near] < NEVER]
