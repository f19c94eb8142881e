"""How make-up grows with the pages of an issue: processor time, first plan, counted work, what the checker finds.

`python -m tests.benches.bench_issues [--pages 2,4,8] [--seconds S] [--cores K]`. Issues are of six stories a page, two
of them with a picture, and the program deals them (`pages: {auto: K}`). Time is of the processor, the children's
included, so that a busy machine counts the same; the work is that of the searches, in nominal seconds.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from dataclasses import replace

from layout.guard.worker import end_children
from layout.issue.model import Issue, Photo
from layout.makeup.check import check_plan
from layout.makeup.check.measured import facts_of_sheets, story_facts
from layout.makeup.page.pages import make_up
from layout.makeup.solve import plan_issue
from layout.makeup.solve.issue import making
from tests.benches import makeup_instances as instances

STORIES = 6
FILL = 0.6
"""Share of a page's cells, in characters, that its stories have: heads, pictures and air take the rest."""


def issue_of(pages: int, seed: int = 1) -> Issue:
    """Return an issue of so many pages of six stories, real copy dealt out anew."""
    dice = random.Random(f"paper {pages} {seed}")
    cells = sum(6 * (102 if number == 1 else 113 if number == pages else 116) for number in range(1, pages + 1))
    shares = [1.6 if nth % STORIES == 0 else dice.uniform(0.5, 1.2) for nth in range(pages * STORIES)]
    budget = cells * 0.95 * 17 * FILL
    stories = []
    for nth, share in enumerate(shares):
        page, place = divmod(nth, STORIES)
        story = instances.make_story(
            dice,
            f"s{page + 1:02}{place}",
            max(200, round(budget * share / sum(shares))),
            100 if nth == 0 else 90 if place == 0 else dice.randrange(20, 85),
            "lead" if nth == 0 else "news",
        )
        photo = Photo(dice.choice(instances.pool().captions), "编辑部", None, (4, 3), (1, 2, 3))
        stories.append(replace(story, photos=(photo,) if place in (0, 2) else (), section=f"版{page + 1}"))
    return replace(instances.as_issue(tuple(stories), "broadsheet", None), auto=pages)


def cpu() -> float:
    """Return the processor time of this process and of its children that have ended."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def row(pages: int, seconds: float, cores: int) -> None:
    """Make up one issue and print its line."""
    issue, grid = issue_of(pages), instances.broadsheet()
    steps: list[int] = []
    told = making.Making._told

    def counted(self, frames, share, answers):  # type: ignore[no-untyped-def]
        steps.append(sum(answer.steps for answer in answers.values()))
        return told(self, frames, share, answers)

    making.Making._told = counted  # type: ignore[method-assign]
    began, clock = cpu(), time.perf_counter()
    first: dict[int, float] = {}
    done = plan_issue(
        issue,
        instances.room_for(grid),
        seconds=seconds,
        cores=cores,
        progress=lambda page, best: first.setdefault(page, time.perf_counter() - clock),  # type: ignore[func-returns-value]
    )
    wall = time.perf_counter() - clock
    end_children()
    spent = cpu() - began
    making.Making._told = told  # type: ignore[method-assign]
    if done.value is None:
        print(f"{pages:>5}  no plan: {', '.join(sorted({remark.code for remark in done.remarks}))}  {spent:.1f} s")
        return
    made = make_up(issue, done.value, instances.room_for(grid), "")
    facts = facts_of_sheets(done.value, made.sheets, made.fits)
    verdict = check_plan(done.value, facts, story_facts(issue.stories), grid)
    count = len(done.value.pages)
    cells = sum(score.cells for score in verdict.scores)
    white = 100 * sum(score.white for score in verdict.scores) / cells
    totals = [sum(getattr(score, key) for score in verdict.scores) for key in ("clashes", "alleys", "jumps")]
    line = f"{pages:>5}{count:>6}{len(issue.stories):>9}{spent:>8.1f}{spent / count:>8.2f}{wall:>8.1f}"
    line += f"{max(first.values(), default=0.0):>8.1f}{steps[-1] / 1e6:>8.1f}{white:>8.2f}"
    print(line + "".join(f"{total:>8}" for total in totals), flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", default="2,4,8,16,32")
    parser.add_argument("--seconds", type=float, default=8.0, help="counted work a page may take")
    parser.add_argument("--cores", type=int, default=0, help="processes at work; 0: all cores")
    asked = parser.parse_args()
    print(
        f"{'asked':>5}{'pages':>6}{'stories':>9}{'cpu s':>8}{'a page':>8}{'clock':>8}{'first':>8}{'work s':>8}"
        f"{'white%':>8}{'clashes':>8}{'alleys':>8}{'jumps':>8}"
    )
    for pages in map(int, asked.pages.split(",")):
        row(pages, asked.seconds, asked.cores)


if __name__ == "__main__":
    main()
