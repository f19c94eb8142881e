"""Writing what an edition's readers need, and the report of the build, all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layout.desk.output import Outbox
from layout.desk.report import report_of, report_text

if TYPE_CHECKING:
    from layout.desk.pipeline import Job


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
        done = write_press(job.edition, job.case, to, PressSettings())
        job.note(done.remarks)
        said.append(f"{len(done.value)}")


def _archive(job: Job, outbox: Outbox) -> None:
    pass


