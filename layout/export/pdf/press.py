"""The press file: an edition's sheets as PDF/X, whole and page by page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from layout.diagnostics import Diagnostic, Remarked, Severity
from layout.export.pdf.usage import runs_of, survey
from layout.sheet import Edition, Fill, Item, Picture, Rule, Sheet, Text
from layout.sheet import Path as Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.export.pdf.settings import PressSettings
    from layout.export.pdf.usage import FaceUse, Font
    from layout.export.pdf.writer import PressDocument
    from layout.geometry import Length
    from layout.typeface import Face, TypeCase


def write_press(
    edition: Edition, case: TypeCase, to: Path, settings: PressSettings, *, per_page: bool = True
) -> Remarked[tuple[Path, ...]]:
    """Write `<number>.pdf` and, unless told not to, one file a page into folder `to`; return their paths.

    A character that no face of the case holds stops the file (remark FO02, error): paper with a box on it is worse
    than no paper. Nothing is written then.
    """
    remarks = missing_characters(edition)
    if remarks:
        return Remarked((), remarks)
    to.mkdir(parents=True, exist_ok=True)
    whole = press_file(edition, edition.sheets, case, settings)
    paths = [_write(to / settings.whole_name.format(number=edition.number), whole)]
    if per_page and settings.per_page:
        for sheet in edition.sheets:
            alone = len(edition.sheets) == 1
            data = whole if alone else press_file(edition, (sheet,), case, settings)
            paths.append(_write(to / settings.page_name.format(number=edition.number, page=sheet.number), data))
    return Remarked(tuple(paths))


def _write(path: Path, data: bytes) -> Path:
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(data)
    os.replace(beside, path)
    return path


def missing_characters(edition: Edition) -> tuple[Diagnostic, ...]:
    """Return an error for each face that would print .notdef (glyph 0), with page and characters."""
    remarks = []
    for sheet in edition.sheets:
        for face, use in survey(runs_of((sheet,))).items():
            if use.missing:
                remarks.append(
                    Diagnostic.make(
                        "FO02", Severity.ERROR, page=sheet.number, face=face, characters="".join(sorted(use.missing))
                    )
                )
    return tuple(remarks)


def press_file(edition: Edition, sheets: Sequence[Sheet], case: TypeCase, settings: PressSettings) -> bytes:
    """Return some sheets of an edition as one press file."""
    from layout.export.pdf.fonts import embed
    from layout.export.pdf.identity import VERSIONS, Identity, conclude, output_intent
    from layout.export.pdf.writer import PressDocument

    document = PressDocument(VERSIONS[settings.standard])
    runs = runs_of(sheets)
    uses = survey(runs)
    faces = {key: case.by_key(key) for key in uses}
    names = name_fonts(uses, {(run.face, run.orient == "v") for run in runs})
    for key, use in uses.items():
        wanted = [font for font in names if font[0] == key]
        for font, reference in embed(document, faces[key], use, wanted).items():
            document.font(names[font], reference)
    intent = output_intent(document, settings)
    for sheet in sheets:
        _add_page(document, sheet, faces, uses, names, settings)
    title = f"{edition.name} {edition.number}"
    if len(sheets) < len(edition.sheets):
        title += f" {sheets[0].label}"
    return conclude(document, Identity(title, edition.date, settings.standard), intent)


def name_fonts(uses: dict[str, FaceUse], directions: set[tuple[str, bool]]) -> dict[Font, str]:
    """Return a resource name for every font dictionary that the runs need: face, variant, direction."""
    fonts = [
        (face, variant, down)
        for face, down in sorted(directions)
        for variant in range(len(uses[face].texts))
    ]
    return {font: f"F{index}" for index, font in enumerate(fonts, 1)}


def reading_order(sheet: Sheet) -> list[Text]:
    """Return a sheet's printed lines by the order of their regions, so that a file reads as the page does."""
    order = {region.index: region.order for region in sheet.regions}
    last = len(order) + 1
    texts = [item for item in sheet.items if isinstance(item, Text) and item.layer == "print"]
    return sorted(texts, key=lambda text: order.get(text.region, last))


def _add_page(
    document: PressDocument, sheet: Sheet, faces: dict[str, Face], uses: dict[str, FaceUse], names: dict[Font, str],
    settings: PressSettings,
) -> None:  # fmt: skip
    from layout.export.pdf.ink import KNOCKOUT, STATES

    width, height = sheet.grid.trim
    bleed = sheet.grid.bleed if settings.bleed is None else settings.bleed
    slug = settings.slug if settings.marks else 0
    edge = bleed + slug
    top = height
    content = [KNOCKOUT, f"1 0 0 1 {edge / 1000:.7g} {edge / 1000:.7g} cm", *page_content(sheet, top, faces, uses, names)]
    document.page(
        {
            "MediaBox": _box(0, 0, width + 2 * edge, height + 2 * edge),
            "BleedBox": _box(slug, slug, width + edge + bleed, height + edge + bleed),
            "TrimBox": _box(edge, edge, width + edge, height + edge),
            "Resources": f"<< /Font {document.fonts_reference} /ExtGState {STATES} >>",
            "Contents": document.stream("\n".join(content).encode("ascii"), {}),
        }
    )


def _box(*sides: Length) -> str:
    return "[" + " ".join(f"{side / 1000:.7g}" for side in sides) + "]"


def page_content(
    sheet: Sheet, top: Length, faces: dict[str, Face], uses: dict[str, FaceUse], names: dict[Font, str]
) -> list[str]:
    """Return a sheet's operators: what is drawn in paint order, then the type in reading order, then its marks."""
    from layout.export.pdf import shapes
    from layout.export.pdf.text import TypeWriter

    out = []
    for item in sheet.items:
        if item.layer == "print":
            drawn = _drawn(item, top)
            if drawn:
                out.append(drawn)
    texts = reading_order(sheet)
    out += TypeWriter(faces, uses, names, top).operators(texts)
    for text in texts:
        if text.line.decorations:
            out += shapes.decorations(text, top)
    return out


def _drawn(item: Item, top: Length) -> str:
    from layout.export.pdf import shapes

    if isinstance(item, Rule):
        return shapes.rule(item, top)
    if isinstance(item, Fill):
        return shapes.fill(item, top)
    if isinstance(item, Shape):
        return shapes.path(item, top)
    if isinstance(item, Picture):
        return shapes.fill(Fill(item.box, (0, 0, 0, 20)), top)
    cast("Text", item)
    return ""
