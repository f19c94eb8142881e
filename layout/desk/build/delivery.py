"""Writing what an edition's readers need, and the report of the build, all or nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from layout.desk.build.goods import goods_of
from layout.desk.build.order import PARTS
from layout.desk.build.parts import Delivery, write_parts
from layout.desk.build.report import report_of
from layout.desk.build.report_page import report_page
from layout.desk.build.results import Written
from layout.desk.output import Outbox
from layout.diagnostics import Diagnostic, Severity
from layout.ground.dataclass import replace
from layout.ground.json_text import json_text

_DRAWN = 250_000
"""Characters of all drawings of pages in a report; more are pictures that weigh less."""

REPORT_DPI = 24
"""Plates in the report are a hand wide: they show what is on each, not how fine."""

if TYPE_CHECKING:
    from pathlib import Path

    from layout.desk.build.docket import Docket
    from layout.desk.build.goods import Goods
    from layout.desk.build.release import KeptRelease
    from layout.desk.build.results import Judged
    from layout.issue.house_file import Demands
    from layout.sheet import Release


def deliver(judged: Judged, docket: Docket) -> Written:
    """Write the parts that were ordered, then put them in place together; an error on the way leaves all as it was."""
    from layout.preflight import check_sheets

    with docket.stage("preflight"):
        goods = _as_release(goods_of(judged, docket), judged, docket)
        docket.note(check_sheets(goods.edition, goods.case, goods.settings.press))
    if not docket.ok:
        return Written()
    to = Delivery(goods, Outbox(docket.order.final), docket, judged)
    try:
        written = _put_in_place(to, judged) if write_parts(to) else Written()
    except BaseException:
        to.outbox.discard()
        raise
    if not written.files:
        to.outbox.discard()
    elif "web" in to.only and docket.order.index:
        _update_site(to)
    return written


def _as_release(goods: Goods, judged: Judged, docket: Docket) -> Goods:
    """Return the goods as what they are: a draft, or a release with its number and what changed since the last."""
    from layout.desk.build.release import kept_releases, release_of
    from layout.desk.signing import readings_of
    from layout.sheet import Release

    readings = readings_of(docket.order.house, judged.issue)
    goods = replace(goods, edition=replace(goods.edition, readings=readings))
    release = Release()
    if docket.order.release:
        kept = kept_releases(docket.order.final)
        release = release_of(goods, kept, docket.order.reason, docket.order.on)
        _hold_day(goods, kept, docket)
        _demand(release, judged, docket)
    return replace(goods, edition=replace(goods.edition, release=release))


def _hold_day(goods: Goods, kept: tuple[KeptRelease, ...], docket: Docket) -> None:
    """Refuse a day that is before what the release holds."""
    from layout.desk.build.release import latest_before

    on, day = docket.order.on, latest_before(goods, kept)
    if on and day and on < day:
        docket.note((Diagnostic.make("D153", Severity.ERROR, on=on.isoformat(), day=day.isoformat()),))


def _demand(release: Release, judged: Judged, docket: Docket) -> None:
    """Say what changed since the last release, and what the house demands of this one."""
    from layout.issue.house_file import read_demands

    demands = docket.take(read_demands(docket.order.house.issues))
    if release.number > 1:
        pages = "、".join(str(page) for page in release.changed)
        docket.note((Diagnostic.make("D150", Severity.NOTE, number=release.number, pages=pages),))
        if demands.reason and not release.reason:
            docket.note((Diagnostic.make("D151", Severity.ERROR, number=release.number),))
    ask_signatures(judged, docket, demands)
    if demands.plan and any(remark.code == "M335" for remark in docket.remarks):
        docket.note((Diagnostic.make("D152", Severity.ERROR, number=docket.order.number),))


def ask_signatures(judged: Judged, docket: Docket, demands: Demands) -> None:
    """Say which signatures lack that the house demands of a release."""
    if demands.signatures:
        from layout.desk.signing import release_faults

        docket.note(release_faults(docket.order.house, judged.issue, demands))


def _put_in_place(to: Delivery, judged: Judged) -> Written:
    """Add plan, proof and report to the parts, and let them take the place of the present output."""
    from layout.desk.build.release import keep_release, status_record
    from layout.makeup.dummy.file import write_plan
    from layout.sheet import Release

    outbox, docket = to.outbox, to.docket
    outbox.write("plan.yaml", write_plan(judged.plan))
    proof = _proof(to, judged) if docket.order.proof else None
    made = tuple(outbox.files())
    outbox.one_of_each(made)
    stale = tuple(part for part in outbox.kept() if part in PARTS)
    if stale:
        docket.note((Diagnostic.make("D121", Severity.NOTE, parts="、".join(stale)),))
    files = tuple(sorted((*made, *_kept_files(outbox, made))))
    status = status_record(to.goods.edition.release or Release())
    plates = _plates(to) if len(to.only) > 1 else {}
    report = report_of(judged, docket, files) | {"status": status, "board": _board(judged, docket)}
    outbox.write("report.json", json_text(report))
    # Pages are drawn small for a whole build only: a part alone is asked for when time counts.
    outbox.write("report.html", report_page(report, _thumbnails(to) if len(to.only) > 1 else {}, plates))
    release = to.goods.edition.release
    kept = None
    if release is not None and release.number:
        parts = (*to.only, "wechat") if "web" in to.only else to.only
        kept = keep_release(outbox.stage, outbox.final, release.number, parts)
    outbox.deliver()
    return Written(files, proof, kept)


def _board(judged: Judged, docket: Docket) -> list[dict[str, Any]]:
    from layout.desk.signing import board_record
    from layout.issue.house_file import read_demands

    house = docket.order.house
    return board_record(house, judged.issue, read_demands(house.issues).value)


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


def _proof(to: Delivery, judged: Judged) -> Path:
    from layout.desk.build.proof_file import PROOF, write_desk_proof

    return write_desk_proof(to.goods, judged, to.docket, to.outbox.part(PROOF))


def _thumbnails(to: Delivery) -> dict[int, str]:
    """Return the pages' small pictures for the report: drawings, or the archive's small images where those are less."""
    from layout.export.svg import GlyphShelf, thumbnail_svg

    goods = to.goods
    shelf = GlyphShelf(goods.case)
    drawn = {sheet.number: thumbnail_svg(sheet, goods.case, shelf=shelf) for sheet in goods.edition.sheets}
    shown = sorted((to.outbox.stage / "archive" / "data" / "thumb").glob("*.jpg"))
    if len(shown) != len(drawn) or sum(map(len, drawn.values())) <= _DRAWN:
        return drawn
    from base64 import b64encode

    return {
        number: f'<img alt="第{number}版" src="data:image/jpeg;base64,{b64encode(_small(path)).decode()}">'
        for number, path in zip(drawn, shown, strict=True)
    }


def _plates(to: Delivery) -> dict[int, dict[str, bytes]]:
    """Return small pictures of each page's plates for the report; none where no program here renders plates."""
    settings = to.goods.settings.press
    press = to.outbox.stage / "press" / settings.whole_name.format(number=to.goods.edition.number)
    if "press" not in to.only or settings.spreads or not press.is_file():
        return {}
    from layout.export.pdf.halves import single_pages
    from layout.preflight.pdf.renderer import rendered
    from layout.preflight.plates.pictures import plate_pictures

    with to.docket.stage("plates") as made:
        plates = rendered(press, REPORT_DPI)
        pages = plates.pages if plates else ()
        made.append(f"{len(pages)}")
        sheets = single_pages(to.goods.edition.sheets)
        return {sheet.number: plate_pictures(inks, settings) for sheet, inks in zip(sheets, pages, strict=False)}


def _small(picture: Path) -> bytes:
    """Return a page's small image at two thirds of its size, which is what the report shows."""
    from io import BytesIO

    from PIL import Image

    packed = BytesIO()
    with Image.open(picture) as image:
        image.resize((image.width * 2 // 3, image.height * 2 // 3)).save(packed, "JPEG", quality=60)
    return packed.getvalue()


def _update_site(to: Delivery) -> None:
    """Bring the index over all issues up to date with what is now in place."""
    from layout.export.web import update_site

    update_site(to.docket.order.output, to.goods.settings.web, to.docket.order.number)
