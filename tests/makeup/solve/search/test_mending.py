"""Parts of a page solved anew: what stands around them stays, and the page has a fault or a frame less."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layout.makeup.dummy.plan import HeadChoice, PhotoPlace
from layout.makeup.solve.search.cpsat import solve_by_constraints
from layout.makeup.solve.search.judging import rectangles
from layout.makeup.solve.search.mending import mended
from layout.makeup.solve.search.one_page import page_of, solve_page
from layout.makeup.solve.search.score import Page
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Frame, PageResult, Pin, Shape, ShapeTable
from layout.rules.house import BOOK
from layout.sheet import Step

FRAME = Frame(1, 4, 0, 40)


def shape(rows: int, size: int, *, box: bool = False, head_from: int = 0) -> Shape:
    """Return a way to fill two columns: framed by the solver's will, or with its head over the second one only."""
    head = HeadChoice(lines=1, size=size, rows=4)
    steps = (Step("box"),) if box else ()
    return Shape(
        2, rows, 4, head_from, 2, size * 1000, head, give=0, box="rule" if box else "none", steps=steps, cost=box * 400
    )


LEAD = ShapeTable("a", 90, "lead", (shape(20, 48),))
BESIDE = ShapeTable("b", 80, "news", (shape(20, 30, box=True), shape(12, 30, box=True)))
PARTED = ShapeTable("b", 80, "news", (shape(20, 30, box=True), shape(14, 30, head_from=1)))
BELOW = ShapeTable("c", 70, "news", (shape(20, 24),))
DEEP = ShapeTable("d", 60, "news", (shape(20, 18), shape(26, 18), shape(28, 18)))

LEVEL: tuple[Rect, ...] = ((0, 0, 0, 2, 20), (1, 2, 0, 2, 20), (2, 0, 20, 2, 20), (3, 2, 20, 2, 20))
"""Two and two blocks: the heads of the lower two are level."""


def page(*tables: ShapeTable, frames: int = 1, white: int = BOOK.white_front) -> Page:
    return page_of(tables, replace(FRAME, rules=replace(BOOK, frames_most=frames, white_front=white)))


def cells(found: PageResult | None) -> tuple[Rect, ...]:
    assert found is not None
    return tuple(sorted(rectangles(found, FRAME)))


def test_level_heads_are_parted_and_what_has_no_part_in_it_stays() -> None:
    found = mended(page(LEAD, BESIDE, BELOW, DEEP), LEVEL, Work(2.0))
    assert cells(found) == (LEVEL[0], (1, 2, 0, 2, 12), LEVEL[2], (3, 2, 12, 2, 28))
    assert found is not None and found.faults == 0


def test_a_page_that_cannot_lose_its_fault_stays_as_it_is() -> None:
    shallow = replace(DEEP, shapes=DEEP.shapes[:1])
    found = mended(page(LEAD, BESIDE, BELOW, shallow), LEVEL, Work(2.0))
    assert cells(found) == LEVEL and found is not None and found.faults == 1


@pytest.mark.parametrize(("frames", "rows"), [(0, 14), (1, 12)])
def test_a_frame_goes_where_the_page_has_one_too_many(frames: int, rows: int) -> None:
    """Within what it may have the frame stays; it costs more than the head that stands free of its neighbour's."""
    either = replace(BESIDE, shapes=(*BESIDE.shapes, replace(shape(14, 30, head_from=1), cost=600)))
    framed = (LEVEL[0], (1, 2, 0, 2, 12), LEVEL[2], (3, 2, 12, 2, 28))
    found = mended(page(LEAD, either, BELOW, DEEP, frames=frames), framed, Work(2.0))
    assert cells(found)[1] == (1, 2, 0, 2, rows)
    assert found is not None and found.count("frames") == frames and found.faults == 0


def test_a_block_without_a_shape_for_its_cells_must_go() -> None:
    found = mended(page(LEAD, PARTED, BELOW, DEEP), ((0, 0, 0, 2, 20), (1, 2, 0, 2, 12), *LEVEL[2:]), Work(2.0))
    assert cells(found) == (LEVEL[0], (1, 2, 0, 2, 14), LEVEL[2], (3, 2, 14, 2, 26))
    nothing = replace(PARTED, shapes=PARTED.shapes[1:])
    deep = replace(DEEP, shapes=DEEP.shapes[2:])
    assert mended(page(LEAD, nothing, BELOW, deep), LEVEL, Work(2.0)) is None


def test_no_work_and_no_fault_leave_a_page_as_it_is() -> None:
    tables = (LEAD, BESIDE, BELOW, DEEP)
    assert cells(mended(page(*tables), LEVEL, Work(0.0))) == LEVEL
    clean = (LEVEL[0], (1, 2, 0, 2, 12), LEVEL[2], (3, 2, 12, 2, 28))
    work = Work(2.0)
    assert cells(mended(page(*tables), clean, work)) == clean and work.spent < 10_000


def test_what_was_found_before_is_mended_and_not_looked_for_again() -> None:
    tables = (LEAD, BESIDE, BELOW, DEEP)
    start = mended(page(*tables), LEVEL, Work(0.0))
    found = solve_page(tables, FRAME, seconds=2, start=start, thorough=False)
    assert found is not None and found.faults == 0 and found.by == "constraints"


@pytest.mark.parametrize(("kept", "there"), [((0, 2), True), ((1,), False)])
def test_blocks_that_are_kept_keep_their_cells(kept: tuple[int, ...], there: bool) -> None:
    work = Work(2.0)
    found = solve_by_constraints(page(LEAD, BESIDE, BELOW, DEEP), work, hint=LEVEL, kept=kept, faults=0)
    assert (found is not None) == there and not work.over
    assert found is None or [cells(found)[item] for item in kept] == [LEVEL[item] for item in kept]


def test_a_bound_of_the_cost_lets_only_cheaper_pages_through() -> None:
    tables = page(LEAD, BESIDE, BELOW, DEEP)
    best = solve_by_constraints(tables, Work(2.0))
    assert best is not None and best.proved
    assert solve_by_constraints(tables, Work(2.0), below=best.bound) is None
    assert solve_by_constraints(tables, Work(2.0), below=best.cost + 1) is not None


@pytest.mark.parametrize(("row", "faults"), [(20, 1), (0, 0)])
def test_picture_stories_side_by_side_are_a_fault_to_the_constraint_solver(row: int, faults: int) -> None:
    """One stands under the lead; the other is pinned beside it, or beside the lead."""
    photo = Shape(2, 20, photos=(PhotoPlace(0, 0, 0, 2, 20),), give=0)
    tables = (
        ShapeTable("s", 90, "lead", (shape(20, 48),)),
        ShapeTable("t", 20, "news", (shape(20, 20, head_from=1),)),
        ShapeTable("p", 50, "photo", (photo,), pin=Pin(col=0, row=20)),
        ShapeTable("q", 40, "photo", (photo,), pin=Pin(col=2, row=row)),
    )
    found = solve_by_constraints(page(*tables), Work(2.0), faults=0)
    assert (found is None) == (faults == 1)
    found = solve_by_constraints(page(*tables), Work(2.0), faults=1)
    assert found is not None and found.count("pictures") == faults


def parted(row: int, *deep: int, pin: Pin | None = None) -> PageResult | None:
    """Return a page mended whose last story began at such a row, under one that ends at row 14, with its depths."""
    shapes = tuple(shape(rows, 18, head_from=1) for rows in deep)
    tables = (LEAD, PARTED, BELOW, replace(DEEP, shapes=shapes, pin=pin or Pin()))
    rects: tuple[Rect, ...] = (LEVEL[0], (1, 2, 0, 2, 14), LEVEL[2], (3, 2, row, 2, deep[0]))
    return mended(page(*tables, white=200), rects, Work(2.0))


@pytest.mark.parametrize(("row", "after"), [(19, 14), (18, 18)])
def test_white_between_blocks_goes_where_it_is_a_pocket(row: int, after: int) -> None:
    found = parted(row, 40 - row, 26)
    assert cells(found)[3] == (3, 2, after, 2, 40 - after)
    assert found is not None and found.count("pockets") == 0


def test_white_that_no_block_takes_goes_to_the_foot() -> None:
    assert cells(parted(19, 21))[3] == (3, 2, 14, 2, 21)


def test_a_pocket_stays_where_it_is_pinned() -> None:
    found = parted(19, 21, pin=Pin(row=19))
    assert found is not None and found.count("pockets") == 1 and found.faults == 0


def test_no_fault_takes_the_place_of_a_pocket() -> None:
    """Level with the head beside it the last story would leave no white in its own place."""
    tables = (LEAD, BESIDE, BELOW, replace(DEEP, shapes=(shape(15, 18), shape(20, 18))))
    rects: tuple[Rect, ...] = (LEVEL[0], (1, 2, 0, 2, 20), LEVEL[2], (3, 2, 25, 2, 15))
    found = mended(page(*tables, white=200), rects, Work(2.0))
    assert found is not None and found.faults == found.count("pockets") == 0
