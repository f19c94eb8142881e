"""The desk's proof of an issue, `output/<N>/proof/<N>-proof.pdf`: pages with grid, fits and findings over them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from layout.desk.output import Outbox
from layout.desk.proof import proofed
from layout.diagnostics import Diagnostic, Place, Severity

if TYPE_CHECKING:
    from layout.desk.pipeline import Job
    from layout.export.pdf import PressSettings
    from layout.sheet import Edition

PROOF = "proof"
"""The proof's folder in the output."""


def write_desk_proof(job: Job, edition: Edition, settings: PressSettings, to: Path, cache: Path) -> None:
    """Write the proof of an edition whose drawings are set into folder `to`."""
    from layout.export.pdf import write_proof

    assert job.case is not None
    # Notes of the desk's own marks (照排, 半角) would bury the list; the checker's are about the page.
    judged = set(job.verdict.remarks) if job.verdict else set()
    told = [in_copy(job, remark) for remark in job.remarks if remark in judged or remark.severity is not Severity.NOTE]
    with job.stage("proof") as said:
        done = write_proof(proofed(job, edition), job.case, to, settings, findings=told, cache=cache)
        job.note(done.remarks)
        said.append(f"{len(edition.sheets)}")
    job.proof = job.order.output / str(job.order.number) / PROOF / done.value[0].name


def in_copy(job: Job, remark: Diagnostic) -> Diagnostic:
    """Return a finding with its spot in the copy for its place in the file: that is what stands on the page."""
    spot = job.sources.spot(remark.at) if job.sources and isinstance(remark.at, Place) else None
    return replace(remark, at=spot) if spot else remark


def deliver_proof(job: Job) -> None:
    """Write the proof alone, of pages that must not go to press yet; every other file stays as it was."""
    from layout.desk.delivery import drawn
    from layout.export.pdf import read_press_settings

    assert job.edition is not None and job.case is not None and job.issue is not None
    order = job.order
    settings = read_press_settings(dict(job.issue.press), order.house.issue(order.number)).value
    outbox = Outbox(order.output / str(order.number))
    try:
        edition = drawn(job, job.edition, job.case)
        write_desk_proof(job, edition, settings, outbox.part(PROOF), order.output / ".cache" / "pictures")
        outbox.deliver()
    except BaseException:
        outbox.discard()
        raise
