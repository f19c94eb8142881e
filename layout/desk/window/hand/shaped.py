"""A block in other cells: its head and pictures as the solver would set them there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.desk.window.hand.scene import cells, refuse
from layout.ground.dataclass import replace

if TYPE_CHECKING:
    from layout.desk.window.hand.scene import Scene
    from layout.issue.model import Issue, Story
    from layout.makeup.dummy.plan import Block, PageDummy, PhotoPlace, Plan
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.solve.shapes import Shape


def reshaped(scene: Scene, page: PageDummy, block: Block, cols: int, rows: int) -> Block:
    """Return a block in so many cells of a page.

    Where its width stays and what it holds still finds room, head and pictures stay as they are; else they are those of
    the nearest shape that the story was measured in.
    """
    if (block.cols, block.rows) == (cols, rows):
        return block
    room = scene.room(page).emptied()
    story = scene.story(block.story)
    if block.cols == cols and all(photo.row + photo.rows <= rows for photo in block.photos) and story.kind != "photo":
        return replace(block, rows=rows)
    made = _as_measured(room, story, block, cols, rows) if block.part == 1 and not block.jump else None
    return made or replace(
        block, cols=cols, rows=rows, tail=0, photos=tuple(_inside(photo, cols, rows) for photo in block.photos)
    )


def _as_measured(room: CaseRoom, story: Story, block: Block, cols: int, rows: int) -> Block | None:
    """Return a block with head and pictures of the nearest shape that its story was measured in; None without any."""
    from layout.makeup.solve.measure.measured import Measured
    from layout.makeup.solve.shapes import Placed, to_block

    table = Measured(room, (story,)).table(story.id)
    shape = _nearest(table.shapes, cols, rows)
    if shape is None:
        return None
    made = to_block(Placed(0, block.col, block.row, cols, shape.rows, shape), table)
    photos = tuple(_stretched(photo, shape, rows) for photo in made.photos)
    return replace(made, rows=rows, label=block.label, photos=photos, box=block.box)


def with_pictures(scene: Scene, issue: Issue, name: str) -> Plan | None:
    """Return the dummy with a story's block that takes in all the pictures that it has in an issue.

    The block's cells stay, and all others; None where nothing is to be changed, or the page is the optimiser's to mend.
    """
    plan = scene.judged.plan if scene.judged is not None else None
    found = [(page, block) for page in plan.pages for block in page.blocks if block.story == name] if plan else []
    story = issue.story(name)
    if plan is None or story is None or len(found) != 1 or plan.maker(found[0][0]) != "hand":
        return None
    page, block = found[0]
    if {photo.photo for photo in block.photos} == set(range(len(story.photos))):
        return None
    made = _as_measured(scene.room(page).emptied(), story, block, block.cols, block.rows)
    if made is None or {photo.photo for photo in made.photos} != set(range(len(story.photos))):
        return None
    blocks = tuple(made if one is block else one for one in page.blocks)
    return replace(plan, pages=tuple(replace(page, blocks=blocks) if one is page else one for one in plan.pages))


def shape_of(room: CaseRoom, issue: Issue, story: str, size: Any = None) -> Block:
    """Return a story as a block at the page's corner: in about the size that is given, or the cheapest that it has."""
    from layout.makeup.solve.measure.measured import Measured
    from layout.makeup.solve.shapes import Placed, to_block

    copy = issue.story(story)
    assert copy is not None
    table = Measured(room.emptied(), issue.stories).table(story)
    shapes = [shape for shape in table.shapes if not shape.tail and not shape.insert]
    cols, rows = cells(size, 1) if size is not None else (0, 0)
    shape = _nearest(table.shapes, cols, rows) if cols else min(shapes, key=lambda shape: shape.cost, default=None)
    if shape is None:
        shape = min(shapes, key=lambda one: (abs(one.cols - cols), one.cost), default=None)
    if shape is None:
        refuse("no_shape", f"{story} 没有合适的形状", f"no block holds {story}", 422)
    block = to_block(Placed(0, 0, 0, shape.cols, shape.rows, shape), table)
    return replace(block, rows=rows) if rows and shape.cols == cols else block


def _nearest(shapes: tuple[Shape, ...], cols: int, rows: int) -> Shape | None:
    alike = [shape for shape in shapes if shape.cols == cols and not shape.tail and not shape.insert]
    return min(alike, key=lambda shape: (abs(shape.rows - rows), shape.cost), default=None)


def _stretched(photo: PhotoPlace, shape: Shape, rows: int) -> PhotoPlace:
    """Return a picture that fills its shape to the foot in a block that is deeper or shallower."""
    if photo.row + photo.rows != shape.rows:
        return _inside(photo, shape.cols, rows)
    return replace(photo, rows=max(1, photo.rows + rows - shape.rows))


def _inside(photo: PhotoPlace, cols: int, rows: int) -> PhotoPlace:
    """Return a picture's place drawn into a block of so many cells."""
    col, row = min(photo.col, cols - 1), min(photo.row, rows - 1)
    return replace(photo, col=col, row=row, cols=min(photo.cols, cols - col), rows=min(photo.rows, rows - row))
