"""What the checkers say, written on the proof: a frame where it is, its number, and the list at the page's foot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Place, Severity
from layout.geometry import Box, Length, mm, pt
from layout.ground.dataclass import dataclass, replace
from layout.sheet import Edition, Ink, Item, Rule, Sheet, Text
from layout.sheet.proof_layer import SEVERITY_INKS, White, text_box

if TYPE_CHECKING:
    from layout.typeface import TypeCase

_SIZE = pt(7)
_STEP = pt(8.8)
_COLUMNS = 3
"""The list at the foot: size and step of its lines, and how many stand side by side."""
_MOST_CIRCLED = 50
"""Figures in circles are ① to ㊿."""


@dataclass(frozen=True, slots=True)
class ProofNote:
    """A remark for a page's proof: its words, how grave it is, and the box that it is about (None: the page).

    `exact` boxes are framed; one that is only the story's is not, the page has outlines enough.
    """

    page: int
    text: str
    severity: Severity = Severity.NOTE
    box: Box | None = None
    exact: bool = False


def finding_notes(edition: Edition, findings: Sequence[Diagnostic]) -> list[ProofNote]:
    """Return findings as notes, the gravest first: on the page and box they name, else where the story is.

    What names no page and no story is about the issue: it is listed on its first page.
    """
    from layout.diagnostics.wording import describe

    notes = []
    for finding in sorted(findings, key=lambda one: list(Severity).index(one.severity)):
        args = dict(finding.args)
        words = f"{finding.code} {describe(finding, 'zh').message}"
        story = _story_of(finding)
        named = args.get("page")
        pages = [named] if isinstance(named, int) else _pages_of(edition, finding.at, story)
        sides = args.get("box")
        for page in pages[:1]:
            box = line_box(edition, finding.at, page) or story_box(edition, story, page)
            if isinstance(sides, tuple) and len(sides) == 4:
                x0, y0, x1, y1 = (mm(float(side)) for side in sides)
                box = Box(x0, y0, x1 - x0, y1 - y0)
            notes.append(ProofNote(page, words, finding.severity, box, exact=sides is not None))
    return notes


def _story_of(finding: Diagnostic) -> str:
    """Return the id of the story that a finding is about: a story's file is named by it."""
    if isinstance(finding.at, Locus):
        return finding.at.story
    return PurePath(finding.at.file).stem if isinstance(finding.at, Place) else ""


def _pages_of(edition: Edition, at: Locus | Place | None, story: str) -> list[int]:
    """Return the pages on which a story stands, the one with the line that a finding is about first."""
    there = [
        sheet.number for sheet in edition.sheets if any(region.story == story for region in sheet.regions if story)
    ]
    return sorted(there, key=lambda page: line_box(edition, at, page) is None)


def line_box(edition: Edition, at: Locus | Place | None, page: int) -> Box | None:
    """Return the box of the line of body that shows a spot in the copy, None where the page has none."""
    if not isinstance(at, Locus) or at.paragraph < 0:
        return None
    shown: Box | None = None
    for sheet in edition.sheets:
        for item in sheet.items if sheet.number == page else ():
            if not isinstance(item, Text) or item.line.paragraph != at.paragraph or item.layer == "proof":
                continue
            line = item.line
            here = line.locus is not None and line.locus.story == at.story
            # A spot at a line's very end belongs to the line after it, where there is one.
            if here and 0 <= max(at.offset, 0) - line.offset <= len(line.text):
                shown = text_box(item)
    return shown


def story_box(edition: Edition, story: str, page: int) -> Box | None:
    """Return the box round all that stands of a story on a page."""
    found: Box | None = None
    for sheet in edition.sheets:
        for region in sheet.regions:
            if story and sheet.number == page and region.story == story:
                found = region.box if found is None else found.union(region.box)
    return found


def note_items(sheet: Sheet, notes: Sequence[ProofNote], white: White, case: TypeCase) -> list[Item]:
    """Return a page's notes as items: framed and numbered in the white of the page, their words in the foot margin.

    Words that find no room in the margin are counted in its last line.
    """
    mine = [note for note in notes if note.page == sheet.number]
    area, height = sheet.grid.type_area, sheet.grid.trim[1]
    width = area.w // _COLUMNS
    lines = max(1, (height - area.bottom - mm(4)) // _STEP)
    room = _COLUMNS * lines
    items: list[Item] = []
    framed: set[Box] = set()
    for number, note in enumerate(mine, 1):
        ink = SEVERITY_INKS[note.severity]
        mark = _circled(number)
        if note.box is not None:
            if note.exact and note.box not in framed:
                items += _frame(note.box, ink)
                framed.add(note.box)
            label = _words(mark, ink, case, pt(11))
            wanted = Box(note.box.x - label.line.extent, note.box.y, label.line.extent, pt(11))
            found = white.near(wanted) or wanted
            items.append(replace(label, x=found.x, y=found.y + pt(9.8)))
        if number > room:
            continue
        text = f"{mark} {note.text}" if number < room or number == len(mine) else f"另有 {len(mine) - room + 1} 条"
        column, row = divmod(number - 1, lines)
        y = area.bottom + mm(2) + _SIZE + row * _STEP
        items.append(replace(_shortened(text, ink, case, width - mm(3)), x=area.x + column * width, y=y))
    return items


def _circled(number: int) -> str:
    """Return a number in a circle, ① to ㊿; a larger one in brackets."""
    if number > _MOST_CIRCLED:
        return f"({number})"
    return chr((0x245F if number <= 20 else 0x323C if number <= 35 else 0x328D) + number)


def _words(text: str, ink: Ink, case: TypeCase, size: Length = _SIZE) -> Text:
    from layout.export.pdf.plain_line import plain_line

    line = plain_line(text, case, "sans", size)
    return Text(0, 0, replace(line, runs=tuple(replace(run, ink=ink) for run in line.runs)))


def _shortened(text: str, ink: Ink, case: TypeCase, width: Length) -> Text:
    """Return a text that is no wider than its column of the foot; the report has it in full."""
    made = _words(text, ink, case)
    if made.line.extent <= width:
        return made
    while made.line.extent > width and len(text) > 2:
        text = text[: max(1, min(len(text) - 1, len(text) * width // made.line.extent))]
        made = _words(text + "…", ink, case)
    return made


def _frame(box: Box, ink: Ink) -> list[Item]:
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom), (box.x, box.y))
    return [Rule(*corners[at], *corners[at + 1], 800, ink) for at in range(4)]
