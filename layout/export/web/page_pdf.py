"""A PDF of each page for readers: tagged PDF/A, small and legible to screen readers, without the printer's marks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Remarked, has_errors
from layout.export.reading import blocks_of

if TYPE_CHECKING:
    from layout.export.pdf import PressSettings
    from layout.sheet import Edition
    from layout.typeface import TypeCase


def page_pdfs(
    edition: Edition, case: TypeCase, press: PressSettings, to: Path, *, cache: Path | None = None
) -> Remarked[tuple[Path, ...]]:
    """Write one file for each page into folder `to`, as the archive's package holds them, and return them in order.

    Pictures that cannot be used are errors, and no file is written.
    """
    from layout.export.archive import package_name
    from layout.export.pdf.press import press_images
    from layout.export.pdfa import pdfa_page

    pictures = press_images(edition, press, cache)
    if has_errors(pictures.remarks):
        return Remarked((), pictures.remarks)
    to.mkdir(parents=True, exist_ok=True)
    files = []
    for sheet in edition.sheets:
        path = to / f"{package_name(edition)}_{sheet.number:04d}.pdf"
        blocks = blocks_of(sheet, sheet.number)
        path.write_bytes(pdfa_page(edition, sheet, blocks, case, press, images=pictures.value, name=path.stem))
        files.append(path)
    return Remarked(tuple(files), pictures.remarks)
