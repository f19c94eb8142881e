"""Where a story's pictures may stand in its block: right, left or in the middle under the head, beside it, over it.

They are as wide as one or more of the block's legs, so that no strip beside them stays white. Several 组图 are
arranged: one under another, in rows, or a large one over a row of small ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from layout.makeup.dummy.plan import PhotoPlace
from layout.makeup.page.legs import furniture_span
from layout.makeup.page.photo import photo_rows, words_of
from layout.rules.design import DOMINANT_CROP, DOMINANT_CROP_TIMES
from layout.rules.solver import OVER_ALL

if TYPE_CHECKING:
    from layout.geometry import Length
    from layout.issue.model import Photo, Story
    from layout.makeup.dummy.plan import Block
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.legs import Legs

Places = tuple[PhotoPlace, ...]
Rows = tuple[tuple[int, ...], ...]
"""Numbers of pictures that stand beside each other, row by row."""

BANDS_MOST = 100
"""Ways to stand in bands that are looked at; eight pictures have fewer, twenty eighty thousand."""

GROUPS_MOST = 4
"""Up to so many pictures are arranged in other ways than one under another."""


def pictures_of(
    room: CaseRoom, story: Story, block: Block, legs: Legs, head: int, beside: tuple[int, int, int] | None = None
) -> Iterator[tuple[int, Places]]:
    """Yield (cost, places) of a story's photographs in a block, on top of their legs under the head.

    `beside` are the first column, the columns and the legs that a vertical head leaves free; the pictures then begin
    in row `head`, at the right.
    """
    if not story.photos:
        yield 0, ()
        return
    first, cols, count = beside or (0, block.cols, len(legs.xs))
    widths = [
        legs_wide
        for legs_wide in range(1, count + 1)
        if all(may_be(photo, legs_wide, cols, count) for photo in story.photos)
    ]
    for legs_wide in widths:
        if legs_wide == count > 1 and widths[0] < count and beside is None:
            continue  # a picture over all legs would stand between the head and its text
        wide = cols * legs_wide // count
        spare = cols - wide
        lefts = [spare] if beside or not spare else [spare, 0]
        if not beside and spare % 2 == 0 and spare and count == cols:
            lefts.append(spare // 2)
        for rows in arrangements(len(story.photos), wide if count == cols and not beside else 1):
            if any(not may_be(story.photos[at], wide // len(row), 1, 1) for row in rows if len(row) > 1 for at in row):
                continue
            for left in lefts:
                for change, places in _cropped(room, story, block, legs, rows, (first + left, wide, head)):
                    if left != spare and change % 2:
                        continue  # other places than the usual one are offered in fewer crops
                    yield 2 * abs(change) * wide + (OVER_ALL if legs_wide == count else 0), places


def may_be(photo: Photo, legs_wide: int, cols: int, count: int) -> bool:
    """Tell whether a photograph may be as wide as so many of a block's `count` legs: its columns, to the nearest."""
    return not photo.cols or any(abs(legs_wide * cols - wide * count) < count for wide in photo.cols)


def arrangements(count: int, wide: int) -> Iterator[Rows]:
    """Yield how so many pictures may stand in `wide` columns: each under the other, in rows, one large over a row."""
    yield tuple((at,) for at in range(count))
    if not 1 < count <= GROUPS_MOST or wide < 2:
        return
    if wide % count == 0:
        yield (tuple(range(count)),)
    if count > 2 and wide % (count - 1) == 0:
        yield ((0,), tuple(range(1, count)))
    if count == GROUPS_MOST and wide % 2 == 0:
        yield ((0, 1), (2, 3))


def bands_of(left: tuple[int, ...], cols: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield pictures in bands, in their order, as many in each as share the columns evenly.

    Of many pictures there are ways without number: then those in the fewest bands, `BANDS_MOST` of them.
    """
    found: list[tuple[tuple[int, ...], ...]] = []
    for bands in range(len(left) + 1):
        found += islice(_in_bands(left, cols, bands), BANDS_MOST - len(found))
    yield from sorted(found, key=lambda way: [len(band) for band in way])


def _in_bands(left: tuple[int, ...], cols: int, bands: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield pictures in just so many bands."""
    if not left and not bands:
        yield ()
    if not bands <= len(left) <= bands * cols:
        return
    for count in range(1, min(len(left), cols) + 1) if bands else ():
        if cols % count == 0:
            for rest in _in_bands(left[count:], cols, bands - 1):
                yield (left[:count], *rest)


def crops(room: CaseRoom, photo: Photo, width: Length, words: int | None = None, *, cols: int = 0) -> range:
    """Return the rows that a photograph may take, cropped as far as the house allows; `words` as in `photo_rows`.

    One that is wide enough, with `cols` columns, to be its page's dominant picture may be cropped further.
    """
    crop = room.rules.crop
    if cols >= _dominant(room, photo):
        crop = max(crop, min(DOMINANT_CROP, DOMINANT_CROP_TIMES * crop))
    low, high = (photo_rows(photo, room, width, shift, words=words) for shift in (-crop / 1000, crop / 1000))
    return range(low, high + 1)


def _dominant(room: CaseRoom, photo: Photo) -> int:
    """Return the columns from which on a photograph is wide enough to be its page's dominant picture."""
    upright = photo.aspect[1] >= photo.aspect[0]
    return max(1, min(room.rules.dominant_cols, room.grid.columns // 2) - upright)


def _cropped(
    room: CaseRoom, story: Story, block: Block, legs: Legs, rows: Rows, where: tuple[int, int, int]
) -> Iterator[tuple[int, Places]]:
    """Yield (rows cropped, places) of pictures at (column, columns, row).

    Those of one row are equally deep, but the last row's where they cannot be.
    """
    left, wide, top = where
    deep: list[list[int]] = []
    ranges: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        width = furniture_span(block, room.grid, legs, left, wide // len(row), top)[1]
        words = words_of(room, ((story.photos[at], width) for at in row))
        asked = [photo_rows(story.photos[at], room, width, words=words) for at in row]
        may = [crops(room, story.photos[at], width, words, cols=wide // len(row)) for at in row]
        level = round(sum(asked) / len(asked))
        alike = all(level in crop for crop in may)
        if not alike and number < len(rows) - 1:
            return  # too unlike to stand in one row, and what hangs below needs an edge
        # Pictures that do not end level keep their own words.
        deep.append([level if alike else photo_rows(story.photos[at], room, width) for at in row])
        ranges.append((may[0][0] - level, may[0][-1] - level) if len(row) == 1 else (0, 0))
    for change in range(min(low for low, _ in ranges), max(high for _, high in ranges) + 1):
        at_row = top
        places: list[PhotoPlace] = []
        for row, depths, (low, high) in zip(rows, deep, ranges, strict=True):
            by = min(max(change, low), high)
            each = wide // len(row)
            places += [PhotoPlace(at, left + nth * each, at_row, each, depths[nth] + by) for nth, at in enumerate(row)]
            at_row += max(depths) + by + 1
        yield change, tuple(places)


def beside_head(room: CaseRoom, story: Story, block: Block, legs: Legs) -> Iterator[tuple[int, Places]]:
    """Yield (cost, places) of one photograph in a corner of a block, so that the head stands beside it.

    It opens the block at the right or at the left and leaves the head two columns at least, of three columns one.
    """
    for wide in range(1, block.cols - (block.cols != 3)) if block.box == "none" else ():
        for cost, deep in _opening(room, story, block, legs, wide):
            for left in (block.cols - wide, 0):
                yield cost, (PhotoPlace(0, left, 0, wide, deep),)


def over_head(room: CaseRoom, story: Story, block: Block, legs: Legs) -> Iterator[tuple[int, Places]]:
    """Yield (cost, places) of one photograph over a block's whole width, above its head; in a frame of one column, too.

    In one column it is offered in every crop: under the head it would part it from its text.
    """
    if block.box == "none" or block.cols == 1:
        for cost, deep in _opening(room, story, block, legs, block.cols):
            yield cost, (PhotoPlace(0, 0, 0, block.cols, deep),)


def _opening(room: CaseRoom, story: Story, block: Block, legs: Legs, wide: int) -> Iterator[tuple[int, int]]:
    """Yield (cost, rows) of a story's one photograph where it opens a block, with the row of air over it."""
    plain = len(legs.xs) == block.cols
    if len(story.photos) != 1 or not plain or not may_be(story.photos[0], wide, block.cols, block.cols):
        return
    width = room.grid.span(wide) - 2 * legs.inset
    natural = photo_rows(story.photos[0], room, width)
    for deep in crops(room, story.photos[0], width, cols=wide):
        if block.cols == 1 or (deep - natural) % 2 == 0:
            yield 2 * abs(deep - natural) * wide, deep + 1
