"""Items brought onto the black plate, for pages that print in black alone."""

from __future__ import annotations

from layout.ground.dataclass import replace
from layout.sheet import Fill, Ink, Item, Path, Rule, Text

_LIGHTNESS = (30, 59, 11)
"""How much of black, in percent, full C, M and Y stand for: what red, green and blue light they take away."""


def black_of(ink: Ink) -> Ink:
    """Return the tint of black that is as dark as an ink."""
    c, m, y, k = ink
    colour = sum(part * share for part, share in zip((c, m, y), _LIGHTNESS, strict=True)) / 100
    return 0, 0, 0, min(100, round(k + colour * (1 - k / 100)))


def on_black(item: Item) -> Item:
    """Return an item with its inks as tints of black."""
    if isinstance(item, Fill | Rule):
        return replace(item, ink=black_of(item.ink))
    if isinstance(item, Path):
        fill, stroke = (None if ink is None else black_of(ink) for ink in (item.fill, item.stroke))
        return replace(item, fill=fill, stroke=stroke)
    if isinstance(item, Text):
        runs = tuple(replace(run, ink=black_of(run.ink)) for run in item.line.runs)
        return replace(item, line=replace(item.line, runs=runs))
    return item
