"""The job ticket 付印单: what the print shop must know of a job, for its people and for its programs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.export.pdf.settings import PressSettings
from layout.geometry import Length, to_mm
from layout.ground.dataclass import dataclass, field, replace
from layout.ground.json_text import json_text
from layout.sheet import Edition

if TYPE_CHECKING:
    from layout.typeface import TypeCase

NAME = "ticket.json"


def write_ticket(
    edition: Edition, case: TypeCase, to: Path, settings: PressSettings, files: Sequence[Path], *,
    cache: Path | None = None,
) -> tuple[Path, ...]:  # fmt: skip
    """Write `ticket.json`, `ticket.xjdf` and `ticket.pdf` beside the press files and return their paths.

    `files` are the press files written for the edition, those in folder `to` being the ticket's; everything else comes
    from the edition and the settings, so equal issues give equal tickets.
    """
    from layout.export.pdf import xjdf
    from layout.export.pdf.ticket_page import ticket_page

    here = [path for path in files if path.parent == to]
    ticket = job_ticket(edition, case, settings, here, cache)
    record = to / NAME
    record.write_text(json_text(ticket), "utf-8")
    workflow = to / xjdf.NAME
    workflow.write_text(xjdf.xjdf(ticket), "utf-8")
    page = to / "ticket.pdf"
    page.write_bytes(ticket_page(ticket, case, edition.date))
    return (record, workflow, page)


def job_ticket(
    edition: Edition, case: TypeCase, settings: PressSettings, files: Sequence[Path], cache: Path | None
) -> dict[str, Any]:
    """Return the ticket as plain data; lengths in mm, coverage in percent of the page."""
    from layout.export.pdf.coverage import ink_coverage, plates_of
    from layout.export.pdf.halves import single_pages
    from layout.export.pdf.press import press_images, spread_name

    wide = [spread_name(settings, edition.number, sheet) for sheet in edition.sheets if sheet.spread]
    edition = replace(edition, sheets=single_pages(edition.sheets))
    images = press_images(edition, settings, cache).value
    bleed = settings.bleed if settings.bleed is not None else edition.sheets[0].grid.bleed
    pages = [
        {
            "page": sheet.number, "section": sheet.section, "plates": plates_of(sheet, images),
            "coverage": dict(zip("CMYK", ink_coverage(sheet, case, images), strict=True)),
        }
        for sheet in edition.sheets
    ]  # fmt: skip
    copies = settings.copies or edition.fact("run")
    release = edition.release
    names = {
        settings.page_name.format(number=edition.number, page=sheet.number): sheet.number for sheet in edition.sheets
    }
    return {
        "title": edition.name,
        "issue": edition.number,
        "date": edition.date.isoformat(),
        "weekday": edition.weekday,
        "licence": edition.fact("licence"),
        "sponsor": edition.fact("sponsor"),
        "printer": edition.fact("printer"),
        "copies": int(copies) if str(copies).isdigit() else 0,
        "contact": settings.contact or edition.fact("hotline"),
        "status": ("release" if release.number else "draft") if release else "",
        "release": release.number if release else 0,
        "reason": release.reason if release else "",
        "readings": [
            {"subject": one.subject, "role": one.role, "name": one.name, "when": one.when} for one in edition.readings
        ],
        "changed_pages": list(release.changed) if release else [],
        "page_count": len(edition.sheets),
        "trim_mm": _size(*edition.trim),
        "spread_files": wide,
        "bleed_mm": round(to_mm(bleed), 1),
        "spreads": settings.spreads,
        "gutter_mm": round(to_mm(settings.gutter), 1),
        "marks": settings.marks,
        "standard": settings.standard,
        "condition": settings.condition,
        "profile": settings.profile.name,
        "profile_sha256": hashlib.sha256(settings.profile.read_bytes()).hexdigest(),
        "ink": {
            "limit": settings.ink_limit, "warning": settings.ink_warning, "most": settings.ink_most,
            "window_mm2": settings.ink_window,
        },
        "pages": pages,
        "files": [_file(path, names.get(path.name, 0)) for path in files],
    }  # fmt: skip


def _size(width: Length, height: Length) -> list[float]:
    return [round(to_mm(width), 1), round(to_mm(height), 1)]


def _file(path: Path, page: int) -> dict[str, Any]:
    """Return a file as the ticket names it; `page` is the page that it holds, 0 for the whole issue."""
    data = path.read_bytes()
    return {"name": path.name, "page": page, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def read_ticket(folder: Path) -> dict[str, Any]:
    """Return the ticket of a folder of press files, empty where there is none or it cannot be read."""
    try:
        ticket = json.loads((folder / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return ticket if isinstance(ticket, dict) else {}


@dataclass(frozen=True, slots=True)
class Context:
    """What a press file is checked by: settings, trimmed size in points, plates by page of the file, sha256."""

    settings: PressSettings
    trim: tuple[float, float] | None = None
    colours: dict[int, str] = field(default_factory=dict)
    sha256: str = ""


def press_context(file: Path) -> Context:
    """Return what the ticket beside a press file says of it; the house's defaults where there is no ticket."""
    ticket = read_ticket(file.parent)
    try:
        return _context(ticket, file.name)
    except (KeyError, TypeError, ValueError):
        return Context(PressSettings())


def _context(ticket: dict[str, Any], name: str) -> Context:
    names = [entry["name"] for entry in ticket["files"]]
    at = names.index(name)
    ink = ticket["ink"]
    settings = PressSettings(
        standard=ticket["standard"], condition=ticket["condition"], ink_limit=ink["limit"],
        ink_warning=ink["warning"], ink_most=ink["most"], ink_window=ink["window_mm2"],
    )  # fmt: skip
    width, height = (side * 72 / 25.4 for side in ticket["trim_mm"])
    colours = {entry["page"]: entry["plates"] for entry in ticket["pages"]}
    sha256 = ticket["files"][at]["sha256"]
    if name in ticket.get("spread_files", ()):
        return Context(settings, (2 * width, height), {}, sha256)
    if page := ticket["files"][at]["page"]:
        return Context(settings, (width, height), {1: colours[page]}, sha256)
    if ticket["spreads"]:
        return Context(settings, (2 * width + ticket["gutter_mm"] * 72 / 25.4, height), {}, sha256)
    return Context(settings, (width, height), colours, sha256)
