"""Writing what an edition's readers need, and the report of the build, all or nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from layout.desk.output import PARTS, Outbox
from layout.desk.report import report_of, report_text
from layout.desk.report_page import report_page
from layout.diagnostics import Diagnostic, Severity
from layout.sheet import Picture

if TYPE_CHECKING:
    from layout.desk.pipeline import Job
    from layout.export.pdf import PressSettings
    from layout.export.raster import PageImage
    from layout.export.web import WebSettings
    from layout.sheet import Edition
    from layout.typeface import TypeCase

_PROCESSES = 2
"""How many processes render pages for the web edition."""


@dataclass(frozen=True, slots=True)
class Goods:
    """What every part is made from: the edition with its drawings set, the case, the shop's wishes, kept pictures."""

    edition: Edition
    case: TypeCase
    settings: PressSettings
    cache: Path


def deliver(job: Job) -> None:
    """Write the parts that were ordered, then put them in place together; an error on the way leaves all as it was."""
    from layout.makeup.dummy.file import write_plan

    order = job.order
    assert job.plan is not None
    goods = _goods(job)
    if not job.ok:
        return
    outbox = Outbox(order.output / str(order.number))
    try:
        press = _press(job, goods, outbox, outbox.aside)
        if press is not None and "archive" in order.only and job.ok:
            _archive(job, goods, press, outbox, outbox.aside)
        if press is not None and "web" in order.only and job.ok:
            _web(job, goods, press, outbox, outbox.aside)
        if not job.ok or press is None:
            outbox.discard()
            return
        outbox.write("plan.yaml", write_plan(job.plan))
        if order.proof:
            _proof(job, goods, outbox)
        made = tuple(outbox.files())
        stale = tuple(part for part in outbox.kept() if part in PARTS)
        if stale:
            job.note((Diagnostic.make("D121", Severity.NOTE, parts="、".join(stale)),))
        job.files = tuple(sorted((*made, *_kept_files(outbox, made))))
        report = report_of(job)
        outbox.write("report.json", report_text(report))
        # Pages are drawn small for a whole build only: a part alone is asked for when time counts.
        outbox.write("report.html", report_page(report, _thumbnails(goods) if len(order.only) > 1 else {}))
        outbox.deliver()
        if "web" in order.only:
            _site(job)
    except BaseException:
        outbox.discard()
        raise


def _kept_files(outbox: Outbox, made: tuple[tuple[str, str, int], ...]) -> list[tuple[str, str, int]]:
    """Return what the report says of files taken over from the present output, read anew where it says nothing."""
    known: dict[str, tuple[str, str, int]] = {}
    try:
        former = json.loads((outbox.final / "report.json").read_text("utf-8"))
        known = {file["name"]: (file["name"], file["sha256"], file["bytes"]) for file in former["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no report, or not one of ours: every file is read
    new = {name for name, _, _ in made} | {"report.json", "report.html"}
    wanted = [name for name in outbox.names() if name not in new]
    if all(name in known for name in wanted):
        return [known[name] for name in wanted]
    return [file for file in outbox.files() if file[0] in wanted]


def _goods(job: Job) -> Goods:
    """Set the drawings, read the print shop's wishes, and look the sheets over before anything is written."""
    from layout.export.pdf import read_press_settings
    from layout.preflight import check_sheets

    assert job.issue is not None and job.edition is not None and job.case is not None
    settings = read_press_settings(dict(job.issue.press), job.order.house.issue(job.order.number))
    job.note(settings.remarks)
    with job.stage("preflight"):
        edition = drawn(job, job.edition, job.case)
        job.note(check_sheets(edition, job.case, settings.value))
    return Goods(edition, job.case, settings.value, job.order.output / ".cache" / "pictures")


def drawn(job: Job, edition: Edition, case: TypeCase) -> Edition:
    """Return the edition with its SVG drawings turned into shapes and type, as every page file shows them."""
    if not any(isinstance(item, Picture) for sheet in edition.sheets for item in sheet.items):
        return edition
    from layout.picture import with_artwork

    sheets = []
    for sheet in edition.sheets:
        done = with_artwork(sheet, case)
        job.note(done.remarks)
        sheets.append(done.value)
    return replace(edition, sheets=tuple(sheets))


def _press(job: Job, goods: Goods, outbox: Outbox, aside: Path) -> Path | None:
    """Write the press files and the job ticket, check them, and return the file of the whole issue.

    Where the press part is not ordered, only that one file is made, aside, for the parts that are drawn from it.
    """
    from layout.export.pdf import write_press, write_ticket

    ordered = "press" in job.order.only
    to = outbox.part("press") if ordered else aside
    with job.stage("press") as said:
        done = write_press(goods.edition, goods.case, to, goods.settings, per_page=ordered, cache=goods.cache)
        job.note(done.remarks)
        if not done.value:
            return None
        said.append(f"{len(done.value)}")
    if ordered:
        with job.stage("ticket"):
            write_ticket(goods.edition, goods.case, to, goods.settings, done.value, cache=goods.cache)
    if job.order.release or len(job.order.only) > 1:
        _check_press(job, goods, done.value[0])
    return done.value[0]


def _check_press(job: Job, goods: Goods, file: Path) -> None:
    """Read the finished press file back as a print shop would."""
    from layout.preflight import check_file

    with job.stage("verify") as said:
        report = check_file(file, goods.settings)
        job.note(report.diagnostics)
        said.append(f"{len(goods.edition.sheets)}")


def _proof(job: Job, goods: Goods, outbox: Outbox) -> None:
    from layout.desk.proof_file import PROOF, write_desk_proof

    write_desk_proof(job, goods.edition, goods.settings, outbox.part(PROOF), goods.cache)


def _thumbnails(goods: Goods) -> dict[int, str]:
    """Return the pages' small pictures for the report."""
    from layout.export.svg import GlyphShelf, thumbnail_svg

    shelf = GlyphShelf(goods.case)
    return {sheet.number: thumbnail_svg(sheet, goods.case, shelf=shelf) for sheet in goods.edition.sheets}


def _archive(job: Job, goods: Goods, press: Path, outbox: Outbox, aside: Path) -> None:
    """Write the package; the one that it replaces is kept beside it if this is a new version."""
    from layout.export.archive import read_archive_settings, write_archive
    from layout.export.versions import FOLDER, keep_version, read_former

    assert job.issue is not None
    settings = read_archive_settings(dict(job.issue.archive), goods.settings, cache=goods.cache)
    job.note(settings.remarks)
    if not job.ok:
        return
    to, before = outbox.part("archive"), outbox.final / "archive"
    with job.stage("archive") as said:
        done = write_archive(
            goods.edition, goods.case, press, to, settings.value, previous=before,
            tiles=aside / "tiles" if "web" in job.order.only else None,
        )  # fmt: skip
        job.note(done.remarks)
        said.append(f"{len(done.value)}")
    if job.order.release and job.ok:
        from layout.preflight.archive.package import check_archive

        with job.stage("verify"):
            job.note(check_archive(to))
    written = read_former(to)
    if job.ok and written is not None:
        outbox.keep(FOLDER)
        keep_version(before, outbox.stage / FOLDER, successor=written.version)


def _web(job: Job, goods: Goods, press: Path, outbox: Outbox, aside: Path) -> None:
    """Write the web edition from the press pages; what the archive already holds of them is not made twice."""
    from layout.export.web import write_web

    settings = _web_settings(job)
    if not job.ok:
        return
    with job.stage("web") as said:
        images = _web_images(job, goods, press, outbox, aside)
        pdfs = _web_pdfs(job, goods, outbox, aside)
        if not job.ok:
            return
        done = write_web(goods.edition, goods.case, images, pdfs, outbox.part("web"), settings)
        job.note(done.remarks)
        said.append(f"{len(done.value)}")


def _web_settings(job: Job) -> WebSettings:
    from layout.export.web import read_web_settings

    assert job.issue is not None
    settings = read_web_settings(dict(job.issue.web))
    job.note(settings.remarks)
    return settings.value


def _web_images(job: Job, goods: Goods, press: Path, outbox: Outbox, aside: Path) -> tuple[PageImage, ...]:
    """Return the page images, the archive's where it has them as the web wants them."""
    from layout.export.raster import page_images
    from layout.export.web import images_of_package

    assert job.issue is not None
    data = outbox.stage / "archive" / "data"
    if data.is_dir() and not {"dpi", "colour", "paper"} & dict(job.issue.archive).keys():
        return images_of_package(goods.edition, data, aside / "tiles", workers=_PROCESSES)
    # The masters are for cutting pictures only, so packing them would be waste.
    images = page_images(
        press, goods.edition, aside / "images", profile=goods.settings.profile, tiff="none", tiles="{}",
        workers=_PROCESSES,
    )  # fmt: skip
    job.note(images.remarks)
    return images.value


def _web_pdfs(job: Job, goods: Goods, outbox: Outbox, aside: Path) -> tuple[Path, ...]:
    """Return a PDF/A of each page: the archive's, or one made aside."""
    from layout.export.web import page_pdfs

    archived = sorted((outbox.stage / "archive" / "data" / "pdf").glob("*.pdf"))
    if archived:
        return tuple(archived)
    made = page_pdfs(goods.edition, goods.case, goods.settings, aside / "pdf", cache=goods.cache)
    job.note(made.remarks)
    return made.value


def _site(job: Job) -> None:
    """Bring the index over all issues up to date with what is now in place."""
    from layout.export.web import update_site

    update_site(job.order.output, _web_settings(job))
