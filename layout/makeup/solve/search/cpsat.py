"""The second solver: one page as a constraint model for OR-Tools CP-SAT.

It takes what the first cannot: exact cells fixed by an editor, more stories than a table of sets can hold. It starts
from the first solver's page where there is one; `model` holds what it is asked. OR-Tools is imported only here. Its
answers are judged like any other: a release of it once called feasible packings infeasible, so nothing here is believed
without the checker.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from layout.ground.dataclass import replace
from layout.makeup.solve.search.judging import judge
from layout.makeup.solve.search.model import model_of
from layout.makeup.solve.search.score import Page
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.search.work import DETERMINISTIC, Work
from layout.makeup.solve.shapes import PageResult

Values = Callable[[int, str], int]
"""What a solution gives an item's variable: its number and the variable's name in, the value out."""

ROUNDS = 12
"""How often the search is started again below the best page judged so far."""


def solve_by_constraints(
    page: Page,
    work: Work,
    *,
    seed: int = 0,
    hint: Sequence[Rect] = (),
    kept: Collection[int] = (),
    faults: int | None = None,
    frames: int | None = None,
    pockets: bool = True,
    below: int | None = None,
    stop: Callable[[], bool] | None = None,
    pool: list[PageResult] | None = None,
) -> PageResult | None:
    """Return the best page found within `work`, or None where there is none; all that were judged go to the `pool`.

    The items `kept` keep the rectangles that the `hint` gives them. What else has a price can be bounded: `faults` are
    level heads, picture stories side by side, lines through a page that has blocks enough to do without, heads as large
    as the lead's, more white than the page may have; `frames` are those that nobody asked for beyond those it may have;
    without `pockets` no column has white between its blocks that is seen at arm's length; the cost is to stay `below` a
    limit. If the search ends with None and with work left, no such page exists among the rectangles of these stories.

    The model holds the larger terms of a page's cost and never more than they come to, so that its bound holds for
    the cost itself. Every page that CP-SAT finds on its way is judged as any other page is, with all terms, and the
    best judged is the answer. What the model calls best may be dearer when judged: then the search goes on, without
    that page and below the best so far, until nothing is left or the work is spent. One worker and its deterministic
    time: no clock.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    made = model_of(model, page, hint, kept, (faults, frames), pockets=pockets)
    if made is None:
        return None
    items, total = made
    if below is not None:
        model.add(total < below)
    best: PageResult | None = None
    least = below
    bound = 0
    pages: dict[frozenset[int], Page] = {}

    def judged(rects: tuple[Rect, ...], values: Values) -> None:
        nonlocal best, least
        work.judge(len(items))
        framed = frozenset(index for index in range(len(items)) if values(index, "box"))
        # Shapes are chosen one after another, so that frames that should go together would stay.
        if framed not in pages:
            pages[framed] = _framed_only(page, framed) if frames is not None else page
        (result,) = judge(pages[framed], [rects], "constraints")
        if result is not None and pool is not None:
            pool.append(result)
        if result is not None and (least is None or result.cost < least):
            best, least = result, result.cost

    for _ in range(ROUNDS):
        if work.over or (stop and stop()):
            break
        solver = solved(model, items, judged, work, seed, stop)
        status = solver.response_proto.status
        if status == cp_model.INFEASIBLE:
            bound = best.cost if best is not None else 0  # nothing below it is left
            break
        if least is None or status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        bound = max(bound, min(least, int(solver.best_objective_bound)))
        if status != cp_model.OPTIMAL:
            break
        model.add(total < least)
        shut_out(model, items, solver)
    if best is None:
        return None
    return replace(best, bound=max(0, bound), proved=bound >= best.cost)


def solved(
    model: Any,
    items: Sequence[dict[str, Any]],
    judged: Callable[[tuple[Rect, ...], Values], None],
    work: Work,
    seed: int,
    stop: Callable[[], bool] | None,
) -> Any:
    """Return the solver after it worked on a model within what is left of `work`; each solution was `judged`."""
    from ortools.sat.python import cp_model

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            judged(_rects(items, self.value), lambda index, key: int(self.value(items[index][key])))
            if stop and stop():
                self.stop_search()

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.catch_sigint_signal = False  # it would leave interrupts to the system, which kills
    solver.parameters.max_deterministic_time = work.left / DETERMINISTIC
    solver.solve(model, Watch())
    work.spend(DETERMINISTIC * solver.response_proto.deterministic_time)
    return solver


def shut_out(model: Any, items: Sequence[dict[str, Any]], solver: Any) -> None:
    """Forbid a model the rectangles of its last solution."""
    same = []
    for index, *cells in _rects(items, solver.value):
        for key, value in zip(("x", "y", "w", "h"), cells, strict=True):
            other = model.new_bool_var("")
            model.add(items[index][key] != value).only_enforce_if(other)
            same.append(other)
    model.add_bool_or(same)


def _rects(items: Sequence[dict[str, Any]], value: Callable[[Any], int]) -> tuple[Rect, ...]:
    """Return the rectangles of a solution."""
    return tuple(
        (index, int(value(item["x"])), int(value(item["y"])), int(value(item["w"])), int(value(item["h"])))
        for index, item in enumerate(items)
    )


def _framed_only(page: Page, framed: frozenset[int]) -> Page:
    """Return the page with frames that nobody asked for offered to these items only."""
    options = [
        option
        if index in framed
        else replace(
            option,
            by_cells={
                cells: tuple(choice for choice in choices if not choice[1].framed)
                for cells, choices in option.by_cells.items()
            },
        )
        for index, option in enumerate(page.options)
    ]
    return replace(page, options=tuple(options))
