"""The picture that messengers show of a shared page: the head of the front page, in the shape that they want."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.export.web.outline import Outline

SIZE = (1200, 630)
"""Pixels of an Open Graph picture that is shown large."""


def share_picture(outline: Outline, to: Path) -> None:
    """Write the upper part of the first page as a JPEG of 1200 by 630."""
    from PIL import Image

    with Image.open(outline.pages[0].image.access) as page:
        width, height = page.size
        part = page.convert("RGB").crop((0, 0, width, min(height, round(width * SIZE[1] / SIZE[0]))))
    part.resize(SIZE, Image.Resampling.LANCZOS).save(to, "JPEG", quality=72, optimize=True, progressive=True)
