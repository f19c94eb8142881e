"""The archive package of an issue: page images, exact text, PDF/A and press file, described by METS, in one bag."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from layout import __version__
from layout.diagnostics import Diagnostic, Remarked, has_errors
from layout.export.archive_settings import ArchiveSettings, read_archive_settings
from layout.export.mets.files import ArchiveFile, PageFiles
from layout.export.reading import blocks_of
from layout.export.versions import Former, note_of_change, read_former
from layout.sheet import Edition

if TYPE_CHECKING:
    from layout.export.bag import Digest
    from layout.export.raster import PageImage
    from layout.export.reading import ReadingBlock
    from layout.typeface import TypeCase

__all__ = ["ArchiveSettings", "package_name", "read_archive_settings", "write_archive"]

_KINDS = (
    ("MASTER", "master", "tif", "image/tiff"), ("JP2", "jp2", "jp2", "image/jp2"),
    ("DEFAULT", "access", "jpg", "image/jpeg"), ("THUMBS", "thumb", "jpg", "image/jpeg"),
    ("FULLTEXT", "alto", "xml", "application/alto+xml"), ("DOWNLOAD", "pdf", "pdf", "application/pdf"),
)  # fmt: skip
"""A page's files: group, folder, ending, media type."""


def package_name(edition: Edition, of_day: int = 1) -> str:
    """Return a package's name: title, date, and the edition of the day.

    The title is the pinyin of the masthead, since an internal publication has no CN number to go by.
    """
    title = re.sub("[^a-z0-9]+", "-", edition.pinyin.lower()).strip("-")
    return f"{title or f'issue-{edition.number}'}_{edition.date:%Y%m%d}_{of_day:02d}"


def write_archive(
    edition: Edition, case: TypeCase, press_pdf: Path, to: Path, settings: ArchiveSettings, *,
    previous: Path | None = None, tiles: Path | None = None, page_files: Sequence[Path] = (),
) -> Remarked[tuple[Path, ...]]:  # fmt: skip
    """Write an edition's package into the empty folder `to`, which becomes a bag; return its files.

    `press_pdf` is the edition's whole press file, page after page, `page_files` are those of the pages alone, where
    there are any: a page whose own file is as it was is not drawn again. `previous` is the folder of the package that
    this one replaces: an equal payload keeps its version, any other counts one up and says what changed
    (`versions.keep_version` then keeps the old). `tiles` is a folder outside the bag that gets the web edition's tiles,
    cut from the same pixels as the masters, a folder for each master by its name. Pages that cannot be rendered and
    pictures that cannot be used are errors; nothing usable is left in `to` then.
    """
    from layout.export.bag import digests
    from layout.export.raster import take

    name = package_name(edition, settings.edition)
    data = to / "data"
    for _, folder, _, _ in _KINDS:
        if folder != "jp2" or settings.jp2:
            (data / folder).mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(1) as beside:
        # Rendering waits for its processes; text and PDF/A are made meanwhile.
        rendering = beside.submit(_images, edition, press_pdf, page_files, data, name, settings, tiles)
        blocks, remarks = _pages(edition, case, data, name, settings, rendering)
        shown = rendering.result()
    remarks += shown.remarks
    if has_errors(remarks):
        return Remarked((), remarks)
    press = data / "press" / f"{name}.pdf"
    press.parent.mkdir()
    take(press_pdf, press)
    pages = [
        PageFiles(
            image.number, sheet, blocks[image.number], (image.width, image.height), image.dpi, image.colour,
            "Adobe Deflate" if settings.tiff == "deflate" else "Uncompressed",
        )
        for image, sheet in zip(shown.value, edition.sheets, strict=True)
    ]  # fmt: skip
    paths = [path for path in sorted(data.rglob("*")) if path.is_file()]
    known = dict(zip(paths, digests(paths, settings.workers), strict=True))
    files = [_file(path, data, known[path], settings.press.standard) for path in paths]
    written = _seal(edition, pages, files, to, name, previous, {path: known[path] for path in paths})
    return Remarked((*paths, *written), remarks)


def _images(
    edition: Edition, press_pdf: Path, page_files: Sequence[Path], data: Path, name: str, settings: ArchiveSettings,
    tiles: Path | None,
) -> Remarked[tuple[PageImage, ...]]:  # fmt: skip
    from layout.export.raster import page_images

    made = page_images(
        press_pdf, edition, data, profile=settings.press.profile, dpi=settings.dpi, gray=settings.gray,
        tiff=settings.tiff, jp2=settings.jp2, paper=settings.paper, stem=f"{name}_", tiles="{}" if tiles else "",
        workers=settings.workers, pages=page_files, kept=settings.pages,
    )  # fmt: skip
    if tiles is not None and (data / "tiles").is_dir():
        shutil.move(data / "tiles", tiles)
    return made


def _pages(
    edition: Edition, case: TypeCase, data: Path, name: str, settings: ArchiveSettings,
    rendering: Future[Remarked[tuple[PageImage, ...]]],
) -> tuple[dict[int, tuple[ReadingBlock, ...]], tuple[Diagnostic, ...]]:  # fmt: skip
    """Write each page's text and PDF/A; return its blocks by number. Only pages with artwork wait for their image."""
    from layout.export.alto import GlyphMetrics, alto_page
    from layout.export.pdf.press import artwork_of, missing_characters, press_images
    from layout.export.pdfa import pdfa_page
    from layout.export.raster import pixel_size

    pictures = press_images(edition, settings.press, settings.cache)
    remarks = (*missing_characters(edition), *pictures.remarks)
    if has_errors(remarks):
        return {}, remarks
    metrics = GlyphMetrics(case)
    found = {}
    for sheet in edition.sheets:
        size = pixel_size(sheet.grid.trim, settings.dpi)
        stem = f"{name}_{sheet.number:04d}"
        blocks = found[sheet.number] = blocks_of(sheet, sheet.number)
        image = f"../master/{stem}.tif"
        alto = alto_page(edition, sheet, blocks, metrics, size=size, image=image, number=sheet.number)
        (data / "alto" / f"{stem}.xml").write_bytes(alto.data)
    drawn = set(artwork_of(pictures.value))
    for sheet in sorted(edition.sheets, key=lambda sheet: not drawn.isdisjoint(sheet.items)):
        stem = f"{name}_{sheet.number:04d}"
        master = None
        if not drawn.isdisjoint(sheet.items):
            master = data / "master" / f"{stem}.tif"
            if has_errors(rendering.result().remarks):
                return {}, remarks
        pdf = pdfa_page(
            edition, sheet, found[sheet.number], case, settings.press, images=pictures.value, name=stem, master=master
        )
        (data / "pdf" / f"{stem}.pdf").write_bytes(pdf)
    return found, remarks


def _file(path: Path, data: Path, digest: Digest, standard: str) -> ArchiveFile:
    """Return a payload file as METS names it; its folder says what it is, its name which page."""
    folder = path.parent.name
    sums = (digest.size, digest.sha256, digest.sha512)
    place = path.relative_to(data).as_posix()
    for group, kind, _, mime in _KINDS:
        if folder == kind:
            return ArchiveFile(group, place, mime, int(path.stem.rsplit("_", 1)[1]), *sums)
    return ArchiveFile("PRESS", place, "application/pdf", 0, *sums, standard)


def _note(edition: Edition, former: Former, sums: Mapping[str, str]) -> str:
    """Return what a new version says of the one before: which, what changed and when, why, and who signed.

    Corrections that an earlier version's note tells already are not told again.
    """
    release = edition.release
    told = "".join(f"{note}; " for note in former.notes)
    mended = [f"{one.date} {one.story}：{one.reason}" for one in edition.corrections]
    pages = ", ".join(str(page) for page in release.changed) if release else ""
    why = [
        release.reason if release else "",
        *(one for one in mended if f"{one}；" not in told and f"{one}; " not in told),
    ]
    signed = dict.fromkeys(f"{read.role} {read.name}" for read in edition.readings)
    parts = [
        note_of_change(former, sums),
        f"date: {edition.made_on.isoformat()}",
        f"pages: {pages}" if pages else "",
        f"why: {'；'.join(filter(None, why))}" if any(why) else "",
        f"signed: {'、'.join(signed)}" if signed else "",
    ]
    return "; ".join(filter(None, parts))


def _standing(edition: Edition) -> str:
    """Return whether a package is of a draft, which is no record of what was printed, or of which release."""
    release = edition.release
    if release is None or not release.number:
        return "草样，未付印，不入藏；draft, not released, not to be kept"
    return f"{release.status}" + (f"，{release.reason}" if release.reason else "")


def _seal(
    edition: Edition, pages: Sequence[PageFiles], files: Sequence[ArchiveFile], to: Path, name: str,
    previous: Path | None, known: dict[Path, Digest],
) -> tuple[Path, ...]:  # fmt: skip
    """Write the METS file and the bag's own files, as the version that the payload asks for."""
    from layout.export import bag_profile
    from layout.export.bag import close_bag, digest_of
    from layout.export.mets import PREMIS_FILE, mets, premis

    former = read_former(previous) if previous else None
    version, notes = (former.version, former.notes) if former else (1, ())
    records = to / "data" / PREMIS_FILE, to / "data" / "mets.xml"

    def write() -> dict[str, Digest]:
        records[0].write_bytes(premis(edition, files, name, notes))
        records[1].write_bytes(mets(edition, pages, files, name, version=version, history=notes))
        digested = {**known, **{path: digest_of(path) for path in records}}
        return {file.relative_to(to).as_posix(): digest for file, digest in digested.items()}

    payload = write()
    sums = {place: digest.sha256 for place, digest in payload.items()}
    if former and sums != former.payload:
        version, notes = former.version + 1, (*former.notes, _note(edition, former, sums))
        payload = write()
    info = [
        ("Source-Organization", edition.named("pbl") or edition.name),
        ("External-Description", f"{edition.name} 第{edition.number}期 {edition.date.isoformat()}"),
        ("Bagging-Date", edition.made_on.isoformat()),
        ("External-Identifier", name),
        ("Bag-Group-Identifier", name.split("_")[0]),
        ("Internal-Sender-Identifier", str(edition.number)),
        ("Bag-Software-Agent", f"layout {__version__}"),
        ("Version", str(version)),
        *(("Version-Note", note) for note in notes),
        *([("Internal-Sender-Description", _standing(edition))] if edition.release else []),
        *([("Rights-Statement", edition.rights.statement)] if edition.rights.statement else []),
        ("BagIt-Profile-Identifier", bag_profile.IDENTIFIER),
    ]
    return (*records, *close_bag(to, payload, info, {bag_profile.NAME: bag_profile.profile_text()}))
