"""Text of SVG artwork, set in the shop's own faces so that it prints as type and can be found and copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isclose
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Place
from layout.geometry.grid import SIDEWAYS_AXIS
from layout.ground.dataclass import dataclass, replace
from layout.picture.svg.shape import Matrix, Segment, magnification, place, placed, raised, split_for_nonzero
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
class Piece:
    """A stretch of text in one style. `x` and `y` are absolute where the file says so; `size` is in user units."""

    text: str
    role: str
    size: float
    ink: Ink
    x: float | None
    y: float | None
    dx: float
    dy: float
    spacing: float
    anchor: str
    vertical: bool
    at: Place


def collapsed(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with white space as SVG wants it: line ends dropped, runs of blanks one, none at the ends."""
    out: list[Piece] = []
    blank = True
    for piece in pieces:
        text = re.sub(r"[ \t]+", " ", re.sub(r"\s*[\r\n]+\s*", "", piece.text))
        if blank or piece.x is not None:
            text = text.lstrip(" ")
        out.append(replace(piece, text=text))
        if text:
            blank = text.endswith(" ")
    for index in range(len(out) - 1, -1, -1):
        if out[index].text:
            out[index] = replace(out[index], text=out[index].text.rstrip(" "))
            break
    return [piece for piece in out if piece.text or piece.x is not None or piece.y is not None]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Glyphs of one face with their pens, and the last one's end, from the chunk's start, in user units."""

    piece: Piece
    face: Face
    text: str
    glyphs: bytes
    pens: tuple[float, ...]
    clusters: tuple[int, ...]
    offsets: tuple[tuple[float, float], ...]
    across: float
    end: float


def set_text(
    pieces: list[Piece], matrix: Matrix, case: TypeCase, region: int
) -> tuple[list[Item], tuple[Diagnostic, ...]]:
    """Return pieces of one text element as lines of the page; raises ValueError where they are off any page.

    Upright and clockwise text stays type. Text at other angles is drawn as outlines of its glyphs, since the sheet
    has no slanted lines; `alt` text is what a reader finds then.
    """
    items: list[Item] = []
    remarks: list[Diagnostic] = []
    x = y = 0.0
    chunk: list[Piece] = []

    def finish() -> None:
        nonlocal x, y
        stretches, run = _shaped(chunk, case, remarks)
        if stretches:
            anchor = chunk[0].anchor
            shift = -run if anchor == "end" else -run / 2 if anchor == "middle" else 0.0
            items.extend(_placed(stretches, x, y, shift, matrix, region))
        vertical = bool(chunk) and chunk[0].vertical
        x, y = (x + (0 if vertical else run), y + (run if vertical else 0))
        chunk.clear()

    for piece in pieces:
        if (piece.x is not None or piece.y is not None) and chunk:
            finish()
        x = piece.x if piece.x is not None else x
        y = piece.y if piece.y is not None else y
        chunk.append(piece)
    finish()
    return items, tuple(dict.fromkeys(remarks))


def _shaped(chunk: list[Piece], case: TypeCase, remarks: list[Diagnostic]) -> tuple[list[_Stretch], float]:
    pen = across = 0.0
    stretches = []
    for piece in chunk:
        along, aside = (piece.dy, piece.dx) if piece.vertical else (piece.dx, piece.dy)
        pen, across = pen + along, across + aside
        if not piece.text:
            continue
        remarks.extend(replace(remark, at=piece.at) for remark in case.remarks(piece.role, piece.text))
        shown = case.printable(piece.role, piece.text)
        for face, start, end in case.split(piece.role, shown):
            shape = face.shape(shown[start:end], vertical=piece.vertical)
            unit = piece.size / face.upem
            pens = []
            for advance in shape.advances:
                pens.append(pen)
                pen += advance * unit + piece.spacing
            offsets = tuple((dx * unit, dy * unit) for dx, dy in shape.offsets)
            text = piece.text[start:end]
            stretches.append(
                _Stretch(piece, face, text, shape.glyphs, tuple(pens), shape.clusters, offsets, across, pen)
            )
    return stretches, pen


def _placed(stretches: list[_Stretch], x: float, y: float, shift: float, matrix: Matrix, region: int) -> Iterator[Item]:
    a, b, c, d, _, _ = matrix
    still = isclose(b, 0, abs_tol=1e-6) and isclose(c, 0, abs_tol=1e-6) and a > 0 and d > 0
    clockwise = isclose(a, 0, abs_tol=1e-6) and isclose(d, 0, abs_tol=1e-6) and b > 0 and c < 0
    vertical = stretches[0].piece.vertical
    if not still and not (clockwise and not vertical):
        for stretch in stretches:
            yield from _outlines(stretch, x, y, shift, matrix, region)
        return
    along, aside = (d, a) if still and vertical else (a, d) if still else (b, -c)
    # Pieces on one line are one line of type; a raised or differently turned one starts another.
    groups: dict[tuple[float, float], list[_Stretch]] = {}
    for stretch in stretches:
        groups.setdefault((stretch.across, stretch.piece.size if clockwise else 0.0), []).append(stretch)
    for (across, _), group in groups.items():
        px, py = (x + across, y + shift) if vertical else (x + shift, y + across)
        left, top = place(matrix, px, py)
        runs = tuple(_run(stretch, along, aside, "v" if vertical else "h" if still else "r") for stretch in group)
        size = max(run.size for run in runs)
        if clockwise:
            left += size * SIDEWAYS_AXIS // 1000
        extent = max(round(stretch.end * along) for stretch in group)
        text = "".join(run.text for run in runs)
        line = Line(
            text, runs, size, extent, extent, extent, role="artwork", ending="stop", vertical=vertical or clockwise
        )
        yield Text(left, top, line, region)


def _run(stretch: _Stretch, along: float, aside: float, orient: str) -> Run:
    size = round(stretch.piece.size * aside)
    xs = tuple(round(pen * along) for pen in stretch.pens)
    moved = any(dx or dy for dx, dy in stretch.offsets)
    offsets = tuple((round(dx * along), round(dy * aside)) for dx, dy in stretch.offsets) if moved else None
    single = stretch.clusters == tuple(range(len(stretch.text)))
    return Run(
        stretch.face.key, size, stretch.text, stretch.glyphs, xs[0] if xs else 0,
        xs=tuple(pen - xs[0] for pen in xs) if xs else None, clusters=None if single else stretch.clusters,
        ink=stretch.piece.ink, orient="v" if orient == "v" else "r" if orient == "r" else "h",
        scale=100 if orient == "v" else round(100 * along / aside), offsets=offsets,
    )  # fmt: skip


def _outlines(stretch: _Stretch, x: float, y: float, shift: float, matrix: Matrix, region: int) -> Iterator[Item]:
    """Yield the glyphs of a slanted stretch as shapes."""
    unit = stretch.piece.size / stretch.face.upem
    a, b, c, d, e, f = matrix
    for index, pen in enumerate(stretch.pens):
        gid = int.from_bytes(stretch.glyphs[2 * index : 2 * index + 2], "big")
        dx, dy = stretch.offsets[index]
        if stretch.piece.vertical:
            ox, oy = stretch.face.vertical_origin(gid)
            gx, gy = x + stretch.across + dx - ox * unit, y + shift + pen - dy + oy * unit
        else:
            gx, gy = x + shift + pen + dx, y + stretch.across - dy
        glyph = (a * unit, b * unit, -c * unit, -d * unit, a * gx + c * gy + e, b * gx + d * gy + f)
        for part in split_for_nonzero(_glyph(stretch.face, gid)):
            if part and magnification(glyph) > 0:
                yield Path(placed(part, glyph), stretch.piece.ink, region=region)


def _glyph(face: Face, gid: int) -> list[Segment]:
    """Return a glyph's outline in font units, y upwards."""
    segments: list[Segment] = []
    face.hb_font.draw_glyph_with_pen(gid, _Pen(segments))
    return segments


class _Pen:
    """Receives an outline from HarfBuzz, in the protocol of fontTools pens."""

    def __init__(self, segments: list[Segment]) -> None:
        self._segments = segments
        self._at = (0.0, 0.0)

    def moveTo(self, end: tuple[float, float]) -> None:
        self._segments.append(("M", end))
        self._at = end

    def lineTo(self, end: tuple[float, float]) -> None:
        self._segments.append(("L", end))
        self._at = end

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        self._segments.append(("C", raised(self._at, control, end)))
        self._at = end

    def curveTo(self, first: tuple[float, float], second: tuple[float, float], end: tuple[float, float]) -> None:
        self._segments.append(("C", (*first, *second, *end)))
        self._at = end

    def closePath(self) -> None:
        self._segments.append(("Z", ()))
