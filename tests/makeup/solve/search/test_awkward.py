"""Awkward pages (set T3): each either comes out right or is refused with words that help."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layout.makeup.check import Verdict, check_plan
from layout.makeup.check.facts import BlockFacts, StoryFacts
from layout.makeup.dummy.plan import Plan
from layout.makeup.solve import make_plan
from layout.makeup.solve.shapes import Pin
from tests.benches.makeup_instances import broadsheet
from tests.makeup.solve.issue.test_make import issue_of
from tests.makeup.solve.made_up import FRONT, Copy, MadeUp

HARD = {"M101", "M102", "M103", "M104", "M106", "M107", "M108", "M120", "M129"}


def judged(plan: Plan, measures: MadeUp) -> Verdict:
    facts = [
        BlockFacts(
            page.number,
            block.story,
            block.part,
            head_rows=block.head.rows,
            head_to=block.cols,
            size=round(block.head.size * 1000),
        )
        for page in plan.pages
        for block in page.blocks
    ]
    stories = [
        StoryFacts(table.story, table.priority, table.kind, table.headed)
        for table in (measures.table(name) for name in measures.copies)
    ]
    return check_plan(plan, facts, stories, broadsheet())


def made(*copies: Copy) -> tuple[Plan | None, set[str], Verdict | None]:
    issue, measures = issue_of(copies)
    done = make_plan(issue, measures, broadsheet(), (18,), 3.0)
    codes = {remark.code for remark in done.remarks}
    return done.value, codes, judged(done.value, measures) if done.value else None


def test_two_leads_of_equal_rank_never_stand_level() -> None:
    second = Copy("a2", 90, 100, "lead", em=15, cols=(3, 6))
    plan, _, verdict = made(FRONT[0], second, *FRONT[2:])
    assert plan is not None and verdict is not None
    assert not HARD & set(verdict.codes()), verdict.findings


@pytest.mark.long(held="makeup/solve/search/test_page.py::test_front_page_is_full_and_clean")
def test_headline_of_24_characters() -> None:
    plan, _, verdict = made(*(replace(copy, em=24) if copy.name == "a2" else copy for copy in FRONT))
    assert plan is not None and verdict is not None
    assert not HARD & set(verdict.codes()), verdict.findings


def test_one_short_story_alone_says_what_is_lacking() -> None:
    plan, codes, verdict = made(Copy("a1", 24, 100, "lead", em=12))
    assert plan is not None and verdict is not None
    assert "M214" in codes and "M118" in verdict.codes()
    assert not HARD & set(verdict.codes())


@pytest.mark.long(held="makeup/solve/search/test_page.py::test_front_page_is_full_and_clean")
def test_all_pictures_upright() -> None:
    pictures = [Copy(f"p{index}", 0, 60, "photo", aspect=0.66) for index in range(2)]
    plan, _, verdict = made(*(copy for copy in FRONT if copy.name != "p1"), *pictures)
    assert plan is not None and verdict is not None
    assert not HARD & set(verdict.codes()), verdict.findings


def test_five_percent_over_is_refused() -> None:
    wide = [Copy(f"s{i}", 200, 90 - i, "lead" if i == 0 else "news", em=14, cols=(6, 6)) for i in range(3)]
    _, measures = issue_of(tuple(wide))
    least = sum(measures.table(copy.name).least for copy in wide)
    copies = [replace(copy, lines=copy.lines + (643 - least) // 3) for copy in wide]
    plan, codes, _ = made(*copies)
    assert plan is None and "M210" in codes


@pytest.mark.long(held="makeup/solve/search/test_page.py::test_front_page_is_full_and_clean")
def test_eight_percent_under_is_filled_or_told() -> None:
    short = [replace(copy, lines=round(copy.lines * 0.75)) if copy.lines else copy for copy in FRONT]
    plan, codes, verdict = made(*short)
    assert plan is not None and verdict is not None
    assert not HARD & set(verdict.codes()), verdict.findings
    assert verdict.scores[0].white_share <= 1 or "M214" in codes


def test_pinned_ear_stands_in_the_masthead() -> None:
    ear = Copy("e1", 18, 55, "brief", em=8, pin=Pin(page=1, row=0, cols=2))
    plan, _, verdict = made(*FRONT, ear)
    assert plan is not None and verdict is not None
    block = next(block for block in plan.pages[0].blocks if block.story == "e1")
    assert plan.pages[0].ear == 2 and block.col == 4 and block.row == 0 and block.row + block.rows <= 16
    assert not HARD & set(verdict.codes()), verdict.findings


def test_story_too_long_for_the_ear_is_refused() -> None:
    plan, codes, _ = made(*FRONT, Copy("e1", 90, 55, em=8, pin=Pin(page=1, row=0, cols=2)))
    assert plan is None and "M220" in codes
