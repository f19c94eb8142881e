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


_drawn: dict[tuple[str, int], dict[int, str]] = {}
"""Outlines by font file and glyph: a case that is opened again, for another issue, draws none of them anew."""


def outline(face: Face, gid: int) -> str:
    """Return a glyph's outline as path data with relative coordinates; empty for a blank."""
    known = _drawn.setdefault((face.sha256, face.index), {}) if face.sha256 else {}
    if gid not in known:
        pen = _Pen()
        face.hb_font.draw_glyph_with_pen(gid, pen)
        known[gid] = pen.path()
    return known[gid]


_Point = tuple[float, float]


class _Pen:
    """Receives an outline from HarfBuzz, in the protocol of fontTools pens."""

    def __init__(self) -> None:
        self._commands: list[str] = []
        self._numbers: list[float] = []
        self._at = self._start = (0.0, 0.0)

    def moveTo(self, end: _Point) -> None:
        (x, y), (u, v) = self._at, end
        self._commands.append("m%g %g")
        self._numbers += (u - x, v - y)
        self._at = self._start = end

    def lineTo(self, end: _Point) -> None:
        if end != self._at:
            (x, y), (u, v) = self._at, end
            self._commands.append("l%g %g")
            self._numbers += (u - x, v - y)
            self._at = end

    def qCurveTo(self, control: _Point, end: _Point) -> None:
        (x, y), (p, q), (u, v) = self._at, control, end
        self._commands.append("q%g %g %g %g")
        self._numbers += (p - x, q - y, u - x, v - y)
        self._at = end

    def curveTo(self, first: _Point, second: _Point, end: _Point) -> None:
        (x, y), (p, q), (r, s), (u, v) = self._at, first, second, end
        self._commands.append("c%g %g %g %g %g %g")
        self._numbers += (p - x, q - y, r - x, s - y, u - x, v - y)
        self._at = end

    def closePath(self) -> None:
        self._commands.append("z")
        self._at = self._start

    def path(self) -> str:
        """Return the path data, its numbers written all at once."""
        # A minus sign parts two numbers as well as a blank does.
        return ("".join(self._commands) % tuple(self._numbers)).replace(" -", "-")
