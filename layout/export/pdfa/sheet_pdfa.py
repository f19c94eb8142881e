"""One sheet as a PDF/A-2u file (ISO 19005-2): fonts embedded, text that maps to Unicode, colour with its intent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from layout.export.reading import ReadingBlock
from layout.sheet import Edition, Picture, Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from layout.export.pdf.settings import PressSettings
    from layout.export.pdf.writer import PressDocument
    from layout.picture import PdfArt, PressImage
    from layout.typeface import TypeCase

_STATES = " ".join(f"/{name} << /Type /ExtGState /OP false /op false /OPM 0 >>" for name in ("GO", "GK", "GB"))
"""The press file's graphics states without overprint, which PDF/A restricts and no screen shows."""


def pdfa_page(
    edition: Edition, sheet: Sheet, blocks: Sequence[ReadingBlock], case: TypeCase, settings: PressSettings, *,
    images: Mapping[Picture, PressImage | PdfArt], name: str, master: Path | None = None,
) -> bytes:  # fmt: skip
    """Return a page's PDF/A-2u file, as large as the trim.

    `images` are the page's pictures as converted for the press; photographs are held in sRGB at the resolution of a
    reader's screen. `name` is the page's name in the archive. The file is tagged: articles, headlines, paragraphs
    joined over legs, tables, figures with a description; its order is the order of reading. Every character of the page
    must be in its face, as the press file asks, too.

    Type inside PDF artwork need not map to Unicode, so with `master`, the page's image, artwork is shown as the pixels
    of that; without it the artwork stands as it is, and the page is PDF/A-2u only as far as the artwork is.
    """
    from layout.export.pdf.press import artwork_of, set_fonts
    from layout.export.pdf.sheet_pdf import printed_pictures
    from layout.export.pdf.writer import PressDocument
    from layout.export.pdfa.content import TaggedPage
    from layout.export.pdfa.metadata import conclude, output_intent
    from layout.export.pdfa.pixels import pixels
    from layout.export.pdfa.tree import write_tree
    from layout.picture import PressImage

    art = artwork_of(images)
    if master is not None:
        art = {}
    document = PressDocument((1, 7), font_level=9)
    kind = set_fonts(document, [sheet], case)
    intent = output_intent(document, settings)
    pictures = printed_pictures([sheet])
    names = {picture: f"I{at}" for at, picture in enumerate(pictures, 1)}
    page = TaggedPage(edition, sheet, blocks, kind, case, names, art)
    content = "\n".join(page.content()).encode("ascii")
    resources = f"/Font {document.fonts_reference} /ExtGState << {_STATES} >>"
    if pictures:
        profile = settings.profile.read_bytes()
        drawn = (
            f"/{names[picture]} {_picture(document, images[picture], profile)}"
            if master is None or isinstance(images[picture], PressImage)
            else f"/{names[picture]} {pixels(document, master, sheet, picture)}"
            for picture in pictures
        )
        resources += f" /XObject << {' '.join(drawn)} >>"
    width, height = (f"{side / 1000:.7g}" for side in sheet.grid.trim)
    reference = document.page(
        {
            "MediaBox": f"[0 0 {width} {height}]", "TrimBox": f"[0 0 {width} {height}]",
            "Resources": f"<< {resources} >>", "Contents": document.stream(content, {}), "StructParents": 0,
            "Tabs": "/S",
        }
    )  # fmt: skip
    tree = write_tree(document, page.root, reference, page.marks)
    return conclude(document, edition, sheet, name, intent, tree)


def _picture(document: PressDocument, image: PressImage | PdfArt, profile: bytes) -> str:
    """Add a picture as readers are to have it and return its reference."""
    from layout.export.pdf.press import image_object
    from layout.export.pdfa.pixels import photograph
    from layout.picture import PressImage, ReadingPhoto, for_reading

    shown = for_reading(image, profile) if isinstance(image, PressImage) else image
    return photograph(document, shown) if isinstance(shown, ReadingPhoto) else image_object(document, shown)
