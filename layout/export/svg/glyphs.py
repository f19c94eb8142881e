"""Outlines of glyphs as SVG path data, each drawn once by HarfBuzz and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.sheet import Line
    from layout.typeface import Face, TypeCase


LINES_MOST = 12_000
"""Lines that a shelf remembers: those of twenty pages."""


class GlyphShelf:
    """Outlines by face and glyph id, in font units with y upwards, and the ids that pages call them by.

    Keep one shelf for as long as its type case is open: pages set again then draw nothing anew.
    """

    def __init__(self, case: TypeCase) -> None:
        """Open an empty shelf for the faces of a case."""
        self._case = case
        self._letters = {face.key: _letters(index) for index, face in enumerate(case.faces)}
        self._outlines: dict[str, str] = {}
        self.lines: dict[tuple[int, int, int], tuple[Line, str]] = {}
        """Lines drawn, by their identity and place: an edit leaves most lines of a page as they were."""

    def face(self, key: str) -> Face:
        """Return a face by the key that runs carry."""
        return self._case.by_key(key)

    def name(self, key: str, gid: int) -> str:
        """Return the id of a glyph, the same on every page; empty for a blank, which needs no ink."""
        name = f"{self._letters[key]}{gid}"
        if name not in self._outlines:
            self._outlines[name] = outline(self._case.by_key(key), gid)
        return name if self._outlines[name] else ""

    def since(self, start: int) -> list[tuple[str, str]]:
        """Return the outlines drawn after the first `start` ones (blanks count, with no path), in order."""
        return list(self._outlines.items())[start:]

    def __len__(self) -> int:
        """Return how many outlines were asked for so far."""
        return len(self._outlines)

    def keep(self, key: tuple[int, int, int], line: Line, drawn: str) -> None:
        """Remember a line as it was drawn at its place; the oldest are forgotten."""
        while len(self.lines) >= LINES_MOST:
            del self.lines[next(iter(self.lines))]
        self.lines[key] = (line, drawn)

    def path(self, name: str) -> str:
        """Return the path data of a glyph by its id."""
        return self._outlines[name]


def _letters(index: int) -> str:
    """Return letters for a count from 0: a, b, …, z, ba, bb and so on."""
    text = ""
    while True:
        index, part = divmod(index, 26)
        text = chr(ord("a") + part) + text
        if not index:
            return text


def outline(face: Face, gid: int) -> str:
    """Return a glyph's outline as path data with relative coordinates; empty for a blank."""
    pen = _Pen()
    face.hb_font.draw_glyph_with_pen(gid, pen)
    return "".join(pen.parts)


class _Pen:
    """Receives an outline from HarfBuzz, in the protocol of fontTools pens."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._at = (0.0, 0.0)
        self._start = (0.0, 0.0)

    def moveTo(self, end: tuple[float, float]) -> None:
        self._add("m", end)
        self._start = end

    def lineTo(self, end: tuple[float, float]) -> None:
        if end != self._at:
            self._add("l", end)

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        self._add("q", control, end)

    def curveTo(self, first: tuple[float, float], second: tuple[float, float], end: tuple[float, float]) -> None:
        self._add("c", first, second, end)

    def closePath(self) -> None:
        self.parts.append("z")
        self._at = self._start

    def _add(self, command: str, *points: tuple[float, float]) -> None:
        x, y = self._at
        numbers = [f"{value:g}" for px, py in points for value in (px - x, py - y)]
        # A minus sign parts two numbers as well as a blank does.
        joined = " ".join(numbers).replace(" -", "-")
        self.parts.append(command + joined)
        self._at = points[-1]
