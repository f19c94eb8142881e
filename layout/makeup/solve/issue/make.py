"""An issue's plan: stories shared out to pages, pages made by all hands, what jumps from one waiting for a later one.

First every page is made quickly, so that there is a plan; then each is looked for at length. The whole issue has one
limit of counted work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from layout.diagnostics import Remarked
from layout.ground.dataclass import replace
from layout.makeup.dummy.plan import PageDummy, Plan
from layout.makeup.solve.design import dressed
from layout.makeup.solve.issue.assign import natural
from layout.makeup.solve.issue.forms import form_remarks, forms_of
from layout.makeup.solve.issue.hands import OwnHands
from layout.makeup.solve.issue.making import Making
from layout.makeup.solve.issue.steps import steps_taken
from layout.makeup.solve.issue.unlike import past_skeletons
from layout.makeup.solve.shapes import Frame, Measures, Shape, ShapeTable, to_block
from layout.rules.house import BOOK, PageRules
from layout.rules.solver import FULLEST, JUMP_ROWS, PAGES_MOST, PROBED, SPARE

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.issue.model import Issue
    from layout.makeup.solve.issue.hands import Hands
    from layout.makeup.solve.issue.ladder import Made
    from layout.makeup.solve.search.one_page import Progress, Stop

PROBED_PAGES = 4
"""Pages of an issue up to which that is tried: of many the sums are sure."""

COUNTS = (1, *range(2, PAGES_MOST + 1, 2))
"""Numbers of pages that an issue takes of itself: one sheet has a front and a back."""


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
    hands: Hands | None = None,
) -> Remarked[Plan | None]:
    """Return a plan for an issue, with the copyfit steps taken as notes; None with the over-fill where it cannot fit.

    `tops` are the rows that the furniture takes at the top of page 1, 2, … (the last one repeats), `foot` those that
    the imprint takes at the foot of the last of several pages. `seconds` of counted work for each page are the limit of
    the issue: the same issue, seed and limit give the same plan, whoever makes the pages (`hands`). `rules` are what
    the house decides of its pages.
    """
    hands = hands or OwnHands(tables, progress, stop)
    hands.measure([story.id for story in issue.stories])
    apart = tuple((clash.notice, clash.story) for clash in issue.clashes)
    frames_of = partial(_frames, grid=grid, tops=tops, foot=foot, rules=rules, turn=issue.number)
    forms = forms_of(issue)
    past = past_skeletons(issue.past, grid.columns, grid.rows)
    making = Making(tables, hands, seconds, seed, stop, apart, forms, past)
    if issue.pages is not None:
        frames = frames_of([page.number for page in issue.pages])
        share = {frame.number: page.stories for frame, page in zip(frames, issue.pages, strict=True)}
        names = {page.number: page.section for page in issue.pages}
        done = making.kept(frames, share)
    else:
        names = dict(enumerate(issue.sections, 1))
        whole = [_reckoned(story.id, tables) for story in issue.stories]
        done = Remarked(None)
        fits = _holding(whole, frames_of)
        for count in _counts(issue.auto, fits):
            enough = next((more for more in COUNTS if more > count and fits(more, FULLEST)), PAGES_MOST)
            tried = making.dealt(frames_of(range(1, count + 1)), whole, names, enough)
            done = tried if tried.value is not None or not done.remarks else done
            if done.value is not None or (stop and stop()):
                break
    if done.value is None:
        return Remarked(None, done.remarks)
    named = {made.frame.number: names.get(made.frame.number) or _section(made.tables) for made in done.value}
    plan = Plan(issue.profile, tuple(_dummy(made, grid, named) for made in done.value), "solver", _scores(done.value))
    steps = steps_taken([(made.frame.number, made.tables, made.result) for made in done.value])
    came_out = {made.frame.number: made.result.by for made in done.value}
    by_number = {made.frame.number: made.frame for made in done.value}
    return Remarked(plan, (*done.remarks, *form_remarks(issue, forms, came_out, by_number, tables), *steps))


def _frames(
    numbers: Sequence[int], grid: Grid, tops: Sequence[int], foot: int, rules: PageRules, turn: int = 0
) -> list[Frame]:
    """Return the free part of each page; `turn` is the design that page 1 begins with."""
    last = max(numbers, default=0) if len(numbers) > 1 else 0
    return [
        Frame(
            number,
            grid.columns,
            tops[min(number, len(tops)) - 1] if tops else 0,
            grid.rows - (foot if number == last else 0),
            rules,
            turn,
        )
        for number in numbers
    ]


def _reckoned(story: str, tables: Measures) -> ShapeTable:
    """Return a story's table; of one that has no shape as a whole, but may jump, with its lines as cells."""
    table = tables.table(story)
    if table.shapes or not tables.pieces(story, 0).shapes:
        return table
    return replace(table, shapes=(Shape(1, tables.depth(story) + 2 * JUMP_ROWS),))


def _holding(
    whole: Sequence[ShapeTable], frames_of: Callable[[Sequence[int]], Sequence[Frame]]
) -> Callable[[int, int], bool]:
    """Return what tells whether so many pages hold the copy at natural size, up to so full, or well at its least."""
    cells, least = sum(map(natural, whole)), sum(table.least for table in whole)

    def fits(count: int, full: int) -> bool:
        free = sum(frame.cells for frame in frames_of(range(1, count + 1)))
        return (cells * 1000 <= free * full and least <= free) or least * 1000 <= free * SPARE

    return fits


def _counts(asked: int, fits: Callable[[int, int], bool]) -> Sequence[int]:
    """Return the numbers of pages to try in turn: as many as are asked for, else one or an even number.

    The first that the copy fits; of a few pages one step fewer is tried before it, since a full page can often be made;
    and one step more after it.
    """
    if asked:
        return (asked,)
    first = next((nth for nth, count in enumerate(COUNTS) if fits(count, FULLEST)), len(COUNTS) - 1)
    found = COUNTS[first : first + 2]
    if first and COUNTS[first - 1] <= PROBED_PAGES and fits(COUNTS[first - 1], PROBED):
        found = (COUNTS[first - 1], *found)
    return found


def _section(tables: Sequence[ShapeTable]) -> str:
    """Return the section that most of a page's stories belong to."""
    named = [table.section for table in tables if table.section]
    return max(sorted(set(named)), key=named.count, default="")


def _dummy(made: Made, grid: Grid, names: dict[int, str]) -> PageDummy:
    frame = made.frame
    gathered = any(placed.shape.label for placed in made.result.placed)
    blocks = tuple(
        dressed(to_block(placed, table), table, frame, placed.shape.fill, calm=gathered)
        for placed in made.result.placed
        for table in (made.tables[placed.item],)
    )
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
