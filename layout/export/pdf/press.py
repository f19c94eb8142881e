"""The press file: an edition's sheets as PDF/X, whole and page by page."""

from __future__ import annotations

import functools
from array import array
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Remarked, Severity, has_errors
from layout.export.pdf.gaps import WIDE, gaps_of
from layout.export.pdf.halves import single_pages
from layout.export.pdf.imposition import Side, single, spreads
from layout.export.pdf.slug import slug_line
from layout.export.pdf.usage import Type, lines_of, odd_characters, runs_of, survey
from layout.ground.dataclass import dataclass, replace
from layout.ground.in_place import write_beside
from layout.sheet import Edition, Picture, Run, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from layout.export.pdf.fonts import Programs
    from layout.export.pdf.settings import PressSettings
    from layout.export.pdf.usage import FaceUse, Font
    from layout.export.pdf.writer import PressDocument
    from layout.picture import PdfArt, PressImage, Terms
    from layout.typeface import TypeCase


CHANGED = "changed"
"""Folder of the pages that are other than in the release before."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What all files of one edition share: type, converted pictures, the print shop's settings."""

    case: TypeCase
    settings: PressSettings
    images: Mapping[Picture, PressImage | PdfArt]
    programs: Programs


def write_press(
    edition: Edition, case: TypeCase, to: Path, settings: PressSettings, *, per_page: bool = True,
    cache: Path | None = None, apart: bool = True,
) -> Remarked[tuple[Path, ...]]:  # fmt: skip
    """Write `<number>.pdf` and, unless told not to, one file a page into folder `to`; return their paths.

    The whole file comes first, then those of the pages in their order (where the settings have them), those of pages
    that changed, those of spreads.

    A spread 通版 is two pages of them, and with the single pages a file of its own, both as one sheet; it stays whole
    everywhere if it is not to be taken `apart`.

    Of a second release the pages that changed lie in a folder of their own, too: the shop needs no others.
    A character that no face of the case holds (remark FO02) or a picture that cannot be used stops the file: paper
    with a box on it is worse than no paper. Nothing is written then. `cache` keeps converted pictures between builds.
    """
    from layout.export.pdf.fonts import Programs

    wide = tuple(sheet for sheet in edition.sheets if sheet.spread) if apart else ()
    whole_spreads = edition
    edition = replace(edition, sheets=single_pages(edition.sheets)) if wide else edition
    pictures = press_images(replace(edition, sheets=(*edition.sheets, *wide)), settings, cache)
    remarks = (*missing_characters(whole_spreads), *pictures.remarks)
    if has_errors(remarks):
        return Remarked((), remarks)
    stock = Stock(case, settings, pictures.value, Programs())
    to.mkdir(parents=True, exist_ok=True)
    sides = spreads(edition.sheets, settings.gutter) if settings.spreads else tuple(map(single, edition.sheets))
    whole = press_file(edition, sides, stock)
    paths = [write_beside(to / settings.whole_name.format(number=edition.number), whole)]
    changed = edition.release.changed if edition.release and per_page else ()
    if per_page and (settings.per_page or changed):
        pages, others = [], []
        for sheet, data in zip(edition.sheets, _page_files(edition, stock, whole), strict=True):
            name = settings.page_name.format(number=edition.number, page=sheet.number)
            if settings.per_page:
                pages.append(write_beside(to / name, data))
            if sheet.number in changed:
                (to / CHANGED).mkdir(exist_ok=True)
                others.append(write_beside(to / CHANGED / name, data))
        paths += pages + others
    for sheet in wide if per_page and settings.per_page else ():
        data = press_file(whole_spreads, (single(sheet),), stock)
        paths.append(write_beside(to / spread_name(settings, edition.number, sheet), data))
    return Remarked(tuple(paths), remarks)


def spread_name(settings: PressSettings, number: int, sheet: Sheet) -> str:
    """Return the name of the file that has a spread as one sheet: `7-02-03.pdf`."""
    left = Path(settings.page_name.format(number=number, page=sheet.number))
    return f"{left.stem}-{sheet.number + 1:02d}{left.suffix}"


def _page_files(edition: Edition, stock: Stock, whole: bytes) -> Iterable[bytes]:
    """Return a file for each page, two at a time: half of the work is deflating, which no other thread waits for."""
    if len(edition.sheets) == 1 and not stock.settings.spreads:
        return [whole]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(lambda sheet: press_file(edition, (single(sheet),), stock), edition.sheets))


def missing_characters(edition: Edition) -> tuple[Diagnostic, ...]:
    """Return an error for each face that would print .notdef (glyph 0), with page and characters."""
    # Two zero bytes are glyph 0, if they are not halves of two others.
    doubtful = b"".join([run.glyphs for run in runs_of(edition.sheets) if b"\0\0" in run.glyphs])
    if not array("H", doubtful).count(0):
        return ()
    return tuple(
        Diagnostic.make("FO02", Severity.ERROR, page=sheet.number, face=face, characters="".join(sorted(use.missing)))
        for sheet in edition.sheets
        for face, use in survey(runs_of((sheet,))).items()
        if use.missing
    )


def press_images(
    edition: Edition, settings: PressSettings, cache: Path | None
) -> Remarked[dict[Picture, PressImage | PdfArt]]:
    """Return every picture of the edition as the press wants it, black ink alone on pages planned for one plate.

    PDF artwork (adverts, logos) is checked and copied in as it is; SVG has become items of the sheets before.
    """
    images: dict[Picture, PressImage | PdfArt] = {}
    remarks: list[Diagnostic] = []
    for sheet in edition.sheets:
        for item in sheet.items:
            if isinstance(item, Picture) and item.layer == "print" and item not in images:
                made = _press_image(item, sheet, settings, cache)
                remarks += made.remarks
                if made.value is not None:
                    images[item] = made.value
    return Remarked(images, tuple(remarks))


def _press_image(
    item: Picture, sheet: Sheet, settings: PressSettings, cache: Path | None
) -> Remarked[PressImage | None] | Remarked[PdfArt | None]:
    from layout.picture import pdf_artwork, press_picture

    if item.source.lower().endswith(".pdf"):
        return pdf_artwork(Path(item.source), artwork_terms(sheet, item, settings), cache or _unkept())
    return press_picture(
        item,
        settings.profile,
        dpi=settings.photo_aim,
        gray=sheet.colours == "K",
        ink_limit=settings.ink_limit,
        sharpen=settings.sharpen,
        tone=settings.tone,
        cache=cache,
    )


@functools.cache
def _unkept() -> Path:
    """Return a folder for the artwork of whoever keeps no pictures; it goes when the process ends."""
    import atexit
    from shutil import rmtree
    from tempfile import mkdtemp

    folder = mkdtemp(prefix="layout-artwork-")
    atexit.register(rmtree, folder, ignore_errors=True)
    return Path(folder)


def artwork_terms(sheet: Sheet, item: Picture, settings: PressSettings) -> Terms:
    """Return on what terms a page takes PDF artwork."""
    from layout.picture import Terms
    from layout.picture.svg.colour import Separation

    return Terms(
        Separation(settings.profile.read_bytes(), settings.ink_limit), frozenset(settings.spots),
        settings.standard == "PDF/X-4", sheet.colours == "K" or item.gray, item.page, max(0, -item.box.x) / 1000,
    )  # fmt: skip


def press_file(edition: Edition, sides: Sequence[Side], stock: Stock) -> bytes:
    """Return some sides of an edition as one press file."""
    from layout.export.pdf.identity import VERSIONS, Identity, conclude, output_intent
    from layout.export.pdf.sheet_pdf import add_side, printed_pictures
    from layout.export.pdf.writer import PressDocument

    settings = stock.settings
    document = PressDocument(VERSIONS[settings.standard])
    sheets = [sheet for side in sides for _, sheet in side.places]
    bleed = sheets[0].grid.bleed if settings.bleed is None else settings.bleed
    slugs = [slug_line(edition, side, bleed, stock.case) if settings.slug_line else () for side in sides]
    told = [replace(sheet, items=line, regions=()) for sheet, line in zip(sheets, slugs, strict=False) if line]
    kind = set_fonts(document, [*sheets, *told], stock.case, stock.programs)
    intent = output_intent(document, settings)
    pictures = {picture: image_object(document, stock.images[picture]) for picture in printed_pictures(sheets)}
    for side, said in zip(sides, slugs, strict=True):
        add_side(document, side, kind, pictures, settings, art=artwork_of(stock.images), said=said)
    title = f"{edition.name} {edition.number}"
    release = edition.release
    if len(sheets) < len(edition.sheets):
        title += f" {sides[0].label}"
        release = release.of_page(sheets[0].number) if release else None
    status = release.status if release else ""
    return conclude(document, Identity(title, edition.date, settings.standard, status), intent)


def set_fonts(
    document: PressDocument, sheets: Sequence[Sheet], case: TypeCase, programs: Programs | None = None
) -> Type:
    """Embed what some sheets draw and return how to write it; `programs` are shared by the files of an edition."""
    from layout.export.pdf.fonts import Programs, embed

    lines = lines_of(sheets)
    runs = [run for line in lines for run in line.runs]
    uses = survey(runs)
    faces = {key: case.by_key(key) for key in uses}
    gaps = gaps_of(lines, faces)
    wide = _wide_glyphs(runs, gaps)
    names = _name_fonts(uses, {(run.face, run.orient == "v") for run in runs}, wide)
    for key, use in uses.items():
        wanted = [font for font in names if font[0] == key]
        made = embed(document, faces[key], use, wanted, programs or Programs(), wide.get(key, frozenset()))
        for font, reference in made.items():
            document.font(names[font], reference)
    odd = {key: odd_characters(faces[key], use) for key, use in uses.items()}
    return Type(faces, uses, names, gaps, odd)


def _wide_glyphs(runs: Sequence[Run], gaps: Mapping[int, tuple[int, ...]]) -> dict[str, frozenset[int]]:
    """Return the glyphs of each face after which no viewer shall see a blank."""
    found: dict[str, set[int]] = {}
    for run in [run for run in runs if id(run) in gaps]:
        for at in gaps[id(run)]:
            found.setdefault(run.face, set()).add(int.from_bytes(run.glyphs[2 * at : 2 * at + 2], "big"))
    return {face: frozenset(glyphs) for face, glyphs in found.items()}


def _name_fonts(
    uses: dict[str, FaceUse], directions: set[tuple[str, bool]], wide: Mapping[str, frozenset[int]]
) -> dict[Font, str]:
    fonts = [(face, variant, down) for face, down in sorted(directions) for variant in range(len(uses[face].texts))]
    fonts += [(face, WIDE, False) for face in sorted(wide)]
    return {font: f"F{index}" for index, font in enumerate(fonts, 1)}


def image_object(document: PressDocument, image: PressImage | PdfArt) -> str:
    """Add a picture to a file, samples as an image, artwork as a form, and return its reference."""
    from layout.picture import PdfArt, graft

    if isinstance(image, PdfArt):
        return graft(image, document)
    dictionary: dict[str, object] = {
        "Type": "/XObject", "Subtype": "/Image", "Width": image.width, "Height": image.height,
        "ColorSpace": f"/{image.colour}", "BitsPerComponent": image.bits, "Filter": f"/{image.filter}",
    }  # fmt: skip
    if image.invert:
        dictionary["Decode"] = "[1 0 1 0 1 0 1 0]" if image.colour == "DeviceCMYK" else "[1 0]"
    return document.stream(image.data, dictionary, filtered=True)


def artwork_of(images: Mapping[Picture, PressImage | PdfArt]) -> dict[Picture, PdfArt]:
    """Return those pictures that are PDF artwork."""
    from layout.picture import PressImage

    return {picture: image for picture, image in images.items() if not isinstance(image, PressImage)}
