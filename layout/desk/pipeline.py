"""From an issue's folder to everything its readers need, one stage after another.

The only place that knows all stages, and with the command line the only one that has a clock. Each stage returns
values; nothing is written before every page is made up and the copy is free of errors.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from layout.desk.output import PARTS, BusyError
from layout.diagnostics import Diagnostic, Place, Severity, has_errors

if TYPE_CHECKING:
    from layout.desk.house import House
    from layout.issue.model import Issue
    from layout.issue.source import SourceMap
    from layout.makeup.check import Verdict
    from layout.makeup.dummy.plan import Plan
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.memory import Memory
    from layout.makeup.page.pages import MadeUp
    from layout.sheet import Edition, Fit
    from layout.typeface import TypeCase

HOLE = 12
"""Lines that a block may be short before the optimiser closes the hole: copy was cut after the dummy was drawn."""

Progress = Callable[[str, float, str], None]
"""Told at the end of each stage: its name, the seconds it took, and a word on what it made."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: which issue of which house, what parts of it, whether for release, and where to put it.

    `plan` stands in for a dummy where the desk keeps none. Without `mend`, pages that the copy has outgrown stay as
    they are, with their overset, instead of going to the optimiser. `memory` keeps what is set between builds of the
    same issue.
    """

    house: House
    number: int
    output: Path
    only: tuple[str, ...] = PARTS
    release: bool = False
    proof: bool = False
    seconds: float = 20.0
    plan: Plan | None = None
    mend: bool = True
    memory: Memory | None = None


@dataclass(slots=True)
class Job:
    """A build on its way: what each stage has left so far. It lives inside one call of `build` or `check`."""

    order: Order
    progress: Progress
    issue: Issue | None = None
    sources: SourceMap | None = None
    case: TypeCase | None = None
    room: CaseRoom | None = None
    plan: Plan | None = None
    made: MadeUp | None = None
    verdict: Verdict | None = None
    edition: Edition | None = None
    remarks: list[Diagnostic] = field(default_factory=list)
    timings: list[tuple[str, float]] = field(default_factory=list)
    files: tuple[tuple[str, str, int], ...] = ()
    proof: Path | None = None

    @property
    def ok(self) -> bool:
        """Tell whether nothing found so far stops the build; for a release a warning does."""
        bad = {Severity.ERROR, Severity.WARNING} if self.order.release else {Severity.ERROR}
        return not any(remark.severity in bad for remark in self.remarks)

    @property
    def fits(self) -> tuple[Fit, ...]:
        """How each block fits."""
        return self.made.fits if self.made else ()

    @contextmanager
    def stage(self, name: str) -> Iterator[list[str]]:
        """Time a stage; what it puts into the yielded list is told with its end."""
        started = time.perf_counter()
        said: list[str] = []
        yield said
        seconds = time.perf_counter() - started
        self.timings.append((name, seconds))
        self.progress(name, seconds, "".join(said))

    def note(self, remarks: tuple[Diagnostic, ...]) -> None:
        """Keep remarks, each once; files of the house go by the names that the desk knows them by."""
        root = f"{self.order.house.root}/"
        known = set(self.remarks)
        for remark in remarks:
            if isinstance(remark.at, Place) and remark.at.file.startswith(root):
                remark = replace(remark, at=replace(remark.at, file=remark.at.file[len(root) :]))
            if remark not in known:
                self.remarks.append(remark)


def check(order: Order, progress: Progress) -> Job:
    """Read, compose and make up an issue without writing anything; every remark of every stage is in the job."""
    job = Job(order, progress)
    _read(job)
    if job.issue is not None:
        _open_case(job)
    if job.issue is not None and job.room is not None and not has_errors(job.remarks):
        _make_up(job)
    if job.issue is not None:
        _hear_wishes(job, job.issue)
    return job


def build(order: Order, progress: Progress) -> Job:
    """Build an issue and put its parts into the output; where an error stands, nothing is replaced.

    The proof alone is written all the same where it was ordered and there are pages: it is there to show the error.
    """
    job = check(order, progress)
    if job.edition is None:
        return job
    try:
        if job.ok:
            from layout.desk.delivery import deliver

            deliver(job)
        if order.proof and not job.files:
            from layout.desk.proof_file import deliver_proof

            deliver_proof(job)
    except OSError as fault:
        # A full disk or a folder that may not be written is the desk's to mend; what we read is checked long before.
        path = str(fault.filename or order.output)
        job.files = ()
        job.note((Diagnostic.make("D122", Severity.ERROR, path=path, reason=fault.strerror or str(fault)),))
    except BusyError:
        job.note((Diagnostic.make("D120", Severity.ERROR, number=order.number),))
    return job


def _read(job: Job) -> None:
    from layout.issue.reader import read_issue

    with job.stage("read") as said:
        done = read_issue(job.order.house.issue(job.order.number))
        job.issue, job.sources = done.issue, done.sources
        job.note(done.remarks)
        if done.issue is not None:
            said.append(f"{len(done.issue.stories)}")


def _hear_wishes(job: Job, issue: Issue) -> None:
    """Say before anything is written what the shop, the library and the web edition cannot be given."""
    if issue.press:
        from layout.export.pdf.settings import read_press_settings

        job.note(read_press_settings(dict(issue.press), job.order.house.issue(issue.number)).remarks)
    if issue.archive:
        from layout.export.archive_settings import read_archive_settings
        from layout.export.pdf.settings import PressSettings

        job.note(read_archive_settings(dict(issue.archive), PressSettings()).remarks)
    if issue.web:
        from layout.export.web.settings import read_web_settings

        job.note(read_web_settings(dict(issue.web)).remarks)


def _open_case(job: Job) -> None:
    from layout.compose.story.stylebook import house_style
    from layout.makeup.page.caseroom import open_room
    from layout.typeface import open_case

    with job.stage("type"):
        case = open_case(job.order.house.fonts)
        job.note(case.remarks)
        job.case = case.value
        assert job.issue is not None
        style = house_style(job.issue.house)
        job.note(style.remarks)
        if job.case is not None:
            job.room = open_room(job.issue, job.case, style.value, job.order.memory)


def _make_up(job: Job) -> None:
    from layout.makeup.page.edition import edition_of
    from layout.makeup.page.pages import make_up

    assert job.issue is not None and job.room is not None
    issue, room = job.issue, job.room
    folder = str(job.order.house.issue(job.order.number))
    kept = _kept_plan(job, issue)
    if has_errors(job.remarks):
        return
    if kept is not None:
        with job.stage("makeup") as said:
            job.plan, job.made = kept, make_up(issue, kept, room, folder)
            said.append(f"{len(job.made.sheets)}")
    if job.made is None or (job.order.mend and any(fit.over or fit.short > HOLE for fit in job.made.fits)):
        _solve(job, issue, room, kept, folder)
    if job.made is None or job.plan is None:
        return
    job.note(job.made.remarks)
    job.edition = edition_of(issue, job.made.sheets, folder)
    from layout.makeup.check.measured import judge_sheets

    with job.stage("judge"):
        job.verdict = judge_sheets(job.plan, job.made.sheets, job.made.fits, issue.stories, room.grid)
        # Make-up has told the overset of each story with its place; the checker's word on it (M124) adds nothing.
        job.note(tuple(remark for remark in job.verdict.remarks if remark.code != "M124"))


def _kept_plan(job: Job, issue: Issue) -> Plan | None:
    """Return the dummy that the desk keeps beside its copy, or None."""
    from layout.makeup.dummy.file import read_plan

    path = job.order.house.issue(issue.number) / "plan.yaml"
    if not path.exists():
        return job.order.plan
    with job.stage("plan") as said:
        done = read_plan(path, f"issues/{issue.number}/plan.yaml", issue)
        job.note(done.remarks)
        said.append("hand" if done.value is None else done.value.by)
    return done.value


def _solve(job: Job, issue: Issue, room: CaseRoom, kept: Plan | None, folder: str) -> None:
    """Have the optimiser make the pages, or mend those of a kept dummy that late copy no longer fits.

    Where it finds no way, the kept dummy's own pages stand, with their overset reported.
    """
    from layout.makeup.page.pages import make_up
    from layout.makeup.solve import plan_issue

    with job.stage("solve") as said:
        done = plan_issue(issue, room, kept=kept, seconds=job.order.seconds)
        if done.value is None and job.made is not None:
            return
        job.note(done.remarks)
        if done.value is not None:
            job.plan = done.value
            job.room = room.emptied()
            job.made = make_up(issue, done.value, job.room, folder)
            said.append("solver")
