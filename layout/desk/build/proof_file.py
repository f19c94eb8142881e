"""The desk's proof of an issue, `output/<N>/proof/<N>-proof.pdf`: pages with grid, fits and findings over them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layout.desk.build.goods import goods_of
from layout.desk.build.proof import proofed
from layout.desk.build.results import Written
from layout.desk.output import Outbox
from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import replace

if TYPE_CHECKING:
    from layout.desk.build.docket import Docket
    from layout.desk.build.goods import Goods
    from layout.desk.build.results import Judged
    from layout.issue.source import SourceMap

PROOF = "proof"
"""The proof's folder in the output."""


def write_desk_proof(goods: Goods, judged: Judged, docket: Docket, to: Path) -> Path:
    """Write the proof into folder `to`; return the path that it will have in the output."""
    from layout.export.pdf import write_proof

    # Notes of the desk's own marks (照排, 半角) would bury the list; the checker's are about the page.
    of_pages = set(judged.verdict.remarks)
    shown = [
        in_copy(judged.sources, remark)
        for remark in docket.remarks
        if remark in of_pages or remark.severity is not Severity.NOTE
    ]
    with docket.stage("proof") as made:
        edition = proofed(judged, goods.edition)
        files = docket.take(
            write_proof(edition, goods.case, to, goods.settings.press, findings=shown, cache=goods.pictures)
        )
        made.append(f"{len(edition.sheets)}")
    return docket.order.final / PROOF / files[0].name


def in_copy(sources: SourceMap, remark: Diagnostic) -> Diagnostic:
    """Return a finding with its spot in the copy for its place in the file: that is what stands on the page."""
    spot = sources.spot(remark.at) if isinstance(remark.at, Place) else None
    return replace(remark, at=spot) if spot else remark


def deliver_proof(judged: Judged, docket: Docket) -> Written:
    """Write the proof alone, of pages that must not go to press yet; every other file stays as it was."""
    outbox = Outbox(docket.order.final)
    try:
        proof = write_desk_proof(goods_of(judged, docket), judged, docket, outbox.part(PROOF))
        outbox.deliver()
    except BaseException:
        outbox.discard()
        raise
    return Written(proof=proof)
