"""Last legs that run on below their block: a page of few stories locked without a line and without white.

Four rectangles that turn about a centre leave a hole there. Where it is one column wide and stands under the last leg
of the block above it, that leg may fill it (`Block.tail`): the page then needs no fifth story and keeps no white.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from layout.makeup.flow import pour
from layout.makeup.legs import legs_of
from layout.makeup.plan import Block
from layout.makeup.solve.frames import Search, cut_table, pages_of
from layout.makeup.solve.score import JOG, Page, judge, quick
from layout.makeup.solve.shapes import Options, PageResult, Shape, ShapeTable
from layout.makeup.solve.turning import Turning
from layout.makeup.stretches import stretches

if TYPE_CHECKING:
    from layout.issue.model import Story
    from layout.makeup.caseroom import CaseRoom
    from layout.makeup.solve.slicing import Rect

TAIL_MOST = 14
"""Rows that a last leg runs on at most; a longer one would look like a leg of its own."""

SHORTER = 4
"""Rows by which a block is tried shorter than its shape, for what is left over to run on."""

SEARCH = Search(6_000, 8, 30)
"""How far to look for each story that may run on."""


def tail_shapes(room: CaseRoom, story: Story, table: ShapeTable) -> tuple[Shape, ...]:
    """Return the shapes of a story whose last leg runs on below its block, filled to its end."""
    grid = room.grid
    found: dict[tuple[int, ...], Shape] = {}
    for shape in table.shapes:
        if shape.cols < 2 or shape.legs or shape.box != "none" or shape.choice.side or not shape.lines or shape.insert:
            continue
        sketch = Block(
            story.id, 0, 0, shape.cols, shape.rows, head=shape.choice, photos=shape.photos, quote=shape.quote
        )
        legs = legs_of(sketch, grid)
        plain = room.galley(story, legs.measure).lines
        lines = plain if len(plain) == shape.lines else room.galley(story, legs.measure, shape.lines).lines
        need = sum(line.before + line.rows for line in lines)
        for less in range(1, SHORTER + 1):
            block = replace(sketch, rows=shape.rows - less)
            if any(photo.row + photo.rows > block.rows for photo in block.photos):
                break
            offered = [place.rows for place in stretches(block, legs, grid, shape.head, (0, shape.cols))]
            for tail in range(max(JOG, need - sum(offered) - shape.cols), TAIL_MOST + 1):
                depths = [*offered[:-1], offered[-1] + tail]
                poured = pour(lines, depths, all_full=True)
                key = (shape.cols, block.rows, shape.size, tail)
                if not poured.rest and poured.depths == tuple(depths) and poured.cost < 12:
                    if key not in found or shape.cost < found[key].cost:
                        found[key] = replace(shape, rows=block.rows, tail=tail, ends=0)
                    break
    return tuple(found.values())


def solve_with_tails(
    page: Page, tails: Mapping[int, Sequence[Shape]], stop: Callable[[], bool] | None = None
) -> PageResult | None:
    """Return the best page about a hole that the last leg of one item fills, or None.

    `tails` are the shapes of the items that may run on.
    """
    best: PageResult | None = None
    hole = len(page.options)
    for item, shapes in tails.items():
        if stop and stop():
            return best
        for rects in _filled(page, item, shapes):
            depth = next(rect[4] for rect in rects if rect[0] == hole)
            exact = _with_hole(page, item, [shape for shape in shapes if shape.tail == depth])
            found = judge(exact, rects, "cuts")
            if found is not None and (best is None or found.cost < best.cost):
                best = replace(found, placed=tuple(block for block in found.placed if block.item != hole))
    return best


def _with_hole(page: Page, item: int, shapes: Sequence[Shape]) -> Page:
    """Return the page with one item in its running shapes only, and the hole as an item more."""
    running = Options.of(replace(page.options[item].table, shapes=tuple(shapes)), page.frame, keep=99)
    holes: dict[tuple[int, int], tuple[tuple[int, Shape], ...]] = {
        (1, tail): ((0, Shape(1, tail, give=0)),) for tail in {shape.tail for shape in shapes}
    }
    options: list[Options] = [*page.options, Options(ShapeTable("", 0, "tail", ()), holes)]
    options[item] = running
    return Page(page.frame, tuple(options), page.lead)


def _filled(page: Page, item: int, shapes: Sequence[Shape]) -> Iterator[tuple[Rect, ...]]:
    """Yield the most promising pages that turn about the hole, with the item's last leg over it."""
    if not shapes:
        return
    loose = _with_hole(page, item, shapes)
    hole = len(page.options)
    fits = {(shape.cols, shape.rows + air, shape.tail) for shape in shapes for air in range(shape.give + 1)}
    table = cut_table(loose, [[index] for index in range(len(loose.options))])
    tried: dict[tuple[Rect, ...], int] = {}
    for root in Turning(table, SEARCH.roots, centres=(1 << hole,)).roots():
        upper_left, centre = root.parts[0], root.parts[4]
        alone = upper_left[1] == 1 << item
        if alone and (upper_left[4], upper_left[5], centre[5]) not in fits:
            continue
        for rects in pages_of(table, root, 1 if alone else SEARCH.deeper, SEARCH.deeper):
            at = {rect[0]: rect for rect in rects}
            _, col, row, cols, rows = at[item]
            over = (col + cols - 1, row + rows) == at[hole][1:3]
            if over and (cols, rows, at[hole][4]) in fits:
                tried.setdefault(rects, quick(loose, rects))
    yield from sorted(tried, key=lambda rects: (tried[rects], rects))[: SEARCH.judged]
