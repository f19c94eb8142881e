"""Inserts 文中插框 while stories are measured: which cells one takes, and where it may stand in its host's block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass
from layout.makeup.solve.shapes import ShapeTable
from layout.rules.solver import TOP_COST

if TYPE_CHECKING:
    from layout.issue.model import Story

DEPTHS = 2
"""Depths that an insert is offered in for each width."""


@dataclass(frozen=True, slots=True)
class Insert:
    """Cells that a framed story fills inside another: its columns and rows, and what its shape costs."""

    cols: int
    rows: int
    cost: int = 0


@dataclass(frozen=True, slots=True)
class InsertPlace:
    """An insert in a block: its first column, and whether it stands at the block's foot or under its head."""

    insert: Insert
    col: int
    at_foot: bool

    @property
    def cost(self) -> int:
        """What it costs to put the insert there."""
        return self.insert.cost + (0 if self.at_foot else TOP_COST)

    def cells(self, head: int, rows: int) -> tuple[int, int, int, int]:
        """Return its cells (column, row, columns, rows) in a block of `rows` rows under a head of `head`."""
        row = rows - self.insert.rows if self.at_foot else head
        return self.col, row, self.insert.cols, self.insert.rows


def inserts_of(table: ShapeTable) -> tuple[Insert, ...]:
    """Return the cells that a story takes inside another: for each width its cheapest framed shapes."""
    found: dict[int, list[Insert]] = {}
    for shape in sorted(table.shapes, key=lambda shape: (shape.cost, shape.rows)):
        same = found.setdefault(shape.cols, [])
        if shape.box != "none" and len(same) < DEPTHS and shape.rows not in [insert.rows for insert in same]:
            same.append(Insert(shape.cols, shape.rows, shape.cost))
    return tuple(insert for same in found.values() for insert in same)


def insert_places(
    story: Story, inserts: Sequence[Insert] | None, cols: int, legs: int, first: int = 0
) -> Iterator[InsertPlace | None]:
    """Yield where an insert may stand in a block of `cols` columns: over its last legs, whole ones, never over all.

    At their foot, or under the head where neither picture nor quote stands there. `first` is the block's first column
    with text. A story that holds no other has one place for it, None.
    """
    if inserts is None:
        yield None
    for insert in inserts or ():
        if insert.cols < cols - first and insert.cols * legs % (cols - first) == 0:
            yield InsertPlace(insert, cols - insert.cols, True)
            if not story.photos and not story.pullquote and not first:
                yield InsertPlace(insert, cols - insert.cols, False)
