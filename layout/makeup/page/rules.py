"""Hairlines between blocks: where a block ends, the eye should, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.rules.pages import HAIRLINE
from layout.sheet import Rule

if TYPE_CHECKING:
    from layout.geometry import Length
    from layout.makeup.dummy.plan import Block
    from layout.makeup.page.forme import Forme


def draw_rules(forme: Forme, bare: frozenset[str], barred: frozenset[str] = frozenset()) -> None:
    """Draw the hairlines between the blocks of a page.

    A rule over each block (not at the page's top, nor where a box or tint above or below already ends), half a row
    below its upper edge, so that no text touches it, and none over pictures, an advert or the ground of a white head
    that open their block over all columns, whose own edge ends what is above, nor over a picture story under one story
    of its own columns, which it shows; it goes on to the edge of a box above,
    which stands level with it. And one in the gutter between two neighbours, as long as both and past white rows under
    one of them, down to the level of the rule under them. A leg that runs on below its block has neighbours of its own:
    the rule over the block in its corner goes round the corner to the one beside the leg. An insert has its frame and
    asks for no other rule; one goes on below its foot as below its host's.
    `bare` names picture stories, whose pictures need no rule beside them, `barred` those whose head has a ground.
    """
    for block in forme.dummy.blocks:
        opened = block.story in barred or _opens(block) or (block.story in bare and _belongs(forme, block))
        if block.box == "none" and block.row > forme.dummy.top and not opened:
            _over(forme, block)
    # At its right a block is as deep as its last leg; at its left that leg has neighbours below the block.
    to_the_left = [replace(block, rows=block.rows + block.tail) for block in forme.dummy.blocks]
    to_the_right = [
        *forme.dummy.blocks,
        *(
            replace(block, col=block.foot[0], row=block.foot[1], cols=block.foot[2], rows=block.tail)
            for block in forme.dummy.blocks
            if block.tail
        ),
    ]
    for left in to_the_left:
        for right in to_the_right:
            if left.col + left.cols == right.col and not {left.box, right.box} - {"none"}:
                _between(forme, left, right, bare)


def _over(forme: Forme, block: Block) -> None:
    grid = forme.grid
    y = grid.row_y(block.row) + grid.leading // 2
    start: int | None = None
    for col in range(block.col, block.col + block.cols + 1):
        open_above = col < block.col + block.cols and not _boxed_above(forme, block, col)
        if open_above and start is None:
            start = col
        if not open_above and start is not None:
            end = grid.column_x(col - 1) + grid.measure
            if col < block.col + block.cols and _boxed_above(forme, block, col):
                end = grid.column_x(col)
            if col == block.col + block.cols and any(_runs_on_beside(other, block) for other in forme.dummy.blocks):
                end += grid.gutter // 2
            first = grid.column_x(start)
            if start > block.col and _boxed_above(forme, block, start - 1):
                first = grid.column_x(start - 1) + grid.measure
            forme.rule(Rule(first, y, end, y, HAIRLINE))
            start = None


def foot_of_frame(forme: Forme, block: Block, barred: frozenset[str]) -> Length:
    """Return how far the lower edge of a block's frame stands below its last row: level with the rules beside it.

    Nothing at the page's foot, nor over another frame, a picture or the ground of a white head: it keeps its air.
    """
    below = [
        other
        for other in forme.dummy.blocks
        if other.row == block.row + block.rows
        and other.col < block.col + block.cols
        and block.col < other.col + other.cols
    ]
    shut = any(
        other.box != "none" or other.story in barred or any(not photo.row for photo in other.photos) for other in below
    )
    return forme.grid.leading // 2 if below and not shut else 0


def _runs_on_beside(block: Block, below: Block) -> bool:
    """Tell whether a block's last legs run on along the right side of one that stands right under it."""
    col, row, _, _ = block.foot
    return block.tail > 0 and below.row == row and below.col + below.cols == col


def _opens(block: Block) -> bool:
    """Tell whether pictures stand in a block's first row over all of its columns."""
    return sum(photo.cols for photo in block.photos if not photo.row) >= block.cols


def _belongs(forme: Forme, block: Block) -> bool:
    """Tell whether one block of the same columns stands right over a picture story: a rule would cut the two apart."""
    return any(
        (other.col, other.cols, other.row + other.rows) == (block.col, block.cols, block.row) and not other.tail
        for other in forme.dummy.blocks
    )


def _boxed_above(forme: Forme, block: Block, col: int) -> bool:
    return any(
        other.box != "none" and other.row + other.rows == block.row and other.col <= col < other.col + other.cols
        for other in forme.dummy.blocks
        if forme.dummy.host_of(other) is None
    )


def _tops_under(forme: Forme, block: Block) -> list[int]:
    """Return the first rows of the blocks of a page that stand below one, in any of its columns."""
    foot = block.row + block.rows
    cols = range(block.col, block.col + block.cols)
    return [
        other.row
        for other in forme.dummy.blocks
        if other.row >= foot and other.col < cols.stop and cols.start < other.col + other.cols
    ]


def _between(forme: Forme, left: Block, right: Block, bare: frozenset[str]) -> None:
    grid = forme.grid
    top, foot = max(left.row, right.row), min(left.row + left.rows, right.row + right.rows)
    if foot - top < 2 or left.story in bare or right.story in bare or left.story == right.story:
        return
    shorter, longest = (
        (left if left.row + left.rows == foot else right),
        max(left.row + left.rows, right.row + right.rows),
    )
    foot = min((row for row in _tops_under(forme, shorter) if foot <= row <= longest), default=foot)
    x = grid.column_x(right.col) - grid.gutter // 2
    start = grid.row_y(top) + grid.leading // 2
    if top == forme.dummy.top:
        start = grid.row_y(top) + grid.leading
    under = any(
        other.row == foot and other.col <= right.col and right.col <= other.col + other.cols
        for other in forme.dummy.blocks
    )
    forme.rule(Rule(x, start, x, grid.row_y(foot) + (grid.leading // 2 if under else 0), HAIRLINE))
