"""Commands on a whole page: a hole filled, a picture lengthened, the page made anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from layout.desk.window.hand.blocks import page_of, put, with_page
from layout.desk.window.hand.scene import Edit, Scene, cells, refuse
from layout.desk.window.hand.solving import solved
from layout.desk.window.history_words import deed
from layout.ground.dataclass import replace

if TYPE_CHECKING:
    from layout.makeup.dummy.agreement import Cells
    from layout.makeup.dummy.plan import Block, PageDummy, PhotoPlace


def anew(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return the dummy with one page made up as if nothing stood on it."""
    page = page_of(scene, given.get("page"))
    assert scene.issue is not None
    made = solved(scene, scene.issue, scene.pages().plan, (page.number,), anew=(page.number,))
    if made is None:
        refuse("no_way", "没有找到别的排法", "no other arrangement was found", 422)
    return Edit(deed("anew", page=page.number), plan=made)


def take(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return the dummy with one page as another make-up has it."""
    page = page_of(scene, given.get("page"))
    made = scene.choices.get(str(given.get("id")))
    if made is None or made.number != page.number:
        refuse("no_choice", "这个排法已经不在，请重新找", "that make-up is gone: look again", 404)
    stories = sorted((block.story, block.part) for block in page.blocks)
    if sorted((block.story, block.part) for block in made.blocks) != stories:
        refuse("stale", "版上的稿件变了，请重新找", "the page's stories have changed: look again", 409)
    return Edit(deed("taken", page=page.number), plan=with_page(scene.pages().plan, made))


def fill(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return the dummy with a hole filled by its neighbours: the one at a cell, or the largest of the page."""
    page = page_of(scene, given.get("page"))
    grid = scene.room(page).grid
    hole = hole_of(page, grid.columns, grid.rows, cells(given["at"]) if "at" in given else None)
    if hole is None:
        refuse("no_hole", "这里没有空", "there is no hole", 422)
    assert scene.issue is not None
    made = solved(scene, scene.issue, scene.pages().plan, (page.number,), holes=((page.number, hole),))
    if made is None:
        refuse("no_way", "四邻填不满这块空", "no neighbour can fill that hole", 422)
    return Edit(deed("filled", page=page.number), plan=made)


def lengthen(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return the dummy with a block's picture as much longer as there is white in the block and below it."""
    page, block = scene.block(given.get("block"))
    wanted = given.get("photo", 0)
    photo = next((photo for photo in block.photos if photo.photo == wanted), None)
    if photo is None:
        refuse("no_photo", "这块没有图", "there is no picture in that block")
    below = _free_below(page, block, scene.room(page).grid.rows)
    fits = [fit for fit in scene.pages().fits if (fit.page, fit.story) == (page.number, block.story)]
    short = fits[0].short if fits else 0
    legs = block.legs or block.cols
    by = below + (short // max(1, min(photo.cols, legs)) if short > 0 else 0)
    if by <= 0:
        refuse("no_white", "没有空可填", "there is no white to fill", 422)
    photos = tuple(_longer(one, photo, by) for one in block.photos)
    made = replace(block, rows=block.rows + below, photos=photos)
    plan = with_page(scene.pages().plan, replace(page, blocks=put(page.blocks, block, made)))
    return Edit(deed("longer", block=given.get("block"), rows=by), plan=plan)


def _longer(one: PhotoPlace, photo: PhotoPlace, by: int) -> PhotoPlace:
    """Return a picture where another one, or it itself, is longer by some rows."""
    if one is photo:
        return replace(one, rows=one.rows + by)
    under = one.row > photo.row and one.col < photo.col + photo.cols and photo.col < one.col + one.cols
    return replace(one, row=one.row + by) if under else one


def _free_below(page: PageDummy, block: Block, rows: int) -> int:
    """Return the empty rows between a block and whatever stands below it."""
    foot = block.row + block.rows + block.tail
    below = [
        other.row
        for other in page.blocks
        if other.row >= foot and other.col < block.col + block.cols and block.col < other.col + other.cols
    ]
    return max(0, min([*below, rows - page.foot]) - foot)


def hole_of(page: PageDummy, columns: int, rows: int, at: tuple[int, int] | None) -> Cells | None:
    """Return the largest empty rectangle of a page, of those over a cell where one is given."""
    taken = [[False] * (rows - page.foot) for _ in range(columns)]
    for block in page.blocks:
        for col in range(block.col, min(block.col + block.cols, columns)):
            tail = block.tail if col >= block.foot[0] else 0
            for row in range(block.row, min(block.row + block.rows + tail, rows - page.foot)):
                taken[col][row] = True
    best: Cells | None = None
    for left in range(columns):
        for cols in range(1, columns - left + 1):
            start = None
            for row in range(page.top, rows - page.foot + 1):
                empty = row < rows - page.foot and not any(taken[col][row] for col in range(left, left + cols))
                if empty and start is None:
                    start = row
                if not empty and start is not None:
                    hole = (left, start, cols, row - start)
                    over = at is None or (left <= at[0] < left + cols and start <= at[1] < row)
                    if over and (best is None or cols * (row - start) > best[2] * best[3]):
                        best = hole
                    start = None
    return best
