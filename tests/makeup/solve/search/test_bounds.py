"""Counted work is a bound, on a spread as on a page: what is dear is not begun, or is left where it is too much."""

from __future__ import annotations

from layout.makeup.solve.search.frames import TURNS, cut_table
from layout.makeup.solve.search.one_page import CUTS_MOST, DEAREST, page_of, solve_page
from layout.makeup.solve.search.slicing import Slicing, steps_about
from layout.makeup.solve.search.turning import Turning
from layout.makeup.solve.search.work import Work
from layout.makeup.solve.shapes import Frame
from tests.makeup.solve.made_up import FRONT, Copy, tables

PAGE = Frame(1, 6, 18, 120)
SPREAD = Frame(2, 16, 0, 120)


def whole() -> Slicing:
    page = page_of(tables(*FRONT), PAGE)
    return cut_table(page, [[item] for item in range(len(page.options))])


def test_turns_are_looked_at_until_their_steps_are_taken() -> None:
    free = Turning(whole(), 500)
    roots = list(free.roots())
    enough = Turning(whole(), 500, most=free.steps)
    assert (list(enough.roots()), enough.steps) == (roots, free.steps)
    few = Turning(whole(), 500, most=free.steps // 4)
    assert list(few.roots())
    assert free.steps // 4 < few.steps < free.steps // 2  # the turns about one centre are looked at together


def test_a_page_takes_fewer_steps_for_its_turns_than_it_has_for_certain() -> None:
    free = Turning(whole(), 500)
    assert list(free.roots()) and free.steps < TURNS


def test_a_table_takes_about_the_steps_that_are_said_before() -> None:
    about = steps_about(len(FRONT), PAGE.columns, PAGE.rows)
    assert about / 2 < whole().steps < about * 2


def test_the_table_of_all_stories_of_a_spread_is_not_begun_where_it_is_too_dear() -> None:
    stories = [
        Copy(f"s{at}", 165 + 11 * at % 60, 90 - 5 * at, "news" if at else "lead", em=10 + at % 7, cols=(2, 8))
        for at in range(CUTS_MOST - 1)
    ]
    picture = Copy("p", 0, 60, "photo", aspect=1.3, cols=(2, 6))
    work = Work(1.0)
    assert steps_about(CUTS_MOST, SPREAD.columns, SPREAD.rows) > DEAREST * work.given
    solve_page(tables(*stories, picture), SPREAD, work=work, thorough=False)
    assert work.spent < DEAREST * work.given
