"""Notices and adverts while a page is solved: placed first, at its foot, the stories in what they leave.

They stand from the foot upwards in bands over the whole width, or piled up at one side, so that what is left is one
rectangle or two. A place at which no notice stands beside a head that contradicts it goes before any other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from types import MappingProxyType
from typing import Any

from layout.ground.dataclass import dataclass, replace
from layout.makeup.dummy.placed import is_placed
from layout.makeup.solve.issue.forms import CAME_OUT
from layout.makeup.solve.shapes import Frame, Options, PageResult, Pin, Placed, Shape, ShapeTable, leader
from layout.rules.pages import NOTICE_AIR
from layout.rules.solver import ALLEY_OF_FEW, CLASH, QUIET_HEAD, WHITE_COST, WHITE_MORE

Solve = Callable[..., PageResult | None]
"""Solves one page: its tables, its frame; by name `work`, whether `quickly` or `thorough`, and a `start`."""

BESIDE_MOST = 3
"""Stories that are tried together beside a notice."""

TRIALS = 4
"""Groups of stories that are tried beside a notice."""

WHITE_ROWS = 6
"""Rows that may stay white under the stories beside a notice where none fill them."""

Cells = tuple[int, int, int, int]
"""Column, row, columns, rows."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Notices at their cells, by item; what they leave: the page over them, and cells beside them (none: None)."""

    at: tuple[tuple[int, Cells], ...]
    over: Cells
    beside: Cells | None = None


def around_notices(solve: Solve, apart: Collection[tuple[str, str]]) -> Solve:
    """Return a solver of pages that places notices of fixed size first; `apart` are (notice, story) that contradict.

    A page without such notices, or whose notices an editor pinned to cells, is solved as any other.
    """

    def solved(tables: Sequence[ShapeTable], frame: Frame, **how: Any) -> PageResult | None:
        fixed = [item for item, table in enumerate(tables) if table.fixed and not is_placed(table.pin)]
        if not fixed:
            return solve(tables, frame, **how)
        how.pop("start", None)  # that is a page, and what is solved here are its parts
        best: PageResult | None = None
        for laid in _aired([(item, tables[item].shapes[0]) for item in fixed], frame):
            found = _with(laid, tables, frame, partial(solve, **how))
            if found is None:
                continue
            clashes = len(_touching(found, tables, apart))
            found = replace(found, cost=found.cost + CLASH * clashes)  # as bad as two heads that clash
            if best is None or found.cost < best.cost:
                best = found
            if not clashes and not found.faults:
                break
        if best is not None and _touching(best, tables, apart):
            best = _moved_away(best, tables, frame, apart, partial(solved, **{**how, "thorough": False})) or best
        return best

    return solved


def _aired(notices: Sequence[tuple[int, Shape]], frame: Frame) -> Iterator[Laid]:
    """Yield ways to place notices at a page's foot, each with its air over it; without, where only so they go in."""
    sizes = [(item, shape.cols, shape.rows) for item, shape in notices]
    found = tuple(layings(sizes, frame, {item: air_over(shape) for item, shape in notices}))
    yield from found or layings(sizes, frame)


def air_over(shape: Shape) -> int:
    """Return the rows of white that a shape wants over it: one that opens with a picture has no rule of its own."""
    return NOTICE_AIR if any(not photo.row for photo in shape.photos) else 0


def layings(
    notices: Sequence[tuple[int, int, int]], frame: Frame, air: Mapping[int, int] = MappingProxyType({})
) -> Iterator[Laid]:
    """Yield ways to place notices (item, columns, rows) at a page's foot; none where they do not go in so.

    `air` is the rows of white that items want over them.
    """
    bands, rest = _bands(list(notices), frame.columns)
    row = frame.end
    at: list[tuple[int, Cells]] = []
    for band in bands:
        row -= band[0][2]
        col = 0
        for item, cols, rows in band:
            at.append((item, (col, row, cols, rows)))
            col += cols
        row -= max(air.get(item, 0) for item, _, _ in band)
    if row < frame.top:
        return
    if not rest:
        yield Laid(tuple(at), (0, frame.top, frame.columns, row - frame.top))
        return
    wide = max(cols for _, cols, _ in rest)
    deep = sum(rows + air.get(item, 0) for item, _, rows in rest)
    top = row - deep
    if top < frame.top:
        return
    for right in (True, False):
        piled = list(at)
        foot = row
        for item, cols, rows in rest:
            foot -= rows
            piled.append((item, (frame.columns - cols if right else 0, foot, cols, rows)))
            foot -= air.get(item, 0)
        beside = (0 if right else wide, top, frame.columns - wide, deep)
        yield Laid(tuple(piled), (0, frame.top, frame.columns, top - frame.top), beside)


def _bands(
    notices: list[tuple[int, int, int]], columns: int
) -> tuple[list[list[tuple[int, int, int]]], list[tuple[int, int, int]]]:
    """Return notices in bands that fill the width with equal depth, and those left over, the widest first."""
    bands: list[list[tuple[int, int, int]]] = []
    left = sorted(notices, key=lambda notice: (-notice[1], -notice[2], notice[0]))
    found = True
    while found:
        found = False
        for count in range(1, len(left) + 1):
            for group in combinations(left, count):
                if sum(cols for _, cols, _ in group) == columns and len({rows for _, _, rows in group}) == 1:
                    bands.append(list(group))
                    left = [notice for notice in left if notice not in group]
                    found = True
                    break
            if found:
                break
    return bands, left


def _with(laid: Laid, tables: Sequence[ShapeTable], frame: Frame, solve: Solve) -> PageResult | None:
    """Return the page with its notices laid, its stories in what they leave."""
    taken = {item for item, _ in laid.at}
    placed = tuple(Placed(item, *cells, tables[item].shapes[0]) for item, cells in laid.at)
    free = [item for item in range(len(tables)) if item not in taken]
    if laid.beside is None:
        return _joined(placed, [_part(free, tables, laid.over, frame, solve)])
    best: PageResult | None = None
    for group, cells in _groups(free, tables, laid.beside, frame):
        beside = _beside(group, tables, cells, frame, solve)
        others = [item for item in free if item not in group]
        if beside is None or sum(tables[item].least for item in others) > _area(laid.over):
            continue
        whole = _joined(placed, [beside, _part(others, tables, laid.over, frame, solve)])
        if whole is not None and (best is None or whole.cost < best.cost):
            best = whole
        if best is not None and not best.faults:
            break
    return best


def _groups(
    free: Sequence[int], tables: Sequence[ShapeTable], room: Cells, frame: Frame
) -> list[tuple[tuple[int, ...], Cells]]:
    """Return groups of stories that fill cells beside a notice, the cheapest first, each with the cells that it fills.

    Never the lead. Where no group fills them all, some rows at the foot stay white; where none fits, all of them do.
    """
    lead = leader(tables, free)
    others = [item for item in free if item != lead and tables[item].part == 1 and not tables[item].jump]
    col, row, cols, rows = room
    calm = {item: _calm(tables[item]) for item in others}
    for less in range(min(WHITE_ROWS, rows - 1) + 1):
        cells = (col, row, cols, rows - less)
        fill = _Fill({item: Options.of(calm[item], replace(frame, columns=cols, top=row)) for item in others})
        found = [
            (cost, group)
            for count in range(1, BESIDE_MOST + 1)
            for group in combinations(others, count)
            if (cost := fill.cost(group, cols, rows - less)) is not None
        ]
        if found:
            return [(group, cells) for _, group in sorted(found)[:TRIALS]]
    return [((), room)]


class _Fill:
    """Rectangles filled by a few stories, cut through again and again."""

    def __init__(self, options: Mapping[int, Options]) -> None:
        self._rows: dict[tuple[int, int], dict[int, int]] = {}
        for item, option in options.items():
            for (cols, rows), choices in option.by_cells.items():
                self._rows.setdefault((item, cols), {})[rows] = choices[0][0]
        self._known: dict[tuple[tuple[int, ...], int, int], int | None] = {}

    def cost(self, group: tuple[int, ...], cols: int, rows: int) -> int | None:
        """Return the least cost at which stories fill a rectangle exactly, None where they cannot."""
        if len(group) == 1:
            return self._rows.get((group[0], cols), {}).get(rows)
        key = (group, cols, rows)
        if key not in self._known:
            costs = (self._with(one, tuple(item for item in group if item != one), cols, rows) for one in group)
            self._known[key] = min((cost for cost in costs if cost is not None), default=None)
        return self._known[key]

    def _with(self, one: int, others: tuple[int, ...], cols: int, rows: int) -> int | None:
        """Return the least cost with one story along a whole side and the others in the rest."""
        costs = []
        for deep, cost in self._rows.get((one, cols), {}).items():
            if deep < rows and (rest := self.cost(others, cols, rows - deep)) is not None:
                costs.append(cost + rest)
        for wide in range(1, cols):
            own = self._rows.get((one, wide), {}).get(rows)
            if own is not None and (rest := self.cost(others, cols - wide, rows)) is not None:
                costs.append(own + rest)
        return min(costs, default=None)


def _area(cells: Cells) -> int:
    return cells[2] * cells[3]


def _part(
    items: Sequence[int], tables: Sequence[ShapeTable], room: Cells, frame: Frame, solve: Solve
) -> PageResult | None:
    """Return a part of a page solved as a page of its own, at its place, its items those of the whole page."""
    col, row, cols, rows = room
    if not items:
        return PageResult((), WHITE_COST * cols * rows + WHITE_MORE, (("white", cols * rows), ("pale", 1)))
    if rows <= 0 or cols <= 0:
        return None
    part = replace(frame, columns=cols, top=row, end=row + rows)
    chosen = [_moved(tables[item], -col) for item in items]
    if any(table.least > part.cells for table in chosen):
        return None
    found = solve(chosen, part)
    if found is None:
        return None
    return replace(
        found,
        placed=tuple(replace(block, item=items[block.item], col=block.col + col) for block in found.placed),
    )


def _beside(
    items: Sequence[int], tables: Sequence[ShapeTable], room: Cells, frame: Frame, solve: Solve
) -> PageResult | None:
    """Return the stories beside a notice: with quiet heads, cut as plainly as they like, for that is no whole page."""
    found = _part(items, [_calm(table) for table in tables], room, frame, partial(solve, thorough=False))
    if found is None:
        return None
    lines = found.count("alleys")
    counts = tuple((key, 0 if key == "alleys" else count) for key, count in found.counts)
    return replace(found, cost=found.cost - ALLEY_OF_FEW * lines, counts=counts)


def _calm(table: ShapeTable) -> ShapeTable:
    """Return a table without heads that would compete with the lead's, where it has any others."""
    return replace(table, shapes=tuple(shape for shape in table.shapes if shape.size <= QUIET_HEAD) or table.shapes)


def _moved(table: ShapeTable, by: int) -> ShapeTable:
    """Return a table whose pin counts columns from another edge."""
    return replace(table, pin=replace(table.pin, col=table.pin.col + by)) if by and table.pin.col >= 0 else table


def _joined(placed: tuple[Placed, ...], parts: Sequence[PageResult | None]) -> PageResult | None:
    """Return parts of a page as one; None where one of them could not be made."""
    found = [part for part in parts if part is not None]
    if len(found) < len(parts):
        return None
    counts: dict[str, int] = {}
    for part in found:
        for key, count in part.counts:
            counts[key] = counts.get(key, 0) + count
    blocks = sorted((*placed, *(block for part in found for block in part.placed)), key=lambda one: (one.row, one.col))
    return PageResult(
        tuple(blocks),
        sum(part.cost for part in found),
        tuple(counts.items()),
        sum(part.bound for part in found),
        by=next((part.by for part in found if part.by in CAME_OUT), "notices"),
    )


def _touching(
    result: PageResult, tables: Sequence[ShapeTable], apart: Collection[tuple[str, str]]
) -> list[tuple[int, int]]:
    """Return the items (notice, story) that contradict each other and share an edge."""
    return [
        (one.item, two.item)
        for one in result.placed
        for two in result.placed
        if (tables[one.item].story, tables[two.item].story) in apart and share_edge(_with_air(one), _cells(two))
    ]


def _cells(placed: Placed) -> Cells:
    return placed.col, placed.row, placed.cols, placed.rows


def _with_air(placed: Placed) -> Cells:
    """Return the cells of a notice with the white over it, across which it still stands beside a story."""
    col, row, cols, rows = _cells(placed)
    return col, row - air_over(placed.shape), cols, rows + air_over(placed.shape)


def share_edge(one: Cells, two: Cells) -> bool:
    """Tell whether two rectangles touch along more than a corner."""
    across = min(one[0] + one[2], two[0] + two[2]) - max(one[0], two[0])
    down = min(one[1] + one[3], two[1] + two[3]) - max(one[1], two[1])
    return (across == 0 and down > 0) or (down == 0 and across > 0)


def _moved_away(
    result: PageResult,
    tables: Sequence[ShapeTable],
    frame: Frame,
    apart: Collection[tuple[str, str]],
    solved: Solve,
) -> PageResult | None:
    """Return the page with the stories that a notice contradicts clear of its foot; None where that is no way out."""
    pairs = _touching(result, tables, apart)
    named = {story for _, story in pairs}
    if any(tables[item].pin != Pin() for item in named):
        return None
    top = min(_with_air(block)[1] for block in result.placed if block.item in {notice for notice, _ in pairs})
    clear = Pin(above=top - 1)
    pinned = [replace(table, pin=clear) if item in named else table for item, table in enumerate(tables)]
    found = solved(pinned, frame)
    return None if found is None or found.count("pins") or _touching(found, tables, apart) else found
