"""Vector artwork of a page: SVG becomes items of the sheet once, so that every deliverable shows the same."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.ground.dataclass import replace
from layout.picture.source import picture_format, read_source
from layout.picture.svg.convert import draw
from layout.sheet import Item, Picture, Sheet

if TYPE_CHECKING:
    from layout.typeface import TypeCase


def is_svg(source: str) -> bool:
    """Tell whether a picture's file is SVG artwork, by its name."""
    return PurePath(source).suffix.lower() == ".svg"


def artwork(picture: Picture, case: TypeCase) -> Remarked[tuple[Item, ...] | None]:
    """Return SVG artwork as items inside the picture's box, or None with the errors that it has.

    It is centred and never distorted; `picture.crop` does not apply. Colours become CMYK, grays and black K alone;
    text is set in the faces of `case`. On a page in black alone (`picture.gray`) all inks become tints of black.
    """
    data, remarks = read_source(Path(picture.source))
    if not data:
        return Remarked(None, remarks)
    if (kind := picture_format(data[:32].removeprefix(b"\xef\xbb\xbf").lstrip())) != "SVG/XML":
        name, at = PurePath(picture.source).name, Place(picture.source)
        return Remarked(None, (Diagnostic.make("G003", Severity.ERROR, at, file=name, format=kind),))
    made = draw(data, picture.source, picture.box, case, picture.region)
    if made.value is None or not picture.gray:
        return made
    from layout.picture.plates import on_black

    return Remarked(tuple(map(on_black, made.value)), made.remarks)


def with_artwork(sheet: Sheet, case: TypeCase) -> Remarked[Sheet]:
    """Return the sheet with each SVG picture replaced by its items, in its place in the paint order.

    A file that cannot be drawn stays a picture, and its errors are among the remarks.
    """
    items: list[Item] = []
    remarks: list[Diagnostic] = []
    for item in sheet.items:
        if isinstance(item, Picture) and is_svg(item.source):
            made = artwork(item, case)
            remarks += made.remarks
            items += (item,) if made.value is None else (replace(part, layer=item.layer) for part in made.value)
        else:
            items.append(item)
    return Remarked(replace(sheet, items=tuple(items)), tuple(remarks))
