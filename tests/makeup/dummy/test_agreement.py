"""What of a kept dummy an issue still agrees with, after every kind of late change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layout.issue.model import Head, Issue, PagePlan, Photo, Story, Wishes
from layout.makeup.dummy.agreement import Agreement, Furniture, agreed
from layout.makeup.dummy.misfits import misfits
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, PhotoPlace, Plan
from layout.sheet import Fit
from tests.benches.makeup_instances import as_issue

FURNITURE = Furniture(18, 4, 3)


def story(name: str, **more: object) -> Story:
    return replace(Story(name, "news", 50, Head((f"题{name}",)), ()), **more)


def issue(pages: dict[int, str], *stories: Story) -> Issue:
    """Return an issue whose pages hold stories of one letter; those given stand in for plain ones."""
    given = {one.id: one for one in stories}
    names = [name for page in pages.values() for name in page]
    made = as_issue(tuple(given.get(name, story(name)) for name in names), "broadsheet")
    return replace(made, pages=tuple(PagePlan(number, "", tuple(page)) for number, page in pages.items()))


def page(number: int, *blocks: Block, foot: int = 0, ear: int = 0) -> PageDummy:
    return PageDummy(number, 18 if number == 1 else 4, blocks, foot, ear=ear)


A, B = Block("a", 0, 18, 4, 50), Block("b", 4, 18, 2, 50, jump=2)
C, D = Block("c", 0, 4, 3, 60), Block("b", 3, 4, 3, 30, part=2)
E, F = Block("e", 0, 4, 3, 60), Block("f", 3, 4, 3, 60)
PLAN = Plan("broadsheet", (page(1, A, B), page(2, C, D), page(3, E, F, foot=3)), "solver")
ISSUE = {1: "ab", 2: "c", 3: "ef"}


def codes(found: Agreement) -> list[str]:
    return [remark.code for remark in found.remarks]


def test_a_plan_that_agrees_is_the_plan() -> None:
    found = agreed(PLAN, issue(ISSUE), FURNITURE)
    assert found.plan is PLAN and found.whole and not found.remarks


def test_a_killed_story_leaves_its_cells_on_its_page_and_is_remembered() -> None:
    found = agreed(PLAN, issue({1: "ab", 2: "c", 3: "f"}), FURNITURE)
    assert found.holes == ((3, (0, 4, 3, 60)),)
    assert found.plan.pages[:2] == PLAN.pages[:2] and found.plan.pages[2].blocks == (F,)
    assert found.plan.killed == ("e",)
    again = agreed(found.plan, issue({1: "ab", 2: "c", 3: "fe"}), FURNITURE)
    assert again.missing == ((3, "e"),)


def test_both_halves_of_a_killed_story_go() -> None:
    found = agreed(PLAN, issue({1: "a", 2: "c", 3: "ef"}), FURNITURE)
    assert [number for number, _ in found.holes] == [1, 2]
    assert found.plan.pages[2] == PLAN.pages[2]


def test_a_story_that_comes_in_waits_for_its_page() -> None:
    found = agreed(PLAN, issue({1: "ab", 2: "cn", 3: "ef"}), FURNITURE)
    assert found.missing == ((2, "n"),) and not found.holes and found.plan is PLAN


def test_a_story_moved_by_the_issue_leaves_one_page_for_the_other() -> None:
    found = agreed(PLAN, issue({1: "ab", 2: "ce", 3: "f"}), FURNITURE)
    assert found.missing == ((2, "e"),) and [number for number, _ in found.holes] == [3]
    assert codes(found) == ["M330"] and dict(found.remarks[0].args) == {"page": 3, "to": 2, "story": "e"}


def test_a_page_put_in_between_renumbers_those_behind_it_and_their_jumps() -> None:
    found = agreed(PLAN, issue({1: "ab", 2: "n", 3: "c", 4: "ef"}), FURNITURE)
    assert codes(found) == ["M332", "M333", "M333"]
    assert [one.number for one in found.plan.pages] == [1, 2, 3, 4]
    assert found.plan.pages[0].blocks == (A, replace(B, jump=3))
    assert found.plan.pages[2].blocks == (C, D) and found.plan.pages[3].blocks == (E, F)
    assert [one.foot for one in found.plan.pages] == [0, 0, 0, 3]
    assert found.missing == ((2, "n"),) and not found.touched


def test_a_page_less_hands_the_imprint_to_the_last_and_the_jump_ends() -> None:
    found = agreed(PLAN, issue({1: "ab", 2: "ef"}), FURNITURE)
    assert codes(found) == ["M333", "M331"]
    assert found.plan.pages[1].blocks == (E, F) and found.plan.pages[1].foot == 3
    assert found.plan.pages[0].blocks == (A, replace(B, jump=0)) and found.touched == {(1, "b", 1)}


def test_a_page_more_at_the_end_takes_the_imprint_and_frees_its_rows() -> None:
    found = agreed(PLAN, issue({**ISSUE, 4: "n"}), FURNITURE)
    assert [one.foot for one in found.plan.pages] == [0, 0, 0, 3]
    assert found.holes == ((3, (0, 64, 6, 3)),)


@pytest.mark.parametrize(
    ("places", "photos", "told"),
    [((0,), 1, False), ((0,), 2, True), ((0, 1), 1, True), ((), 1, True), ((), 0, False)],
)
def test_every_picture_and_no_other_has_a_place(places: tuple[int, ...], photos: int, told: bool) -> None:
    block = replace(E, photos=tuple(PhotoPlace(nth, 0, 8 + 12 * nth, 2, 10) for nth in places))
    plan = replace(PLAN, pages=(*PLAN.pages[:2], page(3, block, F, foot=3)))
    found = agreed(plan, issue(ISSUE, story("e", photos=(Photo("图"),) * photos)), FURNITURE)
    assert ((3, "e", 1) in found.touched) == told
    assert all(one.photo < photos for one in found.plan.pages[2].blocks[0].photos)


def test_an_insert_whose_host_goes_stands_where_it_stood_and_a_host_closes_over_a_killed_insert() -> None:
    host, guest = replace(E, insert=(1, 20, 2, 12)), Block("f", 1, 24, 2, 12, box="rule")
    plan = replace(PLAN, pages=(*PLAN.pages[:2], page(3, host, guest, foot=3)))
    wish = story("f", wishes=Wishes(inside="e", box="rule"))
    assert agreed(plan, issue(ISSUE, wish), FURNITURE).whole
    alone = agreed(plan, issue({1: "ab", 2: "c", 3: "f"}), FURNITURE)
    assert alone.plan.pages[2].blocks == (guest,)
    closed = agreed(plan, issue({1: "ab", 2: "c", 3: "e"}), FURNITURE)
    assert closed.plan.pages[2].blocks == (replace(host, insert=None),) and closed.touched == {(3, "e", 1)}
    late = agreed(PLAN, issue(ISSUE, wish), FURNITURE)
    assert late.missing == ((3, "f"),) and (3, "e", 1) in late.touched


def test_an_ear_goes_with_its_story() -> None:
    ear = Block("f", 4, 0, 2, 14)
    plan = Plan("broadsheet", (page(1, ear, A, ear=2),), "solver")
    found = agreed(plan, issue({1: "a"}), FURNITURE)
    assert found.plan.pages[0].ear == 0 and found.plan.pages[0].blocks == (A,)


def test_breaks_beyond_a_shorter_headline_are_dropped() -> None:
    plan = replace(PLAN, pages=(*PLAN.pages[:2], page(3, replace(E, head=HeadChoice(breaks=(7,))), F, foot=3)))
    found = agreed(plan, issue(ISSUE), FURNITURE)
    assert found.plan.pages[2].blocks[0].head.breaks == () and found.whole


def test_a_jump_with_nothing_left_is_closed_and_a_block_too_short_or_over_is_wrong() -> None:
    fits = [Fit("a", 1, 50, 47), Fit("b", 1, 50, 50), Fit("c", 2, 60, 60, over=1), Fit("e", 3, 60, 56, short=4)]
    found = misfits(PLAN, [*fits, Fit("f", 3, 60, 57, short=3)])
    assert found.plan.pages[0].blocks[1].jump == 0 and found.plan.pages[1].blocks == (C,)
    assert found.holes == ((2, (3, 4, 3, 30)),)
    assert found.wrong == {(1, "b", 1), (2, "c", 1), (3, "e", 1)}
    # A hand that drew a block may want some white in it.
    assert (3, "e", 1) not in misfits(replace(PLAN, by="hand"), fits).wrong
