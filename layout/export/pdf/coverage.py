"""How much of each plate a page inks: what the shop buys ink and sets ink keys by.

Boxes and pictures are laid on a coarse raster in paint order; type is counted by its glyphs' areas. An estimate, to
about one percent of the page: it is for planning, the press measures its own plates.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from layout.export.pdf.shapes import extent
from layout.export.pdf.usage import glyph_ids
from layout.geometry import Box, mm
from layout.sheet import Fill, Ink, Picture, Rule, Sheet, Text
from layout.sheet import Path as Shape

if TYPE_CHECKING:
    from layout.export.picture import PressImage
    from layout.typeface import Face, TypeCase

Coverage = tuple[float, float, float, float]
"""Percent of a page's area inked in C, M, Y, K, solids counting full and tints by their strength."""

_CELL = mm(2)
_SAMPLE = 24


def ink_coverage(sheet: Sheet, case: TypeCase, images: Mapping[Picture, PressImage]) -> Coverage:
    """Return a page's coverage inside its trim."""
    width, height = sheet.grid.trim
    columns, rows = -(-width // _CELL), -(-height // _CELL)
    plates = [bytearray(columns * rows) for _ in range(4)]
    lines = [0.0, 0.0, 0.0, 0.0]
    for item in sheet.items:
        if item.layer != "print":
            continue
        if isinstance(item, Fill):
            _lay(plates, item.box, item.ink, columns, rows)
        elif isinstance(item, Shape):
            if item.fill is not None:
                _lay(plates, extent(item), item.fill, columns, rows)
        elif isinstance(item, Picture):
            if item in images:
                _lay(plates, item.box, mean_ink(images[item]), columns, rows)
        elif isinstance(item, Rule):
            length = abs(item.x1 - item.x0) + abs(item.y1 - item.y0)
            share = item.dash[0] / sum(item.dash) if sum(item.dash) else 1.0
            _add(lines, item.ink, length * item.width * share)
        elif isinstance(item, Text):
            for run in item.line.runs:
                density = _density(case.by_key(run.face), glyph_ids(run)[:_SAMPLE])
                _add(lines, run.ink, density * len(run) * run.size * run.size * run.scale / 100)
    page = width * height
    whole = (sum(plate) / (columns * rows) + 100 * line / page for plate, line in zip(plates, lines, strict=True))
    c, m, y, k = (round(min(100.0, amount), 1) for amount in whole)
    return (c, m, y, k)


def _lay(plates: list[bytearray], box: Box, ink: Ink, columns: int, rows: int) -> None:
    left, right = max(0, round(box.x / _CELL)), min(columns, round(box.right / _CELL))
    if right <= left:
        return
    for plate, amount in zip(plates, ink, strict=True):
        strip = bytes([amount]) * (right - left)
        for row in range(max(0, round(box.y / _CELL)), min(rows, round(box.bottom / _CELL))):
            plate[row * columns + left : row * columns + right] = strip


def _add(sums: list[float], ink: Ink, area: float) -> None:
    for plate, amount in enumerate(ink):
        sums[plate] += area * amount / 100


def mean_ink(image: PressImage) -> Ink:
    """Return a picture's mean ink in whole percents."""
    from PIL import Image

    if image.filter != "DCTDecode":
        return (0, 0, 0, 50)
    picture = Image.open(BytesIO(image.data))
    picture.draft(picture.mode, (64, 64))
    mean = picture.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    if isinstance(mean, tuple):
        c, m, y, k = (round(float(part) / 2.55) for part in mean)
        return (c, m, y, k)
    return (0, 0, 0, round(100 - float(mean or 0) / 2.55))


class _Area:
    """A pen that sums the area of closed outlines, curves taken by their corners and middles."""

    def __init__(self) -> None:
        self.sum = 0.0
        self._start = self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:
        self._start = self._at = point

    def lineTo(self, point: tuple[float, float]) -> None:
        (x0, y0), (x1, y1) = self._at, point
        self.sum += (x0 * y1 - x1 * y0) / 2
        self._at = point

    def qCurveTo(self, *points: tuple[float, float]) -> None:
        for point in points:
            self.lineTo(point)

    curveTo = qCurveTo

    def closePath(self) -> None:
        self.lineTo(self._start)


def _density(face: Face, gids: tuple[int, ...]) -> float:
    """Return the share of an em square that a face's glyphs ink, from the first few of a run."""
    return sum(_glyph_area(face, gid) for gid in gids) / max(1, len(gids)) / face.upem**2


@cache
def _glyph_area(face: Face, gid: int) -> float:
    pen = _Area()
    face.hb_font.draw_glyph_with_pen(gid, pen)
    return abs(pen.sum)
