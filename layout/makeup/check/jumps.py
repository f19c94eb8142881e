"""Faults over several pages: stories missing or twice, jumps without their other half."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.makeup.check.verdict import Cells, Fault

if TYPE_CHECKING:
    from layout.makeup.check.facts import BlockFacts, StoryFacts
    from layout.makeup.dummy.plan import Block, Plan
    from layout.rules.house import PageRules


def present(plan: Plan, stories: Mapping[str, StoryFacts]) -> Iterator[Fault]:
    """Yield M103 (no place), M104 (two places) and M105 (nobody's story)."""
    seen: dict[tuple[str, int], Cells] = {}
    first = plan.pages[0].number if plan.pages else 1
    for page in plan.pages:
        for block in page.blocks:
            at = Cells(page.number, block.col, block.row, block.cols, block.rows)
            if block.story not in stories:
                yield Fault("M105", Severity.ERROR, at, (block.story,), (("page", page.number),))
            elif (block.story, block.part) in seen:
                yield Fault("M104", Severity.ERROR, at, (block.story,), (("page", page.number),))
            seen[block.story, block.part] = at
    for story in stories:
        if (story, 1) not in seen:
            yield Fault("M103", Severity.ERROR, Cells(first, 0, 0, 0, 0), (story,))


def jumps(plan: Plan, facts: Mapping[tuple[int, str, int], BlockFacts], rules: PageRules) -> Iterator[Fault]:
    """Yield faults of jumps.

    M120 a half is missing, M121 it goes back or stays, M122 a piece is too short, M123 a page sends too many or to
    several pages.
    """
    opened: dict[str, tuple[int, Block]] = {}
    resumed: dict[str, tuple[int, Block]] = {}
    for page in plan.pages:
        for block in page.blocks:
            if block.jump:
                opened[block.story] = (page.number, block)
            if block.part > 1:
                resumed[block.story] = (page.number, block)
    for story, (number, block) in opened.items():
        at = Cells(number, block.col, block.row, block.cols, block.rows)
        target = resumed.get(story)
        if target is None or target[0] != block.jump:
            yield Fault("M120", Severity.ERROR, at, (story,), (("page", number), ("to", block.jump)))
        if block.jump <= number:
            yield Fault("M121", Severity.ERROR, at, (story,), (("page", number), ("to", block.jump)))
    for story, (number, block) in resumed.items():
        if story not in opened:
            at = Cells(number, block.col, block.row, block.cols, block.rows)
            yield Fault("M120", Severity.ERROR, at, (story,), (("page", number), ("to", number)))
    for story, (number, block) in (*opened.items(), *resumed.items()):
        known = facts.get((number, story, block.part))
        lines = sum(leg.filled for leg in known.legs) if known else rules.piece_least
        if lines < rules.piece_least:
            yield Fault(
                "M122",
                Severity.WARNING,
                Cells(number, block.col, block.row, block.cols, block.rows),
                (story,),
                (("page", number), ("lines", lines), ("least", rules.piece_least)),
            )
    for page in plan.pages:
        sent = [block for block in page.blocks if block.jump]
        targets = {block.jump for block in sent}
        if len(sent) > rules.jumps_most or len(targets) > 1:
            yield Fault(
                "M123",
                Severity.WARNING if len(sent) > rules.jumps_most else Severity.NOTE,
                Cells(page.number, 0, page.top, 0, 0),
                tuple(block.story for block in sent),
                (("page", page.number), ("jumps", len(sent)), ("pages", len(targets))),
            )
