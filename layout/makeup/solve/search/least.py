"""The least change of a kept page: which blocks must move, and how far, asked of the constraint solver.

What slides and cuts of rectangles cannot mend with a neighbour or two is asked here for any arrangement. Each block
either stands as it stood or is set anew anywhere; what a block that moves costs, and one that leaves its columns, is in
the book.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from layout.ground.dataclass import dataclass, field, replace
from layout.makeup.solve.search.cpsat import Values, shut_out, solved
from layout.makeup.solve.search.judging import judge, rectangles
from layout.makeup.solve.search.model import constrained, cost_of, filled
from layout.makeup.solve.search.score import Page
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Options, PageResult
from layout.rules.solver import ALLEY, ALLEY_OF_FEW, CLASH
from layout.rules.variety import MOVED, MOVED_ASIDE

ROUNDS = 6
"""How often the search is started again below the least change so far."""

POLISH = 0.5
"""Share of the work left, when the least change is known, for the best of the pages that change no more."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A page as it stood: its blocks' rectangles with the one setting of each.

    `rects` are of the items that stood, rows from the top of the free area, `held` their settings, `tails` the legs
    that run on under them, `firm` items that must not move, `wrong` those that cannot stay. Items that have no
    rectangle come in, those of `low` at the foot, in a corner. The page may have as much `white`, as many `alleys`
    and `clashes`; `led` asks for the lead at the upper left, `loud` for its headline as the largest.
    """

    rects: tuple[Rect, ...]
    held: tuple[Options, ...]
    tails: tuple[Rect, ...] = ()
    firm: frozenset[int] = frozenset()
    wrong: frozenset[int] = frozenset()
    low: frozenset[int] = frozenset()
    white: int = 0
    alleys: int = 0
    clashes: int = 0
    led: bool = True
    loud: bool = True


def moves(kept: Stood, rects: Sequence[Rect], reset: Collection[int] = ()) -> int:
    """Return what it counts that blocks leave their cells or, without that, are set otherwise (`reset`)."""
    stood = {rect[0]: rect for rect in kept.rects}
    cost = 0
    for rect in rects:
        was = stood.get(rect[0])
        if was is not None:
            cost += MOVED * (rect[0] not in kept.wrong and (rect != was or rect[0] in reset))
            cost += MOVED_ASIDE * ((was[1], was[3]) != (rect[1], rect[3]))
    return cost


def white_of(result: PageResult, tails: Sequence[Rect]) -> int:
    """Return the white cells of a page, those without in which a last leg runs on as it did."""
    run = {item: cols * rows for item, _, _, cols, rows in tails}
    return result.count("white") - sum(run.get(one.item, 0) for one in result.placed if one.shape.tail)


def least_moves(
    page: Page,
    kept: Stood,
    sound: Callable[[PageResult], bool],
    below: int,
    work: Work,
    *,
    seed: int = 0,
    stop: Callable[[], bool] | None = None,
) -> tuple[PageResult, frozenset[int]] | None:
    """Return the page, `sound` as told, whose blocks move least, with the blocks that do; None where there is none.

    `page` has every way to set its stories anew. Only pages that count less than `below` (see `moves`) are looked
    for. Of those that move equally the cheapest found. One worker and its deterministic time: no clock.
    """
    search = _Least(_offered(page, kept), kept, sound, below, work, seed, stop)
    search.run()
    return search.best


@dataclass(slots=True)
class _Least:
    """A search for the least change while it runs."""

    page: Page
    kept: Stood
    sound: Callable[[PageResult], bool]
    below: int
    work: Work
    seed: int
    stop: Callable[[], bool] | None
    best: tuple[PageResult, frozenset[int]] | None = None
    seen: set[tuple[object, ...]] = field(default_factory=set)

    def run(self) -> None:
        """Look for fewer moves, then for the best page of as few."""
        hint = self.kept.rects
        self._rounds(self.work, hint, whole=False)
        if self.best is not None:
            rest = self.work.part(POLISH)
            self._rounds(rest, sorted(rectangles(self.best[0], self.page.frame)), whole=True)
            self.work.spend(rest.spent)

    def _rounds(self, work: Work, hint: Sequence[Rect], *, whole: bool) -> None:
        """Solve the model again and again below what was found; `whole` reckons with all terms of the cost."""
        from ortools.sat.python import cp_model

        model = cp_model.CpModel()
        made = self._model(model, hint, whole=whole)
        if made is None:
            return
        items, moved, total = made
        model.add(moved <= self.below - (0 if whole else 1))
        model.minimize(total if whole else moved)
        for _ in range(ROUNDS):
            if work.over or (self.stop and self.stop()):
                return
            solver = solved(model, items, self._judged, work, self.seed, self.stop)
            if solver.response_proto.status != cp_model.OPTIMAL:
                return
            if whole or self.below <= solver.objective_value:
                return
            # What the model calls the least was not sound when it was judged: another of as few moves may be.
            shut_out(model, items, solver)
            model.add(moved <= self.below - 1)

    def _model(self, model: Any, hint: Sequence[Rect], *, whole: bool) -> tuple[list[dict[str, Any]], Any, Any] | None:
        """Fill the model; return its items, what moves and the cost."""
        kept = self.kept
        own = {index: shape for index, option in enumerate(kept.held) for ((_, shape),) in option.by_cells.values()}
        made = constrained(model, self.page, hint, (), own=own, whole=whole, led=kept.led)
        if made is None:
            return None
        items, faults, white, _ = made
        filled(model, items, white, self.page.frame)
        for allowed, costs in ((kept.clashes, (CLASH,)), (kept.alleys, (ALLEY, ALLEY_OF_FEW))):
            model.add(sum(fault for cost, fault in faults if cost in costs) <= allowed)
        lead = self.page.lead
        if kept.loud and lead >= 0:
            for index, rank in enumerate(self.page.ranks):
                if index != lead and rank >= 0:
                    model.add(items[lead]["size"] > items[index]["size"])
        stands = {}
        moved = []
        for index, col, row, cols, rows in kept.rects:
            item = items[index]
            stays = model.new_bool_var(f"stays{index}")
            aside = model.new_bool_var(f"aside{index}")
            for key, value in (("x", col), ("w", cols)):
                model.add(item[key] == value).only_enforce_if(aside.negated())
            if index in kept.wrong:
                model.add(stays == 0)
            else:
                stands[index] = stays
                for key, value in (("x", col), ("y", row), ("w", cols), ("h", rows), ("own", 1)):
                    model.add(item[key] == value).only_enforce_if(stays)
                model.add_implication(stays, aside.negated())
                moved.append(MOVED * stays.negated())
            if index in kept.firm:
                model.add(stays == 1)
            moved.append(MOVED_ASIDE * aside)
        left = white
        for index, *cells in kept.tails:
            if index in stands:
                # Its own setting is short without the leg that runs on: elsewhere it is set anew.
                model.add(items[index]["own"] == 0).only_enforce_if(stands[index].negated())
                self._clear(model, items, index, stands[index], cells)
                left -= cells[2] * cells[3] * stands[index]
        # No hole comes into a page that had none.
        model.add(left <= kept.white)
        for index in kept.low:
            model.add(items[index]["y2"] == self.page.frame.rows)
            corner = model.new_bool_var(f"corner{index}")
            model.add(items[index]["x"] == 0).only_enforce_if(corner)
            model.add(items[index]["x2"] == self.page.frame.columns).only_enforce_if(corner.negated())
        return items, sum(moved), cost_of(items, faults, white)

    def _clear(self, model: Any, items: Sequence[dict[str, Any]], own: int, stays: Any, cells: Sequence[int]) -> None:
        """Keep what else stands on the page off the leg that runs on under a block that stays."""
        col, row, cols, rows = cells
        for index, item in enumerate(items):
            if index == own:
                continue
            sides = [stays.negated()]
            for one, other in (
                (item["x2"], col),
                (col + cols, item["x"]),
                (item["y2"], row),
                (row + rows, item["y"]),
            ):
                side = model.new_bool_var("")
                model.add(one <= other).only_enforce_if(side)
                sides.append(side)
            model.add_bool_or(*sides)

    def _judged(self, rects: tuple[Rect, ...], values: Values) -> None:
        """Judge a page that the solver came upon and keep it where it moves less, or as little and costs less."""
        kept = self.kept
        stood = {rect[0]: rect for rect in kept.rects}
        moved = frozenset(
            rect[0]
            for rect in rects
            if rect != stood.get(rect[0]) or rect[0] in kept.wrong or not values(rect[0], "own")
        )
        if (rects, moved) in self.seen:
            return
        self.seen.add((rects, moved))
        options = tuple(
            self.kept.held[index] if index not in moved else option for index, option in enumerate(self.page.options)
        )
        self.work.judge(len(rects))
        (result,) = judge(replace(self.page, options=options), [rects], "least")
        if result is None or not self.sound(result):
            return
        price = moves(kept, rects, moved)
        best = self.best
        if best is None or (price, result.cost) < (self.below, best[0].cost):
            self.best = result, moved
            self.below = price


def _offered(page: Page, kept: Stood) -> Page:
    """Return a page with the setting in which each block stands among those that it may take."""
    options = [
        joined(kept.held[index], option) if index < len(kept.held) and index not in kept.wrong else option
        for index, option in enumerate(page.options)
    ]
    return replace(page, options=tuple(options))


def joined(held: Options, free: Options) -> Options:
    """Return the choices of a block that may stand as it stood or be set anew."""
    cells = dict(free.by_cells)
    for where, choices in held.by_cells.items():
        cells[where] = (*choices, *cells.get(where, ()))
    return Options(free.table, cells)
