"""The page dummy 版样: which block stands where, on the grid of columns and rows.

Made by hand (`issues/<N>/plan.yaml`) or by the solver; both are judged by the same checker and set by the same
make-up. Columns and rows count from 0, rows from the top of the type area, masthead included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.geometry import Grid


@dataclass(frozen=True, slots=True)
class HeadChoice:
    """How a block's head is set: `lines` of headline, `size` in points (0: the largest that fits), rows it takes.

    `rows` 0 leaves the depth to the setting. `side` is the place of a vertical head, of a head over its picture, or of
    one over part of its legs; `cols` the columns of a vertical head, or those that a horizontal one spans where they
    are not all; `deck` whether the deck is kept. `breaks` are the characters of the headline at which its lines turn
    over, where they are settled: setting it then needs no dictionary. `align`, `style` (colour 彩题, white on black
    反白, over its picture 压图) and `face` are the story's where they are empty.
    """

    lines: int = 0
    size: float = 0
    rows: int = 0
    deck: bool = True
    side: Literal["", "left", "right", "top", "bottom"] = ""
    cols: int = 0
    breaks: tuple[int, ...] = ()
    align: Literal["", "left", "center"] = ""
    style: Literal["", "plain", "colour", "reverse", "over"] = ""
    face: Literal["", "song", "display", "hei", "kai", "fangsong"] = ""


@dataclass(frozen=True, slots=True)
class PhotoPlace:
    """A photograph inside a block: index among the story's photos, cells relative to the block.

    `rows` includes the caption. `row` counts from the top of the block (its head included). `wrap` is its width in ems
    where text runs round it 文绕图, 0 where it fills its columns; `side` is where in them it then stands, at the right
    of one leg and in the middle of several where it is empty.
    """

    photo: int
    col: int
    row: int
    cols: int
    rows: int
    wrap: int = 0
    side: Literal["", "left", "right", "center"] = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One story's rectangle on a page.

    `part` is 1 where the story opens, 2 where it resumes after a jump. `jump` names the page that it continues on,
    0 for none. `legs` is the number of legs (0: one a column), so `legs < cols` sets a merged measure 变栏.
    `label` is a column title 栏目 over the head; `quote` the cells (column, row, columns, rows, from the block's own
    corner) that show the story's pull quote. `insert` are cells, counted like the quote's, that it leaves to another
    story 文中插框: a framed block of its own that stands exactly there. `tail` is the rows that the last leg runs on
    below the block, where its neighbour below starts lower; with `tail_cols` the legs of so many last columns do, and
    the story stands in an L.
    """

    story: str
    col: int
    row: int
    cols: int
    rows: int
    part: int = 1
    head: HeadChoice = HeadChoice()
    photos: tuple[PhotoPlace, ...] = ()
    box: Literal["none", "rule", "tint", "fancy"] = "none"
    legs: int = 0
    jump: int = 0
    label: str = ""
    tail: int = 0
    quote: tuple[int, int, int, int] | None = None
    insert: tuple[int, int, int, int] | None = None
    tail_cols: int = 1

    @property
    def foot(self) -> tuple[int, int, int, int]:
        """The cells of the page (column, row, columns, rows) in which its last legs run on: no rows without a tail."""
        wide = min(self.tail_cols, self.cols)
        return self.col + self.cols - wide, self.row + self.rows, wide, self.tail

    def hosts(self, other: Block) -> bool:
        """Tell whether another block stands exactly in the cells that this one leaves to an insert."""
        if self.insert is None:
            return False
        col, row, cols, rows = self.insert
        return (self.col + col, self.row + row, cols, rows) == (other.col, other.row, other.cols, other.rows)


@dataclass(frozen=True, slots=True)
class PageDummy:
    """A page's blocks below its furniture: `top` rows are taken by the masthead or the folio line.

    `foot` rows at the bottom belong to the imprint. `ear` is the number of columns at the right
    that the masthead leaves to a block, its ear 报眼. A `spread` 通版 is this page and the one after it. `by` says who
    made this page where that is not who made the plan.
    """

    number: int
    top: int
    blocks: tuple[Block, ...]
    foot: int = 0
    section: str = ""
    ear: int = 0
    by: Literal["", "hand", "solver"] = ""
    spread: bool = False

    def grid(self, page: Grid) -> Grid:
        """Return the grid that its cells are counted on, of a paper whose single pages have this one."""
        return page.spread() if self.spread else page

    def host_of(self, block: Block) -> Block | None:
        """Return the block inside whose text another block stands 文中插框, None where it stands by itself."""
        return next((host for host in self.blocks if host.hosts(block)), None)


@dataclass(frozen=True, slots=True)
class Plan:
    """An issue's dummy: profile name, pages, and how it came to be (`by` hand or solver) with its scores.

    `killed` are stories that were taken out of it after it was made, so that their ids in `issue.yaml` are no slips.
    """

    profile: str
    pages: tuple[PageDummy, ...]
    by: Literal["hand", "solver"] = "hand"
    scores: tuple[tuple[str, float], ...] = ()
    killed: tuple[str, ...] = ()

    def maker(self, page: PageDummy) -> str:
        """Return who made a page: hand or solver."""
        return page.by or self.by
