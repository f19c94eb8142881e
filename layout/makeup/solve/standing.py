"""Blocks at their cells, many pages at once: what a page's price reads of each shape, who stands beside and under whom.

A search prices tens of thousands of pages of the same stories, so pages are priced as arrays: an axis of pages, one of
their blocks. What a shape shows in its cells is read off once for all pages, as a look; a page in some shapes is a row
of numbers of looks. A single page is a batch of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from math import prod
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass
from layout.ground.named_tuple import NamedTuple
from layout.makeup.dummy.loudness import loudness
from layout.makeup.solve.shapes import Frame, Options, Shape

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Counts = dict[str, Numbers]

Rect = tuple[int, int, int, int, int]
"""Item, column, row, columns, rows."""

Cells = tuple[int, int, int, int]
"""Column, row, columns, rows."""


def shared_cells(one: Cells, other: Cells) -> int:
    """Return how many cells two rectangles share."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    deep = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(0, wide) * max(0, deep)


class Appearance(NamedTuple):
    """A shape in cells of so many rows, as the price of a page reads it.

    `loud` is how large its headline looks, `air` the rows beyond its own, `band` the rows of its head and that air,
    `left` and `right` whether a head stands at that edge where a neighbour's could meet it, `framed` whether its frame
    is the solver's, `heavy` whether its head counts as something strong, `bare` whether pictures stand there without a
    head; `photos` are the cells of its pictures.
    """

    price: int
    shape: Shape
    size: int
    loud: int
    air: int
    band: int
    left: bool
    right: bool
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
        shape.open_left,
        shape.open_right,
        boxed,
        shape.framed,
        bool(shape.size) and (shape.cols > 1 or bool(shape.choice.side) or boxed),
        not shape.head and bool(shape.photos),
        tuple(
            (photo.col, photo.row + (air if shape.head and photo.row >= shape.head else 0), photo.cols, photo.rows)
            for photo in shape.photos
        ),
    )


_NUMBERS = ("price", "size", "loud", "air", "band")
_FLAGS = ("left", "right", "boxed", "framed", "heavy", "bare")


@dataclass(frozen=True, slots=True)
class Looks:
    """Appearances as arrays: of one axis, one for each, or of two, one for each block of each page.

    `photos` has two axes more: pictures, as many as any of them shows, and their cells; no columns where there is none.
    """

    price: Numbers
    size: Numbers
    loud: Numbers
    air: Numbers
    band: Numbers
    left: Flags
    right: Flags
    boxed: Flags
    framed: Flags
    heavy: Flags
    bare: Flags
    photos: Numbers

    @classmethod
    def of(cls, appearances: Sequence[Appearance]) -> Looks:
        """Return appearances as arrays of one axis."""
        import numpy as np

        most = max((len(look.photos) for look in appearances), default=0)
        photos = np.zeros((len(appearances), most, 4), np.int64)
        for at, look in enumerate(appearances):
            if look.photos:
                photos[at, : len(look.photos)] = look.photos
        kinds = {**dict.fromkeys(_NUMBERS, np.int64), **dict.fromkeys(_FLAGS, np.bool_)}
        columns: dict[str, Any] = {
            name: np.array([getattr(look, name) for look in appearances], kind) for name, kind in kinds.items()
        }
        return cls(photos=photos, **columns)

    def at(self, numbers: Numbers) -> Looks:
        """Return those of these numbers, in as many axes as `numbers` have."""
        return Looks(**{name: getattr(self, name)[numbers] for name in (*_NUMBERS, *_FLAGS, "photos")})

    def and_more(self, others: Looks) -> Looks:
        """Return these and others after them, of one axis."""
        import numpy as np

        most = max(self.photos.shape[1], others.photos.shape[1])
        deep = [np.pad(one.photos, ((0, 0), (0, most - one.photos.shape[1]), (0, 0))) for one in (self, others)]
        joined = {name: np.concatenate([getattr(self, name), getattr(others, name)]) for name in (*_NUMBERS, *_FLAGS)}
        return Looks(photos=np.concatenate(deep), **joined)


class Wardrobe:
    """The shapes of a page's items as its price reads them, numbered; those of some cells when they are asked for."""

    def __init__(self, options: Sequence[Options]) -> None:
        """Number the shapes of these items."""
        import numpy as np

        self.options = options
        cols, rows = (
            max((cells[axis] for option in options for cells in option.by_cells), default=0) for axis in (0, 1)
        )
        self.most = cols + 1, rows + 1
        self.first: Numbers = np.full((len(options), cols + 2, rows + 2), -1, np.int64)
        self.count: Numbers = np.zeros(self.first.shape, np.int64)
        self.appearances: list[Appearance] = []
        self.looks = Looks.of(())

    def numbers(self, standing: Standing) -> tuple[Numbers, Numbers]:
        """Return the number of each block's cheapest shape, and how many it has; the dearer ones follow in order."""
        import numpy as np

        key = (
            standing.item,
            np.minimum(standing.cols, self.most[0]),
            np.minimum(standing.rows, self.most[1]),
        )
        first = self.first[key]
        unknown = first < 0
        if unknown.any():
            new: list[Appearance] = []
            for item, cols, rows in sorted(set(zip(*(part[unknown].tolist() for part in key), strict=True))):
                option = self.options[item]
                found = [look_of(price, shape, rows, option.table.heavy) for price, shape in option.at(cols, rows)]
                self.first[item, cols, rows] = len(self.appearances) + len(new)
                self.count[item, cols, rows] = len(found)
                new += found
            self.appearances += new
            self.looks = self.looks.and_more(Looks.of(new))
            first = self.first[key]
        return first, self.count[key]


def cells_of(pages: Sequence[Sequence[Rect]]) -> Numbers:
    """Return the blocks of pages, as many on each, as an array: the five numbers of a `Rect`, pages, blocks."""
    import numpy as np

    count = len(pages), len(pages[0]), len(pages[0][0])
    numbers = np.fromiter(chain.from_iterable(chain.from_iterable(pages)), np.int64, prod(count))
    return numbers.reshape(count).transpose(2, 0, 1).copy()


class Standing:
    """Pages of the same number of blocks, and their neighbours: arrays with an axis of pages and one of blocks.

    `cells` are the five numbers of each block's `Rect`, one by one `item`, `col`, `row`, `cols` and `rows`. `beside`
    and `under` tell of two blocks (two axes) whether the second stands right of the first with rows of both, and
    whether it stands right under it. `stacks` are the blocks of a page right under one of the same columns, `quarters`
    the quarters of the page that each block's head stands in, as bits, `rank` the priority of each block's item.
    """

    __slots__ = (
        "beside",
        "cells",
        "col",
        "cols",
        "frame",
        "item",
        "lead",
        "priorities",
        "quarters",
        "rank",
        "row",
        "rows",
        "stacks",
        "under",
    )

    def __init__(self, frame: Frame, priorities: Sequence[int], lead: int, pages: Sequence[Sequence[Rect]]) -> None:
        """Find the neighbours; `priorities` are those of items, `lead` is the item that leads the page."""
        import numpy as np

        self.frame, self.priorities, self.lead = frame, priorities, lead
        self.cells = cells_of(pages)
        self.item, self.col, self.row, self.cols, self.rows = self.cells
        self.rank = np.array(priorities, np.int64)[self.item]
        end, foot = self.col + self.cols, self.row + self.rows
        self.quarters = quarters_of(2 * self.col, 2 * end, frame.columns, self.row < frame.rows // 2)
        first, top = self.col[:, None, :], self.row[:, None, :]
        last, below = end[:, :, None], foot[:, :, None]
        over = (first < last) & (self.col[:, :, None] < end[:, None, :])
        level = (top < below) & (self.row[:, :, None] < foot[:, None, :])
        self.under: Flags = (top == below) & over
        self.beside: Flags = (first == last) & level
        same = (first == self.col[:, :, None]) & (last == end[:, None, :])
        self.stacks: Numbers = (self.under & same).sum(axis=(1, 2))

    def __len__(self) -> int:
        """Return the number of pages."""
        return len(self.item)

    def at(self, numbers: Numbers) -> Standing:
        """Return the pages of these numbers."""
        found = object.__new__(Standing)
        found.frame, found.priorities, found.lead = self.frame, self.priorities, self.lead
        found.cells = self.cells[:, numbers]
        found.item, found.col, found.row, found.cols, found.rows = found.cells
        for name in ("rank", "quarters", "under", "beside", "stacks"):
            setattr(found, name, getattr(self, name)[numbers])
        return found


def quarters_of(left: Numbers, right: Numbers, middle: int, upper: Flags) -> Numbers:
    """Return the quarters that things from `left` to `right` (half columns) are strong in, as bits."""
    import numpy as np

    sides: Numbers = (left < middle) + 2 * (right > middle)
    return np.where(upper, sides, sides << 2)
