"""The second solver: one page as a constraint model for OR-Tools CP-SAT.

It takes what the first cannot: exact cells fixed by an editor, more stories than a table of sets can hold. It starts
from the first solver's page where there is one. OR-Tools is imported only here. Its answers are judged like any other:
a release of it once called feasible packings infeasible, so nothing here is believed without the checker.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from layout.makeup.solve.search.score import Page, judge, white_most
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.shapes import PageResult
from layout.rules.pages import JOG
from layout.rules.solver import CLASH, ORDER, WHITE_COST, WHITE_MORE

WORKERS = 2
"""Threads; searches are interleaved in fixed batches, so that the answer does not depend on the machine's load."""


def solve_by_constraints(
    page: Page,
    *,
    seconds: float,
    seed: int = 0,
    hint: Sequence[Rect] = (),
    stop: Callable[[], bool] | None = None,
) -> PageResult | None:
    """Return the best page found in `seconds` of deterministic time, or None where there is none.

    The result carries the bound that CP-SAT proved and whether the page is proved the best under this model.
    """
    from ortools.sat.python import cp_model

    frame, options = page.frame, page.options
    columns, rows = frame.columns, frame.rows
    model = cp_model.CpModel()
    hinted = {rect[0]: rect for rect in hint}
    items: list[dict[str, Any]] = []
    flat, deep = [], []
    areas, prices = [], []
    for index, option in enumerate(options):
        entry = _item(model, page, index)
        if entry is None:
            return None
        items.append(entry)
        flat.append(model.new_interval_var(entry["x"], entry["w"], entry["x2"], f"ix{index}"))
        deep.append(model.new_interval_var(entry["y"], entry["h"], entry["y2"], f"iy{index}"))
        areas.append(entry["area"])
        prices.append(entry["cost"])
        pin = option.table.pin
        for key, value in (("x", pin.col), ("y", pin.row - frame.top if pin.row >= 0 else -1)):
            if value >= 0:
                model.add(entry[key] == value)
        _zone(model, entry, pin.zone, columns, rows)
        if index in hinted:
            _, col, row, cols, tall = hinted[index]
            for key, value in (("x", col), ("y", row), ("w", cols), ("h", tall)):
                model.add_hint(entry[key], value)
    model.add_no_overlap_2d(flat, deep)
    white = columns * rows - sum(areas)
    model.add(white >= 0)
    pale = model.new_bool_var("pale")
    model.add(white <= white_most(frame)).only_enforce_if(pale.negated())
    lead = items[page.lead] if page.lead >= 0 else None
    if lead is not None and not options[page.lead].table.pin.places:
        model.add(lead["x"] == 0)
        model.add(lead["y"] == 0)
    faults = [
        (WHITE_MORE, pale),
        *_clashes(model, items),
        *_alleys(model, items, page),
        *_order(model, page, items, rows),
    ]
    model.minimize(WHITE_COST * white + sum(prices) + sum(weight * fault for weight, fault in faults))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.interleave_search = True
    solver.parameters.random_seed = seed
    solver.parameters.catch_sigint_signal = False  # it would leave interrupts to the system, which kills
    solver.parameters.max_deterministic_time = seconds
    solver.parameters.max_time_in_seconds = 6 * seconds + 10
    status = solver.solve(model, _watch(stop) if stop else None)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    found = [{key: int(solver.value(entry[key])) for key in ("x", "y", "w", "h")} for entry in items]
    rects = tuple((index, at["x"], at["y"], at["w"], at["h"]) for index, at in enumerate(found))
    result = judge(page, rects, "constraints")
    if result is None:
        return None
    bound = max(0, int(solver.best_objective_bound))
    return PageResult(result.placed, result.cost, result.counts, bound, status == cp_model.OPTIMAL, "constraints")


def _watch(stop: Callable[[], bool]) -> Any:
    """Return a solution callback that ends the search when `stop` says so."""
    from ortools.sat.python import cp_model

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            if stop():
                self.stop_search()

    return Watch()


def _item(model: Any, page: Page, index: int) -> dict[str, Any] | None:
    """Return the variables of one item, tied together by the table of its shapes."""
    frame, option = page.frame, page.options[index]
    tuples = set()
    for (cols, rows), choices in option.by_cells.items():
        seen = set()
        for price, shape in choices:
            key = (shape.open_left, shape.open_right)
            if key in seen:
                continue
            seen.add(key)
            head = shape.head + rows - shape.rows if shape.head else 0
            tuples.add((cols, rows, cols * rows, head, int(key[0]), int(key[1]), price))
    if not tuples:
        return None
    entry: dict[str, Any] = {
        "x": model.new_int_var(0, frame.columns - 1, f"x{index}"),
        "y": model.new_int_var(0, frame.rows - 1, f"y{index}"),
        "x2": model.new_int_var(1, frame.columns, f"x2{index}"),
        "y2": model.new_int_var(1, frame.rows, f"y2{index}"),
    }
    names = ("w", "h", "area", "head", "left", "right", "cost")
    for place, name in enumerate(names):
        values = sorted({entry_values[place] for entry_values in tuples})
        entry[name] = model.new_int_var(values[0], values[-1], f"{name}{index}")
    model.add_allowed_assignments([entry[name] for name in names], sorted(tuples))
    return entry


def _zone(model: Any, entry: dict[str, Any], zone: str, columns: int, rows: int) -> None:
    middle_x, middle_y = 2 * entry["x"] + entry["w"], 2 * entry["y"] + entry["h"]
    if "upper" in zone:
        model.add(middle_y <= rows)
    if "lower" in zone:
        model.add(middle_y >= rows)
    if "left" in zone:
        model.add(middle_x <= columns)
    if "right" in zone:
        model.add(middle_x >= columns)


def _less(model: Any, one: Any, other: Any, name: str) -> Any:
    """Return a literal that is true exactly where `one` < `other`."""
    literal = model.new_bool_var(name)
    model.add(one < other).only_enforce_if(literal)
    model.add(one >= other).only_enforce_if(literal.negated())
    return literal


def _clashes(model: Any, items: list[dict[str, Any]]) -> list[tuple[int, Any]]:
    """Return literals that must be true where two open heads are level and adjacent."""
    found = []
    for i, left in enumerate(items):
        for j, right in enumerate(items):
            if i == j:
                continue
            apart = model.new_bool_var(f"apart{i}_{j}")
            model.add(left["x2"] != right["x"]).only_enforce_if(apart)
            above = _less(model, left["y"] + left["head"], right["y"] + 1, f"above{i}_{j}")
            below = _less(model, right["y"] + right["head"], left["y"] + 1, f"below{i}_{j}")
            left_shut = model.new_bool_var(f"ls{i}_{j}")
            model.add(left["right"] == 0).only_enforce_if(left_shut)
            right_shut = model.new_bool_var(f"rs{i}_{j}")
            model.add(right["left"] == 0).only_enforce_if(right_shut)
            clash = model.new_bool_var(f"clash{i}_{j}")
            model.add_bool_or(apart, above, below, left_shut, right_shut, clash)
            found.append((CLASH, clash))
    return found


def _alleys(model: Any, items: list[dict[str, Any]], page: Page) -> list[tuple[int, Any]]:
    """Return literals that must be true where a line cuts the page in two, other than an edge wished for."""
    wished = page.across
    found = []
    for i, item in enumerate(items):
        if i in wished:
            continue
        breaks = [_less(model, item["y"], 1, f"top{i}")]
        for j, other in enumerate(items[:i]):
            # A line counts once, however many blocks start there: else the bound would be none.
            same = model.new_bool_var(f"same{i}_{j}")
            model.add(other["y"] == item["y"]).only_enforce_if(same)
            breaks.append(same)
        for j, other in enumerate(items):
            if i == j:
                continue
            across = model.new_bool_var(f"across{i}_{j}")
            model.add(other["y"] + JOG <= item["y"]).only_enforce_if(across)
            model.add(other["y2"] >= item["y"] + JOG).only_enforce_if(across)
            breaks.append(across)
            if j in wished:
                over = model.new_bool_var(f"over{i}_{j}")
                model.add(other["y2"] == item["y"]).only_enforce_if(over)
                breaks.append(over)
        alley = model.new_bool_var(f"alley{i}")
        model.add_bool_or(*breaks, alley)
        found.append((page.alley, alley))
    for cut in range(1, page.frame.columns):
        breaks = []
        for i, item in enumerate(items):
            across = model.new_bool_var(f"cut{cut}_{i}")
            model.add(item["x"] < cut).only_enforce_if(across)
            model.add(item["x2"] > cut).only_enforce_if(across)
            breaks.append(across)
        alley = model.new_bool_var(f"down{cut}")
        model.add_bool_or(*breaks, alley)
        found.append((page.alley, alley))
    return found


def _order(model: Any, page: Page, items: list[dict[str, Any]], rows: int) -> list[tuple[int, Any]]:
    """Return literals that must be true where a less important story stands wholly above a more important one."""
    found = []
    tables = [option.table for option in page.options]
    for i, mine in enumerate(tables):
        for j, other in enumerate(tables):
            if not (mine.headed and other.headed and mine.priority > other.priority):
                continue
            wrong = model.new_bool_var(f"wrong{i}_{j}")
            model.add(2 * items[i]["y"] + items[i]["h"] <= rows).only_enforce_if(wrong.negated())
            higher = _less(model, 2 * items[j]["y"] + items[j]["h"], rows + 1, f"high{i}_{j}")
            free = model.new_bool_var(f"order{i}_{j}")
            model.add_bool_or(wrong.negated(), higher.negated(), free)
            found.append((ORDER + (mine.priority - other.priority) // 4, free))
    return found
