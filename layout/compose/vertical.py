"""Vertical heads 竖题: the headline runs down in one to three columns, kicker to its right, deck to its left.

A vertical head is the horizontal one turned: the ladder, the proportions and the breaks are the same; the room that
it has is a height (CLREQ "mixed text composition in vertical writing mode", GB/T 15834 5.2).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layout.compose.head_break import Broken, break_head, set_pieces, shape_cost
from layout.compose.head_line import DisplayLine
from layout.compose.head_remarks import HeadRemarks
from layout.compose.head_sort import EM, Spaces
from layout.compose.head_stack import HeadSetting, PlacedLine
from layout.compose.head_style import HeadStyle, Treatment, head_style
from layout.diagnostics import Locus, Remarked
from layout.sheet import BLACK, Ink

if TYPE_CHECKING:
    from layout.compose.spec import TypeSpec
    from layout.geometry import Length
    from layout.issue.model import Head
    from layout.typeface import TypeCase


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a vertical head: role, what it holds, size, letter-spacing, where it hangs, place in the copy."""

    role: str
    line: DisplayLine
    size: Length
    tracking: Length
    hang: str
    field: str
    offset: int


def set_vertical_head(
    head: Head,
    height: Length,
    case: TypeCase,
    stylebook: Mapping[str, TypeSpec],
    *,
    leading: Length,
    lines: int = 0,
    size: Length = 0,
    width: Length = 0,
    deck: bool = True,
    kind: str = "news",
    names: tuple[str, ...] = (),
    most: Length = 0,
    least: Length = 0,
    top: bool = False,
    byline: str = "",
    ink: Ink = BLACK,
    locus_story: str = "",
) -> Remarked[HeadSetting]:
    """Return a vertical head in a box of `height`, with remarks on what could not be done.

    `lines` is the number of headline columns, `size` (1/1000 pt) the headline's, `width` the room across; 0 leaves
    each open. The setting's `width` is the room that the columns take, its `rows` the height in baselines. A head
    too long for its height takes more columns, then smaller type; every character of the copy is set.
    """
    style = head_style()
    treatment, known = style.treatment(head.face, kind)
    remarks = HeadRemarks(locus_story)
    if not known:
        remarks.unknown_face(head.face, tuple(style.treatments))
    remarks.missing(head, treatment, case)
    spaces = Spaces(style.space, style.western)
    above = 0 if top else round(style.air.above * leading)
    room = max(style.ladder[0], height - above - round(style.air.below * leading))

    main = tuple(text for text in head.main if text)
    level = round(style.level_base + style.vertical_per * height)
    ceiling = min(style.ladder[-1], most or style.step(round(level * style.level_most)))
    floor = least or min(style.least, ceiling)
    best: tuple[float, Broken, Length, tuple[_Column, ...]] | None = None
    for broken in _shares(main, room, treatment, case, spaces, names, floor, lines, style.most_lines):
        fit = style.step(min(size or ceiling, room * EM // max(1, broken.width)))
        if size and all(line.at(size) <= room for line in broken.lines):
            fit = size
        step = fit
        while True:
            columns = _columns(head, broken, step, room, treatment, case, spaces, style, deck, byline, stylebook)
            across = _across(columns, style)
            score = _score(broken, step, room, size or level)
            if width and across > width:
                score -= 100 + (across - width) / 1000
            if best is None or score > best[0]:
                best = (score, broken, step, columns)
            smaller = style.down(step)
            if size or smaller < floor:
                break
            step = smaller
    assert best is not None  # noqa: S101  # there is always one share
    score, broken, chosen, columns = best
    across = _across(columns, style)
    setting = HeadSetting(
        rows=-(-height // leading),
        size=chosen if broken.lines else 0,
        lines=len(broken.lines),
        score=round(min(100.0, score), 3),
        parts=_placed(columns, across, above, room, style, ink, locus_story),
        width=across,
        fill=round(broken.width * chosen / EM / room, 4),
        vertical=True,
    )
    remarks.fit(head, broken, setting, room, lines, size, 0, style)
    if width and across > width:
        remarks.too_wide(head, across, width)
    return Remarked(setting, remarks.found)


def _shares(
    main: tuple[str, ...],
    room: Length,
    treatment: Treatment,
    case: TypeCase,
    spaces: Spaces,
    names: tuple[str, ...],
    floor: Length,
    lines: int,
    most_lines: int,
) -> list[Broken]:
    """Return the headline shared over columns: as the desk broke it, or over one, two, three and, if need be, more."""
    role = treatment.headline
    if not main:
        return [Broken((), (), 0.0)]
    if len(main) > 1 and lines in (0, len(main)):
        desk = set_pieces([(text,) for text in main], role, case, spaces, vertical=True)
        if desk.width * floor <= room * EM or lines:
            return [desk]
    text = "".join(main)
    shares: list[Broken] = []
    counts = [lines] if lines else list(range(1, most_lines + 1))
    for count in counts:
        shares.extend(break_head(text, count, role, case, spaces, names, vertical=True))
    count = most_lines
    while not shares or (not lines and min(share.width for share in shares) * floor > room * EM):
        count = count + 1 if shares else 1
        more = break_head(text, count, role, case, spaces, names, vertical=True)
        if not more:
            break
        shares.extend(more)
    return shares


def _score(broken: Broken, size: Length, room: Length, level: Length) -> float:
    fill = broken.width * size / EM / room
    ratio = math.log(size / level)
    penalty = (180 if ratio < 0 else 110) * ratio * ratio
    penalty += max(0.0, 0.7 - fill) * 60 + max(0.0, fill - 1) * 1000
    penalty += 0.45 * (broken.cost + shape_cost([line.width for line in broken.lines]) / 2)
    return 100 - penalty - (0, 0, 3, 9, 25, 45)[min(5, len(broken.lines))]


def _columns(
    head: Head,
    broken: Broken,
    size: Length,
    room: Length,
    treatment: Treatment,
    case: TypeCase,
    spaces: Spaces,
    style: HeadStyle,
    deck: bool,
    byline: str,
    stylebook: Mapping[str, TypeSpec],
) -> tuple[_Column, ...]:
    """Return all columns from right to left."""
    columns: list[_Column] = []
    if head.kicker:
        columns += _small("kicker", head.kicker, treatment.kicker, style.kicker(size), room, case, spaces, "top", style)
    fill = broken.width * size / EM / room
    gaps = max((len(line.gaps) for line in broken.lines), default=0)
    spare = round(room * style.track_below) - round(broken.width * size / EM)
    tracking = min(size * style.tracking // 1000, spare // gaps) if gaps and fill < style.track_below else 0
    index = offset = 0
    main = [(at, text) for at, text in enumerate(head.main) if text]
    for number, line in enumerate(broken.lines):
        while index + 1 < len(main) and offset >= len(main[index][1]):
            offset -= len(main[index][1])
            index += 1
        stepped = len(broken.lines) > 1 and abs(broken.lines[0].width - broken.lines[-1].width) > EM
        hang = "middle" if not stepped else "top" if number == 0 else "foot" if number + 1 == len(broken.lines) else "middle"
        columns.append(_Column("headline", line, size, max(0, tracking), hang, f"head.main.{main[index][0]}", offset))
        offset += sum(len(sort.text) for sort in line.sorts)
    if head.deck and deck:
        columns += _small("deck", head.deck, treatment.deck, style.deck(size), room, case, spaces, "foot", style)
    if byline:
        spec = stylebook.get("byline")
        face, small = (spec.face, spec.size) if spec else (style.small.byline_face, style.small.byline_size)
        columns += _small("byline", byline, face, small, room, case, spaces, "foot", style)
    return tuple(columns)


def _small(
    role: str,
    text: str,
    face: str,
    size: Length,
    room: Length,
    case: TypeCase,
    spaces: Spaces,
    hang: str,
    style: HeadStyle,
) -> list[_Column]:
    """Return a kicker's, deck's or byline's columns: stepped down twice at most, then turned over."""
    ways = break_head(text, 1, face, case, spaces, vertical=True)
    for _ in range(2):
        if ways[0].width * size > room * EM and style.down(size):
            size = style.down(size)
    count = 1
    while ways[0].width * size > room * EM:
        count += 1
        more = break_head(text, count, face, case, spaces, vertical=True)
        if not more:
            break
        ways = more
    columns, offset = [], 0
    field = "byline" if role == "byline" else f"head.{role}"
    for line in ways[0].lines:
        columns.append(_Column(role, line, size, 0, hang, field, offset))
        offset += sum(len(sort.text) for sort in line.sorts)
    return columns


def _advance(left: _Column, right: _Column, style: HeadStyle) -> Length:
    """Return the distance between the centres of two neighbouring columns."""
    if left.role == right.role:
        return round(left.size * style.vertical_pitch)
    return (left.size + right.size) // 2 + round(min(left.size, right.size) * style.vertical_gap)


def _across(columns: tuple[_Column, ...], style: HeadStyle) -> Length:
    if not columns:
        return 0
    steps = sum(_advance(b, a, style) for a, b in zip(columns, columns[1:], strict=False))
    return steps + (columns[0].size + columns[-1].size) // 2


def _placed(
    columns: tuple[_Column, ...],
    across: Length,
    above: Length,
    room: Length,
    style: HeadStyle,
    ink: Ink,
    story: str,
) -> tuple[PlacedLine, ...]:
    """Hang the columns: headlines in the middle or stepped, a kicker from the headline's head, a deck at its foot."""
    heads = [column for column in columns if column.role == "headline"] or list(columns)
    depth = max((column.line.at(column.size, column.tracking) for column in heads), default=0)
    start = above + max(0, (room - depth) // 2)
    parts = []
    x = across
    for number, column in enumerate(columns):
        x -= _advance(column, columns[number - 1], style) if number else column.size // 2
        line = column.line.line(
            column.size,
            tracking=column.tracking,
            role=column.role,
            ink=ink,
            locus=Locus(story, column.field, -1, column.offset) if story else None,
        )
        spare = depth - line.extent
        y = start + (0 if column.hang == "top" else spare if column.hang == "foot" else spare // 2)
        y = max(above, min(y, above + room - line.extent))
        parts.append(PlacedLine(x, y, line))
    return tuple(parts)
