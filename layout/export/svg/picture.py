"""Photographs for the screen: the press's own picture, its inks turned into screen colours."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Remarked

if TYPE_CHECKING:
    from layout.sheet import Picture

SCREEN_DPI = 110
"""Resolution of pictures on screen, on paper's measure: a whole broadsheet page then fills a large screen."""


def picture_key(picture: Picture, gray: bool) -> str:
    """Return a name for what `screen_jpeg` makes of a picture: equal names, equal bytes."""
    box = picture.box
    shown: tuple[object, ...] = (picture.sha256 or picture.source, picture.crop, box.w, box.h, gray or picture.gray)
    if picture.page != 1:
        shown = (*shown, picture.page)
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:20]


def screen_jpeg(picture: Picture, *, gray: bool = False, cache: Path | None = None) -> Remarked[bytes | None]:
    """Return a picture, cut to its frame, as an sRGB JPEG that shows what newsprint will make of it.

    None, with the diagnostics of the press picture, where the file cannot be used.
    """
    from layout.export.pdf.settings import house_profile
    from layout.picture import press_picture

    profile = house_profile()
    made = press_picture(picture, profile, dpi=SCREEN_DPI, gray=gray, cache=cache)
    if made.value is None:
        return Remarked(None, made.remarks)
    from PIL import Image, ImageChops

    from layout.export.raster.colour import on_screen

    press = made.value
    if press.filter == "DCTDecode":
        inks: Image.Image = Image.open(BytesIO(press.data))
    else:
        from zlib import decompress

        size = (press.width, press.height)
        mode = "1" if press.bits == 1 else "L" if press.colour == "DeviceGray" else "CMYK"
        inks = Image.frombytes(mode, size, decompress(press.data))
        if mode != "1" and (fold := press.effective_ppi // (SCREEN_DPI * 3 // 2)) > 1:
            inks = inks.reduce(fold)  # drawings are kept much finer than a screen
    if inks.mode == "CMYK":
        # Pillow turns the samples of Adobe's inverted JPEG files the right way itself.
        if press.invert and press.filter != "DCTDecode":
            inks = ImageChops.invert(inks)
        screen = on_screen(inks, profile.read_bytes())
    else:
        screen = inks.convert("L")
        if press.invert:
            screen = ImageChops.invert(screen)
    out = BytesIO()
    screen.save(out, "JPEG", quality=85, optimize=True)
    return Remarked(out.getvalue(), made.remarks)
