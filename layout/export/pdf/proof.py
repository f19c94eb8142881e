"""The desk's proof 校样: the page with its grid, its regions and what the checkers say, never to be printed from.

It differs from the press file wherever a hurried person looks: name, title, RGB colours, 样张 across the page and
不得付印 at its head. It carries no output intent and names no PDF/X, so that a print shop's preflight refuses it too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Remarked
from layout.export.pdf.proof_notes import ProofNote, finding_notes, fit_notes, note_items
from layout.geometry import Box, Length, mm, pt
from layout.sheet import Edition, Fill, Fit, Ink, Item, Picture, Region, Rule, Sheet, Text

if TYPE_CHECKING:
    from layout.export.pdf.settings import PressSettings
    from layout.export.pdf.writer import PressDocument
    from layout.export.picture import PdfArt, PressImage
    from layout.typeface import TypeCase

_COLOUR = re.compile(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) ([kK])(?=\s|$)")
_STATE = re.compile(r"/G[OKB] gs ?")

_UNDER = 1_000_000
"""Region of the word across the page: first in reading order, so that all other type is painted over it."""

_GRID: Ink = (25, 0, 0, 0)
_BASELINE: Ink = (12, 0, 0, 0)
_REGION: Ink = (0, 60, 0, 0)
_MARK: Ink = (0, 18, 14, 0)
_WORD: Ink = (0, 90, 90, 0)


def write_proof(
    edition: Edition,
    case: TypeCase,
    to: Path,
    settings: PressSettings,
    *,
    fits: Sequence[Fit] = (),
    findings: Sequence[Diagnostic] = (),
    cache: Path | None = None,
) -> Remarked[tuple[Path, ...]]:
    """Write `<number>-proof.pdf` into folder `to` and return its path.

    Fits and findings are framed, numbered and listed at the foot of their pages; items of the sheets' proof layer are
    drawn over the pages. A missing character or an unusable
    picture does not stop a proof: it is there to be looked at.
    """
    from layout.export.pdf.identity import Identity, conclude
    from layout.export.pdf.imposition import single
    from layout.export.pdf.page import add_side, printed_pictures
    from layout.export.pdf.press import artwork_of, press_images, set_fonts
    from layout.export.pdf.writer import PressDocument

    images = press_images(edition, settings, cache)
    notes = [*fit_notes(edition, fits), *finding_notes(edition, findings)]
    sheets = [proof_sheet(sheet, case, images.value, notes) for sheet in edition.sheets]
    document = PressDocument((1, 4))
    kind = set_fonts(document, sheets, case)
    pictures = {
        picture: _screen_image(document, images.value[picture], settings.profile)
        for picture in printed_pictures(sheets)
    }
    for sheet in sheets:
        plain = replace(settings, marks=False)
        add_side(document, single(sheet), kind, pictures, plain, rgb, art=artwork_of(images.value))
    title = f"样张 不得付印 {edition.name} {edition.number}"
    to.mkdir(parents=True, exist_ok=True)
    path = to / f"{edition.number}-proof.pdf"
    path.write_bytes(conclude(document, Identity(title, edition.date, ""), None))
    remarks: tuple[Diagnostic, ...] = images.remarks
    return Remarked((path,), remarks)


def rgb(content: str) -> str:
    """Return page content with its inks as screen colours and without overprint, which screens know nothing of."""

    def screen(found: re.Match[str]) -> str:
        c, m, y, k = (float(part) for part in found.groups()[:4])
        parts = (f"{(1 - ink) * (1 - k):.3g}" for ink in (c, m, y))
        return " ".join((*parts, "rg" if found[5] == "k" else "RG"))

    return _COLOUR.sub(screen, _STATE.sub("", content))


def proof_sheet(
    sheet: Sheet, case: TypeCase, images: Mapping[Picture, PressImage | PdfArt], notes: Sequence[ProofNote]
) -> Sheet:
    """Return a sheet with the grid below its items, and regions, proof items and the proof's marks over them."""
    printed: list[Item] = []
    for item in sheet.items:
        if item.layer == "proof":
            continue
        unusable = isinstance(item, Picture) and item not in images
        printed.append(Fill(item.box, (0, 30, 30, 0)) if unusable and isinstance(item, Picture) else item)
    over = [replace(item, layer="print") for item in sheet.items if item.layer == "proof"]
    outlines = [part for region in sheet.regions for part in _outline(region, case)]
    items = [*_words(sheet, case), *_grid(sheet), *printed, *outlines, *note_items(sheet, notes, case), *over]
    width, height = sheet.grid.trim
    under = Region(_UNDER, "furniture", "", -1, Box(0, 0, width, height))
    return replace(sheet, items=tuple(items), regions=(*sheet.regions, under))


def _grid(sheet: Sheet) -> list[Item]:
    grid = sheet.grid
    area = grid.type_area
    lines: list[Item] = [
        Rule(area.x, grid.baseline(row), area.right, grid.baseline(row), 150, _BASELINE) for row in range(grid.rows)
    ]
    for column in range(grid.columns):
        for x in (grid.column_x(column), grid.column_x(column) + grid.measure):
            lines.append(Rule(x, area.y, x, area.bottom, 200, _GRID))
    return lines


def _outline(region: Region, case: TypeCase) -> Sequence[Item]:
    from layout.export.pdf.ticket_page import plain_line

    label = f"{region.order} {region.role} {region.story}".strip()
    box = region.box
    line = replace(plain_line(label, case, "sans", pt(5)), role="label")
    runs = tuple(replace(run, ink=_REGION) for run in line.runs)
    return (*_frame(box, 300, _REGION), Text(box.x + 500, box.y + 5_000, replace(line, runs=runs)))


def _frame(box: Box, width: Length, ink: Ink) -> list[Item]:
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom), (box.x, box.y))
    return [Rule(x0, y0, x1, y1, width, ink) for (x0, y0), (x1, y1) in pairwise(corners)]


def _words(sheet: Sheet, case: TypeCase) -> list[Item]:
    """Return 样张 across the page, pale, and the warning at its head."""
    from layout.export.pdf.ticket_page import plain_line

    width, height = sheet.grid.trim
    size = width * 2 // 5
    across = plain_line("样张", case, "display", size)
    across = replace(across, runs=tuple(replace(run, ink=_MARK) for run in across.runs))
    head = plain_line("样张　不得付印　PROOF - NOT FOR PRESS", case, "sans-bold", pt(11))
    head = replace(head, runs=tuple(replace(run, ink=_WORD) for run in head.runs))
    return [
        Text((width - across.extent) // 2, (height + size * 3 // 4) // 2, across, _UNDER),
        Text((width - head.extent) // 2, mm(8), head),
    ]


def _screen_image(document: PressDocument, image: PressImage | PdfArt, profile: Path) -> str:
    """Add a picture as a screen shows it; black and gray pictures and artwork stay as they are."""
    from PIL import Image, ImageCms

    from layout.export.pdf.press import image_object
    from layout.export.picture import PressImage

    if not isinstance(image, PressImage) or image.filter != "DCTDecode" or image.colour != "DeviceCMYK":
        return image_object(document, image)
    picture = Image.open(BytesIO(image.data))
    screen = ImageCms.profileToProfile(picture, str(profile), ImageCms.createProfile("sRGB"), outputMode="RGB")
    assert screen is not None  # only an image converted in place comes back as nothing
    out = BytesIO()
    screen.save(out, "JPEG", quality=85)
    packed = {
        "Type": "/XObject", "Subtype": "/Image", "Width": image.width, "Height": image.height,
        "ColorSpace": "/DeviceRGB", "BitsPerComponent": 8, "Filter": "/DCTDecode",
    }  # fmt: skip
    return document.stream(out.getvalue(), packed, filtered=True)
