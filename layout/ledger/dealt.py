"""Where the dummy has every story: the cells that its ink must keep to, and what the dummy left out by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.geometry import Box
from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.geometry import Grid


@dataclass(frozen=True, slots=True)
class Stand:
    """One story's cells on a page, in columns and rows of the grid, as the dummy gives them.

    `part` is 1 where the story opens; `jump` the page that it goes on to, 0 for none; `tail` the rows that its last
    legs run on below, in `tail_cols` columns. `box` names its frame. `deck` and `quote` tell whether the dummy sets
    those at all. `host` is the story in whose block it stands, empty where it stands by itself. `photos` are the rows,
    from its upper edge, at which its pictures begin. `bleeds` tells that it has the page for itself and may run off it,
    `over` that its head stands over its picture 压图.
    """

    page: int
    story: str
    col: int
    row: int
    cols: int
    rows: int
    part: int = 1
    box: str = "none"
    legs: int = 0
    jump: int = 0
    tail: int = 0
    label: str = ""
    deck: bool = True
    quote: bool = False
    host: str = ""
    photos: tuple[int, ...] = ()
    bleeds: bool = False
    over: bool = False
    tail_cols: int = 1

    def boxes(self, grid: Grid) -> tuple[Box, ...]:
        """Return the boxes of the page that its ink must keep to: its cells, and those of its tail."""
        if self.bleeds:
            return (Box(0, 0, *grid.trim),)
        own = grid.cells(self.col, self.row, self.cols, self.rows)
        if not self.tail:
            return (own,)
        return (own, grid.cells(self.col + self.cols - self.tail_cols, self.row, self.tail_cols, self.rows + self.tail))


@dataclass(frozen=True, slots=True)
class DealtPage:
    """A page of the dummy: its number, the rows that furniture takes above and below, its stands."""

    number: int
    top: int
    foot: int
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Dealt:
    """A dummy as the ledger reads it: its pages, and whether the desk drew it by hand."""

    pages: tuple[DealtPage, ...]
    by_hand: bool = False

    def of(self, story: str) -> tuple[Stand, ...]:
        """Return the stands of a story, in the order of the pages."""
        return tuple(stand for page in self.pages for stand in page.stands if stand.story == story)
