"""The masthead 报头: nameplate, pinyin, date, issue number, sponsor, notice, hotline, place for the QR code.

Three zones hang on the page's own columns: date and number with QR in frames of one size at either edge, the name
between them, level with both; a strip of small print and a double rule close it over the full width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Locus
from layout.geometry import Box, mm, pt
from layout.makeup.page.qr import qr_path
from layout.rules.pages import HAIRLINE
from layout.sheet import Rule, black

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.geometry import Length
    from layout.issue.model import Issue
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.forme import Forme
    from layout.sheet import Line

THICK: Length = pt(1.2)
"""The thick line of the double rule under the masthead; the thin one is a hairline, one point away."""

FRONT_ROWS, FRONT_ROWS_SMALL = 18, 14
"""Rows of the masthead: 75 mm of a broadsheet, as the house's own front page has it; of a page under 100 rows 四开."""

STRIP_GAP: Length = pt(8)
"""Least space between two fields of the strip."""

FRAME_AIR: Length = pt(9)
"""Between the frames at either side and the ink in them, at least, and between them and the name."""

QR_LEAST, QR_MOST = mm(17), mm(28)
"""Side of the place for the QR code: a phone wants 15 mm on newsprint; a larger one outweighs the date."""

GROWN = 1.25
"""What stands in deep frames is set larger by so much at most; the gaps between may grow by as much once more."""

DATE_GAPS = (pt(8), pt(9), pt(9))
"""Over the day, the weekday and the lunar date, from ink to ink."""

QR_GAPS = (pt(8), pt(4))
"""Over the QR code and over its label, from ink to ink."""


def front_rows(rows: int) -> int:
    """Return the rows that the masthead takes of a page of so many."""
    return FRONT_ROWS if rows >= 100 else FRONT_ROWS_SMALL


def set_masthead(forme: Forme, room: CaseRoom, issue: Issue, rows: int) -> None:
    """Set the masthead into the first `rows` rows of the page.

    An ear 报眼 takes its columns from the upper part only; the strip and the double rule keep the full width.
    """
    grid = forme.grid
    area = grid.type_area
    foot = grid.row_y(rows)
    strip = foot - round(1.9 * grid.leading)
    columns = grid.columns - forme.dummy.ear
    upper = Box(area.x, area.y, grid.span(columns), strip - area.y)
    side = grid.measure
    region = forme.region("masthead", Box(area.x, area.y, area.w, foot - area.y))
    middle = Box(area.x + side + FRAME_AIR, upper.y, upper.w - 2 * (side + FRAME_AIR), upper.h)
    high = _nameplate(forme, room, issue, middle, region)
    # What stands at either side hangs in frames on the outer edges of the page. They are level with the ink of the
    # nameplate and with its pinyin; where that is too little for what they hold, all three have one middle.
    high = max(high, _depth(room, _date_lines(room, issue), DATE_GAPS), _number_depth(room, issue))
    top = upper.y + (upper.h - high) // 2
    air = _date(forme, room, issue, Box(area.x, top, side, high), region)
    _number(forme, room, issue, Box(upper.right - side, top, side, high), air, region)
    _strip(forme, room, issue, Box(area.x, strip, area.w, foot - strip), region)


def _nameplate(forme: Forme, room: CaseRoom, issue: Issue, box: Box, region: int) -> Length:
    """Set the name and its pinyin in the middle of a box and return how deep both are, from ink to baseline."""
    line = room.fitted(issue.masthead.name, "masthead-name", "masthead", box.w, Locus("", "masthead.name"))
    ink = _ink(room, line)
    # The pinyin is spaced out to the nameplate's own width.
    pinyin = room.spread(issue.masthead.pinyin, "masthead-pinyin", "masthead", ink.w) if issue.masthead.pinyin else None
    # A brush leaves more white at one side of its characters than at the other: the ink stands in the middle.
    high = ink.h
    if pinyin:
        high += round(line.size * 0.17) - _ink(room, pinyin).y
    x, top = box.x + (box.w - ink.w) // 2, box.y + (box.h - high) // 2
    forme.text(line, x - ink.x, top - ink.y, region)
    if pinyin:
        forme.text(pinyin, box.x + (box.w - pinyin.extent) // 2, top + high, region)
    return high


def _ink(room: CaseRoom, *lines: Line) -> Box:
    """Return the box of the ink of lines that share a baseline, from the origin of the first; they stand end to end."""
    edges = []
    start = 0
    for line in lines:
        for run in line.runs:
            face = room.case.by_key(run.face)
            glyphs = (int.from_bytes(run.glyphs[at : at + 2], "big") for at in range(0, len(run.glyphs), 2))
            for x, glyph in zip(run.origins(), glyphs, strict=True):
                left, low, right, high = (edge * run.size // face.upem for edge in face.extents(glyph))
                edges.append((start + x + left, -high, start + x + right, -low))
        start += line.extent
    if not edges:
        return Box(0, 0, 0, 0)
    lefts, tops, rights, feet = zip(*edges, strict=True)
    return Box(min(lefts), min(tops), max(rights) - min(lefts), max(feet) - min(tops))


def _depth(room: CaseRoom, lines: Sequence[Line], gaps: Sequence[Length]) -> Length:
    """Return how deep a frame is that holds lines one under another with their gaps."""
    return sum(_ink(room, line).h for line in lines) + sum(gaps) + 2 * FRAME_AIR


def _stack(
    forme: Forme, room: CaseRoom, lines: Sequence[Line], gaps: Sequence[Length], frame: Box, region: int
) -> Length:
    """Set lines one under another in the middle of a frame and return the air over and under them.

    Their gaps grow where the frame is deep.
    """
    inks = [_ink(room, line) for line in lines]
    spare = frame.h - sum(ink.h for ink in inks) - 2 * FRAME_AIR
    grown = min(GROWN, spare / sum(gaps))
    wide = [round(gap * grown) for gap in gaps]
    air = (frame.h - sum(ink.h for ink in inks) - sum(wide)) // 2
    y = frame.y + air
    for line, ink, gap in zip(lines, inks, (*wide, 0), strict=True):
        forme.text(line, frame.x + (frame.w - ink.w) // 2 - ink.x, y - ink.y, region)
        y += ink.h + gap
    return air


def _grown(frame: Box, deep: Length, lines: Sequence[Line]) -> float:
    """Return by how much lines that fill a frame so `deep` may be set larger in one that is deeper."""
    wide = max(line.extent for line in lines)
    inner = (frame.h - 2 * FRAME_AIR) / (deep - 2 * FRAME_AIR)
    return max(1.0, min(GROWN, inner, (frame.w - 2 * FRAME_AIR) / wide))


def _date_lines(room: CaseRoom, issue: Issue, share: float = 1.0) -> list[Line]:
    """Return the date's lines at a share of their size: date first, weekday under it, the lunar date under both."""
    day = issue.date
    lines = (
        (f"{day.year}年{day.month}月", "masthead-date"),
        (str(day.day), "masthead-day"),
        (issue.weekday, "masthead-weekday"),
        (issue.lunar, "masthead-lunar"),
    )
    return [room.sized(text, style, "masthead", share) for text, style in lines]


def _date(forme: Forme, room: CaseRoom, issue: Issue, frame: Box, region: int) -> Length:
    """Set the date in a thin frame and return the air over and under it."""
    forme.frame(frame, width=pt(0.5), region=region)
    lines = _date_lines(room, issue)
    share = _grown(frame, _depth(room, lines, DATE_GAPS), lines)
    return _stack(forme, room, _date_lines(room, issue, share), DATE_GAPS, frame, region)


def _number_line(room: CaseRoom, issue: Issue, share: float = 1.0) -> tuple[Line, Line, Line]:
    """Return what the line of the total issue number is set of, at a share of its size: its digits are large."""
    return (
        room.sized("总第", "masthead-small", "masthead", share),
        room.sized(str(issue.number), "masthead-number", "masthead", share),
        room.sized("期", "masthead-small", "masthead", share),
    )


def _number_depth(room: CaseRoom, issue: Issue) -> Length:
    """Return how deep the frame of the issue number is at least, with the QR code's place or without."""
    line = _number_line(room, issue)
    if issue.masthead.qr is None:
        return _depth(room, line, DATE_GAPS[1:])
    label = room.single(issue.masthead.qr[0], "masthead-tiny", "masthead")
    return _ink(room, *line).h + _ink(room, label).h + QR_LEAST + sum(QR_GAPS) + 2 * FRAME_AIR


def _number(forme: Forme, room: CaseRoom, issue: Issue, frame: Box, air: Length, region: int) -> None:
    """Set the total issue number apart in a thin frame: in one line over the QR code's place, else in three.

    The code is as large as its frame lets it be with so much `air` over the number and under the label.
    """
    forme.frame(frame, width=pt(0.5), region=region)
    line = _number_line(room, issue)
    if issue.masthead.qr is None:
        share = _grown(frame, _number_depth(room, issue), line)
        _stack(forme, room, _number_line(room, issue, share), DATE_GAPS[1:], frame, region)
        return
    label, target = issue.masthead.qr
    name = room.fitted(label, "masthead-tiny", "masthead", frame.w - 2 * FRAME_AIR)
    ink, under = _ink(room, *line), _ink(room, name)
    words = ink.h + under.h + sum(QR_GAPS)
    size = max(QR_LEAST, min(QR_MOST, frame.w - 2 * FRAME_AIR, frame.h - 2 * air - words))
    y = frame.y + (frame.h - words - size) // 2
    gap = pt(3)
    x = frame.x + (frame.w - sum(part.extent for part in line) - 2 * gap) // 2
    for part in line:
        forme.text(part, x, y - ink.y, region)
        x += part.extent + gap
    place = Box(frame.x + (frame.w - size) // 2, y + ink.h + QR_GAPS[0], size, size)
    if target:
        code = qr_path(target, place, region=region, at=Locus("", "masthead.qr.target"))
        room.note(*code.remarks)
        forme.add(code.value)
    else:
        forme.fill(place, black(room.rules.place_tint), region)
        forme.frame(place, region=region)
        waiting = room.single("二维码待补", "masthead-tiny", "label")
        forme.text(
            waiting, place.x + (place.w - waiting.extent) // 2, place.y + place.h // 2 + waiting.size // 3, region
        )
    forme.text(name, frame.x + (frame.w - name.extent) // 2, place.bottom + QR_GAPS[1] - under.y, region)


def _strip(forme: Forme, room: CaseRoom, issue: Issue, box: Box, region: int) -> None:
    """Sponsor, editor, notice, licence and hotline in one line between a hairline and the double rule."""
    head = issue.masthead
    forme.rule(Rule(box.x, box.y, box.right, box.y, HAIRLINE, region=region))
    thin = box.bottom - pt(0.15)
    thick = thin - pt(0.15) - pt(1) - THICK // 2
    forme.rule(Rule(box.x, thick, box.right, thick, THICK, region=region))
    forme.rule(Rule(box.x, thin, box.right, thin, HAIRLINE, region=region))
    entries = [
        (head.sponsor, "masthead-strip-bold"),
        (head.editor, "masthead-strip-bold"),
        (head.notice, "masthead-strip"),
        (head.licence, "masthead-strip"),
        (head.hotline, "masthead-strip"),
    ]
    lines = [room.single(text, style, "masthead") for text, style in entries if text]
    if not lines:
        return
    used = sum(line.extent for line in lines)
    room_for = box.w - (len(lines) - 1) * STRIP_GAP
    if used > room_for:
        fields = [(text, style) for text, style in entries if text]
        shares = [room_for * line.extent // used for line in lines]
        lines = [room.fitted(*field, "masthead", share) for field, share in zip(fields, shares, strict=True)]
        used = sum(line.extent for line in lines)
    gap = (box.w - used) // (len(lines) - 1) if len(lines) > 1 else 0
    middle = (box.y + thick - THICK // 2) // 2
    y = middle + round(lines[0].size * 0.37)
    x = box.x
    for index, line in enumerate(lines):
        x = box.right - line.extent if index and index == len(lines) - 1 else x
        forme.text(line, x, y, region)
        x += line.extent + gap
