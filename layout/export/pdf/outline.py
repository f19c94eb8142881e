"""Glyphs as paths: the parts of a letter that no reader of the file may take for characters of their own.

A face may draw one letter with several glyphs: its skeleton and its dots (Arabic), a stack and its vowel (Tibetan).
Programs that read text put a blank, or a line end, beside such a part, so the letter's widest glyph alone is type and
carries the letter's characters; the other parts are drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.typeface import Face

Point = tuple[float, float]


def outline(face: Face, gid: int) -> str:
    """Return a glyph's outline as path operators in font units; empty for a blank."""
    pen = _Pen()
    face.hb_font.draw_glyph_with_pen(gid, pen)
    return " ".join(pen.parts)


class _Pen:
    """Receives an outline from HarfBuzz, in the protocol of fontTools pens."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._at: Point = (0.0, 0.0)

    def moveTo(self, end: Point) -> None:
        self._add("m", end)

    def lineTo(self, end: Point) -> None:
        self._add("l", end)

    def qCurveTo(self, control: Point, end: Point) -> None:
        """Raise a curve of the second degree to the third (its control points at two thirds)."""
        (x0, y0), (cx, cy), (x1, y1) = self._at, control, end
        first = (x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3)
        self._add("c", first, (x1 + (cx - x1) * 2 / 3, y1 + (cy - y1) * 2 / 3), end)

    def curveTo(self, first: Point, second: Point, end: Point) -> None:
        self._add("c", first, second, end)

    def closePath(self) -> None:
        self.parts.append("h")

    def _add(self, operator: str, *points: Point) -> None:
        numbers = " ".join(f"{value:.6g}" for point in points for value in point)
        self.parts.append(f"{numbers} {operator}")
        self._at = points[-1]
