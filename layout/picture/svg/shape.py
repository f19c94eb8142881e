"""SVG shapes as path operations in page lengths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import atan2, hypot, isfinite, sqrt
from typing import Any

from layout.geometry import Length
from layout.picture.svg.style import length, numbers

Op = tuple[str | Length, ...]
Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f as SVG writes them: x' = a x + c y + e, y' = b x + d y + f."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

_FARTHEST = 10_000_000  # 3.5 m in 1/1000 pt: farther is an error in the file, not a drawing
_ROUND = 0.5523


def then(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def transformed(value: str) -> Matrix:
    """Return a `transform` attribute as a matrix."""
    from svgelements import Matrix as Parsed

    m = Parsed(value)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


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
        return list(_path(attributes.get("d", "")))
    if tag in ("polygon", "polyline"):
        values = numbers(attributes.get("points", ""))
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
    rx = get("rx" if "rx" in attributes else "ry", width)
    ry = get("ry" if "ry" in attributes else "rx", height)
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


def _path(data: str) -> Iterator[Segment]:
    from svgelements import Arc, Close, CubicBezier, Line, Move, Path, QuadraticBezier

    if data.strip() and data.strip()[0] not in "Mm":
        raise ValueError(data[:40])
    for segment in Path(data):
        if isinstance(segment, Move):
            yield "M", _xy(segment.end)
        elif isinstance(segment, Close):
            yield "Z", ()
        elif isinstance(segment, Line):
            yield "L", _xy(segment.end)
        elif isinstance(segment, CubicBezier):
            yield "C", (*_xy(segment.control1), *_xy(segment.control2), *_xy(segment.end))
        elif isinstance(segment, QuadraticBezier):
            yield "C", raised(_xy(segment.start), _xy(segment.control), _xy(segment.end))
        elif isinstance(segment, Arc):
            for curve in segment.as_cubic_curves():
                yield "C", (*_xy(curve.control1), *_xy(curve.control2), *_xy(curve.end))


def raised(start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]) -> tuple[float, ...]:
    """Return a quadratic curve's two controls and end as a cubic one."""
    firsts = (p + (q - p) * 2 / 3 for p, q in zip(start, control, strict=True))
    seconds = (p + (q - p) * 2 / 3 for p, q in zip(end, control, strict=True))
    return (*firsts, *seconds, *end)


def _xy(point: Any) -> tuple[float, float]:
    if point is None:
        raise ValueError("path without a point")
    return float(point.x), float(point.y)


def placed(segments: list[Segment], matrix: Matrix) -> tuple[Op, ...]:
    """Return an outline as path operations of the page."""
    ops: list[Op] = []
    for name, values in segments:
        points = zip(values[::2], values[1::2], strict=True)
        ops.append((name, *(edge for x, y in points for edge in place(matrix, x, y))))
    return tuple(ops)


def split_for_nonzero(segments: list[Segment]) -> list[list[Segment]]:
    """Return an outline as parts to fill even-odd one after another so that they look as SVG's nonzero rule wants.

    Subpaths that all turn the same way add up under nonzero, so each is filled by itself; where directions differ,
    the opposed ones are holes, which even-odd shows alike. Outlines that cross themselves are left as they are.
    """
    parts: list[list[Segment]] = []
    for segment in segments:
        if segment[0] == "M" or not parts:
            parts.append([])
        parts[-1].append(segment)
    if len(parts) < 2 or len({_area(part) > 0 for part in parts}) > 1:
        return [segments]
    return parts


def _area(part: list[Segment]) -> float:
    points = [values[-2:] for _, values in part if values]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))


def flattened(segments: list[Segment]) -> list[list[tuple[float, float]]]:
    """Return an outline as polylines, 16 chords a curve."""
    lines: list[list[tuple[float, float]]] = []
    for name, values in segments:
        if name == "M":
            lines.append([(values[0], values[1])])
        elif name == "L":
            lines[-1].append((values[0], values[1]))
        elif name == "Z":
            lines[-1].append(lines[-1][0])
        else:
            (x0, y0), (x1, y1, x2, y2, x3, y3) = lines[-1][-1], values
            for step in range(1, 17):
                t = step / 16
                u = 1 - t
                p, q, r, s = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
                lines[-1].append((p * x0 + q * x1 + r * x2 + s * x3, p * y0 + q * y1 + r * y2 + s * y3))
    return lines


def dashes(segments: list[Segment], pattern: list[float]) -> list[Segment]:
    """Return the strokes of a dashed outline, each an open polyline."""
    pieces: list[Segment] = []
    for line in flattened(segments):
        index, left, drawing = 0, pattern[0], True
        pieces.append(("M", line[0]))
        for (x0, y0), (x1, y1) in pairwise(line):
            span = hypot(x1 - x0, y1 - y0)
            done = 0.0
            while span - done > left:
                done += left
                at = (x0 + (x1 - x0) * done / span, y0 + (y1 - y0) * done / span)
                pieces.append(("L" if drawing else "M", at))
                drawing = not drawing
                index = (index + 1) % len(pattern)
                left = pattern[index]
                if len(pieces) > 100_000:
                    raise ValueError("dashes too fine")
            left -= span - done
            if drawing and span > done:
                pieces.append(("L", (x1, y1)))
    return pieces


def ends(segments: list[Segment]) -> list[tuple[float, float, float]]:
    """Return (x, y, direction in radians) of an outline's first and last point, for markers; empty for a point."""
    points = [point for line in flattened(segments) for point in line]
    steps = [(a, b) for a, b in pairwise(points) if a != b]
    if not steps:
        return []
    (a, b), (c, d) = steps[0], steps[-1]
    return [(*a, atan2(b[1] - a[1], b[0] - a[0])), (*d, atan2(d[1] - c[1], d[0] - c[0]))]
