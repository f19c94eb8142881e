"""Spreads 通版 while an issue is planned: two facing pages made as one, on twice the columns, each by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Remarked
from layout.ground.dataclass import replace
from layout.makeup.dummy.plan import PageDummy, Plan

if TYPE_CHECKING:
    from layout.issue.model import Issue, PagePlan

Make = Callable[["Issue"], Remarked["Plan | None"]]
"""Makes the plan of an issue of one spread."""


def without_spreads(issue: Issue) -> Issue:
    """Return the issue without its spreads and their stories."""
    gone = {story for page in issue.pages or () if page.spread for story in page.stories}
    return replace(
        issue,
        pages=tuple(page for page in issue.pages or () if not page.spread),
        stories=tuple(story for story in issue.stories if story.id not in gone),
    )


def only_spread(issue: Issue, page: PagePlan) -> Issue:
    """Return an issue of one page, which is a spread's."""
    stories = tuple(story for story in issue.stories if story.id in page.stories)
    return replace(issue, pages=(replace(page, spread=False),), stories=stories)


def with_spreads(
    plan: Plan, issue: Issue, make: Make, changed: Collection[int]
) -> tuple[Plan, set[int], tuple[Diagnostic, ...]]:
    """Return a plan with the issue's spreads of these numbers made anew, the numbers of those made, what is to be said.

    A spread that cannot be made is left as it is; why is among the remarks.
    """
    pages = {page.number: page for page in plan.pages}
    remarks: list[Diagnostic] = []
    done: set[int] = set()
    for page in issue.pages or ():
        if not page.spread or page.number not in changed:
            continue
        made = make(only_spread(issue, page))
        remarks += made.remarks
        if made.value is not None:
            new = replace(made.value.pages[0], spread=True)
            pages[page.number] = new if plan.by == "solver" else replace(new, by="solver")
            done.add(page.number)
    return replace(plan, pages=tuple(pages[number] for number in sorted(pages))), done, tuple(remarks)


def as_wanted(plan: Plan, issue: Issue) -> tuple[Plan, list[tuple[int, str]], set[int]]:
    """Return a kept plan whose pages are spreads where the issue's are, stories without a block, and those pages.

    What became a spread, or is none any more, stands on another grid: nothing of it can stay.
    """
    spread = {page.number: page for page in issue.pages or ()}
    pages: list[PageDummy] = []
    missing: list[tuple[int, str]] = []
    turned: set[int] = set()
    for page in plan.pages:
        wanted = spread.get(page.number)
        if wanted is not None and wanted.spread != page.spread:
            turned.add(page.number)
            missing += [(page.number, story) for story in wanted.stories]
            page = replace(page, blocks=(), spread=wanted.spread)
        pages.append(page)
    return replace(plan, pages=tuple(pages)), missing, turned
