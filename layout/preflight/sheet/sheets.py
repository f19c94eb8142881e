"""Finished pages before export: the same rules on the sheets, so that the desk hears of it with the story at hand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from struct import unpack
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.geometry import Length
from layout.geometry.grid import SIDEWAYS_AXIS
from layout.ground.dataclass import dataclass, replace
from layout.preflight.paint.finding import Frame, Point
from layout.preflight.paint.mark import Colour, Mark
from layout.preflight.paint.painted import Expected, PaintedFile, PaintedPage
from layout.preflight.press import black, boxes, colour, ink, lines
from layout.sheet import Edition, Fill, Ink, Item, Picture, Rule, Run, Sheet, Text
from layout.sheet import Path as Shape

if TYPE_CHECKING:
    from layout.export.pdf.settings import PressSettings
    from layout.typeface import Face, TypeCase

_CHECKS = (
    boxes.bleed, boxes.page_empty, colour.one_plate, black.black_alone, black.plain_black_areas, black.reversed_type,
    black.coloured_type, lines.line_widths, ink.ink_of_pixels, ink.ink_of_areas, ink.tone_range,
)  # fmt: skip
"""What can be told before export. Overprint, fonts and file structure are the exporter's own work, and `check_file`
looks at them; the resolution of photographs is reported by their conversion (G012)."""


def check_sheets(edition: Edition, case: TypeCase, settings: PressSettings) -> tuple[Diagnostic, ...]:
    """Check an edition's pages before export; each finding leads back to the copy where there is any.

    FO05 (error) tells of a face whose foundry forbids embedding; a missing character (FO02) is found here too.
    """
    from layout.export.pdf.press import missing_characters

    file = SheetFile(edition, case, settings)
    remarks = [*missing_characters(edition), *_forbidden(edition, case)]
    pages = {page.number: page for page in file.painted}
    pictured = {sheet.number for sheet in edition.sheets if any(isinstance(item, Picture) for item in sheet.items)}
    for check in _CHECKS:
        for finding in check.look(file):
            if finding.check == "BX06" and finding.page in pictured:
                continue  # its inks are known when it has been converted
            at = pages[finding.page].places.get(finding.frame) if finding.frame else None
            remarks.append(replace(finding.diagnostic(""), at=at))
    return tuple(remarks)


def _forbidden(edition: Edition, case: TypeCase) -> list[Diagnostic]:
    from layout.export.pdf.usage import runs_of

    used = sorted({run.face for run in runs_of(edition.sheets)})
    return [Diagnostic.make("FO05", Severity.ERROR, font=key) for key in used if not case.by_key(key).may_embed]


class SheetFile(PaintedFile):
    """An edition's sheets as pages to check."""

    def __init__(self, edition: Edition, case: TypeCase, settings: PressSettings) -> None:
        """Take an edition and the case that its lines were set from."""
        self.settings = settings
        self.expected = Expected(colours={sheet.number: sheet.colours for sheet in edition.sheets})
        self._pages = tuple(SheetPage(sheet, case, settings) for sheet in edition.sheets)

    @property
    def painted(self) -> Sequence[SheetPage]:
        """The pages."""
        return self._pages


class SheetPage(PaintedPage):
    """A sheet as a page to check."""

    def __init__(self, sheet: Sheet, case: TypeCase, settings: PressSettings) -> None:
        """Take a sheet."""
        self.number = sheet.number
        self._sheet = sheet
        self._case = case
        self._bleed = (sheet.grid.bleed if settings.bleed is None else settings.bleed) / 1000

    @property
    def trim_frame(self) -> Frame:
        """The trimmed page."""
        width, height = self._sheet.grid.trim
        return (0.0, 0.0, width / 1000, height / 1000)

    @property
    def bleed_frame(self) -> Frame:
        """The page with its bleed."""
        _, _, width, height = self.trim_frame
        return (-self._bleed, -self._bleed, width + self._bleed, height + self._bleed)

    @cached_property
    def marks(self) -> Sequence[Mark]:
        """What the exporter will paint: all that is drawn, then the type."""
        items = [item for item in self._sheet.items if item.layer == "print"]
        drawn = [mark for item in items if not isinstance(item, Text) for mark in _drawn(item)]
        texts = [item for item in items if isinstance(item, Text)]
        return drawn + [mark for text in texts for mark in _type(text, self._case)]

    @cached_property
    def places(self) -> dict[Frame, Locus]:
        """Where the copy of each piece of type stands in the desk's files, by its frame."""
        found = {}
        for item in self._sheet.items:
            if isinstance(item, Text) and item.line.locus is not None:
                for mark in _type(item, self._case):
                    found[mark.frame] = item.line.locus
        return found


@lru_cache(maxsize=256)
def _colour(inks: Ink) -> Colour:
    c, m, y, k = map(float, inks)
    return Colour("DeviceCMYK", (c, m, y, k))


def _frame(x0: Length, y0: Length, x1: Length, y1: Length, half: float = 0) -> Frame:
    left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    return ((left - half) / 1000, (top - half) / 1000, (right + half) / 1000, (bottom + half) / 1000)


def _drawn(item: Item) -> list[Mark]:
    from layout.export.pdf.ink import overprints

    if isinstance(item, Fill):
        box = item.box
        return [Mark("fill", _frame(box.x, box.y, box.right, box.bottom), _colour(item.ink))]
    if isinstance(item, Rule):
        over = overprints(item.ink)
        frame = _frame(item.x0, item.y0, item.x1, item.y1, item.width / 2)
        course = ((item.x0 / 1000, item.y0 / 1000), (item.x1 / 1000, item.y1 / 1000))
        return [Mark("stroke", frame, _colour(item.ink), over, int(over), item.width / 1000, (course,))]
    if isinstance(item, Shape):
        return _shape(item)
    assert isinstance(item, Picture)
    return []  # its inks are known when it has been converted


def _shape(item: Shape) -> list[Mark]:
    from layout.preflight.paint.course import PathBuilder, box_of

    path = PathBuilder()
    for name, *ends in item.ops:
        if name == "Z":
            path.add("h", ())
        else:
            path.add(str(name).lower(), [int(end) / 1000 for end in ends])
    courses: tuple[tuple[Point, ...], ...] = tuple(tuple(course) for course in path.lines)
    if not courses:
        return []
    x0, y0, x1, y1 = box_of([point for course in courses for point in course])
    marks = []
    if item.fill is not None:
        marks.append(Mark("fill", (x0, y0, x1, y1), _colour(item.fill), outline=courses, even_odd=not item.nonzero))
    if item.stroke is not None:
        half = item.width / 2000
        frame = (x0 - half, y0 - half, x1 + half, y1 + half)
        marks.append(Mark("stroke", frame, _colour(item.stroke), False, 0, item.width / 1000, courses))
    return marks


@dataclass(frozen=True, slots=True)
class SetRun:
    """A run of type at its place, which can say where its ink is."""

    text: Text
    run: Run
    face: Face

    def frames(self) -> list[Frame]:
        """Return the box of each glyph's ink on the page."""
        run, face = self.run, self.face
        em = run.size / face.upem / 1000
        found = []
        for gid, along in zip(unpack(f">{len(run)}H", run.glyphs), run.origins(), strict=True):
            left, low, right, high = (side * em for side in face.extents(gid))
            if left < right:
                found.append(self._placed(gid, along / 1000, (left, low, right, high), em))
        return found

    def _placed(self, gid: int, along: float, box: Frame, em: float) -> Frame:
        run = self.run
        x, y, rise = self.text.x / 1000, self.text.y / 1000, run.rise / 1000
        left, low, right, high = box
        if run.orient == "h":
            scale = run.scale / 100
            return (x + along + left * scale, y - rise - high, x + along + right * scale, y - rise - low)
        if run.orient == "v":
            ox, oy = (side * em for side in self.face.vertical_origin(gid))
            return (x + left - ox, y + along + oy - high, x + right - ox, y + along + oy - low)
        base = x - SIDEWAYS_AXIS * run.size / 1_000_000 + rise
        return (base + low, y + along + left, base + high, y + along + right)


def _type(text: Text, case: TypeCase) -> list[Mark]:
    from layout.export.pdf.ink import overprints

    marks = []
    for run in text.line.runs:
        if not run.glyphs:
            continue
        size, origins = run.size, run.origins()
        start, end = origins[0], origins[-1] + size
        if run.orient == "h":
            base = text.y - run.rise
            frame = _frame(text.x + start, base - size * 780 // 1000, text.x + end, base + size * 60 // 1000)
        else:
            frame = _frame(text.x - size // 2, text.y + start, text.x + size // 2, text.y + end)
        over = overprints(run.ink)
        glyphs = SetRun(text, run, case.by_key(run.face))
        marks.append(Mark("text", frame, _colour(run.ink), over, int(over), size / 1000, face=run.face, run=glyphs))
    return marks
