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
from layout.compose.head.stack import HeadSetting, PlacedLine, Tier, small_tier, stack
from layout.compose.head.vertical import set_vertical_head
from layout.compose.head.ways import Try, fields_of, tries
from layout.diagnostics import Remarked
from layout.ground.dataclass import replace
from layout.rules.heads import TURNS_BELOW

if TYPE_CHECKING:
    from layout.compose.head.order import HeadOrder
    from layout.compose.line.spec import TypeSpec
    from layout.geometry import Length
    from layout.typeface import TypeCase

__all__ = [
    "HeadSetting", "PlacedLine", "head_variants", "jump_line", "set_head", "set_jump_head", "set_label",
    "set_vertical_head",
]  # fmt: skip


def head_variants(order: HeadOrder, case: TypeCase, stylebook: Mapping[str, TypeSpec]) -> tuple[HeadSetting, ...]:
    """Return the legal settings of an ordered head, best first; its lines, size and rows are left open.

    They differ in lines and in size; all keep to the copy. An empty head gives one setting of no rows. Scores run to
    100; below 50 a setting is a makeshift.
    """
    job = make_job(order, case, stylebook)
    return tuple(_setting(job, way) for way in tries(job, every=True))


def set_head(order: HeadOrder, case: TypeCase, stylebook: Mapping[str, TypeSpec]) -> Remarked[HeadSetting]:
    """Return a head set as it is ordered, with remarks on what could not be done (H001 to H009).

    A head that the span does not hold at its size takes more lines before it is stepped down the ladder far; more rows
    than needed share out their air, fewer make the head smaller before they are exceeded. Every character of the copy
    is set whatever happens; one that no face has is shown as 〓.
    """
    job = make_job(order, case, stylebook)
    lines, size, rows = order.lines, order.size, order.rows
    remarks = HeadRemarks(job)
    way, setting = _in_rows(job, lines, size, rows)
    if lines and setting.size * 1000 < size * TURNS_BELOW:
        # The headline has grown since its dummy was made: it turns over before it shrinks.
        for more in range(lines + 1, job.style.most_lines + 1):
            other = _in_rows(job, more, size, rows)
            if other[1].lines == more and other[1].size > setting.size and other[1].rows <= max(rows, setting.rows):
                way, setting = other
    remarks.fit(way.broken, setting, lines, size, rows)
    return Remarked(setting, remarks.found)


def _in_rows(job: HeadJob, lines: int, size: Length, rows: int) -> tuple[Try, HeadSetting]:
    """Return the best way to set a head in `rows` rows (0: any), else the one that takes the fewest."""
    chosen: tuple[Try, HeadSetting] | None = None
    for way in tries(job, lines, size, deep=bool(rows)):
        setting = _setting(job, way, rows)
        if chosen is None or setting.rows < chosen[1].rows:
            chosen = way, setting
        if setting.rows <= max(rows, 0 if rows else setting.rows):
            break
    assert chosen is not None  # there is always one way
    return chosen


def _setting(job: HeadJob, way: Try, rows: int = 0) -> HeadSetting:
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
    setting = stack(job, tiers, foot, rows)
    return replace(setting, score=way.score, fill=way.fill(job.room))
