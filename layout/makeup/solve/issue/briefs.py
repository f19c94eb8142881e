"""Briefs 简讯 while a page is solved: several on a page stand under one column title, one under another, as one block.

To the search they are one item; the page that it finds shows each as a block of its own, the first with the title.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice, product
from typing import Any

from layout.ground.dataclass import replace
from layout.makeup.solve.shapes import Frame, PageResult, Pin, Placed, Shape, ShapeTable
from layout.rules.pages import LABEL_ROWS, LOCKED
from layout.rules.variety import BRIEFS_GATHERED, BRIEFS_LOUD, BRIEFS_WIDE

Solve = Callable[..., PageResult | None]
"""Solves one page: its tables, its frame; by name `work`, whether `quickly` or `thorough`, and a `start`."""

TITLE = "简讯"

LOOKS = 4
"""Settings of each of its items that are offered for each width, the cheapest first."""

STACKS = 64
"""Stacks of them that are offered for each width."""


def with_briefs(solve: Solve) -> Solve:
    """Return a solver of pages that gathers a page's briefs under one title; what does not go in so stays apart."""

    def solved(tables: Sequence[ShapeTable], frame: Frame, **how: Any) -> PageResult | None:
        briefs = gathering(tables, frame)
        if not briefs:
            return solve(tables, frame, **how)
        rest = [item for item in range(len(tables)) if item not in briefs]
        whole, stacks = _stacked([tables[item] for item in briefs], frame.columns)
        if whole.shapes:
            start = how.get("start")
            together = {"start": start and _together(start, rest, briefs)}
            found = solve([*(tables[item] for item in rest), whole], frame, **how | together)
            if found is not None:
                return _apart(found, rest, briefs, stacks)
        return solve(tables, frame, **how)

    return solved


def gathering(tables: Sequence[ShapeTable], frame: Frame) -> tuple[int, ...]:
    """Return the items of a page that are gathered: its plain briefs, the most important first; none where few."""
    found = [
        item
        for item, table in enumerate(tables)
        if table.kind == "brief" and table.part == 1 and not table.jump and table.pin == Pin() and table.plain
    ]
    found.sort(key=lambda item: (-tables[item].priority, item))
    return tuple(found) if len(found) >= BRIEFS_GATHERED and len(found) < len(tables) else ()


def _stacked(tables: Sequence[ShapeTable], columns: int) -> tuple[ShapeTable, Mapping[Shape, tuple[Shape, ...]]]:
    """Return briefs as one table of stacks under a title, and of each stack the shapes that it is made of."""
    stacks: dict[Shape, tuple[Shape, ...]] = {}
    for cols in range(1, min(BRIEFS_WIDE, columns) + 1):
        ranked = [
            sorted(
                (shape for shape in table.shapes if shape.cols == cols and shape.box == "none" and shape.head),
                key=lambda shape: (shape.size > BRIEFS_LOUD, shape.cost, shape.rows),
            )[:LOOKS]
            for table in tables
        ]
        for parts in islice(product(*ranked), STACKS):
            first = replace(
                parts[0], head=parts[0].head + LABEL_ROWS, rows=parts[0].rows + LABEL_ROWS, label=TITLE, give=0
            )
            parts = (first, *parts[1:])
            stack = replace(
                first,
                rows=sum(part.rows for part in parts),
                size=max(part.size for part in parts),
                cost=sum(part.cost for part in parts),
                ends=sum(part.ends for part in parts),
                give=sum(part.give for part in parts),
            )
            stacks[stack] = parts
    lead = tables[0]
    name = "+".join(table.story for table in tables)
    return replace(lead, story=name, kind="briefs", shapes=tuple(stacks)), stacks


def _together(found: PageResult, rest: Sequence[int], briefs: Sequence[int]) -> PageResult | None:
    """Return a page with its briefs as one block, None where they do not stand one under another."""
    own = [put for put in found.placed if put.item in briefs]
    rows = sum(put.rows for put in own)
    if len({(put.col, put.cols) for put in own}) > 1 or own[-1].row + own[-1].rows - own[0].row != rows:
        return None
    placed = [replace(put, item=rest.index(put.item)) for put in found.placed if put.item not in briefs]
    return replace(found, placed=(*placed, replace(own[0], item=len(rest), rows=rows)))


def _apart(
    found: PageResult, rest: Sequence[int], briefs: Sequence[int], stacks: Mapping[Shape, tuple[Shape, ...]]
) -> PageResult:
    """Return a page with its gathered block as one block for each brief.

    Its faults stay those that it was chosen by: straight lines of a page of few blocks are none, and the gathered block
    was one of them.
    """
    placed: list[Placed] = []
    for put in found.placed:
        if put.item < len(rest):
            placed.append(replace(put, item=rest[put.item]))
            continue
        parts = next(parts for stack, parts in stacks.items() if _same(stack, put.shape))
        row, air = put.row, put.air
        for item, part in zip(briefs, parts, strict=True):
            taken = min(air, part.give)
            air -= taken
            placed.append(Placed(item, put.col, row, put.cols, part.rows + taken, part))
            row += part.rows + taken
    placed.sort(key=lambda put: (put.row, put.col))
    others = tuple(_apart(other, rest, briefs, stacks) for other in found.others)
    few = len(found.placed) < LOCKED
    counts = tuple((key, 0 if few and key == "alleys" else count) for key, count in found.counts)
    return replace(found, placed=tuple(placed), counts=counts, others=others)


def _same(stack: Shape, shape: Shape) -> bool:
    """Tell whether a shape of the search is this stack; its cost has grown by what the page counts."""
    return replace(shape, cost=stack.cost) == stack
