"""Measuring notices and adverts of fixed size: one shape each, whose head and pictures are those that fill it best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.makeup.dummy.plan import PhotoPlace
from layout.makeup.solve.measure.wishes import pin_of
from layout.makeup.solve.shapes import Shape, ShapeTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.issue.model import Story
    from layout.makeup.page.caseroom import CaseRoom


def fixed_table(room: CaseRoom, story: Story, measure: Callable[..., ShapeTable]) -> ShapeTable:
    """Return the one shape of a notice of fixed size; it has no head in the search's eyes, for it ranks with nothing.

    Of the settings that go in, the one that leaves least white is taken; where none does, the smallest, and the page
    tells what is too long. `measure` gives the shapes that its copy would take if its depth were free.
    """
    cols, rows = (room.grid.columns, room.grid.rows) if story.wishes.whole_page else story.wishes.size
    shape = Shape(cols, rows, photos=_piled(story, cols, rows), give=0)
    if not story.artwork:
        wishes = replace(story.wishes, size=(0, 0), whole_page=False, cols=(cols, cols))
        free = measure(room, replace(story, wishes=wishes), boxes=False, loose=True).shapes
        fitting = [found for found in free if found.rows <= rows]
        found = min(fitting, key=lambda one: (rows - one.rows, one.cost), default=None)
        found = found or min(free, key=lambda one: (one.rows, one.cost), default=shape)
        shape = replace(found, rows=rows, head=0, head_from=0, head_to=0, size=0, give=0, cost=0, box=story.wishes.box)
        shape = replace(shape, choice=replace(shape.choice, rows=0))
    return ShapeTable(
        story.id, story.priority, story.kind, (shape,), pin=pin_of(story), section=story.section, fixed=True
    )


def _piled(story: Story, cols: int, rows: int) -> tuple[PhotoPlace, ...]:
    """Return a notice's pictures one over another over all its cells, as deep as each other."""
    count = len(story.photos)
    edges = [rows * at // count for at in range(count + 1)] if count else [0]
    return tuple(PhotoPlace(at, 0, edges[at], cols, edges[at + 1] - edges[at]) for at in range(count))
