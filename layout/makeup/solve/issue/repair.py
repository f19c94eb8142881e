"""A kept plan after a late change: only what no longer fits moves, and as little else as possible.

First the same cells are tried with another head or crop. Then the smallest rectangle of blocks around the story that
does not fit is cut anew, then larger ones, and only then the whole page.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Remarked, Severity
from layout.ground.dataclass import replace
from layout.makeup.dummy.plan import Block, PageDummy, Plan
from layout.makeup.solve.search.one_page import solve_page
from layout.makeup.solve.search.patches import cut_anew, patches
from layout.makeup.solve.search.score import Page, judge
from layout.makeup.solve.shapes import Frame, Measures, Options, PageResult, Shape, ShapeTable, to_block

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.makeup.solve.search.one_page import Progress, Stop

BLOCKS_MOST = 8
"""Blocks that are cut anew together; more is the whole page."""

TREES = 30
"""Ways to cut a rectangle that are tried on the page."""

Misfit = tuple[int, str, int]
"""Page, story, part."""


def resolve(
    plan: Plan,
    tables: Measures,
    grid: Grid,
    misfits: Collection[Misfit],
    *,
    seconds: float = 20.0,
    seed: int = 0,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Remarked[Plan | None]:
    """Return the plan with the blocks that no longer fit made up again, and which stories moved (M216; M221: all).

    `misfits` are the blocks whose copy is too long or too short for their cells. Without any, the plan comes back as
    it is. None where a page cannot be mended; then the issue needs a new plan.
    """
    pages: list[PageDummy] = []
    remarks: list[Diagnostic] = []
    for dummy in plan.pages:
        wrong = [
            index for index, block in enumerate(dummy.blocks) if (dummy.number, block.story, block.part) in misfits
        ]
        if not wrong:
            pages.append(dummy)
            continue
        mended = _mend(dummy, wrong, tables, grid, seconds, seed, progress, stop)
        if mended is None:
            return Remarked(None, tuple(remarks))
        before = {(block.story, block.part): block for block in dummy.blocks}
        moved = [block.story for block in mended.blocks if before.get((block.story, block.part)) != block]
        remarks += _told(dummy.number, moved, len(mended.blocks))
        pages.append(mended)
    by = plan.by if plan.pages == tuple(pages) else "solver"
    return Remarked(replace(plan, pages=tuple(pages), by=by), tuple(remarks))


def _told(page: int, moved: Sequence[str], blocks: int) -> tuple[Diagnostic, ...]:
    """Return which blocks of a page moved: nothing is kept of a plan all of whose blocks did."""
    if not moved:
        return ()
    if len(moved) == blocks:
        return (Diagnostic.make("M221", Severity.WARNING, Locus(moved[0]), page=page),)
    return (Diagnostic.make("M216", Severity.NOTE, Locus(moved[0]), page=page, stories="、".join(moved)),)


def _mend(
    dummy: PageDummy,
    wrong: Sequence[int],
    tables: Measures,
    grid: Grid,
    seconds: float,
    seed: int,
    progress: Progress | None,
    stop: Stop | None,
) -> PageDummy | None:
    ear = [block for block in dummy.blocks if block.row < dummy.top]
    if ear:
        if any(dummy.blocks[index] in ear for index in wrong):
            return None
        names = [dummy.blocks[index] for index in wrong]
        rest = replace(dummy, blocks=tuple(block for block in dummy.blocks if block not in ear))
        again = [rest.blocks.index(block) for block in names]
        mended = _mend(rest, again, tables, grid, seconds, seed, progress, stop)
        return replace(mended, blocks=(*ear, *mended.blocks)) if mended else None
    frame = Frame(dummy.number, grid.columns, dummy.top, grid.rows - dummy.foot)
    measured = [_table(dummy, block, tables) for block in dummy.blocks]
    if any(not measured[index].shapes for index in wrong):
        return None
    rects = [
        (index, block.col, block.row - frame.top, block.cols, block.rows) for index, block in enumerate(dummy.blocks)
    ]
    held = [
        Options(table, {(block.cols, block.rows): ((0, _as_shape(block, table)),)})
        for block, table in zip(dummy.blocks, measured, strict=True)
    ]
    free = [
        Options.of(_running(table, block, tables), frame) for table, block in zip(measured, dummy.blocks, strict=True)
    ]
    before = judge(_page(frame, held, measured), rects, "kept")
    faults = _faults(before) if before else 0
    for inside in patches(rects, BLOCKS_MOST, wrong):
        if stop and stop():
            break
        if len(inside) > 1 and any(dummy.blocks[index].tail for index in inside):
            continue  # a leg that runs on would leave its hole behind
        options = tuple(free[index] if index in inside else held[index] for index in range(len(rects)))
        page = _page(frame, options, measured)
        best: PageResult | None = None
        for trial in cut_anew(rects, inside, page, TREES):
            result = judge(page, trial, "repair")
            if result is not None and (best is None or result.cost < best.cost):
                best = result
        if best is not None and _faults(best) <= faults:
            return _as_dummy(dummy, best, measured, inside)
    fresh = solve_page(measured, frame, seconds=seconds, seed=seed, tails=tables.tails, progress=progress, stop=stop)
    if fresh is None:
        return None
    return _as_dummy(dummy, fresh, measured, range(len(measured)))


def _table(dummy: PageDummy, block: Block, tables: Measures) -> ShapeTable:
    """Return the shapes of a block's story as it stands on this page."""
    if block.part > 1:
        return replace(tables.resumed(block.story), part=block.part)
    if block.jump:
        return tables.pieces(block.story, block.jump)
    return tables.table(block.story, decks=not block.head.deck)


def _running(table: ShapeTable, block: Block, tables: Measures) -> ShapeTable:
    """Return the shapes of a block: if its last leg runs on, those that fill the same rows below it."""
    if not block.tail:
        return table
    return replace(table, shapes=tuple(shape for shape in tables.tails(block.story) if shape.tail == block.tail))


def _as_shape(block: Block, table: ShapeTable) -> Shape:
    """Return a kept block as the one shape that it has."""
    choice = block.head
    size = round(choice.size * 1000)
    like = [shape for shape in table.shapes if shape.cols == block.cols and shape.choice.lines == choice.lines]
    near = min(
        like, key=lambda shape: (abs(shape.size - size) if size else 0, abs(shape.rows - block.rows)), default=None
    )
    head = choice.rows or (near.head if near else 0)
    return Shape(
        block.cols,
        block.rows,
        head,
        0,
        block.cols,
        size or (near.size if near else 0),
        choice,
        block.photos,
        block.legs,
        give=0,
        box=block.box,
    )


def _page(frame: Frame, options: Sequence[Options], tables: Sequence[ShapeTable]) -> Page:
    headed = [index for index, table in enumerate(tables) if table.headed and table.part == 1]
    lead = max(headed, key=lambda index: (tables[index].kind == "lead", tables[index].priority, -index), default=-1)
    return Page(frame, tuple(options), lead)


def _faults(result: PageResult) -> int:
    return sum(result.count(key) for key in ("white", "pins", "clashes", "alleys"))


def _as_dummy(
    dummy: PageDummy, result: PageResult, tables: Sequence[ShapeTable], changed: Collection[int]
) -> PageDummy:
    """Return the page with its changed blocks as solved, the others untouched."""
    blocks = list(dummy.blocks)
    for placed in result.placed:
        if placed.item in changed:
            blocks[placed.item] = replace(
                to_block(placed, tables[placed.item]),
                part=blocks[placed.item].part,
                jump=blocks[placed.item].jump,
                label=blocks[placed.item].label,
            )
    return replace(dummy, blocks=tuple(blocks))
