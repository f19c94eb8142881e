"""Colour as the press knows it: percentages of cyan, magenta, yellow and black."""

from __future__ import annotations

Ink = tuple[int, int, int, int]
"""Percent of C, M, Y, K, 0 to 100 each."""

BLACK: Ink = (0, 0, 0, 100)
"""Text and rules: black on its own plate, which exporters overprint."""

RED: Ink = (0, 100, 100, 0)
"""The nameplate's red, as Party papers print it."""

WHITE: Ink = (0, 0, 0, 0)
"""Paper; exporters knock it out."""


def black(percent: int) -> Ink:
    """Return a tint of black."""
    return (0, 0, 0, percent)
