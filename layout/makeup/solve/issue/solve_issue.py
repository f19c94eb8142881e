"""An issue and its case room in, a plan out: measuring, keeping what is kept, solving the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from layout.diagnostics import Remarked, has_errors
from layout.ground.dataclass import replace
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.page.folio import FOLIO_ROWS, IMPRINT_ROWS
from layout.makeup.page.kept import agreement_of, outgrown
from layout.makeup.page.masthead import front_rows
from layout.makeup.page.pages import make_up
from layout.makeup.solve.issue.fillers import with_fillers
from layout.makeup.solve.issue.forms import reformed
from layout.makeup.solve.issue.hands import hands_for
from layout.makeup.solve.issue.hosts import (
    folded_issue,
    folded_misfits,
    folded_plan,
    hosts_placed,
    hosts_wished,
    too_small,
    unfolded,
)
from layout.makeup.solve.issue.late import resolve
from layout.makeup.solve.issue.make import make_plan
from layout.makeup.solve.issue.pins import pins_that_contradict, pins_without_shape
from layout.makeup.solve.issue.spreads import as_wanted, with_spreads, without_spreads
from layout.makeup.solve.issue.stood import Means
from layout.makeup.solve.issue.whole_pages import with_whole_pages, without_whole_pages
from layout.makeup.solve.measure.measured import Measured

if TYPE_CHECKING:
    from layout.issue.model import Issue, Story
    from layout.makeup.dummy.agreement import BlockKey, Cells
    from layout.makeup.dummy.misfits import Misfits
    from layout.makeup.dummy.plan import Plan
    from layout.makeup.solve.search.one_page import Progress, Stop

STORIES_A_PAGE = 8
"""Stories from which on an issue that the program pages is thought to have a second page."""

ROUNDS = 3
"""How often a kept plan's pages are mended, so that what a jump leaves can follow."""


def plan_issue(
    issue: Issue,
    room: CaseRoom,
    *,
    kept: Plan | None = None,
    anew: Collection[int] = (),
    holes: Sequence[tuple[int, Cells]] = (),
    seconds: float = 20.0,
    seed: int = 0,
    progress: Progress | None = None,
    stop: Stop | None = None,
    cores: int = 0,
) -> Remarked[Plan | None]:
    """Return the plan of an issue.

    A `kept` plan is used as it is while it agrees with the issue and every story fits its block; after a late change
    only what no longer does moves, page by page. The pages `anew` are made up afresh, the others stay; `holes` are
    empty cells of its pages that are to be filled. Without a kept plan the pages are solved. `seconds` of counted work
    a page are the limit; `cores` is how many processes may work, 0: all that the machine has. Neither they nor the
    machine's speed change the plan.
    """
    wrong = pins_that_contradict(issue, room.grid)
    if wrong:
        return Remarked(None, wrong)
    fresh = room.emptied()
    if kept is not None and kept.profile == issue.profile:
        means = partial(
            Means,
            grid=room.grid,
            rules=room.rules,
            seconds=seconds,
            seed=seed,
            progress=progress,
            stop=stop,
            turn=issue.number,
            apart=tuple((clash.notice, clash.story) for clash in issue.clashes),
        )
        return _mended(kept, issue, fresh, means, anew, holes)
    if any(page.spread for page in issue.pages or ()):
        one = partial(plan_issue, seconds=seconds, seed=seed, progress=progress, stop=stop, cores=cores)
        rest = one(without_spreads(issue), room)
        if rest.value is None:
            return rest
        numbers = {page.number for page in issue.pages or () if page.spread}
        wide = partial(one, room=room.on(room.grid.spread()))
        plan, done, told = with_spreads(rest.value, issue, wide, numbers)
        return Remarked(plan if done == numbers else None, (*rest.remarks, *told))
    grid = room.grid
    front = front_rows(grid.rows)
    hosts = hosts_wished(issue)
    tables = Measured(fresh, issue.stories, hosts=hosts)
    wrong = (*too_small(hosts, tables), *pins_without_shape(issue, tables, grid))
    if wrong:
        return Remarked(None, wrong)
    pages = len(issue.pages) if issue.pages is not None else issue.auto or len(issue.stories) // STORIES_A_PAGE
    made = make_plan(
        without_whole_pages(folded_issue(issue, tuple(hosts.values()))),
        tables,
        grid,
        (front, FOLIO_ROWS),
        seconds,
        seed,
        foot=IMPRINT_ROWS,
        progress=progress,
        stop=stop,
        rules=room.rules,
        hands=hands_for(tables, pages, progress, stop, cores),
    )
    if made.value is None:
        return made
    whole, steps = unfolded(with_whole_pages(made.value, issue, tables), hosts, tables)
    whole, placed = with_fillers(whole, issue, room)
    # What a page with a filler still leaves white is told of the finished page (M118).
    filled = {dict(remark.args)["page"] for remark in placed}
    said = [one for one in made.remarks if one.code != "M214" or dict(one.args)["page"] not in filled]
    return Remarked(whole, (*said, *steps, *placed))


def _mended(
    kept: Plan,
    issue: Issue,
    fresh: CaseRoom,
    means: partial[Means],
    anew: Collection[int],
    open_cells: Sequence[tuple[int, Cells]],
) -> Remarked[Plan | None]:
    """Return a kept plan brought to the issue: what agrees and fits stays.

    What goes on after a jump changes with what stands before it, so the pages are looked at again after each round.
    """
    agreement = agreement_of(kept, issue, fresh.grid.rows)
    plan, missing = agreement.plan, agreement.missing
    if missing:
        plan = with_whole_pages(plan, issue, Measured(fresh, issue.stories))
        placed = {block.story for page in plan.pages for block in page.blocks}
        missing = tuple(entry for entry in missing if entry[1] not in placed)
    plan, turned, anew_too = as_wanted(plan, issue)
    missing, anew = (*missing, *turned), {*anew, *anew_too}
    touched: frozenset[BlockKey] = agreement.touched
    holes = (*agreement.holes, *open_cells)
    remarks = list(agreement.remarks)
    for _ in range(ROUNDS):
        found = misfits_of(plan, issue, fresh)
        plan, holes, wrong = found.plan, (*holes, *found.holes), found.wrong | touched
        if not (wrong or missing or holes or anew):
            break
        hosts = hosts_wished(issue) | hosts_placed(plan)
        guests = set(hosts.values())
        tables = Measured(fresh, _titled(issue.stories, plan), dict(found.left), hosts)
        changed = {*(key[0] for key in wrong), *(page for page, _ in missing), *(page for page, _ in holes), *anew}
        plan, remade = reformed(plan, issue, tables, fresh.grid, changed)
        wide = fresh.on(fresh.grid.spread())
        make = partial(plan_issue, room=wide, seconds=means.keywords["seconds"], seed=means.keywords["seed"])
        plan, spread, told = with_spreads(plan, issue, make, changed)
        remade |= spread
        remarks += told
        wrong = frozenset(key for key in wrong if key[0] not in remade)
        missing = tuple(entry for entry in missing if entry[0] not in remade)
        holes = tuple(entry for entry in holes if entry[0] not in remade)
        anew = {number for number in anew if number not in remade}
        done = resolve(
            folded_plan(plan),
            folded_misfits(wrong, hosts),
            means(tables),
            missing=tuple(entry for entry in missing if entry[1] not in guests),
            holes=holes,
            anew=anew,
        )
        whole, steps = unfolded(done.value, hosts, tables, plan, wrong)
        remarks += (*done.remarks, *steps)
        if whole.pages == plan.pages or has_errors(done.remarks):
            plan = whole
            break
        plan, missing, touched, holes, anew = whole, (), frozenset(), (), set()
    return Remarked(kept if plan.pages == kept.pages else plan, tuple(dict.fromkeys(remarks)))


def _titled(stories: Sequence[Story], kept: Plan) -> tuple[Story, ...]:
    """Return the stories with the column titles that a kept plan gives them, which take their rows like any other."""
    titles = {block.story: block.label for page in kept.pages for block in page.blocks if block.label}
    return tuple(
        replace(story, wishes=replace(story.wishes, label=titles[story.id])) if story.id in titles else story
        for story in stories
    )


def misfits_of(plan: Plan, issue: Issue, room: CaseRoom) -> Misfits:
    """Return what does not fit of a plan when it is set as it would be printed."""
    return outgrown(plan, issue, make_up(issue, plan, room.emptied(), ""))
