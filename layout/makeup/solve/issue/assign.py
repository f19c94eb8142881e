"""Stories to pages 分版: by priority, section and space."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from layout.makeup.solve.shapes import Frame, ShapeTable
from layout.rules.pages import LOCKED
from layout.rules.solver import FULL, FULL_LESS, FULL_MORE, STORIES_MOST

GAP_COST, FAR_COST = 3, 12
"""Cost of a cell above or below what a page should hold, and of one outside those shares."""


DETERMINISTIC_SECONDS = 2.0
"""Time of the assignment, in the solver's own count."""


def natural(table: ShapeTable) -> int:
    """Return the cells that a story takes when nothing presses it: the middle of its cheap shapes."""
    if not table.shapes:
        return 0
    cheap = min(shape.cost for shape in table.shapes) + 30
    cells = sorted(shape.cols * shape.rows for shape in table.shapes if shape.cost <= cheap)
    return cells[len(cells) // 2]


def _wanted(cells: int, copy: int) -> tuple[int, int, int]:
    """Return the cells that a page should hold, and the least and most that heads and crops can make up for.

    `copy` is what the stories come to, in thousandths of their room: what is lacking is lacking on all pages alike.
    """
    full = min(FULL, copy)
    return cells * full // 1000, cells * (full - FULL_LESS) // 1000, cells * (full + FULL_MORE) // 1000


def assign(
    tables: Sequence[ShapeTable],
    frames: Sequence[Frame],
    *,
    seed: int = 0,
    refused: Sequence[tuple[int, frozenset[str]]] = (),
    settled: Mapping[str, int] | None = None,
) -> Mapping[str, int] | None:
    """Return the page of every story, or None where the pages cannot hold them even at their least.

    The lead and what is important come first, sections stay together, every page gets near its fill and, where there
    are enough, a picture (without one, heads have to be framed to stand side by side; with two they may meet) and five
    stories (fewer cannot be locked without a line). `refused` are sets of stories that a page could not be made of,
    `settled` the pages of stories that stay where they are.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    sizes = [max(1, natural(table)) for table in tables]
    on = [[model.new_bool_var(f"s{index}p{frame.number}") for frame in frames] for index in range(len(tables))]
    cost = []
    lead = max(range(len(tables)), key=lambda i: (tables[i].kind == "lead", tables[i].priority, -i), default=-1)
    for index, table in enumerate(tables):
        model.add_exactly_one(on[index])
        pinned = [place for place, frame in enumerate(frames) if frame.number == table.pin.page]
        if pinned:
            model.add(on[index][pinned[0]] == 1)
        elif index == lead:
            model.add(on[index][0] == 1)
        for place in range(len(frames)):
            cost.append(on[index][place] * (place * table.priority // 2 if table.headed else 0))
    names = {table.story: index for index, table in enumerate(tables)}
    for story, number in (settled or {}).items():
        model.add(on[names[story]][next(place for place, frame in enumerate(frames) if frame.number == number)] == 1)
    for index, table in enumerate(tables):
        mate = names.get(table.pin.mate)
        if mate is not None:
            for place in range(len(frames)):
                model.add(on[index][place] == on[mate][place])
    room = sum(frame.cells for frame in frames)
    copy = 1000 * sum(sizes) // max(1, room)
    pictures = [index for index, table in enumerate(tables) if not table.headed]
    for place, frame in enumerate(frames):
        least = sum(on[index][place] * table.least for index, table in enumerate(tables))
        model.add(least <= frame.cells)
        filled = sum(on[index][place] * sizes[index] for index in range(len(tables)))
        goal, least_far, most_far = _wanted(frame.cells, copy)
        gap = model.new_int_var(0, frame.cells + sum(sizes), f"gap{place}")
        far = model.new_int_var(0, frame.cells + sum(sizes), f"far{place}")
        model.add(gap >= filled - goal)
        model.add(gap >= goal - filled)
        model.add(far >= filled - most_far)
        model.add(far >= least_far - filled)
        cost += [GAP_COST * gap, FAR_COST * far]
        model.add(sum(on[index][place] for index in range(len(tables))) <= STORIES_MOST)
        if len(pictures) >= len(frames):
            bare = model.new_bool_var(f"bare{place}")
            model.add_bool_or(*(on[index][place] for index in pictures), bare)
            cost.append(800 * bare)
        if len(tables) >= LOCKED * len(frames):
            few = model.new_bool_var(f"few{place}")
            model.add(sum(on[index][place] for index in range(len(tables))) >= LOCKED).only_enforce_if(few.negated())
            cost.append(600 * few)
        more = model.new_int_var(0, len(tables), f"more{place}")
        model.add(more >= sum(on[index][place] for index in pictures) - 1)
        cost.append(200 * more)
    for section in sorted({table.section for table in tables if table.section}):
        for place in range(len(frames)):
            here = model.new_bool_var(f"{section}{place}")
            for index, table in enumerate(tables):
                if table.section == section:
                    model.add_implication(on[index][place], here)
            cost.append(400 * here)
    numbers = {frame.number: place for place, frame in enumerate(frames)}
    for number, stories in refused:
        same = [
            on[index][numbers[number]] if table.story in stories else 1 - on[index][numbers[number]]
            for index, table in enumerate(tables)
        ]
        model.add(sum(same) < len(same))
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.catch_sigint_signal = False  # it would leave interrupts to the system, which kills
    solver.parameters.max_deterministic_time = DETERMINISTIC_SECONDS
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return {
        table.story: next(frame.number for place, frame in enumerate(frames) if solver.value(on[index][place]))
        for index, table in enumerate(tables)
    }
