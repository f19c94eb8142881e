"""The job ticket as one A4 page.

A ticket is a form: a label and a short value in each row. It is set here from the face's own widths, line by line, and
not by the composer, which exporters do not know; copy that needs breaking never comes here.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from layout.export.pdf.identity import Identity, conclude
from layout.export.pdf.imposition import single
from layout.export.pdf.plain_line import plain_line
from layout.export.pdf.press import set_fonts
from layout.export.pdf.settings import PressSettings
from layout.export.pdf.sheet_pdf import add_side
from layout.export.pdf.writer import PressDocument
from layout.geometry import Box, Grid, mm, pt
from layout.sheet import Item, Rule, Sheet, Text, black

if TYPE_CHECKING:
    from layout.typeface import TypeCase

_A4 = (mm(210), mm(297))
_LEFT, _VALUE, _RIGHT = mm(25), mm(60), mm(185)
_ROW = mm(8)


_LONGEST = 36
"""Characters of a value that go into a row."""

WAITING = "待补"
"""Stands where the shop must be told before it prints."""


def ticket_rows(ticket: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the form's rows: label and value. Printer and run are asked for where they are not known."""
    width, height = ticket["trim_mm"]
    copies = f"{ticket['copies']:,} 份" if ticket["copies"] else WAITING
    lay = f"对页（中缝 {ticket['gutter_mm']:g} 毫米）" if ticket["spreads"] else "单页"
    rows = [
        ("付印", standing(ticket)),
        *_rows("换版", "、".join(f"第 {page} 版" for page in ticket["changed_pages"])),
        *_rows("缘由", ticket["reason"]),
        ("报名", ticket["title"]),
        ("期号", f"第 {ticket['issue']} 期"),
        ("日期", f"{ticket['date']} {ticket['weekday']}"),
        ("准印证号", ticket["licence"]),
        ("印数", copies),
        ("承印", ticket["printer"] or WAITING),
        ("联系", ticket["contact"]),
        ("版数", f"{ticket['page_count']} 版，{lay}"),
        ("成品尺寸", f"{width:g} × {height:g} 毫米，出血 {ticket['bleed_mm']:g} 毫米"),
        ("标准", f"{ticket['standard']}，{ticket['condition']}"),
        ("总墨量", f"不超过 {ticket['ink']['limit']}%，大面积 {ticket['ink']['warning']}%"),
    ]
    return [(label, value) for label, value in rows if value]


def _rows(label: str, text: str) -> list[tuple[str, str]]:
    """Return a text as rows of a length that the form holds, the label at the first."""
    parts = [text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST)]
    return [(label if not nth else "", part) for nth, part in enumerate(parts)]


def title_of(ticket: dict[str, Any]) -> str:
    """Return the form's name: a draft has no job to ticket."""
    return "草样单（不得付印）" if ticket["status"] == "draft" else "付印单"


def standing(ticket: dict[str, Any]) -> str:
    """Return whether the shop may print from these files."""
    if not ticket["status"]:
        return ""
    return f"第 {ticket['release']} 次付印" if ticket["release"] else "草样，不得付印"


def _table(ticket: dict[str, Any]) -> list[tuple[str, str]]:
    rows = []
    for page in ticket["pages"]:
        inks = "  ".join(f"{ink} {amount:.1f}%" for ink, amount in page["coverage"].items())
        rows.append((f"第 {page['page']} 版 {page['section']}", f"{page['plates']}    {inks}"))
    return rows


def ticket_page(ticket: dict[str, Any], case: TypeCase, day: date) -> bytes:
    """Return the ticket as a PDF; rows that find no room on the page are left to ticket.json, and it says so."""
    items: list[Item] = [Text(_LEFT, mm(30), plain_line(title_of(ticket), case, "headline", pt(24)))]
    y = mm(36)
    groups = (
        ("", ticket_rows(ticket)),
        ("每版用色与油墨覆盖率（占版面）", _table(ticket)),
        ("文件", [(entry["name"], _digest(entry)) for entry in ticket["files"]]),
    )
    left = 0
    for title, rows in groups:
        items.append(Rule(_LEFT, y, _RIGHT, y, pt(0.5)))
        if title:
            y += _ROW
            items.append(Text(_LEFT, y - mm(2), plain_line(title, case, "sans-bold", pt(10))))
        step = _ROW if title == "" else mm(6)
        for label, value in rows:
            if y + step > mm(278):
                left += 1
                continue
            y += step
            items.append(Text(_LEFT, y - mm(2), plain_line(label, case, "sans", pt(9))))
            items.append(Text(_VALUE, y - mm(2), plain_line(value, case, "body", pt(9.5))))
            items.append(Rule(_LEFT, y, _RIGHT, y, 250, black(40)))
    if left:
        said = f"其余 {left} 行见 ticket.json"
        items.append(Text(_LEFT, mm(285), plain_line(said, case, "sans", pt(8))))
    area = Box(_LEFT, mm(20), _RIGHT - _LEFT, mm(257))
    sheet = Sheet(1, "", Grid("ticket", _A4, 0, area, 1, 40, pt(9), _ROW, 30), tuple(items), (), "K")
    document = PressDocument((1, 4))
    add_side(
        document, single(sheet), set_fonts(document, (sheet,), case), {}, PressSettings(marks=False, bleed=0), art={}
    )
    return conclude(document, Identity(f"付印单 {ticket['title']} {ticket['issue']}", day, ""), None)


def _digest(entry: dict[str, Any]) -> str:
    return f"{entry['bytes']:,} 字节  sha256 前 32 位 {entry['sha256'][:32]}"
