"""Measuring stories with a vertical head 竖题: the head beside its legs, at the left or at the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.dummy.plan import Block, HeadChoice
from layout.makeup.page.flow import pour
from layout.makeup.page.heading import columns_under, standing_columns, standing_rows
from layout.makeup.page.legs import Legs, legs_of
from layout.makeup.page.stretches import stretches
from layout.makeup.solve.measure.depth import good_legs
from layout.makeup.solve.measure.inserts import Insert, InsertPlace, insert_places
from layout.makeup.solve.measure.wishes import legs_wished
from layout.makeup.solve.shapes import Shape
from layout.rules.pages import LABEL_ROWS
from layout.rules.solver import END_COST, SMALLER_COST

if TYPE_CHECKING:
    from layout.compose.story.galley import GalleyLine
    from layout.issue.model import Story
    from layout.makeup.page.caseroom import CaseRoom

STANDING = (0.0, 42.0, 36.0, 28.0)
"""Sizes in points that a vertical head is tried in; 0 is the one that fills its height."""


SETTINGS = 3
"""Depths that are offered for each size of the head."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """The block beside a head of some width: its sketch, its legs, the galley at their measure."""

    block: Block
    legs: Legs
    lines: tuple[GalleyLine, ...]

    @property
    def texts(self) -> tuple[int, ...]:
        """Left edges of the legs that the head leaves free."""
        head = self.block.head
        if self.block.legs:
            return self.legs.xs
        return self.legs.xs[: -head.cols] if head.side == "right" else self.legs.xs[head.cols :]

    @property
    def need(self) -> int:
        return sum(line.before + line.rows for line in self.lines)


def vertical_shapes(
    room: CaseRoom, story: Story, cols: int, inserts: Sequence[Insert] | None = None
) -> Iterator[Shape]:
    """Yield the shapes of a story over `cols` columns whose head takes some of them and its legs the others.

    A story that holds one of `inserts` has it at the foot of its last legs; a head at the right leaves no room there.
    """
    if inserts is not None and story.head.side == "right":
        return
    grid = room.grid
    besides = {wide: beside for wide in range(1, cols) if (beside := _beside(room, story, cols, wide))}
    if not besides:
        return
    label = LABEL_ROWS if story.wishes.label else 0
    box = next(iter(besides.values())).block.box
    least = min(beside.need // len(beside.texts) for beside in besides.values())
    inside = max((insert.cols * (insert.rows + 1) for insert in inserts or ()), default=0)
    for size in STANDING:
        found = 0
        for rows in range(max(8, least), grid.rows):
            high = standing_rows(Block(story.id, 0, 0, cols, rows, box=box), story.wishes.label)
            head = room.vertical_head(story, high, HeadChoice(size=size))
            beside = besides.get(columns_under(head, grid))
            if beside is None or (size and head.size != round(size * 1000)):
                continue
            if size and len(beside.texts) * (rows - label - 3) > beside.need + inside + max(3, len(beside.texts)):
                break  # a head of one size takes no more columns as its block grows: legs only get emptier
            block = replace(beside.block, rows=rows, head=replace(beside.block.head, rows=high, size=head.size / 1000))
            shapes = [
                shape
                for insert in insert_places(story, inserts, cols, len(beside.texts), block.head.cols)
                if (shape := _shape(room, beside, block, story.kind, min(rows, label + head.rows), label, insert))
            ]
            if shapes:
                yield from (replace(shape, cost=shape.cost + (SMALLER_COST if size else 0)) for shape in shapes)
                found += 1
            if found == SETTINGS:
                break


def _shape(
    room: CaseRoom, beside: _Beside, block: Block, kind: str, head_rows: int, label: int, insert: InsertPlace | None
) -> Shape | None:
    """Return the shape of a block whose head is settled, None where its copy does not fill it well."""
    inside = insert.cells(head_rows, block.rows) if insert else None
    if inside is not None and inside[1] < max(1, label):
        return None
    first, end = standing_columns(block)
    places = stretches(replace(block, insert=inside), beside.legs, room.grid, head_rows, (first, end), label)
    depths = [place.rows for place in places]
    if not depths or sum(depths) < beside.need - len(depths):
        return None
    poured = pour(beside.lines, depths)
    ends = sum(depths) - sum(poured.depths)
    if poured.rest or ends > max(3, len(depths)) or not good_legs(poured, len(depths), 0, block.cols, kind):
        return None
    return Shape(
        block.cols,
        block.rows,
        head_rows,
        first,
        end,
        round(block.head.size * 1000),
        block.head,
        legs=block.legs,
        lines=len(beside.lines),
        ends=ends,
        give=0,
        cost=ends * END_COST + (insert.cost if insert else 0),
        box=block.box,
        insert=inside,
    )


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
