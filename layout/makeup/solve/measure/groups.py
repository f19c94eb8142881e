"""Measuring picture groups 组图: a block of any width whose first picture rules it, the others in bands at its foot.

The head stands over all, the copy beside and under the first picture, or over the bands where all pictures stand in
them: two by two, in a row, a large one over a row of small ones. Each band has as many pictures as share the columns
evenly. The first picture is cropped so that the copy beside it ends level with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.issue.model import Photo
from layout.makeup.dummy.plan import Block, PhotoPlace
from layout.makeup.page.flow import Poured, pour
from layout.makeup.page.legs import legs_of
from layout.makeup.page.photo import photo_rows, words_of
from layout.makeup.page.stretches import stretches
from layout.makeup.solve.measure.depth import good_legs, poured_price
from layout.makeup.solve.measure.form import form_cost
from layout.makeup.solve.measure.pictures import bands_of
from layout.makeup.solve.shapes import HeadOffer, Shape
from layout.rules.pages import ENDS_MOST, FEATHER, LABEL_ROWS, LOOSE, PICTURE_LEAST, PIECE_OF_LEG
from layout.rules.solver import END_COST, HEAD_SHARE, HEAD_SHARE_MORE
from layout.rules.variety import GROUP_CROP, GROUP_EVEN, GROUP_SETTLED
from layout.sheet import Step

if TYPE_CHECKING:
    from layout.compose.story.galley import GalleyLine
    from layout.issue.model import Story
    from layout.makeup.page.caseroom import CaseRoom

HEADS = 3
"""Settings of a head that are offered over a group."""


@dataclass(frozen=True, slots=True)
class _Group:
    """How pictures stand: columns of the first under the head (0: it is in a band, too), the others band by band."""

    wide: int
    bands: tuple[tuple[int, ...], ...]


def group_shapes(room: CaseRoom, story: Story, cols: int, heads: Sequence[HeadOffer]) -> Iterator[Shape]:
    """Yield the shapes of a story with several pictures, or of a picture story with copy, over so many columns."""
    lines = room.galley(story, room.grid.measure).lines if story.paragraphs else ()
    label = LABEL_ROWS if story.wishes.label else 0
    for group in _groups(story, cols, bool(lines)):
        for deep, change in _depths(room, story, group, cols):
            for offer in heads[:HEADS]:
                yield from _shapes(
                    room, story, Block(story.id, 0, 0, cols, 0), group, deep, change, offer, label, lines
                )


def _groups(story: Story, cols: int, text: bool) -> Iterator[_Group]:
    count, photo = len(story.photos), story.kind == "photo"
    bands = tuple(bands_of(tuple(range(1, count)), cols))
    firsts = range(1 if text else cols, cols + (photo or not text))
    for wide in firsts:
        if may(story.photos[0], wide):
            yield from (_Group(wide, band) for band in bands if _wide_enough(story, band, cols))
    if photo:
        for band in bands_of(tuple(range(count)), cols):
            if _wide_enough(story, band, cols):
                yield _Group(0, band)


def may(photo: Photo, wide: int) -> bool:
    """Tell whether a photograph of a group may be so wide: as wide as any, where the desk wished nothing."""
    return not photo.cols or open_to(photo) or wide in photo.cols


def open_to(photo: Photo) -> bool:
    """Tell whether the desk left the widths of a photograph open."""
    return photo.cols == Photo("").cols


def _wide_enough(story: Story, bands: tuple[tuple[int, ...], ...], cols: int) -> bool:
    return all(may(story.photos[at], cols // len(band)) for band in bands for at in band)


def _depths(room: CaseRoom, story: Story, group: _Group, cols: int) -> Iterator[tuple[list[int], int]]:
    """Yield the depths of a group's first picture and bands, the first as 0 where it is in a band, with the crop."""
    first = range(1)
    natural = 0
    if group.wide:
        natural, first = depths_of(room, story.photos[:1], group.wide)
    bands = [depths_of(room, [story.photos[at] for at in band], cols // len(band)) for band in group.bands]
    if not first or not all(may_be for _, may_be in bands):
        return
    for deep in first:
        for by in (-1, 0, 1) if bands else (0,):
            others = [plain if not by else may_be[0] if by < 0 else may_be[-1] for plain, may_be in bands]
            change = abs(deep - natural) * group.wide
            change += sum(abs(rows - plain) for rows, (plain, _) in zip(others, bands, strict=True)) * cols
            yield [deep, *others], change


def depths_of(room: CaseRoom, photos: Sequence[Photo], wide: int) -> tuple[int, range]:
    """Return the rows that pictures beside each other ask for in the mean, and those that none is cropped far by.

    The rows of their captions give nothing: only a picture's own can be cropped.
    """
    width = room.grid.span(wide)
    words = words_of(room, ((photo, width) for photo in photos))
    asked = [photo_rows(photo, room, width, words=0) for photo in photos]
    low = words + max(-(-rows * (1000 - GROUP_CROP) // 1000) for rows in asked)
    high = words + min(rows * (1000 + GROUP_CROP) // 1000 for rows in asked)
    mean = words + round(sum(asked) / len(asked))
    return min(max(low, mean), high), range(max(PICTURE_LEAST, low), high + 1)


def _shapes(
    room: CaseRoom,
    story: Story,
    block: Block,
    group: _Group,
    deep: list[int],
    change: int,
    offer: HeadOffer,
    label: int,
    lines: Sequence[GalleyLine],
) -> Iterator[Shape]:
    """Yield the block whose copy just goes in at these depths, with its first picture at the right and at the left."""
    price, choice, plain, size, fill, white = offer
    head = max(1, label + plain)
    cols, first = block.cols, deep[0]
    # Between copy and bands stands a row of air; bands alone hang under their head.
    foot = sum(rows + 1 for rows in deep[1:]) - (not lines and not group.wide)
    need = sum(line.before + line.rows for line in lines)
    text = _rows_for(need, cols, group.wide, first)
    under = text - first - (1 if first else 0)
    if (0 < text - first <= PIECE_OF_LEG and group.wide) or head + text + foot > room.grid.rows:
        return
    if under <= 0 and lines and (cols - group.wide) * text - need > max(ENDS_MOST, cols):
        return  # a picture deeper than the text beside it
    for left in (cols - group.wide, 0) if 0 < group.wide < cols and not change else (cols - group.wide,):
        for more in range(GROUP_SETTLED + 1):
            rows = head + text + more + foot
            placed = replace(block, rows=rows, head=choice, photos=_places(group, deep, left, head, rows, cols))
            poured, spare = _poured(room, placed, head, lines)
            if poured is None:
                continue
            if spare > max(ENDS_MOST, cols) or (lines and not good_legs(poured, cols, 0, cols, room.rules, story.kind)):
                break
            loud = HEAD_SHARE_MORE * max(0, 100 * head // rows - HEAD_SHARE // 10)
            areas = [(group.wide * first)] if group.wide else []
            areas += [cols // len(band) * rows for band, rows in zip(group.bands, deep[1:], strict=True)]
            yield Shape(
                cols,
                rows,
                label + plain,
                0,
                cols,
                size,
                choice,
                placed.photos,
                0,
                len(lines),
                spare,
                give=FEATHER + LOOSE if plain else 0,
                cost=price + loud + even(areas) + 2 * change + END_COST * spare + poured_price(poured)
                + form_cost(cols, rows, poured, story.kind, room),
                steps=(Step("photo", change),) if change else (),
                fill=fill,
                white=white,
            )  # fmt: skip
            break


def even(areas: Sequence[int]) -> int:
    """Return what it costs that the first of a group's pictures, of these areas, does not rule the others."""
    return GROUP_EVEN if len(areas) > 1 and areas[0] < 2 * max(areas[1:]) else 0


def _rows_for(need: int, cols: int, wide: int, first: int) -> int:
    """Return the rows that so many lines take beside and under a picture of `wide` columns and `first` rows."""
    aside = cols - wide
    if aside and need <= aside * (first or need):
        return max(first, -(-need // aside)) if wide else -(-need // cols)
    return -(-(need + wide * (first + 1)) // cols) if need else first


def _places(group: _Group, deep: list[int], left: int, head: int, rows: int, cols: int) -> tuple[PhotoPlace, ...]:
    """Return the cells of a group's pictures in a block of so many rows and columns."""
    places = [PhotoPlace(0, left, head, group.wide, deep[0])] if group.wide else []
    row = rows - sum(depth + 1 for depth in deep[1:]) + 1
    for band, depth in zip(group.bands, deep[1:], strict=True):
        each = cols // len(band)
        places += [PhotoPlace(at, nth * each, row, each, depth) for nth, at in enumerate(band)]
        row += depth + 1
    return tuple(places)


def _poured(room: CaseRoom, block: Block, head: int, lines: Sequence[GalleyLine]) -> tuple[Poured | None, int]:
    """Return how copy pours into a block and the rows of its legs that stay empty, or None where it does not go in."""
    if not lines:
        return Poured((), ()), 0
    places = stretches(block, legs_of(block, room.grid), room.grid, head, (0, block.cols))
    depths = [place.rows for place in places]
    poured = pour(lines, depths)
    return (None, 0) if poured.rest else (poured, sum(depths) - sum(poured.depths))
