"""Fillers 补白 of the house while an issue is planned: what stays white at a page's foot shows one that goes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ground.dataclass import replace
from layout.makeup.solve.measure.measured import Measured
from layout.makeup.solve.shapes import Placed, to_block

if TYPE_CHECKING:
    from layout.issue.model import Issue
    from layout.makeup.dummy.plan import Block, PageDummy, Plan
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.solve.shapes import Shape

MOST = 3
"""Fillers of a page, at most."""

Cells = tuple[int, int, int, int]
"""Column, row, columns, rows."""


def with_fillers(plan: Plan, issue: Issue, room: CaseRoom) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Return a plan whose thin pages show fillers of the house, each once, and what was placed where (M225)."""
    known = {story.id for story in issue.stories}
    left = [story for story in issue.fillers if story.id not in known]
    if not left:
        return plan, ()
    tables = Measured(room.emptied(), left)
    pages = []
    remarks = []
    for page in plan.pages:
        for _ in range(MOST if page.blocks and not page.spread else 0):
            block = _fitting(page, [story.id for story in left], tables, room)
            if block is None:
                break
            page = replace(page, blocks=(*page.blocks, block))
            left = [story for story in left if story.id != block.story]
            at = Locus(block.story)
            remarks.append(Diagnostic.make("M225", Severity.NOTE, at, page=page.number, filler=block.story))
        pages.append(page)
    return replace(plan, pages=tuple(pages)), tuple(remarks)


def _fitting(page: PageDummy, names: Sequence[str], tables: Measured, room: CaseRoom) -> Block | None:
    """Return the filler that takes most of the white at a page's foot; None where that is little, or none goes in.

    It is framed where something stands beside it, so that no heads meet.
    """
    grid = room.grid
    gap = widest_gap(page, grid.columns, grid.rows)
    cells = grid.columns * (grid.rows - page.top - page.foot)
    if gap is None or gap[2] * gap[3] * 1000 <= cells * room.rules.white(page.number):
        return None
    beside = gap[2] < grid.columns
    fits = [
        (shape.cols * rows, -shape.cost, name, shape.rows, rows, shape)
        for name in names
        for shape in (tables.boxed(name, "rule") if beside else tables.table(name)).shapes
        for rows in _rows(shape, gap)
    ]
    if not fits:
        return None
    _, _, name, _, rows, shape = max(fits, key=lambda fit: fit[:5])
    placed = Placed(0, gap[0] + gap[2] - shape.cols, gap[1], shape.cols, rows, shape)
    return to_block(placed, tables.table(name))


def _rows(shape: Shape, gap: Cells) -> Iterator[int]:
    """Yield the rows that a shape takes of a gap: as many as it may."""
    if shape.cols <= gap[2] and shape.rows <= gap[3]:
        yield min(gap[3], shape.rows + shape.give)


def widest_gap(page: PageDummy, columns: int, rows: int) -> Cells | None:
    """Return the largest empty rectangle at a page's foot, over its notices and its imprint; None for a full page."""
    ends = _feet(page, columns, rows)
    found: list[Cells] = []
    for first in range(columns):
        for end in range(first + 1, columns + 1):
            top, foot = max(ends[at][0] for at in range(first, end)), min(ends[at][1] for at in range(first, end))
            if foot > top:
                found.append((first, top, end - first, foot - top))
    return max(found, key=lambda gap: (gap[2] * gap[3], gap), default=None)


def _feet(page: PageDummy, columns: int, rows: int) -> Sequence[tuple[int, int]]:
    """Return for each column the deepest run of empty rows, as (first, one past the last)."""
    found = []
    for col in range(columns):
        taken = sorted(
            (block.row, block.row + block.rows + (block.tail if col >= block.foot[0] else 0))
            for block in page.blocks
            if block.col <= col < block.col + block.cols
        )
        row, best = page.top, (0, 0)
        for start, end in (*taken, (rows - page.foot, rows)):
            if start - row > best[1] - best[0]:
                best = (row, start)
            row = max(row, end)
        found.append(best)
    return found
