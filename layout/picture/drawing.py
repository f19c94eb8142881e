"""Artwork of a page: SVG becomes items of the sheet once, so that every deliverable shows the same.

What the vector writer draws exactly becomes shapes and type. Anything beyond that is drawn whole by the renderer, put
on the press's plates, and kept as a picture of its own (`<key>.picture`), which the sheet then names.
"""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.geometry import Box
from layout.ground.dataclass import dataclass, replace
from layout.ground.picture_head import picture_format
from layout.guard import Stopped
from layout.picture import cache as shelf
from layout.picture.source import read_source
from layout.picture.svg.colour import Separation
from layout.picture.svg.reading import Drawing, read_drawing
from layout.picture.svg.vector import draw, sizes
from layout.picture.svg.whitelist import Beyond
from layout.sheet import Item, Picture, Sheet

if TYPE_CHECKING:
    from layout.typeface import TypeCase

_FORM = "1"
"""Changes whenever the same drawing would give other pixels than before."""


@dataclass(frozen=True, slots=True)
class Studio:
    """What drawings are made with: the shop's faces, how colours become inks, and where rendered ones are kept."""

    case: TypeCase
    inks: Separation
    shelf: Path


def open_studio(case: TypeCase, profile: Path, ink_limit: int, kept: Path) -> Studio:
    """Return a studio for a press's profile."""
    return Studio(case, Separation(profile.read_bytes(), ink_limit), kept)


def is_svg(source: str) -> bool:
    """Tell whether a picture's file is SVG artwork, by its name."""
    return PurePath(source).suffix.lower() == ".svg"


def artwork(picture: Picture, studio: Studio, gray: bool = False) -> Remarked[tuple[Item, ...] | None]:
    """Return SVG artwork as items inside the picture's box, or None with the errors that it has.

    It is centred and never distorted; `picture.crop` does not apply. Colours become inks through the press's profile,
    black and grays black ink alone; text is set in the faces of the shop. Where all is to be black (`gray`, or
    `picture.gray`) all inks become tints of black.
    """
    data, remarks = read_source(Path(picture.source))
    if not data:
        return Remarked(None, remarks)
    if (kind := picture_format(data[:32].removeprefix(b"\xef\xbb\xbf").lstrip())) != "SVG/XML":
        name, at = PurePath(picture.source).name, Place(picture.source)
        return Remarked(None, (Diagnostic.make("G003", Severity.ERROR, at, file=name, format=kind),))
    read = read_drawing(data, Path(picture.source))
    if read.value is None:
        return Remarked(None, read.remarks)
    gray = gray or picture.gray
    size = sizes(read.value.root)
    frame = picture.box if size is None else _fitted(size[0], picture.box)
    try:
        items, found = draw(read.value, frame, studio.case, studio.inks, picture.region)
    except Beyond as beyond:
        made = _rendered(read.value, data, replace(picture, gray=gray), studio, beyond)
        return Remarked(made.value, (*read.remarks, *made.remarks))
    if gray:
        from layout.picture.plates import on_black

        items = tuple(map(on_black, items))
    return Remarked(items, (*read.remarks, *found))


def _fitted(size: tuple[float, float], box: Box) -> Box:
    """Return the largest frame of a drawing's proportions that stands in a box, in its middle."""
    scale = min(box.w / size[0], box.h / size[1])
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    return Box(box.x + (box.w - width) // 2, box.y + (box.h - height) // 2, width, height)


def _rendered(
    drawing: Drawing, data: bytes, picture: Picture, studio: Studio, beyond: Beyond
) -> Remarked[tuple[Item, ...] | None]:
    """Return a drawing as one picture of pixels, with a note that says why."""
    from layout.picture import icc
    from layout.picture.svg.render import RENDER_DPI, on_plates, pixel_width, prepared, rendered

    at = drawing.place(beyond.node)
    what = prepared(drawing, studio.case, studio.inks)
    size = sizes(drawing.root)
    if size is None:  # the drawing is as large as what it shows, which the renderer finds out
        trial = rendered(what, 64)
        if isinstance(trial, Stopped):
            return _undrawn(drawing, trial)
        size = ((float(trial[0]), float(trial[1])), None)
    frame = _fitted(size[0], picture.box)
    width = pixel_width(frame.w, frame.h)
    key = shelf.key(
        _FORM, icc.digest(data), icc.digest(what.text.encode()), width, icc.digest(studio.inks.profile),
        studio.inks.ink_limit, studio.case.fingerprint, picture.gray,
    )  # fmt: skip
    if shelf.fetch(studio.shelf, key, at) is None:
        made = rendered(what, width)
        if isinstance(made, Stopped):
            return _undrawn(drawing, made)
        image = on_plates(made[:2], made[2], what, studio.inks, frame.w, picture.gray)
        if not shelf.store(studio.shelf, key, Remarked(image, ())):
            return Remarked(None, (Diagnostic.make("G040", Severity.ERROR, at, folder=str(studio.shelf)),))
    dpi = min(RENDER_DPI, round(width * 72_000 / frame.w))
    code, severity = ("G031", Severity.WARNING) if beyond.wrong else ("G032", Severity.NOTE)
    note = Diagnostic.make(code, severity, at, what=beyond.what, dpi=dpi)
    shown = replace(
        picture, box=frame, source=str(shelf.entry(studio.shelf, key)), sha256=key, crop=(0, 0, 10_000, 10_000)
    )
    return Remarked((shown,), (note, *what.remarks))


def _undrawn(drawing: Drawing, stopped: Stopped) -> Remarked[tuple[Item, ...] | None]:
    at = Place(drawing.file)
    if stopped.limit == "fault":
        return Remarked(None, (Diagnostic.make("G030", Severity.ERROR, at, reason=stopped.said[:120]),))
    return Remarked(None, (stopped.remark(at),))


_REMEMBERED: dict[tuple[object, ...], Remarked[tuple[Item, ...] | None]] = {}
_REMEMBERED_MOST = 32
"""Drawings that a program which makes the same pages again and again need not read again."""


def _remembered(picture: Picture, studio: Studio, gray: bool) -> Remarked[tuple[Item, ...] | None]:
    """Return artwork, from memory where the same file was drawn in the same box; what stands on disk is drawn anew."""
    key = (picture, gray, studio.case.fingerprint, studio.inks.profile, studio.inks.ink_limit, studio.shelf)
    made = _REMEMBERED.get(key) if picture.sha256 else None
    if made is None:
        made = artwork(picture, studio, gray)
        if made.value is not None and not any(isinstance(item, Picture) for item in made.value):
            while len(_REMEMBERED) >= _REMEMBERED_MOST:
                del _REMEMBERED[next(iter(_REMEMBERED))]
            _REMEMBERED[key] = made
    return made


def with_artwork(sheet: Sheet, studio: Studio) -> Remarked[Sheet]:
    """Return the sheet with each SVG picture replaced by its items, in its place in the paint order.

    A file that cannot be drawn stays a picture, and its errors are among the remarks.
    """
    items: list[Item] = []
    remarks: list[Diagnostic] = []
    for item in sheet.items:
        if isinstance(item, Picture) and is_svg(item.source):
            made = _remembered(item, studio, sheet.colours == "K")
            remarks += made.remarks
            items += (item,) if made.value is None else (replace(part, layer=item.layer) for part in made.value)
        else:
            items.append(item)
    return Remarked(replace(sheet, items=tuple(items)), tuple(remarks))
