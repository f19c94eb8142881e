"""Whole issues from made-up copy: the ladder, jumps, the over-fill certificate, shared-out pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from layout.diagnostics import Severity
from layout.issue.model import Head, Imprint, Issue, Masthead, PagePlan, Paragraph, Story
from layout.makeup.dummy.plan import Plan
from layout.makeup.solve import make_plan
from layout.makeup.solve.issue.assign import assign, parted
from layout.makeup.solve.issue.overfill import over_full, over_full_issue, under_full
from layout.makeup.solve.shapes import Frame, PageResult, Pin, Shape, ShapeTable
from tests.benches.makeup_instances import broadsheet
from tests.makeup.solve.made_up import FRONT, Copy, MadeUp


def issue_of(*pages: tuple[Copy, ...], shared: bool = False) -> tuple[Issue, MadeUp]:
    copies = [copy for page in pages for copy in page]
    stories = tuple(
        Story(copy.name, copy.kind, copy.priority, Head(("标题",)), (Paragraph(0, "body", "文"),))  # type: ignore[arg-type]
        for copy in copies
    )
    plans = tuple(
        PagePlan(number, f"第{number}", tuple(copy.name for copy in page)) for number, page in enumerate(pages, 1)
    )
    issue = Issue(
        1, date(2026, 1, 1), "星期四", "", Masthead("试"), Imprint(), "broadsheet", None if shared else plans, stories
    )
    return issue, MadeUp(*copies)


def made(*pages: tuple[Copy, ...], seconds: float = 0.5, shared: bool = False):
    issue, measures = issue_of(*pages, shared=shared)
    return make_plan(issue, measures, broadsheet(), (18, 4), seconds, foot=3)


def asked_for(count: int, *pages: tuple[Copy, ...]):
    """Make an issue of so many pages out of the copy, as `pages: {auto: …}` asks for."""
    issue, measures = issue_of(*pages, shared=True)
    return make_plan(replace(issue, auto=count), measures, broadsheet(), (18, 4), 0.5, foot=3)


@cache
def front():
    """Return the plan of the front page, made once."""
    return made(FRONT)


def inside(first: int, count: int = 5) -> tuple[Copy, ...]:
    """An inner page that has some room left."""
    news = [
        Copy(f"{'abcdefgh'[first]}{i}", 70 - 9 * i, 80 - 10 * i, "lead" if i == 0 else "news", em=11 + i)
        for i in range(count)
    ]
    return (replace(news[0], lines=90), *news[1:], Copy(f"q{first}", 0, 45, "photo", aspect=0.9))


def blocks(plan: Plan) -> dict[tuple[str, int], tuple[int, int, int]]:
    return {
        (block.story, block.part): (page.number, block.jump, block.rows) for page in plan.pages for block in page.blocks
    }


def test_one_page_needs_no_copyfit_beyond_its_shapes() -> None:
    done = front()
    assert done.value is not None
    assert {remark.code for remark in done.remarks} <= {"M201", "M202", "M205"}
    scores = dict(done.value.scores)
    assert scores["clashes"] == scores["alleys"] == scores["jumps"] == 0
    assert scores["white"] <= 1.0
    assert scores["bound"] <= scores["cost"]
    assert done.value.by == "solver"


def test_deck_goes_before_anything_jumps() -> None:
    tight = tuple(
        replace(copy, deck=22 if copy.name == "a1" else 0, lines=copy.lines + 24 * (copy.name != "p1"), may_jump=True)
        for copy in FRONT
    )
    measures = MadeUp(*tight)
    least = sum(measures.table(copy.name).least for copy in tight)
    assert least > 612, "the page must be too tight with its deck"
    done = made(tight, inside(1))
    assert done.value is not None
    codes = [remark.code for remark in done.remarks]
    assert "M204" in codes and "M206" not in codes
    lead = next(block for page in done.value.pages for block in page.blocks if block.story == "a1")
    assert not lead.head.deck


def test_overfull_front_jumps_once_and_to_a_later_page() -> None:
    others = (replace(copy, lines=copy.lines + 25) for copy in FRONT[1:] if copy.lines)
    long = (replace(FRONT[0], lines=240, may_jump=True), *others, FRONT[3])
    done = made(long, inside(1, 4))
    assert done.value is not None, done.remarks
    found = blocks(done.value)
    assert found["a1", 1][1] == 2 and found["a1", 2][0] == 2
    assert sum(1 for _, jump, _ in found.values() if jump) == 1
    assert [remark.code for remark in done.remarks].count("M206") == 1


def test_overfull_page_is_refused_with_its_arithmetic() -> None:
    fat = tuple(replace(copy, lines=copy.lines * 2) if copy.lines else copy for copy in FRONT)
    done = made(fat)
    assert done.value is None
    certificate = next(remark for remark in done.remarks if remark.code == "M210")
    args = dict(certificate.args)
    assert args["share"] > 100 and args["least"] == args["cells"] + args["over"] and args["cells"] == 612
    terms = [int(term.rsplit(" ", 1)[1]) for term in str(args["sums"]).split(" + ")]
    assert sum(terms) == args["least"] and len(terms) == len(fat)
    assert any(remark.code == "M212" for remark in done.remarks)


def test_small_overfill_asks_for_a_cut_in_characters() -> None:
    copies = (Copy("a1", 300, 100, "lead", em=16, cols=(6, 6)), Copy("a2", 285, 50, em=12, cols=(6, 6)))
    done = made(copies)
    assert done.value is None
    cut = next(remark for remark in done.remarks if remark.code == "M211")
    over = dict(next(remark for remark in done.remarks if remark.code == "M210").args)["over"]
    assert dict(cut.args)["story"] == "a2" and dict(cut.args)["characters"] == over * 17


def test_stories_to_hold_together_cover_what_is_too_much() -> None:
    def held(over: int, *least: int) -> list[str]:
        stories = [f"s{index}" for index in range(len(least))]
        tables = [
            ShapeTable(story, 90 - 10 * index, "news", (Shape(1, rows, 4, 0, 1, 20_000),))
            for index, (story, rows) in enumerate(zip(stories, least, strict=True))
        ]
        measures = MadeUp(*(Copy(story, 8, 50) for story in stories))
        remarks = over_full(Frame(1, 1, 0, sum(least) - over), tables, measures)
        args = [dict(remark.args) for remark in remarks if remark.code == "M212"]
        if args:
            assert args[0]["cells"] == sum(least[stories.index(name)] for name in str(args[0]["stories"]).split("、"))
            assert int(str(args[0]["cells"])) >= over
        return [str(arg["stories"]) for arg in args]

    assert held(30, 90, 60, 50, 34) == ["s3"]
    assert held(40, 90, 60, 50, 34) == ["s2"]
    assert held(100, 90, 60, 50, 34) == ["s2、s1"]  # no single one is large enough, nor s3 with s2
    assert held(168, 90, 60, 50, 34) == ["s3、s2、s0"]
    assert held(230, 90, 60, 50, 34) == []  # only an empty page would do
    assert held(140, 90, 60, 50, 34) == ["s3、s2、s1"]  # s0 with s2 would be fewer, but it leads the page
    assert held(144, 90, 60, 50, 34) == ["s3、s2、s1"] and held(145, 90, 60, 50, 34) == ["s1、s0"]


def test_a_story_longer_than_its_page_is_told_as_such() -> None:
    """Neither wider columns nor a smaller head would help it."""
    table = ShapeTable("a1", 90, "news", ())
    for lines, code in ((600, "M215"), (601, "M227")):
        (told,) = over_full(Frame(1, 6, 0, 100), (table,), MadeUp(Copy("a1", lines, 90)))
        assert told.code == code
    assert dict(told.args) == {"story": "a1", "page": 1, "lines": 601, "cells": 600, "over": 1, "characters": 17}
    rest = replace(table, part=2)  # what a jump left of it
    assert over_full(Frame(1, 6, 0, 100), (rest,), MadeUp(Copy("a1", 601, 90)))[0].code == "M215"


def test_a_story_without_a_shape_counts_in_no_sum() -> None:
    """It takes not 0 cells of a page, and that stories do not go together is not what is wrong with them."""
    bare, one = ShapeTable("a1", 90, "news", ()), ShapeTable("b1", 50, "news", (Shape(1, 601, 4),))
    measures = MadeUp(Copy("a1", 30, 90), Copy("b1", 30, 50))
    told = over_full(Frame(1, 6, 0, 100), (bare, one), measures)
    assert [remark.code for remark in told if remark.severity is Severity.ERROR] == ["M215", "M210"]
    assert dict(told[1].args)["sums"] == "b1 601"
    tight = ShapeTable("b1", 50, "news", (Shape(1, 600, 4), Shape(1, 601, 4)))
    assert [remark.code for remark in over_full(Frame(1, 6, 0, 100), (bare, tight), measures)] == ["M215"]
    assert next(remark.code for remark in over_full(Frame(1, 6, 0, 100), (tight,), measures)) == "M219"
    frames = [Frame(number, 6, 0, 100) for number in (1, 2)]
    assert [remark.code for remark in over_full_issue(frames, (bare, one), 2, measures)] == ["M215"]
    assert [remark.code for remark in over_full(Frame(1, 6, 0, 100), (bare,), measures)] == ["M215"]


def notice(name: str, cols: int, rows: int) -> ShapeTable:
    return ShapeTable(name, 50, "notice", (Shape(cols, rows, give=0),), fixed=True)


def told_of(*tables: ShapeTable) -> list[tuple[str, dict[str, object]]]:
    """Return the errors of a page of 6 columns by 100 rows that is not to be had."""
    remarks = over_full(Frame(1, 6, 0, 100), tables, MadeUp(*(Copy(table.story, 40, 50) for table in tables)))
    return [(remark.code, dict(remark.args)) for remark in remarks if remark.severity is Severity.ERROR]


def test_a_notice_larger_than_its_page_is_named_and_no_copy_is_blamed() -> None:
    story = ShapeTable("a1", 90, "lead", (Shape(1, 30, 4, cost=0),))
    ((code, args),) = told_of(story, notice("n1", 6, 101))
    assert code == "M231" and (args["story"], args["rows"], args["deep"]) == ("n1", 101, 100)
    assert args["left"] == 94  # 30 cells and what arranging them takes are six rows
    assert [code for code, _ in told_of(story, notice("n1", 7, 50))] == ["M231"]
    ((code, args),) = told_of(story, notice("n1", 6, 100))  # alone it would go in: the page is too small for both
    assert code == "M210" and args["over"] == 30


def test_notices_that_do_not_go_in_together_are_named() -> None:
    ((code, args),) = told_of(notice("n1", 4, 50), notice("n2", 4, 51))
    assert code == "M232" and args["stories"] == "n1、n2"
    assert [code for code, _ in told_of(notice("n1", 4, 50), notice("n2", 4, 50))] == ["M213"]


def test_what_was_fixed_is_blamed_before_the_copy() -> None:
    """At 101 % of a page at natural size stories may be too many; a place or a size that is fixed is asked first."""
    large = ShapeTable("a1", 90, "lead", (Shape(1, 500, 4, cost=0, give=0), Shape(1, 606, 4, cost=0, give=0)))
    (free,) = told_of(replace(large, shapes=(replace(large.shapes[0], cost=900), large.shapes[1])))
    assert free[0] == "M219" and free[1]["over"] == 6
    pinned = replace(large, shapes=(replace(large.shapes[0], cost=900), large.shapes[1]), pin=Pin(col=0, row=40))
    assert [(code, args["way"]) for code, args in told_of(pinned)] == [("M213", "放开 a1 的 layout.pin")]
    small = ShapeTable("a1", 90, "lead", (Shape(1, 60, 4),))
    assert [args["way"] for _, args in told_of(small)] == ["放宽几篇稿件的 layout.cols"]
    assert [args["way"] for _, args in told_of(small, notice("n1", 4, 20))] == ["改小 n1 的 layout.size"]


def test_no_cut_is_proposed_in_a_notice_of_fixed_size() -> None:
    headed = replace(notice("n1", 6, 60), shapes=(Shape(6, 60, 4, give=0),), priority=10)
    story = ShapeTable("a1", 90, "lead", (Shape(6, 41, 4),))
    measures = MadeUp(Copy("n1", 400, 10), Copy("a1", 400, 90))
    for table, cut in ((headed, "a1"), (replace(headed, fixed=False), "n1")):
        remarks = over_full(Frame(1, 6, 0, 100), (story, table), measures)
        assert [dict(remark.args)["story"] for remark in remarks if remark.code == "M211"] == [cut]


@pytest.mark.parametrize("may_jump", [True, False])
def test_a_story_longer_than_its_page_goes_on_where_it_may(may_jump: bool) -> None:
    long = Copy("a1", 640, 100, "lead", em=16, may_jump=may_jump)
    done = made((long,), inside(1, 3))
    assert (done.value is not None) is may_jump
    codes = [remark.code for remark in done.remarks]
    assert ("M206" in codes, "M227" in codes) == (may_jump, not may_jump)
    assert not any(remark.code == "M214" and dict(remark.args)["page"] == 1 for remark in done.remarks)


def test_pages_asked_for_that_hold_not_all_copy_are_told_of_with_those_that_do() -> None:
    """Not the first page is too full, but all of them; what is to be held frees all that is too many."""
    pages = tuple(inside(nth) for nth in range(4))
    done = asked_for(2, *pages)
    assert done.value is None
    (told,) = (remark for remark in done.remarks if remark.severity is Severity.ERROR)
    args = dict(told.args)
    terms = [int(term.rsplit(" ", 1)[1]) for term in str(args["sums"]).split(" + ")]
    assert told.code == "M228" and args["pages"] == 2 and args["cells"] == 6 * (102 + 113)
    assert args["least"] == sum(terms) == args["cells"] + args["over"] and len(terms) == sum(map(len, pages))
    assert "M212" in {remark.code for remark in done.remarks}
    assert args["enough"] == 4 and asked_for(4, *pages).value is not None


def test_an_issue_is_over_full_from_the_first_cell_too_many() -> None:
    def told(*least: int, pages: int = 2) -> list[str]:
        tables = [ShapeTable(f"s{at}", 50, "news", (Shape(1, rows, 4),)) for at, rows in enumerate(least)]
        frames = [Frame(number, 6, 0, 100) for number in range(1, pages + 1)]
        remarks = over_full_issue(frames, tables, 4, MadeUp(*(Copy(table.story, 8, 50) for table in tables)))
        return [remark.code for remark in remarks if remark.severity is Severity.ERROR]

    assert told(400, 400, 400) == ["M229"]  # two of them are more than a page
    assert told(400, 400, 401) == ["M228"]
    assert told(300, 301, pages=1) == ["M210"]


@pytest.mark.parametrize("lead", [True, False])
def test_a_story_longer_than_a_page_jumps_where_the_program_pages(lead: bool) -> None:
    """The lead goes on from page 1, a feature from the last page but one; what may not jump is told of with figures."""
    long = Copy("z1", 640, 100 if lead else 30, "lead" if lead else "news", em=16, may_jump=True)
    pages = (inside(0)[1:],) if lead else (inside(0), inside(1))
    done = made((long,), *pages, shared=True)
    assert done.value is not None, done.remarks
    found, last = blocks(done.value), len(done.value.pages)
    assert last == (2 if lead else 4)
    assert (found["z1", 1][:2], found["z1", 2][0]) == ((last - 1, last), last)
    stays = made((replace(long, may_jump=False),), *pages, shared=True)
    assert stays.value is None and "M227" in {remark.code for remark in stays.remarks}


def test_only_what_is_longer_than_its_page_is_dealt_out_in_two() -> None:
    frames = [Frame(number, 6, 0, 100 + number) for number in (1, 2, 3)]
    for cells, names in ((612, ["a", "s"]), (613, ["a", "s", "s/2"])):
        tables = [ShapeTable("a", 90, "lead", (Shape(1, 9),)), ShapeTable("s", 50, "news", (Shape(1, cells),))]
        parts = parted(tables, frames)
        assert [table.story for table in parts] == names
        assert sum(table.least for table in parts) == 9 + cells
    assert [(table.pin.page, table.least) for table in parts[1:]] == [(2, 612), (3, 1)]
    pinned = replace(tables[1], pin=Pin(page=1))
    assert [table.pin.page for table in parted((tables[0], pinned), frames)] == [0, 1, 2]
    assert parted(tables, frames[:1]) == tables  # there is no page for what goes on


def test_a_page_without_stories_is_told_as_such() -> None:
    assert [remark.code for remark in over_full(Frame(2, 6, 0, 100), (), MadeUp())] == ["M226"]


def test_page_that_lacks_copy_says_how_much() -> None:
    done = made((Copy("a1", 60, 100, "lead", em=16), Copy("a2", 40, 50)))
    assert done.value is not None
    lacking = dict(next(remark for remark in done.remarks if remark.code == "M214").args)
    taken = sum(block.cols * block.rows for block in done.value.pages[0].blocks)
    assert lacking["cells"] == 612 - taken > 0 and lacking["characters"] == lacking["cells"] * 17
    assert lacking["share"] == 100 * taken // 612


@pytest.mark.parametrize(("most", "told"), [(599, True), (600, False)])
def test_a_page_lacks_copy_where_its_largest_shapes_are_less_than_its_room(most: int, told: bool) -> None:
    tables = [ShapeTable("a", 90, "lead", (Shape(1, most, give=0),))]
    result = PageResult((), 0, (("white", 235),))
    found = under_full(result, tables, Frame(1, 6, 0, 100), MadeUp())
    assert [dict(remark.args)["cells"] for remark in found] == [235] * told
    full = PageResult((), 0, (("white", 0),))
    assert under_full(full, tables, Frame(1, 6, 0, 100), MadeUp()) == ()


def test_stories_are_shared_out_by_section_and_priority() -> None:
    pages = tuple(tuple(replace(copy, section=f"s{n}") for copy in inside(n)) for n in range(4))
    pages = (tuple(replace(copy, priority=min(100, copy.priority + 20)) for copy in pages[0]), *pages[1:])
    _, measures = issue_of(*pages)
    tables = [measures.table(copy.name) for page in pages for copy in page]
    frames = [Frame(number, 6, 18 if number == 1 else 4, 120) for number in range(1, 5)]
    found = assign(tables, frames)
    assert found is not None
    assert found["a0"] == 1
    for page in pages:
        assert len({found[copy.name] for copy in page}) == 1
    for frame in frames:
        assert sum(table.least for table in tables if found[table.story] == frame.number) <= frame.cells


def test_every_page_gets_five_stories_and_one_picture_where_there_are_enough() -> None:
    long = tuple(Copy(f"l{n}", 190 - n, 80 - n) for n in range(2))
    short = tuple(Copy(f"s{n}", 45, 50 - n) for n in range(7))
    pictures = tuple(Copy(f"p{n}", 0, 40, "photo", aspect=1.3) for n in range(2))
    _, measures = issue_of((Copy("a0", 100, 100, "lead"), *long, *short, *pictures))
    tables = [measures.table(copy.name) for copy in (Copy("a0", 100, 100, "lead"), *long, *short, *pictures)]
    frames = [Frame(number, 6, 18 if number == 1 else 4, 120) for number in (1, 2)]
    found = assign(tables, frames)
    assert found is not None
    for frame in frames:
        here = [story for story, page in found.items() if page == frame.number]
        assert len(here) >= 5
        assert sum(story[0] == "p" for story in here) == 1


def test_page_pins_hold_when_stories_are_shared_out() -> None:
    page = inside(0)
    pinned = (*page[:3], replace(page[3], pin=Pin(page=2)), *page[4:])
    _, measures = issue_of(pinned, inside(1))
    tables = [measures.table(copy.name) for copy in (*pinned, *inside(1))]
    frames = [Frame(1, 6, 18, 120), Frame(2, 6, 4, 120)]
    found = assign(tables, frames)
    assert found is not None and found[page[3].name] == 2
    again = assign(tables, frames, refused=[(1, frozenset(name for name, number in found.items() if number == 1))])
    assert again is not None and again != found


def test_automatic_pages_hold_every_story_once() -> None:
    done = made(inside(0), inside(1), shared=True)
    assert done.value is not None, done.remarks
    assert [page.number for page in done.value.pages] == [1, 2]
    assert done.value.pages[0].foot == 0 and done.value.pages[1].foot == 3
    assert sorted(blocks(done.value)) == sorted((copy.name, 1) for copy in (*inside(0), *inside(1)))


def test_same_seed_gives_the_same_plan() -> None:
    assert made(FRONT) == front()


def test_interrupted_issue_still_gets_all_its_pages() -> None:
    issue, measures = issue_of(FRONT, inside(1), inside(2))
    done = make_plan(issue, measures, broadsheet(), (18, 4), 60.0, stop=lambda: True)
    assert done.value is not None
    assert [page.number for page in done.value.pages] == [1, 2, 3]
    assert {name for name, _ in blocks(done.value)} == {story.id for story in issue.stories}


@pytest.mark.parametrize("may_jump", [False, pytest.param(True, marks=pytest.mark.long)])
def test_only_stories_that_may_jump_do(may_jump: bool) -> None:
    others = (replace(copy, lines=copy.lines + 30) for copy in FRONT[1:] if copy.lines)
    long = (replace(FRONT[0], lines=330, may_jump=may_jump), *others)
    done = made(long, inside(1, 4))
    assert (done.value is not None) == may_jump
