"""The checker's rules of notices, each kept and broken."""

from __future__ import annotations

import pytest

from layout.ground.dataclass import replace
from layout.makeup.check import BlockFacts, PinFacts, StoryFacts, check_plan
from layout.makeup.dummy.plan import Block, PageDummy, PhotoPlace, Plan
from tests.rules.paged import GRID

NOTICE = StoryFacts("n", 50, "notice", headed=False, size=(3, 30), apart=(("a", "大吉", "逝世"),))
STORY, OTHER = StoryFacts("a", 90), StoryFacts("b", 80)
FOOT = Block("n", 0, 90, 3, 30)
BESIDE = Block("b", 3, 90, 3, 30)


def codes(*blocks: Block, notice: StoryFacts = NOTICE, foot: int = 0) -> set[str]:
    plan = Plan("broadsheet", (PageDummy(2, 4, blocks, foot),))
    found = check_plan(plan, (), (notice, STORY, OTHER), GRID)
    return {remark.code for remark in found.remarks if remark.code in ("M340", "M341", "M342")}


def test_a_notice_as_booked_at_the_foot_is_no_fault():
    assert codes(FOOT, BESIDE) == set()


@pytest.mark.parametrize(
    "block", [replace(FOOT, row=91, rows=29), replace(FOOT, cols=2), replace(FOOT, jump=3), replace(FOOT, part=2)]
)
def test_a_notice_of_another_size_or_split_is_an_error(block):
    assert "M340" in codes(block)


@pytest.mark.parametrize(("row", "told"), [(90, set()), (89, {"M341"})])
def test_a_notice_off_the_foot_is_told(row, told):
    assert codes(replace(FOOT, row=row)) == told


def test_a_notice_may_stand_on_another_one_and_over_the_imprint():
    above = replace(FOOT, row=60)
    assert codes(FOOT, above) == set()
    assert codes(replace(BESIDE, col=0), above) == {"M341"}
    assert codes(replace(FOOT, row=87), foot=3) == set()


def test_a_pin_says_where_it_stands():
    assert codes(replace(FOOT, row=40), notice=replace(NOTICE, pin=PinFacts(row=40))) == set()


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (Block("a", 0, 60, 3, 30), {"M342"}),
        (Block("a", 3, 90, 3, 30), {"M342"}),
        (Block("a", 3, 60, 3, 30), set()),
        (Block("a", 4, 90, 2, 30), set()),
    ],
)
def test_a_notice_beside_its_contrary_is_told(block, told):
    assert codes(FOOT, block) == told


def test_the_edge_over_the_notices_is_no_alley_and_ranks_with_nothing():
    blocks = (Block("a", 0, 4, 3, 86), Block("b", 3, 4, 3, 86), FOOT, replace(FOOT, story="m", col=3))
    other = replace(NOTICE, story="m", apart=())
    found = check_plan(Plan("broadsheet", (PageDummy(2, 4, blocks),)), (), (NOTICE, other, STORY, OTHER), GRID)
    assert not [remark for remark in found.remarks if remark.code == "M107"]
    bare = check_plan(Plan("broadsheet", (PageDummy(2, 4, blocks),)), (), (STORY, OTHER), GRID)
    assert [remark for remark in bare.remarks if remark.code == "M107"]


@pytest.mark.parametrize("fixed", [True, False])
def test_a_notice_as_booked_ranks_with_nothing(fixed):
    """Its head, picture and form are the customer's; the same block of news is told of."""
    photo = PhotoPlace(0, 0, 1, 3, 20)
    blocks = (
        Block("a", 0, 4, 6, 40, photos=(PhotoPlace(0, 0, 8, 3, 20),)), Block("b", 0, 44, 3, 16),
        replace(FOOT, row=60, rows=60, photos=(photo,)), Block("m", 3, 44, 3, 76),
    )  # fmt: skip
    facts = [
        BlockFacts(2, name, head_rows=4, head_to=3, need=4, size=size, fill=fill, air=air)
        for name, size, fill, air in (("a", 48_000, 900, 0), ("b", 30_000, 900, 0), ("n", 60_000, 300, 9000))
    ]
    notice = NOTICE if fixed else replace(NOTICE, size=(0, 0), headed=True)
    plan = Plan("broadsheet", (PageDummy(2, 4, blocks),))
    told = check_plan(plan, facts, (replace(notice, size=(3, 60)) if fixed else notice, STORY, OTHER), GRID)
    about = {fault.code for fault in told.findings if "n" in fault.stories and fault.code < "M300"}
    about.discard("M137")  # of the quarters of the page, in which a notice counts
    assert about == (set() if fixed else {"M114", "M115", "M132", "M136", "M138", "M142", "M152", "M153"})
