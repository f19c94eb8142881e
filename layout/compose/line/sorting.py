"""Sorting: which glyph of which face prints each character of a paragraph.

Nearly all copy is one face and one glyph a character, found by one `str.translate`. What is not (words set strong,
characters that another face must lend, accents and variation selectors, dashes stretched to two ems) is taken apart
here; HarfBuzz is asked for the clusters that need it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, field
from layout.ground.expression import expression
from layout.ground.named_tuple import NamedTuple
from layout.text.classes import ATTACHED
from layout.text.shown import LARGE

if TYPE_CHECKING:
    from layout.compose.line.foreign import ShapedPhrase
    from layout.compose.line.fount import Fount
    from layout.compose.line.stick import Stick
    from layout.geometry import Length
    from layout.issue.model import Span
    from layout.typeface import Face

STRONG_ROLE = "sans-bold"
"""The face of words set strong in body copy: 黑体."""

_CLUSTER = expression(f"[^{ATTACHED}]?[{ATTACHED}]+", re.DOTALL)
_APART = expression(f"—{{2,}}|{LARGE.pattern}+")
"""What a stretch of one face is parted at: dashes, forms of their own size."""


class FaceStretch(NamedTuple):
    """Characters of a paragraph in one face, at one horizontal scale in percent; `large` forms at their own size.

    `phrase` are words of a foreign script, which are placed by themselves.
    """

    face: str
    start: int
    end: int
    scale: int = 100
    large: bool = False
    phrase: ShapedPhrase | None = None


@dataclass(slots=True)
class Sorts:
    """A paragraph's glyphs, two bytes a character.

    `stretches` say what is set in another face or scale than the rest, and the rest; empty where all is alike.
    `offsets` move single glyphs (accents) off their places, (dx, dy) with dy upwards.
    """

    glyphs: bytes
    stretches: tuple[FaceStretch, ...] = ()
    offsets: dict[int, tuple[Length, Length]] = field(default_factory=dict)


def sort_text(stick: Stick, fount: Fount, spans: Sequence[Span] = ()) -> Sorts:
    """Return a paragraph's glyphs; what no face has is printed as 〓, and `compose_story` reports it."""
    text = stick.shown
    plain = text.translate(fount.glyphs)
    strong = [span for span in spans if span.kind == "strong"]
    dashed = fount.dash[2] != 100 and "——" in text
    large = text is not stick.text and LARGE.search(text) is not None
    if "\0" not in plain and not (strong or dashed or large or stick.clustered or stick.phrases):
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
        for face, low, high in _whole_clusters(fount.case.split(roles[at], piece), piece):
            sorts.glyphs += _glyphs(piece[low:high], face, fount, at + low, sorts)
            sorts.stretches += tuple(_scaled(text, face.key, at + low, at + high, fount.dash[2] if dashed else 100))
        at = end
    if stick.phrases:
        sorts.stretches = tuple(_with_phrases(sorts.stretches, stick.phrases))
    return sorts


def _with_phrases(stretches: Sequence[FaceStretch], phrases: Sequence[ShapedPhrase]) -> Iterator[FaceStretch]:
    """Yield stretches, in order, with the phrases of foreign scripts cut out of them."""
    coming = list(phrases)
    for one in stretches:
        at = one.start
        while coming and coming[0].start < one.end:
            phrase = coming[0]
            if at < phrase.start:
                yield one._replace(start=at, end=phrase.start)
            if phrase.start >= one.start:
                yield FaceStretch(one.face, phrase.start, phrase.end, phrase=phrase)
            at = max(at, min(phrase.end, one.end))
            if phrase.end > one.end:
                break
            coming.pop(0)
        if at < one.end:
            yield one._replace(start=at)


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
            if nth:
                if not (dx or dy):
                    dx, dy = _over(face, shaped.glyphs, nth, shaped.advances[0], pen)
                # An attached character stands where the next one would: bring it back to where it belongs.
                back = (pen + dx - shaped.advances[0]) * scale
                if back or dy:
                    sorts.offsets[offset + start + nth] = (round(back), round(dy * scale))
            pen += advance
    return bytes(glyphs)


def _over(face: Face, glyphs: bytes, nth: int, width: int, pen: int) -> tuple[int, int]:
    """Return how far an accent moves that its face has no anchor for: over the middle of its letter's ink, clear of it.

    HarfBuzz does the same for faces without any positioning table; faces for Chinese have one, without accents in it.
    """
    base, mark = (face.extents(int.from_bytes(glyphs[2 * at : 2 * at + 2], "big")) for at in (0, nth))
    if mark[0] == mark[2] or base[0] == base[2]:
        return width - pen, 0
    across = (base[0] + base[2] - mark[0] - mark[2]) // 2 - pen
    clear = face.upem // 25
    above = mark[1] + mark[3] > base[1] + base[3]
    return across, max(0, base[3] + clear - mark[1]) if above and mark[1] > 0 else 0


def _scaled(text: str, face: str, start: int, end: int, scale: int) -> Iterator[FaceStretch]:
    """Yield a stretch of one face, its two-em dashes apart at their own scale, its large and small forms apart."""
    at = start
    for found in _APART.finditer(text, start, end):
        dash = found[0][0] == "—"
        if dash and scale == 100:
            continue
        if at < found.start():
            yield FaceStretch(face, at, found.start())
        yield FaceStretch(face, found.start(), found.end(), scale if dash else 100, not dash)
        at = found.end()
    if at < end:
        yield FaceStretch(face, at, end)


def _whole_clusters(stretches: tuple[tuple[Face, int, int], ...], text: str) -> tuple[tuple[Face, int, int], ...]:
    """Return stretches so moved that no accent stands in another face than its letter.

    A face that has both prints both; where none is found, the letter's face prints what it can.
    """
    if len(stretches) < 2:
        return stretches
    edges = [start for _, start, _ in stretches]
    faces = [face for face, _, _ in stretches]
    owners = [faces[bisect_right(edges, at) - 1] for at in range(len(text))]
    known = dict.fromkeys(faces)
    for cluster in _CLUSTER.finditer(text):
        start, end = cluster.span()
        if len(set(owners[start:end])) > 1:
            whole = next((face for face in known if not face.missing(cluster[0])), owners[start])
            owners[start:end] = [whole] * (end - start)
    found: list[tuple[Face, int, int]] = []
    for at, face in enumerate(owners):
        if found and found[-1][0] is face:
            found[-1] = (face, found[-1][1], at + 1)
        else:
            found.append((face, at, at + 1))
    return tuple(found)
