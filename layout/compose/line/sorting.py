"""Sorting: which glyph of which face prints each character of a paragraph.

Nearly all copy is one face and one glyph a character, found by one `str.translate`. What is not (words set strong,
characters that another face must lend, accents and variation selectors, dashes stretched to two ems) is taken apart
here; HarfBuzz is asked for the clusters that need it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from layout.ground.dataclass import dataclass, field
from layout.text.classes import ATTACHED

if TYPE_CHECKING:
    from layout.compose.line.fount import Fount
    from layout.compose.line.stick import Stick
    from layout.geometry import Length
    from layout.issue.model import Span
    from layout.typeface import Face

STRONG_ROLE = "sans-bold"
"""The face of words set strong in body copy: 黑体."""

_CLUSTER = re.compile(f"[^{ATTACHED}]?[{ATTACHED}]+", re.DOTALL)
_DASHES = re.compile("(?:——)+")


class Stretch(NamedTuple):
    """Characters of a paragraph in one face, at one horizontal scale in percent."""

    face: str
    start: int
    end: int
    scale: int = 100


@dataclass(slots=True)
class Sorts:
    """A paragraph's glyphs, two bytes a character.

    `stretches` say what is set in another face or scale than the rest, and the rest; empty where all is alike.
    `offsets` move single glyphs (accents) off their places, (dx, dy) with dy upwards.
    """

    glyphs: bytes
    stretches: tuple[Stretch, ...] = ()
    offsets: dict[int, tuple[Length, Length]] = field(default_factory=dict)


def sort_text(stick: Stick, fount: Fount, spans: Sequence[Span] = ()) -> Sorts:
    """Return a paragraph's glyphs; what no face has is printed as 〓, and `compose_story` reports it."""
    text = stick.text
    plain = text.translate(fount.glyphs)
    strong = [span for span in spans if span.kind == "strong"]
    dashed = fount.dash[2] != 100 and "——" in text
    if "\0" not in plain and not strong and not dashed and not stick.clustered:
        return Sorts(plain.encode("utf-16-be", "surrogatepass"))
    roles = [fount.role] * len(text)
    for span in strong:
        roles[span.start : span.end] = [STRONG_ROLE] * (span.end - span.start)
    sorts = Sorts(b"")
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and roles[end] == roles[at]:
            end += 1
        piece = fount.case.printable(roles[at], text[at:end])
        for face, low, high in fount.case.split(roles[at], piece):
            sorts.glyphs += _glyphs(piece[low:high], face, fount, at + low, sorts)
            sorts.stretches += tuple(_scaled(text, face.key, at + low, at + high, fount.dash[2] if dashed else 100))
        at = end
    return sorts


def _glyphs(text: str, face: Face, fount: Fount, offset: int, sorts: Sorts) -> bytes:
    """Return the glyphs of a stretch of one face, its clusters shaped."""
    ids = text.translate(fount.glyphs if face is fount.face else face.gids)
    glyphs = bytearray(ids.encode("utf-16-be", "surrogatepass"))
    blank = face.gids[ord(" ")].to_bytes(2, "big")
    for cluster in _CLUSTER.finditer(text):
        start, end = cluster.span()
        shaped = face.shape(cluster.group())
        count = len(shaped.glyphs) // 2
        if count > end - start or b"\0\0" in (shaped.glyphs[at : at + 2] for at in range(0, 2 * count, 2)):
            continue
        glyphs[2 * start : 2 * end] = shaped.glyphs + blank * (end - start - count)
        scale = fount.size / face.upem
        pen = 0
        for nth, (advance, (dx, dy)) in enumerate(zip(shaped.advances, shaped.offsets, strict=True)):
            if nth and (dx or dy):
                # An attached character stands where the next one would: bring it back to where HarfBuzz wants it.
                back = (pen + dx - shaped.advances[0]) * scale
                sorts.offsets[offset + start + nth] = (round(back), round(dy * scale))
            pen += advance
    return bytes(glyphs)


def _scaled(text: str, face: str, start: int, end: int, scale: int) -> Iterator[Stretch]:
    """Yield a stretch of one face, its two-em dashes apart at their own scale."""
    at = start
    for found in _DASHES.finditer(text, start, end) if scale != 100 else ():
        if at < found.start():
            yield Stretch(face, at, found.start())
        yield Stretch(face, found.start(), found.end(), scale)
        at = found.end()
    if at < end:
        yield Stretch(face, at, end)
