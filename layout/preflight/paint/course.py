"""Paths of a content stream as courses of points, curves made of short straight pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from layout.preflight.paint.finding import Frame, Point

_PIECES = 8
_TAKES = frozenset(("m", "l", "c", "v", "y", "h", "re"))


class PathBuilder:
    """A path being built; `plain` tells that it is one upright box and nothing else."""

    def __init__(self) -> None:
        """Start with no path."""
        self.lines: list[list[Point]] = []
        self.boxes = 0

    @property
    def plain(self) -> bool:
        """Tell whether the path is a single rectangle."""
        return self.boxes == 1 and len(self.lines) == 1

    @staticmethod
    def takes(name: str) -> bool:
        """Tell whether an operator builds a path."""
        return name in _TAKES

    def add(self, name: str, numbers: Sequence[float]) -> None:
        """Continue the path by one operator; a segment without a start is an error of the file (ValueError)."""
        if name == "re":
            x, y, w, h = numbers
            self.lines.append([(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)])
            self.boxes += 1
            return
        if name == "m":
            self.lines.append([(numbers[0], numbers[1])])
            return
        if not self.lines:
            raise ValueError("no current point")
        course = self.lines[-1]
        if name == "l":
            course.append((numbers[0], numbers[1]))
        elif name == "h":
            course.append(course[0])
        else:
            start = course[-1]
            if name == "c":
                first, second, end = numbers[0:2], numbers[2:4], numbers[4:6]
            elif name == "v":
                first, second, end = start, numbers[0:2], numbers[2:4]
            else:
                first, second, end = numbers[0:2], numbers[2:4], numbers[2:4]
            course.extend(_curve(start, first, second, end))


def _curve(a: Sequence[float], b: Sequence[float], c: Sequence[float], d: Sequence[float]) -> Iterable[Point]:
    for step in range(1, _PIECES + 1):
        t = step / _PIECES
        u = 1 - t
        p, q, r, s = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        yield (p * a[0] + q * b[0] + r * c[0] + s * d[0], p * a[1] + q * b[1] + r * c[1] + s * d[1])


def join(matrix: Sequence[float], point: Sequence[float]) -> Point:
    """Return a point moved by a matrix."""
    x, y = point
    return (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5])


def shift(
    matrix: tuple[float, float, float, float, float, float], x: float, y: float
) -> tuple[float, float, float, float, float, float]:
    """Return a matrix moved by (x, y) in its own coordinates."""
    a, b, c, d, e, f = matrix
    return (a, b, c, d, e + a * x + c * y, f + b * x + d * y)


def box_of(points: Sequence[Point]) -> Frame:
    """Return the upright box around some points."""
    xs = [point[0] for point in points]
    ys = [point[1] for point in points]
    return (min(xs), min(ys), max(xs), max(ys))
