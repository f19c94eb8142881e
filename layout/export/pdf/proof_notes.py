"""What the checkers say, written on the proof: a frame where it is, its number, and the list at the page's foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Place, Severity
from layout.geometry import Box, Length, mm, pt
from layout.sheet import Edition, Fill, Fit, Ink, Item, Rule, Sheet, Text

if TYPE_CHECKING:
    from layout.typeface import TypeCase

_INKS: dict[Severity, Ink] = {
    Severity.ERROR: (0, 100, 100, 0), Severity.WARNING: (0, 50, 100, 0), Severity.NOTE: (80, 20, 0, 0),
}  # fmt: skip
_SIZE = pt(7)
_STEP = pt(9)


@dataclass(frozen=True, slots=True)
class ProofNote:
    """A remark for a page's proof: its words, how grave it is, and the box that it is about (None: the page)."""

    page: int
    text: str
    severity: Severity = Severity.NOTE
    box: Box | None = None


def fit_notes(edition: Edition, fits: Sequence[Fit]) -> list[ProofNote]:
    """Return how each story fits: lines set of lines offered, over or short, and the copy to cut or add."""
    notes = []
    for fit in fits:
        words = f"{fit.story}  {fit.set}/{fit.offered} 行"
        if fit.over:
            words += f"  溢出 {fit.over} 行"
        elif fit.short:
            words += f"  余 {fit.short} 行"
        if fit.characters:
            words += f"，{'删' if fit.characters < 0 else '可加'} {abs(fit.characters)} 字"
        severity = Severity.ERROR if fit.over else Severity.NOTE
        notes.append(ProofNote(fit.page, words, severity, story_box(edition, fit.story, fit.page)))
    return notes


def finding_notes(edition: Edition, findings: Sequence[Diagnostic]) -> list[ProofNote]:
    """Return findings as notes, notes of the desk left out: on the page and box they name, else where the story is."""
    from layout.diagnostics.wording import describe

    notes = []
    for finding in findings:
        if finding.severity is Severity.NOTE:
            continue
        args = dict(finding.args)
        words = f"{finding.code} {describe(finding, 'zh').message}"
        story = _story_of(finding)
        pages = [args["page"]] if isinstance(args.get("page"), int) else _pages_of(edition, story)
        sides = args.get("box")
        for page in pages[:1]:
            box = story_box(edition, story, int(str(page)))
            if isinstance(sides, tuple) and len(sides) == 4:
                x0, y0, x1, y1 = (mm(float(side)) for side in sides)
                box = Box(x0, y0, x1 - x0, y1 - y0)
            notes.append(ProofNote(int(str(page)), words, finding.severity, box))
    return notes


def _story_of(finding: Diagnostic) -> str:
    """Return the id of the story that a finding is about: a story's file is named by it."""
    if isinstance(finding.at, Locus):
        return finding.at.story
    return PurePath(finding.at.file).stem if isinstance(finding.at, Place) else ""


def _pages_of(edition: Edition, story: str) -> list[object]:
    return [sheet.number for sheet in edition.sheets if any(region.story == story for region in sheet.regions if story)]


def story_box(edition: Edition, story: str, page: int) -> Box | None:
    """Return the box round all that stands of a story on a page."""
    found: Box | None = None
    for sheet in edition.sheets:
        for region in sheet.regions:
            if story and sheet.number == page and region.story == story:
                found = region.box if found is None else found.union(region.box)
    return found


def note_items(sheet: Sheet, notes: Sequence[ProofNote], case: TypeCase) -> list[Item]:
    """Return a page's notes as items: numbered frames on the page, their words in the foot margin.

    Words that find no room in the margin are counted in its last line.
    """
    mine = [note for note in notes if note.page == sheet.number]
    area, height = sheet.grid.type_area, sheet.grid.trim[1]
    half = area.w // 2
    room = 2 * max(1, (height - area.bottom - mm(4)) // _STEP)
    items: list[Item] = []
    for number, note in enumerate(mine, 1):
        ink = _INKS[note.severity]
        if note.box is not None:
            items += _frame(note.box, ink)
            label = _words(str(number), ink, case)
            items += [
                Fill(Box(note.box.x, note.box.y, label.line.extent + pt(3), _STEP), (0, 0, 30, 0)),
                replace(label, x=note.box.x + pt(1.5), y=note.box.y + _SIZE),
            ]
        if number > room:
            continue
        text = f"{number} {note.text}" if number < room or number == len(mine) else f"另有 {len(mine) - room + 1} 条"
        row, column = (number - 1) // 2, (number - 1) % 2
        y = area.bottom + mm(2) + _SIZE + row * _STEP
        items.append(replace(_shortened(text, ink, case, half - mm(2)), x=area.x + column * half, y=y))
    return items


def _words(text: str, ink: Ink, case: TypeCase) -> Text:
    from layout.export.pdf.ticket_page import plain_line

    line = plain_line(text, case, "sans", _SIZE)
    return Text(0, 0, replace(line, runs=tuple(replace(run, ink=ink) for run in line.runs)))


def _shortened(text: str, ink: Ink, case: TypeCase, width: Length) -> Text:
    """Return a text that is no wider than its half of the foot; the report has it in full."""
    made = _words(text, ink, case)
    while made.line.extent > width and len(text) > 2:
        text = text[: max(1, len(text) * width // made.line.extent - 1)] + "…"
        made = _words(text, ink, case)
    return made


def _frame(box: Box, ink: Ink) -> list[Item]:
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom), (box.x, box.y))
    return [Rule(*corners[at], *corners[at + 1], 800, ink) for at in range(4)]
