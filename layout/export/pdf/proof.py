"""The desk's proof 校样: the page with its grid, its regions and what the checkers say, never to be printed from.

It differs from the press file wherever a hurried person looks: name, title, RGB colours, 样张 across the page and
不得付印 at its head. It carries no output intent and names no PDF/X, so that a print shop's preflight refuses it too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Remarked
from layout.export.pdf.proof_notes import ProofNote, finding_notes, note_items
from layout.geometry import Box, Length, mm, pt
from layout.ground.dataclass import replace
from layout.ground.expression import expression
from layout.sheet import Edition, Fill, Ink, Item, Line, Picture, Region, Rule, Sheet, Text
from layout.sheet.proof_layer import DOUBT, FITS, NOTE, OPEN, OVER, SHORT, White

if TYPE_CHECKING:
    from layout.export.pdf.settings import PressSettings
    from layout.export.pdf.writer import PressDocument
    from layout.picture import PdfArt, PressImage
    from layout.typeface import TypeCase

_COLOUR = expression(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) ([kK])(?=\s|$)")
_STATE = expression(r"/G[OKB] gs ?")

_UNDER = 1_000_000
"""Region of the word across the page: first in reading order, so that all other type is painted over it."""

_GRID: Ink = (18, 0, 0, 0)
_BASELINE: Ink = (9, 0, 0, 0)
_REGION: Ink = (0, 45, 0, 0)
_MARK: Ink = (0, 8, 6, 0)
_WORD: Ink = (0, 90, 90, 0)

_LEGEND: tuple[tuple[str, Ink], ...] = (
    ("绿 合版", FITS), ("蓝 缺行", SHORT), ("红 溢出、错误", OVER), ("橙 警告", DOUBT), ("灰 验版说明", NOTE),
    ("紫 缺文、待核、照排", OPEN), ("粉 分区，数字是阅读次序", _REGION), ("①② 见页脚", (0, 0, 0, 70)),
)  # fmt: skip
"""What the colours mean, each said in its own: the line under the warning at a proof's head."""


def write_proof(
    edition: Edition,
    case: TypeCase,
    to: Path,
    settings: PressSettings,
    *,
    findings: Sequence[Diagnostic] = (),
    cache: Path | None = None,
) -> Remarked[tuple[Path, ...]]:
    """Write `<number>-proof.pdf` into folder `to` and return its path.

    Findings are framed, numbered and listed at the foot of their pages; items of the sheets' proof layer are
    drawn over the pages. Where the press's tone curve is on, pages of photographs before and after it follow. A missing
    character or an unusable picture does not stop a proof: it is there to be looked at.
    """
    from layout.export.pdf.identity import Identity, conclude
    from layout.export.pdf.imposition import single
    from layout.export.pdf.press import artwork_of, press_images, set_fonts
    from layout.export.pdf.sheet_pdf import add_side, printed_pictures
    from layout.export.pdf.writer import PressDocument

    images = press_images(edition, settings, cache)
    notes = finding_notes(edition, findings)
    sheets = [proof_sheet(sheet, case, images.value, notes) for sheet in edition.sheets]
    made = images.value
    if settings.tone:
        from layout.export.pdf.proof_tones import tone_pages

        toned = tone_pages(edition, case, press_images(edition, replace(settings, tone=False), cache).value, made)
        sheets += toned.sheets
        made = {**made, **toned.images}
    document = PressDocument((1, 4))
    kind = set_fonts(document, sheets, case)
    pictures = {
        picture: _screen_image(document, made[picture], settings.profile) for picture in printed_pictures(sheets)
    }
    for sheet in sheets:
        plain = replace(settings, marks=False)
        add_side(document, single(sheet), kind, pictures, plain, rgb, art=artwork_of(made))
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
    white = White(sheet)
    outlines = [part for region in sheet.regions for part in _outline(region, white, case)]
    marks = [*note_items(sheet, notes, white, case), *outlines]
    items = [*_words(sheet, case), *_grid(sheet), *printed, *marks, *over]
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


def _outline(region: Region, white: White, case: TypeCase) -> Sequence[Item]:
    """Return a region's frame, and its place in the reading order in the white beside its top left corner."""
    line = _label(str(region.order), case, pt(5.5), _REGION)
    wanted = Box(region.box.x - line.extent - 500, region.box.y, line.extent, pt(6))
    found = white.near(wanted, 8) or wanted
    return (*_frame(region.box, 200, _REGION), Text(found.x, found.y + pt(5.2), line))


def _label(words: str, case: TypeCase, size: Length, ink: Ink, role: str = "sans") -> Line:
    from layout.export.pdf.plain_line import plain_line

    line = replace(plain_line(words, case, role, size), role="label")
    return replace(line, runs=tuple(replace(run, ink=ink) for run in line.runs))


def _frame(box: Box, width: Length, ink: Ink) -> list[Item]:
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom), (box.x, box.y))
    return [Rule(x0, y0, x1, y1, width, ink) for (x0, y0), (x1, y1) in pairwise(corners)]


def _words(sheet: Sheet, case: TypeCase) -> list[Item]:
    """Return 样张 across the page, pale, the warning at its head, and what the colours mean."""
    width, height = sheet.grid.trim
    size = width * 2 // 5
    across = _label("样张", case, size, _MARK, "display")
    head = _label("样张　不得付印　PROOF - NOT FOR PRESS", case, pt(11), _WORD, "sans-bold")
    legend = [_label(words, case, pt(8), ink) for words, ink in _LEGEND]
    gap = pt(12)
    x = (width - sum(line.extent + gap for line in legend) + gap) // 2
    items: list[Item] = [
        Text((width - across.extent) // 2, (height + size * 3 // 4) // 2, across, _UNDER),
        Text((width - head.extent) // 2, mm(8), head),
    ]
    for line in legend:
        items.append(Text(x, mm(13), line))
        x += line.extent + gap
    return items


def _screen_image(document: PressDocument, image: PressImage | PdfArt, profile: Path) -> str:
    """Add a picture as a screen shows it; black and gray pictures and artwork stay as they are."""
    from PIL import Image, ImageCms

    from layout.export.pdf.press import image_object
    from layout.picture import PressImage

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
