"""Page designs 版式 while a page is solved: stories put into the slots of the house's design, its cells moved to fit.

A design is used as drawn where every story has a shape of its slot's cells. Else it is varied: its columns stay, its
rows give and take, as far as the drawing can be cut into parts that stand over or beside each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.solve.issue.assign import natural
from layout.makeup.solve.search.judging import judge
from layout.makeup.solve.search.one_page import page_of
from layout.makeup.solve.search.score import Page, white_most
from layout.makeup.solve.shapes import Frame, PageResult, ShapeTable
from layout.rules.solver import WHITE_COST

if TYPE_CHECKING:
    from layout.issue.model import PageDesign, Slot

Cells = tuple[int, int, int, int]
"""Column, row, columns, rows, from the top of the free area."""

Boxed = Callable[[str, str], ShapeTable]
"""Gives the shapes of a story in a frame of some kind."""

Rect = tuple[int, int, int, int, int]
"""Item and its cells."""


def by_design(
    design: PageDesign, tables: Sequence[ShapeTable], frame: Frame, boxed: Boxed
) -> tuple[PageResult, bool] | None:
    """Return a page in a design, and whether as drawn; None where its stories do not suit the slots or do not fit."""
    best: tuple[PageResult, bool] | None = None
    for items in _dealt(design.slots, tables):
        framed = dict(zip(items, (slot.box for slot in design.slots), strict=True))
        page = page_of([_framed(table, framed[item], boxed) for item, table in enumerate(tables)], frame)
        if any(not option.by_cells for option in page.options):
            continue
        slots = [
            (item, *_scaled(slot, design.rows, frame.rows)) for item, slot in zip(items, design.slots, strict=True)
        ]
        (drawn,) = judge(page, [slots], "design")
        varied = None if drawn is not None else _varied(page, slots)
        found = _own_lines(drawn or varied, page)
        if found is not None and (best is None or (found.faults, found.cost) < (best[0].faults, best[0].cost)):
            best = (found, drawn is not None)
    return best


def _framed(table: ShapeTable, box: str, boxed: Boxed) -> ShapeTable:
    """Return a table with the frame that its slot asks for."""
    if not box or table.part > 1 or table.jump:
        return table
    if box == "none":
        return replace(table, shapes=tuple(shape for shape in table.shapes if shape.box == "none") or table.shapes)
    return boxed(table.story, box)


def _own_lines(found: PageResult | None, page: Page) -> PageResult | None:
    """Return a page whose straight lines cost nothing: the house drew them."""
    if found is None or not found.count("alleys"):
        return found
    counts = tuple((key, 0 if key == "alleys" else count) for key, count in found.counts)
    return replace(found, cost=found.cost - page.alley * found.count("alleys"), counts=counts)


def _scaled(slot: Slot, rows: int, deep: int) -> Cells:
    """Return a slot's cells on a page of another depth than the design was drawn on."""
    top, foot = (round(edge * deep / rows) for edge in (slot.row, slot.row + slot.rows))
    return slot.col, top, slot.cols, foot - top


def _dealt(slots: Sequence[Slot], tables: Sequence[ShapeTable]) -> Iterator[tuple[int, ...]]:
    """Yield the items of a page in the order of the slots: by importance, and by size; nothing where none suit."""
    if len(slots) != len(tables):
        return
    seen = set()
    for by_size in (False, True):
        left = sorted(range(len(tables)), key=lambda item: (tables[item].kind != "lead", -tables[item].priority, item))
        taken: dict[int, int] = {}
        for kinds in (("named",), ("lead",), ("picture", "briefs"), ("second",)):
            for at, slot in enumerate(slots):
                if at in taken or ("named" if slot.story else slot.kind) not in kinds:
                    continue
                item = next((item for item in left if _suits(slot, tables[item])), None)
                if item is None:
                    return
                taken[at] = item
                left.remove(item)
        rest = [at for at in range(len(slots)) if at not in taken]
        if by_size:
            rest.sort(key=lambda at: -slots[at].cols * slots[at].rows)
            left.sort(key=lambda item: -natural(tables[item]))
        taken |= dict(zip(rest, left, strict=True))
        items = tuple(taken[at] for at in range(len(slots)))
        if items not in seen:
            seen.add(items)
            yield items


def _suits(slot: Slot, table: ShapeTable) -> bool:
    """Tell whether a story may stand in a slot, by its name and kind."""
    if slot.story:
        return table.story == slot.story
    bare = not table.headed and any(shape.photos for shape in table.shapes)
    wanted = {"picture": bare or table.kind == "photo", "briefs": table.kind == "brief"}
    return wanted.get(slot.kind, table.headed)


@dataclass(frozen=True, slots=True)
class _Filled:
    """A part of a design filled to some depth: its cost, and its items with their cells."""

    cost: int
    rects: tuple[Rect, ...]


def _varied(page: Page, slots: Sequence[Rect]) -> PageResult | None:
    """Return a page in the design's columns whose rows were moved so that all fit; None where none is found."""
    filled = _fill(page, list(slots))
    frame = page.frame
    options = [
        (part.cost + WHITE_COST * frame.columns * (frame.rows - rows), rows)
        for rows, part in filled.items()
        if frame.rows - rows <= white_most(frame) // frame.columns and rows <= frame.rows
    ]
    if not options:
        return None
    return judge(page, [filled[min(options)[1]].rects], "design")[0]


def _fill(page: Page, rects: list[Rect]) -> dict[int, _Filled]:
    """Return the depths that a part of a design may take, each with the cheapest way."""
    if len(rects) == 1:
        item, col, _, cols, _ = rects[0]
        return {
            rows: _Filled(choices[0][0], ((item, col, 0, cols, rows),))
            for (wide, rows), choices in page.options[item].by_cells.items()
            if wide == cols and rows <= page.frame.rows
        }
    for across in (True, False):
        parts = _cut(rects, across)
        if parts is not None:
            one, other = (_fill(page, part) for part in parts)
            return _stacked(one, other, page.frame.rows) if across else _abreast(one, other)
    return {}


def _cut(rects: list[Rect], across: bool) -> tuple[list[Rect], list[Rect]] | None:
    """Return the two parts of a design at its first straight cut, across or down; None where it has none."""
    start, size = (2, 4) if across else (1, 3)
    for edge in sorted({rect[start] for rect in rects})[1:]:
        before = [rect for rect in rects if rect[start] + rect[size] <= edge]
        after = [rect for rect in rects if rect[start] >= edge]
        if len(before) + len(after) == len(rects):
            return before, after
    return None


def _stacked(upper: dict[int, _Filled], lower: dict[int, _Filled], most: int) -> dict[int, _Filled]:
    found: dict[int, _Filled] = {}
    for top, one in upper.items():
        for deep, other in lower.items():
            rows, cost = top + deep, one.cost + other.cost
            if rows <= most and (rows not in found or cost < found[rows].cost):
                moved = tuple((item, col, row + top, cols, high) for item, col, row, cols, high in other.rects)
                found[rows] = _Filled(cost, (*one.rects, *moved))
    return found


def _abreast(left: dict[int, _Filled], right: dict[int, _Filled]) -> dict[int, _Filled]:
    return {
        rows: _Filled(one.cost + right[rows].cost, (*one.rects, *right[rows].rects))
        for rows, one in left.items()
        if rows in right
    }
