"""One page: which solver, in what order, for how long.

Work is counted in nominal seconds, not by the clock, so that the same page, seed and limit give the same plan on any
machine. `stop` and `progress` belong to whoever watches: an interrupted search returns its best page so far.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from layout.ground.dataclass import replace
from layout.makeup.solve.design import page_prices
from layout.makeup.solve.search.frames import DEEPLY, cut_table, solve_by_cuts
from layout.makeup.solve.search.packing import packed
from layout.makeup.solve.search.patches import bettered
from layout.makeup.solve.search.score import Page, floor_cost
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.search.tailed import solve_with_tails
from layout.makeup.solve.shapes import Frame, Options, PageResult, Shape, ShapeTable
from layout.rules.solver import CROWD, LOUD

CUTS_MOST = 9
"""Most rectangles that one table of sets can hold in the time of a page."""

NOMINAL = {1: 0.05, 2: 0.05, 3: 0.05, 4: 0.1, 5: 0.2, 6: 0.6, 7: 1.4, 8: 3.0, 9: 6.0}
"""Seconds that a table of so many rectangles takes on one core of the reference machine."""

DEEP_WORK = {1: 0.05, 2: 0.05, 3: 0.1, 4: 0.2, 5: 0.4, 6: 0.8, 7: 1.2, 8: 1.8}
"""Seconds that a deep search takes in a table of so many rectangles."""

SEEDS = 4
"""Pages that are bettered."""

TAILED_MOST = 7
"""Most items of a page whose legs may run on; more can be locked without."""


SHARE_OF_CUTS = 0.4
"""Share of the time that is left for bettering when clusters have been tried."""

GOOD_ENOUGH = 60
"""A page this near the bound is not searched further."""

Progress = Callable[[int, PageResult], None]
Stop = Callable[[], bool]
Tails = Callable[[str], tuple[Shape, ...]]


def page_of(tables: Sequence[ShapeTable], frame: Frame) -> Page:
    """Return what the solvers need: the choices of every story on this page, and which story leads it."""
    headed = [index for index, table in enumerate(tables) if table.headed and table.part == 1]
    lead = max(headed, key=lambda index: (tables[index].kind == "lead", tables[index].priority, -index), default=-1)
    tables = page_prices(tables, frame, lead)
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
    tails: Tails | None = None,
    thorough: bool = True,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> PageResult | None:
    """Return the best page found, or None where the stories cannot fill it.

    The first solver runs on clusters of stories first, for an early plan, then on all of them where they are few
    enough; CP-SAT takes over for pinned cells and, where the search is to be `thorough`, for a page that keeps faults.
    Crowds are stacked in columns, and so is a page that is to be had in no other way. Items of the result are indices
    into `tables`.
    """
    if not tables:
        return None
    page = page_of(tables, frame)
    if any(not option.by_cells for option in page.options):
        return None
    bound = floor_cost(page)
    left = seconds
    best: PageResult | None = None
    running: dict[int, tuple[Shape, ...]] = {}

    def take(result: PageResult | None) -> bool:
        nonlocal best
        if result is None or (best is not None and result.cost >= best.cost):
            return False
        # The constraint solver knows no leg that runs on: where there are such legs its bound proves nothing.
        proved = bound if running else max(bound, result.bound)
        best = replace(result, bound=proved, proved=result.cost <= proved)
        if progress:
            progress(frame.number, best)
        return True

    def over() -> bool:
        good = best is not None and best.cost - best.bound <= GOOD_ENOUGH
        return left <= 0 or good or bool(stop and stop())

    if len(tables) > CROWD:
        return _crowded(page, left, bound, stop)
    exact = any(table.pin.col >= 0 or table.pin.row >= 0 for table in tables)
    mates = _mates(tables)
    dice = random.Random(seed)  # a repeatable search, no secret
    whole = len(tables) - sum(len(mate) - 1 for mate in mates)
    cuts = None
    seeds: list[PageResult] = []
    round_of = 0
    while True:
        last = whole <= 7 or (round_of > 0 and whole <= CUTS_MOST)
        if last:
            clusters = [[index] for index in range(len(tables)) if not any(index in mate for mate in mates)] + mates
        else:
            clusters = _clusters(page, mates, dice, 7 if round_of % 3 < 2 or whole < 9 else 8)
        left -= NOMINAL.get(len(clusters), 5.0)
        trial = cut_table(page, clusters)
        found = solve_by_cuts(page, trial, stop=stop)
        seeds += [found] if found else []
        if take(found) or cuts is None:
            cuts = trial
        round_of += 1
        if last or over() or left < seconds * SHARE_OF_CUTS:
            break
    if best is not None and not over():  # where no first step fills the page, more of them do not
        left -= DEEP_WORK.get(len(cuts.leaves), 2.5)
        found = solve_by_cuts(page, cuts, DEEPLY, stop=stop)
        seeds += [found] if found else []
        take(found)
    # A search that only ever goes downhill ends in the next valley: it starts from several pages.
    for found in sorted(seeds, key=lambda seed_page: seed_page.cost)[:SEEDS]:
        if not over():
            better, left = bettered(page, found, left, stop)
            take(better)
    if tails and not mates and whole <= TAILED_MOST and not over():
        # The lead is always at the upper left; with more items than five only its own leg can lie over the hole.
        left -= NOMINAL[whole + 1] * (1 if whole > 5 else whole)
        running = {
            at: tails(table.story)
            for at, table in enumerate(tables)
            if (whole <= 5 or at == page.lead) and table.part == 1 and not table.jump
        }
        priced = page_prices(
            [replace(table, shapes=running.get(at, table.shapes)) for at, table in enumerate(tables)], frame, page.lead
        )
        running = {at: priced[at].shapes for at in running}
        bound = min(bound, floor_cost(page, running))
        if best is not None:
            best = replace(best, bound=bound, proved=best.cost <= bound)
        take(solve_with_tails(page, running, stop))
    if thorough and best is None:
        take(packed(page))
    if (exact or thorough) and (best is None or (_wants_constraints(best, exact) and not over())):
        from layout.makeup.solve.search.cpsat import solve_by_constraints

        hint = rects_of(best, frame) if best is not None else ()
        take(solve_by_constraints(page, seconds=max(left, seconds / 2) / 3, seed=seed, hint=hint, stop=stop))
    return best


def _crowded(page: Page, left: float, bound: int, stop: Stop | None) -> PageResult | None:
    """Return a page of more stories than the search can look through: stacked, then bettered patch by patch."""
    found = packed(page)
    if found is None:
        return None
    # Judging a page takes as long as its stories squared.
    share = (CUTS_MOST / len(page.options)) ** 2 / 8
    best, _ = bettered(page, found, left * share, stop)
    return replace(best, bound=bound, proved=best.cost <= bound)


def _wants_constraints(best: PageResult | None, exact: bool) -> bool:
    """Tell whether the page found by cuts leaves something that only the constraint solver can mend."""
    if best is None:
        return True
    return best.faults > 0 or (exact and best.count("white") > 0)


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
