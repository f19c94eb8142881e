"""One page: which solver, in what order, for how long.

Work is counted in nominal seconds, not by the clock, so that the same page, seed and limit give the same plan on any
machine. `stop` and `progress` belong to whoever watches: an interrupted search returns its best page so far.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from layout.makeup.solve.frames import solve_by_cuts
from layout.makeup.solve.score import Page
from layout.makeup.solve.shapes import Frame, Options, PageResult, ShapeTable
from layout.makeup.solve.slicing import Rect

CUTS_MOST = 9
"""Most rectangles that one table of sets can hold in the time of a page (makeup.md 5.3)."""

NOMINAL = {1: 0.05, 2: 0.05, 3: 0.05, 4: 0.1, 5: 0.2, 6: 0.6, 7: 1.4, 8: 3.0, 9: 6.0}
"""Seconds that a table of so many rectangles takes on one core of the reference machine."""

LOUD = 6
"""Cost of each point by which a head is louder than its rank allows (page-look: if two heads shout, one is wrong)."""

DEEP_ROOTS = 3_000
"""First steps that are tried where the usual number of them left faults."""

GOOD_ENOUGH = 60
"""A page this near the bound is not searched further."""

Progress = Callable[[int, PageResult], None]
Stop = Callable[[], bool]


def page_of(tables: Sequence[ShapeTable], frame: Frame) -> Page:
    """Return what the solvers need: the choices of every story on this page, and which story leads it."""
    headed = [index for index, table in enumerate(tables) if table.headed and table.part == 1]
    lead = max(headed, key=lambda index: (tables[index].kind == "lead", tables[index].priority, -index), default=-1)
    largest = max((shape.size for shape in tables[lead].shapes if shape.cols <= frame.columns), default=0)
    options = tuple(Options.of(_ranked(table, largest, index == lead), frame) for index, table in enumerate(tables))
    if lead >= 0 and tables[lead].pin.places:
        lead = -1
    return Page(frame, options, lead)


def _ranked(table: ShapeTable, largest: int, leads: bool) -> ShapeTable:
    """Return a table whose heads cost more the less they suit the story's rank beside a lead of size `largest`.

    The lead's own heads cost more the smaller they are; other heads cost more above four fifths of the lead's, and
    those that would reach it are left out where the story has any other.
    """
    if leads:
        priced = [replace(shape, cost=shape.cost + LOUD * (largest - shape.size) // 3_000) for shape in table.shapes]
        return replace(table, shapes=tuple(priced))
    quiet = [shape for shape in table.shapes if shape.size < largest] or table.shapes
    limit = largest * 4 // 5
    priced = [replace(shape, cost=shape.cost + LOUD * max(0, shape.size - limit) // 1_000) for shape in quiet]
    return replace(table, shapes=tuple(priced))


def solve_page(
    tables: Sequence[ShapeTable],
    frame: Frame,
    *,
    seconds: float = 20.0,
    seed: int = 0,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> PageResult | None:
    """Return the best page found, or None where the stories cannot fill it.

    The first solver runs on clusters of stories first, for an early plan, then on all of them where they are few
    enough; CP-SAT takes over for pinned cells. Items of the result are indices into `tables`.
    """
    if not tables:
        return None
    page = page_of(tables, frame)
    if any(not option.by_cells for option in page.options):
        return None
    left = seconds
    best: PageResult | None = None

    def take(result: PageResult | None) -> None:
        nonlocal best
        if result is not None and (best is None or result.cost < best.cost):
            best = result if best is None else replace(result, bound=max(best.bound, result.bound))
            if progress:
                progress(frame.number, best)

    exact = any(table.pin.col >= 0 or table.pin.row >= 0 for table in tables)
    mates = _mates(tables)
    dice = random.Random(seed)  # a repeatable search, no secret
    whole = len(tables) - sum(len(mate) - 1 for mate in mates)
    round_of = 0
    while True:
        if whole <= 7 or (round_of and whole <= CUTS_MOST):
            clusters = [[index] for index in range(len(tables)) if not any(index in mate for mate in mates)] + mates
            last = True
        else:
            clusters = _clusters(page, mates, dice, 7 if round_of % 3 < 2 or whole < 9 else 8)
            last = False
        left -= NOMINAL.get(len(clusters), 5.0)
        take(next(iter(solve_by_cuts(page, clusters=clusters, stop=stop)), None))
        round_of += 1
        done = best is not None and best.cost - best.bound <= GOOD_ENOUGH
        if last or left <= 0 or done or (stop and stop()):
            break
    if best is not None and _faulty(best, frame) and left > 0 and not (stop and stop()):
        left -= 2 * NOMINAL.get(len(clusters), 5.0)
        take(next(iter(solve_by_cuts(page, clusters=clusters, roots=DEEP_ROOTS, stop=stop)), None))
    if _wants_constraints(best, exact) and left > 0 and not (stop and stop()):
        from layout.makeup.solve.cpsat import solve_by_constraints

        hint = rects_of(best, frame) if best is not None else ()
        take(solve_by_constraints(page, seconds=min(left, seconds) / 3, seed=seed, hint=hint, stop=stop))
    return best


def _faulty(best: PageResult, frame: Frame) -> bool:
    """Tell whether a page keeps faults, or more white than a page may, that a deeper search might avoid."""
    wrong = best.count("pins") + best.count("clashes") + best.count("alleys")
    return wrong > 0 or best.count("white") * 100 > frame.cells


def _wants_constraints(best: PageResult | None, exact: bool) -> bool:
    """Tell whether the page found by cuts leaves something that only the constraint solver can mend."""
    if best is None:
        return True
    wrong = best.count("pins") + best.count("clashes") + best.count("alleys")
    return wrong > 0 or (exact and best.count("white") > 0)


def rects_of(result: PageResult, frame: Frame) -> tuple[Rect, ...]:
    """Return a page's rectangles with rows from the top of the free area."""
    return tuple((block.item, block.col, block.row - frame.top, block.cols, block.rows) for block in result.placed)


def _mates(tables: Sequence[ShapeTable]) -> list[list[int]]:
    """Return the groups of stories that editors want beside each other."""
    names = {table.story: index for index, table in enumerate(tables)}
    group = list(range(len(tables)))
    for index, table in enumerate(tables):
        other = names.get(table.pin.mate, -1)
        if other >= 0:
            low, high = sorted((group[index], group[other]))
            group = [low if member == high else member for member in group]
    found: dict[int, list[int]] = {}
    for index, member in enumerate(group):
        found.setdefault(member, []).append(index)
    return [members for members in found.values() if len(members) > 1]


def _clusters(page: Page, mates: list[list[int]], dice: random.Random, most: int) -> list[list[int]]:
    """Return the page's stories in at most `most` clusters: the small ones are thrown together by chance.

    The lead stays alone. At most three stories share a cluster while that suffices.
    """
    clusters = [list(mate) for mate in mates]
    taken = {index for mate in mates for index in mate}
    clusters += [[index] for index in range(len(page.options)) if index not in taken]

    def cells(cluster: list[int]) -> int:
        return sum(page.options[index].table.least for index in cluster)

    while len(clusters) > most:
        movable = [cluster for cluster in clusters if page.lead not in cluster]
        movable.sort(key=lambda cluster: (cells(cluster) * dice.uniform(0.6, 1.4), cluster))
        one, other = movable[0], movable[1 + dice.randrange(min(3, len(movable) - 1))]
        clusters.remove(one)
        clusters.remove(other)
        clusters.append(sorted(one + other))
    return sorted(clusters)
