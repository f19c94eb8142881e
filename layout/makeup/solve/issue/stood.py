"""A kept page as its mending sees it: what a late change asks, how its blocks stand, and which faults it had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.dummy.plan import Block, PageDummy, PhotoPlace
from layout.makeup.solve.search.judging import judge
from layout.makeup.solve.search.least import Stood, white_of
from layout.makeup.solve.search.score import Page, alleys, white_most
from layout.makeup.solve.shapes import Frame, Measures, Options, PageResult, Placed, Shape, ShapeTable, leader, to_block
from layout.makeup.solve.standing import cells_of
from layout.rules.house import BOOK, PageRules

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.makeup.dummy.agreement import Cells
    from layout.makeup.solve.search.one_page import Progress, Stop
    from layout.makeup.solve.search.slicing import Rect

NEAR = 3
"""Lines by which a jump, when it is set, may differ from what was measured of it."""

RARE = ("pins", "clashes", "alleys", "lead", "shy", "pictures")
"""Faults of which a mended page has no more than before."""


@dataclass(frozen=True, slots=True)
class Late:
    """What a late change asks of one page.

    `wrong` are blocks, by their place in the dummy, that no longer suit their copy; `new` the stories that come in;
    `holes` the cells that something was taken from. `anew` makes the page up as if nothing stood on it.
    """

    wrong: tuple[int, ...] = ()
    new: tuple[str, ...] = ()
    holes: tuple[Cells, ...] = ()
    anew: bool = False

    def __bool__(self) -> bool:
        """Tell whether there is anything to do."""
        return bool(self.wrong or self.new or self.holes or self.anew)


@dataclass(frozen=True, slots=True)
class Means:
    """What a page is mended with: measures, grid, how long to look (nominal seconds a page), the issue's turn.

    `apart` are notices, each with a story whose head contradicts it.
    """

    tables: Measures
    grid: Grid
    seconds: float = 20.0
    seed: int = 0
    progress: Progress | None = None
    stop: Stop | None = None
    rules: PageRules = BOOK
    turn: int = 0
    apart: tuple[tuple[str, str], ...] = ()


def frame_of(dummy: PageDummy, means: Means) -> Frame:
    """Return the free part of a page."""
    grid = means.grid
    return Frame(dummy.number, grid.columns, dummy.top, grid.rows - dummy.foot, means.rules, means.turn)


def rects_of(dummy: PageDummy) -> list[Rect]:
    """Return the page's rectangles by number, rows from the top of the free area."""
    return [
        (index, block.col, block.row - dummy.top, block.cols, block.rows) for index, block in enumerate(dummy.blocks)
    ]


def tails_of(dummy: PageDummy) -> list[Rect]:
    """Return the legs that run on under their blocks, by the blocks' numbers."""
    return [
        (index, block.foot[0], block.foot[1] - dummy.top, block.foot[2], block.tail)
        for index, block in enumerate(dummy.blocks)
        if block.tail
    ]


def held_of(dummy: PageDummy, measured: Sequence[ShapeTable]) -> list[Options]:
    """Return each block's choices where it stays as it is: that one."""
    return [
        Options(table, {(block.cols, block.rows): ((0, as_shape(block, table)),)})
        for block, table in zip(dummy.blocks, measured, strict=False)
    ]


def table_of(block: Block, tables: Measures, *, firm: bool = False) -> ShapeTable:
    """Return the shapes of a block's story as it stands on its page; a `firm` jump leaves what it leaves now."""
    if block.part > 1:
        return replace(tables.resumed(block.story), part=block.part)
    if block.jump:
        pieces = tables.pieces(block.story, block.jump)
        if not firm:
            return pieces
        rest = tables.rest(block)
        near = range(tables.depth(block.story) - len(rest) - NEAR, tables.depth(block.story) - len(rest) + NEAR + 1)
        same = tuple(
            shape
            for shape in pieces.shapes
            if shape.lines in near
            and tables.rest(to_block(Placed(0, 0, 0, shape.cols, shape.rows, shape), pieces)) == rest
        )
        own = () if block.tail else (as_shape(block, pieces),)
        return replace(pieces, shapes=(*own, *same))
    return tables.table(block.story, decks=not block.head.deck)


def running(table: ShapeTable, block: Block, tables: Measures) -> ShapeTable:
    """Return the shapes of a block whose last leg runs on: those that fill the same rows below it."""
    return replace(table, shapes=tuple(shape for shape in tables.tails(block.story) if shape.tail == block.tail))


def as_shape(block: Block, table: ShapeTable) -> Shape:
    """Return a kept block as the one shape that it has."""
    choice = block.head
    size = round(choice.size * 1000)
    like = [shape for shape in table.shapes if shape.cols == block.cols and shape.choice.lines == choice.lines]
    near = min(
        like, key=lambda shape: (abs(shape.size - size) if size else 0, abs(shape.rows - block.rows)), default=None
    )
    head = choice.rows or (near.head if near else 0)
    # Beside a picture the head spans fewer columns: one thought to span all would seem to meet a neighbour's.
    beside = _pictures(block.photos, head)
    same = next((shape for shape in like if _pictures(shape.photos, shape.head) == beside), None)
    span = (same.head_from, same.head_to) if same else _span(block, head)
    return Shape(
        block.cols,
        block.rows,
        head,
        *span,
        size or (near.size if near else 0),
        choice,
        block.photos,
        block.legs,
        give=0,
        box=block.box,
        tail=block.tail,
    )


def _pictures(photos: Sequence[PhotoPlace], head: int) -> list[tuple[int, int, bool]]:
    """Return of each picture its columns and whether it stands at the side of a head of so many rows."""
    return [(photo.col, photo.cols, photo.row < head) for photo in photos]


def _span(block: Block, head: int) -> tuple[int, int]:
    """Return the columns that a head of so many rows spans, from and to: those without a picture at its side."""
    first, end = 0, block.head.cols or block.cols
    for photo in block.photos:
        if photo.row < head and photo.col == 0:
            first = max(first, photo.cols)
        elif photo.row < head:
            end = min(end, photo.col)
    return (first, end) if first < end else (0, block.cols)


def page_of_tables(frame: Frame, options: Sequence[Options], tables: Sequence[ShapeTable]) -> Page:
    """Return what scoring needs to know of a page whose items have these choices."""
    headed = [index for index, table in enumerate(tables) if table.headed and table.part == 1]
    return Page(frame, tuple(options), leader(tables, headed))


def faults_before(dummy: PageDummy, late: Late, frame: Frame, measured: Sequence[ShapeTable]) -> dict[str, int]:
    """Return how many of each fault a page had before the change, and its white without the cells of `late.holes`.

    Nor with those that stories that come in take at least: the page is to be filled with them.
    """
    standing = measured[: len(dummy.blocks)]
    page = page_of_tables(frame, held_of(dummy, standing), standing)
    before = judge(page, [rects_of(dummy)], "kept")[0] if standing else None
    was = {key: before.count(key) if before else 0 for key in RARE}
    was["white"] = white_of(before, tails_of(dummy)) if before else 0
    if late.holes:
        # What was taken out stood where its hole is, and no line went through it.
        stood = [(-1, col, row - frame.top, cols, rows) for col, row, cols, rows in late.holes]
        was["alleys"] = int(alleys(cells_of([(*rects_of(dummy), *stood)]), frame.columns)[0])
    was["white"] -= sum(cols * rows for _, _, cols, rows in late.holes)
    was["white"] -= sum(table.least for table in measured[len(dummy.blocks) :])
    return was


def stood_of(dummy: PageDummy, late: Late, measured: Sequence[ShapeTable], was: Mapping[str, int]) -> Stood:
    """Return a page as it stands, with the faults that it had and may have."""
    standing = measured[: len(dummy.blocks)]
    return Stood(
        tuple(rects_of(dummy)),
        tuple(held_of(dummy, standing)),
        tuple(tails_of(dummy)),
        firm=frozenset(index for index, table in enumerate(standing) if table.fixed and index not in late.wrong),
        wrong=frozenset(late.wrong),
        low=frozenset(index for index in range(len(standing), len(measured)) if measured[index].fixed),
        white=max(0, was["white"]),
        alleys=was["alleys"],
        clashes=was["clashes"],
        led=not was["lead"],
        loud=not was["shy"],
    )


def sound(result: PageResult, was: Mapping[str, int], dummy: PageDummy, frame: Frame) -> bool:
    """Tell whether a mended page is no worse than it was before the change."""
    return white_of(result, tails_of(dummy)) <= max(was["white"], white_most(frame)) and all(
        result.count(key) <= was[key] for key in RARE
    )
