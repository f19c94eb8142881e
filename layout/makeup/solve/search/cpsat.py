"""The second solver: one page as a constraint model for OR-Tools CP-SAT.

It takes what the first cannot: exact cells fixed by an editor, more stories than a table of sets can hold. It starts
from the first solver's page where there is one. OR-Tools is imported only here. Its answers are judged like any other:
a release of it once called feasible packings infeasible, so nothing here is believed without the checker.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from layout.ground.dataclass import replace
from layout.makeup.solve.search.judging import judge
from layout.makeup.solve.search.score import Page, white_most
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.search.work import DETERMINISTIC, Work
from layout.makeup.solve.shapes import Options, PageResult
from layout.rules.pages import BOXES_FREE, JOG
from layout.rules.solver import ALLEY, BOXES_MORE, CLASH, LEAD_SMALL, ORDER, SIZES, WHITE_COST, WHITE_MORE

ROUNDS = 12
"""How often the search is started again below the best page judged so far."""


def solve_by_constraints(
    page: Page,
    work: Work,
    *,
    seed: int = 0,
    hint: Sequence[Rect] = (),
    strict: bool = False,
    stop: Callable[[], bool] | None = None,
    pool: list[PageResult] | None = None,
) -> PageResult | None:
    """Return the best page found within `work`, or None where there is none; all that were judged go to the `pool`.

    A `strict` search forbids what else has a price: level heads, a line through a page that has blocks enough to do
    without, a head as large as the lead's, more white and more frames that nobody asked for than the page may have. If
    it ends with None and with work left, no such page exists among the rectangles of these stories.

    The model holds the larger terms of a page's cost and never more than they come to, so that its bound holds for
    the cost itself. Every page that CP-SAT finds on its way is judged as any other page is, with all terms, and the
    best judged is the answer. What the model calls best may be dearer when judged: then the search goes on, without
    that page and below the best so far, until nothing is left or the work is spent. One worker and its deterministic
    time: no clock.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    made = _model(model, page, hint, strict=strict)
    if made is None:
        return None
    items, total = made
    best: PageResult | None = None
    bound = 0

    def judged(rects: tuple[Rect, ...], framed: frozenset[int]) -> None:
        nonlocal best
        work.judge(len(items))
        # Shapes are chosen one after another, so that frames that should go together would stay.
        (result,) = judge(_framed_only(page, framed) if strict else page, [rects], "constraints")
        if result is not None and pool is not None:
            pool.append(result)
        if result is not None and (best is None or result.cost < best.cost):
            best = result

    for _ in range(ROUNDS):
        if work.over or (stop and stop()):
            break
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.catch_sigint_signal = False  # it would leave interrupts to the system, which kills
        solver.parameters.max_deterministic_time = work.left / DETERMINISTIC
        watch = _watch(items, judged, stop)
        status = solver.solve(model, watch)
        work.spend(DETERMINISTIC * solver.response_proto.deterministic_time)
        if status == cp_model.INFEASIBLE:
            bound = best.cost if best is not None else 0  # nothing below it is left
            break
        if best is None or status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        bound = max(bound, min(best.cost, int(solver.best_objective_bound)))
        if status != cp_model.OPTIMAL:
            break
        model.add(total <= best.cost - 1)
        last = _rects(items, solver.value)
        same = []
        for index, *cells in last:
            for key, value in zip(("x", "y", "w", "h"), cells, strict=True):
                other = model.new_bool_var("")
                model.add(items[index][key] != value).only_enforce_if(other)
                same.append(other)
        model.add_bool_or(same)
    if best is None:
        return None
    return replace(best, bound=max(0, bound), proved=bound >= best.cost)


def _rects(items: Sequence[dict[str, Any]], value: Callable[[Any], int]) -> tuple[Rect, ...]:
    """Return the rectangles of a solution."""
    return tuple(
        (index, int(value(item["x"])), int(value(item["y"])), int(value(item["w"])), int(value(item["h"])))
        for index, item in enumerate(items)
    )


def _framed(items: Sequence[dict[str, Any]], value: Callable[[Any], int]) -> frozenset[int]:
    """Return the items of a solution that stand in a frame."""
    return frozenset(index for index, item in enumerate(items) if value(item["box"]))


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


def _watch(
    items: Sequence[dict[str, Any]],
    judged: Callable[[tuple[Rect, ...], frozenset[int]], None],
    stop: Callable[[], bool] | None,
) -> Any:
    """Return a solution callback that has every solution judged, and ends the search when `stop` says so."""
    from ortools.sat.python import cp_model

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            judged(_rects(items, self.value), _framed(items, self.value))
            if stop and stop():
                self.stop_search()

    return Watch()


def _model(
    model: Any, page: Page, hint: Sequence[Rect], *, strict: bool = False
) -> tuple[list[dict[str, Any]], Any] | None:
    """Fill the model; return the variables of every item and the cost, or None where an item has no shape."""
    frame, options = page.frame, page.options
    columns, rows = frame.columns, frame.rows
    hinted = {rect[0]: rect for rect in hint}
    items: list[dict[str, Any]] = []
    flat, deep = [], []
    for index, option in enumerate(options):
        entry = _item(model, page, index)
        if entry is None:
            return None
        items.append(entry)
        flat.append(model.new_interval_var(entry["x"], entry["w"], entry["x2"], f"ix{index}"))
        deep.append(model.new_interval_var(entry["y"], entry["h"], entry["y2"], f"iy{index}"))
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
    white = columns * rows - sum(item["area"] for item in items)
    model.add(white >= 0)
    pale = model.new_bool_var("pale")
    model.add(white <= white_most(frame)).only_enforce_if(pale.negated())
    if page.lead >= 0:
        model.add(items[page.lead]["x"] == 0)
        model.add(items[page.lead]["y"] == 0)
    more = model.new_int_var(0, len(items), "boxes")
    model.add(more >= sum(item["box"] for item in items) - BOXES_FREE)
    faults = [
        (WHITE_MORE, pale),
        (BOXES_MORE, more),
        *_clashes(model, items),
        *_alleys(model, items, page),
        *_order(model, page, items, columns, rows),
        *_sizes(model, page, items),
    ]
    if strict:  # by their prices, which tell a line through a page of few blocks from others, too
        for weight, fault in faults:
            if weight in (WHITE_MORE, CLASH, ALLEY, LEAD_SMALL):
                model.add(fault == 0)
        may = [item["box"] for item, option in zip(items, options, strict=True) if _may_be_framed(option)]
        model.add(sum(may) <= frame.rules.frames_most)
    total = WHITE_COST * white + sum(item["cost"] for item in items) + sum(weight * fault for weight, fault in faults)
    model.minimize(total)
    return items, total


def _may_be_framed(option: Options) -> bool:
    """Tell whether a story has frames that nobody asked for: then it has no others."""
    return any(shape.framed for shape in option.table.shapes)


def _item(model: Any, page: Page, index: int) -> dict[str, Any] | None:
    """Return the variables of one item, tied together by the table of its shapes."""
    frame, option = page.frame, page.options[index]
    tuples = set()
    for (cols, rows), choices in option.by_cells.items():
        seen = set()
        for price, shape in choices:
            key = (shape.open_left, shape.open_right, shape.size, shape.box != "none")
            if key in seen:
                continue
            seen.add(key)
            head = shape.head + rows - shape.rows if shape.head else 0
            edges = (int(shape.open_left), int(shape.open_right))
            tuples.add((cols, rows, cols * rows, head, *edges, shape.size // 1000, int(shape.box != "none"), price))
    if not tuples:
        return None
    entry: dict[str, Any] = {
        "x": model.new_int_var(0, frame.columns - 1, f"x{index}"),
        "y": model.new_int_var(0, frame.rows - 1, f"y{index}"),
        "x2": model.new_int_var(1, frame.columns, f"x2{index}"),
        "y2": model.new_int_var(1, frame.rows, f"y2{index}"),
    }
    names = ("w", "h", "area", "head", "left", "right", "size", "box", "cost")
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


def _order(model: Any, page: Page, items: list[dict[str, Any]], columns: int, rows: int) -> list[tuple[int, Any]]:
    """Return literals that must be true where a less important story stands in a better zone 区序."""
    zones = []
    for i, item in enumerate(items):
        upper, left = model.new_bool_var(f"upper{i}"), model.new_bool_var(f"left{i}")
        middles = 2 * item["y"] + item["h"], 2 * item["x"] + item["w"]
        for literal, middle, whole in zip((upper, left), middles, (rows, columns), strict=True):
            model.add(middle <= whole).only_enforce_if(literal)
            model.add(middle > whole).only_enforce_if(literal.negated())
        place = model.new_int_var(1, 4, f"zone{i}")
        model.add(place == 3 + left).only_enforce_if(upper)
        model.add(place == 2 - left).only_enforce_if(upper.negated())
        zones.append(place)
    found = []
    for i, mine in enumerate(page.ranks):
        for j, other in enumerate(page.ranks):
            if mine > other >= 0:
                wrong = model.new_bool_var(f"order{i}_{j}")
                model.add(zones[i] >= zones[j]).only_enforce_if(wrong.negated())
                found.append((ORDER + mine - other, wrong))
    return found


def _sizes(model: Any, page: Page, items: list[dict[str, Any]]) -> list[tuple[int, Any]]:
    """Return literals that must be true where a less important story has the larger headline, the lead's before all."""
    found = []
    lead = page.lead
    for i, mine in enumerate(page.ranks):
        for j, other in enumerate(page.ranks):
            if i == j or j == lead or (i != lead and not mine > other >= 0) or (i == lead and other < 0):
                continue
            louder = model.new_bool_var(f"louder{i}_{j}")
            # Sizes in whole points: a head that is larger by less than one is not counted, so the bound holds.
            least = items[i]["size"] >= items[j]["size"] if i == lead else items[i]["size"] + 1 >= items[j]["size"]
            model.add(least).only_enforce_if(louder.negated())
            found.append((LEAD_SMALL if i == lead else SIZES, louder))
    return found
