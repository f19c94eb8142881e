"""A finished advert, a page of somebody's PDF, as the screen shows it where it stands on our page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.sheet import Picture

QUALITY = 85
_POINTS = 72_000
"""Thousandths of a point in an inch."""


def is_advert(picture: Picture) -> bool:
    """Tell whether a picture is a page of a PDF."""
    return picture.source.lower().endswith(".pdf")


def advert_jpeg(picture: Picture, profile: Path, dpi: int, *, gray: bool = False) -> bytes | None:
    """Return an advert in screen colours as a JPEG as wide as its frame at a resolution; None where it cannot be read.

    The file comes from outside the house: it is drawn in a child of its own.
    """
    from layout.guard import Limits, Stopped, guarded

    wide = max(1, round(picture.box.w * dpi / _POINTS))
    given = (picture.source, max(0, picture.page - 1), wide, str(profile), gray)
    done = guarded("layout.export.raster.advert:drawn", *given, limits=Limits(seconds=30, memory=1024 * 1024 * 1024))
    return None if isinstance(done, Stopped) else done


def drawn(source: str, index: int, wide: int, profile: str, gray: bool) -> bytes | None:
    """Return a page of a PDF, cut to its TrimBox, as a JPEG so many pixels wide; None where there is no such page."""
    import pikepdf
    import pypdfium2

    from layout.export.raster.screen import page_for_screen

    try:
        data, _ = page_for_screen(Path(source), index, Path(profile).read_bytes(), gray or None)
        page = pypdfium2.PdfDocument(data)[0]
        image = page.render(scale=wide / page.get_width()).to_pil().convert("RGB")
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, IndexError, ZeroDivisionError, OSError):
        return None
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
