"""A pull quote 提要: a sentence of the story lifted out of it, large, between two rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.compose.line.spec import Matter
from layout.compose.line.told import told
from layout.diagnostics import Locus
from layout.geometry import pt
from layout.sheet import Rule

if TYPE_CHECKING:
    from layout.geometry import Box
    from layout.issue.model import Story
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.forme import Forme

RULE = pt(1)
"""Width of the rules over and under the quote."""


def set_quote(forme: Forme, room: CaseRoom, story: Story, cells: Box) -> None:
    """Set a story's pull quote into its cells, centred between a rule at their head and one at their foot.

    It says again what the copy says, so it is a region of its own kind and no part of the story's text.
    """
    from layout.compose.sense.lines import set_for_sense

    spec = room.style["pullquote"]
    pitch = spec.size * 3 // 2
    measure = cells.w // spec.size * spec.size
    locus = Locus(story.id, "pullquote")
    lines = set_for_sense(story.pullquote, spec, measure, room.case, Matter(role="pullquote", locus=locus))
    room.note(*told(story.pullquote, spec, lines, locus, room.case))
    region = forme.region("pullquote", cells, story=story.id)
    for y in (cells.y + RULE, cells.bottom - RULE):
        forme.rule(Rule(cells.x, y, cells.right, y, RULE, region=region))
    depth = (len(lines) - 1) * pitch + spec.size
    y = cells.y + (cells.h - depth) // 2 + spec.size * 88 // 100
    for number, line in enumerate(lines):
        forme.text(line, cells.x + (cells.w - measure) // 2, y + number * pitch, region)
