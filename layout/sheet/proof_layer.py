"""The proof layer: the colours of its marks, and where on a page its words hide nothing."""

from __future__ import annotations

from layout.diagnostics import Severity
from layout.geometry import Box, Length, pt
from layout.sheet.ink import Ink
from layout.sheet.page import Fill, Path, Picture, Rule, Sheet, Text

FITS: Ink = (80, 0, 100, 25)
SHORT: Ink = (100, 60, 0, 0)
OVER: Ink = (0, 100, 100, 0)
DOUBT: Ink = (0, 55, 100, 5)
NOTE: Ink = (60, 0, 10, 45)
OPEN: Ink = (20, 90, 0, 0)
"""Colours of the marks: green fits, blue short, red over or wrong, orange doubtful, slate a note, violet open copy."""

SEVERITY_INKS = {Severity.ERROR: OVER, Severity.WARNING: DOUBT, Severity.NOTE: NOTE}

_CELL: Length = pt(2)
_PALE = 15
"""Percent of all inks below which a ground is a tint that type stands on."""
_REACH = 45
"""How many cells a label may lie from the place that it is about: 90 pt, less than a column."""


class White:
    """The white of one sheet: margins, gutters, the air round heads. A label that was given a place takes it.

    Type, pictures, rules and filled shapes count as ink; pale tints do not, on them a label stays readable.
    """

    def __init__(self, sheet: Sheet) -> None:
        """Note where ink stands, as one row of bits every 2 pt."""
        width, height = sheet.grid.trim
        self._columns, self._rows = width // _CELL, height // _CELL
        self._ink = [0] * (self._rows + 1)
        for item in sheet.items:
            if isinstance(item, Picture):
                self.take(item.box)
            elif isinstance(item, Text):
                self.take(text_box(item))
            elif isinstance(item, Rule):
                x, y = min(item.x0, item.x1), min(item.y0, item.y1)
                w, h = abs(item.x1 - item.x0), abs(item.y1 - item.y0)
                if not (w and h):  # a slanting rule, a placeholder's cross, is no box
                    self.take(Box(x, y, max(w, 1), max(h, 1)))
            elif isinstance(item, Fill) and sum(item.ink) >= _PALE:
                self.take(item.box)
            elif isinstance(item, Path) and item.fill is not None and sum(item.fill) >= _PALE:
                self.take(_shape_box(item))

    def take(self, box: Box) -> None:
        """Count a box as ink."""
        bits = self._bits(box.x // _CELL, -(-box.right // _CELL))
        for row in range(max(box.y // _CELL, 0), min(-(-box.bottom // _CELL), self._rows)):
            self._ink[row] |= bits

    def take_frame(self, box: Box) -> None:
        """Count the four sides of a box as ink, not what they enclose."""
        for side in (
            Box(box.x, box.y, box.w, 1),
            Box(box.x, box.bottom, box.w, 1),
            Box(box.x, box.y, 1, box.h),
            Box(box.right, box.y, 1, box.h),
        ):
            self.take(side)

    def near(self, box: Box, reach: int = _REACH) -> Box | None:
        """Return the nearest place of a label's size that is white, and take it; None where there is none in reach.

        Going up or down costs twice as much as going along: a label belongs to the line beside it.
        """
        columns, rows = -(-box.w // _CELL), -(-box.h // _CELL)
        best: tuple[int, int, int] | None = None
        left, top = box.x // _CELL, box.y // _CELL
        places = (1 << max(self._columns - columns + 1, 0)) - 1
        for down in sorted(range(-(reach // 2), reach // 2 + 1), key=abs):
            if best is not None and 2 * abs(down) >= best[0]:
                break
            if not 0 <= top + down <= self._rows - rows:
                continue
            ink = 0
            for row in range(top + down, top + down + rows):
                ink |= self._ink[row]
            at = _nearest(places & ~_reached(ink, columns), left)
            if at is not None and abs(at - left) <= reach:
                cost = abs(at - left) + 2 * abs(down)
                if best is None or cost < best[0]:
                    best = (cost, at, top + down)
        if best is None:
            return None
        found = Box(best[1] * _CELL, best[2] * _CELL, box.w, box.h)
        self.take(found)
        return found

    def _bits(self, first: int, end: int) -> int:
        first, end = max(first, 0), min(end, self._columns)
        return ((1 << (end - first)) - 1) << first if end > first else 0


def _reached(ink: int, columns: int) -> int:
    """Return the places, a bit each, at which so many columns would reach ink."""
    done = 1
    while done < columns:
        step = min(done, columns - done)
        ink |= ink >> step
        done += step
    return ink


def _nearest(places: int, left: int) -> int | None:
    """Return the set bit nearest to a place, of two as near the lower one; None where none is set."""
    if places <= 0:
        return None
    if left < 0:
        return (places & -places).bit_length() - 1
    before = (places & ((1 << left) - 1)).bit_length() - 1
    behind = places >> left
    if not behind:
        return before
    after = left + (behind & -behind).bit_length() - 1
    return before if before >= 0 and left - before <= after - left else after


def _shape_box(item: Path) -> Box:
    """Return the box round a shape's corners, handles of curves included."""
    spots = [part for _, *where in item.ops for part in where]
    xs, ys = spots[::2], spots[1::2]
    left, top = (min(map(int, side), default=0) for side in (xs, ys))
    return Box(left, top, max(map(int, xs), default=0) - left, max(map(int, ys), default=0) - top)


def text_box(item: Text) -> Box:
    """Return the box that a line's type covers on the page."""
    line = item.line
    if line.vertical:
        return Box(item.x - line.size // 2, item.y, line.size, line.extent)
    spans = [(run, *run.ends()) for run in line.runs if run.glyphs]
    left = min([first for _, first, _ in spans], default=0)
    # The line ends where its extent does: a mark's blank half, or what a narrow character lacks of an em, is no type.
    right = min(max([last + run.size for run, _, last in spans], default=0), left + line.extent)
    # An initial reaches down beside the lines that follow.
    larger = [run.size * 120 // 1000 - run.rise for run, _, _ in spans if run.size > line.size]
    deep = max(larger, default=line.size * 120 // 1000)
    up = line.size * 880 // 1000
    return Box(item.x + left, item.y - up, right - left, up + deep)
