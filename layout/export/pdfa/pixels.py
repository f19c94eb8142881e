"""Pictures in sRGB, with its profile: photographs, and artwork as the pixels that a page's image shows in its frame."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from layout.export.pdf.writer import PressDocument
from layout.sheet import Picture, Sheet

if TYPE_CHECKING:
    from layout.picture import ReadingPhoto


def pixels(document: PressDocument, master: Path, sheet: Sheet, picture: Picture) -> str:
    """Add the part of a page's image that shows a picture and return its reference.

    Nothing is lost to compression. The colour space is that of the image, by its profile (ISO 19005-2, 6.2.4.2). What
    is drawn over the picture on the page shows in it, too.
    """
    from PIL import Image

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
    return _image(document, part.size, zlib.compress(part.tobytes(), 9), "/FlateDecode", gray=part.mode == "L")


def photograph(document: PressDocument, photo: ReadingPhoto) -> str:
    """Add a photograph as readers see it and return its reference."""
    return _image(document, (photo.width, photo.height), photo.data, "/DCTDecode")


def _image(document: PressDocument, size: tuple[int, int], data: bytes, packed: str, *, gray: bool = False) -> str:
    from layout.export.raster.colour import gray_icc, srgb_icc

    profile = document.stream(gray_icc() if gray else srgb_icc(), {"N": 1 if gray else 3})
    dictionary = {
        "Type": "/XObject", "Subtype": "/Image", "Width": size[0], "Height": size[1], "BitsPerComponent": 8,
        "ColorSpace": f"[/ICCBased {profile}]", "Filter": packed,
    }  # fmt: skip
    return document.stream(data, dictionary, filtered=True)
