"""The inspection form 编校质量检查表 on paper and as CSV."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Remarked, has_errors
from layout.geometry import pt
from layout.ground.in_place import put_in_place

if TYPE_CHECKING:
    from layout.desk.house import House
    from layout.diagnostics import Diagnostic
    from layout.issue.model import Issue, Paragraph
    from layout.proofread.inspection import Inspection
    from layout.sheet import Line

MEASURE, LEADING, SIZE = 46, pt(14), pt(9)
"""The form's column: 46 em of 9 pt on 14 pt, A4's width within its margins."""


def write_form(house: House, issue: Issue, form: Inspection, to: Path) -> Remarked[tuple[Path, ...]]:
    """Write the form as CSV and PDF into a folder; without installed faces the CSV alone, with the reason."""
    table = to / f"{issue.number}-编校质量检查表.csv"
    put_in_place(table, b"\xef\xbb\xbf" + _csv(issue, form).encode("utf-8"))
    drawn = _pdf(house, issue, form)
    if not drawn.value or has_errors(drawn.remarks):
        return Remarked((table,), drawn.remarks)
    paper = table.with_suffix(".pdf")
    put_in_place(paper, drawn.value)
    return Remarked((table, paper), drawn.remarks)


def _rows(issue: Issue, form: Inspection) -> list[list[str]]:
    """Return the form's lines: pages, classes, errors, result."""
    rows = [[f"{issue.masthead.name} 第{issue.number}期 编校质量检查表"], [], ["版次", "版面字数"]]
    rows += [[f"第{page}版", str(count)] for page, count in form.pages]
    rows += [["合计", str(form.characters)], [], ["差错类别", "处数", "计错"]]
    rows += [[name, str(count), f"{weight:g}"] for name, count, weight in form.classes()]
    rows += [["合计", str(len(form.errors)), f"{form.weight:g}"], [], ["版次", "稿件", "类别", "差错", "改正", "计错"]]
    rows += [
        [str(one.page or "—"), one.story, one.kind, one.old, one.new or "—", f"{one.weight:g}"] for one in form.errors
    ]
    verdict = "合格" if form.passed else "不合格"
    rows += [[], [f"差错率 {form.rate:.2f}／万，限度 3／万：{verdict}"]]
    rows.append(["只计必改；请看的由人核定后再计。标题差错加倍。"])
    return rows


def _csv(issue: Issue, form: Inspection) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(_rows(issue, form))
    return out.getvalue()


def _pdf(house: House, issue: Issue, form: Inspection) -> Remarked[bytes]:
    """Return the form set by our own composer, tables and all."""
    from layout.cli.proof import proof_pdf, proof_sheets
    from layout.compose.story.compose_story import compose_story
    from layout.compose.story.stylebook import house_style
    from layout.issue.model import Head, Story
    from layout.typeface import open_case

    case = open_case(house.fonts)
    if case.value is None:
        return Remarked(b"", case.remarks)
    story = Story("form", "notice", 0, Head(), tuple(_paragraphs(_rows(issue, form))))
    galley = compose_story(story, house_style().value, MEASURE * SIZE, case.value, leading=LEADING)
    rows: list[Line | None] = []
    remarks: list[Diagnostic] = [*case.remarks, *galley.remarks]
    for line in galley.value.lines:
        rows += [None] * (line.before if rows else 0)
        rows.append(line.line)
        rows += [None] * (line.rows - 1)
    done = proof_pdf(f"{issue.number}", proof_sheets(rows, MEASURE * SIZE, LEADING, SIZE), case.value)
    return Remarked(done.value, (*remarks, *done.remarks))


def _paragraphs(rows: list[list[str]]) -> list[Paragraph]:
    """Return the form's lines as copy: a line of one cell is a paragraph, lines of more are a table."""
    from layout.issue.model import Paragraph

    found: list[Paragraph] = []
    table: list[tuple[str, ...]] = []
    for row in [*rows, []]:
        if len(row) > 1:
            table.append(tuple(row))
            continue
        if table:
            found.append(Paragraph(len(found), "table", "", cells=tuple(table)))
            table = []
        if row:
            found.append(Paragraph(len(found), "subhead" if not found else "body", row[0]))
    return found
