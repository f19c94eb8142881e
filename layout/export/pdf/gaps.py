"""Gaps inside a line that a reader of the file would take for blanks, and the sorts that close them for it.

Search, copying and screen readers work on what a viewer reads out of the page, and every viewer known puts a blank
where two glyphs stand more than about a tenth of an em apart: between Han and Western, in letter-spaced lines. So the
glyph before such a gap is drawn from a second subset of its face whose sorts are a quarter of an em wider, ink and
place unchanged. The advance is true in the font program as well as in the file, as PDF/X and PDF/A want it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from struct import pack_into, unpack_from
from typing import TYPE_CHECKING

from layout.ground.expression import expression

if TYPE_CHECKING:
    from layout.sheet import Line, Run
    from layout.typeface import Face

WIDE = -1
"""The variant of a font whose sorts are wider."""

WIDER = 250
"""By how much, in 1/1000 em: a gap between Han and Western is 125 to 333 wide, so what is left over is no blank."""

_EDGE = expression("[!-~\u00a1-\u024f](?=[^!-~\u00a1-\u024f])|[^!-~\u00a1-\u024f ](?=[!-~\u00a1-\u024f])")
"""The last character of Han before Western, of Western before Han."""

LEAST = 80
"""Gaps from which on a viewer may see a blank, in 1/1000 em; poppler and pdfminer do from 100 on."""


def gaps_of(lines: Iterable[Line], faces: Mapping[str, Face]) -> dict[int, tuple[int, ...]]:
    """Return, by a run's identity, the glyphs after which a gap opens; runs without one are left out.

    A gap opens between Han and Western, everywhere in a line that is opened evenly, and where another face begins; only
    there it is looked for.
    """
    found: dict[int, tuple[int, ...]] = {}
    for line in lines:
        for run in line.runs:
            if run.xs is None and run.pitch <= run.size:
                continue  # set solid, as most lines are
            places = _looked_at(run)
            if places and _may_widen(run, faces):
                wide = _wide(run, faces[run.face], places)
                if wide:
                    found[id(run)] = wide
        if len(line.runs) > 1:
            for run, after in pairwise(line.runs):
                if _may_widen(run, faces) and _parts_from(run, after, faces[run.face]):
                    found[id(run)] = (*found.get(id(run), ()), len(run) - 1)
    return found


def _may_widen(run: Run, faces: Mapping[str, Face]) -> bool:
    return run.orient == "h" and run.scale == 100 and run.offsets is None and not faces[run.face].is_cff


def _looked_at(run: Run) -> Sequence[int]:
    """Return the glyphs after which a gap may open inside a run."""
    xs, size = run.xs, run.size
    if xs is None:
        return range(len(run) - 1) if run.pitch * 100 > size * 104 else ()
    if len(xs) < 2:
        return ()
    if (xs[-1] - xs[0]) * 100 > (len(xs) - 1) * size * 104 or run.clusters is not None:
        return range(len(xs) - 1)
    return [edge.start() for edge in _EDGE.finditer(run.text)]


def _parts_from(run: Run, after: Run, face: Face) -> bool:
    """Tell whether another run of the line begins a gap away from a run's last glyph, but in the same column."""
    if after.orient != "h" or not run.glyphs or not after.glyphs:
        return False
    end = run.ends()[1] + face.advances[int.from_bytes(run.glyphs[-2:], "big")] * run.size / face.upem
    # A blank is as wide as the smaller type asks: beside an initial 首字下沉, a tenth of the body's em.
    return LEAST * min(run.size, after.size) / 1000 <= after.ends()[0] - end < run.size / 2


def _wide(run: Run, face: Face, places: Iterable[int]) -> tuple[int, ...]:
    """Return those of some places at which the next glyph stands further off than the glyph there is wide."""
    glyphs, advances, xs, pitch = run.glyphs, face.advances, run.xs, run.pitch
    scale, least = run.size / face.upem, LEAST * run.size / 1000
    return tuple(
        at
        for at in places
        if (xs[at + 1] - xs[at] if xs else pitch) - advances[glyphs[2 * at] << 8 | glyphs[2 * at + 1]] * scale >= least
    )


def widened(program: bytes, upem: int) -> bytes:
    """Return a TrueType program with every advance wider by `WIDER`; outlines and side bearings stay."""
    data = bytearray(program)
    tables = {}
    for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16):
        tag, _, start, _ = unpack_from(">4sLLL", data, at)
        tables[tag] = (at, start)
    head, start = tables[b"hhea"]
    count = unpack_from(">H", data, start + 34)[0]
    extra = WIDER * upem // 1000
    pack_into(">H", data, start + 10, unpack_from(">H", data, start + 10)[0] + extra)
    _add_to_sum(data, head, extra)
    head, start = tables[b"hmtx"]
    # All advances at once, as one number: each stands before its side bearing, two bytes of four.
    size = 4 * count
    wider = int.from_bytes((extra << 16).to_bytes(4, "big") * count, "big")
    data[start : start + size] = (int.from_bytes(data[start : start + size], "big") + wider).to_bytes(size, "big")
    _add_to_sum(data, head, (extra << 16) * count)
    return bytes(data)


def _add_to_sum(data: bytearray, entry: int, more: int) -> None:
    """Add to a table's checksum, which is the sum of its words of four bytes, in its entry of the directory."""
    pack_into(">L", data, entry + 4, unpack_from(">L", data, entry + 4)[0] + more & 0xFFFFFFFF)
