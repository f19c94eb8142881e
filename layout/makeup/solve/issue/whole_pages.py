"""Notices of a whole page 整版广告 while an issue is planned: each is a page of its own, which no solver looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.makeup.dummy.plan import Block, PageDummy, Plan
from layout.makeup.solve.shapes import Placed, to_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.issue.model import Issue
    from layout.makeup.solve.measure.measured import Measured


def without_whole_pages(issue: Issue) -> Issue:
    """Return the issue without its notices of whole pages and without the pages that those take."""
    whole = {story.id for story in issue.stories if story.fixed and story.wishes.whole_page}
    if not whole:
        return issue
    pages = issue.pages and tuple(page for page in issue.pages if whole.isdisjoint(page.stories))
    return replace(issue, pages=pages, stories=tuple(story for story in issue.stories if story.id not in whole))


def with_whole_pages(plan: Plan, issue: Issue, tables: Measured) -> Plan:
    """Return a plan with a page for each notice that takes one and has none yet.

    It is the page that the desk gave it or pinned it to, else the one before the last, whose imprint stays last.
    """
    placed = {block.story for page in plan.pages for block in page.blocks}
    on = {story: page for page in issue.pages or () for story in page.stories}
    for story in issue.stories:
        if not (story.fixed and story.wishes.whole_page) or story.id in placed:
            continue
        block = _block(story.id, tables)
        if story.id in on:
            mine = PageDummy(on[story.id].number, 0, (block,), section=on[story.id].section)
            pages: Sequence[PageDummy] = [page for page in plan.pages if page.number != mine.number]
        else:
            wanted = dict(story.wishes.pin).get("page")
            number = min(wanted if isinstance(wanted, int) else max(2, len(plan.pages)), len(plan.pages) + 1)
            pages = [_moved_down(page, number) for page in plan.pages]
            mine = PageDummy(number, 0, (block,), section=story.section)
        plan = replace(plan, pages=tuple(sorted((*pages, mine), key=lambda page: page.number)))
    return plan


def _block(story: str, tables: Measured) -> Block:
    table = tables.table(story)
    shape = table.shapes[0]
    return to_block(Placed(0, 0, 0, shape.cols, shape.rows, shape), table)


def _moved_down(page: PageDummy, number: int) -> PageDummy:
    """Return a page that stands one later where another is put in before it, its jumps with it."""
    blocks = tuple(
        replace(block, jump=block.jump + 1) if block.jump and block.jump >= number else block for block in page.blocks
    )
    return replace(page, number=page.number + (page.number >= number), blocks=blocks)
