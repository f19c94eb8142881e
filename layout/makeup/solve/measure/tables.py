"""Measuring stories for the solver: shape tables from the real composer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import replace
from layout.makeup.dummy.loudness import is_heavy
from layout.makeup.solve.measure.fixed import fixed_table
from layout.makeup.solve.measure.furnish import picture_shapes
from layout.makeup.solve.measure.groups import may, open_to
from layout.makeup.solve.measure.headed import Known, headed_shapes
from layout.makeup.solve.measure.inserts import Insert
from layout.makeup.solve.measure.offered import offered
from layout.makeup.solve.measure.vertical import vertical_shapes
from layout.makeup.solve.measure.wishes import pin_of, widths_of
from layout.makeup.solve.shapes import BoxStyle, Shape, ShapeTable
from layout.rules.solver import (
    WIDTH_COST,
)
from layout.rules.variety import GROWN_AIR
from layout.sheet import Step

if TYPE_CHECKING:
    from layout.issue.model import Story
    from layout.makeup.page.caseroom import CaseRoom


def measure(
    room: CaseRoom,
    story: Story,
    *,
    decks: bool = False,
    boxes: bool = True,
    inserts: Sequence[Insert] | None = None,
    loose: bool = False,
    grown: bool = False,
    known: Known | None = None,
) -> ShapeTable:
    """Return every rectangle that a story can fill, with its costs.

    `decks` also offers heads without their deck, the last step before a jump. `grown` is for a page that its copy
    cannot fill: pictures as wide as any, where the desk wished nothing, more air for heads.
    `boxes` lets the solver frame it.
    `inserts` are the cells, one of which it leaves to a story that stands inside it; None where there is no such story.
    `loose` takes any block that holds the copy, for a story that no good one takes. `known` keeps what was set and
    poured, for when the same story is measured in another way.
    """
    if story.fixed:
        return fixed_table(room, story, measure)
    decks = decks and bool(story.head.deck)
    shown = story
    if grown:
        shown = replace(
            story, photos=tuple(replace(photo, cols=()) if open_to(photo) else photo for photo in story.photos)
        )
    pin = pin_of(story)
    upright = story.head.orient == "v" and bool(story.head.main)
    if story.kind == "photo" and not story.paragraphs and story.photos and not upright:
        shapes = list(picture_shapes(room, shown, widths_of(room, story))) if inserts is None else []
    elif upright:
        shapes = [shape for cols in widths_of(room, story) for shape in vertical_shapes(room, shown, cols, inserts)]
    else:
        known = {} if known is None else known
        shapes = [
            shape
            for box in _boxes(story, boxes and inserts is None, room.rules.boxed_most)
            for cols in widths_of(room, story)
            for shape in headed_shapes(room, story, shown, cols, box, inserts, known, decks=decks, loose=loose)
        ]
    if grown:
        shapes = _with_air(shapes)
    return ShapeTable(
        story.id,
        story.priority,
        story.kind,
        tuple(best_of(offered(room, story, shapes))),
        pin=pin,
        section=story.section,
        across=max(story.wishes.cols[0], pin.cols) >= room.grid.columns,
        upright=bool(story.photos) and story.photos[0].aspect[1] >= story.photos[0].aspect[0],
        styled=bool(story.head.style),
        aligned=bool(story.head.align),
        plain=story.wishes.box == "none" and not story.wishes.label and not story.wishes.inside,
        heavy=is_heavy(story),
    )


def airier(room: CaseRoom, story: Story, table: ShapeTable) -> ShapeTable:
    """Return a story's shapes as `measure` grows them, made from those of its natural size; its pictures stay."""
    if table.beyond:
        return table
    return replace(table, shapes=tuple(offered(room, story, _with_air(table.shapes))))


def _with_air(shapes: Sequence[Shape]) -> list[Shape]:
    return [replace(shape, give=shape.give + GROWN_AIR) if shape.give else shape for shape in shapes]


def measure_wide(
    room: CaseRoom,
    story: Story,
    *,
    pictures: bool,
    inserts: Sequence[Insert] | None = None,
    known: Known | None = None,
) -> ShapeTable:
    """Return a story's shapes with a column more or fewer than the desk wished, at a price and reported (M207).

    `pictures` lets its photographs go a column beyond their widths, too; `known` is as in `measure`.
    """
    if story.fixed:
        return measure(room, story)
    least, most = story.wishes.cols
    wishes = replace(story.wishes, cols=(max(1, least - 1), most + 1))
    photos = story.photos
    if pictures:
        near = [{cols + by for cols in photo.cols for by in (-1, 0, 1) if cols + by > 0} for photo in photos]
        photos = tuple(replace(photo, cols=tuple(sorted(cols))) for photo, cols in zip(photos, near, strict=True))
    known = {} if known is None else known  # neither wish changes how copy is set
    table = measure(room, replace(story, wishes=wishes, photos=photos), decks=True, inserts=inserts, known=known)
    wished = {shape.cols for shape in measure(room, story, decks=True, inserts=inserts, known=known).shapes}
    shapes = tuple(
        shape
        if shape.cols in wished and all(may(story.photos[place.photo], place.cols) for place in shape.photos)
        else replace(shape, cost=shape.cost + WIDTH_COST, steps=(*shape.steps, Step("cols", shape.cols)))
        for shape in table.shapes
    )
    return replace(table, shapes=shapes)


def measure_loose(room: CaseRoom, story: Story, *, inserts: Sequence[Insert] | None = None) -> ShapeTable:
    """Return the blocks that hold a story which no good block takes; those beyond its wish are reported (M207).

    A headline longer than its copy, a story that the desk wants in one column and that is three columns long: the page
    comes out, and the checker says what is wrong with it.
    """
    least, most = story.wishes.cols
    free = replace(story, wishes=replace(story.wishes, cols=(1, room.grid.columns), legs=0, merge=1))
    table = measure(room, free, decks=True, inserts=inserts, loose=True)
    kept = [shape for shape in table.shapes if least <= shape.cols <= most]
    if kept and story.wishes.legs == 0 and story.wishes.merge == 1:
        return replace(table, shapes=tuple(kept))
    return replace(
        table,
        shapes=tuple(
            replace(shape, cost=shape.cost + WIDTH_COST, steps=(*shape.steps, Step("cols", shape.cols)))
            for shape in table.shapes
        ),
    )


def _boxes(story: Story, may: bool, most: int) -> tuple[BoxStyle, ...]:
    wish = dict(story.wishes.pin).get("box", story.wishes.box)
    if wish != "none":
        return (wish,)  # type: ignore[return-value]
    short = sum(len(paragraph.text) for paragraph in story.paragraphs) < most * 17
    return ("none", "rule") if may and short and story.kind not in ("lead", "photo") else ("none",)


def best_of(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Yield shapes, of those alike in all that the solver sees only the cheapest."""
    seen: dict[tuple[object, ...], Shape] = {}
    for shape in shapes:
        edges = (shape.open_left, shape.open_right)
        shown = tuple((photo.col, photo.cols, photo.row < shape.head) for photo in shape.photos[:1])
        key = (shape.cols, shape.rows, shape.head, shape.size, shape.box, edges, shape.lines, shown)
        if key not in seen or shape.cost < seen[key].cost:
            seen[key] = shape
    yield from seen.values()
