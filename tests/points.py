"""Where a point lies, for tests of areas on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def inside(point: tuple[float, float], polygons: Iterable[Sequence[tuple[float, float]]]) -> bool:
    """Tell by the even-odd rule whether a point lies in an area, holes left out."""
    x, y = point
    odd = False
    for polygon in polygons:
        for (x0, y0), (x1, y1) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
            if (y0 <= y) != (y1 <= y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                odd = not odd
    return odd
