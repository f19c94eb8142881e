"""Where the pictures of a block stand: their cells, the rows kept for their captions, what their places cut away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.geometry import Box
from layout.makeup.page.legs import furniture_span, legs_of
from layout.makeup.page.photo import cut_away, frame_of, words_of
from layout.makeup.page.stretches import wrap_span
from layout.rules.pages import CROPPED_MOST

if TYPE_CHECKING:
    from layout.geometry import Grid, Length
    from layout.issue.model import Photo, Story
    from layout.makeup.dummy.plan import Block, PhotoPlace
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.legs import Legs


def picture_cells(grid: Grid, block: Block, story: Story, legs: Legs, place: PhotoPlace) -> Box:
    """Return the box of a picture's cells, as far as text may go.

    One at the top has a row of air under the rule over it, one at the foot of a frame leaves the frame its row. An
    advert of fixed size that is all picture has neither rule nor frame.
    """
    advert = story.fixed and story.artwork
    floor = block.rows - (block.box != "none" and not advert)
    rows = min(place.rows, floor - place.row) if place.row < floor else place.rows
    cells = furniture(block, grid, legs, place.col, place.row, place.cols, rows)
    if place.wrap:
        left, width = wrap_span(block, legs, grid, place)
        return Box(grid.column_x(block.col) + left, cells.y, width, cells.h)
    if place.row or advert:
        return cells
    return Box(cells.x, cells.y + grid.leading, cells.w, cells.h - grid.leading)


def caption_rows(room: CaseRoom, block: Block, story: Story, legs: Legs, place: PhotoPlace) -> int:
    """Return the rows kept for a picture's caption: the longest one's of pictures in a row, so that all end level."""
    return words_of(room, _in_row(room, block, story, legs, place))


def credits_apart(room: CaseRoom, block: Block, story: Story, legs: Legs, place: PhotoPlace) -> bool:
    """Tell whether a credit of the pictures in a row finds no room in its caption's last line."""
    set_words = (room.caption(photo, width, None) for photo, width in _in_row(room, block, story, legs, place))
    return any(rows > len(lines) for lines, _, rows in set_words)


def _in_row(
    room: CaseRoom, block: Block, story: Story, legs: Legs, place: PhotoPlace
) -> tuple[tuple[Photo, Length], ...]:
    """Return the pictures that stand in a row with one, itself among them, each with its width."""
    beside = [one for one in block.photos if (one.row, one.rows) == (place.row, place.rows)]
    return tuple((story.photos[one.photo], picture_cells(room.grid, block, story, legs, one).w) for one in beside)


def cuts_up(room: CaseRoom, block: Block, story: Story) -> bool:
    """Tell whether a block's places cut so much of one of its pictures away, as it will be set, that the desk hears."""
    legs = legs_of(block, room.grid)
    for place in block.photos:
        cells = picture_cells(room.grid, block, story, legs, place)
        frame = frame_of(room.grid, cells, caption_rows(room, block, story, legs, place))
        if cut_away(story.photos[place.photo], frame, whole=story.fixed) > CROPPED_MOST:
            return True
    return False


def furniture(block: Block, grid: Grid, legs: Legs, col: int, row: int, cols: int, rows: int) -> Box:
    """Return the box of a photograph or a quote at its cells, as wide as the legs that it stands in."""
    x, width = furniture_span(block, grid, legs, col, cols, row)
    cells = grid.cells(block.col, block.row + row, 1, rows)
    return Box(cells.x + x, cells.y, width, cells.h)
