"""SVG shapes as path operations in page lengths."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import cos, hypot, isfinite, radians, sin, sqrt, tan

from layout.geometry import Length
from layout.picture.svg.style import length, numbers

Op = tuple[str | Length, ...]
Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f as SVG writes them: x' = a x + c y + e, y' = b x + d y + f."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

_FARTHEST = 10_000_000  # 3.5 m in 1/1000 pt: farther is an error in the file, not a drawing
_ROUND = 0.5523
_NO_POINTS = re.compile(r"[^-+.,\deE\s]")


def then(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


_TRANSFORM = re.compile(r"\s*,?\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_COUNTS = {"matrix": (6,), "translate": (1, 2), "scale": (1, 2), "rotate": (1, 3), "skewX": (1,), "skewY": (1,)}


def transformed(value: str) -> Matrix:
    """Return a `transform` attribute as a matrix. Raises ValueError where it cannot be read."""
    matrix, at = IDENTITY, 0
    for match in _TRANSFORM.finditer(value):
        kind, given = match[1], numbers(match[2])
        if value[at : match.start()].strip() or len(given) not in _COUNTS[kind]:
            raise ValueError(value[:60])
        matrix, at = then(_one(kind, given), matrix), match.end()
    if value[at:].strip() not in ("", "none"):
        raise ValueError(value[:60])
    return matrix


def _one(kind: str, given: list[float]) -> Matrix:
    if kind == "matrix":
        a, b, c, d, e, f = given
        return (a, b, c, d, e, f)
    if kind == "translate":
        return (1, 0, 0, 1, given[0], given[1] if len(given) > 1 else 0)
    if kind == "scale":
        return (given[0], 0, 0, given[-1], 0, 0)
    angle = radians(given[0])
    if kind == "rotate":
        turn = (cos(angle), sin(angle), -sin(angle), cos(angle), 0.0, 0.0)
        if len(given) == 1:
            return turn
        x, y = given[1:]
        return then(then((1, 0, 0, 1, -x, -y), turn), (1, 0, 0, 1, x, y))
    return (1, 0, tan(angle), 1, 0, 0) if kind == "skewX" else (1, tan(angle), 0, 1, 0, 0)


def is_even(matrix: Matrix) -> bool:
    """Tell whether a matrix enlarges alike in every direction, so that strokes keep their width."""
    a, b, c, d, _, _ = matrix
    size = max(abs(a), abs(b), abs(c), abs(d), 1e-12)
    return abs(a * c + b * d) < 1e-4 * size * size and abs(hypot(a, b) - hypot(c, d)) < 1e-4 * size


def magnification(matrix: Matrix) -> float:
    """Return by how much a matrix enlarges, as the mean of both directions: what it does to line widths."""
    a, b, c, d, _, _ = matrix
    return sqrt(abs(a * d - b * c))


def place(matrix: Matrix, x: float, y: float) -> tuple[Length, Length]:
    """Return a point in page lengths; raises ValueError where it is off any page."""
    a, b, c, d, e, f = matrix
    px, py = a * x + c * y + e, b * x + d * y + f
    if not (isfinite(px) and isfinite(py) and abs(px) < _FARTHEST and abs(py) < _FARTHEST):
        raise ValueError("coordinates off the page")
    return round(px), round(py)


Segment = tuple[str, tuple[float, ...]]
"""("M"|"L", (x, y)), ("C", (x1, y1, x2, y2, x, y)) or ("Z", ()), in user units."""


def outline(tag: str, attributes: Mapping[str, str], em: float, width: float, height: float) -> list[Segment]:
    """Return a shape element's outline; empty where SVG draws nothing. Raises ValueError for bad numbers.

    `width` and `height` are of the viewport, for percentages.
    """

    def get(name: str, whole: float) -> float:
        return length(attributes.get(name) or "0", em, whole)

    if tag == "path":
        return _path(attributes.get("d", ""))
    if tag in ("polygon", "polyline"):
        written = attributes.get("points", "")
        if _NO_POINTS.search(written):
            raise ValueError(written[:40])
        values = numbers(written)
        corners = list(zip(values[::2], values[1::2], strict=False))
        if len(corners) < 2:
            return []
        close: list[Segment] = [("Z", ())] if tag == "polygon" else []
        return [("M", corners[0]), *(("L", corner) for corner in corners[1:]), *close]
    if tag == "line":
        return [("M", (get("x1", width), get("y1", height))), ("L", (get("x2", width), get("y2", height)))]
    if tag in ("circle", "ellipse"):
        across = sqrt((width * width + height * height) / 2)
        rx, ry = (get("r", across),) * 2 if tag == "circle" else (get("rx", width), get("ry", height))
        return _ellipse(get("cx", width), get("cy", height), rx, ry) if rx > 0 and ry > 0 else []
    x, y, w, h = get("x", width), get("y", height), get("width", width), get("height", height)
    if w <= 0 or h <= 0:
        return []
    given = {name: value for name, value in attributes.items() if name in ("rx", "ry") and value.strip() != "auto"}
    if any(value.strip().startswith("-") for value in given.values()):
        raise ValueError("rx, ry")
    rx = length(given.get("rx") or given.get("ry") or "0", em, width if "rx" in given else height)
    ry = length(given.get("ry") or given.get("rx") or "0", em, height if "ry" in given else width)
    return _rectangle(x, y, w, h, min(max(rx, 0), w / 2), min(max(ry, 0), h / 2))


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> list[Segment]:
    bx, by = rx * _ROUND, ry * _ROUND
    return [
        ("M", (cx + rx, cy)),
        ("C", (cx + rx, cy + by, cx + bx, cy + ry, cx, cy + ry)),
        ("C", (cx - bx, cy + ry, cx - rx, cy + by, cx - rx, cy)),
        ("C", (cx - rx, cy - by, cx - bx, cy - ry, cx, cy - ry)),
        ("C", (cx + bx, cy - ry, cx + rx, cy - by, cx + rx, cy)),
        ("Z", ()),
    ]


def _rectangle(x: float, y: float, w: float, h: float, rx: float, ry: float) -> list[Segment]:
    right, bottom = x + w, y + h
    if not rx or not ry:
        return [("M", (x, y)), ("L", (right, y)), ("L", (right, bottom)), ("L", (x, bottom)), ("Z", ())]
    kx, ky = rx * (1 - _ROUND), ry * (1 - _ROUND)
    return [
        ("M", (x + rx, y)), ("L", (right - rx, y)), ("C", (right - kx, y, right, y + ky, right, y + ry)),
        ("L", (right, bottom - ry)), ("C", (right, bottom - ky, right - kx, bottom, right - rx, bottom)),
        ("L", (x + rx, bottom)), ("C", (x + kx, bottom, x, bottom - ky, x, bottom - ry)),
        ("L", (x, y + ry)), ("C", (x, y + ky, x + kx, y, x + rx, y)), ("Z", ()),
    ]  # fmt: skip


def _path(data: str) -> list[Segment]:
    from fontTools.svgLib.path import parse_path

    if not data.strip() or data.strip() == "none":
        return []
    pen = OutlinePen()
    parse_path(data, pen)
    return pen.segments


class OutlinePen:
    """Receives an outline in the protocol of fontTools pens."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.segments: list[Segment] = []
        self._at = self._start = (0.0, 0.0)

    def moveTo(self, end: tuple[float, float]) -> None:
        """Start a part."""
        self.segments.append(("M", end))
        self._at = self._start = end

    def lineTo(self, end: tuple[float, float]) -> None:
        """Go on straight."""
        self.segments.append(("L", end))
        self._at = end

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        """Go on in a quadratic curve."""
        self.segments.append(("C", raised(self._at, control, end)))
        self._at = end

    def curveTo(self, first: tuple[float, float], second: tuple[float, float], end: tuple[float, float]) -> None:
        """Go on in a cubic curve."""
        self.segments.append(("C", (*first, *second, *end)))
        self._at = end

    def closePath(self) -> None:
        """Close the part; a last side that only goes back to its start is the closing itself."""
        if self.segments[-1:] == [("L", self._start)]:
            self.segments.pop()
        self.segments.append(("Z", ()))

    def endPath(self) -> None:
        """Leave the part open."""


def raised(start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]) -> tuple[float, ...]:
    """Return a quadratic curve's two controls and end as a cubic one."""
    firsts = (p + (q - p) * 2 / 3 for p, q in zip(start, control, strict=True))
    seconds = (p + (q - p) * 2 / 3 for p, q in zip(end, control, strict=True))
    return (*firsts, *seconds, *end)


def placed(segments: list[Segment], matrix: Matrix) -> tuple[Op, ...]:
    """Return an outline as path operations of the page."""
    ops: list[Op] = []
    for name, values in segments:
        points = zip(values[::2], values[1::2], strict=True)
        ops.append((name, *(edge for x, y in points for edge in place(matrix, x, y))))
    return tuple(ops)
