"""What the print shop, the library and the web edition are to be given, read once, before anything is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.export.archive_settings import ArchiveSettings, read_archive_settings
from layout.export.pdf.settings import PressSettings, read_press_settings
from layout.export.web.settings import WebSettings, read_web_settings
from layout.ground.dataclass import dataclass, replace

if TYPE_CHECKING:
    from layout.desk.build.order import Order
    from layout.diagnostics import Diagnostic
    from layout.issue.model import Issue


@dataclass(frozen=True, slots=True)
class Settings:
    """The `press:`, `archive:` and `web:` blocks of an issue.

    `images_shared` says that the archive's page images are as the web edition wants them. `remarks` are the faults of
    the blocks, for whose values the defaults stand.
    """

    press: PressSettings
    archive: ArchiveSettings
    web: WebSettings
    images_shared: bool
    remarks: tuple[Diagnostic, ...]


def read_settings(issue: Issue, order: Order) -> Settings:
    """Return the settings of an issue's three blocks."""
    written = dict(issue.archive)
    press = read_press_settings(dict(issue.press), order.folder)
    archive = read_archive_settings(written, press.value, cache=order.pictures)
    web = read_web_settings(dict(issue.web))
    shared = not {"dpi", "colour", "paper"} & written.keys()
    remarks = (*press.remarks, *archive.remarks, *web.remarks)
    library = replace(archive.value, workers=order.processes, pages=order.page_images)
    return Settings(press.value, library, web.value, shared, remarks)
