"""Covers as the WeChat editor wants them: 2.35 to 1 for the first story, square for the others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

COVER = (900, 383)
"""2.35 to 1, the size that the editor's help names."""

SQUARE = (500, 500)


def write_covers(source: Path, to: Path) -> None:
    """Write `cover.jpg` and `square.jpg` of a picture into folder `to`, cut from a little above its middle."""
    from PIL import Image

    with Image.open(source) as opened:
        image = opened.convert("RGB")
    for name, size in (("cover.jpg", COVER), ("square.jpg", SQUARE)):
        _filled(image, size).save(to / name, "JPEG", quality=76, optimize=True, progressive=True)


def _filled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the largest part of a picture that has the shape wanted. What is far from it stands whole on white."""
    from PIL import Image as Images
    from PIL import ImageOps

    shape = image.width * size[1] / (image.height * size[0])
    if 0.4 < shape < 2.5:
        return ImageOps.fit(image, size, Images.Resampling.LANCZOS, centering=(0.5, 0.35))
    return ImageOps.pad(image, size, Images.Resampling.LANCZOS, color="white")
