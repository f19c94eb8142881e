"""A head's tiers one over another, in a whole number of rows, with the air that belongs around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layout.compose.head_break import break_head
from layout.compose.head_line import DisplayLine
from layout.compose.head_sort import EM, Spaces
from layout.diagnostics import Locus
from layout.geometry.grid import BASELINE_IN_EM
from layout.sheet import BLACK, Ink, Line, Rule

if TYPE_CHECKING:
    from layout.compose.head_style import HeadStyle
    from layout.geometry import Length
    from layout.typeface import TypeCase

SMALL_PITCH = 1_250
"""Leading of kickers, decks and bylines that take two lines, in 1/1000 of their size."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line at its place in a head's box: left edge and baseline in 1/1000 pt from the box's top left corner.

    For a vertical line `x` is the centre of its column and `y` its top, as in `sheet.Text`.
    """

    x: Length
    y: Length
    line: Line


@dataclass(frozen=True, slots=True)
class HeadSetting:
    """A head as set: `rows` baselines deep, air included; `parts` in reading order, `rules` of a label.

    `size` is the headline's, `lines` its number of lines, `fill` the share of the span (or height) that its longest
    line takes, unspaced; `score` runs to 100. `width` is the span, or the room across that a vertical head needs.
    """

    rows: int
    size: Length
    lines: int
    score: float
    parts: tuple[PlacedLine, ...]
    width: Length = 0
    fill: float = 0.0
    tracking: Length = 0
    vertical: bool = False
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Tier:
    """The lines of one part of a head at one size; `fields` say where each line's copy stands in the story's file."""

    role: str
    lines: tuple[DisplayLine, ...]
    size: Length
    tracking: Length = 0
    fields: tuple[tuple[str, int], ...] = ()
    flush: bool = False


def small_tier(
    role: str,
    text: str,
    face: str,
    size: Length,
    width: Length,
    case: TypeCase,
    spaces: Spaces,
    style: HeadStyle,
) -> Tier:
    """Return a kicker, deck or byline: stepped down where the span asks for it, then turned over.

    It gives way by two steps of the ladder at most before it takes another line.
    """
    ways = break_head(text, 1, face, case, spaces)
    for _ in range(3):
        if ways[0].width * size <= width * EM:
            return _tier(role, ways[0].lines, size, text)
        smaller = style.down(size)
        if smaller < style.ladder[0]:
            break
        size = smaller
    count = 1
    while ways[0].width * size > width * EM:
        count += 1
        more = break_head(text, count, face, case, spaces)
        if not more:
            break
        ways = more
    return _tier(role, ways[0].lines, size, text)


def _tier(role: str, lines: tuple[DisplayLine, ...], size: Length, text: str) -> Tier:
    offsets, at = [], 0
    for line in lines:
        offsets.append((f"head.{role}" if role != "byline" else "byline", at))
        at += sum(len(sort.text) for sort in line.sorts)
    return Tier(role, lines, size, 0, tuple(offsets))


def stack(
    tiers: Sequence[Tier],
    foot: Tier | None,
    width: Length,
    style: HeadStyle,
    *,
    leading: Length,
    rows: int = 0,
    top: bool = False,
    ink: Ink = BLACK,
    story: str = "",
    main_size: Length = 0,
) -> HeadSetting:
    """Return tiers set in the fewest rows that hold them and their air, or in `rows` where those are more.

    At least `above` rows of air stand over the head (none with `top`) and `below` under it; what rows leave over is
    shared so that the head stands a little above the middle. `foot` is the byline: it stands between head and text with
    the same air towards both.
    """
    air = style.air
    content: list[tuple[Length, Tier, int]] = []
    y = 0
    for index, tier in enumerate(tiers):
        if index:
            y += _gap(tiers[index - 1], tier, style)
        pitch = _pitch(tier, style)
        for number in range(len(tier.lines)):
            content.append((y + number * pitch, tier, number))
        y += (len(tier.lines) - 1) * pitch + tier.size
    foot_rows = len(foot.lines) if foot else 0
    above = 0 if top or not tiers else round(air.above * leading)
    below = round(air.below * leading) if tiers else 0
    if not tiers and foot_rows and not top:
        foot_rows += 1
    under = below if foot_rows else 0  # the byline has the same air towards the text as the head towards it
    need = -(-(above + y + below + foot_rows * leading + under) // leading)
    depth = max(rows, need)
    spare = (depth - foot_rows) * leading - under - y
    over = min(max(above, round(spare * air.upper)), spare - below)
    if top and depth == need:
        over = 0
    parts = [
        _placed(tier, number, over + line_y + tier.size * BASELINE_IN_EM // 1000, width, ink, story)
        for line_y, tier, number in content
    ]
    if foot:
        for number in range(len(foot.lines)):
            line_y = (depth - len(foot.lines) + number) * leading - under
            baseline = line_y + (leading - foot.size) // 2 + foot.size * BASELINE_IN_EM // 1000
            parts.append(_placed(foot, number, baseline, width, ink, story))
    main = next((tier for tier in tiers if tier.role == "headline"), None)
    return HeadSetting(
        rows=depth,
        size=main.size if main else (main_size if tiers else 0),
        lines=len(main.lines) if main else 0,
        score=0.0,
        parts=tuple(parts),
        width=width,
        tracking=main.tracking if main else 0,
    )


def _pitch(tier: Tier, style: HeadStyle) -> Length:
    if tier.role == "headline":
        return round(tier.size * (1 + style.air.lines))
    return tier.size * SMALL_PITCH // 1000


def _gap(upper: Tier, lower: Tier, style: HeadStyle) -> Length:
    """Return the air between two tiers, in ems of the smaller one."""
    share = style.air.kicker if upper.role == "kicker" else style.air.deck
    return round(min(upper.size, lower.size) * share)


def _placed(tier: Tier, number: int, baseline: Length, width: Length, ink: Ink, story: str) -> PlacedLine:
    field, offset = tier.fields[number] if tier.fields else (f"head.{tier.role}", 0)
    line = tier.lines[number].line(
        tier.size,
        tracking=tier.tracking,
        role=tier.role,
        ink=ink,
        locus=Locus(story, field, -1, offset) if story else None,
    )
    x = 0 if tier.flush else (width - line.extent) // 2
    return PlacedLine(x, baseline, line)
