"""Heads: kicker 引题, headline 主题 and deck 副题 sized to their span and broken for sense.

The headline takes the largest step of the 号 ladder that its span holds; the kicker over it is about half of it, the
deck two 号 below. The whole takes a whole number of baselines, its air included, so the legs under it stand in
register. Sizes, proportions, faces and air are data: `heads.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from layout.compose.head.job import HeadJob, make_job
from layout.compose.head.remarks import HeadRemarks
from layout.compose.head.small import jump_line, set_jump_head, set_label
from layout.compose.head.stack import HeadSetting, PlacedLine, Stacked, Tier, small_tier, stack
from layout.compose.head.vertical import set_vertical_head
from layout.compose.head.ways import Try, fields_of, tries
from layout.diagnostics import Remarked
from layout.ground.dataclass import dataclass, replace
from layout.rules.heads import TURNS_BELOW

if TYPE_CHECKING:
    from layout.compose.head.order import HeadOrder
    from layout.compose.line.spec import TypeSpec
    from layout.geometry import Length
    from layout.typeface import TypeCase

__all__ = [
    "HeadSetting", "PlacedLine", "Stacked", "Variant", "head_variants", "jump_line", "set_head", "set_jump_head",
    "set_label", "set_vertical_head", "stack_head",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variant:
    """A legal setting of a head that is not set yet: its headline's size, its lines and how good it is are known."""

    job: HeadJob
    way: Try

    @property
    def size(self) -> Length:
        """The headline's size, 0 where there is none."""
        return self.way.size if self.way.broken.lines else 0

    @property
    def lines(self) -> int:
        """The headline's number of lines."""
        return len(self.way.broken.lines)

    @property
    def score(self) -> float:
        """How good it is: up to 100, below 50 a makeshift."""
        return self.way.score

    @property
    def extent(self) -> Length | None:
        """The headline's longest line, letter-spacing included; None where there is none."""
        way = self.way
        return max((line.at(way.size, way.tracking) for line in way.broken.lines), default=None)

    def setting(self) -> HeadSetting:
        """Return the head set so."""
        return _stacked(self.job, self.way).setting()


def head_variants(order: HeadOrder, case: TypeCase, stylebook: Mapping[str, TypeSpec]) -> tuple[Variant, ...]:
    """Return the legal settings of an ordered head, best first; its lines, size and rows are left open.

    They differ in lines and in size; all keep to the copy. An empty head gives one setting of no rows.
    """
    job = make_job(order, case, stylebook)
    return tuple(Variant(job, way) for way in tries(job, every=True))


def set_head(order: HeadOrder, case: TypeCase, stylebook: Mapping[str, TypeSpec]) -> Remarked[HeadSetting]:
    """Return a head set as it is ordered, with remarks on what could not be done (H001 to H009).

    A head that the span does not hold at its size takes more lines before it is stepped down the ladder far; more rows
    than needed share out their air, fewer make the head smaller before they are exceeded. Every character of the copy
    is set whatever happens; one that no face has is shown as 〓.
    """
    job = make_job(order, case, stylebook)
    remarks = HeadRemarks(job)
    way, stacked = _as_ordered(job, order)
    setting = stacked.setting()
    remarks.fit(way.broken, setting, order.lines, order.size, order.rows)
    return Remarked(setting, remarks.found)


def stack_head(order: HeadOrder, case: TypeCase, stylebook: Mapping[str, TypeSpec]) -> Stacked:
    """Return a head as `set_head` would set it, its lines not set yet: for whoever asks what it takes."""
    return _as_ordered(make_job(order, case, stylebook), order)[1]


def _as_ordered(job: HeadJob, order: HeadOrder) -> tuple[Try, Stacked]:
    """Return the best way to set a head as it is ordered."""
    lines, size, rows = order.lines, order.size, order.rows
    way, stacked = _in_rows(job, lines, size, rows)
    if lines and stacked.size * 1000 < size * TURNS_BELOW:
        # The headline has grown since its dummy was made: it turns over before it shrinks.
        for more in range(lines + 1, job.style.most_lines + 1):
            other = _in_rows(job, more, size, rows)
            if other[1].lines == more and other[1].size > stacked.size and other[1].rows <= max(rows, stacked.rows):
                way, stacked = other
    return way, stacked


def _in_rows(job: HeadJob, lines: int, size: Length, rows: int) -> tuple[Try, Stacked]:
    """Return the best way to set a head in `rows` rows (0: any), else the one that takes the fewest."""
    chosen: tuple[Try, Stacked] | None = None
    for way in tries(job, lines, size, deep=bool(rows)):
        stacked = _stacked(job, way, rows)
        if chosen is None or stacked.rows < chosen[1].rows:
            chosen = way, stacked
        if stacked.rows <= max(rows, 0 if rows else stacked.rows):
            break
    assert chosen is not None  # there is always one way
    return chosen


def _stacked(job: HeadJob, way: Try, rows: int = 0) -> Stacked:
    """Stack kicker, headline, deck and byline over one another."""
    head, style = job.head, job.style
    tiers: list[Tier] = []
    wide = max((line.at(way.size, way.tracking) for line in way.broken.lines), default=0)
    if head.kicker:
        tiers.append(small_tier(job, "kicker", head.kicker, job.treatment.kicker, style.kicker(way.size), wide))
    if way.broken.lines:
        fields = fields_of(way.broken.pieces, head.main)
        tiers.append(Tier("headline", way.broken.lines, way.size, way.tracking, fields))
    if head.deck and job.deck:
        tiers.append(small_tier(job, "deck", head.deck, job.treatment.deck, style.deck(way.size), wide))
    foot = small_tier(job, "byline", job.byline, job.byline_face, job.byline_size) if job.byline else None
    return replace(stack(job, tiers, foot, rows), score=way.score, fill=way.fill(job.room))
