"""One page solved: clean by the independent checker, pins held, the same again for the same seed and limit."""

from __future__ import annotations

import gc
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from layout.makeup.check import BlockFacts, StoryFacts, Verdict, check_plan
from layout.makeup.dummy.plan import HeadChoice, PageDummy, Plan
from layout.makeup.solve.search.cpsat import solve_by_constraints
from layout.makeup.solve.search.one_page import _Search, page_of, solve_page
from layout.makeup.solve.search.score import Page, floor_cost
from layout.makeup.solve.search.slicing import Slicing
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Frame, PageResult, Pin, Shape, ShapeTable, to_block
from layout.makeup.solve.standing import Wardrobe
from layout.rules.house import BOOK
from tests.benches.makeup_instances import broadsheet
from tests.makeup.solve.made_up import FRONT, Copy, tables

PAGE = Frame(1, 6, 18, 120)
ROOT = Path(__file__).parents[4]


@cache
def front() -> PageResult:
    """Return the front page, solved once: the same copy gives the same page, as a test says."""
    result = solve_page(tables(*FRONT), PAGE, seconds=3)
    assert result is not None
    return result


@pytest.mark.parametrize("shun", [(), (b"",)])
def test_a_page_with_fewer_faults_goes_before_any_likeness(shun: tuple[bytes, ...]) -> None:
    """Without others that it should not look like a page is what it costs, for a fault costs more than all else."""
    sound = replace(front(), cost=9_000, others=())
    faulty = replace(sound, cost=8_000, counts=(("clashes", 1),))
    search = _Search(page_of(tables(*FRONT), replace(PAGE, shun=shun)), Work(1.0), 0, None, None)
    search.take(faulty)
    search.pool += [faulty, sound]
    found = search.varied()
    assert found is not None and found.cost == (9_000 if shun else 8_000)


def checked(result: PageResult, found: list[ShapeTable], frame: Frame = PAGE) -> Verdict:
    """Let the checker judge a result by its own rules."""
    blocks = [to_block(placed, found[placed.item]) for placed in result.placed]
    plan = Plan("broadsheet", (PageDummy(frame.number, frame.top, tuple(blocks), 120 - frame.end),))
    facts = [
        BlockFacts(
            frame.number,
            block.story,
            head_rows=placed.head,
            head_from=0,
            head_to=block.cols,
            need=placed.shape.head,
            size=placed.shape.size,
        )
        for block, placed in zip(blocks, result.placed, strict=True)
    ]
    stories = [StoryFacts(table.story, table.priority, table.kind, table.headed) for table in found]
    return check_plan(plan, facts, stories, broadsheet())


def cells(result: PageResult, found: list[ShapeTable], story: str) -> tuple[int, int, int, int]:
    return next(
        (placed.col, placed.row, placed.cols, placed.rows)
        for placed in result.placed
        if found[placed.item].story == story
    )


def test_front_page_is_full_and_clean() -> None:
    found, result = tables(*FRONT), front()
    verdict = checked(result, found)
    assert verdict.clean, verdict.findings
    assert verdict.scores[0].white_share <= 0.5  # a few cells rather than a head in a hole
    assert cells(result, found, "a1")[:2] == (0, 18)
    assert result.bound <= result.cost


def test_same_seed_and_limit_give_the_same_page() -> None:
    assert solve_page(tables(*FRONT), PAGE, seconds=3) == front()


@pytest.mark.parametrize("count", [10, pytest.param(13, marks=pytest.mark.long)])
def test_more_stories_than_a_table_of_sets_holds(count: int) -> None:
    pictures = [Copy(f"p{i}", 0, 60, "photo", aspect=1.3, cols=(1, 3)) for i in range(2)]
    news = [
        Copy(f"s{i}", 18 + 11 * i % 30, 90 - 5 * i, "lead" if i == 0 else "news", em=10 + i % 7)
        for i in range(count - 2)
    ]
    news[0] = replace(news[0], lines=70, cols=(2, 6))
    found = tables(*news, *pictures)
    result = solve_page(found, PAGE, seconds=1.2, seed=1)
    assert result is not None
    assert len(result.placed) == count
    verdict = checked(result, found)
    assert not {"M101", "M102", "M106", "M107", "M108", "M118"} & set(verdict.codes())


def test_width_and_depth_pins_hold() -> None:
    copies = [replace(copy, pin=Pin(cols=2)) if copy.name == "a3" else copy for copy in FRONT]
    found = tables(*copies)
    result = solve_page(found, PAGE, seconds=4)
    assert result is not None and cells(result, found, "a3")[2] == 2


def test_zone_pin_holds() -> None:
    copies = [replace(copy, pin=Pin(zone="lower left")) if copy.name == "a2" else copy for copy in FRONT]
    found = tables(*copies)
    result = solve_page(found, PAGE, seconds=4)
    assert result is not None
    col, row, cols, rows = cells(result, found, "a2")
    assert 2 * col + cols <= 6 and 2 * row + rows >= 138


def test_exact_cells_hold() -> None:
    pin = Pin(col=4, row=18, cols=2)
    copies = [replace(copy, pin=pin) if copy.name == "p1" else copy for copy in FRONT]
    found = tables(*copies)
    result = solve_page(found, PAGE, seconds=6)
    assert result is not None
    assert cells(result, found, "p1")[:3] == (4, 18, 2)
    assert "M101" not in checked(result, found).codes()


def test_stories_wanted_together_share_an_edge() -> None:
    copies = [replace(copy, pin=Pin(mate="a3")) if copy.name == "a5" else copy for copy in FRONT]
    found = tables(*copies)
    result = solve_page(found, PAGE, seconds=4)
    assert result is not None
    one, other = cells(result, found, "a5"), cells(result, found, "a3")
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    deep = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    assert (wide == 0 and deep > 0) or (deep == 0 and wide > 0)


def test_interrupt_returns_the_best_page_so_far() -> None:
    seen: list[PageResult] = []
    copies = [Copy(f"s{i}", 30 + 3 * i, 90 - i, "lead" if i == 0 else "news", em=9 + i) for i in range(9)]
    found = tables(*copies, Copy("p", 0, 50, "photo", aspect=1.0))
    result = solve_page(
        found, PAGE, seconds=60, progress=lambda _, better: seen.append(better), stop=lambda: bool(seen)
    )
    assert result is not None and result == seen[-1]


def test_nothing_fits_means_none() -> None:
    assert solve_page(tables(Copy("a", 2000, 50)), PAGE, seconds=1) is None


@pytest.mark.long(held="makeup/solve/search/test_page.py::test_front_page_is_full_and_clean")
def test_constraints_alone_find_a_page_without_overlap() -> None:
    found = tables(*FRONT)
    result = solve_by_constraints(page_of(found, PAGE), Work(3.0))
    assert result is not None
    assert not {"M101", "M102"} & set(checked(result, found).codes())
    assert result.bound <= result.cost


def strictly(found: list[ShapeTable], frames: int, work: Work) -> PageResult | None:
    """Return the page that has no fault and no more frames than so many, None where there is none."""
    frame = replace(PAGE, rules=replace(BOOK, frames_most=frames))
    return solve_by_constraints(page_of(found, frame), work, faults=0, frames=0)


@pytest.mark.parametrize("frames", [0, 1])
def test_a_strict_search_forbids_frames_beyond_those_that_a_page_may_have(frames: int) -> None:
    lead, other = tables(Copy("a", 60, 90, "lead", em=9, cols=(3, 3)), Copy("b", 60, 80, em=9, cols=(3, 3)))
    found = [
        replace(table, shapes=tuple(replace(shape, give=90) for shape in table.shapes if shape.box == box))
        for table, box in ((lead, "none"), (other, "rule"))
    ]
    work = Work(3.0)
    result = strictly(found, frames, work)
    assert (result is not None) == (frames == 1) and not work.over
    assert result is None or (result.count("frames"), result.faults) == (1, 0)


@pytest.mark.parametrize("count", [4, 5])
def test_a_strict_search_tells_that_a_page_cannot_do_without_a_line(count: int) -> None:
    """Blocks over all columns have lines between them: forbidden where there are enough blocks to do without."""
    rows = 102 // count
    shape = Shape(6, rows, 3, 0, 6, 20_000, HeadChoice(lines=1, size=20, rows=3), give=5)
    found = [
        ShapeTable(f"s{at}", 90 - at, "news", (replace(shape, size=20_000 - 1_000 * at, rows=rows),))
        for at in range(count)
    ]
    work = Work(3.0)
    result = strictly(found, 1, work)
    assert (result is None) == (count == 5) and not work.over


def test_interrupts_stay_ours_after_the_constraint_solver() -> None:
    """Left to itself, CP-SAT hands interrupts back to the system, and the next one kills the program."""
    code = (
        "import os, signal; from ortools.sat.python import cp_model; "
        "from tests.makeup.solve.search.test_page import PAGE, FRONT, tables, page_of, solve_by_constraints, Work; "
        "signal.signal(signal.SIGINT, lambda *_: print('heard')); "
        "solve_by_constraints(page_of(tables(*FRONT[:3]), PAGE), Work(0.1)); "
        "os.kill(os.getpid(), signal.SIGINT); print('alive')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["heard", "alive"], done.stderr


def test_bound_is_never_above_a_page_that_exists() -> None:
    assert 0 <= floor_cost(page_of(tables(*FRONT), PAGE)) <= front().cost


def test_nothing_is_kept_of_a_page_that_is_solved() -> None:
    def alive() -> int:
        gc.collect()
        return sum(isinstance(one, (Page, Slicing, Wardrobe)) for one in gc.get_objects())

    before = alive()
    result = solve_page(tables(*FRONT), PAGE, seconds=1, quickly=True)
    assert result is not None
    assert alive() == before
