"""`layout plan N`: make up the pages, show the plan with its scores, and keep it where that is asked for."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.cli.language import say
from layout.cli.plan_drawing import draw_page, legend
from layout.cli.plan_scores import score_table, verdict_line
from layout.cli.terminal import columns, wrapped
from layout.diagnostics import Diagnostic, Place, Remarked, Severity, has_errors
from layout.ground.dataclass import dataclass, replace

if TYPE_CHECKING:
    from layout.desk.house import House
    from layout.geometry import Grid
    from layout.issue.model import Issue
    from layout.makeup.check import Verdict
    from layout.makeup.dummy.plan import Plan
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.pages import MadeUp
    from layout.makeup.solve.shapes import PageResult


_WIDEST = 121
"""Cells of the terminal that the drawing makes use of."""


@dataclass(frozen=True, slots=True)
class PlanWish:
    """What is asked of a plan: kept where it is new (`write`), all pages anew (`fresh`), or only those of `pages`.

    `verbose` lists notes that ask for nothing, too.
    """

    write: bool = False
    fresh: bool = False
    pages: tuple[int, ...] = ()
    seconds: float = 8.0
    verbose: bool = False


def run(number: int, wish: PlanWish, lang: str) -> int:
    """Print the plan of issue `number` and its scores; return 0, or 1 where the copy does not fit its pages.

    A kept plan is used as it is while it agrees with the issue and the copy fits it, and mended where it does not. A
    new plan is kept as `issues/N/plan.yaml`, through the journal: the one before can be had back.

    An interrupt ends the search and shows the best plan so far. Before there is one it ends the command
    (`KeyboardInterrupt`, exit 130), and nothing is said of the copy.
    """
    from layout.cli.report import print_diagnostics
    from layout.desk.build.order import Order, in_silence
    from layout.desk.build.pipeline import prepare
    from layout.desk.house import find_house
    from layout.makeup.dummy.fillers import issue_as_planned

    zh = lang == "zh"
    house = find_house(Path.cwd())
    prepared = prepare(Order(house, number, house.output), in_silence)
    opened, sources, remarks = prepared.opened, prepared.sources, prepared.remarks
    if opened is None or has_errors(remarks):
        print_diagnostics(remarks, sources, "human", lang, sys.stderr)
        return 1
    issue, room = opened.issue, opened.room
    file = house.issue(number) / "plan.yaml"
    read = _kept(file, issue, wish)
    if has_errors(read.remarks):
        print_diagnostics(read.remarks, sources, "human", lang, sys.stderr)
        return 1
    remarks += read.remarks
    done, stopped = _searched(issue, room, read.value, wish, zh)
    remarks += done.remarks
    if stopped:
        if done.value is None:
            raise KeyboardInterrupt  # what is missing is time, not copy or room
        remarks += (Diagnostic.make("M217", Severity.NOTE),)
    if done.value is None:
        print_diagnostics(remarks, sources, "human", lang, sys.stderr)
        return 1
    issue = issue_as_planned(issue, done.value)
    made, verdict = _judge(issue, room, done.value, house, done.remarks)
    plan = _scored(done.value, verdict)
    reused = plan.pages == (read.value.pages if read.value else None)
    _show(plan, issue, made, room.grid, verdict, zh, reused=reused)
    sys.stdout.flush()
    # What the copy's own remarks say is `layout check`'s business; here it is the make-up that counts.
    said = [remark for remark in remarks if remark.code.startswith("M")]
    # They are about places on the page: the line of copy at which a story begins would tell nothing.
    print_diagnostics((*said, *verdict.remarks), None, "human", lang, sys.stderr, verbose=wish.verbose)
    if wish.write and not reused and not has_errors((*done.remarks, *verdict.remarks)):
        failed = _keep(plan, file.parent, f"issues/{number}/plan.yaml", zh)
        print_diagnostics(failed, None, "human", lang, sys.stderr)
        remarks += failed
    return 1 if has_errors((*remarks, *verdict.remarks)) else 0


def _kept(file: Path, issue: Issue, wish: PlanWish) -> Remarked[Plan | None]:
    """Return the kept plan that the search begins with, None where there is none or all pages are wanted anew.

    With an error where a page is asked for that the issue does not have, or where the plan cannot be read.
    """
    from layout.makeup.dummy.file import read_plan

    folder = f"issues/{file.parent.name}"
    beyond = [page for page in wish.pages if issue.pages and page not in {planned.number for planned in issue.pages}]
    if beyond:
        where = Place(f"{folder}/issue.yaml")
        return Remarked(None, (Diagnostic.make("M337", Severity.ERROR, where, page=beyond[0]),))
    if wish.fresh or not file.exists():
        return Remarked(None)
    return read_plan(file, f"{folder}/plan.yaml", issue)


def _searched(
    issue: Issue, room: CaseRoom, kept: Plan | None, wish: PlanWish, zh: bool
) -> tuple[Remarked[Plan | None], bool]:
    """Return the plan that the search came to, and whether an interrupt ended it."""
    from layout.makeup.solve import plan_issue

    started = time.perf_counter()
    with _interruptible() as (stopped, heed_late):
        tell = _progress(started, zh)

        def progress(page: int, result: PageResult) -> None:
            heed_late()
            tell(page, result)

        done = plan_issue(
            issue,
            room,
            kept=kept,
            anew=wish.pages if kept else (),
            seconds=wish.seconds,
            progress=progress,
            stop=lambda: bool(stopped),
        )
        return done, bool(stopped)


def _keep(plan: Plan, folder: Path, name: str, zh: bool) -> tuple[Diagnostic, ...]:
    """Write a plan through the journal, and say so. What it takes the place of can be had back from the history."""
    from layout.desk.clock import now
    from layout.issue.reader import PLAN_FILE
    from layout.journal import Change, Journal
    from layout.makeup.dummy.file import write_plan

    journal = Journal(folder)
    data = write_plan(plan).encode()
    there, seen = journal.read(PLAN_FILE)
    if there == data:
        return ()
    what = "存版样" if zh else "the plan is kept"
    written = journal.write([Change(PLAN_FILE, data, seen)], who="layout plan --write", what=what, when=now())
    if written.value is not None:
        if seen is not None:
            said = f"原版样在历史里（第 {written.value.number} 步），layout desk 可以撤销"
            print(
                said if zh else f"the plan before is in the history (step {written.value.number}); layout desk undoes"
            )
        print(name)
    return written.remarks


@contextmanager
def _interruptible() -> Iterator[tuple[list[bool], Callable[[], None]]]:
    """Yield a list that an interrupt fills, and what to call once there is something to show.

    Until that is called an interrupt ends the program at once, and so does a second one after it.
    """
    stopped: list[bool] = []
    found: list[bool] = []

    def heed(_number: int, _frame: Any) -> None:
        if stopped or not found:
            raise KeyboardInterrupt
        stopped.append(True)

    before = signal.signal(signal.SIGINT, heed)
    try:
        yield stopped, lambda: found.append(True)
    finally:
        signal.signal(signal.SIGINT, before)


def _progress(started: float, zh: bool) -> Any:
    """Return what tells of each better page, one line each, on a terminal only."""

    def tell(page: int, result: PageResult) -> None:
        if not sys.stderr.isatty():
            return
        words = "第 {} 版  {:.1f} 秒  代价 {}（下界 {}）" if zh else "page {}  {:.1f} s  cost {} (bound {})"
        print("  " + words.format(page, time.perf_counter() - started, result.cost, result.bound), file=sys.stderr)

    return tell


def _judge(
    issue: Issue, room: CaseRoom, plan: Plan, house: House, remarks: Sequence[Diagnostic]
) -> tuple[MadeUp, Verdict]:
    """Set the plan; return the pages and what the checker and the ledger say of them."""
    from layout.desk.build.ledger import ledger_of
    from layout.makeup.check.measured import judge_sheets
    from layout.makeup.page.pages import make_up

    made = make_up(issue, plan, room, str(house.issue(issue.number)))
    verdict = judge_sheets(plan, made.sheets, made.fits, issue.stories, room.grid, room.rules)
    told = ledger_of(issue, plan, made.sheets, made.fits, (*remarks, *verdict.remarks))
    return made, replace(verdict, remarks=(*verdict.remarks, *told))


def _scored(plan: Plan, verdict: Verdict) -> Plan:
    """Return the plan with the checker's counters in place of the solver's."""
    cells = sum(score.cells for score in verdict.scores) or 1
    told = dict(plan.scores)
    told |= {
        "white": round(100 * sum(score.white for score in verdict.scores) / cells, 2),
        "trapped": sum(score.trapped for score in verdict.scores),
        "clashes": sum(score.clashes for score in verdict.scores),
        "alleys": sum(score.alleys for score in verdict.scores),
        "order": sum(score.order for score in verdict.scores),
        "sizes": sum(score.sizes for score in verdict.scores),
        "jumps": sum(score.jumps for score in verdict.scores),
    }
    return replace(plan, scores=tuple(told.items()))


def _show(plan: Plan, issue: Issue, made: MadeUp, grid: Grid, verdict: Verdict, zh: bool, *, reused: bool) -> None:
    """Print the pages, drawn to scale, and the table of scores."""
    titles = {story.id: story.head.title for story in issue.stories}
    opened = {block.story: page.number for page in plan.pages for block in page.blocks if block.part == 1}
    width = columns(_WIDEST)
    for page in plan.pages:
        pages = range(page.number, page.number + 1 + page.spread)
        numbers = ("、" if zh else " and ").join(map(str, pages))
        print(f"第 {numbers} 版  {page.section}" if zh else f"page{'s' * page.spread} {numbers}  {page.section}")
        print(draw_page(page, grid, titles, width=width, opened=opened, notes=_notes(page.number, made, verdict)))
    print(*wrapped(legend(), width), "", sep="\n")
    print(*score_table(verdict.scores, width), sep="\n")
    print(verdict_line(verdict))
    told = dict(plan.scores)
    if reused:
        print("沿用 plan.yaml，没有重排" if zh else "plan.yaml is kept as it is")
    elif "cost" in told:
        words = "寻优代价 {:g}，已证明不会低于 {:g}" if zh else "cost {:g}, proved not to go below {:g}"
        print(words.format(told["cost"], told.get("bound", 0)))


def _notes(page: int, made: MadeUp, verdict: Verdict) -> dict[str, list[str]]:
    """Return what is to be written into the blocks of a page: copy over or short, codes of the checker."""
    notes: dict[str, list[str]] = {}
    for fit in made.fits:
        if fit.page == page and fit.over:
            notes.setdefault(fit.story, []).append(say(f"溢出 {fit.over} 行", f"over by {fit.over}"))
        elif fit.page == page and fit.characters > 0:
            notes.setdefault(fit.story, []).append(say(f"缺 {fit.short} 行", f"short by {fit.short}"))
    for finding in verdict.findings:
        # A finding of many stories, an order of pairs, is told below: in the blocks it would be noise.
        if finding.at.page == page and 0 < len(finding.stories) <= 2:
            for story in finding.stories:
                notes.setdefault(story, []).append(f"! {finding.code}")
    return notes
