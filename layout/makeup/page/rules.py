"""Hairlines between blocks: where a block ends, the eye should, too."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass
from layout.rules.pages import HAIRLINE
from layout.sheet import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from layout.geometry import Length
    from layout.makeup.dummy.plan import Block
    from layout.makeup.page.forme import Forme


def draw_rules(
    forme: Forme,
    bare: frozenset[str],
    barred: frozenset[str] = frozenset(),
    told: frozenset[str] = frozenset(),
) -> None:
    """Draw the hairlines between the blocks of a page.

    A rule over each block (not at the page's top, nor where a box or tint above or below already ends), half a row
    below its upper edge, so that no text touches it, and none over pictures, an advert or the ground of a white head
    that open their block over all columns, whose own edge ends what is above, nor between a picture story without a
    head of its own and one story of its own columns over it, which it shows, or else under it; beside a box above it
    ends with its column, level with the box's foot and a gutter apart: joined, the foot would read as a neighbour's
    rule. And one in each gutter that parts two stories, whole from the block that ends over it to the one that begins
    under it, but for where a box stands, whose own side parts them. A leg that runs on below its block has neighbours
    of its own: the rule over the block in its corner goes round the corner to the one beside the leg. An insert has its
    frame and asks for no other rule.
    `bare` names picture stories, whose pictures need no rule beside them, `told` those of them that have copy, which
    does, `barred` stories whose head has a ground.
    """
    for block in forme.dummy.blocks:
        if block.box == "none" and block.row > forme.dummy.top and not _opened(forme, block, bare, barred):
            _over(forme, block)
    for gutter in range(1, forme.grid.columns):
        for run in _runs(forme, gutter):
            for framed, pairs in groupby(run, key=lambda pair: pair.framed):
                part = list(pairs)
                if not framed and any(pair.needs_rule(bare - told) for pair in part):
                    _down(forme, gutter, part, bare, barred)


def _opened(forme: Forme, block: Block, bare: frozenset[str], barred: frozenset[str]) -> bool:
    """Tell whether a block opens with an edge of its own, or belongs to the one over it: no rule stands there."""
    return block.story in barred or _opens(block) or _belongs(forme, block, bare)


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
            if col == block.col + block.cols and any(_runs_on_beside(other, block) for other in forme.dummy.blocks):
                end += grid.gutter // 2
            forme.rule(Rule(grid.column_x(start), y, end, y, HAIRLINE))
            start = None


def foot_of_frame(forme: Forme, block: Block, barred: frozenset[str]) -> Length:
    """Return how far the lower edge of a block's frame stands below its last row: level with the rules beside it.

    Nothing where no rule is beside it: at the page's foot, over blocks of its own columns; nor over another frame, a
    picture or the ground of a white head, which keeps its air. So much less white stands under its text, as much as
    over its head.
    """
    left, right = block.col, block.col + block.cols
    level = [other for other in forme.dummy.blocks if other.row == block.row + block.rows]
    edged = [
        other for other in level if other.box != "none" or other.story in barred or any(not p.row for p in other.photos)
    ]
    if any(other.col < right and left < other.col + other.cols for other in edged):
        return 0
    beside = any(
        (other.col < left <= other.col + other.cols or other.col <= right < other.col + other.cols)
        for other in level
        if other not in edged
    )
    return forme.grid.leading // 2 if beside else 0


def _runs_on_beside(block: Block, below: Block) -> bool:
    """Tell whether a block's last legs run on along the right side of one that stands right under it."""
    col, row, _, _ = block.foot
    return block.tail > 0 and below.row == row and below.col + below.cols == col


def _opens(block: Block) -> bool:
    """Tell whether pictures stand in a block's first row over all of its columns."""
    return sum(photo.cols for photo in block.photos if not photo.row) >= block.cols


def _belongs(forme: Forme, block: Block, bare: frozenset[str]) -> bool:
    """Tell whether a block and the one of its columns right over it are a story and its picture story.

    A rule would cut the two apart. A picture story with a story over it and one under it shows the one over it.
    """
    over = _right_over(forme, block)
    if over is None:
        return False
    return _shows(block, bare) or (_shows(over, bare) and _right_over(forme, over) is None)


def _shows(block: Block, bare: frozenset[str]) -> bool:
    """Tell whether a block is a picture story without a head over its picture: with one it is a story by itself."""
    return block.story in bare and min((photo.row for photo in block.photos), default=0) <= 1


def _right_over(forme: Forme, block: Block) -> Block | None:
    """Return the block of the same columns that ends right over a block."""
    return next(
        (
            other
            for other in forme.dummy.blocks
            if (other.col, other.cols, other.row + other.rows) == (block.col, block.cols, block.row) and not other.tail
        ),
        None,
    )


def _boxed_above(forme: Forme, block: Block, col: int) -> bool:
    return any(
        other.box != "none" and other.row + other.rows == block.row and other.col <= col < other.col + other.cols
        for other in forme.dummy.blocks
        if forme.dummy.host_of(other) is None
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """Who stands at the left and at the right of a gutter, from one row to another; None for white."""

    top: int
    foot: int
    left: Block | None
    right: Block | None

    @property
    def framed(self) -> bool:
        """Whether the side of a frame, a border or a tint parts the two."""
        return any(side is not None and side.box != "none" for side in (self.left, self.right))

    def needs_rule(self, bare: frozenset[str]) -> bool:
        """Tell whether text of two stories stands side by side, without a picture between them."""
        return all(side is not None and side.story not in bare for side in (self.left, self.right))


def _runs(forme: Forme, gutter: int) -> Iterator[list[_Pair]]:
    """Yield the runs of rows in which a gutter parts two stories, from one block across it to the next.

    White over or under one of two stories belongs to a run where a block stands over or under it.
    """
    blocks = [block for block in forme.dummy.blocks if forme.dummy.host_of(block) is None]
    # A leg that runs on below its block is a block of the same story.
    cells = [(block, block.col, block.row, block.cols, block.rows) for block in blocks]
    cells += [(block, *block.foot) for block in blocks if block.tail]
    edges = sorted({row for _, _, top, _, rows in cells for row in (top, top + rows)})

    def at(col: int, row: int) -> Block | None:
        return next(
            (one for one, left, top, cols, rows in cells if left <= col < left + cols and top <= row < top + rows), None
        )

    run: list[_Pair] = []
    for top, foot in pairwise([*edges, forme.grid.rows]):
        pair = _Pair(top, foot, at(gutter - 1, top), at(gutter, top))
        if pair.left is not pair.right:
            run.append(pair)
            continue
        yield _trimmed(run, at, gutter)
        run = []
    yield _trimmed(run, at, gutter)


def _trimmed(run: list[_Pair], at: Callable[[int, int], Block | None], gutter: int) -> list[_Pair]:
    """Return a run without the white at its ends that no block closes: none over it, none under it."""
    while run and None in (run[0].left, run[0].right):
        if at(gutter - 1 if run[0].left is None else gutter, run[0].top - 1) is not None:
            break
        run = run[1:]
    while run and None in (run[-1].left, run[-1].right):
        if at(gutter - 1 if run[-1].left is None else gutter, run[-1].foot) is not None:
            break
        run = run[:-1]
    return run


def _down(forme: Forme, gutter: int, run: list[_Pair], bare: frozenset[str], barred: frozenset[str]) -> None:
    """Draw the rule of a run, from the level of the rule over it to that of the one under it."""
    grid = forme.grid
    top, foot = run[0].top, run[-1].foot
    # At the page's top the folio line has its air.
    start = grid.row_y(top) + (grid.leading if top == forme.dummy.top else grid.leading // 2)
    under = [
        block for block in forme.dummy.blocks if block.row == foot and block.col <= gutter <= block.col + block.cols
    ]
    ruled = any(not _opened(forme, block, bare, barred) for block in under)
    x = grid.column_x(gutter) - grid.gutter // 2
    forme.rule(Rule(x, start, x, grid.row_y(foot) + (grid.leading // 2 if ruled else 0), HAIRLINE))
