"""The tones and the sharpness of a photograph, measured; and the newsprint curve that opens its shadows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass
from layout.rules.press import PHOTO_CONTRAST, PHOTO_DARK, PHOTO_SHARP, SHARP_CONTRAST, TONE_GAIN

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image

_ROUGH = 8
"""Times that a picture is reduced to see its coarse contrast, and pixels of such a block."""
_FACTORS = (2, 3, 4, 6)


@dataclass(frozen=True, slots=True)
class Tones:
    """What was measured of a photograph, in percent of the scale from black to white.

    `middle` is its median, `span` what lies between its darkest and lightest hundredth. `enlarged` is how many times
    it could be reduced without losing an edge, 1 for a sharp one.
    """

    middle: int
    span: int
    enlarged: int

    @property
    def dark(self) -> bool:
        """Tell whether newsprint, which darkens the middle by a quarter, will close it up."""
        return 10 * self.middle < PHOTO_DARK

    @property
    def flat(self) -> bool:
        """Tell whether it uses so little of the scale that newsprint makes one gray of it; plain grounds are meant."""
        return 20 < 10 * self.span < PHOTO_CONTRAST


def measured(image: Image.Image) -> Tones:
    """Return the tones of a picture as it goes to press, before it is sharpened."""
    import numpy as np

    gray = image.convert("L")
    low, middle, high = np.percentile(np.asarray(gray), (1, 50, 99))
    return Tones(round(middle / 2.55), round((high - low) / 2.55), _enlarged(gray))


def _enlarged(gray: Image.Image) -> int:
    """Return the largest reduction that a picture comes back from with its strongest edges as they were."""
    import numpy as np
    from PIL import Image as Images

    if min(gray.size) < 8 * _ROUGH:
        return 1
    plain: np.ndarray[Any, Any] = np.asarray(gray).astype(np.int16)
    coarse = gray.reduce(_ROUGH).resize(gray.size, Images.Resampling.BICUBIC)
    contrast = float(np.percentile(np.abs(plain - np.asarray(coarse)), 99.5))
    if contrast < SHARP_CONTRAST:
        return 1
    found = 1
    for factor in _FACTORS:
        small = gray.resize((gray.width // factor, gray.height // factor), Images.Resampling.LANCZOS)
        back = np.asarray(small.resize(gray.size, Images.Resampling.BICUBIC))
        if float(np.percentile(np.abs(plain - back), 99.5)) > contrast * PHOTO_SHARP / 1000:
            break
        found = factor
    return found


@lru_cache(maxsize=1)
def newsprint_curve() -> tuple[int, ...]:
    """Return the lightened value of each level 0..255: the middle raised by what the press darkens it, ends kept.

    Dot gain is largest at the middle tint (26 % on newsprint, ISO 12647-3); profiles correct for it, but what prints
    still loses its shadows, and pictures editors raise the middle by about half of it.
    """
    return tuple(min(255, round(v + TONE_GAIN * 0.255 * 4 * (v / 255) * (1 - v / 255))) for v in range(256))
