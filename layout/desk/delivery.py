"""Writing what an edition's readers need, and the report of the build, all or nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from layout.desk.output import Outbox
from layout.desk.report import report_of, report_text

if TYPE_CHECKING:
    from layout.desk.pipeline import Job
    from layout.sheet import Edition
    from layout.typeface import TypeCase


def deliver(job: Job) -> None:
    """Write the parts that were ordered, then put them in place together; an error on the way leaves all as it was."""
    from layout.makeup.dummy import write_plan

    order = job.order
    assert job.edition is not None and job.plan is not None and job.case is not None
    outbox = Outbox(order.output / str(order.number))
    try:
        if "press" in order.only:
            _press(job, outbox.part("press"))
        if "archive" in order.only and job.ok:
            _archive(job, outbox)
        if not job.ok:
            outbox.discard()
            return
        outbox.write("plan.yaml", write_plan(job.plan))
        job.files = tuple(outbox.files())
        outbox.write("report.json", report_text(report_of(job)))
        outbox.deliver()
    except BaseException:
        outbox.discard()
        raise


def _press(job: Job, to: Path) -> None:
    from layout.export.pdf import PressSettings, write_press

    assert job.edition is not None and job.case is not None
    with job.stage("press") as said:
        done = write_press(drawn(job, job.edition, job.case), job.case, to, PressSettings())
        job.note(done.remarks)
        said.append(f"{len(done.value)}")


def drawn(job: Job, edition: Edition, case: TypeCase) -> Edition:
    """Return the edition with its SVG drawings turned into shapes and type, as every page file shows them."""
    from layout.export.picture import with_artwork

    sheets = []
    for sheet in edition.sheets:
        done = with_artwork(sheet, case)
        job.note(done.remarks)
        sheets.append(done.value)
    return replace(edition, sheets=tuple(sheets))


def _archive(job: Job, outbox: Outbox) -> None:
    """Write the package; the one that it replaces is kept beside it if this is a new version."""
    from tempfile import TemporaryDirectory

    from layout.export.archive import ArchiveSettings, write_archive
    from layout.export.pdf import PressSettings, write_press
    from layout.export.versions import FOLDER, keep_version, read_former

    assert job.edition is not None and job.case is not None
    to, before = outbox.part("archive"), outbox.final / "archive"
    with job.stage("archive") as said, TemporaryDirectory() as aside:
        edition = drawn(job, job.edition, job.case)
        press = outbox.stage / "press" / f"{edition.number}.pdf"
        if not press.is_file():
            made = write_press(edition, job.case, Path(aside), PressSettings(), per_page=False)
            job.note(made.remarks)
            if not made.value:
                return
            press = made.value[0]
        done = write_archive(edition, job.case, press, to, ArchiveSettings(), previous=before)
        job.note(done.remarks)
        said.append(f"{len(done.value)}")
    written = read_former(to)
    if job.ok and written is not None:
        keep_version(before, outbox.final / FOLDER, successor=written.version)
