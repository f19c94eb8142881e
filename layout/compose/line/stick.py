"""The composing stick 手盘: one paragraph made ready for breaking.

Every character has its place on one endless line set solid, every gap between two characters its kind, and every
place where a line may end its price. From these running sums the width, the adjustable gaps and the legality of any
line are one subtraction each, so the search for breaks costs nothing per character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.compose.line.foreign import ShapedPhrase
    from layout.geometry import Length

PRICED = 2
"""A legal break that has a price of its own."""

FULL_MARK = 4
"""A legal break after a mark that was left full."""


@dataclass(slots=True)
class Stick:
    """A paragraph ready for breaking; positions count characters, break q lies before character q.

    `shown` is the text in the forms that print (`layout.text.shown`). `widths[i]` is how far glyph i+1 stands from
    glyph i, `origins[i]` where glyph i stands on the endless line. `ends[q]` is where a line that ends at q ends,
    `starts` where a line that starts at p begins, if that is not `origins[p]`. `sums` are running sums of `slots`;
    `legal[q]` is not 0 where a line may end at q (`PRICED`, `FULL_MARK`: more to it). `prices` are extra prices of
    breaks, `hyphens` the breaks that show a hyphen, `tails` those after a mark that was left full, `hangs` those after
    a mark that may hang, `longs` those before a long piece, in order. `clustered` tells whether characters in it
    attach to others, `phrases` are the words of foreign scripts in it.
    """

    text: str
    shown: str
    clustered: bool
    widths: list[Length]
    slots: list[int]
    origins: tuple[Length, ...]
    ends: list[Length]
    starts: dict[int, Length]
    sums: list[int]
    legal: bytearray
    prices: dict[int, int]
    hyphens: set[int]
    tails: set[int]
    hangs: set[int]
    longs: tuple[int, ...] = ()
    phrases: tuple[ShapedPhrase, ...] = ()
