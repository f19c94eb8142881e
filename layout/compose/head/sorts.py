"""Display sorts: the characters of a head with their glyphs, their trimmed widths and the gaps between them.

At headline sizes the blank half of a mark is a hole in the line, so marks are trimmed towards their ink (CLREQ
"punctuation width adjustment"; solid display setting is `reduced inter-character spacing` there) and stand flush to
the line's ends. Widths are in millionths of an em, so a line is measured once and set at any size.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Literal

from layout.compose.line.foreign import ShapedPhrase, shaped_phrases
from layout.ground.dataclass import dataclass
from layout.ground.expression import expression
from layout.rules.heads import DASH_CLEAR, SIDE
from layout.rules.lines import RAISE, SMALL_SIZE
from layout.sheet.line import Orientation
from layout.text.classes import Kind, kind_of
from layout.text.foreign import HAS_SHAPED
from layout.text.shown import FRACTION, LARGE, fraction, level_of, shown_text
from layout.typeface.case import GETA

if TYPE_CHECKING:
    from layout.typeface import Face, TypeCase

DISPLAY_EM = 1_000_000
"""One em in the unit of display widths, millionths."""

MARK_SIDE = SIDE * DISPLAY_EM // 1000
"""What is left beside a mark's ink inside a line."""

SortKind = Literal["han", "open", "close", "mark", "space", "western"]
"""open and close: marks with their blank before or after; mark: centred or joined marks; western: a word."""

OPENERS = frozenset("“‘「『（【〖〔［｛《〈")
CLOSERS = frozenset("”’」』）】〗〕］｝》〉，、。．：；！？")
CENTRED = frozenset("·・‧∶")
SIGNS = frozenset("＋－＝×÷±‰％℃℉′″°∶")
"""Signs that stand close to their figures though a face may draw them as wide as Han, with those of U+2190-22FF."""
JOINED = frozenset("—…⋯⸺")
FLAT = frozenset("一ー")
"""Characters that are a level stroke, as a dash is."""
SPACES = frozenset(" \u3000\u2002\u2003\u00a0\t\n")
_CLUSTER = expression(
    "——|……|⋯⋯"
    "|.[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff\u200c\u200d\u2060\ufeff]*",
    re.DOTALL,
)
WESTERN = expression("[!-~¡-¶¸-\u024f\u0370-\u03ff\u0400-\u04ff\ud800-\udfff]")
UNSEEN = expression(
    "[\u0000-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)


@dataclass(frozen=True, slots=True)
class Sort:
    """One display sort: its text, face, glyphs and room.

    `glyphs` are (glyph id, dx, dy, index in the text), offsets in millionths of an em from the cell's left edge and
    the baseline. `width` is the trimmed cell, `full` the cell as the face draws it; `lead` and `trail` are the blanks
    inside the trimmed cell before and after the ink, which a line's end may drop. In a vertical line all of it runs
    downwards, `orient` is the run's, and `scale` its horizontal scale in percent. Raised and lowered figures are `part`
    of the size, in 1/1000, and stand `rise` over the baseline, in 1/1000 em.
    """

    text: str
    face: Face
    glyphs: tuple[tuple[int, int, int, int], ...]
    width: int
    full: int
    kind: SortKind
    lead: int = 0
    trail: int = 0
    orient: Orientation = "h"
    scale: int = 100
    part: int = 1000
    rise: int = 0


@dataclass(frozen=True, slots=True)
class Spaces:
    """Spaces of display setting in 1/1000 em: between clauses, and between ideographs and Western characters."""

    clause: int = 500
    western: int = 125


def sorts_of(text: str, role: str, case: TypeCase, spaces: Spaces) -> tuple[Sort, ...]:
    """Return the display sorts of `text` in a face role, in order; every character is in exactly one of them.

    A character that no face of the role's chain has is shown as 〓; invisible characters (joiners, variation
    selectors) that no face knows take no room and show nothing.
    """
    shown = shown_text(text, case.face(role).gids)
    clusters = clusters_of(shown)
    bases = "".join(cluster[0] for cluster in clusters)
    faces: list[Face] = []
    for face, start, end in case.split(role, bases):
        faces.extend([face] * (end - start))
    ends = list(accumulate(map(len, clusters), initial=0))
    found: list[Sort] = []
    at = 0
    foreign = foreign_phrases(text, role, case)
    while at < len(clusters):
        cluster, face = clusters[at], faces[at]
        upto = at + 1
        phrase = foreign.get(ends[at])
        if phrase:
            upto = bisect_left(ends, phrase.end)
            found.append(phrase_sort(phrase, text))
        elif cluster[0] in SPACES:
            found.append(_space(cluster, face, spaces, found, clusters[upto] if upto < len(clusters) else ""))
        elif WESTERN.match(cluster):
            small = bool(LARGE.match(cluster))
            while (
                upto < len(clusters)
                and faces[upto] is face
                and WESTERN.match(clusters[upto])
                and bool(LARGE.match(clusters[upto])) is small
            ):
                upto += 1
            piece, forms = text[ends[at] : ends[upto]], shown[ends[at] : ends[upto]]
            found.extend(small_sorts(piece, forms, face) if small else (_word(piece, face, piece != forms),))
        else:
            found.append(_character(text[ends[at] : ends[upto]], face, case.chain(role)))
        at = upto
    return tuple(found)


def foreign_phrases(text: str, role: str, case: TypeCase) -> dict[int, ShapedPhrase]:
    """Return the phrases of scripts whose letters join or stack, by where they begin; each is of one face."""
    if not HAS_SHAPED.search(text):
        return {}
    found = shaped_phrases(text, role, case)
    return {phrase.start: phrase for phrase in found if len({word.face.key for word in phrase.words}) == 1}


def phrase_sort(phrase: ShapedPhrase, text: str) -> Sort:
    """Return a phrase as one sort along the line: its words in the order of their direction, from left to right."""
    face = phrase.words[0].face
    pieces: list[tuple[int, list[tuple[int, int, int, int]]]] = []
    at = phrase.start
    for word in phrase.words:
        pieces += [(DISPLAY_EM // 4, [(face.gids[32], 0, 0, blank - phrase.start)]) for blank in range(at, word.start)]
        glyphs = [(gid, micro(x, face), micro(y, face), index - phrase.start) for gid, x, y, index in word.glyphs]
        pieces.append((micro(word.width, face), glyphs))
        at = word.end
    placed: list[tuple[int, int, int, int]] = []
    x = 0
    for width, glyphs in reversed(pieces) if phrase.right_to_left else pieces:
        placed += [(gid, x + dx, dy, index) for gid, dx, dy, index in glyphs]
        x += width
    return Sort(text[phrase.start : phrase.end], face, tuple(placed), x, x, "western")


def clusters_of(text: str) -> list[str]:
    """Return the characters with the joiners, marks and selectors that belong to them; a dash is one."""
    return _CLUSTER.findall(text)


def gap_between(left: Sort, right: Sort, spaces: Spaces) -> int:
    """Return the room that display setting adds between two sorts.

    A little stands between ideographs and Western words, and between a dash and 一, which would go on as one stroke.
    """
    if (left.text[-1] == "—" and right.text[0] in FLAT) or (right.text[0] == "—" and left.text[-1] in FLAT):
        return DASH_CLEAR * 1000 if left.orient == right.orient == "h" else 0
    if left.rise or right.rise or _is_sign(left) or _is_sign(right):
        return 0
    if left.kind == "han" and right.kind == "western":
        return spaces.western * 1000 if right.text[0].isalnum() else 0
    if left.kind == "western" and right.kind == "han":
        return spaces.western * 1000 if left.text[-1].isalnum() or left.text[-1] in "%°" else 0
    return 0


def may_space(left: Sort, right: Sort) -> bool:
    """Tell whether letter-spacing may open between two sorts: nowhere inside a dash or an ellipsis.

    A space between clauses opens once, after it, so that it keeps its weight among spaced characters.
    """
    if right.kind == "space" or not right.width or left.kind == right.kind == "western":
        return False
    if (_is_sign(left) and right.kind != "han") or (_is_sign(right) and left.kind != "han"):
        return False
    return not (left.text[-1] in JOINED and right.text[0] in JOINED)


def _is_sign(sort: Sort) -> bool:
    """Tell whether a sort is a sign that belongs to a figure."""
    char = sort.text[0]
    return char in SIGNS or ("\u2190" <= char <= "\u33ff" and kind_of(char) is Kind.SIGN)


def micro(units: int, face: Face) -> int:
    """Return font units as millionths of an em."""
    return units * DISPLAY_EM // face.upem


def _space(text: str, face: Face, spaces: Spaces, before: list[Sort], after: str) -> Sort:
    """Return a space: half an em between clauses, the face's own between Western words, nothing after another."""
    gid = face.gids[ord(" ")] or face.gids[ord(text[0])]
    glyphs = ((gid, 0, 0, 0),) if gid else ()
    if before and before[-1].kind == "space":
        width = 0
    elif before and before[-1].kind == "western" and after and WESTERN.match(after):
        width = DISPLAY_EM // 4
    else:
        width = spaces.clause * 1000
    return Sort(text, face, glyphs, width, width, "space", width, 0)


def small_sorts(text: str, forms: str, face: Face) -> Iterator[Sort]:
    """Yield raised and lowered figures and fractions, made of the face's own figures."""
    for level, group in groupby(range(len(forms)), lambda at: level_of(ord(forms[at]))):
        places = list(group)
        glyphs: list[tuple[int, int, int, int]] = []
        x = 0
        for nth, at in enumerate(places):
            code = ord(forms[at])
            parts = [(forms[at], 0)]
            if level == FRACTION:
                upper, lower = tuple(fraction(code))
                parts = [(upper, RAISE * 1000), ("/", RAISE * 300), (lower, 0)]
            for char, dy in parts:
                gid = face.gids[ord(char)]
                glyphs.append((gid, x, dy, nth))
                x += micro(face.advances[gid], face) * SMALL_SIZE // 1000
        rise = 0 if level == FRACTION else level
        piece = "".join(text[at] for at in places)
        yield Sort(piece, face, tuple(glyphs), x, x, "western", part=SMALL_SIZE, rise=rise)


def _word(text: str, face: Face, narrow: bool = False) -> Sort:
    """Return a Western word as its face shapes it, kerning included; `narrow` where Latin quotes stand in it."""
    shaped = face.shape(text, features=("-liga", "-dlig", "-hwid", "-fwid", *(("pwid",) if narrow else ())))
    glyphs, x = [], 0
    for index, advance in enumerate(shaped.advances):
        gid = int.from_bytes(shaped.glyphs[2 * index : 2 * index + 2], "big")
        dx, dy = shaped.offsets[index]
        if gid:
            glyphs.append((gid, micro(x + dx, face), micro(dy, face), shaped.clusters[index]))
        x += advance
    width = micro(x, face)
    return Sort(text, face, tuple(glyphs), width, width, "western")


def _character(text: str, face: Face, chain: tuple[Face, ...]) -> Sort:
    """Return an ideograph, a mark, or the sign for a missing sort."""
    base = text[0]
    gid = face.gids[ord(base)]
    if not gid:
        return _missing(text, face, chain)
    if base in JOINED:
        return _joined(text, face)
    if len(text) > 1:
        shaped = face.shape(text)
        gid = int.from_bytes(shaped.glyphs[:2], "big") or gid
    advance = face.advances[gid]
    full = micro(advance, face)
    ink = face.extents(gid)
    left, right = micro(ink[0], face), full - micro(ink[2], face)
    if full < DISPLAY_EM * 3 // 4 or base not in OPENERS | CLOSERS | CENTRED:
        kind: SortKind = "mark" if base in CENTRED else "han"
        if base in OPENERS:
            kind = "open"
        elif base in CLOSERS:
            kind = "close"
        edges = (max(0, left), max(0, right)) if kind != "han" else (0, 0)
        return Sort(text, face, ((gid, 0, 0, 0),), full, full, kind, *edges)
    if base in CENTRED:
        cut = (full - DISPLAY_EM // 2) // 2
        return Sort(text, face, ((gid, -cut, 0, 0),), full - 2 * cut, full, "mark", left - cut, right - cut)
    if base in OPENERS:
        cut = max(0, min(DISPLAY_EM // 2, left - MARK_SIDE))
        return Sort(text, face, ((gid, -cut, 0, 0),), full - cut, full, "open", left - cut, max(0, right))
    cut = max(0, min(DISPLAY_EM // 2, right - MARK_SIDE))
    return Sort(text, face, ((gid, 0, 0, 0),), full - cut, full, "close", max(0, left), right - cut)


def _joined(text: str, face: Face) -> Sort:
    """Return a dash or an ellipsis: each half takes a full em, and the two are drawn without a gap."""
    shaped = face.shape(text)
    glyphs, x, width = [], 0, len(text) * DISPLAY_EM
    natural = micro(sum(shaped.advances), face)
    # A face may draw the dash a little short of its em: its strokes are closed up and centred in the room.
    x = (width - natural) // 2
    for index, advance in enumerate(shaped.advances):
        gid = int.from_bytes(shaped.glyphs[2 * index : 2 * index + 2], "big")
        glyphs.append((gid, x, 0, shaped.clusters[index]))
        x += micro(advance, face)
    return Sort(text, face, tuple(glyphs), width, width, "mark")


def _missing(text: str, face: Face, chain: tuple[Face, ...]) -> Sort:
    if UNSEEN.fullmatch(text[0]):
        return Sort(text, face, (), 0, 0, "han")
    for other in (face, *chain):
        gid = other.gids[ord(GETA)]
        if gid:
            return Sort(text, other, ((gid, 0, 0, 0),), DISPLAY_EM, DISPLAY_EM, "han")
    return Sort(text, face, (), DISPLAY_EM, DISPLAY_EM, "han")
