"""How much of each plate a page inks: what the shop buys ink and sets ink keys by.

Boxes and pictures are laid on a coarse raster in paint order; type is counted by its glyphs' areas. An estimate, to
about one percent of the page: it is for planning, the press measures its own plates.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING

from layout.export.pdf.usage import runs_of
from layout.geometry import Box, mm
from layout.sheet import Fill, Ink, Picture, Rule, Sheet, Text
from layout.sheet import Path as Shape
from layout.sheet.paint_order import extent

if TYPE_CHECKING:
    from layout.picture import PdfArt, PressImage
    from layout.typeface import Face, TypeCase

Coverage = tuple[float, float, float, float]
"""Percent of a page's area inked in C, M, Y, K, solids counting full and tints by their strength."""

_CELL = mm(2)
_SAMPLE = 32
"""Characters of a face that are looked at; the mean of ideographs settles soon."""

_PIXELS = 32


def plates_of(sheet: Sheet, images: Mapping[Picture, PressImage | PdfArt]) -> str:
    """Return the plates that a page needs, in printing order (`K`, `MYK`, `CMYK`), `K` for an empty page.

    A photograph in colour needs all four; so does PDF artwork, whose inks its own page decides.
    """
    from layout.picture import PressImage

    inks: set[Ink] = set()
    for item in sheet.items:
        if item.layer != "print":
            continue
        if isinstance(item, Text):
            inks.update(run.ink for run in item.line.runs)
            inks.update(mark.ink for mark in item.line.decorations)
        elif isinstance(item, Shape):
            inks.update(ink for ink in (item.fill, item.stroke) if ink is not None)
        elif isinstance(item, Picture):
            image = images.get(item)
            inks.add((0, 0, 0, 1) if isinstance(image, PressImage) and image.colour == "DeviceGray" else (1, 1, 1, 1))
        else:
            inks.add(item.ink)
    needed = [any(ink[at] for ink in inks) for at in range(4)]
    return "".join(plate for plate, need in zip("CMYK", needed, strict=True) if need) or "K"


def ink_coverage(sheet: Sheet, case: TypeCase, images: Mapping[Picture, PressImage | PdfArt]) -> Coverage:
    """Return a page's coverage inside its trim."""
    from layout.picture import PressImage

    width, height = sheet.grid.trim
    columns, rows = -(-width // _CELL), -(-height // _CELL)
    plates = [bytearray(columns * rows) for _ in range(4)]
    lines = [0.0, 0.0, 0.0, 0.0]
    densities = {key: _density(case.by_key(key), text) for key, text in _samples(sheet).items()}
    for item in sheet.items:
        if item.layer != "print":
            continue
        if isinstance(item, Fill):
            _lay(plates, item.box, item.ink, columns, rows)
        elif isinstance(item, Shape):
            if item.fill is not None:
                _lay(plates, extent(item), item.fill, columns, rows)
        elif isinstance(item, Picture):
            image = images.get(item)
            if isinstance(image, PressImage):
                _lay(plates, item.box, mean_ink(image), columns, rows)
        elif isinstance(item, Rule):
            length = abs(item.x1 - item.x0) + abs(item.y1 - item.y0)
            share = item.dash[0] / sum(item.dash) if sum(item.dash) else 1.0
            _add(lines, item.ink, length * item.width * share)
        elif isinstance(item, Text):
            for run in item.line.runs:
                _add(lines, run.ink, densities[run.face] * len(run) * run.size * run.size * run.scale / 100)
    page = width * height
    whole = (sum(plate) / (columns * rows) + 100 * line / page for plate, line in zip(plates, lines, strict=True))
    c, m, y, k = (round(min(100.0, amount), 1) for amount in whole)
    return (c, m, y, k)


def _samples(sheet: Sheet) -> dict[str, str]:
    """Return characters that stand for what each face sets on a page, drawn from all of them, always the same ones."""
    texts: dict[str, list[str]] = {}
    for run in runs_of((sheet,)):
        texts.setdefault(run.face, []).append("".join(run.text.split()))
    whole = {face: "".join(parts) for face, parts in texts.items()}
    return {face: "".join(Random(0).sample(text, min(_SAMPLE, len(text)))) for face, text in whole.items()}


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


def _density(face: Face, text: str) -> float:
    """Return the share of an em square that characters ink, as a rasteriser sees them: outlines may overlap."""
    import uharfbuzz as hb

    raster = hb.RasterDraw()
    raster.scale_factor = (face.upem / _PIXELS, face.upem / _PIXELS)
    inked = 0
    for char in text:
        raster.draw_glyph(face.hb_font, face.gids[ord(char)])
        image = raster.render()
        inked += sum(image.buffer) if image is not None else 0
    return inked / 255 / _PIXELS**2 / max(1, len(text))
