"""The masthead 报头: nameplate, pinyin, date, issue number, sponsor, notice, hotline, place for the QR code.

Three zones hang on the page's own columns: date and number with QR in frames of one size at either edge, the name
between them; a strip of small print and a double rule close it over the full width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Locus
from layout.geometry import Box, mm, pt
from layout.makeup.page.qr import qr_path
from layout.rules.pages import HAIRLINE
from layout.sheet import Rule, black

if TYPE_CHECKING:
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
"""Between the frames at either side and what stands in them, over and under it, and between them and the name."""

QR_SIZE: Length = mm(20)
"""Side of the place for the QR code; a phone wants at least 15 mm on newsprint."""


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
    _nameplate(
        forme, room, issue, Box(area.x + side + FRAME_AIR, upper.y, upper.w - 2 * (side + FRAME_AIR), upper.h), region
    )
    # What stands at either side hangs in frames of one depth, on the outer edges of the page and level with each other.
    date, number = _date_lines(room, issue), _number_line(room, issue)
    high = max(_depth(date), _number_depth(issue, number[1].size)) + 2 * FRAME_AIR
    top = upper.y + (upper.h - high) // 2
    _date(forme, date, Box(area.x, top, side, high), region)
    _number(forme, room, issue, number, Box(upper.right - side, top, side, high), region)
    _strip(forme, room, issue, Box(area.x, strip, area.w, foot - strip), region)


def _nameplate(forme: Forme, room: CaseRoom, issue: Issue, box: Box, region: int) -> None:
    name = issue.masthead.name
    line = room.fitted(name, "masthead-name", "masthead", box.w, Locus("", "masthead.name"))
    pinyin = room.single(issue.masthead.pinyin, "masthead-pinyin", "masthead")
    size = line.size
    # Name and pinyin stand as one group in the middle of the zone.
    gap = round(size * 0.17)
    group = round(size * 0.92) + gap + pinyin.size
    top = box.y + (box.h - group) // 2
    baseline = top + round(size * 0.80)
    # A brush leaves more white at one side of its characters than at the other: the ink stands in the middle.
    left, right = _ink_edges(room, line)
    x = box.x + (box.w - (right - left)) // 2
    forme.text(line, x - left, baseline, region)
    if issue.masthead.pinyin:
        # The pinyin is spaced out to the nameplate's own width.
        spread = room.spread(issue.masthead.pinyin, "masthead-pinyin", "masthead", right - left)
        forme.text(spread, box.x + (box.w - spread.extent) // 2, top + group, region)


def _ink_edges(room: CaseRoom, line: Line) -> tuple[Length, Length]:
    """Return where the ink of a line's first glyph begins and that of its last one ends, from the line's origin."""
    first, last = line.runs[0], line.runs[-1]
    opener, closer = room.case.by_key(first.face), room.case.by_key(last.face)
    left, *_ = opener.extents(int.from_bytes(first.glyphs[:2], "big"))
    _, _, right, _ = closer.extents(int.from_bytes(last.glyphs[-2:], "big"))
    return (
        first.origins()[0] + left * first.size // opener.upem,
        last.origins()[-1] + right * last.size // closer.upem,
    )


def _stack(forme: Forme, lines: list[tuple[Line, Length]], x: Length, y: Length, width: Length, region: int) -> Length:
    """Set lines centred one under another, each with its gap above; return the y below the last."""
    for line, gap in lines:
        y += gap + round(line.size * 0.88)
        forme.text(line, x + (width - line.extent) // 2, y, region)
        y += round(line.size * 0.12)
    return y


def _date_lines(room: CaseRoom, issue: Issue) -> list[tuple[Line, Length]]:
    """Return the date's lines, each with the gap over it: date first, weekday under it, the lunar date under both."""
    day = issue.date
    return [
        (room.single(f"{day.year}年{day.month}月", "masthead-date", "masthead"), 0),
        (room.single(str(day.day), "masthead-day", "masthead"), pt(5)),
        (room.single(issue.weekday, "masthead-weekday", "masthead"), pt(8)),
        (room.single(issue.lunar, "masthead-lunar", "masthead"), pt(9)),
    ]


def _depth(lines: list[tuple[Line, Length]]) -> Length:
    return sum(line.size + gap for line, gap in lines)


def _date(forme: Forme, lines: list[tuple[Line, Length]], frame: Box, region: int) -> None:
    """Set the date in a thin frame."""
    forme.frame(frame, width=pt(0.5), region=region)
    _stack(forme, lines, frame.x, frame.y + (frame.h - _depth(lines)) // 2, frame.w, region)


def _number_line(room: CaseRoom, issue: Issue) -> tuple[Line, Line, Line]:
    """Return what the line of the total issue number is set of: its digits are large."""
    return (
        room.single("总第", "masthead-small", "masthead"),
        room.single(str(issue.number), "masthead-number", "masthead"),
        room.single("期", "masthead-small", "masthead"),
    )


def _number_depth(issue: Issue, digits: Length) -> Length:
    return digits + (pt(10) + QR_SIZE + pt(14) if issue.masthead.qr else 0)


def _number(forme: Forme, room: CaseRoom, issue: Issue, line: tuple[Line, Line, Line], box: Box, region: int) -> None:
    """Set the total issue number apart in a thin frame: in one line over the QR code's place, else in three."""
    forme.frame(box, width=pt(0.5), region=region)
    if issue.masthead.qr is None:
        lines = [(part, pt(8) if at else 0) for at, part in enumerate(line)]
        _stack(forme, lines, box.x, box.y + (box.h - _depth(lines)) // 2, box.w, region)
        return
    digits, gap = line[1], pt(3)
    width = sum(part.extent for part in line) + 2 * gap
    y = box.y + (box.h - _number_depth(issue, digits.size)) // 2 + round(digits.size * 0.86)
    x = box.right - (box.w + width) // 2
    for part in line:
        forme.text(part, x, y, region)
        x += part.extent + gap
    label, target = issue.masthead.qr
    place = Box(box.x + (box.w - QR_SIZE) // 2, y + round(digits.size * 0.14) + pt(10), QR_SIZE, QR_SIZE)
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
    name = room.fitted(label, "masthead-tiny", "masthead", box.w - 2 * FRAME_AIR)
    forme.text(name, box.x + (box.w - name.extent) // 2, place.bottom + pt(3) + round(name.size * 0.9), region)


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
