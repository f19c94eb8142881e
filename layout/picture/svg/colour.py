"""Colours of drawings as the press's inks: by its profile as photographs are, with black and named inks kept."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass
from layout.picture.planes import largest, smallest
from layout.rules.press import DRAWN_GRAY, FAINT
from layout.sheet import BLACK, WHITE, Ink

if TYPE_CHECKING:
    import numpy as np

DEVICE = re.compile(r"(?:device-cmyk|cmyk)\(\s*([^()]*)\)", re.IGNORECASE)

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Separation:
    """How a drawing's colours become inks: the press's profile and the most ink, in percent, of one spot."""

    profile: bytes
    ink_limit: int = 240

    def ink(self, red: int, green: int, blue: int) -> Ink:
        """Return a screen colour 0..255 as a flat ink, in whole percent."""
        return _separated(self.profile, self.ink_limit, (red, green, blue))

    def colour(self, value: str, current: str = "black") -> tuple[Ink, float] | None:
        """Return a CSS colour as (ink, opacity); None for `none`. Raises ValueError for what is no colour.

        `device-cmyk(0, 1, 1, 0)`, or with percent signs, states inks exactly.
        """
        import tinycss2.color4

        text = value.strip()
        if text in ("none", "transparent"):
            return None
        if text.lower() == "currentcolor":
            text = current.strip()
        if (device := DEVICE.fullmatch(text)) is not None:
            return named_ink(device[1]), 1.0
        parsed: Any = tinycss2.color4.parse_color(text)
        if parsed is None or parsed == "currentcolor" or parsed.space not in ("srgb", "hsl", "hwb"):
            raise ValueError(value)
        red, green, blue = (round(min(max(part, 0.0), 1.0) * 255) for part in parsed.to("srgb").coordinates)
        return self.ink(red, green, blue), float(parsed.alpha)

    def inks(self, rgb: np.ndarray[Any, Any], neutral: int) -> np.ndarray[Any, Any]:
        """Return an RGB raster as CMYK, 0..255; grays that differ by at most `neutral` become black ink alone.

        With `neutral` -1 only pure black does, as in drawings that hold photographs.
        """
        import numpy as np
        from PIL import Image

        from layout.picture import icc

        through = icc.transform(None, "RGB", self.profile, "CMYK")
        made = np.array(icc.apply(Image.fromarray(rgb), through))
        icc.hold_ink(made, self.ink_limit, 100)
        lightest = largest(rgb)
        gray = (lightest - smallest(rgb) <= neutral) if neutral >= 0 else (lightest == 0)
        blacks = np.array([round(k * 2.55) for k in _grays(self.profile)], np.uint8)
        made[gray] = 0
        made[..., 3][gray] = blacks[rgb[..., 1][gray]]
        return made

    def screen(self, ink: Ink) -> Rgb:
        """Return how an ink looks, as a screen colour."""
        from PIL import Image

        from layout.picture import icc

        spot = Image.new("CMYK", (1, 1), tuple(round(part * 2.55) for part in ink))
        seen = icc.apply(spot, icc.transform(self.profile, "CMYK", None, "RGB")).getpixel((0, 0))
        assert isinstance(seen, tuple)
        return (int(seen[0]), int(seen[1]), int(seen[2]))


def named_ink(parts: str) -> Ink:
    """Return the inks that `device-cmyk(…)` states. Raises ValueError where they are not four."""
    inks = [part for part in re.split(r"[,\s/]+", parts.strip()) if part]
    if len(inks) < 4:
        raise ValueError(parts)
    c, m, y, k = (
        round(min(max(float(part.rstrip("%")) * (1 if part.endswith("%") else 100), 0), 100)) for part in inks[:4]
    )
    return c, m, y, k


@lru_cache(maxsize=8)
def _grays(profile: bytes) -> tuple[int, ...]:
    """Return the percent of black ink that prints each screen gray 0..255: its lightness, dot gain counted."""
    from layout.picture import icc

    return tuple(round((255 - value) / 2.55) for value in icc.gray_to_black(profile, 100))


@lru_cache(maxsize=4096)
def _separated(profile: bytes, limit: int, rgb: Rgb) -> Ink:
    from PIL import Image

    from layout.picture import icc

    if max(rgb) - min(rgb) <= DRAWN_GRAY:
        black = _grays(profile)[rgb[1]]
        return BLACK if black >= 100 else WHITE if black <= 0 else (0, 0, 0, black)
    spot = icc.apply(Image.new("RGB", (1, 1), rgb), icc.transform(None, "RGB", profile, "CMYK")).getpixel((0, 0))
    assert isinstance(spot, tuple)
    parts = [part / 2.55 for part in spot]
    colours = sum(parts[:3])
    share = min(1.0, max(0.0, limit - parts[3]) / colours) if colours else 1.0
    c, m, y = (0 if part * share < FAINT else int(part * share) for part in parts[:3])
    return c, m, y, 0 if parts[3] < FAINT else round(parts[3])
