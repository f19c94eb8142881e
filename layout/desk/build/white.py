"""White that a page is left with, and what would fill it: a larger picture, a longer story, a filler 补白 of the house.

The page comes out as it is, its white shown; these are proposals with amounts, for the desk to take or leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ground.named_tuple import NamedTuple

if TYPE_CHECKING:
    from layout.issue.model import Issue, Story
    from layout.makeup.check import Verdict
    from layout.makeup.dummy.plan import PageDummy, Plan
    from layout.makeup.page.caseroom import CaseRoom

MOST_NAMED = 3
"""Fillers that are named for a page."""


class _Gap(NamedTuple):
    """An empty rectangle of a page, in columns and rows."""

    cols: int
    rows: int

    @property
    def cells(self) -> int:
        return self.cols * self.rows


def white_told(issue: Issue, plan: Plan, verdict: Verdict, room: CaseRoom) -> tuple[Diagnostic, ...]:
    """Return what would fill the pages that keep more white than they may (M222 to M224)."""
    wide = {finding.at.page for finding in verdict.findings if finding.code == "M118"}
    if not wide:
        return ()
    found: list[Diagnostic] = []
    placed = {block.story for page in plan.pages for block in page.blocks}
    fillers = [story for story in issue.fillers if story.id not in placed]
    for page in plan.pages:
        if page.number not in wide:
            continue
        grid = page.grid(room.grid)
        cells = next(score.white for score in verdict.scores if score.page == page.number)
        found += _larger_picture(issue, page, cells, grid.columns)
        found += _longer_story(issue, page, cells, room.grid.ems)
        found += _fitting(page, fillers, _gaps(page, grid.columns, grid.rows), room)
    return tuple(found)


def _larger_picture(issue: Issue, page: PageDummy, white: int, columns: int) -> Iterator[Diagnostic]:
    """Yield the picture that takes up most of a page's white by a column or more, within its block's page."""
    best: tuple[int, Diagnostic] | None = None
    for block in page.blocks:
        for place in block.photos:
            # Beyond half of its block a picture would drive its text into strips.
            story = issue.story(block.story)
            most = min(columns, block.cols // 2 + 1 if story and story.paragraphs else columns)
            for wider in range(place.cols + 1, most + 1):
                gain = wider * (place.rows * wider // place.cols) - place.cols * place.rows
                if gain > white or (best is not None and gain <= best[0]):
                    continue
                at = Locus(block.story, f"photos.{place.photo}.cols")
                best = gain, Diagnostic.make(
                    "M222", Severity.NOTE, at, page=page.number, story=block.story, photo=place.photo + 1,
                    cols=place.cols, wider=wider, gain=gain, cells=white,
                )  # fmt: skip
    if best is not None:
        yield best[1]


def _longer_story(issue: Issue, page: PageDummy, white: int, ems: int) -> Iterator[Diagnostic]:
    """Yield how much longer the most important story of a page could be."""
    here = [story for block in page.blocks if (story := issue.story(block.story)) and story.paragraphs]
    if here:
        story = max(here, key=lambda one: one.priority)
        yield Diagnostic.make(
            "M223",
            Severity.NOTE,
            Locus(story.id),
            page=page.number,
            story=story.id,
            characters=white * ems,
            cells=white,
        )


def _fitting(page: PageDummy, fillers: Sequence[Story], gaps: Sequence[_Gap], room: CaseRoom) -> Iterator[Diagnostic]:
    """Yield the fillers that a page's white holds, the largest first."""
    from layout.makeup.solve import Measured

    found = []
    for filler in fillers:
        shapes = Measured(room.emptied(), (filler,)).table(filler.id).shapes
        fits = [
            (shape.cols * shape.rows, shape.cols, shape.rows)
            for shape in shapes
            if any(shape.cols <= gap.cols and shape.rows <= gap.rows for gap in gaps)
        ]
        if fits:
            found.append((max(fits), filler.id))
    for (_, cols, rows), name in sorted(found, reverse=True)[:MOST_NAMED]:
        yield Diagnostic.make("M224", Severity.NOTE, None, page=page.number, filler=name, cols=cols, rows=rows)


def _gaps(page: PageDummy, columns: int, rows: int) -> tuple[_Gap, ...]:
    """Return for every width the deepest empty rectangle of a page's free rows."""
    taken = [set(range(rows - page.foot, rows)) | set(range(page.top)) for _ in range(columns)]
    for block in page.blocks:
        for col in range(max(0, block.col), min(columns, block.col + block.cols)):
            taken[col] |= set(range(block.row, block.row + block.rows))
        first, top, wide, deep = block.foot
        for col in range(max(0, first), min(columns, first + wide)):
            taken[col] |= set(range(top, top + deep))
    found = []
    for wide in range(1, columns + 1):
        deepest = 0
        for first in range(columns - wide + 1):
            full = set().union(*taken[first : first + wide])
            run = 0
            for row in range(rows):
                run = 0 if row in full else run + 1
                deepest = max(deepest, run)
        if deepest:
            found.append(_Gap(wide, deepest))
    return tuple(found)
