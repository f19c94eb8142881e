"""Marks in the slug: crop, fold and register marks, a colour bar and the page's name."""

from __future__ import annotations

from layout.export.pdf.imposition import Side
from layout.export.pdf.ink import KNOCKOUT, fill_ink, number, stroke_ink
from layout.export.pdf.shapes import circle
from layout.geometry import Length, mm
from layout.sheet import Ink

_LENGTH = mm(5)
_WIDTH: Length = 250
_PATCH = mm(5)

_REGISTRATION: Ink = (100, 100, 100, 100)
"""On every plate, so that the plates can be laid on one another; in the slug only, where no ink limit holds."""

_BAR: tuple[Ink, ...] = (
    (100, 0, 0, 0), (0, 100, 0, 0), (0, 0, 100, 0), (0, 0, 0, 100),
    (100, 100, 0, 0), (0, 100, 100, 0), (100, 0, 100, 0),
    (40, 0, 0, 0), (0, 40, 0, 0), (0, 0, 40, 0), (0, 0, 0, 40), (12, 5, 5, 49),
)  # fmt: skip
"""Solids, overprints, the 40 % patches at which dot gain is read, and a gray balance."""


def marks(side: Side, bleed: Length, slug: Length) -> list[str]:
    """Return the marks of a side as operators, in its trim's coordinates with y upwards; all lie beyond the bleed."""
    reach = min(_LENGTH, slug - mm(1))
    near, far = bleed + mm(1), bleed + mm(1) + reach
    width, height = side.width, side.height
    lines: list[tuple[float, float, float, float]] = []
    for edge in (0, width):
        lines += [(edge, -far, edge, -near), (edge, height + near, edge, height + far)]
    for edge in (0, height):
        lines += [(-far, edge, -near, edge), (width + near, edge, width + far, edge)]
    out = [KNOCKOUT, stroke_ink(_REGISTRATION), f"{number(_WIDTH)} w [] 0 d"]
    out += [_line(*line) for line in lines]
    for fold in side.folds:
        out += ["[3 2] 0 d", _line(fold, -far, fold, -near), _line(fold, height + near, fold, height + far), "[] 0 d"]
    middle = bleed + slug / 2
    for x, y in ((width / 2 + mm(30), -middle), (-middle, height / 2), (width + middle, height / 2)):
        out += _cross(x, y, mm(2))
    out += _bar(mm(20), height + bleed + mm(2), min(_PATCH, slug - mm(3)))
    return out


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{number(x0)} {number(y0)} m {number(x1)} {number(y1)} l S"


def _cross(x: float, y: float, radius: float) -> list[str]:
    reach = 1.6 * radius
    return [f"{circle(x, y, radius)} S", _line(x - reach, y, x + reach, y), _line(x, y - reach, x, y + reach)]


def _bar(x: float, y: float, side: float) -> list[str]:
    return [
        f"{fill_ink(ink)} {number(x + at * side)} {number(y)} {number(side)} {number(side)} re f"
        for at, ink in enumerate(_BAR)
    ]
