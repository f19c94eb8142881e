"""Where text may stand inside a block: its legs, less the head, pictures, quotes and frames.

Both the setting of a block and the optimiser's measuring ask here, so that they cannot disagree. Units are cells of
the grid, from the block's top left corner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.page.flow import level, need_of
from layout.makeup.page.legs import edges_of, furniture_span
from layout.rules.lines import BESIDE_LEAST
from layout.rules.pages import PIECE_OF_LEG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.geometry import Grid, Length
    from layout.makeup.dummy.plan import Block, PhotoPlace
    from layout.makeup.page.flow import Pouring
    from layout.makeup.page.legs import Legs


@dataclass(frozen=True, slots=True)
class Stretch:
    """An unbroken piece of a leg: left edge, first row and rows, from the block's top left cell."""

    leg: int
    row: int
    rows: int


def stretches(
    block: Block,
    legs: Legs,
    grid: Grid,
    head_rows: int,
    head_cols: tuple[int, int],
    title: int = 0,
    beside: int = BESIDE_LEAST,
) -> tuple[Stretch, ...]:
    """Return where text may stand in a block, in reading order.

    The first row is air, or a box's upper edge: text never stands against the rule over its block. The head takes
    `head_rows` rows over columns `head_cols` (first, one past the last), a column title over a vertical head `title`
    rows over all columns. A photograph or an insert takes its cells and a row of air towards the text above or
    below it; one that text runs round 文绕图 leaves legs the rows in which `beside` ems are free. A box keeps its last
    row for its frame, too. The last leg may run on below the block by its tail. Scraps of fewer than `PIECE_OF_LEG`
    rows are left empty.
    """
    return free_of(block, legs, grid, head_rows, head_cols, title, beside).at(block.rows)


@dataclass(frozen=True, slots=True)
class FreeLeg:
    """What a leg has free, whatever the depth of its block.

    `taken` are the rows that it has not (first, one past the last), `pieces` what those leave between them (first row,
    rows), `under` the row from which on it is free, `tail` the rows by which it runs on below the block.
    """

    taken: tuple[tuple[int, int], ...]
    pieces: tuple[tuple[int, int], ...]
    under: int
    tail: int

    def at(self, floor: int) -> Sequence[tuple[int, int]]:
        """Return its unbroken pieces (first row, rows) where the block's copy may go down to row `floor`."""
        foot = floor + self.tail
        if foot > self.taken[-1][0]:
            return (*self.pieces, (self.under, foot - self.under)) if foot > self.under else self.pieces
        return _between(sorted((*self.taken, (foot, foot))))[0]


@dataclass(frozen=True, slots=True)
class Free:
    """What the legs of a block have free beside head, pictures, quote and insert, whatever its depth."""

    legs: tuple[FreeLeg, ...]
    framed: bool

    def at(self, rows: int) -> tuple[Stretch, ...]:
        """Return where text may stand in the block when it has so many rows, as `stretches` does."""
        found = [Stretch(leg, *piece) for leg, free in enumerate(self.legs) for piece in free.at(rows - self.framed)]
        return tuple(place for place in found if place.rows >= PIECE_OF_LEG) or tuple(found)

    def depths(self, rows: int) -> list[int]:
        """Return the rows of each of those stretches."""
        found = [deep for free in self.legs for _, deep in free.at(rows - self.framed)]
        return [deep for deep in found if deep >= PIECE_OF_LEG] or found


def free_of(
    block: Block,
    legs: Legs,
    grid: Grid,
    head_rows: int,
    head_cols: tuple[int, int],
    title: int = 0,
    beside: int = BESIDE_LEAST,
) -> Free:
    """Return what the legs of a block have free, arguments as in `stretches`; its rows are left open."""
    runs = first_running(block, len(legs.xs))
    # What keeps text away: left and right edge, first row and one past the last.
    kept = [(*edges_of(grid, *head_cols), 0, head_rows)] if head_rows else []
    kept += [_kept_off(grid, cells) for cells in (block.quote, block.insert) if cells]
    kept += [_kept_off(grid, _cells_of(photo)) for photo in block.photos if not photo.wrap]
    wraps = [photo for photo in block.photos if photo.wrap]
    found = []
    for index, x in enumerate(legs.xs):
        right = x + legs.measure
        there = [*kept, *_wrapped(block, legs, grid, index, beside)] if wraps else kept
        taken = [(top, below) for left, end, top, below in there if left < right and x < end]
        taken = sorted([(0, max(1, title)), *taken])
        found.append(FreeLeg(tuple(taken), *_between(taken), block.tail if index >= runs else 0))
    return Free(tuple(found), block.box != "none")


def _between(taken: Sequence[tuple[int, int]]) -> tuple[tuple[tuple[int, int], ...], int]:
    """Return the pieces (first row, rows) between rows that are taken, sorted, and the row under all of them."""
    pieces = []
    row = 0
    for top, below in taken:
        if top > row:
            pieces.append((row, top - row))
        row = max(row, below)
    return tuple(pieces), row


def first_running(block: Block, legs: int) -> int:
    """Return the first of a block's legs that runs on below it by its tail."""
    return legs - max(1, min(block.tail_cols, block.cols) * legs // block.cols)


def _kept_off(grid: Grid, cells: tuple[int, int, int, int]) -> tuple[Length, Length, int, int]:
    """Return the left and the right edge of cells and the rows that they keep text off, a row of air at either side."""
    col, row, cols, rows = cells
    return (*edges_of(grid, col, col + cols), row - 1, row + rows + 1)


def _cells_of(photo: PhotoPlace) -> tuple[int, int, int, int]:
    return photo.col, photo.row, photo.cols, photo.rows


def _wrapped(block: Block, legs: Legs, grid: Grid, leg: int, least: int) -> Iterator[tuple[Length, Length, int, int]]:
    """Yield what pictures that text runs round keep off a leg: of those that leave it no room beside them."""
    for photo in block.photos:
        free = free_beside(block, legs, grid, leg, photo) if photo.wrap else None
        if free is not None and not any(width >= least * grid.size for _, width in free):
            yield _kept_off(grid, _cells_of(photo))


def wrap_span(block: Block, legs: Legs, grid: Grid, place: PhotoPlace) -> tuple[Length, Length]:
    """Return left edge (from the block's) and width of a picture that text runs round 文绕图."""
    left, width = furniture_span(block, grid, legs, place.col, place.cols, place.row)
    own = min(width, place.wrap * grid.size)
    several = sum(left < x + legs.measure and x < left + width for x in legs.xs) > 1
    side = place.side or ("center" if several else "right")
    spare = width - own
    return left + (0 if side == "left" else spare if side == "right" else spare // 2), own


def free_beside(
    block: Block, legs: Legs, grid: Grid, leg: int, place: PhotoPlace
) -> tuple[tuple[Length, Length], ...] | None:
    """Return what a picture leaves free of a leg, (left edge, width) at either side in whole ems; None if all of it.

    An em stays clear between picture and text, or the gutter where that is less.
    """
    left, width = wrap_span(block, legs, grid, place)
    x, em, clear = legs.xs[leg], grid.size, min(grid.size, grid.gutter)
    if left >= x + legs.measure + clear or left + width + clear <= x:
        return None
    before = max(0, min(legs.measure, left - clear - x) // em * em)
    after = max(0, -(-(left + width + clear - x) // em) * em)
    return ((0, before), (after, max(0, legs.measure - after)))


def standing_cells(block: Block) -> tuple[tuple[int, int, int, int], ...]:
    """Return the cells (column, row, columns, rows) inside a block that its legs must leave free."""
    return (*map(_cells_of, block.photos), *(cells for cells in (block.quote, block.insert) if cells))


def head_columns(block: Block) -> tuple[int, int]:
    """Return the columns that a horizontal head spans: the block's, less those of what stands at its top edge.

    A dummy that gives it fewer `cols` has it over part of the legs, at the left or at its `side`.
    """
    first, end = 0, block.cols
    for col, row, cols, _ in standing_cells(block):
        if row == 0 and cols < block.cols:
            if col == 0:
                first = max(first, cols)
            else:
                end = min(end, col)
    if 0 < block.head.cols < end - first:
        return (end - block.head.cols, end) if block.head.side == "right" else (first, first + block.head.cols)
    return first, end


def crown_rows(block: Block) -> int:
    """Return the rows that a photograph over a block's whole width takes above its head."""
    return max((photo.rows for photo in block.photos if photo.row == 0 and photo.cols == block.cols), default=0)


def head_air(block: Block, head_rows: int, head_cols: tuple[int, int]) -> int:
    """Return the rows that a head may take beyond its own before it reaches an insert, which does not give way."""
    if block.insert is None:
        return block.rows
    col, row, cols, _ = block.insert
    under = col < head_cols[1] and head_cols[0] < col + cols
    return max(0, row - head_rows) if under else block.rows


def drawn_up(block: Block, head_rows: int, vertical: bool, head_cols: tuple[int, int]) -> Block:
    """Return the block with photographs that stand a few rows under its head drawn up to it, or pushed down from it.

    A line or two of text between a head and its picture would read as a caption; the picture takes their rows. A pull
    quote that the head would reach is pushed down, too.
    """
    if not head_rows or vertical:
        return block
    photos = []
    for photo in block.photos:
        gap = photo.row - head_rows
        under = photo.col < head_cols[1] and head_cols[0] < photo.col + photo.cols
        if under and photo.row and -head_rows < gap <= PIECE_OF_LEG and gap:
            photo = replace(photo, row=head_rows, rows=photo.rows + gap)
        photos.append(photo)
    quote = block.quote
    if quote is not None and 0 < quote[1] < head_rows:
        quote = (quote[0], head_rows, *quote[2:])
    return replace(block, photos=tuple(photos), quote=quote)


def levelled(places: tuple[Stretch, ...], galley: Pouring, least: int) -> tuple[Stretch, ...]:
    """Return legs cut to the depth at which short copy fills them evenly, half of the white over and half under them.

    Copy that fills all but the last leg's foot is left as it is: there, full legs are the better page. Legs with tops
    of their own, beside a head or under a picture, end level, too, with all of the white under them; none of them is
    made shorter than `least` rows.
    """
    feet = {place.row + place.rows for place in places}
    spare = sum(place.rows for place in places) - need_of(galley.lines, len(places))
    legs = {place.leg for place in places}
    if len(feet) != 1 or len(legs) != len(places) or not galley.lines or spare < max(2, len(places)):
        return places
    tops = [place.row for place in places]
    first = min(tops)
    foot = level(galley, [top - first for top in tops], most=max(feet) - first)
    if foot is None:
        return places
    if max(tops) == first:
        down = (places[0].rows - foot) // 2
        return tuple(Stretch(place.leg, place.row + down, foot) for place in places)
    shortest = min(place.rows for place in places) + first + foot - max(feet)
    if shortest < least:
        return places
    return tuple(Stretch(place.leg, place.row, first + foot - place.row) for place in places)
