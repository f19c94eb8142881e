"""How well and how fast pages are made up: white, clashes, alleys, jumps and the gap to the proved bound, set by set.

`python tests/benches/bench_makeup.py [--full] [--seconds S] [--compare]`. The counters are the checker's, read off
the set pages; only cost and bound are the solver's own. `--compare` runs T1 by cuts alone, by CP-SAT alone and by
both.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from layout.geometry import Grid, profile
from layout.issue.model import Issue
from layout.makeup.check import check_plan
from layout.makeup.check.measured import facts_of_sheets, story_facts
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.page.pages import make_up
from layout.makeup.solve import Measured, plan_issue
from layout.makeup.solve.issue.assign import natural
from layout.makeup.solve.search.cpsat import solve_by_constraints
from layout.makeup.solve.search.judging import judge
from layout.makeup.solve.search.one_page import page_of, solve_page
from layout.makeup.solve.search.slicing import ANY, Slicing
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Frame
from tests.benches import makeup_instances as instances

HEAD = (
    f"{'set':<16}{'items':>6}{'fill':>6}{'first':>7}{'final':>7}{'white%':>8}{'trap':>5}{'feath%':>7}{'clash':>6}"
    f"{'alley':>6}{'jumps':>6}{'order':>6}{'sizes':>6}{'lead':>5}{'cost':>7}{'bound':>7}"
)


def row(name: str, issue: Issue, grid: Grid, seconds: float, room: CaseRoom | None = None) -> None:
    """Make up one issue and print its line."""
    room = room or instances.room_for(grid)
    started = time.perf_counter()
    first: list[float] = []
    done = plan_issue(
        issue, room, seconds=seconds, progress=lambda page, best: first.append(time.perf_counter() - started)
    )
    final = time.perf_counter() - started
    items = len(issue.stories)
    if done.value is None:
        errors = [remark for remark in done.remarks if remark.severity == "error"]
        codes = ", ".join(f"{remark.code} {dict(remark.args).get('share', '')}%" for remark in errors)
        print(f"{name:<16}{items:>6}{'':>6}{'':>7}{final:>7.1f}   refused: {codes}")
        return
    made = make_up(issue, done.value, instances.room_for(grid), "")
    verdict = check_plan(
        done.value, facts_of_sheets(done.value, made.sheets, made.fits), story_facts(issue.stories), grid
    )
    measured = Measured(room, issue.stories)
    cells = sum(score.cells for score in verdict.scores)
    fill = 100 * sum(natural(measured.table(story.id)) for story in issue.stories) / cells
    told = dict(done.value.scores)

    def total(key: str) -> int:
        return sum(getattr(score, key) for score in verdict.scores)

    print(
        f"{name:<16}{items:>6}{fill:>5.0f}%{first[0] if first else 0:>7.2f}{final:>7.1f}"
        f"{100 * total('white') / cells:>8.2f}{total('trapped'):>5}{told.get('feather', 0):>7.1f}{total('clashes'):>6}"
        f"{total('alleys'):>6}{total('jumps'):>6}{total('order'):>6}{total('sizes'):>6}"
        f"{sum(code in ('M114', 'M116') for code in verdict.codes()):>5}"
        f"{told['cost']:>7.0f}{told['bound']:>7.0f}"
    )


def compare(grid: Grid, seconds: float) -> None:
    """Print T1 solved in three ways: white, clashes, alleys, seconds."""
    print()
    print(f"{'T1 compared':<16}{'method':<14}{'final':>7}{'white%':>8}{'clash':>6}{'alley':>6}{'cost':>7}{'bound':>7}")
    frame = Frame(1, grid.columns, 18, grid.rows)
    for count in (6, 8, 10, 12):
        issue = instances.make_page(count, 0.96, 1, grid)
        measured = Measured(instances.room_for(grid), issue.stories)
        tables = [measured.table(story.id) for story in issue.stories]
        page = page_of(tables, frame)

        def cuts_alone(page=page, count=count):
            if count > 9:
                return None
            table = Slicing(page.options, frame.columns, frame.rows, lead=page.lead)
            trees = table.trees(ANY, table.everything, frame.columns, frame.rows, 50)
            found = [result for result in judge(page, [tree.rects for tree in trees], "cuts") if result]
            return min(found, key=lambda result: result.cost, default=None)

        ways: tuple[tuple[str, Callable], ...] = (
            ("cuts alone", cuts_alone),
            ("CP-SAT alone", lambda page=page: solve_by_constraints(page, Work(seconds / 3))),
            ("together", lambda tables=tables: solve_page(tables, frame, seconds=seconds)),
        )
        for name, way in ways:
            started = time.perf_counter()
            result = way()
            spent = time.perf_counter() - started
            if result is None:
                print(f"{count:<16}{name:<14}{spent:>7.1f}   no page")
                continue
            white = 100 * result.count("white") / frame.cells
            print(
                f"{count:<16}{name:<14}{spent:>7.1f}{white:>8.2f}{result.count('clashes'):>6}{result.count('alleys'):>6}"
                f"{result.cost:>7}{result.bound:>7}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0, help="counted work for each page")
    parser.add_argument("--full", action="store_true", help="more random pages")
    parser.add_argument("--compare", action="store_true", help="T1 by each solver alone")
    options = parser.parse_args()
    grid = instances.broadsheet()
    print(HEAD)
    row("T0 seed", instances.seed_issue(), grid, options.seconds)
    row("T0 as printed", instances.seed_with_fixed_pictures(), grid, options.seconds)
    ten = instances.ten_point()
    room = CaseRoom(instances.case(), instances.ten_point_style(), ten)
    row("T0b 10 pt", instances.seed_with_fixed_pictures(), ten, options.seconds, room)
    counts = range(4, 17) if options.full else (4, 6, 8, 10, 12, 16)
    for count in counts:
        for seed, fill in enumerate((0.92, 0.96, 0.99) if options.full else (0.96,)):
            row(f"T1 {count}/{seed}", instances.make_page(count, fill, seed, grid), grid, options.seconds)
    for seed in (1, 2) if options.full else (1,):
        row(f"T2 issue {seed}", instances.make_four_pages(seed), grid, options.seconds)
    for name in ("broadsheet-8", "tabloid"):
        other = profile(name)
        assert other is not None
        issue = instances.as_issue(instances.seed_issue().stories, name, None)
        row(name, issue, other, options.seconds)
    if options.compare:
        compare(grid, options.seconds)


if __name__ == "__main__":
    main()
