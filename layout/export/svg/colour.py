"""Inks as screen colours, through the house's newsprint profile, as page images show them."""

from __future__ import annotations

from functools import lru_cache

from layout.sheet import BLACK, WHITE, Ink

DARKEST = 0x1A
"""Value of solid black: tints are spread from paper down to it, since type must stand firm on a screen."""


@lru_cache(maxsize=1024)
def screen_colour(ink: Ink) -> str:
    """Return an ink as `#rrggbb`; paper is the screen's white."""
    if ink == WHITE:
        return "#ffffff"
    if ink[:3] == BLACK[:3]:  # black ink alone is gray to a reader's eye, whatever its hue on newsprint
        value = 255 - (255 - _gray(ink[3])) * (255 - DARKEST) // (255 - _gray(100))
        return f"#{value:02x}{value:02x}{value:02x}"
    red, green, blue = _shown(ink)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _gray(percent: int) -> int:
    return sum(_shown((0, 0, 0, percent))) // 3


def _shown(ink: Ink) -> tuple[int, int, int]:
    from PIL import Image

    from layout.export.pdf.settings import house_profile
    from layout.export.raster.colour import on_screen

    four = Image.frombytes("CMYK", (1, 1), bytes(round(part * 255 / 100) for part in ink))
    red, green, blue = on_screen(four, house_profile().read_bytes()).tobytes()[:3]
    return red, green, blue


def plain_colour(ink: Ink) -> str:
    """Return an ink as `#rrggbb` by arithmetic alone: for small pictures, where a profile is not worth its opening."""
    *colours, black = ink
    red, green, blue = (round((100 - part) * (100 - black) * (255 - DARKEST) / 10_000) + DARKEST for part in colours)
    return f"#{red:02x}{green:02x}{blue:02x}"
