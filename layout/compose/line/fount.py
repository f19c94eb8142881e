"""A fount: the sorts of one face role at one size, as one house sets them.

It answers, for whole stretches of copy at a time, how wide each character's cell is, where in its cell a glyph
stands, and which glyph it is. What it has learnt of a character it keeps, so a paragraph costs one dictionary look-up
a character, made inside `map` and `str.translate`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from layout.geometry import Length
from layout.rules.lines import DASH_CLEAR, DASH_OVERLAP, SMALL_SIZE
from layout.text.classes import BLANKS, CLOSERS, COMMAS, DASHES, OPENERS, RARE_MARKS, STOPS, Kind, kind_of
from layout.text.shown import FRACTION, LARGE, fraction

if TYPE_CHECKING:
    from layout.compose.line.spec import TypeSpec
    from layout.typeface import Face, TypeCase


FIGURES = "0123456789"
"""What stands in half an em wherever the face has forms for it (OpenType `hwid`), as newspapers set figures: a number
of an odd count of figures with its two gaps then takes whole ems, and what follows stays on the grid."""


_EM_KINDS = frozenset(
    {Kind.HAN, Kind.OPENER, Kind.CLOSER, Kind.COMMA, Kind.STOP, Kind.ELLIPSIS, Kind.WIDE_SPACE, Kind.OTHER}
)


class _Widths(dict[str, Length]):
    """Cell width by character, filled as characters are met."""

    __slots__ = ("fount",)

    def __init__(self, fount: Fount) -> None:
        super().__init__()
        self.fount = fount

    def __missing__(self, char: str) -> Length:
        width = self[char] = self.fount.cell(char)
        return width


class _Glyphs(dict[int, int]):
    """Glyph id in the fount's first face by code point; 0 where another face must stand in."""

    __slots__ = ("gids",)

    def __init__(self, gids: Mapping[int, int], chosen: Mapping[int, int]) -> None:
        super().__init__(chosen)
        self.gids = gids

    def __missing__(self, code: int) -> int:
        gid = self[code] = self.gids[code]
        return gid


class Fount:
    """The sorts of one face role at one size; make it with `fount_of`."""

    def __init__(self, case: TypeCase, spec: TypeSpec) -> None:
        """Open the fount; characters are looked at when first met."""
        self.case, self.role, self.size, self.tracking = case, spec.face, spec.size, spec.tracking
        self.face = case.face(spec.face)
        self.half = spec.size // 2
        self.pitch = spec.size + spec.tracking
        self.widths = _Widths(self)
        self.shifts: dict[str, Length] = {}
        gids = self.face.gids
        # A solidus takes half an em (GB/T 15834 5.1.9), which only the narrow glyph can do.
        self.glyphs = _Glyphs(gids, {0xFF0F: gids[0x2F], 0xFF5C: gids[0x7C], **self._figures()})
        self.dash = self._dash()
        marks = OPENERS + CLOSERS + COMMAS + STOPS
        common = set(marks).difference(RARE_MARKS)
        self.plain_marks = all(self.widths[mark] == self.pitch and mark not in self.shifts for mark in sorted(common))
        """Whether the face draws every mark in its full em, as faces for Chinese do."""

    def _figures(self) -> dict[int, int]:
        """Return the glyphs of half an em for figures, where the face has them."""
        ids = memoryview(self.face.shape(FIGURES, features=("hwid", "-kern", "-liga")).glyphs)
        gids = [int.from_bytes(ids[at : at + 2], "big") for at in range(0, len(ids), 2)]
        narrow = len(gids) == len(FIGURES) and all(2 * self.face.advances[gid] == self.face.upem for gid in gids)
        return dict(zip(map(ord, FIGURES), gids, strict=True)) if narrow else {}

    def cell(self, char: str) -> Length:
        """Return the width of a character's cell, and keep how far its glyph stands from the cell's left edge."""
        kind = kind_of(char)
        natural = self.advance(char)
        size, width = self.size, natural
        if kind in _EM_KINDS:
            width = size
        elif kind is Kind.DASH:
            width = 2 * size if char == "⸺" else size
        elif kind is Kind.CONNECTOR:
            width = self.half if char == "–" else size
        elif kind in (Kind.INTERPUNCT, Kind.SOLIDUS) or char == "∶":
            width = self.half
        elif kind is Kind.ATTACHED:
            # What no face has shows as 〓 and needs its room; selectors and joiners show as nothing.
            width = size if self.case.missing(self.role, char) else 0
        elif kind is Kind.SPACE:
            width = size * BLANKS[char] // 1000
        shift = 0
        if width != natural and kind not in (Kind.SPACE, Kind.WIDE_SPACE, Kind.ATTACHED):
            if kind in (Kind.COMMA, Kind.STOP, Kind.CLOSER, Kind.OPENER):
                # A mark that the face draws narrow stands in the half of its em that a full-width one inks.
                shift = (self.half - natural) // 2 + (self.half if kind is Kind.OPENER else 0)
            else:
                shift = (width - natural) // 2
        if shift:
            self.shifts[char] = shift
        return width + self.tracking

    def advance(self, char: str) -> Length:
        """Return the width the face itself gives a character, or the first face that has it."""
        face = self.owner(char)
        if LARGE.match(char):
            figures = fraction(ord(char)) if ord(char) >= FRACTION else char
            natural = sum(face.advances[face.gids[ord(figure)]] for figure in figures) * SMALL_SIZE / 1000
            if ord(char) >= FRACTION:
                natural += face.advances[face.gids[ord("/")]]
            return round(natural * self.size / face.upem)
        return round(face.advances[self.glyphs_of(face, char)] * self.size / face.upem)

    def owner(self, char: str) -> Face:
        """Return the face that prints a character: the first of the role's chain that has it."""
        return next((face for face in self.case.chain(self.role) if face.gids[ord(char)]), self.face)

    def glyphs_of(self, face: Face, char: str) -> int:
        """Return a character's glyph id in a face, narrow where the house sets it narrow."""
        return self.glyphs[ord(char)] if face is self.face else face.gids[ord(char)]

    def _dash(self) -> tuple[Length, Length, int]:
        """Return where the halves of a two-em dash stand from its left edge, and their horizontal scale in percent.

        The two must print as one stroke that fills its two ems, which the narrow dash of many faces does not; scaling
        a stroke along its length leaves its weight alone.
        """
        face = self.owner(DASHES[0])
        gid = face.gids[ord(DASHES[0])]
        left, _, right, _ = face.extents(gid) if gid else (0, 0, face.upem, 0)
        upem = face.upem
        wanted = upem - upem * DASH_CLEAR // 1000 + upem * DASH_OVERLAP // 2000
        scale = max(100, 100 * wanted // max(1, right - left))
        along = self.size * scale / (upem * 100)
        pitch = round((right - left) * along) - self.size * DASH_OVERLAP // 1000
        ink = pitch + round((right - left) * along)
        first = (2 * self.size - ink) // 2 - round(left * along)
        return first, first + pitch, scale


class _Founts:
    """The founts of one case: those of another go with it, since a case holds its faces' whole outlines."""

    def __init__(self, case: TypeCase | None) -> None:
        self.case = case
        self.by_spec: dict[tuple[str, Length, Length], Fount] = {}


_kept = _Founts(None)


def fount_of(case: TypeCase, spec: TypeSpec) -> Fount:
    """Return the fount for a specification; the same one as long as the same case asks."""
    global _kept
    kept = _kept
    if kept.case is not case:
        kept = _kept = _Founts(case)
    key = (spec.face, spec.size, spec.tracking)
    fount = kept.by_spec.get(key)
    if fount is None:
        fount = kept.by_spec[key] = Fount(case, spec)
    return fount
