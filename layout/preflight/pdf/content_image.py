"""Images and shadings of a content stream: what they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Any

from layout.preflight.paint.image_inks import Samples
from layout.preflight.paint.mark import Colour, ImageUse
from layout.preflight.pdf import colour_space as spaces

_SHORT_FILTERS = {"DCT": "DCTDecode", "Fl": "FlateDecode", "LZW": "LZWDecode", "CCF": "CCITTFaxDecode"}


def names_of(value: Any) -> tuple[str, ...]:
    """Return filter names of a stream dictionary, first applied first."""
    import pikepdf

    if value is None:
        return ()
    items = list(value) if isinstance(value, pikepdf.Array) else [value]
    names = (str(item).lstrip("/") for item in items)
    return tuple(_SHORT_FILTERS.get(name, name) for name in names)


def image_use(source: Any, resources: Any, ctm: Sequence[float]) -> ImageUse:
    """Return what an image, external or inline, is, placed by a matrix."""
    import pikepdf

    if isinstance(source, pikepdf.PdfInlineImage):
        return _inline(source, resources, ctm)
    width, height = int(source.get("/Width", 1)), int(source.get("/Height", 1))
    mask = bool(source.get("/ImageMask", False))
    space = source.get("/ColorSpace")
    used = spaces.resolve(space, resources)[3] if space is not None else ()
    bits = 1 if mask else int(source.get("/BitsPerComponent", 8))
    filters = names_of(source.get("/Filter"))
    samples = None if mask else Samples(source, used, filters, bits)
    return ImageUse(source.objgen, width, height, bits, _ppi(width, height, ctm), filters, used, mask, samples)


def _inline(source: Any, resources: Any, ctm: Sequence[float]) -> ImageUse:
    import pikepdf

    width, height = int(source.width), int(source.height)
    mask = bool(source.image_mask)
    used = () if mask else spaces.resolve(pikepdf.Name(str(source.colorspace)), resources)[3]
    filters = tuple(str(name).lstrip("/") for name in source.filters)
    bits = 1 if mask else int(source.bits_per_component)
    return ImageUse((0, 0), width, height, bits, _ppi(width, height, ctm), filters, used, mask)


def _ppi(width: int, height: int, ctm: Sequence[float]) -> float:
    """Return the lower of both effective resolutions, pixels an inch."""
    across, down = hypot(ctm[0], ctm[1]) / 72, hypot(ctm[2], ctm[3]) / 72
    return min(width / across if across else float("inf"), height / down if down else float("inf"))


def shading_colour(shading: Any, resources: Any) -> Colour:
    """Return the colour of a shading's end that carries most ink."""
    space = spaces.resolve(shading["/ColorSpace"], resources)
    ends = [spaces.colour(space, numbers) for numbers in _ends(shading.get("/Function"))]
    tint = max(ends, key=lambda end: end.total, default=spaces.start(space))
    return Colour(space[3][-1], tint.inks, tint.spots)


def _ends(function: Any) -> list[list[float]]:
    import pikepdf

    if function is None:
        return []
    if isinstance(function, pikepdf.Array):
        parts = [_ends(part) for part in function]
        return [[part[at][0] for part in parts if at < len(part)] for at in range(2)]
    if "/Functions" in function:
        return [end for part in function["/Functions"] for end in _ends(part)]
    return [[float(number) for number in function[key]] for key in ("/C0", "/C1") if key in function]
