"""An issue's plan: stories to pages, pages solved one after another, what jumps from one waiting for a later one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Remarked, Severity
from layout.ground.dataclass import replace
from layout.makeup.dummy.plan import PageDummy, Plan
from layout.makeup.solve.issue.assign import assign, natural
from layout.makeup.solve.issue.ear import STRIP_ROWS, ear_block, ear_story
from layout.makeup.solve.issue.ladder import Later, Made, Solve, climb
from layout.makeup.solve.issue.notices import around_notices
from layout.makeup.solve.issue.overfill import over_full, under_full
from layout.makeup.solve.issue.steps import steps_taken
from layout.makeup.solve.search.one_page import solve_page
from layout.makeup.solve.shapes import Frame, Measures, PageResult, ShapeTable, to_block
from layout.rules.house import BOOK, PageRules
from layout.rules.solver import FULLEST, PAGES_MOST, SPARE

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.issue.model import Issue
    from layout.makeup.solve.search.one_page import Progress, Stop

ROUNDS = 4
"""How often stories are shared out anew when a page cannot be made of its share, and once more for every page."""


MORE_PAGES = 2
"""Pages that an issue with `pages: auto` gets beyond its count when the copy cannot be dealt out to fit those."""


def make_plan(
    issue: Issue,
    tables: Measures,
    grid: Grid,
    tops: Sequence[int],
    seconds: float = 20.0,
    seed: int = 0,
    *,
    foot: int = 0,
    progress: Progress | None = None,
    stop: Stop | None = None,
    rules: PageRules = BOOK,
) -> Remarked[Plan | None]:
    """Return a plan for an issue, with the copyfit steps taken as notes; None with the over-fill where it cannot fit.

    `tops` are the rows that the furniture takes at the top of page 1, 2, … (the last one repeats), `foot` those that
    the imprint takes at the foot of the last of several pages. `seconds` is the limit for each page, in nominal time:
    the same issue, seed and limit give the same plan. `rules` are what the house decides of its pages.
    """
    solve = _once(
        partial(solve_page, tails=tables.tails, seconds=seconds, seed=seed, progress=progress, stop=stop), stop
    )
    solve = around_notices(solve, frozenset((clash.notice, clash.story) for clash in issue.clashes))
    if issue.pages is not None:
        frames = _frames([page.number for page in issue.pages], grid, tops, foot, rules)
        share = {frame.number: page.stories for frame, page in zip(frames, issue.pages, strict=True)}
        done = _pages(frames, share, tables, solve)
    else:
        frames = _how_many(issue, tables, grid, tops, foot, rules)
        done = _shared_out(issue, frames, tables, solve, seed, stop)
        if done.value is None and not (stop and stop()):
            # Room enough in sum is not always room on each page: an issue then has a sheet more, and a page a second.
            count = len(frames) + (MORE_PAGES if len(frames) > 1 else 1)
            more = _frames(range(1, count + 1), grid, tops, foot, rules)
            looser = _shared_out(issue, more, tables, solve, seed, stop)
            done = looser if looser.value is not None else done
    if done.value is None:
        return Remarked(None, done.remarks)
    names = {page.number: page.section for page in issue.pages or ()} or {
        made.frame.number: _section(made.tables) for made in done.value
    }
    plan = Plan(
        issue.profile,
        tuple(_dummy(made, grid, names) for made in done.value),
        "solver",
        _scores(done.value),
    )
    return Remarked(
        plan, (*done.remarks, *steps_taken([(made.frame.number, made.tables, made.result) for made in done.value]))
    )


def _once(solve: Solve, stop: Stop | None) -> Solve:
    """Return the solver of pages, which looks for the same page only once.

    Stories that are shared out again leave most pages as they were.
    """
    known: dict[tuple[object, ...], PageResult | None] = {}

    def again(tables: Sequence[ShapeTable], frame: Frame, thorough: bool) -> PageResult | None:
        key = (tuple(tables), frame, thorough)
        if key not in known:
            found = solve(tables, frame, thorough=thorough)
            if stop and stop():
                return found  # the search was cut short
            known[key] = found
        return known[key]

    return again


def _frames(numbers: Sequence[int], grid: Grid, tops: Sequence[int], foot: int, rules: PageRules) -> list[Frame]:
    """Return the free part of each page."""
    last = max(numbers, default=0) if len(numbers) > 1 else 0
    return [
        Frame(
            number,
            grid.columns,
            tops[min(number, len(tops)) - 1] if tops else 0,
            grid.rows - (foot if number == last else 0),
            rules,
        )
        for number in numbers
    ]


def _how_many(
    issue: Issue, tables: Measures, grid: Grid, tops: Sequence[int], foot: int, rules: PageRules
) -> list[Frame]:
    """Return as many pages as the copy needs at its natural size: one, or an even number."""
    cells = sum(natural(tables.table(story.id)) for story in issue.stories)
    least = sum(tables.table(story.id).least for story in issue.stories)
    count = 1
    while True:
        frames = _frames(range(1, count + 1), grid, tops, foot, rules)
        room = sum(frame.cells for frame in frames)
        fits = (cells * 1000 <= room * FULLEST and least <= room) or least * 1000 <= room * SPARE
        if fits or count >= PAGES_MOST:
            return frames
        count = 2 if count == 1 else count + 2


def _shared_out(
    issue: Issue,
    frames: list[Frame],
    tables: Measures,
    solve: Solve,
    seed: int,
    stop: Stop | None,
) -> Remarked[tuple[Made, ...] | None]:
    """Share the stories out over the pages, and again where a page cannot be made of its share.

    Pages that are good stay as they are; those that are not change stories with one good page, another in each round,
    and where that is impossible everything is shared out anew.
    """
    whole = [tables.table(story.id) for story in issue.stories]
    refused: list[tuple[int, frozenset[str]]] = []
    best: Remarked[tuple[Made, ...] | None] = Remarked(None)
    least = 10**9
    settled: list[dict[str, int]] = []
    shared: dict[int, tuple[str, ...]] = {}
    clean = False
    for _ in range(ROUNDS + len(frames)):
        pages = assign(whole, frames, seed=seed, refused=refused, settled=settled.pop(0)) if settled else None
        pages = pages or assign(whole, frames, seed=seed, refused=refused)
        if pages is None:
            break
        share = {
            frame.number: tuple(
                table.story
                for table in sorted(whole, key=lambda table: (table.kind != "lead", -table.priority, table.story))
                if pages[table.story] == frame.number
            )
            for frame in frames
        }
        done = _pages(frames, share, tables, solve, thorough=False)
        bad = [made.frame.number for made in done.value or () if made.result.faults]
        cost = sum(made.result.cost for made in done.value) if done.value else 10**8
        clean = done.value is not None and not bad
        if clean or cost < least:
            least, best, shared = cost, done, share
            good = [frame.number for frame in frames if done.value and frame.number not in bad]
            settled = [
                {story: page for story, page in pages.items() if page in good and page != open_page}
                for open_page in reversed(good)
            ]
        if clean or (stop and stop()):
            break
        refused += [
            (number, frozenset(stories)) for number, stories in share.items() if number in bad or done.value is None
        ]
    if shared and not clean and not (stop and stop()):
        best = _pages(frames, shared, tables, solve)
    if best.value is None and not best.remarks:
        room = sum(frame.cells for frame in frames)
        return Remarked(None, over_full(frames[0].number, whole, room, tables))
    return best


def _pages(
    frames: Sequence[Frame],
    share: dict[int, tuple[str, ...]],
    tables: Measures,
    solve: Solve,
    *,
    thorough: bool = True,
) -> Remarked[tuple[Made, ...] | None]:
    """Solve the pages in order; what jumps from one is waiting for a later one."""
    waiting: dict[int, list[ShapeTable]] = {frame.number: [] for frame in frames}
    made: list[Made] = []
    remarks: list[Diagnostic] = []
    fit = True
    for place, frame in enumerate(frames):
        stories = share[frame.number]
        in_ear = ear_story(frame, stories, tables)
        ear = ear_block(frame, in_ear, tables) if in_ear else None
        if ear is not None:
            stories = tuple(story for story in stories if story != in_ear)
        elif in_ear:
            remarks.append(
                Diagnostic.make("M220", Severity.ERROR, Locus(in_ear), story=in_ear, rows=frame.top - STRIP_ROWS)
            )
            fit = False
            continue
        later = partial(_later, frames[place + 1 :], share, waiting, tables)
        page = climb(frame, stories, waiting[frame.number], later, tables, solve, thorough=thorough)
        if page is None:
            whole = [tables.table(story, decks=True) for story in stories] + waiting[frame.number]
            remarks += over_full(frame.number, whole, frame.cells, tables)
            fit = False
            continue
        for story, placed, to in page.jumps:
            waiting[to].append(tables.remainder(story, placed, frame.number))
        remarks += under_full(page.result, page.tables, frame, tables)
        made.append(replace(page, ear=ear))
    return Remarked(tuple(made) if fit else None, tuple(remarks))


def _later(
    frames: Sequence[Frame],
    share: dict[int, tuple[str, ...]],
    waiting: dict[int, list[ShapeTable]],
    tables: Measures,
) -> Later:
    """Return what stands on the pages to come; asked for only when something must jump."""
    return [(frame, [tables.table(story) for story in share[frame.number]] + waiting[frame.number]) for frame in frames]


def _section(tables: Sequence[ShapeTable]) -> str:
    """Return the section that most of a page's stories belong to."""
    named = [table.section for table in tables if table.section]
    return max(sorted(set(named)), key=named.count, default="")


def _dummy(made: Made, grid: Grid, names: dict[int, str]) -> PageDummy:
    frame = made.frame
    blocks = tuple(to_block(placed, made.tables[placed.item]) for placed in made.result.placed)
    if made.ear is not None:
        blocks = (made.ear, *blocks)
    return PageDummy(
        frame.number,
        frame.top,
        blocks,
        grid.rows - frame.end,
        names.get(frame.number, ""),
        made.ear.cols if made.ear is not None else 0,
    )


def _scores(pages: Sequence[Made]) -> tuple[tuple[str, float], ...]:
    """Return the plan's scores: shares in percent, counts, cost and proved bound."""
    cells = sum(made.frame.cells for made in pages)

    def total(key: str) -> int:
        return sum(made.result.count(key) for made in pages)

    return (
        ("white", round(100 * total("white") / cells, 2) if cells else 0.0),
        ("feather", round(100 * total("feather") / cells, 2) if cells else 0.0),
        ("clashes", total("clashes")),
        ("alleys", total("alleys")),
        ("order", total("order")),
        ("sizes", total("sizes")),
        ("jumps", sum(len(made.jumps) for made in pages)),
        ("cost", sum(made.result.cost for made in pages)),
        ("bound", sum(made.result.bound for made in pages)),
    )
