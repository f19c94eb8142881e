"""What of a story's shapes is offered: none that the checker would warn of by itself, while there are others.

A head over more cells than its copy (M110), the air that it may take included; a picture cut up by its place (M318).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.makeup.dummy.bearing import head_borne
from layout.makeup.dummy.plan import Block
from layout.makeup.page.places import cuts_up

if TYPE_CHECKING:
    from layout.issue.model import Story
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.solve.shapes import Shape


def offered(room: CaseRoom, story: Story, shapes: Sequence[Shape]) -> list[Shape]:
    """Return those of a story's shapes that have neither fault, their heads with no more air than their copy bears.

    Where all have one, all are returned: the page comes out, and the checker says what is wrong with it.
    """
    known: dict[tuple[object, ...], bool] = {}

    def cut(shape: Shape) -> bool:
        # Heads of as many rows leave a picture the same place.
        head = shape.choice.cols, shape.choice.side
        key = (shape.cols, shape.rows, shape.photos, shape.box, shape.legs, head)
        if key not in known:
            known[key] = cut_up(room, story, shape)
        return known[key]

    whole = [shape for shape in shapes if not cut(shape)] if story.photos else shapes
    borne = [borne_by_copy(shape, story.kind) for shape in whole or shapes]
    return [shape for shape in borne if shape is not None] or list(whole or shapes)


def borne_by_copy(shape: Shape, kind: str) -> Shape | None:
    """Return a shape whose head takes no more air than leaves it smaller than its copy; None where it is larger."""
    span = shape.head_to - shape.head_from
    most = head_borne(kind, cells_of_copy(shape), span)
    if not (shape.head and span and shape.lines) or shape.choice.side or most is None:
        return shape
    rows = most - shape.head
    if rows < 0:
        return None
    return shape if rows >= shape.give else replace(shape, give=rows)


def cells_of_copy(shape: Shape) -> int:
    """Return the cells that a shape's copy and pictures fill at least: it keeps no lines, so its air is taken off."""
    legs = shape.legs or shape.cols
    span = range(shape.head_from, shape.head_to)
    cells = shape.cols * shape.rows + shape.tail - shape.head * len(span) - shape.ends * shape.cols // legs
    for photo in shape.photos:
        # A picture over the head has its rows counted with the head's.
        over = photo.row < shape.head and photo.col in span
        cells += photo.cols * photo.rows if over else -photo.cols
    for _, _, cols, rows in (cells_of for cells_of in (shape.quote, shape.insert) if cells_of):
        cells -= cols * (rows + 1)
    beside = shape.cols - len(span)  # legs beside a head begin under a row of air
    return cells - beside - (shape.cols if shape.box != "none" else 0)


def cut_up(room: CaseRoom, story: Story, shape: Shape) -> bool:
    """Tell whether a shape's place cuts so much of a picture away that the desk would be told."""
    block = Block(
        story.id, 0, 0, shape.cols, shape.rows, head=shape.choice, photos=shape.photos, box=shape.box, legs=shape.legs
    )
    return cuts_up(room, block, story)
