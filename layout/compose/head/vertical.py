"""Vertical heads 竖题: the headline runs down in one to three columns, kicker to its right, deck to its left.

A vertical head is the horizontal one turned: the ladder, the proportions and the breaks are the same; the room that
it has is a height (CLREQ "mixed text composition in vertical writing mode", GB/T 15834 5.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from layout.compose.head.display import DisplayLine
from layout.compose.head.job import HeadJob, make_job
from layout.compose.head.remarks import HeadRemarks
from layout.compose.head.sorts import DISPLAY_EM
from layout.compose.head.stack import HeadSetting, PlacedLine, small_tier
from layout.compose.head.style import HeadStyle
from layout.compose.head.ways import Try, fields_of, tries
from layout.diagnostics import Remarked
from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.compose.head.order import HeadOrder
    from layout.compose.line.spec import TypeSpec
    from layout.geometry import Length
    from layout.typeface import TypeCase

Hang = Literal["top", "middle", "foot"]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a vertical head: role, what it holds, size, letter-spacing, where it hangs, place in the copy."""

    role: str
    line: DisplayLine
    size: Length
    tracking: Length
    hang: Hang
    field: tuple[str, int]


def set_vertical_head(order: HeadOrder, case: TypeCase, stylebook: Mapping[str, TypeSpec]) -> Remarked[HeadSetting]:
    """Return a vertical head as it is ordered, with remarks on what could not be done.

    The setting's `width` is the room that the columns take, its `rows` the height in baselines. A head too long for its
    height takes more columns, then smaller type; every character of the copy is set. The byline, where there is one,
    is the last column.
    """
    job = make_job(order, case, stylebook, vertical=True)
    style, lines, size = job.style, order.lines, order.size
    remarks = HeadRemarks(job)
    chosen: tuple[Try, tuple[_Column, ...], Length] | None = None
    for way in tries(job, lines, size, deep=bool(order.across)):
        columns = _columns(job, way)
        across = _across(columns, style)
        if chosen is None or across < chosen[2]:
            chosen = way, columns, across
        if not order.across or across <= order.across:
            break
    assert chosen is not None  # there is always one way
    way, columns, across = chosen
    setting = HeadSetting(
        rows=-(-order.room // order.leading) if columns else 0,
        size=way.size if way.broken.lines else 0,
        lines=len(way.broken.lines),
        score=way.score,
        parts=_placed(job, columns, across),
        width=across,
        fill=way.fill(job.room),
        tracking=way.tracking,
        vertical=True,
    )
    remarks.fit(way.broken, setting, lines, size, 0)
    if order.across and across > order.across:
        remarks.too_wide(across, order.across)
    return Remarked(setting, remarks.found)


def _columns(job: HeadJob, way: Try) -> tuple[_Column, ...]:
    """Return all columns from right to left."""
    head, style = job.head, job.style
    columns: list[_Column] = []
    if head.kicker:
        columns += _small(job, "kicker", head.kicker, job.treatment.kicker, style.kicker(way.size), "top")
    lines = way.broken.lines
    stepped = len(lines) > 1 and abs(lines[0].width - lines[-1].width) > DISPLAY_EM
    for number, (line, field) in enumerate(zip(lines, fields_of(way.broken.pieces, head.main), strict=True)):
        hang: Hang = "middle"
        if stepped and number in (0, len(lines) - 1):
            hang = "foot" if number else "top"
        columns.append(_Column("headline", line, way.size, way.tracking, hang, field))
    if head.deck and job.deck:
        columns += _small(job, "deck", head.deck, job.treatment.deck, style.deck(way.size), "foot")
    if job.byline:
        columns += _small(job, "byline", job.byline, job.byline_face, job.byline_size, "foot")
    return tuple(columns)


def _small(job: HeadJob, role: str, text: str, face: str, size: Length, hang: Hang) -> list[_Column]:
    tier = small_tier(job, role, text, face, size)
    return [_Column(role, line, tier.size, 0, hang, field) for line, field in zip(tier.lines, tier.fields, strict=True)]


def _advance(right: _Column, left: _Column, style: HeadStyle) -> Length:
    """Return the distance between the centres of two neighbouring columns."""
    if left.role == right.role:
        return round(left.size * style.vertical_pitch)
    gap = style.vertical_byline if left.role == "byline" else style.vertical_gap
    return (left.size + right.size) // 2 + round(min(left.size, right.size) * gap)


def _across(columns: tuple[_Column, ...], style: HeadStyle) -> Length:
    if not columns:
        return 0
    return sum(_advance(a, b, style) for a, b in pairwise(columns)) + (columns[0].size + columns[-1].size) // 2


def _placed(job: HeadJob, columns: tuple[_Column, ...], across: Length) -> tuple[PlacedLine, ...]:
    """Hang the columns: headlines in the middle or stepped, a kicker from the headline's head, a deck at its foot."""
    heads = [column for column in columns if column.role == "headline"] or list(columns)
    depth = max((column.line.at(column.size, column.tracking) for column in heads), default=0)
    above = round(job.style.air.above * job.leading)
    start = above + max(0, (job.room - depth) // 2)
    parts: list[PlacedLine] = []
    x = across
    for number, column in enumerate(columns):
        x -= _advance(columns[number - 1], column, job.style) if number else column.size // 2
        line = column.line.line(
            column.size,
            tracking=column.tracking,
            role=column.role,
            ink=job.ink_of(column.role),
            locus=job.at(*column.field),
        )
        spare = depth - line.extent
        y = start + {"top": 0, "middle": spare // 2, "foot": spare}[column.hang]
        parts.append(PlacedLine(x, max(above, min(y, above + job.room - line.extent)), line))
    return tuple(parts)
