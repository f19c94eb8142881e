"""A photograph in its cells: frame, crop, caption and credit, or an honest placeholder."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from layout.compose.line.told import told
from layout.diagnostics import Diagnostic, Locus, Severity
from layout.geometry import Box
from layout.ground.dataclass import replace
from layout.rules.pages import CROPPED_ABOVE, CROPPED_MOST, HAIRLINE, PAGE_EDGE, PICTURE_FRAME, PICTURE_LEAST
from layout.sheet import Picture, Rule, black

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.geometry import Grid, Length
    from layout.issue.model import Photo
    from layout.makeup.dummy.plan import Block, PageDummy
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.forme import Forme
    from layout.sheet.lightness import Lightness


VECTOR = (".svg", ".pdf")
"""Endings of artwork that is placed as vectors and never cropped."""


def place_photo(
    forme: Forme,
    room: CaseRoom,
    story: str,
    index: int,
    photo: Photo,
    cells: Box,
    folder: str,
    *,
    words: int,
    apart: bool = False,
    whole: bool = False,
) -> None:
    """Set a photograph with its caption into a box of whole cells; `whole` never crops it and draws no frame.

    `words` are the rows that are kept for the caption: of pictures in a row, those of the longest. Where one of their
    credits stands `apart`, under its caption, so do those of the others that are no more than a row above it.

    The picture's upper edge stands level with the top of the characters in its first row, so that a picture beside
    text lines up with it; the caption keeps the page's baselines. `folder` is where the issue's files lie.
    """
    grid = forme.grid
    locus = Locus(story, f"photos.{index}.caption")
    lines, credits, caption_rows = room.caption(photo, cells.w, locus)
    room.note(*told(photo.caption, room.style["caption"], lines, locus, room.case))
    # What is booked is printed at the size that was booked: as wide as its columns, on the edges of the page.
    frame = cells if whole and not caption_rows else frame_of(room.grid, cells, words)
    alt = photo.alt or photo.caption
    if photo.file is None:
        _placeholder(forme, room, story, frame, alt)
    else:
        uncut = _uncut(photo, whole=whole)
        crop = (0, 0, 10_000, 10_000) if uncut else crop_to(photo, frame.w, frame.h)
        lost = cut_away(photo, frame, whole=whole)
        if lost > CROPPED_MOST:
            room.note(
                Diagnostic.make(
                    "M318",
                    Severity.WARNING,
                    Locus(story, f"photos.{index}.file"),
                    story=story,
                    percent=-(-lost // 10),
                )
            )
        region = forme.region("picture", frame, story=story, alt=alt)
        # PDF artwork finds its own proportions where it is placed.
        box = _fitted(photo, frame) if uncut and not (whole and photo.file.lower().endswith(".pdf")) else frame
        forme.add(
            [
                Picture(
                    box,
                    f"{folder}/{photo.file}",
                    photo.sha256,
                    crop,
                    gray=forme.colours == "K",
                    alt=alt,
                    region=region,
                    page=photo.page,
                )
            ]
        )
        if not uncut:
            forme.frame(frame, ink=black(PICTURE_FRAME), region=region)
    first = round((cells.y + cells.h - grid.type_area.y) / grid.leading) - words
    if lines:
        box = Box(cells.x, grid.row_y(first), cells.w, len(lines) * grid.leading)
        region = forme.region("caption", box, story=story)
        for row, line in enumerate(lines):
            forme.text(line, cells.x, grid.baseline(first + row), region)
    if credits:
        level = apart and words - caption_rows <= 1
        row = first + (words if level else caption_rows) - len(credits)
        width = max(credit.extent for credit in credits)
        box = Box(cells.right - width, grid.row_y(row), width, len(credits) * grid.leading)
        region = forme.region("credit", box, story=story)
        for nth, credit in enumerate(credits):
            forme.text(credit, cells.x, grid.baseline(row + nth), region)


def _uncut(photo: Photo, *, whole: bool) -> bool:
    """Tell whether a photograph is never cropped: artwork, and what is booked whole."""
    return whole or (photo.file is not None and PurePosixPath(photo.file).suffix.lower() in VECTOR)


def cut_away(photo: Photo, frame: Box, *, whole: bool = False) -> int:
    """Return how much of a photograph its frame cuts away, in 1/1000, rounded up: of the part that the desk named."""
    if photo.file is None or _uncut(photo, whole=whole) or 0 in photo.pixels:
        return 0
    left, top, right, bottom = photo.crop or (0, 0, 10_000, 10_000)
    crop = crop_to(photo, frame.w, frame.h)
    area = max(1, (right - left) * (bottom - top))
    return -(-1000 * (area - (crop[2] - crop[0]) * (crop[3] - crop[1])) // area)


def frame_of(grid: Grid, cells: Box, words: int) -> Box:
    """Return the box of a photograph in its cells: without its words, level with the characters beside it."""
    air = (grid.leading - grid.size) // 2
    return Box(cells.x, cells.y + air, cells.w, cells.h - words * grid.leading - 2 * air)


def lightness_in(room: CaseRoom, photo: Photo, frame: Box, folder: str) -> Lightness | None:
    """Return how light a photograph is in its frame; None where it is not there, or nobody can tell."""
    if photo.file is None or room.lightness is None:
        return None
    crop = crop_to(photo, frame.w, frame.h)
    return room.lightness(Picture(frame, f"{folder}/{photo.file}", photo.sha256, crop, page=photo.page))


def bleeds(dummy: PageDummy, block: Block) -> bool:
    """Tell whether a block takes a page for itself, without furniture: its artwork runs off the paper."""
    return dummy.top == 0 and dummy.number > 1 and len(dummy.blocks) == 1 and len(block.photos) == 1


def place_bleeding(forme: Forme, story: str, photo: Photo, folder: str) -> None:
    """Set artwork over the whole page, out to the bleed; its region is the page as it will be trimmed.

    A picture whose proportions are those of the page, with or without its bleed, fills it and loses no more than the
    bleed; any other stands whole on the trimmed page.
    """
    (width, height), bleed = forme.grid.trim, forme.grid.bleed
    page, outer = Box(0, 0, width, height), Box(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed)
    alt = photo.alt or photo.caption
    region = forme.region("picture", page, story=story, alt=alt)
    file = photo.file or ""
    aspect_w, aspect_h = photo.pixels if 0 not in photo.pixels else (outer.w, outer.h)
    near = abs(aspect_w * outer.h - aspect_h * outer.w) * 1000 <= PAGE_EDGE * aspect_h * outer.w
    fills = near or file.lower().endswith(".pdf")
    box = outer if fills else _fitted(photo, page)
    crop = crop_to(photo, box.w, box.h) if fills else (0, 0, 10_000, 10_000)
    picture = Picture(box, f"{folder}/{file}", photo.sha256, crop, forme.colours == "K", alt, region)
    forme.add([replace(picture, page=photo.page)])


def words_of(room: CaseRoom, pictures: Iterable[tuple[Photo, Length]]) -> int:
    """Return the rows kept for the captions of pictures in a row, each with its width: the longest one's."""
    return max(room.caption(photo, width, None)[2] for photo, width in pictures)


def photo_rows(
    photo: Photo, room: CaseRoom, width: Length, aspect_shift: float = 0.0, *, words: int | None = None
) -> int:
    """Return the rows that a photograph with its caption takes at a width.

    `aspect_shift` makes the picture flatter (negative) or taller by that share of its height, which is cropped away.
    `words` are the rows kept for the caption: in a row of pictures those of `words_of`, its own where None.
    """
    grid = room.grid
    height = width * photo.aspect[1] / photo.aspect[0] * (1 + aspect_shift)
    air = grid.leading - grid.size
    rows = max(PICTURE_LEAST, round((height + air) / grid.leading))
    return rows + (words_of(room, [(photo, width)]) if words is None else words)


def crop_to(photo: Photo, width: Length, height: Length) -> tuple[int, int, int, int]:
    """Return the part of a photograph that fills a frame, in 1/10000 of its width and height.

    The part that must stay in view (`photo.crop`) is kept as far as the frame allows; else the crop is central,
    a little above the middle, where faces are.
    """
    if 0 in photo.pixels:
        return (0, 0, 10_000, 10_000)
    left, top, right, bottom = photo.crop or (0, 0, 10_000, 10_000)
    pixels_w, pixels_h = photo.pixels
    part_w, part_h = (right - left) * pixels_w / 10_000, (bottom - top) * pixels_h / 10_000
    wanted = width / height
    if part_w / part_h > wanted:  # too wide: give away at the sides
        keep = round(part_h * wanted * 10_000 / pixels_w)
        middle = (left + right) // 2
        left = max(left, min(middle - keep // 2, right - keep))
        return (left, top, left + keep, bottom)
    keep = round(part_w / wanted * 10_000 / pixels_h)
    top = top + (bottom - top - keep) * CROPPED_ABOVE // 1000
    return (left, top, right, top + keep)


def _fitted(photo: Photo, frame: Box) -> Box:
    """Return the largest box of the artwork's own proportions that the frame holds, centred in it."""
    aspect_w, aspect_h = photo.pixels if 0 not in photo.pixels else photo.aspect
    width = min(frame.w, frame.h * aspect_w // aspect_h)
    height = width * aspect_h // aspect_w
    return Box(frame.x + (frame.w - width) // 2, frame.y + (frame.h - height) // 2, width, height)


def _placeholder(forme: Forme, room: CaseRoom, story: str, frame: Box, alt: str) -> None:
    """Draw a place whose picture is still to come, so that nobody takes it for a picture."""
    region = forme.region("picture", frame, story=story, placeholder=True, alt=alt)
    forme.fill(frame, black(room.rules.place_tint), region)
    forme.frame(frame, region=region)
    label = room.single("图片待补", "placeholder", "label")
    gap = label.extent // 2 + label.size
    x, y = frame.x + frame.w // 2, frame.y + frame.h // 2
    # The two diagonals stop short of the words in the middle.
    share = gap / (frame.w / 2) if frame.w else 1.0
    share = min(0.9, max(share * 0.6, label.size * 1.2 / (frame.h / 2) if frame.h else 0.9))
    for corner_x, corner_y in (
        (frame.x, frame.y),
        (frame.right, frame.y),
        (frame.x, frame.bottom),
        (frame.right, frame.bottom),
    ):
        inner_x, inner_y = round(x + (corner_x - x) * share), round(y + (corner_y - y) * share)
        forme.rule(Rule(corner_x, corner_y, inner_x, inner_y, HAIRLINE, region=region))
    forme.text(label, x - label.extent // 2, y + round(label.size * 0.38), region)
