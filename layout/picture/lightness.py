"""How light a photograph is where it is shown: luminance and ink as a small raster, for heads that stand over it."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from layout.picture.on_screen import is_photograph, screen_picture
from layout.sheet.lightness import Lightness

if TYPE_CHECKING:
    from layout.sheet import Picture

WIDEST = 360
"""Places across: strokes of a head are several places wide, and what is finer than one nobody sees behind them."""


@lru_cache(maxsize=64)
def lightness_of(picture: Picture) -> Lightness | None:
    """Return how light a photograph is, cropped as it is shown; None for artwork, or where it cannot be read."""
    shown = screen_picture(picture, WIDEST) if is_photograph(picture) else None
    if shown is None:
        return None
    import numpy as np
    from PIL import Image

    with Image.open(BytesIO(shown.data)) as image:
        coded = np.asarray(image.convert("RGB"), float) / 255
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    light = linear @ np.array([0.2126, 0.7152, 0.0722])
    levels = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    inks = np.minimum(255, 300 - 100 * coded.sum(axis=2))
    height, width = light.shape
    return Lightness(width, height, *(np.rint(one * 1).astype("uint8").tobytes() for one in (levels * 255, inks)))
