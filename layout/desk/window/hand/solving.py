"""The solver asked by hand: a page mended, filled or made anew, other pages left as they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from layout.desk.window.hand.scene import refuse_with
from layout.diagnostics import has_errors
from layout.ground.dataclass import replace

if TYPE_CHECKING:
    from layout.desk.window.hand.scene import Scene
    from layout.issue.model import Issue, Story
    from layout.makeup.dummy.agreement import Cells
    from layout.makeup.dummy.plan import Block, PageDummy, Plan

SEARCH = 4.0
"""Nominal seconds a page: somebody looks on."""


def solved(
    scene: Scene,
    issue: Issue,
    plan: Plan,
    pages: Collection[int],
    *,
    anew: Collection[int] = (),
    holes: Sequence[tuple[int, Cells]] = (),
) -> Plan | None:
    """Return a plan with these pages, and those that their jumps lead to, as the solver mends or makes them.

    None where it finds no way, or nothing to do.
    """
    from layout.makeup.solve import plan_issue

    done = plan_issue(issue, scene.pages().room, kept=plan, anew=anew, holes=holes, seconds=SEARCH)
    if done.value is None or has_errors(done.remarks):
        return None
    tied = _tied(done.value, pages)
    made = {page.number: page for page in done.value.pages if page.number in tied}
    whole = tuple(made.get(page.number, page) for page in plan.pages)
    return replace(plan, pages=whole, scores=()) if whole != plan.pages else None


def refused(scene: Scene, issue: Issue, plan: Plan, pages: Collection[int]) -> None:
    """Refuse a command that the solver found no way for, with its reasons."""
    from layout.makeup.solve import plan_issue

    remarks = plan_issue(issue, scene.pages().room, kept=plan, anew=pages, seconds=0.1).remarks
    refuse_with("no_way", "排不下：找不到合适的排法", "no arrangement was found", remarks)


def _tied(plan: Plan, pages: Collection[int]) -> set[int]:
    """Return pages with those that stories jump to from them or come from."""
    on: dict[str, set[int]] = {}
    for page in plan.pages:
        for block in page.blocks:
            on.setdefault(block.story, set()).add(page.number)
    found = set(pages)
    for there in on.values():
        if there & found:
            found |= there
    return found


def pinned(issue: Issue, blocks: Sequence[Block], *, rows: bool = True) -> Issue:
    """Return an issue whose stories of these blocks stand at their cells, whatever else moves."""
    at = {block.story: block for block in blocks if block.part == 1}

    def held(story: Story) -> Story:
        block = at.get(story.id)
        if block is None:
            return story
        pin: dict[str, str | int] = {"col": block.col, "row": block.row, "cols": block.cols}
        if rows:
            pin["rows"] = block.rows
        return replace(story, wishes=replace(story.wishes, pin=tuple(pin.items())))

    return replace(issue, stories=tuple(held(story) for story in issue.stories))


def room_made(scene: Scene, issue: Issue, plan: Plan, page: PageDummy, block: Block) -> Plan | None:
    """Return a plan in which one block of a page stays where it is and its neighbours find other places.

    First only those that it overlaps move, then their neighbours, too, then the whole page.
    """
    others = [one for one in page.blocks if one is not block and one.row >= page.top]
    pressed = [one for one in others if _overlap(one, block)]
    near = [one for one in others if any(_touch(one, other) for other in (*pressed, block))]
    tried: list[frozenset[str]] = []
    for loose in (pressed, near, others):
        held = [one for one in others if one not in loose]
        names = frozenset(one.story for one in held)
        if names in tried:
            continue
        tried.append(names)
        for rows in (True, False):
            wanted = pinned(pinned(issue, held), (block,), rows=rows)
            made = solved(scene, wanted, plan, (page.number,), anew=(page.number,))
            if made is not None and sound(made, page.number):
                return made
    return None


def sound(plan: Plan, number: int) -> bool:
    """Tell whether no two blocks of a page overlap."""
    page = next(page for page in plan.pages if page.number == number)
    alone = [block for block in page.blocks if page.host_of(block) is None]
    return not any(_overlap(one, other) for at, one in enumerate(alone) for other in alone[at + 1 :])


def _overlap(one: Block, other: Block) -> bool:
    return (
        one.col < other.col + other.cols
        and other.col < one.col + one.cols
        and one.row < other.row + other.rows + other.tail
        and other.row < one.row + one.rows + one.tail
    )


def _touch(one: Block, other: Block) -> bool:
    return (
        one.col <= other.col + other.cols
        and other.col <= one.col + one.cols
        and one.row <= other.row + other.rows + other.tail
        and other.row <= one.row + one.rows + one.tail
    )
