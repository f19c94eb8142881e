"""Where the items of a drawing have their ink, and whether a shape lies over type that stands below it."""

from __future__ import annotations

from functools import cached_property
from struct import unpack
from typing import TYPE_CHECKING

from layout.geometry import Box
from layout.sheet import Fill, Item, Path, Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.typeface import TypeCase


class SetType:
    """A line of type on the drawing, with the boxes of its glyphs' ink where they are asked for."""

    def __init__(self, text: Text, case: TypeCase) -> None:
        """Take a line as set in the faces of `case`."""
        self.inks = frozenset(run.ink for run in text.line.runs)
        self.body = extent(text)
        self._text, self._case = text, case

    @cached_property
    def glyphs(self) -> tuple[Box, ...]:
        """The box of each glyph's ink; of turned type its body as a whole."""
        found = []
        for run in self._text.line.runs:
            if run.orient != "h":
                return (self.body,)
            face = self._case.by_key(run.face)
            em = run.size / face.upem
            base = self._text.y - run.rise
            for gid, along in zip(unpack(f">{len(run)}H", run.glyphs), run.origins(), strict=True):
                left, low, right, high = (side * em for side in face.extents(gid))
                x = self._text.x + along
                found.append(Box(round(x + left), round(base - high), round(right - left), round(high - low)))
        return tuple(box for box in found if box.w > 0)


def covers(item: Item, words: Iterable[SetType]) -> bool:
    """Tell whether a shape lies over type of another ink, which printing the type last would bring to the top."""
    if isinstance(item, Path):
        own = frozenset(ink for ink in (item.fill, item.stroke) if ink is not None)
    else:
        own = frozenset((item.ink,)) if isinstance(item, Fill | Rule) else frozenset()
    parts = _strokes(item) if isinstance(item, Path) and item.fill is None else [extent(item)]
    return any(
        word.inks != own and any(word.body.overlaps(part) and any(map(part.overlaps, word.glyphs)) for part in parts)
        for word in words
    )


def _strokes(item: Path) -> list[Box]:
    """Return the box around each segment of a stroked outline."""
    boxes, last, first = [], (0, 0), (0, 0)
    for name, *ends in item.ops:
        points = [last, *_points(ends)] if ends else [last, first]
        last = points[-1]
        if name == "M":
            first = last
        else:
            boxes.append(_around(points, item.width))
    return boxes


def extent(item: Item) -> Box:
    """Return the box around what an item prints, its line widths included; of type, its body."""
    if isinstance(item, Fill):
        return item.box
    if isinstance(item, Rule):
        x, y = min(item.x0, item.x1), min(item.y0, item.y1)
        half = item.width // 2
        across, down = (0, half) if item.y0 == item.y1 else (half, 0) if item.x0 == item.x1 else (half, half)
        return Box(x - across, y - down, abs(item.x1 - item.x0) + 2 * across, abs(item.y1 - item.y0) + 2 * down)
    if isinstance(item, Text):
        line = item.line
        if line.vertical:
            return Box(item.x - line.size // 2, item.y, line.size, line.extent)
        return Box(item.x, item.y - line.size * 78 // 100, line.extent, line.size * 86 // 100)
    assert isinstance(item, Path)
    return _around([point for _, *ends in item.ops for point in _points(ends)], item.width)


def traced(item: Path) -> Box:
    """Return the box around a path with its curves followed, where `extent` takes in their control points."""
    points: list[tuple[int, int]] = []
    for _, *ends in item.ops:
        given = _points(ends)
        if len(given) == 3:
            a, b, c, d = points[-1], *given
            for step in range(1, _STEPS):
                t = step / _STEPS
                shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                x, y = (sum(s * p[at] for s, p in zip(shares, (a, b, c, d), strict=True)) for at in (0, 1))
                points.append((round(x), round(y)))
        points += given[-1:]
    return _around(points, item.width)


_STEPS = 12


def _points(ends: list[str | int]) -> list[tuple[int, int]]:
    return list(zip(map(int, ends[::2]), map(int, ends[1::2]), strict=True))


def _around(points: list[tuple[int, int]], width: int) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).inset(-(width // 2))
