"""Artwork as pixels: what a page's image shows in a picture's frame, in sRGB with its profile."""

from __future__ import annotations

import zlib
from pathlib import Path

from layout.export.pdf.writer import PressDocument
from layout.sheet import Picture, Sheet


def pixels(document: PressDocument, master: Path, sheet: Sheet, picture: Picture) -> str:
    """Add the part of a page's image that shows a picture and return its reference.

    Nothing is lost to compression. The colour space is that of the image, by its profile (ISO 19005-2, 6.2.4.2). What
    is drawn over the picture on the page shows in it, too.
    """
    from PIL import Image

    from layout.export.raster.colour import gray_icc, srgb_icc

    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(master) as page:
            (width, height), (across, down) = page.size, sheet.grid.trim
            box = picture.box
            frame = (
                max(0, round(box.x * width / across)), max(0, round(box.y * height / down)),
                min(width, round(box.right * width / across)), min(height, round(box.bottom * height / down)),
            )  # fmt: skip
            part = page.crop(frame)
            if part.mode == "P":
                part = part.convert("RGB")
    finally:
        Image.MAX_IMAGE_PIXELS = limit
    gray = part.mode == "L"
    profile = document.stream(gray_icc() if gray else srgb_icc(), {"N": 1 if gray else 3})
    dictionary = {
        "Type": "/XObject", "Subtype": "/Image", "Width": part.width, "Height": part.height, "BitsPerComponent": 8,
        "ColorSpace": f"[/ICCBased {profile}]", "Filter": "/FlateDecode",
    }  # fmt: skip
    return document.stream(zlib.compress(part.tobytes()), dictionary, filtered=True)
