"""Measuring stories with a vertical head 竖题: the head beside its legs, at the left or at the right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.dummy.plan import Block, HeadChoice, PhotoPlace
from layout.makeup.page.flow import pour
from layout.makeup.page.heading import columns_under, standing_columns, standing_rows
from layout.makeup.page.legs import Legs, legs_of
from layout.makeup.page.stretches import free_of, stretches
from layout.makeup.solve.measure.depth import ANY, good_legs
from layout.makeup.solve.measure.form import form_cost
from layout.makeup.solve.measure.inserts import Insert, InsertPlace, insert_places
from layout.makeup.solve.measure.pictures import pictures_of
from layout.makeup.solve.measure.wishes import legs_wished
from layout.makeup.solve.shapes import Shape
from layout.rules.pages import ENDS_MOST, LABEL_ROWS, PIECE_OF_LEG
from layout.rules.solver import END_COST, SMALLER_COST

if TYPE_CHECKING:
    from layout.compose.story.galley import GalleyLine
    from layout.geometry import Grid
    from layout.issue.model import Story
    from layout.makeup.page.caseroom import CaseRoom

STANDING = (0.0, 42.0, 36.0, 28.0)
"""Sizes in points that a vertical head is tried in; 0 is the one that fills its height."""


SETTINGS = 3
"""Depths that are offered for each size of the head."""


@dataclass(frozen=True)
class _Beside:
    """The block beside a head of some width: its sketch, its legs, the galley at their measure."""

    block: Block
    legs: Legs
    lines: tuple[GalleyLine, ...]

    @cached_property
    def texts(self) -> tuple[int, ...]:
        """Left edges of the legs that the head leaves free."""
        head = self.block.head
        if self.block.legs:
            return self.legs.xs
        return self.legs.xs[: -head.cols] if head.side == "right" else self.legs.xs[head.cols :]

    @property
    def free(self) -> tuple[int, int, int]:
        """First column, columns and legs that the head leaves free."""
        head, cols = self.block.head, self.block.cols - self.block.head.cols
        return (0 if head.side == "right" else head.cols, cols, len(self.texts))

    @cached_property
    def open(self) -> frozenset[int]:
        """Numbers of the legs that the head leaves free, among all of the block."""
        return frozenset(number for number, x in enumerate(self.legs.xs) if x in self.texts)

    @cached_property
    def need(self) -> int:
        """Rows of the copy, with those that are empty before its lines."""
        return sum(line.before + line.rows for line in self.lines)

    @cached_property
    def again(self) -> int:
        """Rows of a table's head that a leg may repeat, at most."""
        return max((sum(head.rows for head in line.again or ()) for line in self.lines), default=0)

    def depths(self, places: Sequence[PhotoPlace], grid: Grid, label: int, kind: str) -> range:
        """Return the rows of blocks that copy can fill beside such pictures: no others need to be poured.

        Shallower ones do not hold it; in deeper ones its legs end too high, unless the story may have ANY block.
        """
        block = replace(self.block, photos=tuple(places))
        framed = block.box != "none"
        lowest = max((place.row + place.rows + framed for place in places), default=0)
        if not self.lines:
            # Only pictures that fill what the head leaves do, down to the block's foot (`_bare`).
            filled = places and kind != ANY
            return range(lowest, min(grid.rows, lowest + 2)) if filled else range(lowest, grid.rows)
        free = free_of(block, self.legs, grid, 0, standing_columns(block), label)
        legs = [leg for number, leg in enumerate(free.legs) if number in self.open]
        most = sum(1 + len(leg.pieces) for leg in legs)

        def holds(rows: int) -> bool:
            pieces = [deep for leg in legs for _, deep in leg.at(rows - framed)]
            return sum(pieces) + len(pieces) >= self.need

        def hollow(rows: int) -> bool:
            pieces = [deep for leg in legs for _, deep in leg.at(rows - framed) if deep >= PIECE_OF_LEG]
            return sum(pieces) > self.need + most * self.again + max(ENDS_MOST, most)

        rows = range(lowest, grid.rows)
        first = bisect_left(rows, True, key=holds)
        return rows[first:] if kind == ANY else rows[first : bisect_left(rows, True, key=hollow)]


def vertical_shapes(
    room: CaseRoom, story: Story, cols: int, inserts: Sequence[Insert] | None = None
) -> Iterator[Shape]:
    """Yield the shapes of a story over `cols` columns whose head takes some of them and its legs the others.

    A story that holds one of `inserts` has it at the foot of its last legs; a head at the right leaves no room there.
    """
    if inserts is not None and story.head.side == "right":
        return
    grid = room.grid
    # Without text the head may take all columns.
    most = cols if story.paragraphs else cols + 1
    besides = {wide: beside for wide in range(1, most) if (beside := _beside(room, story, cols, wide))}
    if not besides:
        return
    label = LABEL_ROWS if story.wishes.label else 0
    box = next(iter(besides.values())).block.box
    least = min(beside.need // max(1, len(beside.texts)) for beside in besides.values())
    inside = max((insert.cols * (insert.rows + 1) for insert in inserts or ()), default=0)
    pictures = {
        wide: tuple(pictures_of(room, story, beside.block, beside.legs, max(1, label), beside.free))
        for wide, beside in besides.items()
    }
    filled: dict[int, list[range]] = {}
    for size in STANDING:
        found = 0
        for rows in range(max(8, least), grid.rows):
            high = standing_rows(Block(story.id, 0, 0, cols, rows, box=box), story.wishes.label)
            head = room.vertical_head(story, high, HeadChoice(size=size))
            wide = columns_under(head, grid)
            beside = besides.get(wide)
            if beside is None or (size and head.size != round(size * 1000)):
                continue
            shown = max((_cells(places) for _, places in pictures[wide]), default=0)
            if size and len(beside.texts) * (rows - label - 3) > beside.need + inside + shown + max(
                ENDS_MOST, len(beside.texts)
            ):
                break  # a head of one size takes no more columns as its block grows: legs only get emptier
            if wide not in filled:
                filled[wide] = [
                    beside.depths(places, grid, label, story.kind) if inserts is None else range(grid.rows)
                    for _, places in pictures[wide]
                ]
            block = replace(beside.block, rows=rows, head=replace(beside.block.head, rows=high, size=head.size / 1000))
            shapes = [
                replace(shape, cost=shape.cost + price)
                for insert in insert_places(story, inserts, cols, len(beside.texts), block.head.cols)
                for (price, places), may in zip(pictures[wide], filled[wide], strict=True)
                if rows in may
                and (
                    shape := _shape(
                        room,
                        beside,
                        replace(block, photos=places),
                        story.kind,
                        min(rows, label + head.rows),
                        label,
                        insert,
                    )
                )
            ]
            if shapes:
                yield from (replace(shape, cost=shape.cost + (SMALLER_COST if size else 0)) for shape in shapes)
                found += 1
            if found == SETTINGS:
                break


def _cells(places: Sequence[PhotoPlace]) -> int:
    """Return the cells that pictures take, with the row of air under each."""
    return sum(place.cols * (place.rows + 1) for place in places)


def _shape(
    room: CaseRoom, beside: _Beside, block: Block, kind: str, head_rows: int, label: int, insert: InsertPlace | None
) -> Shape | None:
    """Return the shape of a block whose head is settled, None where its copy does not fill it well."""
    inside = insert.cells(head_rows, block.rows) if insert else None
    if inside is not None and inside[1] < max(1, label):
        return None
    floor = block.rows - (block.box != "none")
    if any(place.row + place.rows > floor for place in block.photos):
        return None
    if inside is not None and any(place.row + place.rows >= inside[1] for place in block.photos):
        return None
    first, end = standing_columns(block)
    places = stretches(replace(block, insert=inside), beside.legs, room.grid, head_rows, (first, end), label)
    depths = [place.rows for place in places if place.leg in beside.open] if beside.lines else []
    if beside.lines and (not depths or sum(depths) < beside.need - len(depths)):
        return None
    poured = pour(beside.lines, depths)
    ends = sum(depths) - sum(poured.depths)
    short = ends > max(ENDS_MOST, len(depths)) and kind != ANY
    if poured.rest or short or not good_legs(poured, len(depths), 0, block.cols, room.rules, kind):
        return None
    if not beside.lines and kind != ANY and not _bare(block, floor):
        return None
    return Shape(
        block.cols,
        block.rows,
        head_rows,
        first,
        end,
        round(block.head.size * 1000),
        block.head,
        photos=block.photos,
        legs=block.legs,
        lines=len(beside.lines),
        ends=ends,
        give=0,
        cost=ends * END_COST + (insert.cost if insert else 0) + form_cost(block.cols, block.rows, poured, kind, room),
        box=block.box,
        insert=inside,
    )


def _bare(block: Block, floor: int) -> bool:
    """Tell whether a block without text is filled: by its head alone, or by the pictures beside it."""
    if not block.photos:
        return block.head.cols == block.cols
    last = block.photos[-1]
    return last.cols == block.cols - block.head.cols and floor - last.row - last.rows in (0, 1)


def _beside(room: CaseRoom, story: Story, cols: int, wide: int) -> _Beside | None:
    """Return what stands beside a head over `wide` of `cols` columns, None where the desk's legs do not fit there."""
    count = legs_wished(story, cols - wide)
    if count is None:
        return None
    box = dict(story.wishes.pin).get("box", story.wishes.box)
    head = HeadChoice(side=story.head.side, cols=wide)
    block = Block(story.id, 0, 0, cols, room.grid.rows, head=head, box=box, legs=count)  # type: ignore[arg-type]
    legs = legs_of(block, room.grid)
    lines = room.galley(story, legs.measure).lines if story.paragraphs else ()
    return _Beside(block, legs, lines)
