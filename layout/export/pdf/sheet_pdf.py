"""One side of the printer's sheet as a page of the file: boxes, content, resources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from layout.export.pdf import shapes
from layout.export.pdf.ink import KNOCKOUT, STATES, number
from layout.export.pdf.marks import marks
from layout.export.pdf.slug import SLUG_LINE
from layout.export.pdf.text import ANEW, TypeWriter
from layout.sheet import Fill, Picture, Rule, Sheet
from layout.sheet import Path as Shape
from layout.sheet.paint_order import extent, strata

if TYPE_CHECKING:
    from layout.export.pdf.imposition import Side
    from layout.export.pdf.settings import PressSettings
    from layout.export.pdf.usage import Type
    from layout.export.pdf.writer import PressDocument
    from layout.geometry import Box, Length
    from layout.picture import PdfArt
    from layout.sheet import Text


_LEVEL = 3
"""How hard page content is deflated: twice as fast as the usual 6, for a file one percent larger."""


def add_side(
    document: PressDocument,
    side: Side,
    kind: Type,
    pictures: Mapping[Picture, str],
    settings: PressSettings,
    finish: Callable[[str], str] = str,
    *,
    art: Mapping[Picture, PdfArt],
    said: Sequence[Text] = (),
) -> None:
    """Add a side as a page: trimmed size in the TrimBox, bleed around it, slug around that where it is wanted.

    `said` are the lines of the slug, from the side's own corner. `pictures` are references; those that are PDF
    artwork are in `art` too. `finish` has the last word on the content: a proof turns inks into screen colours.
    """
    sheets = [sheet for _, sheet in side.places]
    bleed = sheets[0].grid.bleed if settings.bleed is None else settings.bleed
    slug = settings.slug if settings.marks else SLUG_LINE if said else 0
    edge = bleed + slug
    names = {picture: f"I{at}" for at, picture in enumerate(printed_pictures(sheets), 1)}
    content = [KNOCKOUT, f"1 0 0 1 {number(edge)} {number(edge)} cm"]
    for x, sheet in side.places:
        move = [f"1 0 0 1 {number(x)} 0 cm"] if x else []
        content += ["q", _clip(side, x, bleed), *move, *page_content(sheet, kind, names, art), "Q"]
    if settings.marks:
        content += marks(side, bleed, slug)
    if said:
        content += TypeWriter(kind, side.height).operators(said)
    resources = f"/Font {document.fonts_reference} /ExtGState {STATES}"
    if names:
        resources += f" /XObject << {' '.join(f'/{name} {pictures[picture]}' for picture, name in names.items())} >>"
    document.page(
        {
            "MediaBox": _box(0, 0, side.width + 2 * edge, side.height + 2 * edge),
            "BleedBox": _box(slug, slug, side.width + edge + bleed, side.height + edge + bleed),
            "TrimBox": _box(edge, edge, side.width + edge, side.height + edge),
            "Resources": f"<< {resources} >>",
            "Contents": document.stream(finish("\n".join(content)).encode("ascii"), {}, _LEVEL),
        }
    )


def _clip(side: Side, x: Length, bleed: Length) -> str:
    """Return the clip of one page: its bleed, which ends at the fold of a spread, where the other page begins."""
    left, right = -bleed, side.width + bleed
    for fold in side.folds:
        left, right = (left, fold) if x < fold else (fold, right)
    return f"{number(left)} {number(-bleed)} {number(right - left)} {number(side.height + 2 * bleed)} re W n"


def _box(*sides: Length) -> str:
    return "[" + " ".join(map(number, sides)) + "]"


def printed_pictures(sheets: Iterable[Sheet]) -> list[Picture]:
    """Return the pictures that go to press, each once."""
    found = [i for sheet in sheets for i in sheet.items if isinstance(i, Picture) and i.layer == "print"]
    return list(dict.fromkeys(found))


def page_content(
    sheet: Sheet, kind: Type, names: Mapping[Picture, str], art: Mapping[Picture, PdfArt] | None = None
) -> list[str]:
    """Return a sheet's operators: what is drawn in paint order, then the type in reading order, then its marks.

    Where something drawn lies over type, it follows in a second round, with the type that lies over it in turn.
    """
    top = sheet.grid.trim[1]
    order = {region.index: region.order for region in sheet.regions}
    last = max(order.values(), default=0) + 1
    printed = (item for item in sheet.items if item.layer == "print")
    out: list[str] = []
    dark: list[Box] = []
    for nth, (drawn, texts) in enumerate(strata(printed, lambda text: order.get(text.region, last))):
        if nth:
            out.append(ANEW)
        for item in drawn:
            if isinstance(item, Picture):
                out.append(shapes.picture(item, names[item], top, (art or {}).get(item)))
                # A frame on its edge knocks out as well: over a dark edge the sum would pass the limit.
                dark.append(item.box)
                continue
            around = extent(item) if dark or shapes.is_dark(item) else None
            out.append(_drawn(item, top, around is not None and any(map(around.overlaps, dark))))
            if around is not None and shapes.is_dark(item):
                dark.append(around)
        if texts or not nth:
            out += TypeWriter(kind, top).operators(texts)
        for text in texts:
            if text.line.decorations:
                out += shapes.decorations(text, top)
    return out


def _drawn(item: Fill | Rule | Shape, top: Length, on_dark: bool) -> str:
    if isinstance(item, Rule):
        return shapes.rule(item, top, on_dark)
    if isinstance(item, Fill):
        return shapes.fill(item, top, on_dark)
    return shapes.path(item, top, on_dark)
