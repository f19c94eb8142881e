"""A story inside another 文中插框: the text flows round it, the checker knows it, files and regions keep it apart."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.compose.story.stylebook import house_style
from layout.diagnostics import Severity
from layout.export.web.areas import areas_of
from layout.geometry import PROFILES, Box
from layout.issue.model import Head, Imprint, Issue, Masthead, PagePlan, Paragraph, Story, Wishes
from layout.makeup.check.measured import judge_sheets
from layout.makeup.dummy.file import read_plan, write_plan
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, Plan
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.page.pages import make_up
from layout.sheet import Rule, Text
from tests import points
from tests.chance import examples

GRID = PROFILES["broadsheet"]
SENTENCE = "排字工人先把一行字排满，再看行末的标点放不放得下，放不下的就推到下一行去。"
TOP, SMALL = 18, HeadChoice(lines=1, size=20)


def story(name, characters, **more):
    text = (SENTENCE * (characters // len(SENTENCE) + 1))[:characters]
    body = tuple(
        Paragraph(index, "body", text[start : start + 120]) for index, start in enumerate(range(0, characters, 120))
    )
    return Story(name, "news", more.pop("priority", 50), Head(("一行字怎样排满",)), body, **more)


@pytest.fixture(scope="module")
def press(case):
    """Return a function that makes up a page of blocks and judges it."""
    room = CaseRoom(case, house_style().value, GRID)

    def made(blocks, *stories, foot=0):
        issue = Issue(
            7, date(2026, 11, 23), "星期一", "农历丙午年十月十五", Masthead("禹州通讯"), Imprint(), "broadsheet",
            (PagePlan(1, "要闻", tuple(entry.id for entry in stories)),), stories,
        )  # fmt: skip
        plan = Plan("broadsheet", (PageDummy(1, TOP, tuple(blocks), foot),))
        done = make_up(issue, plan, room.emptied(), "issues/7")
        return done, judge_sheets(plan, done.sheets, done.fits, stories, GRID)

    return made


def page_of(insert=(2, 18, 2, 12), box="rule", **guest):
    """Return a host's block and its insert's, the insert's as the dummy should have it or moved by `guest`."""
    host = Block("a", 1, 30, 4, 30, head=SMALL, insert=insert)
    col, row, wide, deep = insert
    inside = Block("b", 1 + col, 30 + row, wide, deep, head=SMALL, box=box)
    return host, replace(inside, **guest)


def extent(item):
    size = item.line.size
    return Box(item.x, item.y - size * 88 // 100, item.line.extent, size)


def meets(one, other):
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def printed(sheet, name):
    return "".join(
        item.line.text
        for item in sheet.items
        if isinstance(item, Text) and item.region >= 0 and sheet.regions[item.region].story == name
        and sheet.regions[item.region].role == "body"
    )  # fmt: skip


@st.composite
def hosts(draw):
    cols = draw(st.integers(2, 5))
    wide = draw(st.integers(1, cols - 1))
    col = draw(st.integers(0, cols - wide))
    rows = draw(st.integers(30, 60))
    deep = draw(st.integers(8, 20))
    row = draw(st.one_of(st.integers(8, rows - deep), st.just(0) if col in (0, cols - wide) else st.just(rows - deep)))
    legs = draw(st.sampled_from([0, 0, max(1, cols // 2)]))
    host = Block(
        "a", draw(st.integers(0, 6 - cols)), 30, cols, rows, head=SMALL, legs=legs, insert=(col, row, wide, deep)
    )
    box = draw(st.sampled_from(["rule", "tint", "fancy"]))
    return host, Block("b", host.col + col, 30 + row, wide, deep, head=SMALL, box=box), draw(st.integers(100, 3000))


@settings(max_examples=examples(40))
@given(hosts())
def test_no_line_of_the_host_lies_in_its_insert_and_no_character_is_lost(press, plan):
    host, guest, characters = plan
    copy, inside = story("a", characters), story("b", 60)
    done, verdict = press((host, guest), copy, inside)
    sheet = done.sheets[0]
    box = GRID.cells(guest.col, guest.row, guest.cols, guest.rows)
    for item in sheet.items:
        if isinstance(item, Text) and item.region >= 0 and sheet.regions[item.region].story == "a":
            assert not meets(extent(item), box), item.line.text
    for region in sheet.regions:
        if region.story == "a":
            assert not meets(region.box, box), region.role
        elif region.story == "b":
            assert box.x <= region.box.x and region.box.right <= box.right
    over = next(fit for fit in done.fits if fit.story == "a").characters
    text = printed(sheet, "a")
    assert copy.text.startswith(text) and len(text) - min(0, over) == len(copy.text)
    assert not {"M101", "M130"} & set(verdict.codes())


@pytest.mark.parametrize("box", ["rule", "tint", "fancy"])
def test_an_insert_at_a_foot_or_under_the_head_is_no_fault(press, box):
    for insert in ((2, 18, 2, 12), (2, 6, 2, 12), (3, 18, 1, 12), (0, 18, 1, 12)):
        verdict = press(page_of(insert, box), story("a", 1290 - 221 * (insert[2] - 1)), story("b", 90))[1]
        faults = [(finding.code, finding.stories) for finding in verdict.findings]
        for code in ("M101", "M109", "M110", "M119", "M126", "M127", "M130"):
            assert (code, ("a",)) not in faults and (code, ("a", "b")) not in faults, (insert, faults)


@pytest.mark.parametrize(
    ("moved", "codes"),
    [
        ({"row": 47}, {"M101", "M130"}),
        ({"cols": 1}, {"M101", "M130"}),
        ({"box": "none"}, {"M101", "M130"}),
        ({"col": 5, "row": 80}, {"M130"}),
    ],
)
def test_a_block_that_is_not_exactly_the_insert_is_a_fault(press, moved, codes):
    verdict = press(page_of(**moved), story("a", 900), story("b", 90))[1]
    assert {"M101", "M130"} & set(verdict.codes()) == codes


@pytest.mark.parametrize("insert", [(2, 2, 2, 12), (3, 18, 2, 12), (2, 20, 2, 12)])
def test_an_insert_in_the_head_or_beyond_its_host_is_a_fault(press, insert):
    assert "M130" in press(page_of(insert=insert), story("a", 900), story("b", 90))[1].codes()


def test_an_insert_in_the_middle_of_a_leg_splits_it(press):
    assert "M119" in press(page_of(insert=(2, 12, 2, 10)), story("a", 1250), story("b", 80))[1].codes()
    assert "M119" not in press(page_of(insert=(2, 20, 2, 10)), story("a", 1250), story("b", 80))[1].codes()


def test_a_wish_to_stand_inside_that_the_dummy_does_not_keep_is_told(press):
    host, guest = page_of()
    wished = story("b", 90, wishes=Wishes(box="rule", inside="a"))
    assert "M129" not in press((host, guest), story("a", 900), wished)[1].codes()
    beside = (replace(host, insert=None), replace(guest, col=0, row=62))
    (finding,) = [found for found in press(beside, story("a", 900), wished)[1].findings if found.code == "M129"]
    assert dict(finding.args)["keys"] == "inside"


def test_white_under_an_insert_is_the_legs_white(press):
    """Copy that ends before the leg under an insert leaves a hole there, as it would at any leg's foot."""
    host, guest = page_of(insert=(3, 6, 1, 12))
    assert "M126" in press((host, guest), story("a", 1000), story("b", 90))[1].codes()
    assert "M126" not in press((host, guest), story("a", 1350), story("b", 90))[1].codes()


def test_cells_left_to_an_insert_that_is_not_there_are_white(press):
    host, guest = page_of()
    with_guest = press((host, guest), story("a", 900), story("b", 90))[1].scores[0].white
    assert press((host,), story("a", 900))[1].scores[0].white == with_guest + guest.cols * guest.rows


def test_an_insert_stands_in_its_host_s_quarter(press):
    """A weighty story above may hold a light one at the upper left: it is not told as standing too high."""
    light, weighty = story("b", 60, priority=10), story("c", 900, priority=60)
    host = Block("a", 0, 18, 4, 40, head=SMALL, insert=(0, 28, 1, 12))
    guest = Block("b", 0, 46, 1, 12, head=SMALL, box="rule")
    below = Block("c", 0, 70, 6, 20, head=SMALL)
    for blocks, found in (((host, guest, below), False), ((replace(host, insert=None, rows=28), guest, below), True)):
        verdict = press(blocks, story("a", 1800, priority=90), light, weighty)[1]
        pairs = [dict(finding.args)["pairs"] for finding in verdict.findings if finding.code == "M117"]
        assert any("c/b" in pair for pair in pairs) == found


def test_an_insert_is_no_rectangle_that_could_break_a_line(press):
    """Four rectangles cannot be locked without a line through the page, whatever stands inside one of them."""
    host = Block("a", 0, 18, 3, 40, head=SMALL, insert=(1, 28, 2, 12))
    guest = Block("b", 1, 46, 2, 12, head=SMALL, box="rule")
    others = [Block("c", 3, 18, 3, 40, head=SMALL), Block("d", 0, 58, 3, 40, head=SMALL), Block("e", 3, 58, 3, 40)]
    copy = [story(name, 900) for name in "abcde"]
    verdict = press((host, guest, *others), *copy)[1]
    assert {finding.severity for finding in verdict.findings if finding.code in ("M107", "M108")} == {Severity.NOTE}
    more = [replace(others[2], rows=20), Block("f", 3, 78, 3, 20)]
    verdict = press((host, guest, *others[:2], *more), *copy, story("f", 300))[1]
    assert {finding.severity for finding in verdict.findings if finding.code == "M108"} == {Severity.WARNING}


def test_rules_keep_clear_of_an_insert(press):
    host, guest = page_of()
    right = Block("c", 5, 30, 1, 30, head=SMALL)
    below = Block("d", 1, 60, 5, 20, head=SMALL)
    stories = (story("a", 900), story("b", 90), story("c", 300), story("d", 900))
    sheet = press((host, guest, right, below), *stories)[0].sheets[0]
    box = GRID.cells(guest.col, guest.row, guest.cols, guest.rows)
    hairlines = [item for item in sheet.items if isinstance(item, Rule) and item.region < 0 and item.width == 300]
    for rule in hairlines:
        assert not meets(Box(rule.x0, rule.y0, rule.x1 - rule.x0 + 1, rule.y1 - rule.y0 + 1), box)
    edge = [rule for rule in hairlines if rule.y0 == rule.y1 == GRID.row_y(60) + GRID.leading // 2]
    assert [(rule.x0, rule.x1) for rule in edge] == [(GRID.column_x(1), GRID.column_x(5) + GRID.measure)]


def test_an_insert_s_frame_has_even_air(press):
    """Over a box at a leg's foot and under one at its top is about a row of white."""
    for insert, column in (((2, 18, 2, 12), 3), ((2, 6, 2, 12), 3)):
        host, guest = page_of(insert=insert)
        done, _ = press((host, guest), story("a", 1250), story("b", 250))
        sheet = done.sheets[0]
        frame = [item for item in sheet.items if isinstance(item, Rule) and item.region < 0 and item.width == 500]
        top, foot = min(rule.y0 for rule in frame), max(rule.y1 for rule in frame)
        mine = [extent(item) for item in sheet.items if isinstance(item, Text) and item.region >= 0
                and sheet.regions[item.region].story == "a" and item.x >= GRID.column_x(column)
                and sheet.regions[item.region].role == "body"]  # fmt: skip
        gap = top - max(item.bottom for item in mine) if insert[1] > 6 else min(item.y for item in mine) - foot
        assert GRID.leading <= gap < 2 * GRID.leading, insert
        # Its edges are level with the characters of the first and the last row beside it.
        beside = [extent(item) for item in sheet.items if isinstance(item, Text) and item.line.role == "body"
                  and item.x < GRID.column_x(column)]  # fmt: skip
        assert any(abs(box.y - top) < 500 for box in beside) and any(abs(box.bottom - foot) < 500 for box in beside)


def test_the_frame_of_an_insert_beside_the_head_is_level_with_other_boxes(press):
    host, guest = page_of(insert=(0, 0, 1, 12))
    other = Block("c", 0, 30, 1, 30, head=SMALL, box="rule")
    sheet = press((host, guest, other), story("a", 900), story("b", 60), story("c", 200))[0].sheets[0]
    frames = [item for item in sheet.items if isinstance(item, Rule) and item.region < 0 and item.width == 500]
    tops = {min(rule.y0 for rule in frames if left <= rule.x0 < left + GRID.measure)
            for left in (GRID.column_x(0), GRID.column_x(1))}  # fmt: skip
    assert len(tops) == 1


def test_reading_order_and_areas_keep_host_and_insert_apart(press):
    host, guest = page_of()
    copy, inside = story("a", 900), story("b", 90)
    for blocks in ((host, guest), (guest, host)):
        sheet = press(blocks, copy, inside)[0].sheets[0]
        order = [region.story for region in sorted(sheet.regions, key=lambda region: region.order) if region.story]
        assert order == sorted(order, reverse=blocks[0] is guest)
        assert printed(sheet, "a") == copy.text and printed(sheet, "b") == inside.text
        areas = areas_of(sheet)
        middle = (GRID.column_x(guest.col + 1), GRID.row_y(guest.row + 6))
        assert points.inside(middle, areas["b"]) and not points.inside(middle, areas["a"])


def test_a_dummy_with_an_insert_is_read_as_it_was_written(press, tmp_path):
    plan = Plan("broadsheet", (PageDummy(1, TOP, page_of()),))
    issue = Issue(
        7, date(2026, 11, 23), "星期一", "", Masthead("禹州通讯"), Imprint(), "broadsheet", None,
        (story("a", 900, wishes=Wishes()), story("b", 90)),
    )  # fmt: skip
    (tmp_path / "plan.yaml").write_text(write_plan(plan), "utf-8")
    again = read_plan(tmp_path / "plan.yaml", "plan.yaml", issue)
    assert again.remarks == () and again.value == plan
