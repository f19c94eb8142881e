"""Which glyphs an edition draws, and which copy each of them stands for.

A reader's search and the archive both live on ToUnicode, which gives one text to one character code. Where two
characters of the copy share a glyph (a radical and its ideograph, a compatibility form), the face gets a second font
dictionary, its `variant`, so that each keeps its own character.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from struct import unpack
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass
from layout.sheet import Line, Run, Sheet, Text

if TYPE_CHECKING:
    from layout.typeface import Face

NO_TEXT = "\u00ad"
"""What a glyph stands for that shows no character of the copy (an inserted hyphen): a soft hyphen, which no reader
counts as text."""

Font = tuple[str, int, bool]
"""A font dictionary: face key, variant, and whether it sets downwards."""


@dataclass(frozen=True, slots=True)
class FaceUse:
    """What one face draws: the variants' glyph-to-text tables and the glyphs set upright in vertical lines.

    `shared` are the characters that need a variant other than 0, so that a run without them is written unexamined.
    """

    texts: tuple[dict[int, str], ...]
    vertical: frozenset[int]
    shared: frozenset[str]
    missing: frozenset[str]

    @property
    def glyphs(self) -> frozenset[int]:
        """All glyphs drawn."""
        return frozenset().union(*self.texts)

    def variant(self, gid: int, text: str) -> int:
        """Return the variant whose table gives `gid` this text."""
        return next(index for index, table in enumerate(self.texts) if table.get(gid) == text)


@dataclass(frozen=True, slots=True)
class Type:
    """The faces of a file by key, what is used of each, the fonts' resource names, and the runs' gaps (`gaps_of`).

    `odd` are the characters of each face that are not an em wide, or that need a variant; most runs have none.
    """

    faces: Mapping[str, Face]
    uses: Mapping[str, FaceUse]
    names: Mapping[Font, str]
    gaps: Mapping[int, tuple[int, ...]]
    odd: Mapping[str, frozenset[str]]


def odd_characters(face: Face, use: FaceUse) -> frozenset[str]:
    """Return the characters drawn whose glyph is not an em wide, and those that need a variant other than 0."""
    advances, em = face.advances, face.upem
    return use.shared.union(text for gid, text in use.texts[0].items() if advances[gid] != em)


def glyph_ids(run: Run) -> tuple[int, ...]:
    """Return a run's glyph ids."""
    return unpack(f">{len(run.glyphs) // 2}H", run.glyphs)


def glyph_texts(run: Run) -> list[str]:
    """Return what each glyph of a run stands for: the copy's characters, or `NO_TEXT` for a glyph that shows none."""
    if run.clusters is None:
        return list(run.text)
    starts = sorted({*run.clusters, len(run.text)})
    ends = dict(pairwise(starts))
    seen: set[int] = set()
    texts = []
    for start in run.clusters:
        texts.append(run.text[start : ends.get(start, start)] if start not in seen else "")
        seen.add(start)
    return [text or NO_TEXT for text in texts]


def lines_of(sheets: Iterable[Sheet]) -> list[Line]:
    """Return the lines that go to press, in item order."""
    return [item.line for sheet in sheets for item in sheet.items if isinstance(item, Text) and item.layer == "print"]


def runs_of(sheets: Iterable[Sheet]) -> list[Run]:
    """Return the runs that go to press, in item order."""
    return [run for line in lines_of(sheets) for run in line.runs]


def survey(runs: Iterable[Run]) -> dict[str, FaceUse]:
    """Return each face's use over some runs, by face key, in a fixed order."""
    texts: dict[str, list[str]] = defaultdict(list)
    glyphs: dict[str, list[bytes]] = defaultdict(list)
    pairs: dict[str, set[tuple[int, str]]] = defaultdict(set)
    upright: dict[str, list[bytes]] = defaultdict(list)
    for run in runs:
        face = run.face
        if run.orient == "v":
            upright[face].append(run.glyphs)
        if run.clusters is None:
            texts[face].append(run.text)
            glyphs[face].append(run.glyphs)
        else:
            pairs[face].update(zip(glyph_ids(run), glyph_texts(run), strict=True))
    for face, chunks in glyphs.items():
        data, text = b"".join(chunks), "".join(texts[face])
        gids = unpack(f">{len(data) // 2}H", data)
        table = dict(zip(gids, text, strict=True))
        plain = "".join(map(table.__getitem__, gids)) == text
        pairs[face].update(table.items() if plain else zip(gids, text, strict=True))
    return {face: _use(pairs[face], b"".join(upright[face])) for face in sorted(pairs)}


def _use(pairs: set[tuple[int, str]], upright: bytes) -> FaceUse:
    texts = dict(sorted(pairs, reverse=True))  # the lowest character wins: an ideograph before its compatibility form
    missing = frozenset(text for gid, text in pairs if gid == 0)
    tables = [texts]
    shared: set[str] = set()
    if len(texts) != len(pairs):
        for gid, text in sorted(pairs):
            if texts[gid] == text:
                continue
            shared.add(text)
            table = next((table for table in tables[1:] if gid not in table), None)
            if table is None:
                table = {}
                tables.append(table)
            table[gid] = text
    return FaceUse(tuple(tables), frozenset(unpack(f">{len(upright) // 2}H", upright)), frozenset(shared), missing)
