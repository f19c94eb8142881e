"""One page: which solver, in what order, for how long.

Work is counted (`work`), not timed, so that the same page, seed and limit give the same plan on any machine.
`stop` and `progress` belong to whoever watches: an interrupted search returns its best page so far.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from layout.ground.dataclass import replace
from layout.makeup.solve.design import lacking, page_prices
from layout.makeup.solve.search.frames import DEEPLY, QUICKLY, cut_table, solve_by_cuts
from layout.makeup.solve.search.judging import rectangles
from layout.makeup.solve.search.packing import packed
from layout.makeup.solve.search.patches import bettered
from layout.makeup.solve.search.score import Page, floor_cost
from layout.makeup.solve.search.slicing import Slicing, steps_about
from layout.makeup.solve.search.tailed import solve_with_tails
from layout.makeup.solve.search.variety import distinct
from layout.makeup.solve.search.work import SECOND, Work
from layout.makeup.solve.shapes import Frame, Options, PageResult, Shape, ShapeTable, leader
from layout.rules.solver import CROWD, LEAD_QUIET, LOUD, LOUD_FROM

AT_ONCE = 8
"""Most rectangles that are put into one table of sets for a first page."""

CUTS_MOST = 10
"""Most rectangles that one table of sets holds at all."""

DEAREST = 2
"""Times the work of the search that a table of all stories may take: a spread's of ten takes half a minute."""

CLUSTERS = 7
"""Rectangles that the stories of a larger page are thrown together into, one more every third time."""

SEEDS = 4
"""Pages that are bettered."""

TAILED_MOST = 7
"""Most items of a page whose legs may run on; more can be locked without."""

SHARE_OF_CUTS = 0.4
"""Share of the work that is left for bettering when clusters have been tried."""

SHARE_OF_CONSTRAINTS = 0.25
"""Share of a page's work that the constraint solver may take at least, where only it can mend the page."""

GOOD_ENOUGH = 60
"""A page this near the bound is not searched further."""

LOWER = 3
"""Depths that are tried for copy that cannot fill its page; the rows below stay white, in one place."""

Progress = Callable[[int, PageResult], None]
Stop = Callable[[], bool]
Tails = Callable[[str], tuple[Shape, ...]]


def page_of(tables: Sequence[ShapeTable], frame: Frame) -> Page:
    """Return what the solvers need: the choices of every story on this page, and which story leads it."""
    headed = [index for index, table in enumerate(tables) if table.headed and table.part == 1]
    lead = leader(tables, headed)
    tables = page_prices(tables, frame, lead)
    largest = max((shape.size for shape in tables[lead].shapes if shape.cols <= frame.columns), default=0)
    options = tuple(Options.of(_ranked(table, largest, index == lead), frame) for index, table in enumerate(tables))
    return Page(frame, options, lead)


def _ranked(table: ShapeTable, largest: int, leads: bool) -> ShapeTable:
    """Return a table whose heads cost more the less they suit the story's rank beside a lead of size `largest`.

    The lead's own heads cost more the smaller they are; other heads cost more above four fifths of the lead's, and
    those that would reach it are left out where the story has any other.
    """
    if leads:
        priced = [
            replace(shape, cost=shape.cost + LEAD_QUIET * (largest - shape.size) // 1_000) for shape in table.shapes
        ]
        return replace(table, shapes=tuple(priced))
    quiet = [shape for shape in table.shapes if shape.size < largest] or table.shapes
    limit = largest * LOUD_FROM // 1000
    priced = [
        replace(shape, cost=shape.cost + LOUD * (shape.size - limit) // 1_000) if shape.size > limit else shape
        for shape in quiet
    ]
    return replace(table, shapes=tuple(priced))


def solve_page(
    tables: Sequence[ShapeTable],
    frame: Frame,
    *,
    seconds: float = 20.0,
    work: Work | None = None,
    seed: int = 0,
    tails: Tails | None = None,
    quickly: bool = False,
    thorough: bool = True,
    strict: bool = False,
    start: PageResult | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> PageResult | None:
    """Return the best page found, or None where the stories cannot fill it.

    The first solver runs on clusters of stories first, for an early plan, then on all of them where they are few
    enough; CP-SAT takes over for pinned cells and, where the search is to be `thorough`, for a page that keeps faults.
    Crowds are stacked in columns, and so is a page that is to be had in no other way. `quickly` ends with the first
    page. What was found before, `start`, is not looked for again: its parts go to the constraint solver at once, also
    where not all its blocks have a shape among `tables`. A `strict` search is that solver's
    alone, and forbids faults and frames beyond those that a page may have. The search may take `seconds` of counted
    work, or what is left of `work`, where it is counted, too. Items of the result are indices into `tables`.
    """
    if not tables:
        return None
    page = page_of(tables, frame)
    if any(not option.by_cells for option in page.options):
        return None
    search = _Search(page, Work(seconds) if work is None else work, seed, progress, stop)
    if strict:
        search.keep_to_rules()
        return search.varied()
    if start is not None:
        search.mend(start)
    elif len(tables) > CROWD:
        search.stack()
    else:
        search.cut(once=quickly)
    if len(tables) > CROWD:
        return search.best
    if start is None and not quickly:
        search.better()
        if tails:
            search.run_on(tails)
    if thorough and search.best is None:
        search.take(packed(page))
    if thorough or (search.exact and not quickly):
        search.constrain(thorough)
    return search.varied()


class _Search:
    """The search of one page: the best so far, and what work is left."""

    def __init__(self, page: Page, work: Work, seed: int, progress: Progress | None, stop: Stop | None) -> None:
        self.page, self.work, self.seed = page, work, seed
        self.progress, self.stop = progress, stop
        self.tables = [option.table for option in page.options]
        self.exact = any(table.pin.col >= 0 or table.pin.row >= 0 for table in self.tables)
        self.mates = _mates(self.tables)
        self.whole = len(self.tables) - sum(len(mate) - 1 for mate in self.mates)
        self.bound = floor_cost(page)
        self.runs_on = False
        self.best: PageResult | None = None
        self.seeds: list[PageResult] = []
        self.pool: list[PageResult] = []

    def take(self, result: PageResult | None) -> bool:
        """Keep a page if it is the best so far."""
        if result is None or (self.best is not None and result.cost >= self.best.cost):
            return False
        # The constraint solver knows no leg that runs on: where there are such legs its bound proves nothing.
        proved = self.bound if self.runs_on else max(self.bound, result.bound)
        self.best = replace(result, bound=proved, proved=result.cost <= proved)
        if self.progress:
            self.progress(self.page.frame.number, self.best)
        return True

    def varied(self) -> PageResult | None:
        """Return the best page with others that look different.

        Its likeness to other pages may cost more than a fault, a frame or its picture: where that counts, a page that
        lacks less is better.
        """
        if self.best is None:
            return None
        frame = self.page.frame
        if frame.shun and any(lacking(self.tables, frame, self.best)):
            pages = (self.best, *self.pool)
            best = min(pages, key=lambda one: (lacking(self.tables, frame, one), one.cost, str(one.placed)))
            self.best = replace(best, bound=self.best.bound, proved=False)
        return replace(self.best, others=distinct(self.best, self.pool, frame.columns, frame.top, frame.rows))

    @property
    def over(self) -> bool:
        """Whether there is nothing more to look for, or nothing left to look with."""
        good = self.best is not None and self.best.cost - self.best.bound <= GOOD_ENOUGH
        return self.work.over or good or self._stopped

    @property
    def _stopped(self) -> bool:
        return bool(self.stop and self.stop())

    def cut(self, *, once: bool) -> None:
        """Look for pages by cuts: in one table of sets, or in tables of clusters, one after another."""
        dice = random.Random(self.seed)  # a repeatable search, no secret
        given = self.work.left
        cuts: Slicing | None = None
        done = False
        round_of = 0
        frame = self.page.frame
        affordable = steps_about(self.whole, frame.columns, frame.rows) <= DEAREST * self.work.given
        while True:
            last = self.whole <= AT_ONCE or (round_of > 0 and self.whole <= CUTS_MOST and affordable)
            if last:
                joined = {index for mate in self.mates for index in mate}
                clusters = [[index] for index in range(len(self.tables)) if index not in joined] + self.mates
            else:
                most = CLUSTERS if round_of % 3 < 2 or self.whole < 9 else CLUSTERS + 1
                clusters = _clusters(self.page, self.mates, dice, most)
            for trial in self._depths(cut_table(self.page, clusters), last=last):
                # The last table of a whole page is looked through at length at once.
                deeply = last and not once and trial.rows == self.page.frame.rows
                search = DEEPLY if deeply else QUICKLY
                found = solve_by_cuts(self.page, trial, search, work=self.work, stop=self.stop, pool=self.pool)
                self.seeds += [found] if found else []
                if self.take(found) or cuts is None:
                    cuts = trial
                    done = deeply and found is not None
            round_of += 1
            if last or self.over or (once and self.best) or self.work.left < given * SHARE_OF_CUTS:
                break
        if not once and cuts is not None and self.best is not None and not self.over and not done:
            found = solve_by_cuts(self.page, cuts, DEEPLY, work=self.work, stop=self.stop, pool=self.pool)
            self.seeds += [found] if found else []
            self.take(found)

    def _depths(self, table: Slicing, *, last: bool) -> Iterator[Slicing]:
        """Yield a table for the depths of the page that its stories can fill: all of it, or the deepest few.

        What is then lacking stays white at the foot, in one place.
        """
        self.work.spend(table.steps)
        most = sum(max(cols * rows for cols, rows in option.by_cells) for option in self.page.options)
        if most >= self.page.frame.cells:
            yield table
        if most < self.page.frame.cells or (last and self.best is None):
            yield from (table.shallower(rows) for rows in table.filled()[-LOWER:])

    def better(self) -> None:
        """Change the best pages in parts.

        A search that only goes downhill ends in the next valley: it starts from several.
        """
        for found in sorted(self.seeds, key=lambda seed_page: seed_page.cost)[:SEEDS]:
            if not self.over:
                self.take(bettered(self.page, found, self.work, self.stop))

    def run_on(self, tails: Tails) -> None:
        """Look for pages whose hole the last leg of a story fills."""
        if self.mates or self.whole > TAILED_MOST or self.over:
            return
        # The lead is always at the upper left; with more items than five only its own leg can lie over the hole.
        running = {
            at: tails(table.story)
            for at, table in enumerate(self.tables)
            if (self.whole <= 5 or at == self.page.first)
            and table.part == 1
            and not table.jump
            and table.kind != "briefs"
        }
        shown = [replace(table, shapes=running.get(at, table.shapes)) for at, table in enumerate(self.tables)]
        priced = page_prices(shown, self.page.frame, self.page.lead)
        running = {at: priced[at].shapes for at in running}
        self.runs_on = bool(running)
        self.bound = min(self.bound, floor_cost(self.page, running))
        if self.best is not None:
            self.best = replace(self.best, bound=self.bound, proved=self.best.cost <= self.bound)
        self.take(solve_with_tails(self.page, running, self.work, self.stop, self.pool))

    def mend(self, start: PageResult) -> None:
        """Solve parts anew of a page that keeps faults or frames too many, or has blocks without a shape here."""
        from layout.makeup.solve.search.mending import mended

        if any(block.shape.tail for block in start.placed):
            self.take(start)  # the constraint solver knows no leg that runs on
            return
        rects = rectangles(start, self.page.frame)
        self.take(mended(self.page, rects, self.work, seed=self.seed, stop=self.stop, pool=self.pool))

    def constrain(self, thorough: bool) -> None:
        """Have the constraint solver look, where the page needs what only it can do."""
        best = self.best
        if best is not None and (self.over or not _wants_constraints(best, self.exact)):
            return
        if best is None and not (self.exact or thorough):
            return
        from layout.makeup.solve.search.cpsat import solve_by_constraints

        hint = rectangles(best, self.page.frame) if best is not None else ()
        share = Work(max(self.work.left, self.work.given * SHARE_OF_CONSTRAINTS) / SECOND)
        self.take(solve_by_constraints(self.page, share, seed=self.seed, hint=hint, stop=self.stop))
        self.work.spend(share.spent)

    def keep_to_rules(self) -> None:
        """Have the constraint solver look for a page that has no fault and no frame too many."""
        from layout.makeup.solve.search.cpsat import solve_by_constraints

        self.take(
            solve_by_constraints(
                self.page, self.work, seed=self.seed, faults=0, frames=0, stop=self.stop, pool=self.pool
            )
        )

    def stack(self) -> None:
        """Stack more stories than the search can look through, then better the page patch by patch."""
        found = packed(self.page)
        if found is not None:
            self.take(found)
            self.take(bettered(self.page, found, self.work, self.stop))


def _wants_constraints(best: PageResult | None, exact: bool) -> bool:
    """Tell whether the page found by cuts leaves something that only the constraint solver can mend."""
    if best is None:
        return True
    return best.faults > 0 or (exact and best.count("white") > 0)


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
        movable = [cluster for cluster in clusters if page.first not in cluster]
        movable.sort(key=lambda cluster: (cells(cluster) * dice.uniform(0.6, 1.4), cluster))
        one, other = movable[0], movable[1 + dice.randrange(min(3, len(movable) - 1))]
        clusters.remove(one)
        clusters.remove(other)
        clusters.append(sorted(one + other))
    return sorted(clusters)
