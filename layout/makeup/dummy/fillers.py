"""An issue with the fillers 补白 of the house that its plan shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ground.dataclass import replace

if TYPE_CHECKING:
    from layout.issue.model import Issue
    from layout.makeup.dummy.plan import Plan


def issue_as_planned(issue: Issue, plan: Plan) -> Issue:
    """Return the issue with the house's fillers that stand on its pages as stories of its own."""
    known = {story.id for story in issue.stories}
    on = {block.story: page.number for page in plan.pages for block in page.blocks if block.story not in known}
    used = tuple(story for story in issue.fillers if story.id in on)
    if not used:
        return issue
    pages = issue.pages and tuple(
        replace(page, stories=(*page.stories, *(story.id for story in used if on[story.id] == page.number)))
        for page in issue.pages
    )
    return replace(issue, stories=(*issue.stories, *used), pages=pages)
