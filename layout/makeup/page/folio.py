"""The folio line 眉线 of inner pages and the imprint 版权栏 at the foot of the last."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from layout.compose.line.paragraph import set_paragraph
from layout.compose.line.single import set_single
from layout.compose.line.spec import Matter
from layout.geometry import Box, pt
from layout.geometry.grid import BASELINE_IN_EM
from layout.ground.dataclass import replace
from layout.makeup.page.numbers import in_words
from layout.rules.pages import FURNITURE_LEAST
from layout.sheet import BLACK, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.compose.line.spec import TypeSpec
    from layout.geometry import Length
    from layout.issue.model import Issue, PagePlan
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.forme import Forme
    from layout.sheet import Line

FOLIO_ROWS = 4
"""Rows that the folio line takes, the air under its rule included."""

IMPRINT_ROWS = 3
"""Rows that the imprint takes at the foot of the last page, its rule included."""


IMPRINT_GAP = pt(14)
"""Least space between two fields of the imprint."""


def set_folio(forme: Forme, room: CaseRoom, issue: Issue, page: PagePlan) -> None:
    """Set the folio line: page number in a block at the outer edge, section, paper, date and editors inwards.

    A spread has a number at each of its outer edges.
    """
    grid = forme.grid
    area = grid.type_area
    height = 2 * grid.leading + grid.leading // 2
    foot = area.y + height
    region = forme.region("folio", Box(area.x, area.y, area.w, height))
    outer_left = page.number % 2 == 0  # an even page lies at the left of its spread, so its outer edge is the left
    label = room.single(f"第{in_words(page.number)}版", "folio-number", "folio")
    block_w = label.extent + pt(16)
    block_h = height - pt(3)
    block_x = area.x if outer_left else area.right - block_w
    forme.fill(Box(block_x, area.y, block_w, block_h), BLACK, region)
    middle = area.y + block_h // 2
    forme.text(label, block_x + pt(8), middle + round(label.size * 0.37), region)
    paper = room.fitted(issue.masthead.name, "folio-paper", "folio", area.w // 3)
    side = (area.w - paper.extent) // 2 - pt(12)
    section = room.fitted(page.section, "folio-section", "folio", side - block_w - pt(12))
    far = area.right if outer_left else area.x  # where the small lines end
    if forme.dummy.spread:
        other = room.single(f"第{in_words(page.number + 1)}版", "folio-number", "folio")
        far = area.right - other.extent - pt(16)
        forme.fill(Box(far, area.y, area.right - far, block_h), BLACK, region)
        forme.text(other, far + pt(8), middle + round(other.size * 0.37), region)
        far -= pt(12)
    day = issue.date
    dated = f"{day.year}年{day.month}月{day.day}日　{issue.weekday}"
    names = "　".join(f"{role}：{name}" for role, name in page.editors)
    lines, pitch = _stacked(room, [dated, names] if names else [dated], side, height - pt(5))
    x = block_x + block_w + pt(12) if outer_left else block_x - pt(12) - section.extent
    forme.text(section, x, middle + round(section.size * 0.37), region)
    low = foot - pt(8) + (0 if len(lines) < 3 else pt(4))
    for number, line in enumerate(lines):
        y = low - (len(lines) - number if number else 0) * pitch  # the date is the lowest
        forme.text(line, far - line.extent if outer_left else far, y, region)
    forme.text(paper, area.x + (area.w - paper.extent) // 2, middle + round(paper.size * 0.37), region)
    forme.rule(Rule(area.x, foot - pt(0.6), area.right, foot - pt(0.6), pt(1.2), region=region))


def _stacked(room: CaseRoom, texts: Sequence[str], width: Length, height: Length) -> tuple[tuple[Line, ...], Length]:
    """Return the small lines of a folio, each within `width`, and their pitch: smaller where they would not go in."""
    spec = replace(room.style["folio-line"], align="left", indent=0)
    while True:
        lines = tuple(line for text in texts for line in _broken(room, text, spec, width, "folio"))
        pitch = min(pt(11), spec.size * 11 // 8)
        if (len(lines) - 1) * pitch + spec.size <= height or spec.size <= FURNITURE_LEAST:
            return lines, pitch
        spec = replace(spec, size=max(FURNITURE_LEAST, spec.size - pt(0.5)))


def set_imprint(forme: Forme, room: CaseRoom, issue: Issue) -> None:
    """Set what the law asks of every issue (内部资料性出版物管理办法) under a rule at the foot of the page.

    Its rows hang on both edges of the page, as the rule does; a field alone in its row stands at the left.
    """
    grid = forme.grid
    area = grid.type_area
    imprint = issue.imprint
    head = issue.masthead
    day = imprint.printed or issue.date
    entries = [
        head.editor,
        head.licence,
        f"总第{issue.number}期",
        f"印刷单位：{imprint.printer}" if imprint.printer else "",
        f"印刷日期：{day.year}年{day.month}月{day.day}日",
        f"印数：{imprint.run}份" if imprint.run else "",
        f"发送对象：{imprint.recipients}" if imprint.recipients else "",
        *(f"{key}：{value}" for key, value in imprint.extra),
        head.notice,
    ]
    first = grid.rows - IMPRINT_ROWS
    top = grid.row_y(first) + grid.leading // 2
    region = forme.region("imprint", Box(area.x, top, area.w, grid.row_y(grid.rows) - top))
    forme.rule(Rule(area.x, top, area.right, top, pt(0.5), region=region))
    lines, rows = _imprint_rows(room, [text for text in entries if text], area.w)
    pitch = grid.leading if len(rows) < IMPRINT_ROWS else (IMPRINT_ROWS - 1) * grid.leading // len(rows)
    base = grid.baseline(first + 1)
    if len(rows) >= IMPRINT_ROWS:
        size = lines[0].size
        base = grid.row_y(first + 1) + (pitch - size) // 2 + size * BASELINE_IN_EM // 1000
    for number, row in enumerate(rows):
        spare = area.w - sum(lines[index].extent for index in row)
        x = area.x
        for nth, index in enumerate(row):
            # Shared out to the last thousandth, so that the last field ends on the edge.
            gaps = spare * nth // max(1, len(row) - 1)
            forme.text(lines[index], x + gaps, base + number * pitch, region)
            x += lines[index].extent


def _imprint_rows(room: CaseRoom, entries: Sequence[str], width: Length) -> tuple[tuple[Line, ...], list[list[int]]]:
    """Return the imprint's lines and which of them share a row: smaller where the rows that it has would not do.

    Rows are as even as their fields allow. A field wider than the page turns over.
    """
    spec = replace(room.style["imprint"], align="left", indent=0)
    deep = (IMPRINT_ROWS - 1) * room.grid.leading
    while True:
        lines = tuple(line for text in entries for line in _broken(room, text, spec, width, "imprint"))
        rows = _shared_out(lines, width)
        if len(rows) < IMPRINT_ROWS or len(rows) * spec.size * 9 // 8 <= deep or spec.size <= FURNITURE_LEAST:
            return lines, rows
        spec = replace(spec, size=max(FURNITURE_LEAST, spec.size - pt(0.5)))


def _shared_out(lines: Sequence[Line], width: Length) -> list[list[int]]:
    """Return the lines in as few rows as a width needs, the widest of which is as narrow as can be."""

    def within(limit: Length) -> list[list[int]]:
        rows: list[list[int]] = [[]]
        used = 0
        for index, line in enumerate(lines):
            if rows[-1] and used + IMPRINT_GAP + line.extent > limit:
                rows.append([])
                used = 0
            used += line.extent + (IMPRINT_GAP if rows[-1] else 0)
            rows[-1].append(index)
        return rows

    fewest = len(within(width))
    ends = list(accumulate((line.extent + IMPRINT_GAP for line in lines), initial=0))
    limits = sorted({end - start - IMPRINT_GAP for start, end in combinations(ends, 2)})
    # The narrower the limit the more rows, so the narrowest that does is found by halves.
    least = bisect_left(limits, True, key=lambda limit: len(within(limit)) <= fewest)
    return within(min([width, *limits[least : least + 1]]))


def _broken(room: CaseRoom, text: str, spec: TypeSpec, width: Length, role: str) -> tuple[Line, ...]:
    """Return a text in one line, or in several where it is wider than its room."""
    line = set_single(text, spec, room.case, role=role)
    return (line,) if line.extent <= width else set_paragraph(text, spec, width, room.case, Matter(role=role))
