"""Blocks at their cells: what a page's price reads of each shape, and who stands beside and under whom.

A page is tried in many shapes for the same cells. Who its neighbours are is found once for all of them; what a shape
shows in its cells is read off once for all pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from layout.ground.named_tuple import NamedTuple
from layout.makeup.dummy.loudness import loudness
from layout.makeup.solve.shapes import Frame, Shape

Rect = tuple[int, int, int, int, int]
"""Item, column, row, columns, rows."""

Cells = tuple[int, int, int, int]
"""Column, row, columns, rows."""


class Appearance(NamedTuple):
    """A shape in cells of so many rows, as the price of a page reads it.

    `loud` is how large its headline looks, `band` the rows of its head and the air that it takes, `open` whether a
    head stands at its left and at its right edge where a neighbour's could meet it, `framed` whether its frame is the
    solver's, `heavy` whether its head counts as something strong; `photos` are the cells of its pictures.
    """

    price: int
    shape: Shape
    size: int
    loud: int
    air: int
    band: int
    open: tuple[bool, bool]
    boxed: bool
    framed: bool
    heavy: bool
    bare: bool
    photos: tuple[Cells, ...]


def look_of(price: int, shape: Shape, rows: int, heavy: bool = False) -> Appearance:
    """Return what a shape of this price shows in cells of so many rows; `heavy` is its story's, as in `ShapeTable`."""
    air = rows - shape.rows
    boxed = shape.box != "none"
    return Appearance(
        price,
        shape,
        shape.size,
        loudness(shape.size, shape.choice.face, heavy),
        air,
        shape.head + air,
        (shape.open_left, shape.open_right),
        boxed,
        shape.framed,
        bool(shape.size) and (shape.cols > 1 or bool(shape.choice.side) or boxed),
        not shape.head and bool(shape.photos),
        tuple(
            (photo.col, photo.row + (air if shape.head and photo.row >= shape.head else 0), photo.cols, photo.rows)
            for photo in shape.photos
        ),
    )


class Standing:
    """Blocks where they stand on a page: numbers of `rects` below are places in that sequence, not items.

    `beside` are pairs of which the second stands right of the first with the rows of both, `under` those of which the
    second stands right under the first. `stacks` are the blocks right under one of the same columns, `quarters` the
    quarters of the page that each block's head stands in, as bits.
    """

    __slots__ = ("beside", "frame", "items", "lead", "pictures", "priorities", "quarters", "rects", "stacks", "under")

    def __init__(self, frame: Frame, priorities: Sequence[int], lead: int, rects: Sequence[Rect]) -> None:
        """Find the neighbours; `priorities` are those of items, `lead` is the item that leads the page."""
        self.frame, self.priorities, self.lead, self.rects = frame, priorities, lead, rects
        self.items = [rect[0] for rect in rects]
        self.pictures: dict[tuple[tuple[Cells, ...], ...], tuple[int, int, int, int]] = {}
        half, middle = frame.rows // 2, frame.columns
        self.quarters = [
            quarters_of(2 * col, 2 * (col + cols), middle, upper=row < half) for _, col, row, cols, _ in rects
        ]
        self.beside: list[tuple[int, int, int, int]] = []
        self.under: list[tuple[int, int]] = []
        self.stacks = 0
        by_row: dict[int, list[tuple[int, int, int]]] = {}
        by_col: dict[int, list[tuple[int, int, int]]] = {}
        for at, (_, col, row, cols, rows) in enumerate(rects):
            by_row.setdefault(row, []).append((at, col, col + cols))
            by_col.setdefault(col, []).append((at, row, row + rows))
        for at, (_, col, row, cols, rows) in enumerate(rects):
            end, foot = col + cols, row + rows
            for other, first, last in by_row.get(foot, ()):
                if first < end and col < last:
                    self.under.append((at, other))
                    self.stacks += first == col and last == end
            for other, top, below in by_col.get(end, ()):
                if top < foot and row < below:
                    self.beside.append((at, other, row, top))


def quarters_of(left: int, right: int, middle: int, *, upper: bool) -> int:
    """Return the quarters that something from `left` to `right` (half columns) is strong in, as bits."""
    sides = (left < middle) | (right > middle) << 1
    return sides if upper else sides << 2
