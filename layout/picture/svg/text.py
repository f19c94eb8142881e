"""Text of SVG artwork, set in the shop's own faces so that it prints as type and can be found and copied."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose
from typing import TYPE_CHECKING, Literal

from layout.diagnostics import Diagnostic, Place
from layout.geometry.grid import SIDEWAYS_AXIS
from layout.ground.dataclass import dataclass, replace
from layout.picture.svg.shape import Matrix, OutlinePen, Segment, magnification, place, placed
from layout.sheet import Ink, Item, Line, Path, Run, Text

if TYPE_CHECKING:
    from layout.typeface import Face, TypeCase

_FAMILIES = (
    ("仿宋", "fangsong"), ("fangsong", "fangsong"), ("楷", "kai"), ("kai", "kai"), ("小标宋", "headline"),
    ("大标宋", "display"), ("标宋", "headline"), ("xiaobiaosong", "headline"), ("行楷", "kai"), ("黑", "sans"),
    ("hei", "sans"), ("yuan", "sans"), ("圆", "sans"), ("宋", "body"), ("song", "body"), ("simsun", "body"),
    ("ming", "body"), ("明", "body"), ("sans", "sans"), ("gothic", "sans"), ("arial", "sans"), ("helvetica", "sans"),
    ("verdana", "sans"), ("system-ui", "sans"), ("mono", "sans"), ("serif", "body"), ("roman", "body"),
    ("times", "body"), ("georgia", "body"), ("cursive", "kai"),
)  # fmt: skip
"""Parts of family names, in the order they are looked for, and the role each stands for."""

_BOLD = {"body": "headline", "sans": "sans-bold"}


def role_of(family: str, weight: str, roles: tuple[str, ...] | frozenset[str]) -> str | None:
    """Return the shop's role for a `font-family` list and weight; None where no name of the list is understood.

    A role's own name (`headline`, `kai`) is understood first. Bold 宋 is the headline face, bold 黑 the bold sans;
    楷 and 仿宋 have no bold in the trade.
    """
    role = None
    for name in (part.strip(" '\"").lower() for part in family.split(",")):
        role = name if name in roles else next((r for part, r in _FAMILIES if part in name), None)
        if role is not None:
            break
    if role is None:
        return None
    bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
    role = _BOLD.get(role, role) if bold else role
    return role if role in roles else "body"


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A stretch of text in one style. `x` and `y` are absolute where the file says so; `size` is in user units.

    What is not `shown` takes its room without ink.
    """

    text: str
    role: str
    size: float
    ink: Ink
    x: float | None
    y: float | None
    dx: float
    dy: float
    anchor: str
    at: Place
    shown: bool = True


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Glyphs of one face with their pens, and the last one's end, from the chunk's start, in user units."""

    piece: TextPiece
    face: Face
    text: str
    glyphs: bytes
    pens: tuple[float, ...]
    clusters: tuple[int, ...]
    offsets: tuple[tuple[float, float], ...]
    across: float
    end: float


def set_text(
    pieces: list[TextPiece], matrix: Matrix, case: TypeCase, region: int
) -> tuple[list[Item], tuple[Diagnostic, ...]]:
    """Return pieces of one text element as lines of the page; raises ValueError where they are off any page.

    Upright and clockwise text stays type. Text at other angles is drawn as outlines of its glyphs, since the sheet
    has no slanted lines; `alt` text is what a reader finds then.
    """
    items: list[Item] = []
    remarks: list[Diagnostic] = []
    x = y = 0.0
    chunk: list[TextPiece] = []

    def finish() -> None:
        nonlocal x, y
        stretches, run, down = _shaped(chunk, case, remarks)
        anchor = chunk[0].anchor if chunk else "start"
        shift = -run if anchor == "end" else -run / 2 if anchor == "middle" else 0.0
        shown = [stretch for stretch in stretches if stretch.piece.shown]
        if shown:
            items.extend(_placed(shown, x, y, shift, matrix, region))
        x, y = x + shift + run, y + down
        chunk.clear()

    for piece in pieces:
        if (piece.x is not None or piece.y is not None) and chunk:
            finish()
        x = piece.x if piece.x is not None else x
        y = piece.y if piece.y is not None else y
        chunk.append(piece)
    finish()
    return items, tuple(dict.fromkeys(remarks))


def _shaped(chunk: list[TextPiece], case: TypeCase, remarks: list[Diagnostic]) -> tuple[list[_Stretch], float, float]:
    """Return a chunk's glyphs, and how far its pen got along and down."""
    pen = down = 0.0
    stretches = []
    for piece in chunk:
        pen, down = pen + piece.dx, down + piece.dy
        if not piece.text or piece.size <= 0:
            continue
        if piece.shown:
            remarks.extend(replace(remark, at=piece.at) for remark in case.remarks(piece.role, piece.text))
        shown = case.printable(piece.role, piece.text)
        for face, start, end in case.split(piece.role, shown):
            shape = face.shape(shown[start:end], vertical=False)
            unit = piece.size / face.upem
            pens = []
            for advance in shape.advances:
                pens.append(pen)
                pen += advance * unit
            offsets = tuple((dx * unit, dy * unit) for dx, dy in shape.offsets)
            text = piece.text[start:end]
            stretches.append(_Stretch(piece, face, text, shape.glyphs, tuple(pens), shape.clusters, offsets, down, pen))
    return stretches, pen, down


def _placed(stretches: list[_Stretch], x: float, y: float, shift: float, matrix: Matrix, region: int) -> Iterator[Item]:
    a, b, c, d, _, _ = matrix
    size = max(abs(a), abs(b), abs(c), abs(d))
    flat = 1e-6 * size
    still = abs(b) < flat and abs(c) < flat and a > 0 and isclose(a, d, rel_tol=1e-3)
    clockwise = abs(a) < flat and abs(d) < flat and b > 0 and isclose(b, -c, rel_tol=1e-3)
    if not still and not clockwise:
        for stretch in stretches:
            yield from _outlines(stretch, x, y, shift, matrix, region)
        return
    # Pieces on one line are one line of type; a raised or differently turned one starts another.
    groups: dict[tuple[float, float], list[_Stretch]] = {}
    for stretch in stretches:
        groups.setdefault((stretch.across, stretch.piece.size if clockwise else 0.0), []).append(stretch)
    for (across, _), group in groups.items():
        left, top = place(matrix, x + shift, y + across)
        runs = tuple(_run(stretch, size, "h" if still else "r") for stretch in group)
        largest = max(run.size for run in runs)
        if clockwise:
            left += largest * SIDEWAYS_AXIS // 1000
        extent = max(round(stretch.end * size) for stretch in group)
        text = "".join(run.text for run in runs)
        line = Line(text, runs, largest, extent, extent, extent, role="artwork", ending="stop", vertical=clockwise)
        yield Text(left, top, line, region)


def _run(stretch: _Stretch, unit: float, orient: Literal["h", "r"]) -> Run:
    xs = tuple(round(pen * unit) for pen in stretch.pens)
    moved = any(dx or dy for dx, dy in stretch.offsets)
    offsets = tuple((round(dx * unit), round(dy * unit)) for dx, dy in stretch.offsets) if moved else None
    single = stretch.clusters == tuple(range(len(stretch.text)))
    return Run(
        stretch.face.key, round(stretch.piece.size * unit), stretch.text, stretch.glyphs, xs[0] if xs else 0,
        xs=tuple(pen - xs[0] for pen in xs) if xs else None, clusters=None if single else stretch.clusters,
        ink=stretch.piece.ink, orient=orient, offsets=offsets,
    )  # fmt: skip


def _outlines(stretch: _Stretch, x: float, y: float, shift: float, matrix: Matrix, region: int) -> Iterator[Item]:
    """Yield the glyphs of a slanted stretch as shapes."""
    unit = stretch.piece.size / stretch.face.upem
    a, b, c, d, e, f = matrix
    for index, pen in enumerate(stretch.pens):
        gid = int.from_bytes(stretch.glyphs[2 * index : 2 * index + 2], "big")
        dx, dy = stretch.offsets[index]
        gx, gy = x + shift + pen + dx, y + stretch.across - dy
        glyph = (a * unit, b * unit, -c * unit, -d * unit, a * gx + c * gy + e, b * gx + d * gy + f)
        outline = _glyph(stretch.face, gid)
        if outline and magnification(glyph) > 0:
            yield Path(placed(outline, glyph), stretch.piece.ink, region=region, nonzero=True)


def _glyph(face: Face, gid: int) -> list[Segment]:
    """Return a glyph's outline in font units, y upwards."""
    pen = OutlinePen()
    face.hb_font.draw_glyph_with_pen(gid, pen)
    return pen.segments
