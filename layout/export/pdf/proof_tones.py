"""The newsprint curve on the proof: each photograph before and after it, side by side, on pages of their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from layout.export.pdf.plain_line import plain_line
from layout.geometry import Box, Length, mm, pt
from layout.ground.dataclass import dataclass, replace
from layout.sheet import Edition, Item, Picture, Sheet, Text

if TYPE_CHECKING:
    from layout.picture import PdfArt, PressImage
    from layout.typeface import TypeCase

_ROWS = 3
"""Pairs on a page."""
_SIZE, _STEP = pt(9), pt(13)
_GAP = mm(6)


@dataclass(frozen=True, slots=True)
class TonePages:
    """Pages that show photographs before and after the newsprint curve, and what their pictures are."""

    sheets: tuple[Sheet, ...]
    images: Mapping[Picture, PressImage]


def tone_pages(
    edition: Edition,
    case: TypeCase,
    before: Mapping[Picture, PressImage | PdfArt],
    after: Mapping[Picture, PressImage | PdfArt],
) -> TonePages:
    """Return a pair for every photograph that the curve changed; none where it changed none.

    `before` and `after` are the same pictures made for the press without the curve and with it.
    """
    from layout.picture import PressImage

    pairs = []
    for picture, made in after.items():
        plain = before.get(picture)
        if isinstance(made, PressImage) and isinstance(plain, PressImage) and made.data != plain.data:
            pairs.append((picture, plain, made))
    images: dict[Picture, PressImage] = {}
    sheets: list[Sheet] = []
    number = max((sheet.number for sheet in edition.sheets), default=0)
    for first in range(0, len(pairs), _ROWS):
        items: list[Item] = []
        grid = edition.sheets[0].grid
        height = grid.type_area.h // _ROWS
        for row, (picture, plain, made) in enumerate(pairs[first : first + _ROWS]):
            left = Box(grid.type_area.x, grid.type_area.y + row * height, (grid.type_area.w - _GAP) // 2, height)
            right = replace(left, x=left.x + left.w + _GAP)
            name = PurePath(picture.source).name
            for place, image, words in ((left, plain, "原图"), (right, made, "新闻纸曲线以后")):
                shown = replace(picture, box=_inside(picture.box, place), region=-1)
                images[shown] = image
                items += [Text(place.x, place.y + _SIZE, plain_line(f"{words}　{name}", case, "sans", _SIZE)), shown]
        sheets.append(
            replace(edition.sheets[0], number=number + len(sheets) + 1, section="", items=tuple(items), regions=())
        )
    return TonePages(tuple(sheets), images)


def _inside(frame: Box, place: Box) -> Box:
    """Return a picture's box in its place, under the line that names it."""
    room: tuple[Length, Length] = (place.w, place.h - 2 * _STEP)
    width = min(room[0], room[1] * frame.w // frame.h)
    return Box(place.x, place.y + _STEP, width, width * frame.h // frame.w)
