"""An issue's kept plan after late changes: page by page, what agrees and fits stays where it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Remarked, Severity
from layout.ground.dataclass import replace
from layout.makeup.dummy.agreement import BlockKey
from layout.makeup.dummy.plan import PageDummy, Plan
from layout.makeup.solve.issue.overfill import over_full
from layout.makeup.solve.issue.repair import mend
from layout.makeup.solve.issue.stood import Late, Means
from layout.makeup.solve.shapes import Frame

if TYPE_CHECKING:
    from layout.makeup.dummy.agreement import Cells


def resolve(
    plan: Plan,
    misfits: Collection[BlockKey],
    means: Means,
    *,
    missing: Sequence[tuple[int, str]] = (),
    holes: Sequence[tuple[int, Cells]] = (),
    anew: Collection[int] = (),
) -> Remarked[Plan]:
    """Return the plan with what no longer fits made up again, and which stories moved (M216; M221: all of a page).

    `misfits` are the blocks that do not suit their copy; `missing` the stories without a block, each with its page (0:
    where there is most room); `holes` the cells that something was taken from; `anew` the pages made up afresh. Without
    any, the plan comes back as it is. A page that cannot be mended stays as it is, with the arithmetic (M210, M219,
    M213) and, for each story that found no place on it, M336.
    """
    placed = _placed(plan, missing, means)
    pages: list[PageDummy] = []
    remarks: list[Diagnostic] = []
    for dummy in plan.pages:
        late = Late(
            tuple(at for at, block in enumerate(dummy.blocks) if (dummy.number, block.story, block.part) in misfits),
            placed.get(dummy.number, ()),
            tuple(cells for number, cells in holes if number == dummy.number),
            dummy.number in anew,
        )
        mended = mend(dummy, late, means) if late else dummy
        if mended is None:
            remarks += _refused(dummy, late, means)
            mended = dummy
        elif dummy.number not in anew:
            remarks += _told(dummy, mended)
        pages.append(mended if mended == dummy or plan.by == "solver" else replace(mended, by="solver"))
    return Remarked(_signed(replace(plan, pages=tuple(pages))), tuple(remarks))


def _signed(plan: Plan) -> Plan:
    """Return a plan of which no page is by hand any more as the solver's."""
    if any(plan.maker(page) == "hand" for page in plan.pages):
        return plan
    return replace(plan, by="solver", pages=tuple(replace(page, by="") for page in plan.pages))


def _placed(plan: Plan, missing: Sequence[tuple[int, str]], means: Means) -> Mapping[int, tuple[str, ...]]:
    """Return the stories to be placed by page; those free to stand anywhere go where their page has most room."""
    numbers = [page.number for page in plan.pages]
    anywhere = any(page not in numbers for page, _ in missing)
    free = {page.number: _room(page, means) for page in plan.pages} if anywhere else {}
    found: dict[int, tuple[str, ...]] = {}
    for page, story in missing:
        number = page if page in numbers else max(free, key=lambda number: (free[number], number))
        found[number] = (*found.get(number, ()), story)
        if free:
            free[number] -= means.tables.table(story).least
    return found


def _room(dummy: PageDummy, means: Means) -> int:
    """Return the cells that the stories of a page leave when each takes the least."""
    grid = dummy.grid(means.grid)
    taken = sum(
        block.cols * block.rows if block.part > 1 or block.jump else means.tables.table(block.story).least
        for block in dummy.blocks
        if block.row >= dummy.top
    )
    return grid.columns * (grid.rows - dummy.top - dummy.foot) - taken


def _told(before: PageDummy, after: PageDummy) -> tuple[Diagnostic, ...]:
    """Return which blocks of a page moved, and what was done to heads that stood otherwise.

    Nothing is kept of a plan none of whose blocks stayed, and few of which keep their columns.
    """
    stood = {(block.story, block.part): block for block in before.blocks}
    done: list[Diagnostic] = []
    moved: list[str] = []
    aside = 0
    for block in after.blocks:
        was = stood.get((block.story, block.part))
        if was == block:
            continue
        moved.append(block.story)
        aside += was is None or (was.col, was.cols) != (block.col, block.cols)
        steps = (
            ("M204", was is not None and was.head.deck and not block.head.deck),
            ("M205", was is not None and was.box == "none" != block.box),
        )
        done += [
            Diagnostic.make(code, Severity.NOTE, Locus(block.story), story=block.story, page=after.number)
            for code, taken in steps
            if taken
        ]
    if not moved:
        return ()
    if before.blocks and len(moved) == len(after.blocks) and 2 * aside > len(moved):
        return (*done, Diagnostic.make("M221", Severity.WARNING, Locus(moved[0]), page=after.number))
    stories = "、".join(dict.fromkeys(moved))
    return (*done, Diagnostic.make("M216", Severity.NOTE, Locus(moved[0]), page=after.number, stories=stories))


def _refused(dummy: PageDummy, late: Late, means: Means) -> tuple[Diagnostic, ...]:
    """Return why a page cannot hold its stories."""
    frame = Frame(dummy.number, means.grid.columns, dummy.top, means.grid.rows - dummy.foot)
    stories = dict.fromkeys((*(block.story for block in dummy.blocks if block.part == 1), *late.new))
    rests = [means.tables.resumed(block.story) for block in dummy.blocks if block.part > 1]
    whole = [*(means.tables.table(story, decks=True) for story in stories), *rests]
    homeless = [
        Diagnostic.make("M336", Severity.ERROR, Locus(story), story=story, page=dummy.number) for story in late.new
    ]
    reasons = over_full(frame, whole, means.tables)
    # Where room is not what is lacking, a page without new stories stands as it stood, and what is wrong is told of it.
    return (*homeless, *(remark for remark in reasons if late.new or remark.code != "M213"))
