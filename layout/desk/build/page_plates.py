"""The plates of one page as pictures, made from its sheet without a build: for the desk's window and the report."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from layout.desk.build.goods import drawn
from layout.ground.dataclass import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.desk.build.settings import Settings
    from layout.sheet import Edition
    from layout.typeface import TypeCase

PAGE_DPI = 72
"""One pixel a point: what a window shows of a page."""


def page_plates(
    edition: Edition, case: TypeCase, settings: Settings, number: int, pictures: Path
) -> Mapping[str, bytes]:
    """Return the plates of page `number` as PNG: `c m y k`, the ink heat map `ink`, the soft proof `soft`.

    All six come of one rendering, so a caller keeps them while the page stands. Empty where the machine has no renderer
    of plates (Ghostscript, poppler, MuPDF), where the issue has no such page, or where the page cannot be printed as it
    stands. `pictures` is where converted pictures are kept.
    """
    from layout.export.pdf import write_press
    from layout.preflight.pdf.renderer import rendered, renderer
    from layout.preflight.plates.pictures import plate_pictures

    sheets = tuple(sheet for sheet in edition.sheets if sheet.number == number)
    if not sheets or not renderer():
        return {}
    press = replace(settings.press, spreads=False, one_page_files=False, whole_name="page.pdf")
    alone = drawn(replace(edition, sheets=sheets), case, press, pictures).value
    with TemporaryDirectory() as folder:
        files = write_press(alone, case, Path(folder), press, per_page=False, cache=pictures, apart=False).value
        made = rendered(files[0], PAGE_DPI) if files else None
        if made is None or not made.pages:
            return {}
        return plate_pictures(made.pages[0], press)
