"""Writing what an edition's readers need, and the report of the build, all or nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from layout.desk.build.goods import goods_of
from layout.desk.build.order import PARTS
from layout.desk.build.parts import Delivery, write_parts
from layout.desk.build.report import report_of, report_text
from layout.desk.build.report_page import report_page
from layout.desk.build.results import Written
from layout.desk.output import Outbox
from layout.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from layout.desk.build.docket import Docket
    from layout.desk.build.goods import Goods
    from layout.desk.build.results import Judged


def deliver(judged: Judged, docket: Docket) -> Written:
    """Write the parts that were ordered, then put them in place together; an error on the way leaves all as it was."""
    from layout.preflight import check_sheets

    with docket.stage("preflight"):
        goods = goods_of(judged, docket)
        docket.note(check_sheets(goods.edition, goods.case, goods.settings.press))
    if not docket.ok:
        return Written()
    to = Delivery(goods, Outbox(docket.order.final), docket)
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


def _put_in_place(to: Delivery, judged: Judged) -> Written:
    """Add plan, proof and report to the parts, and let them take the place of the present output."""
    from layout.makeup.dummy.file import write_plan

    outbox, docket = to.outbox, to.docket
    outbox.write("plan.yaml", write_plan(judged.plan))
    proof = _proof(to, judged) if docket.order.proof else None
    made = tuple(outbox.files())
    stale = tuple(part for part in outbox.kept() if part in PARTS)
    if stale:
        docket.note((Diagnostic.make("D121", Severity.NOTE, parts="、".join(stale)),))
    files = tuple(sorted((*made, *_kept_files(outbox, made))))
    report = report_of(judged, docket, files)
    outbox.write("report.json", report_text(report))
    # Pages are drawn small for a whole build only: a part alone is asked for when time counts.
    outbox.write("report.html", report_page(report, _thumbnails(to.goods) if len(to.only) > 1 else {}))
    outbox.deliver()
    return Written(files, proof)


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


def _thumbnails(goods: Goods) -> dict[int, str]:
    """Return the pages' small pictures for the report."""
    from layout.export.svg import GlyphShelf, thumbnail_svg

    shelf = GlyphShelf(goods.case)
    return {sheet.number: thumbnail_svg(sheet, goods.case, shelf=shelf) for sheet in goods.edition.sheets}


def _update_site(to: Delivery) -> None:
    """Bring the index over all issues up to date with what is now in place."""
    from layout.export.web import update_site

    update_site(to.docket.order.output, to.goods.settings.web)
