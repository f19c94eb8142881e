"""The folio line 眉线 of inner pages and the imprint 版权栏 at the foot of the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.geometry import Box, pt
from layout.makeup.page.numbers import in_words
from layout.sheet import BLACK

if TYPE_CHECKING:
    from layout.issue.model import Issue, PagePlan
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.forme import Forme

FOLIO_ROWS = 4
"""Rows that the folio line takes, the air under its rule included."""

IMPRINT_ROWS = 3
"""Rows that the imprint takes at the foot of the last page, its rule included."""


def set_folio(forme: Forme, room: CaseRoom, issue: Issue, page: PagePlan) -> None:
    """Set the folio line: page number in a block at the outer edge, section, paper, date and editors inwards."""
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
    section = room.single(page.section, "folio-section", "folio")
    paper = room.single(issue.masthead.name, "folio-paper", "folio")
    day = issue.date
    dated = room.single(f"{day.year}年{day.month}月{day.day}日　{issue.weekday}", "folio-line", "folio")
    names = "　".join(f"{role}：{name}" for role, name in page.editors)
    editors = room.single(names, "folio-line", "folio") if names else None
    low = foot - pt(8)
    if outer_left:
        x = block_x + block_w + pt(12)
        forme.text(section, x, middle + round(section.size * 0.37), region)
        inner = area.right
        for line in (dated, editors):
            if line is not None:
                forme.text(line, inner - line.extent, low if line is dated else low - pt(11), region)
    else:
        x = block_x - pt(12) - section.extent
        forme.text(section, x, middle + round(section.size * 0.37), region)
        for line in (dated, editors):
            if line is not None:
                forme.text(line, area.x, low if line is dated else low - pt(11), region)
    forme.text(paper, area.x + (area.w - paper.extent) // 2, middle + round(paper.size * 0.37), region)
    forme.rule(area.x, foot - pt(0.6), area.right, foot - pt(0.6), pt(1.2), region=region)


def set_imprint(forme: Forme, room: CaseRoom, issue: Issue) -> None:
    """Set what the law asks of every issue (内部资料性出版物管理办法) under a rule at the foot of the page."""
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
    forme.rule(area.x, top, area.right, top, pt(0.5), region=region)
    lines = [room.single(text, "imprint", "imprint") for text in entries if text]
    rows: list[list[int]] = [[]]
    used = 0
    least = pt(14)
    for index, line in enumerate(lines):
        if rows[-1] and used + least + line.extent > area.w:
            rows.append([])
            used = 0
        used += line.extent + (least if rows[-1] else 0)
        rows[-1].append(index)
    for number, row in enumerate(rows[: IMPRINT_ROWS - 1]):
        gap = (area.w - sum(lines[index].extent for index in row)) // max(1, len(row) - 1)
        gap = gap if len(row) > 1 and (number < len(rows) - 1 or gap < pt(60)) else pt(20)
        x = area.x
        for index in row:
            forme.text(lines[index], x, grid.baseline(first + 1 + number), region)
            x += lines[index].extent + gap
