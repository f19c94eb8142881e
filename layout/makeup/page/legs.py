"""Where the legs of a block stand and how wide they are.

A plain story fills one base column a leg. Several legs over other columns 变栏 or in a box 加框 have other measures, a
whole number of ems (CLREQ "considerations in designing type area"), so that the characters still stand under each
other. One leg over several columns is as wide as they are: it ends level with the rules over and under it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.dummy.plan import HeadChoice
from layout.rules.pages import BOX_PAD

if TYPE_CHECKING:
    from layout.geometry import Grid, Length
    from layout.makeup.dummy.plan import Block


@dataclass(frozen=True, slots=True)
class Legs:
    """The legs of a block: measure of each, and their left edges from the block's left edge."""

    measure: Length
    xs: tuple[Length, ...]
    inset: Length = 0


def legs_of(block: Block, grid: Grid) -> Legs:
    """Return the legs of a block on its grid.

    A box keeps its frame on the column edges and gives its text one em less at each side; the rest is shared between
    the legs evenly and kept to whole ems. Legs that are counted share the columns beside a vertical head.
    """
    if block.legs and 0 < block.head.cols < block.cols:
        beside = _counted(replace(block, cols=block.cols - block.head.cols, head=HeadChoice()), grid)
        if block.head.side == "right":
            return beside
        step = block.head.cols * (grid.measure + grid.gutter)
        return replace(beside, xs=tuple(x + step for x in beside.xs))
    return _counted(block, grid)


def _counted(block: Block, grid: Grid) -> Legs:
    count = block.legs or block.cols
    width = grid.span(block.cols)
    if block.box == "none" and count == block.cols:
        step = grid.measure + grid.gutter
        return Legs(grid.measure, tuple(index * step for index in range(count)))
    pad = 0 if block.box == "none" else BOX_PAD * grid.size
    inner = width - 2 * pad
    least_gutter = grid.size if count > 1 else 0
    ems = (inner - (count - 1) * least_gutter) // count // grid.size
    measure = ems * grid.size
    if count == 1 and not pad:
        return Legs(width, (0,))
    if count == 1:
        return Legs(measure, (pad + (inner - measure) // 2,), pad)
    # The gutters inside a box stay near the page's own; what is left goes to the two sides.
    gutter = (
        min((inner - count * measure) // (count - 1), grid.gutter) if pad else (inner - count * measure) // (count - 1)
    )
    used = count * measure + (count - 1) * gutter
    left = pad + (inner - used) // 2
    return Legs(measure, tuple(left + index * (measure + gutter) for index in range(count)), pad)


def edges_of(grid: Grid, first: int, end: int) -> tuple[Length, Length]:
    """Return the left and the right edge of columns `first` to `end` of a block, from the block's left edge."""
    gutter = grid.gutter
    step = grid.measure + gutter
    return first * step, end * step - gutter


def furniture_span(block: Block, grid: Grid, legs: Legs, col: int, cols: int, row: int) -> tuple[Length, Length]:
    """Return left edge (from the block's) and width of a picture or quote at its columns of a block.

    Under the head it is as wide as the legs that it stands in: a picture that is narrower than a merged measure would
    leave a strip of white beside itself. Beside a head (row 0) it keeps its columns, and a box's inset.
    """
    left, right = edges_of(grid, col, col + cols)
    plain = block.box == "none" and block.legs in (0, block.cols)
    under = [] if plain or not row else [x for x in legs.xs if left < x + legs.measure and x < right]
    if not under:
        return left + legs.inset, right - left - 2 * legs.inset
    return under[0], under[-1] + legs.measure - under[0]
