"""Styles of heads 题的样式: flush left or centred, in colour 彩题, white on black 反白, as dummy or story says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.geometry import Box
from layout.ground.dataclass import replace
from layout.rules.pages import GROUND_SIDE, HEAD_GROUND
from layout.sheet import BLACK
from layout.text.classes import OPENERS

if TYPE_CHECKING:
    from layout.compose.head.set_head import HeadSetting, PlacedLine
    from layout.geometry import Grid, Length
    from layout.issue.model import Head, Story
    from layout.makeup.dummy.plan import HeadChoice
    from layout.makeup.page.forme import Forme
    from layout.rules.house import PageRules


def dressed(head: Head, choice: HeadChoice) -> Head:
    """Return a head in the style and face that the dummy says, else its own; one on a ground stands in the middle."""
    style = choice.style or head.style
    align = "center" if style == "reverse" else choice.align or head.align
    return replace(head, align=align, style=style, face=choice.face or head.face)


def side_of_ground(grid: Grid) -> Length:
    """Return what a horizontal head keeps clear of either side of its ground 反白, so that its edge touches no type."""
    return grid.leading * GROUND_SIDE // 1000


def may_have_ground(story: Story, rules: PageRules) -> bool:
    """Tell whether a story's horizontal head stands on a ground, or will where its page's design asks for it."""
    head = story.head
    in_turn = story.kind == "brief" and not head.style and bool(rules.reversed_briefs)
    return head.orient == "h" and (in_turn or head.style == "reverse")


def ground_of(head: HeadSetting, grid: Grid) -> Box | None:
    """Return the box of a head's lines, from the head's corner, with what its ground reaches beyond them.

    None where it has no lines. The byline of a horizontal head stays black on paper.
    """
    pad = grid.leading * HEAD_GROUND // 1000
    boxes = [extent(part) for part in head.parts if head.vertical or part.line.role != "byline"]
    if not boxes:
        return None
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    upper = max(0, whole.y - pad)
    return Box(whole.x - pad, upper, whole.w + 2 * pad, whole.bottom + pad - upper)


def place_ground(forme: Forme, head: HeadSetting, style: str, at: tuple[int, int, int]) -> None:
    """Draw the ground of a head that is white on black, at (left edge, top, width) of the head's box.

    It reaches a little beyond the lines of the head; of a horizontal one it is as wide as the span.
    """
    ground = ground_of(head, forme.grid) if style == "reverse" else None
    if ground is None:
        return
    left, top, width = at
    x, wide = (left + ground.x, ground.w) if head.vertical else (left, width)
    forme.tint(Box(x, top + ground.y, wide, ground.h), BLACK)


def extent(part: PlacedLine) -> Box:
    """Return the box of a head's line, from the head's corner."""
    line = part.line
    if line.vertical:
        return Box(part.x - line.size // 2, part.y, line.size, line.extent)
    first = min((run.x for run in line.runs), default=0)
    # An opening mark's cell hangs over the edge at which its ink stands.
    hung = max(0, -first) if line.text[:1] in OPENERS else 0
    return Box(part.x + first, part.y - line.size * 88 // 100, line.extent + hung, line.size)
