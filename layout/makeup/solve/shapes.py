"""Shape tables 形表: every rectangle that a story can fill, measured by the real composer.

Pure whole-number data between measuring and solving. Columns and rows are grid cells; costs have one unit, about a
twentieth of a white cell, so that the terms of `score` can be added to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from layout.ground.dataclass import dataclass, field, replace
from layout.ground.named_tuple import NamedTuple
from layout.makeup.dummy.plan import Block, HeadChoice, PhotoPlace
from layout.rules.design import HOLLOW_FROM
from layout.rules.house import BOOK, PageRules
from layout.rules.pages import FEATHER, LOCKED, LOOSE
from layout.rules.solver import FEATHER_COST, HOLLOW_COST, LOOSE_COST, TIGHT_COST, TIGHT_FROM
from layout.sheet import Step

BoxStyle = Literal["none", "rule", "tint", "fancy"]


PLAIN = HeadChoice()
"""A head as the setting finds it, or none."""


class HeadOffer(NamedTuple):
    """A setting of a head: its cost and choice, its rows and size, the share of its span that it fills, its white.

    The share is in 1/1000, the white over and under its lines in 1/1000 rows.
    """

    cost: int
    choice: HeadChoice
    rows: int
    size: int
    fill: int = 1000
    white: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to set a story: `cols` x `rows` cells, filled exactly.

    `head` is the rows of the head band with its air and byline (0: no head), over columns `head_from` to `head_to` of
    the block; `size` the headline's size in 1/1000 pt, `fill` the share of its span, in 1/1000, that its longest line
    takes, `white` what it has over and under its lines, in 1/1000 rows. `give` is how many rows the head may take
    beyond that, `ends` the empty cells at the ends of legs, `lines` the galley lines set. `steps` names the
    copyfitting that it takes. `tail` rows of its last leg run on below these cells. `label` is a column title that the
    solver puts over it.
    """

    cols: int
    rows: int
    head: int = 0
    head_from: int = 0
    head_to: int = 0
    size: int = 0
    choice: HeadChoice = PLAIN
    photos: tuple[PhotoPlace, ...] = ()
    legs: int = 0
    lines: int = 0
    ends: int = 0
    give: int = FEATHER + LOOSE
    cost: int = 0
    box: BoxStyle = "none"
    steps: tuple[Step, ...] = ()
    quote: tuple[int, int, int, int] | None = None
    insert: tuple[int, int, int, int] | None = None
    tail: int = 0
    label: str = ""
    fill: int = 1000
    white: int = 0

    @property
    def framed(self) -> bool:
        """Whether it stands in a frame that nobody asked for."""
        return self.box != "none" and any(step.kind == "box" for step in self.steps)

    @property
    def open_left(self) -> bool:
        """Whether an unframed horizontal head stands at the left edge, where a neighbour's head could meet it."""
        return self.head > 0 and self.head_from == 0 and self.box == "none" and not self.choice.side

    @property
    def open_right(self) -> bool:
        """Whether an unframed horizontal head stands at the right edge."""
        return self.head > 0 and self.head_to == self.cols and self.box == "none" and not self.choice.side


@dataclass(frozen=True, slots=True)
class Pin:
    """What an editor fixed: page, cells (each -1 where free), a zone of the page, the story to stand with.

    `above` is no editor's: a row that it must end over, -1 for none, so that it does not stand on a notice.
    """

    page: int = 0
    col: int = -1
    row: int = -1
    cols: int = -1
    rows: int = -1
    zone: str = ""
    mate: str = ""
    above: int = -1

    def holds(self, col: int, row: int, cols: int, rows: int, columns: int, top: int, end: int) -> bool:
        """Tell whether a block at these cells obeys the pin; the page has `columns` and rows `top` to `end`."""
        wanted = ((self.col, col), (self.row, row), (self.cols, cols), (self.rows, rows))
        if any(want not in (-1, has) for want, has in wanted):
            return False
        if 0 <= self.above < row + rows:
            return False
        middle, centre = 2 * row + rows, 2 * col + cols
        zone = self.zone
        return not (
            ("upper" in zone and middle > top + end)
            or ("lower" in zone and middle < top + end)
            or ("left" in zone and centre > columns)
            or ("right" in zone and centre < columns)
        )


@dataclass(frozen=True, slots=True)
class ShapeTable:
    """All shapes of one story, or of one part of a story that jumps."""

    story: str
    priority: int
    kind: str
    shapes: tuple[Shape, ...]
    part: int = 1
    pin: Pin = Pin()
    jump: int = 0
    section: str = ""
    across: bool = False
    """Whether the desk wishes it over all columns 通栏."""
    upright: bool = False
    """Whether its first picture is no broader than deep."""
    styled: bool = False
    aligned: bool = False
    """Whether the desk chose its head's style, and how it is aligned."""
    plain: bool = True
    """Whether the desk wished neither a frame, a column title nor a place with another story."""
    heavy: bool = False
    """Whether its head is in 黑 where no shape gives it a face."""
    fixed: bool = False
    """Whether it is a notice of a size that nothing may change, placed before anything else."""
    beyond: bool = False
    """Whether its shapes go beyond what the desk wished, where none would do or was asked for."""

    @property
    def name(self) -> str:
        """Story and part, for messages and keys."""
        return self.story if self.part == 1 else f"{self.story}/{self.part}"

    @property
    def least(self) -> int:
        """The least cells that any shape takes."""
        return min((shape.cols * shape.rows for shape in self.shapes), default=0)

    @property
    def most(self) -> int:
        """The most cells that any shape fills, feathering included."""
        return max((shape.cols * (shape.rows + shape.give) for shape in self.shapes), default=0)

    @property
    def headed(self) -> bool:
        """Whether the story has a head."""
        return any(shape.head for shape in self.shapes)


@dataclass(frozen=True, slots=True)
class Frame:
    """The free part of a page: number, columns, rows `top` to `end`; what the house decides of pages.

    `turn` is which of the designs that pages take turns in is this page's, `shun` are skeletons to keep from.
    `kept` are the stories of a kept plan with the cells (column, row, columns, rows) that they should not leave.
    """

    number: int
    columns: int
    top: int
    end: int
    rules: PageRules = BOOK
    turn: int = 0
    shun: tuple[bytes, ...] = ()
    kept: tuple[tuple[str, int, int, int, int], ...] = ()

    @property
    def rows(self) -> int:
        """Free rows."""
        return self.end - self.top

    @property
    def cells(self) -> int:
        """Free cells."""
        return self.columns * self.rows


@dataclass(frozen=True, slots=True)
class Placed:
    """An item at its cells with its shape; `air` rows of feathering go to its head."""

    item: int
    col: int
    row: int
    cols: int
    rows: int
    shape: Shape

    @property
    def air(self) -> int:
        """Rows beyond the shape's own."""
        return self.rows - self.shape.rows

    @property
    def head(self) -> int:
        """Rows of the head band, feathering included."""
        return self.shape.head + self.air if self.shape.head else 0


@dataclass(frozen=True, slots=True)
class PageResult:
    """A solved page: its blocks, total cost, the counters it is made of, and the proved lower bound of the cost."""

    placed: tuple[Placed, ...]
    cost: int
    counts: tuple[tuple[str, int], ...] = ()
    bound: int = 0
    proved: bool = False
    by: str = ""
    others: tuple[PageResult, ...] = field(default=(), compare=False)
    """Other pages of the same copy that look different, the cheapest first."""

    def count(self, key: str) -> int:
        """Return a counter by name."""
        return dict(self.counts).get(key, 0)

    @property
    def faults(self) -> int:
        """How many faults it has that no designer would sign and another arrangement might not have."""
        lines = self.count("alleys") if len(self.placed) >= LOCKED else 0
        return lines + sum(self.count(key) for key in ("pins", "clashes", "pale", "lead", "shy", "pictures"))


@dataclass(slots=True)
class Options:
    """A story's choices by cells: for every (columns, rows) the shapes that fill it, cheapest first."""

    table: ShapeTable
    by_cells: dict[tuple[int, int], tuple[tuple[int, Shape], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: ShapeTable, frame: Frame, *, keep: int = 8) -> Options:
        """Return the choices of a table on a page, feathering included; `keep` bounds how many a rectangle keeps."""
        found: dict[tuple[int, int], list[tuple[int, Shape]]] = {}
        airs: dict[tuple[int, int], list[int]] = {}
        deep, pin, feather = frame.rows, table.pin, frame.rules.feather
        for shape in table.shapes:
            if shape.cols > frame.columns or (pin.cols > 0 and shape.cols != pin.cols):
                continue
            dear = airs.get((shape.give, shape.white))
            if dear is None:
                dear = [air_cost(air, feather, shape.white) for air in range(shape.give + 1)]
                airs[shape.give, shape.white] = dear
            for rows, price in enumerate(dear, shape.rows):
                if rows > deep or (pin.rows > 0 and rows != pin.rows):
                    continue
                found.setdefault((shape.cols, rows), []).append((shape.cost + price * shape.cols, shape))
        return cls(table, {cells: _distinct(choices, keep) for cells, choices in found.items()})

    def at(self, cols: int, rows: int) -> tuple[tuple[int, Shape], ...]:
        """Return the shapes that fill these cells, cheapest first, with their costs."""
        return self.by_cells.get((cols, rows), ())


def leader(tables: Sequence[ShapeTable], among: Iterable[int]) -> int:
    """Return which of some stories, given by number, leads the others, the first of equals; -1 where there is none."""
    return max(among, key=lambda at: (tables[at].kind == "lead", tables[at].priority, -at), default=-1)


def air_cost(air: int, feather: int, white: int = 0) -> int:
    """Return what so many rows of air that a head takes beyond its own cost, for each column.

    Each row by which its white, of which it has `white` 1/1000 rows without them, passes `hollow_from` is dearer than
    the last, so that air is shared by several heads before one is hollow. A head that has less than `tight_from` stands
    close under its rule: it gets a row before others get more.
    """
    tight = max(0, TIGHT_FROM - white - 1000 * air) if white else 0
    hollow = max(0, white + 1000 * air - 1000 * HOLLOW_FROM)
    loose = max(0, air - feather)
    dear = HOLLOW_COST * hollow * (hollow + 1000) // 2_000_000
    return FEATHER_COST * air + dear + (LOOSE_COST - FEATHER_COST) * loose + TIGHT_COST * tight // 1000


def _distinct(choices: list[tuple[int, Shape]], keep: int) -> tuple[tuple[int, Shape], ...]:
    """Return the cheapest choice of every size and frame, cheapest first."""
    best: dict[tuple[object, ...], tuple[int, Shape]] = {}
    for choice in sorted(choices, key=lambda choice: (choice[0], choice[1].rows, -choice[1].size)):
        shape = choice[1]
        shown = (shape.photos[0].col, shape.photos[0].row < shape.head) if shape.photos else ()
        best.setdefault((shape.size, shape.box, shape.open_left, shape.open_right, shape.tail, shown), choice)
    return tuple(best.values())[:keep]


def to_block(placed: Placed, table: ShapeTable) -> Block:
    """Return a placed item as a block of a dummy; feathering goes to the head."""
    shape = placed.shape
    choice = shape.choice
    # What hangs under the head moves down with its air.
    quote, insert = (
        (cells[0], cells[1] + placed.air, *cells[2:]) if cells else None for cells in (shape.quote, shape.insert)
    )
    photos = tuple(
        replace(photo, row=photo.row + placed.air) if shape.head and photo.row >= shape.head else photo
        for photo in shape.photos
    )
    if shape.head and placed.air:
        choice = replace(choice, rows=choice.rows + placed.air if choice.rows else 0)
    return Block(
        story=table.story,
        col=placed.col,
        row=placed.row,
        cols=placed.cols,
        rows=placed.rows,
        part=table.part,
        head=choice,
        photos=photos,
        box=shape.box,
        legs=shape.legs,
        jump=table.jump,
        quote=quote,
        insert=insert,
        tail=shape.tail,
        label=shape.label,
    )


class Measures(Protocol):
    """Where a solver gets its shape tables: real ones from the case room, or made-up ones for a test."""

    def table(self, story: str, *, decks: bool = False, wide: int = 0, grown: bool = False) -> ShapeTable:
        """Return the shapes of a whole story.

        `decks` offers heads without deck, too; `wide` 1 also a column more or fewer than the desk
        wished, 2 that for pictures as well. `grown` is for a page that its copy cannot fill.
        """

    def tails(self, story: str) -> tuple[Shape, ...]:
        """Return the shapes of a whole story whose last leg runs on below its block."""

    def filling(self, story: str, cols: int, rows: int) -> Shape | None:
        """Return a whole story as one shape that fills so many columns and rows, its pictures as large as that asks."""

    def grows(self, story: str) -> bool:
        """Tell whether the desk leaves the widths of a story's pictures open, so that they may grow."""

    def boxed(self, story: str, box: str) -> ShapeTable:
        """Return the shapes of a whole story in a frame of this kind."""

    def pieces(self, story: str, to: int) -> ShapeTable:
        """Return the shapes of a story's first part when it jumps to page `to`; empty where it may not."""

    def remainder(self, story: str, placed: int, came_from: int) -> ShapeTable:
        """Return the shapes of the lines after the first `placed`, resumed from page `came_from`."""

    def resumed(self, story: str) -> ShapeTable:
        """Return the shapes of what a kept plan's jump leaves of a story."""

    def rest(self, block: Block) -> tuple[str, ...]:
        """Return the lines of copy that a block which jumps leaves for another page."""

    def hindrance(self, story: str) -> tuple[str, int]:
        """Tell what leaves a whole story without a shape, and with how many pictures it would have one.

        `widths` that the desk wished of its pictures, too many `pictures`, an `upright` head, a `table` longer than a
        page; else "". The count stands beside `pictures` alone.
        """

    def depth(self, story: str) -> int:
        """Return the lines of a story at the base measure."""

    def ems(self, story: str) -> int:
        """Return the characters that one line of it holds."""
