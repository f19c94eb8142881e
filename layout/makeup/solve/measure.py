"""Measuring stories for the solver: shape tables from the real composer, leg by leg.

Nothing is estimated: heads are set, galleys are poured by the same functions that will set the page, so a shape's
rows are the rows that the block will take.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from layout.makeup.flow import Poured, pour
from layout.makeup.legs import legs_of
from layout.makeup.plan import Block, HeadChoice
from layout.makeup.solve.furnish import head_choices, picture_shapes, pictures_of, quote_rows_of
from layout.makeup.solve.shapes import FEATHER, LOOSE, BoxStyle, Pin, Shape, ShapeTable
from layout.makeup.stretches import stretches

if TYPE_CHECKING:
    from layout.compose.galley import GalleyLine
    from layout.issue.model import Story
    from layout.makeup.caseroom import CaseRoom

LEG_LEAST, LEG_MOST = 4, 65
"""Rows of a leg (newspaper.md 1.4)."""

SMALL = frozenset({"brief", "notice", "column", "table"})
"""Kinds of copy that may be shorter than their heads: a title over three lines is their form."""

STANDING = (0.0, 42.0, 36.0, 28.0)
"""Sizes in points that a vertical head is tried in; 0 is the one that fills its height."""

BOX_COST = 90
"""Cost of framing a story that the desk did not ask to frame."""

LEAD_LONG = 500
"""Characters from which a lead takes three columns at least (newspaper.md 1.2: 3 to 4 columns wide)."""

BOX_LINES = 70
"""Longer stories are never framed by the solver."""

TARGET_COST = 12
"""Cost of each line that the composer must save."""

SPOILT = 500.0
"""Cost of pouring from which a subhead stands at a foot or a leg is much too short."""

WIDTH_COST = 120
"""Cost of setting a story over more or fewer columns than the desk wished."""

END_COST = 5
"""Cost of each cell that the legs of a block leave empty at their feet."""

HEAD_SHARE = 36
"""Percent of a block that its head may take before it looks too large for its copy (题大文小 long before the limit)."""


def measure(room: CaseRoom, story: Story, *, decks: bool = False, boxes: bool = True) -> ShapeTable:
    """Return every rectangle that a story can fill, with its costs.

    `decks` also offers heads without their deck, the last step before a jump. `boxes` lets the solver frame it.
    """
    pin = pin_of(story)
    if story.kind == "photo" and not story.paragraphs and story.photos:
        shapes = list(picture_shapes(room, story, widths_of(room, story)))
    elif story.head.orient == "v" and story.head.main:
        shapes = [shape for cols in widths_of(room, story) for shape in _vertical(room, story, cols)]
    else:
        shapes = [
            shape
            for box in _boxes(story, boxes)
            for cols in widths_of(room, story)
            for shape in _headed(room, story, cols, box, decks=decks)
        ]
    return ShapeTable(story.id, story.priority, story.kind, tuple(best_of(shapes)), pin=pin, section=story.section)


def measure_wide(room: CaseRoom, story: Story, *, pictures: bool) -> ShapeTable:
    """Return a story's shapes with a column more or fewer than the desk wished, at a price and reported (M207).

    `pictures` lets its photographs go a column beyond their widths, too.
    """
    least, most = story.wishes.cols
    wishes = replace(story.wishes, cols=(max(1, least - 1), most + 1))
    photos = story.photos
    if pictures:
        near = [{cols + by for cols in photo.cols for by in (-1, 0, 1) if cols + by > 0} for photo in photos]
        photos = tuple(replace(photo, cols=tuple(sorted(cols))) for photo, cols in zip(photos, near, strict=True))
    table = measure(room, replace(story, wishes=wishes, photos=photos), decks=True)
    wished = {shape.cols for shape in measure(room, story, decks=True).shapes}
    shapes = tuple(
        shape
        if shape.cols in wished
        else replace(shape, cost=shape.cost + WIDTH_COST, steps=(*shape.steps, f"cols+{shape.cols}"))
        for shape in table.shapes
    )
    return replace(table, shapes=shapes)


def pin_of(story: Story) -> Pin:
    """Return what the desk fixed for a story."""
    wish = dict(story.wishes.pin)

    def number(key: str, default: int = -1) -> int:
        value = wish.get(key, default)
        return value if isinstance(value, int) else default

    return Pin(
        page=number("page", 0),
        col=number("col"),
        row=number("row"),
        cols=number("cols"),
        rows=number("rows"),
        zone=str(wish.get("zone", "")),
        mate=str(wish.get("with", "")),
    )


def widths_of(room: CaseRoom, story: Story) -> tuple[int, ...]:
    """Return the widths in columns that a story may take: the desk's wish within the page; whole measures of 变栏."""
    least, most = story.wishes.cols
    if story.wishes.cols == (1, 6):
        most = room.grid.columns  # nothing was wished
    if story.kind == "lead" and story.wishes.cols == (1, 6) and len(story.text) > LEAD_LONG:
        least = 3
    widths = range(max(1, min(least, room.grid.columns)), min(most, room.grid.columns) + 1)
    merge = story.wishes.merge
    if merge > 1 and story.paragraphs and not is_table(story):
        return tuple(cols for cols in widths if cols % merge == 0)
    return tuple(widths)


def is_table(story: Story) -> bool:
    """Tell whether most of a story's characters stand in tables: it is set as one leg, for rows cannot turn over."""
    cells = sum(len(cell) for paragraph in story.paragraphs for row in paragraph.cells for cell in row)
    plain = sum(len(paragraph.text) for paragraph in story.paragraphs if paragraph.kind != "table")
    return cells > plain


def legs_wished(story: Story, cols: int) -> int:
    """Return the legs of a story over `cols` columns, 0 for one a column: a table has one, 变栏 one for `merge`."""
    if is_table(story):
        return 1
    return cols // story.wishes.merge if story.wishes.merge > 1 else 0


def _boxes(story: Story, may: bool) -> tuple[BoxStyle, ...]:
    wish = dict(story.wishes.pin).get("box", story.wishes.box)
    if wish != "none":
        return (wish,)  # type: ignore[return-value]
    short = sum(len(paragraph.text) for paragraph in story.paragraphs) < BOX_LINES * 17
    return ("none", "rule") if may and short and story.kind not in ("lead", "photo") else ("none",)


def best_of(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Yield shapes, of those alike in all that the solver sees only the cheapest."""
    seen: dict[tuple[object, ...], Shape] = {}
    for shape in shapes:
        edges = (shape.open_left, shape.open_right)
        key = (shape.cols, shape.rows, shape.head, shape.size, shape.box, edges, shape.lines)
        if key not in seen or shape.cost < seen[key].cost:
            seen[key] = shape
    yield from seen.values()


def _headed(room: CaseRoom, story: Story, cols: int, box: BoxStyle, *, decks: bool) -> Iterator[Shape]:
    """Yield the shapes of a story with a horizontal head, or none, over the whole block."""
    grid = room.grid
    count = legs_wished(story, cols)
    sketch = Block(story.id, 0, 0, cols, grid.rows, box=box, legs=count)
    legs = legs_of(sketch, grid)
    if legs.measure < 4 * grid.size:
        return
    galleys = list(_galleys(room, story, legs.measure))
    width = grid.span(cols) - 2 * legs.inset
    extra = BOX_COST if box != story.wishes.box and dict(story.wishes.pin).get("box") != box else 0
    quote_rows = quote_rows_of(room, story) if cols > 1 and not story.photos and box == "none" else 0
    # What hangs under a head is the same under any other: it is poured once and moved.
    hung: dict[tuple[object, ...], tuple[int, Poured, list[int]] | None] = {}
    for price, choice, head, size in head_choices(room, story, width, decks=decks):
        for cost, places in pictures_of(room, story, cols, head):
            for saved, lines in galleys:
                key = (head > 0, saved, *((place.col, place.row - head, place.rows) for place in places))
                if key not in hung:
                    quote = (cols - 1, head, 1, quote_rows) if quote_rows else None
                    found = least_rows(room, replace(sketch, head=choice, photos=places, quote=quote), lines, head)
                    hung[key] = (found[0] - head, *found[1:]) if found else None
                under = hung[key]
                if under is None or under[0] + head > grid.rows:
                    continue
                rows, poured, depths = under[0] + head, under[1], under[2]
                if not good_legs(poured, len(legs.xs), head * cols, cols, story.kind):
                    continue
                ends = sum(depths) - sum(poured.depths)
                if ends > max(3, len(legs.xs)):
                    continue  # a picture deeper than the text beside it
                poor = round(min(60.0, poured.cost)) // 3 + END_COST * ends
                loud = 3 * max(0, 100 * head // rows - HEAD_SHARE)
                steps = tuple(
                    step
                    for step, taken in ((f"target{-saved:+d}", saved), ("deck", not choice.deck), ("box", extra))
                    if taken
                )
                yield Shape(
                    cols,
                    rows,
                    head,
                    0,
                    cols,
                    size,
                    choice,
                    places,
                    count,
                    len(lines),
                    ends,
                    give=_give(head, poured, len(legs.xs)),
                    cost=price + cost + extra + loud + poor + TARGET_COST * saved,
                    box=box,
                    steps=steps,
                    quote=(cols - 1, head, 1, quote_rows) if quote_rows else None,
                )


def _give(head: int, poured: Poured, legs: int) -> int:
    """Return how many rows a head may still take, and never more than its copy has."""
    return max(0, min(FEATHER + LOOSE, sum(poured.depths) // legs - head)) if head else 0


def _galleys(room: CaseRoom, story: Story, measure: int) -> Iterator[tuple[int, tuple[GalleyLine, ...]]]:
    """Yield (lines saved, lines) of a story at a measure: as it falls, and one or two lines shorter where legal."""
    if not story.paragraphs:
        yield 0, ()
        return
    plain = room.galley(story, measure).lines
    yield 0, plain
    for saved in (1, 2):
        if len(plain) > 20 * saved:
            shorter = room.galley(story, measure, len(plain) - saved).lines
            if len(shorter) == len(plain) - saved:
                yield saved, shorter


def least_rows(
    room: CaseRoom, block: Block, lines: Sequence[GalleyLine], head: int, *, most: int = 0
) -> tuple[int, Poured, list[int]] | None:
    """Return the least rows of a block that take all lines, how they pour, and the depths of its legs' pieces."""
    grid = room.grid
    legs = legs_of(block, grid)
    need = sum(line.before + line.rows for line in lines)
    taken = sum(place.rows * place.cols for place in block.photos) * len(legs.xs) // block.cols
    dropped = max((line.before for line in lines), default=0) * len(legs.xs)
    low = max(head + 1, (need - dropped + taken) // len(legs.xs) + head)
    low = max(low, max((place.row + place.rows for place in block.photos), default=0))
    if block.quote is not None:
        low = max(low, block.quote[1] + block.quote[3])
    for rows in range(low, (most or grid.rows) + 1):
        places = stretches(replace(block, rows=rows), legs, grid, head, (0, block.cols))
        depths = [place.rows for place in places]
        if sum(depths) + dropped < need:
            continue
        poured = pour(lines, depths)
        if not poured.rest:
            return rows, poured, depths
    return None


def good_legs(poured: Poured, legs: int, head_cells: int, cols: int, kind: str = "news") -> bool:
    """Tell whether a block is one that a designer would make: legs of fair length, head not over more than copy."""
    depths = [depth for depth in poured.depths if depth]
    if not depths:
        return True
    if poured.cost >= SPOILT:
        return False
    if kind in SMALL:
        return max(depths) <= LEG_MOST
    body = sum(depths) * cols // legs
    return min(depths) >= LEG_LEAST and max(depths) <= LEG_MOST and head_cells <= body


def _vertical(room: CaseRoom, story: Story, cols: int) -> Iterator[Shape]:
    """Yield the shapes of a story with a vertical head 竖题 at its left."""
    grid = room.grid
    box = dict(story.wishes.pin).get("box", story.wishes.box)
    sketch = Block(story.id, 0, 0, cols, grid.rows, box=box)  # type: ignore[arg-type]
    legs = legs_of(sketch, grid)
    lines = room.galley(story, legs.measure).lines
    need = sum(line.before + line.rows for line in lines)
    for size in STANDING:
        found = 0
        for rows in range(max(8, need // cols), grid.rows):
            high = rows - (2 if box != "none" else 1)
            head = room.vertical_head(story, high, HeadChoice(size=size))
            wide = -(-(head.width + grid.gutter) // (grid.measure + grid.gutter))
            if wide >= cols or (size and head.size != round(size * 1000)):
                continue
            block = replace(sketch, rows=rows)
            depths = [place.rows for place in stretches(block, legs, grid, min(rows, head.rows), (0, wide))]
            if sum(depths) < need - len(depths):
                continue
            poured = pour(lines, depths)
            if poured.rest or poured.cost >= SPOILT:
                continue
            ends = sum(depths) - sum(poured.depths)
            if max(poured.depths) > LEG_MOST or ends > max(3, len(depths)):
                continue
            yield Shape(
                cols,
                rows,
                min(rows, head.rows),
                0,
                wide,
                head.size,
                HeadChoice(side="left", cols=wide, rows=high, size=head.size / 1000),
                legs=0,
                lines=len(lines),
                ends=ends,
                give=0,
                cost=ends * END_COST + round((STANDING.index(size) > 0) * 5),
                box=box,  # type: ignore[arg-type]
            )
            found += 1
            if found == 3:
                break
