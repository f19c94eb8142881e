"""How light a picture is, as a small raster: what make-up asks before it lays a head over it 压图."""

from __future__ import annotations

from layout.ground.dataclass import dataclass


def linear_light(value: float) -> float:
    """Return an sRGB value 0..255 as linear light 0..1 (IEC 61966-2-1), of a gray its relative luminance (WCAG 2.2)."""
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


@dataclass(frozen=True, slots=True)
class Lightness:
    """A picture as it is shown, row by row from the top, a byte a place.

    `levels` are relative luminances (WCAG 2.2), coded as sRGB codes light, 255 for white; `inks` the percent of cyan,
    magenta and yellow together that such a colour takes, without any black, at most.
    """

    width: int
    height: int
    levels: bytes
    inks: bytes
