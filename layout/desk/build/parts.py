"""The parts of an edition, each written into the outbox: press files, archive package, web edition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace

if TYPE_CHECKING:
    from layout.desk.build.docket import Docket
    from layout.desk.build.goods import Goods
    from layout.desk.build.results import Judged
    from layout.desk.output import Outbox
    from layout.export.raster import PageImage


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery on its way: what the parts are made from, where they go, and the docket of the build."""

    goods: Goods
    outbox: Outbox
    docket: Docket
    judged: Judged

    @property
    def only(self) -> tuple[str, ...]:
        """The parts that were ordered."""
        return self.docket.order.only

    @property
    def release(self) -> bool:
        """Whether this is for release."""
        return self.docket.order.release


@dataclass(frozen=True, slots=True)
class Drawn:
    """What archive and web are drawn from: the press file of the whole issue, and those of its pages alone, if any."""

    whole: Path
    pages: tuple[Path, ...] = ()


def write_parts(to: Delivery) -> bool:
    """Write the parts that were ordered; False where an error, noted on the docket, stopped them."""
    press = _press(to)
    if press is None or not to.docket.ok:
        return False
    if "archive" in to.only:
        _archive(to, press)
    if "web" in to.only and to.docket.ok:
        _web(to, press.whole)
    return to.docket.ok


def _press(to: Delivery) -> Drawn | None:
    """Write the press files and the job ticket, check them, and return what the other parts are drawn from.

    Where the press part is not ordered, only the file of the whole issue is made, aside.
    """
    from layout.export.pdf import write_press, write_ticket

    goods, docket, settings = to.goods, to.docket, to.goods.settings.press
    ordered = "press" in to.only
    folder = to.outbox.part("press") if ordered else to.outbox.aside
    with docket.stage("press") as made:
        _look_at_bookings(to)
        files = docket.take(
            write_press(goods.edition, goods.case, folder, settings, per_page=ordered, cache=goods.pictures)
        )
        if not files:
            return None
        made.append(f"{len(files)}")
    if ordered:
        with docket.stage("ticket"):
            for place in dict.fromkeys((folder, *(file.parent for file in files))):
                write_ticket(goods.edition, goods.case, place, settings, files, cache=goods.pictures)
    if to.release or len(to.only) > 1:
        _check_press(to, files[0])
    pages = files[1 : 1 + len(goods.edition.sheets)] if ordered and settings.per_page else ()
    return _with_whole_spreads(to, Drawn(files[0], pages))


def _look_at_bookings(to: Delivery) -> None:
    """Hold adverts against the places that were booked for them, as the check does: a release stops for the same."""
    from layout.desk.build.adverts import booked
    from layout.export.pdf.press import artwork_of, press_images

    if not any(story.fixed for story in to.judged.issue.stories):
        return
    edition, docket = to.goods.edition, to.docket
    images = docket.take(press_images(edition, to.goods.settings.press, to.goods.pictures))
    docket.note(tuple(booked(edition, artwork_of(images), to.judged)))


def _with_whole_spreads(to: Delivery, press: Drawn) -> Drawn:
    """Return what archive and web are drawn from: there a spread is one page, as a reader sees it."""
    from layout.export.pdf import write_press

    goods = to.goods
    if not any(sheet.spread for sheet in goods.edition.sheets) or to.only == ("press",):
        return press
    settings = replace(goods.settings.press, spreads=False)
    folder = to.outbox.aside / "spreads"
    made = write_press(goods.edition, goods.case, folder, settings, per_page=False, cache=goods.pictures, apart=False)
    return Drawn(made.value[0]) if made.value else press


def _check_press(to: Delivery, file: Path) -> None:
    """Read the finished press file back as a print shop would."""
    from layout.desk.build.adverts import at_pictures
    from layout.preflight import check_file

    with to.docket.stage("verify") as made:
        report = check_file(file, to.goods.settings.press)
        sheets = to.goods.edition.sheets
        to.docket.note(
            at_pictures(report.diagnostics, sheets) if len(report.pages) == len(sheets) else report.diagnostics
        )
        made.append(f"{len(to.goods.edition.sheets)}")


def _archive(to: Delivery, press: Drawn) -> None:
    """Write the package; the one that it replaces is kept beside it if this is a new version."""
    from layout.export.archive import write_archive
    from layout.export.versions import FOLDER, keep_version, read_former

    goods, docket, outbox = to.goods, to.docket, to.outbox
    folder, before = outbox.part("archive"), _former_archive(to)
    with docket.stage("archive") as made:
        files = docket.take(
            write_archive(
                goods.edition, goods.case, press.whole, folder, goods.settings.archive, previous=before,
                page_files=press.pages,
                tiles=outbox.aside / "tiles" if "web" in to.only else None,
            )
        )  # fmt: skip
        made.append(f"{len(files)}")
    if to.release and docket.ok:
        from layout.preflight.archive.package import check_archive

        with docket.stage("verify"):
            docket.note(check_archive(folder))
    written = read_former(folder)
    if docket.ok and written is not None and before is not None:
        outbox.keep(FOLDER)
        keep_version(before, outbox.stage / FOLDER, successor=written.version)


def _former_archive(to: Delivery) -> Path | None:
    """Return the package of the last release, which a release follows; a draft follows and replaces nothing."""
    if not to.release:
        return None
    from layout.desk.build.release import kept_releases

    packages = [kept.folder / "archive" for kept in kept_releases(to.outbox.final)]
    return next((package for package in reversed(packages) if package.is_dir()), None)


def _web(to: Delivery, press: Path) -> None:
    """Write the web edition from the press pages; what the archive already holds of them is not made twice."""
    from layout.desk.build.reprints import reprints
    from layout.export.web import write_web

    goods, docket = to.goods, to.docket
    with docket.stage("web") as made:
        images, pdfs = _web_images(to, press), _web_pdfs(to)
        if not docket.ok:
            return
        files = docket.take(
            write_web(
                goods.edition, goods.case, images, pdfs, to.outbox.part("web"), goods.settings.web, _former_webs(to),
                wechat=to.outbox.part("wechat"), reprints=reprints(to.judged.issue.stories, to.judged.room, goods),
                altos=tuple(sorted((to.outbox.stage / "archive" / "data" / "alto").glob("*.xml"))),
            )
        )  # fmt: skip
        made.append(f"{len(files)}")


def _former_webs(to: Delivery) -> tuple[Path, ...]:
    """Return the web editions of the releases before this build, oldest first."""
    from layout.desk.build.release import kept_releases

    release = to.goods.edition.release
    number = release.number if release else 0
    kept = [one for one in kept_releases(to.outbox.final) if not number or one.number < number]
    return tuple(one.folder / "web" for one in kept if (one.folder / "web").is_dir())


def _web_images(to: Delivery, press: Path) -> tuple[PageImage, ...]:
    """Return the page images, the archive's where it has them as the web wants them."""
    from layout.export.raster import page_images
    from layout.export.web import images_of_package

    edition, aside = to.goods.edition, to.outbox.aside
    data = to.outbox.stage / "archive" / "data"
    if data.is_dir() and to.goods.settings.images_shared:
        return images_of_package(edition, data, aside / "tiles", workers=to.docket.order.processes)
    # The masters are for cutting pictures only, so packing them would be waste.
    return to.docket.take(
        page_images(
            press, edition, aside / "images", profile=to.goods.settings.press.profile, tiff="none", tiles="{}",
            workers=to.docket.order.processes,
        )
    )  # fmt: skip


def _web_pdfs(to: Delivery) -> tuple[Path, ...]:
    """Return a PDF/A of each page: the archive's, or one made aside."""
    from layout.export.web import page_pdfs

    archived = sorted((to.outbox.stage / "archive" / "data" / "pdf").glob("*.pdf"))
    if archived:
        return tuple(archived)
    goods = to.goods
    return to.docket.take(
        page_pdfs(goods.edition, goods.case, goods.settings.press, to.outbox.aside / "pdf", cache=goods.pictures)
    )
