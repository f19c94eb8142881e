"""Pages for the pairs of the solver's prices, made of whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from layout.compose.story.galley import GalleyLine
from layout.ground.dataclass import replace
from layout.issue.model import Photo
from layout.makeup.check.lines import occupied, pockets
from layout.makeup.dummy.plan import Block, PageDummy
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.page.photo import photo_rows
from layout.makeup.solve.issue.assign import assign
from layout.makeup.solve.measure.filling import _Scheme, _sized
from layout.makeup.solve.search.cpsat import solve_by_constraints
from layout.makeup.solve.search.frames import solve_by_cuts
from layout.makeup.solve.search.model import model_of
from layout.makeup.solve.search.score import Page, geometry_cost, shape_cost
from layout.makeup.solve.search.slicing import Rect, Slicing
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Frame, Options, Pin, Shape, ShapeTable
from layout.makeup.solve.standing import Looks, look_of
from tests.rules.paged import GRID, line, story

FRAME = Frame(2, 10, 0, 100)
"""A thousand cells."""


def page_of(
    count: int, lead: int = -1, frame: Frame = FRAME, priorities: Sequence[int] = (), pin: Pin | None = None
) -> Page:
    """Return a page of so many stories; the first is pinned where a pin is given."""
    tables = [
        ShapeTable(
            str(at), (priorities or (50,) * count)[at], "news", (Shape(1, 10, 2),), pin=pin if pin and not at else Pin()
        )
        for at in range(count)
    ]
    return Page(frame, tuple(Options.of(table, frame) for table in tables), lead)


def standing(page: Page, *rects: Rect) -> int:
    """Return what the places of blocks cost."""
    return int(geometry_cost(page, page.standing([rects]))[0][0])


def shaped(page: Page, rects: Sequence[Rect], *shapes: Shape) -> int:
    """Return what the shapes of blocks cost."""
    looks = [look_of(0, shape, rect[4]) for rect, shape in zip(rects, shapes, strict=True)]
    return int(shape_cost(page, page.standing([rects]), Looks.of(looks).at(np.arange(len(looks))[None]))[0][0])


def stacked(count: int) -> list[Rect]:
    """Return blocks over all columns, one under another."""
    return [(at, 0, 10 * at, 10, 10) for at in range(count)]


def page_cost(boxes: int = 0) -> int:
    """Return what the shapes of five blocks cost, some of them framed."""
    shapes = [Shape(10, 10, box="rule" if at < boxes else "none") for at in range(5)]
    return shaped(page_of(5), stacked(5), *shapes)


def five_on_each_page() -> None:
    """Five stories a page where there are enough, though four and six would fill the pages better."""
    sizes = (245, 245, 245, 245, 150, 150, 150, 176, 176, 176)
    tables = [ShapeTable(str(at), 50, "news", (Shape(1, size, 2),)) for at, size in enumerate(sizes)]
    found = assign(tables, [FRAME, replace(FRAME, number=3)])
    assert found is not None
    assert sorted(list(found.values()).count(number) for number in (2, 3)) == [5, 5]


def exact(*cells: tuple[int, int]) -> Page:
    """Return a page of blocks of just these cells."""
    tables = [ShapeTable(str(at), 50, "news", (Shape(*size, 2, give=0),)) for at, size in enumerate(cells)]
    return Page(FRAME, tuple(Options.of(table, FRAME) for table in tables), -1)


def modelled(page: Page, *rects: Rect) -> int:
    """Return what the model of constraints makes a page cost whose blocks stand just there."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    made = model_of(model, page, (), (), (None, None))
    assert made is not None
    items, total = made
    for index, *cells in rects:
        for key, value in zip(("x", "y", "w", "h"), cells, strict=True):
            model.add(items[index][key] == value)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return int(solver.value(total))


def parted(*gaps: int) -> list[Rect]:
    """Return columns of two blocks with so many rows of white between them, and a block beside all of them."""
    halves = [
        half
        for col, gap in enumerate(gaps)
        for half in ((2 * col, col, 0, 1, 50), (2 * col + 1, col, 50 + gap, 1, 50 - gap))
    ]
    return [*halves, (2 * len(gaps), len(gaps), 0, FRAME.columns - len(gaps), FRAME.rows)]


def pocketed(*gaps: int) -> tuple[bool, bool, bool]:
    """Tell whether such a page has a pocket: as it is priced, to the constraint solver, and to the checker."""
    rects = parted(*gaps)
    counts = geometry_cost(page_of(len(rects)), page_of(len(rects)).standing([rects]))[1]
    tables = [
        ShapeTable(str(at), 50, "news", (Shape(cols, rows, 2, give=0),), pin=Pin(col=col, row=row))
        for at, col, row, cols, rows in rects
    ]
    pinned = Page(FRAME, tuple(Options.of(table, FRAME) for table in tables), -1)
    found = solve_by_constraints(pinned, Work(2.0), pockets=False)
    page = PageDummy(2, 0, tuple(Block(str(at), *cells) for at, *cells in rects))
    taken = occupied(page, FRAME.columns, FRAME.rows)
    return bool(counts["pockets"][0]), found is None, bool([*pockets(page, taken, FRAME.columns, FRAME.rows)])


def turned(*cells: tuple[int, int]) -> bool:
    """Tell whether a page of blocks of just these cells is found; no plain cut makes one that turns about a centre."""
    page = exact(*cells)
    return solve_by_cuts(page, Slicing(page.options, FRAME.columns, FRAME.rows)) is not None


def filled(
    room: CaseRoom,
    rows: int,
    *aspects: tuple[int, int],
    lines: int = 0,
    bands: tuple[tuple[int, ...], ...] = ((1,),),
    wide: int = 6,
) -> dict[tuple[int, ...], float]:
    """Return what a page of so many rows under its head costs, by the depths that its pictures get."""
    told = replace(story("a"), photos=tuple(Photo("图", aspect=aspect) for aspect in aspects))
    copy = tuple(GalleyLine(line()) for _ in range(lines))
    block = Block("a", 0, 0, 6, rows + 4)
    found: dict[tuple[int, ...], float] = {}
    for cost, _, made, _ in _sized(room, told, _Scheme(wide, bands), block, 4, copy):
        depths = tuple(place.rows for place in made.photos)
        found[depths] = min(cost, found.get(depths, cost))
    return found


def natural(room: CaseRoom, aspect: tuple[int, int], cols: int = 6) -> int:
    """Return the rows that a picture of such proportions takes at its natural depth."""
    return photo_rows(Photo("图", aspect=aspect), room, GRID.span(cols))
