"""Display sorts for vertical lines: upright forms, figures across, words turned, quotes in their vertical shape.

CLREQ "mixed text composition in vertical writing mode": two or three figures stand across in one em, single letters,
acronyms and years stand upright one under another, words are turned clockwise. GB/T 15834 5.2.3: in vertical text
the quotes are ﹃﹄ and ﹁﹂. The text keeps the copy's own characters; only glyphs change.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from layout.compose.head.sorts import (
    CLOSERS,
    DISPLAY_EM,
    JOINED,
    MARK_SIDE,
    OPENERS,
    SPACES,
    UNSEEN,
    WESTERN,
    Sort,
    SortKind,
    Spaces,
    clusters_of,
    foreign_phrases,
    micro,
    phrase_sort,
    small_sorts,
)
from layout.geometry.grid import SIDEWAYS_AXIS
from layout.ground.dataclass import replace
from layout.ground.expression import expression
from layout.text.shown import LARGE, shown_text

if TYPE_CHECKING:
    from layout.typeface import Face, TypeCase

QUOTES = {"“": "『", "”": "』", "‘": "「", "’": "」"}
"""Which mark's vertical form shows a quote."""

_ACROSS = expression(r"\d{2,3}|\d{1,2}%")
_UPRIGHT = expression(r"[A-Za-z0-9]|\d{4}|[A-Z0-9]{2,5}|[!?&+%]")
BRACKETS = (OPENERS | CLOSERS) - frozenset("，、。．：；！？")
AXIS = SIDEWAYS_AXIS * DISPLAY_EM // 1000
"""How far the middle of the em box stands over the baseline, in millionths of an em."""
_FIXED = frozenset("：；！？")
"""Marks that keep their em in vertical text (CLREQ "punctuation width adjustment")."""


def vertical_sorts(text: str, role: str, case: TypeCase, spaces: Spaces) -> tuple[Sort, ...]:
    """Return the sorts of a vertical line of `text`; widths run downwards. Every character is in exactly one."""
    clusters = clusters_of(text)
    forms = shown_text(text, case.face(role).gids)
    ends = list(accumulate(map(len, clusters), initial=0))
    shown = "".join(QUOTES.get(forms[at], forms[at]) for at in ends[:-1])
    faces: list[Face] = []
    for face, start, end in case.split(role, shown):
        faces.extend([face] * (end - start))
    found: list[Sort] = []
    at = 0
    foreign = foreign_phrases(text, role, case)
    while at < len(clusters):
        cluster, face, upto = clusters[at], faces[at], at + 1
        phrase = foreign.get(ends[at])
        if phrase:
            upto = bisect_left(ends, phrase.end)
            found.append(replace(phrase_sort(phrase, text), orient="r"))
        elif cluster[0] in SPACES:
            width = 0 if found and found[-1].kind == "space" else spaces.clause * 1000
            gid = face.gids[ord(" ")]
            glyphs = ((gid, 0, 0, 0),) if gid else ()
            found.append(Sort(cluster, face, glyphs, width, width, "space", width, 0, "v"))
        elif WESTERN.match(shown[at]):
            while upto < len(clusters) and faces[upto] is face and WESTERN.match(shown[upto]):
                upto += 1
            found.extend(_western("".join(clusters[at:upto]), face, forms[ends[at] : ends[upto]]))
        else:
            printable = case.printable(role, shown[at])
            if UNSEEN.fullmatch(cluster[0]) and printable == " ":
                found.append(Sort(cluster, face, (), 0, 0, "han", 0, 0, "v"))
            elif cluster[0] in JOINED:
                found.append(_turned_mark(cluster, face, len(cluster) * DISPLAY_EM))
            elif printable in BRACKETS and _is_flat(printable, face):
                found.append(_turned_mark(cluster, face, DISPLAY_EM, printable))
            else:
                known = len(cluster) > 1 and printable == shown[at]
                found.append(_upright(cluster, cluster if known else printable, face))
        at = upto
    return tuple(found)


def _western(text: str, face: Face, forms: str = "") -> list[Sort]:
    """Return figures across, letters upright, or a word turned, as what has raised or lowered figures is."""
    if LARGE.search(forms):
        found: list[Sort] = []
        for small, group in groupby(range(len(text)), lambda at: bool(LARGE.match(forms[at]))):
            places = list(group)
            piece = text[places[0] : places[-1] + 1]
            if small:
                sorts = small_sorts(piece, forms[places[0] : places[-1] + 1], face)
                found.extend(replace(sort, orient="r") for sort in sorts)
            else:
                found.append(_turned(piece, face))
        return found
    if _ACROSS.fullmatch(text):
        return [_across(text, face)]
    if _UPRIGHT.fullmatch(text):
        return [_upright(char, char, face) for char in text]
    return [_turned(text, face)]


def _is_flat(mark: str, face: Face) -> bool:
    """Tell whether a face has no vertical form of a mark."""
    return face.shape(mark, vertical=True).glyphs == face.gids[ord(mark)].to_bytes(2, "big")


def _turned_mark(text: str, face: Face, space: int, shape: str = "") -> Sort:
    """Return a dash, an ellipsis, or a bracket that has no vertical form: turned, its ink centred on the column.

    Dashes and ellipses are always turned: many faces have no joined vertical form of them.
    """
    shaped = face.shape(shape or text)
    ids = [int.from_bytes(shaped.glyphs[at : at + 2], "big") for at in range(0, len(shaped.glyphs), 2)]
    y = (space - micro(sum(shaped.advances), face)) // 2
    boxes = [face.extents(gid) for gid in ids if gid]
    middle = micro(min(box[1] for box in boxes) + max(box[3] for box in boxes), face) // 2 if boxes else 0
    glyphs = []
    for gid, advance, cluster in zip(ids, shaped.advances, shaped.clusters, strict=True):
        if gid:
            glyphs.append((gid, y, AXIS - middle, cluster))
        y += micro(advance, face)
    if shape and boxes:
        kind: SortKind = "open" if shape in OPENERS else "close"
        top = max(0, min(DISPLAY_EM // 2, micro(boxes[0][0], face) - MARK_SIDE)) if kind == "open" else 0
        foot = max(0, min(DISPLAY_EM // 2, space - micro(boxes[0][2], face) - MARK_SIDE)) if kind == "close" else 0
        moved = tuple((gid, along - top, up, cluster) for gid, along, up, cluster in glyphs)
        return Sort(text, face, moved, space - top - foot, space, kind, 0, 0, "r")
    return Sort(text, face, tuple(glyphs), space, space, "mark", 0, 0, "r")


def _upright(text: str, shape: str, face: Face) -> Sort:
    """Return one character standing upright, its blank trimmed where the mark allows it."""
    shaped = face.shape(shape, vertical=True)
    glyphs: list[tuple[int, int, int, int]] = []
    y = 0
    top, bottom = DISPLAY_EM, 0
    for index, advance in enumerate(shaped.advances):
        gid = int.from_bytes(shaped.glyphs[2 * index : 2 * index + 2], "big")
        if not gid:
            continue
        dy = shaped.offsets[index][1]
        glyphs.append((gid, y - micro(dy, face), 0, shaped.clusters[index]))
        origin = face.vertical_origin(gid)[1]
        ink = face.extents(gid)
        top = min(top, y + micro(origin - ink[3] - dy, face))
        bottom = max(bottom, y + micro(origin - ink[1] - dy, face))
        y += micro(advance, face)
    if not glyphs:
        return Sort(text, face, (), 0, 0, "han", orient="v")
    full = y
    kind: SortKind = "han"
    above = below = 0
    first = text[0]
    if first in OPENERS:
        kind, above = "open", max(0, min(DISPLAY_EM // 2, top - MARK_SIDE))
    elif first in CLOSERS and first not in _FIXED:
        kind, below = "close", max(0, min(DISPLAY_EM // 2, full - bottom - MARK_SIDE))
    elif first in _FIXED:
        kind = "mark"
    elif first == "·":
        kind, above = "mark", max(0, top - DISPLAY_EM // 6)
        below = max(0, full - bottom - DISPLAY_EM // 6)
    elif WESTERN.match(first):
        above, below = max(0, top - MARK_SIDE), max(0, full - bottom - MARK_SIDE)
    lead, trail = (top - above, full - bottom - below) if kind in ("open", "close") else (0, 0)
    moved = tuple((gid, along - above, dx, index) for gid, along, dx, index in glyphs)
    return Sort(text, face, moved, full - above - below, full, kind, max(0, lead), max(0, trail), "v")


def _across(text: str, face: Face) -> Sort:
    """Return two or three figures side by side in one em, squeezed where they are wider."""
    shaped = face.shape(text, features=("-liga",))
    natural = micro(sum(shaped.advances), face)
    scale = min(100, 100 * DISPLAY_EM // max(1, natural))
    x = -natural * scale // 200
    glyphs = []
    for index, advance in enumerate(shaped.advances):
        gid = int.from_bytes(shaped.glyphs[2 * index : 2 * index + 2], "big")
        glyphs.append((gid, x, 0, shaped.clusters[index]))
        x += micro(advance, face) * scale // 100
    return Sort(text, face, tuple(glyphs), DISPLAY_EM, DISPLAY_EM, "han", 0, 0, "h", scale)


def _turned(text: str, face: Face) -> Sort:
    """Return a word turned clockwise, running down."""
    shaped = face.shape(text, features=("-liga", "-dlig", *(("pwid",) if "’" in text else ())))
    glyphs, x = [], 0
    for index, advance in enumerate(shaped.advances):
        gid = int.from_bytes(shaped.glyphs[2 * index : 2 * index + 2], "big")
        if gid:
            dx, dy = shaped.offsets[index]
            glyphs.append((gid, x + micro(dx, face), micro(dy, face), shaped.clusters[index]))
        x += micro(advance, face)
    return Sort(text, face, tuple(glyphs), x, x, "western", 0, 0, "r")
