"""A head's tiers one over another, in a whole number of rows, with the air that belongs around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from layout.compose.head.display import DisplayLine
from layout.compose.head.sorts import DISPLAY_EM
from layout.geometry.grid import BASELINE_IN_EM, SIDEWAYS_AXIS
from layout.ground.dataclass import dataclass
from layout.rules.heads import BYLINE_OVER, NARROWER, SMALL_PITCH, STEPS, STEPS_WIDER
from layout.sheet import Line, Rule

if TYPE_CHECKING:
    from layout.compose.head.job import HeadJob
    from layout.compose.head.style import HeadStyle
    from layout.geometry import Length


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


@dataclass(frozen=True, slots=True)
class Stacked:
    """A head whose lines have their places and are not set yet: what it takes is known at a fraction of the price.

    `placed` are its lines in reading order, each as (tier, number of its line, baseline from the top), `main` the
    headline's tier; the kicker stands at `flush` where that is not negative. `rows`, `score` and `fill` are as in
    `HeadSetting`.
    """

    job: HeadJob
    rows: int
    placed: tuple[tuple[Tier, int, Length], ...]
    main: Tier | None
    flush: Length
    score: float = 0.0
    fill: float = 0.0

    @property
    def size(self) -> Length:
        """The headline's size, 0 where there is none."""
        return self.main.size if self.main else 0

    @property
    def lines(self) -> int:
        """The headline's number of lines."""
        return len(self.main.lines) if self.main else 0

    def setting(self) -> HeadSetting:
        """Return the head with its lines set."""
        return HeadSetting(
            rows=self.rows,
            size=self.size,
            lines=self.lines,
            score=self.score,
            parts=tuple(_placed(self.job, *placed, self.flush) for placed in self.placed),
            width=self.job.room,
            fill=self.fill,
            tracking=self.main.tracking if self.main else 0,
        )


def small_tier(job: HeadJob, role: str, text: str, face: str, size: Length, under: Length = 0) -> Tier:
    """Return a kicker, deck or byline: stepped down where the room asks for it, then turned over.

    It gives way by `STEPS` of the ladder at most before it takes another line. A line that runs nearly as wide as
    the headline `under` or over it gives way likewise, so that the headline stays the widest, and by `STEPS_WIDER` in
    all where it would still run wider than the headline.
    """
    copy = job.copy(text, face)
    wanted = size

    def stepped(size: Length, edge: Length) -> Length:
        wider = copy.whole.width * size > edge * DISPLAY_EM and size > job.byline_size
        return (job.style.down(size) or size) if wider else size

    for _ in range(STEPS):
        size = stepped(size, min(job.room, under * NARROWER // 1000) if under else job.room)
    if copy.whole.width * size > job.room * DISPLAY_EM:
        size = wanted
    elif under:
        for _ in range(STEPS, STEPS_WIDER):
            size = stepped(size, under)
    lines = copy.fitted(job.room * DISPLAY_EM // size).lines
    fields, at = [], 0
    for line in lines:
        fields.append(("byline" if role == "byline" else f"head.{role}", at))
        at += len(line.text)
    return Tier(role, lines, size, 0, tuple(fields))


def stack(job: HeadJob, tiers: Sequence[Tier], foot: Tier | None, rows: int = 0) -> Stacked:
    """Return tiers stacked in the fewest rows that hold them and their air, or in `rows` where those are more.

    At least `above` rows of air stand over the head (none at the top of a page) and `below` under it; what rows leave
    over is shared so that the head stands a little below the middle, nearer to its text than to what is above it; a
    rule over its box counts as what is above it.
    `foot` is the byline: it stands between head and text, lifted off the text by what whole rows leave over, and
    further where more than `head_byline_over` times as much stands over it.
    """
    style, leading = job.style, job.leading
    content, y = _piled(tiers, style)
    foot_rows = len(foot.lines) if foot else 0
    if not tiers and foot_rows:
        foot_rows += 1
    above = 0 if not tiers else round(style.air.above * leading)
    below = round(style.air.below * leading) if tiers else 0
    need = -(-(above + y + below) // leading) + foot_rows
    depth = max(rows, need)
    spare = (depth - foot_rows) * leading - y
    # Under a rule a head has its air again, where its rows allow.
    rule = round(style.air.rule * leading) if tiers and job.ruled else 0
    # What whole rows leave over lifts the byline off the text as well, up to the air that the head has.
    left = max(0, spare - above - below)
    under = min(below, max(left - rule, left // 2)) if foot_rows else 0
    spare -= under
    over = min(max(above + rule, rule + round((spare - rule) * style.air.upper)), spare - below)
    if tiers and not foot_rows:
        over = max(min(over, above), min(over, spare - _clear(job, tiers[-1])))
    if rule and over < above + rule:
        # Short of a row under its rule, it draws its tiers together before it stands close to it.
        content, tight = _piled(tiers, style, y - above - rule + over)
        over += y - tight
    main = next((tier for tier in tiers if tier.role == "headline"), None)
    flush = (job.room - main.lines[0].at(main.size, main.tracking)) // 2 if main and job.kicker_left else -1
    placed = [(tier, number, over + top + tier.size * BASELINE_IN_EM // 1000) for top, tier, number in content]
    if foot:
        # Far below its head it would hang.
        adrift = (depth - foot_rows) * leading - under - over - y
        under += max(0, adrift - BYLINE_OVER * under) // (BYLINE_OVER + 1)
        for number in range(len(foot.lines)):
            line_y = (depth - len(foot.lines) + number) * leading - under
            baseline = line_y + (leading - foot.size) // 2 + foot.size * BASELINE_IN_EM // 1000
            placed.append((foot, number, baseline))
    return Stacked(job, depth, tuple(placed), main, flush)


def _piled(
    tiers: Sequence[Tier], style: HeadStyle, deep: Length | None = None
) -> tuple[list[tuple[Length, Tier, int]], Length]:
    """Return the tops of tiers' lines one under another, each as (top, tier, number of its line), and their depth.

    Where `deep` is less than that, the air between them gives way, down to the share of it that a head keeps.
    """
    type_ = sum(tier.size * len(tier.lines) for tier in tiers)
    share = 1.0
    while True:
        content: list[tuple[Length, Tier, int]] = []
        y = 0
        for index, tier in enumerate(tiers):
            if index:
                y += round(_gap(tiers[index - 1], tier, style) * share)
            pitch = tier.size + round((_pitch(tier, style) - tier.size) * share)
            content += [(y + number * pitch, tier, number) for number in range(len(tier.lines))]
            y += (len(tier.lines) - 1) * pitch + tier.size
        if deep is None or y <= deep or share < 1 or y == type_:
            return content, y
        share = max(style.air.tight, (deep - type_) / (y - type_))


def _clear(job: HeadJob, last: Tier) -> Length:
    """Return the air under a head by which its last line is read as none of the text's, however large it is.

    Readers of files take two baselines for one line that are less than half an em of the larger type apart.
    """
    down = job.leading // 2 + job.byline_size * SIDEWAYS_AXIS // 1000
    return round(last.size * job.style.air.clear) - last.size * (1000 - BASELINE_IN_EM) // 1000 - down


def _pitch(tier: Tier, style: HeadStyle) -> Length:
    if tier.role == "headline":
        return round(tier.size * (1 + style.air.lines))
    return tier.size * SMALL_PITCH // 1000


def _gap(upper: Tier, lower: Tier, style: HeadStyle) -> Length:
    """Return the air between two tiers, in ems of the smaller one."""
    share = style.air.kicker if upper.role == "kicker" else style.air.deck
    return round(min(upper.size, lower.size) * share)


def _placed(job: HeadJob, tier: Tier, number: int, baseline: Length, flush: Length) -> PlacedLine:
    """Centre a line in the room, or set it flush left; a kicker stands at `flush` where that is not negative."""
    field, offset = tier.fields[number]
    line = tier.lines[number].line(
        tier.size, tracking=tier.tracking, role=tier.role, ink=job.ink_of(tier.role), locus=job.at(field, offset)
    )
    if job.left:
        return PlacedLine(0, baseline, line)
    x = flush if tier.role == "kicker" and 0 <= flush <= job.room - line.extent else (job.room - line.extent) // 2
    return PlacedLine(x, baseline, line)
