"""The page's ledger for a build: the dummy as the ledger reads it, and what does not balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ledger import Dealt, DealtPage, Stand, balance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layout.diagnostics import Diagnostic
    from layout.issue.model import Issue
    from layout.makeup.dummy.plan import PageDummy, Plan
    from layout.sheet import Fit, Sheet


def ledger_of(
    issue: Issue,
    plan: Plan,
    sheets: Sequence[Sheet],
    fits: Iterable[Fit],
    remarks: Iterable[Diagnostic],
    held: frozenset[str] = frozenset(),
) -> tuple[Diagnostic, ...]:
    """Return what the ledger finds wrong with made-up sheets.

    `remarks` are what the desk is told already; `held` are stories that it is told stand on no page.
    """
    over = frozenset(story.id for story in issue.stories if story.head.style == "over")
    return balance(issue, sheets, dealt_of(plan, over), fits, tuple(remarks), held)


def dealt_of(plan: Plan, over: frozenset[str] = frozenset()) -> Dealt:
    """Return a dummy as plain cells; `over` are stories whose own wish is a head over its picture 压图."""
    return Dealt(tuple(_page(page, over) for page in plan.pages), plan.by == "hand")


def _page(page: PageDummy, over: frozenset[str]) -> DealtPage:
    stands = []
    for block in page.blocks:
        host = page.host_of(block)
        stands.append(
            Stand(
                page.number,
                block.story,
                block.col,
                block.row,
                block.cols,
                block.rows,
                block.part,
                block.box,
                block.legs,
                block.jump,
                block.tail,
                block.label,
                block.head.deck,
                block.quote is not None,
                host.story if host else "",
                tuple(photo.row for photo in block.photos),
                page.top == 0 and page.number > 1 and len(page.blocks) == 1 and block.box == "none",
                over=block.head.style == "over" or (not block.head.style and block.story in over),
                tail_cols=block.foot[2],
            )
        )
    return DealtPage(page.number, page.top, page.foot, tuple(stands))
