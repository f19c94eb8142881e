"""From an issue's folder to everything its readers need, one stage after another.

The only place that knows all stages, and with the command line the only one that has a clock. Each stage returns
values; nothing is written before every page is made up and the copy is free of errors.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layout.desk.build.docket import Docket
from layout.desk.build.pictures import look_over, named_pictures
from layout.desk.build.results import Built, Checked, Judged, Opened, Read, Written
from layout.desk.build.stamp import keep_stamp, start_of
from layout.desk.output import ForeignError, leads_into
from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import replace
from layout.ground.lock import BusyError
from layout.ground.named_tuple import NamedTuple
from layout.sheet import Picture

if TYPE_CHECKING:
    from layout.desk.build.order import Order, Progress
    from layout.issue.model import Issue
    from layout.issue.source import SourceMap
    from layout.makeup.dummy.misfits import Misfits
    from layout.makeup.dummy.plan import Plan
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.pages import MadeUp
    from layout.sheet import Picture
    from layout.sheet.lightness import Lightness

_ATTEMPTS, _PROOF_SECONDS = 3, 2.0
"""How often an over-full issue is tried with stories left out for its proof, and the seconds a page that it gets."""


def prepare(order: Order, progress: Progress) -> Checked:
    """Read an issue and open its type case; nothing is made up."""
    docket = Docket(order, progress)
    sources, reached = _opened(order, docket)
    return Checked(order, sources, reached, docket.remarks, docket.timings)


def check(order: Order, progress: Progress) -> Checked:
    """Read, compose and make up an issue without writing anything; every remark of every stage is in the result."""
    docket = Docket(order, progress)
    sources, reached = _reached(order, docket)
    if isinstance(reached, Judged):
        look_over(reached, docket)
    return Checked(order, sources, reached, docket.remarks, docket.timings)


def build(order: Order, progress: Progress) -> Built:
    """Build an issue and put its parts into the output; where an error stands, nothing is replaced.

    The proof alone is written all the same where there are pages: it is there to show the error.
    """
    docket, start = Docket(order, progress), start_of(order)
    sources, reached = _reached(order, docket)
    written = Written()
    if isinstance(reached, Judged):
        written = _written(reached, docket)
        if written.files:
            keep_stamp(order, start, written.files, _named_files(reached, order))
    return Built(order, sources, reached, docket.remarks, docket.timings, written)


def _named_files(judged: Judged, order: Order) -> set[Path]:
    """Return the files that copy and settings name: pictures, the profile, issues whose corrections are printed."""
    pictures = {
        Path(item.source) for sheet in judged.edition.sheets for item in sheet.items if isinstance(item, Picture)
    }
    corrected = {story.corrections_of for story in judged.issue.stories if story.corrections_of}
    printed = {path for number in corrected for path in order.house.issue(number).glob("*.[my]*")}
    return {*pictures, judged.settings.press.profile, *printed}


def _written(judged: Judged, docket: Docket) -> Written:
    """Write what was ordered; what the desk must mend before anything can be written is noted."""
    order = docket.order
    written = Written()
    if any(leads_into(order.output, folder) for folder in (order.house.issues, order.house.fonts)):
        docket.note((Diagnostic.make("D140", Severity.ERROR, path=str(order.output)),))
        return written
    try:
        if docket.ok:
            from layout.desk.build.delivery import deliver

            written = deliver(judged, docket)
        elif order.release:
            # All that keeps it from going out is told in one run.
            from layout.desk.build.delivery import ask_signatures
            from layout.issue.house_file import read_demands

            ask_signatures(judged, docket, read_demands(order.house.issues).value)
        if (order.proof or docket.broken) and not written.files:
            from layout.desk.build.proof_file import deliver_proof

            written = deliver_proof(judged, docket)
    except OSError as fault:
        # A full disk or a folder that may not be written is the desk's to mend; what we read is checked long before.
        # What is staged has no name that the desk knows: the output is named that it was to become.
        named = str(fault.filename or order.output)
        path = str(order.final) if leads_into(Path(named), order.output) else named
        docket.note((Diagnostic.make("D122", Severity.ERROR, path=path, reason=fault.strerror or str(fault)),))
    except ForeignError as fault:
        docket.note((Diagnostic.make("D141", Severity.ERROR, path=str(fault)),))
    except BusyError:
        docket.note((Diagnostic.make("D120", Severity.ERROR, number=order.number),))
    return written


def _reached(order: Order, docket: Docket) -> tuple[SourceMap, Read | None]:
    """Return the issue as far as its copy allows: read, opened, or made up and judged."""
    sources, reached = _opened(order, docket)
    if isinstance(reached, Opened) and (not docket.broken or order.before is not None):
        reached = _judged(reached, docket) or reached
    if reached is not None:
        # A fault in them does not keep the pages from being looked at.
        docket.note(reached.settings.remarks)
    return sources, reached


def _opened(order: Order, docket: Docket) -> tuple[SourceMap, Read | None]:
    """Read the copy, and open the case of type that it asks for."""
    from layout.compose.story.stylebook import house_style, keeping
    from layout.desk.build.settings import read_settings
    from layout.issue.reader import read_issue
    from layout.makeup.page.caseroom import open_room
    from layout.typeface import open_case

    with docket.stage("read") as made:
        done = read_issue(order.folder, order.before, dict(order.drafts))
        docket.note(done.remarks)
        if done.issue is None:
            return done.sources, None
        made.append(f"{len(done.issue.stories)}")
        docket.pictures = named_pictures(done.issue, str(order.folder))
    settings = read_settings(done.issue, order)
    with docket.stage("type"):
        case = docket.take(open_case(order.house.fonts))
        people = _names(order)
        style = keeping(docket.take(house_style(done.issue.house)), people)
        room = None if case is None else open_room(done.issue, case, style, order.memo, people, _lightness)
    if room is None:
        return done.sources, Read(done.issue, done.sources, settings)
    return done.sources, Opened(done.issue, done.sources, settings, room)


def _lightness(picture: Picture) -> Lightness | None:
    """Return how light a photograph is, for a head that is to stand over it."""
    from layout.picture.lightness import lightness_of

    return lightness_of(picture)


def _names(order: Order) -> tuple[str, ...]:
    """Return the people of the house's list, whose names no head divides; what is amiss in it proofreading tells."""
    if not (order.house.issues / "house" / "people.yaml").is_file():
        return ()
    from layout.proofread.house import read_house_lists

    return tuple(person.name for person in read_house_lists(order.house.issues / "house").value.people)


class _Pages(NamedTuple):
    """Pages set by a plan, and the case room that set them."""

    plan: Plan
    made: MadeUp
    room: CaseRoom


def _judged(opened: Opened, docket: Docket) -> Judged | None:
    """Make the pages up, judge them, and hold the copy against them."""
    from layout.desk.build.ledger import ledger_of
    from layout.desk.build.white import white_told
    from layout.makeup.check.measured import judge_sheets
    from layout.makeup.dummy.fillers import issue_as_planned
    from layout.makeup.page.edition import edition_of

    pages = _made_up(opened, docket)
    if pages is None:
        return None
    plan, made, room = pages
    issue = issue_as_planned(opened.issue, plan)
    docket.note(made.remarks)
    edition = edition_of(issue, made.sheets, str(docket.order.folder))
    with docket.stage("judge"):
        # Of broken copy, stories without a block have been told by then; the page is judged by what stands on it.
        placed = {block.story for page in plan.pages for block in page.blocks}
        stories = tuple(story for story in issue.stories if not docket.broken or story.id in placed)
        verdict = judge_sheets(plan, made.sheets, made.fits, stories, room.grid, room.rules, issue.clashes)
        # Make-up has told the overset of each story with its place; the checker's word on it (M124) adds nothing.
        docket.note(tuple(remark for remark in verdict.remarks if remark.code != "M124"))
        docket.note(white_told(issue, plan, verdict, room))
    if docket.order.ledger:
        with docket.stage("ledger"):
            out = frozenset(one.id for one in issue.stories if one.id not in placed) if docket.broken else frozenset()
            docket.note(ledger_of(issue, plan, made.sheets, made.fits, docket.remarks, out))
    return Judged(issue, opened.sources, opened.settings, room, plan, edition, made.fits, verdict)


def _made_up(opened: Opened, docket: Docket) -> _Pages | None:
    """Make up the pages by the kept dummy; by the optimiser where there is none, or late changes have left it.

    Where the copy is broken, what the kept dummy still has stands without being mended.
    """
    from layout.makeup.page.kept import agreement_of, outgrown

    broken = docket.broken
    kept = _kept_plan(opened.issue, docket)
    if kept is None:
        return None if docket.broken else _solved(opened, None, docket)
    agreement = agreement_of(kept, opened.issue, opened.room.grid.rows)
    with docket.stage("makeup") as made:
        pages = _set(agreement.plan, opened, opened.room, docket)
        made.append(f"{len(pages.made.sheets)}")
    stands = broken or (
        agreement.whole and not (docket.order.mend and _misfits(outgrown(kept, opened.issue, pages.made)))
    )
    if stands:
        docket.note(agreement.remarks)
        return pages
    # Where the optimiser finds no way, the kept dummy's own pages stand, with their overset reported.
    mended = _solved(opened, kept, docket)
    if mended is None:
        return pages
    if mended.plan.pages != kept.pages:
        at = Place(f"issues/{opened.issue.number}/plan.yaml")
        docket.note((Diagnostic.make("M335", Severity.NOTE, at, number=opened.issue.number),))
    return mended


def _misfits(found: Misfits) -> bool:
    return bool(found.wrong or found.holes)


def _set(plan: Plan, opened: Opened, room: CaseRoom, docket: Docket) -> _Pages:
    from layout.makeup.dummy.fillers import issue_as_planned
    from layout.makeup.page.pages import make_up

    return _Pages(plan, make_up(issue_as_planned(opened.issue, plan), plan, room, str(docket.order.folder)), room)


def _solved(opened: Opened, kept: Plan | None, docket: Docket) -> _Pages | None:
    """Have the optimiser make the pages, or mend those of a kept dummy; None where it finds no way."""
    from layout.makeup.solve import plan_issue

    with docket.stage("solve") as made:
        order = docket.order
        cores = 0 if order.processes > 1 else 1
        done = plan_issue(opened.issue, opened.room, kept=kept, seconds=order.seconds, cores=cores)
        docket.note(done.remarks)
        plan = done.value
        if plan is None and kept is None:
            plan = _as_far_as_it_goes(opened, done.remarks)
        if plan is None:
            return None
        made.append("solver")
        return _set(plan, opened, opened.room.emptied(), docket)


def _as_far_as_it_goes(opened: Opened, remarks: tuple[Diagnostic, ...]) -> Plan | None:
    """Return a plan of what goes in of an issue that is over-full, for its proof; None where even that is no page.

    The stories that the refusal proposes to hold, or that have no block, are left out.
    """
    from layout.makeup.solve import plan_issue

    issue = opened.issue
    for _ in range(_ATTEMPTS):
        out = _proposed(remarks) & {story.id for story in issue.stories}
        if not out or len(out) == len(issue.stories):
            return None
        pages = issue.pages and tuple(
            replace(page, stories=tuple(story for story in page.stories if story not in out)) for page in issue.pages
        )
        issue = replace(issue, stories=tuple(story for story in issue.stories if story.id not in out), pages=pages)
        done = plan_issue(issue, opened.room, seconds=_PROOF_SECONDS)
        if done.value is not None:
            return done.value
        remarks = done.remarks
    return None


def _proposed(remarks: tuple[Diagnostic, ...]) -> set[str]:
    """Return the stories that refused pages could do without."""
    found: set[str] = set()
    for remark in remarks:
        args = dict(remark.args)
        if remark.code in ("M212", "M232"):
            found.update(str(args["stories"]).split("、"))
        elif remark.code in ("M215", "M220", "M227", "M230", "M231"):
            found.add(str(args["story"]))
    return found


def _kept_plan(issue: Issue, docket: Docket) -> Plan | None:
    """Return the dummy that the desk keeps beside its copy, else the order's, else None."""
    from layout.makeup.dummy.file import read_plan

    path, drafts = docket.order.folder / "plan.yaml", dict(docket.order.drafts)
    if not path.exists() if path.name not in drafts else drafts[path.name] is None:
        return docket.order.plan
    with docket.stage("plan") as made:
        plan = docket.take(read_plan(path, f"issues/{issue.number}/plan.yaml", issue, draft=drafts.get(path.name)))
        made.append("hand" if plan is None else plan.by)
    return plan
