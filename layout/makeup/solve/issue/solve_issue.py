"""An issue and its case room in, a plan out: measuring, keeping what is kept, solving the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Remarked, Severity
from layout.ground.dataclass import replace
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.page.folio import FOLIO_ROWS, IMPRINT_ROWS
from layout.makeup.page.pages import make_up
from layout.makeup.solve.issue.hosts import (
    folded_issue,
    folded_misfits,
    folded_plan,
    hosts_placed,
    hosts_wished,
    too_small,
    unfolded,
)
from layout.makeup.solve.issue.make import make_plan
from layout.makeup.solve.issue.repair import Misfit, resolve
from layout.makeup.solve.measure.measured import Measured

if TYPE_CHECKING:
    from layout.issue.model import Issue, Story
    from layout.makeup.dummy.plan import Plan
    from layout.makeup.solve.search.one_page import Progress, Stop

MASTHEAD_ROWS = 18
"""Rows of the masthead: 75 mm of a broadsheet, as the house's own front page has it."""

MASTHEAD_ROWS_SMALL = 14
"""Rows of the masthead of a page under 100 rows (四开)."""


def plan_issue(
    issue: Issue,
    room: CaseRoom,
    *,
    kept: Plan | None = None,
    seconds: float = 20.0,
    seed: int = 0,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Remarked[Plan | None]:
    """Return the plan of an issue.

    A `kept` plan is used as it is while every story fits its block; after a late change only what no longer fits
    moves. Without one the pages are solved; so they are where it cannot be mended, with a warning for each page
    (M221). `seconds` is the limit for each page.
    """
    wrong = _pins_without_page(issue)
    if wrong:
        return Remarked(None, wrong)
    fresh = room.emptied()
    useless: tuple[Diagnostic, ...] = ()
    if kept is not None and kept.profile == issue.profile:
        misfits, left = misfits_of(kept, issue, fresh)
        if not misfits:
            return Remarked(kept)
        held = hosts_placed(kept)
        tables = Measured(fresh, _titled(issue.stories, kept), left, held)
        mended = resolve(
            folded_plan(kept),
            tables,
            room.grid,
            folded_misfits(misfits, held),
            seconds=seconds,
            seed=seed,
            progress=progress,
            stop=stop,
        )
        if mended.value is not None:
            whole, steps = unfolded(mended.value, held, tables, kept, misfits)
            return Remarked(whole, (*mended.remarks, *steps))
        useless = tuple(Diagnostic.make("M221", Severity.WARNING, page=page.number) for page in kept.pages)
    grid = room.grid
    front = MASTHEAD_ROWS if grid.rows >= 100 else MASTHEAD_ROWS_SMALL
    hosts = hosts_wished(issue)
    tables = Measured(fresh, issue.stories, hosts=hosts)
    wrong = too_small(hosts, tables)
    if wrong:
        return Remarked(None, wrong)
    made = make_plan(
        folded_issue(issue, tuple(hosts.values())),
        tables,
        grid,
        (front, FOLIO_ROWS),
        seconds,
        seed,
        foot=IMPRINT_ROWS,
        progress=progress,
        stop=stop,
    )
    if made.value is None:
        return made
    whole, steps = unfolded(made.value, hosts, tables)
    return Remarked(whole, (*useless, *made.remarks, *steps))


def _titled(stories: Sequence[Story], kept: Plan) -> tuple[Story, ...]:
    """Return the stories with the column titles that a kept plan gives them, which take their rows like any other."""
    titles = {block.story: block.label for page in kept.pages for block in page.blocks if block.label}
    return tuple(
        replace(story, wishes=replace(story.wishes, label=titles[story.id])) if story.id in titles else story
        for story in stories
    )


def misfits_of(plan: Plan, issue: Issue, room: CaseRoom) -> tuple[set[Misfit], dict[str, tuple[int, int]]]:
    """Return the blocks whose copy does not fit, and what each jump sets before it goes on (lines, page).

    The plan is set as it would be printed; a block is wrong where lines find no room or where more stays empty than
    its head can take up.
    """
    made = make_up(issue, plan, room, "")
    blocks = [(page.number, block) for page in plan.pages for block in page.blocks]
    wrong: set[Misfit] = set()
    left: dict[str, tuple[int, int]] = {}
    for fit, (number, block) in zip(made.fits, blocks, strict=False):
        if block.jump:
            left[fit.story] = (fit.set, number)
        if fit.over or fit.short > max(3, block.legs or block.cols):
            wrong.add((fit.page, fit.story, block.part))
    return wrong, left


def _pins_without_page(issue: Issue) -> tuple[Diagnostic, ...]:
    """Return an error for every story fixed to a page that the issue does not have, or to another than it is on."""
    if issue.pages is None:
        return ()
    on = {story: page.number for page in issue.pages for story in page.stories}
    found = []
    for story in issue.stories:
        page = dict(story.wishes.pin).get("page")
        if page is not None and story.id in on and on[story.id] != page:
            found.append(Diagnostic.make("M218", Severity.ERROR, Locus(story.id), story=story.id, page=page))
    return tuple(found)
