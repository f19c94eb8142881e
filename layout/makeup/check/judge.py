"""Judging a plan: every rule in turn, each with its own code and counter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.makeup.check import blocks as inside
from layout.makeup.check import design as looks
from layout.makeup.check import jumps as between
from layout.makeup.check import lines, rank
from layout.makeup.check.notices import notices
from layout.makeup.check.verdict import Cells, Fault, Scores, Verdict
from layout.rules.house import BOOK, PageRules

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.makeup.check.facts import BlockFacts, StoryFacts
    from layout.makeup.dummy.plan import PageDummy, Plan


def check_plan(
    plan: Plan, facts: Iterable[BlockFacts], stories: Iterable[StoryFacts], grid: Grid, rules: PageRules = BOOK
) -> Verdict:
    """Return what is wrong with a plan, page by page, with its scores.

    `facts` are what setting or measuring its blocks gave; rules that need a fact which is not there are silent, so a
    bare sketch can be judged, too. `rules` are what the
    house decides.
    """
    known = {(fact.page, fact.story, fact.part): fact for fact in facts}
    named = {story.story: story for story in stories}
    findings = [*between.present(plan, named), *between.jumps(plan, known, rules), *looks.alike(plan, rules)]
    scores = []
    for page in plan.pages:
        own = page.grid(grid)
        found, score = _page(page, known, named, own, rules)
        findings += [*found, *looks.design(page, plan.maker(page) == "hand", known, named, own, rules)]
        scores.append(score)
    return Verdict(tuple(findings), tuple(scores), tuple(as_diagnostic(finding) for finding in findings))


def _page(
    page: PageDummy,
    facts: dict[tuple[int, str, int], BlockFacts],
    stories: dict[str, StoryFacts],
    grid: Grid,
    rules: PageRules,
) -> tuple[list[Fault], Scores]:
    columns, rows = grid.columns, grid.rows
    found = [
        *lines.overlaps(page),
        *lines.outside(page, columns, rows),
        *rank.level_heads(page, facts),
        *lines.alleys(page, stories, columns, rows),
        *rank.sizes(page, facts, stories),
        *rank.places(page, stories, columns, rows),
        *rank.pictures_meet(page, stories),
        *rank.pins(page, stories, columns, rows),
        *notices(page, stories, columns, rows),
    ]
    feather = ends = 0
    for block in page.blocks:
        fact = facts.get((page.number, block.story, block.part))
        found += inside.pictures(page.number, block)
        found += inside.inserts(page, block, fact)
        if fact is None:
            continue
        kind = stories[block.story].kind if block.story in stories else "news"
        found += inside.heads(page.number, block, fact, kind)
        found += inside.legs(page.number, block, fact, kind, rules)
        feather += max(0, fact.head_rows - fact.need) * (fact.head_to - fact.head_from)
        ends += sum(leg.room - leg.filled for leg in fact.legs)
    taken = lines.aired(page, stories, lines.occupied(page, columns, rows))
    cells = columns * (rows - page.top - page.foot)
    white, trapped, places = lines.white(page, taken, columns, rows)
    most = rules.white(page.number)
    share = 100 * white / cells if cells else 0.0
    if share > most / 10:
        found.append(
            Fault(
                "M118",
                Severity.WARNING,
                places[0] if places else Cells(page.number, 0, page.top, 0, 0),
                (),
                (("page", page.number), ("cells", white), ("share", round(share, 1)), ("most", most / 10)),
            )
        )
    found += lines.pockets(page, taken, columns, rows)
    for place in places:
        severity = Severity.WARNING if place.cols * place.rows > cells * most / 1000 else Severity.NOTE
        found.append(Fault("M125", severity, place, (), (("page", page.number), ("cells", place.cols * place.rows))))
    score = Scores(
        page.number,
        cells,
        white,
        trapped,
        feather,
        ends,
        clashes=_count(found, "M106"),
        alleys=_count(found, "M107", "M108"),
        order=_count(found, "M116") + _pairs(found, "M117"),
        sizes=_pairs(found, "M114") + _pairs(found, "M115"),
        jumps=sum(bool(block.jump) for block in page.blocks),
        boxes=sum(block.box != "none" for block in page.blocks),
    )
    return found, score


def _count(findings: Sequence[Fault], *codes: str) -> int:
    return sum(finding.code in codes for finding in findings)


def _pairs(findings: Sequence[Fault], code: str) -> int:
    """Return how many pairs of blocks the findings of a code tell of."""
    counts = [dict(finding.args)["count"] for finding in findings if finding.code == code]
    return sum(count for count in counts if isinstance(count, int))


def as_diagnostic(finding: Fault) -> Diagnostic:
    """Return a finding as a diagnostic at its first story."""
    at = Locus(finding.stories[0]) if finding.stories else None
    args = dict(finding.args)
    args.setdefault("page", finding.at.page)
    args["stories"] = "、".join(finding.stories)
    return Diagnostic(finding.code, finding.severity, at, tuple(args.items()))
