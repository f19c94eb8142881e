"""Where the legs of a block stand and how wide they are.

A plain story fills one base column a leg. A merged measure 变栏 or a box 加框 sets other measures, always a whole
number of ems (CLREQ "considerations in designing type area"), so that the characters still stand under each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.geometry import Grid, Length
    from layout.makeup.plan import Block

BOX_PAD_EMS = 1
"""Least space between a box's frame and its text, in ems."""


@dataclass(frozen=True, slots=True)
class Legs:
    """The legs of a block: measure of each, and their left edges from the block's left edge."""

    measure: Length
    xs: tuple[Length, ...]
    inset: Length = 0


def legs_of(block: Block, grid: Grid) -> Legs:
    """Return the legs of a block on its grid.

    A box keeps its frame on the column edges and gives its text one em less at each side; the rest is shared between
    the legs evenly and kept to whole ems.
    """
    count = block.legs or block.cols
    width = grid.span(block.cols)
    if block.box == "none" and count == block.cols:
        step = grid.measure + grid.gutter
        return Legs(grid.measure, tuple(index * step for index in range(count)))
    pad = 0 if block.box == "none" else BOX_PAD_EMS * grid.size
    inner = width - 2 * pad
    least_gutter = grid.size if count > 1 else 0
    ems = (inner - (count - 1) * least_gutter) // count // grid.size
    measure = ems * grid.size
    if count == 1:
        x = pad + (inner - measure) // 2 if pad else 0
        return Legs(measure, (x,), pad)
    # The gutters inside a box stay near the page's own; what is left goes to the two sides.
    gutter = (
        min((inner - count * measure) // (count - 1), grid.gutter) if pad else (inner - count * measure) // (count - 1)
    )
    used = count * measure + (count - 1) * gutter
    left = pad + (inner - used) // 2
    return Legs(measure, tuple(left + index * (measure + gutter) for index in range(count)), pad)
