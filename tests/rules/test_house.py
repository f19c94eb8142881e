"""What a house may decide: just the tastes of the book, within their ranges, and what it decides is done."""

from __future__ import annotations

from typing import Any

import pytest

from layout.compose.line.spec import Rules
from layout.compose.story.stylebook import Stylebook, house_style
from layout.ground.dataclass import fields
from layout.makeup.check import BlockFacts, LegFacts, StoryFacts, check_plan
from layout.makeup.dummy.plan import Block, PageDummy, Plan
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.solve.search.score import white_most
from layout.makeup.solve.shapes import Frame
from layout.rules.book import entries
from layout.rules.house import PageRules
from layout.typeface import TypeCase
from tests.compose.setting import set_ems
from tests.rules.paged import GRID, story

TASTES = {key: entry for key, entry in entries().items() if entry.kind == "taste"}


def style(**rules: Any) -> Stylebook:
    made = house_style({"rules": rules})
    assert not made.remarks
    return made.value


def codes(**rules: Any) -> list[str]:
    return [remark.code for remark in house_style({"rules": rules}).remarks]


def test_a_house_may_decide_every_taste_and_nothing_else() -> None:
    held = {field.name for one in (Rules, PageRules) for field in fields(one)}
    assert held - {"bans", "marks", "hang", "hyphenate", "keep", "keep_people"} == set(TASTES)


@pytest.mark.parametrize("key", TASTES)
def test_a_taste_is_taken_within_its_range(key: str) -> None:
    entry = TASTES[key]
    assert entry.least is not None and entry.most is not None
    for value in (int(entry.least), int(entry.most)):
        made = style(**{key: value})
        body = made["body"].rules
        assert getattr(made.rules, key, None) == value or getattr(body, key, None) == value
    for value in (int(entry.least) - 1, int(entry.most) + 1, str(entry.value), entry.value + 0.5, True):
        assert codes(**{key: value}) == ["C013"]


@pytest.mark.parametrize("key", [key for key, entry in entries().items() if entry.kind != "taste"])
def test_what_is_no_taste_is_not_the_house_s(key: str) -> None:
    assert codes(**{key: entries()[key].value}) == ["C012"]


def test_a_key_that_no_book_holds_is_told_with_its_place() -> None:
    (remark,) = house_style({"rules": {"leg_shortest": 3}}).remarks
    assert remark.code == "C010"
    assert remark.at is not None and remark.at.field == "house.rules.leg_shortest"  # type: ignore[union-attr]


def test_the_checker_judges_by_what_the_house_decided() -> None:
    block = Block("a", 0, 0, 6, 20)
    legs = tuple(LegFacts(leg, 2, 18, 10) for leg in range(6))
    facts = BlockFacts(2, "a", 1, 2, 0, 6, 2, 20_000, legs=legs)
    plan = Plan("broadsheet", (PageDummy(2, 0, (block,), 100),))

    def judged(**rules: Any) -> set[str]:
        found = check_plan(plan, (facts,), (StoryFacts("a", 50),), GRID, style(**rules).rules)
        return set(found.codes())

    assert "M112" not in judged()
    assert "M112" in judged(leg_least=11)
    assert "M111" not in judged()
    assert "M111" not in judged(leg_most=20)


def test_the_solver_keeps_as_much_white_as_the_house_lets_it() -> None:
    assert white_most(Frame(2, 6, 0, 100, style().rules)) == 12
    assert white_most(Frame(2, 6, 0, 100, style(white_inside=50).rules)) == 30
    assert white_most(Frame(1, 6, 0, 100, style(white_front=50).rules)) == 30


def test_a_case_room_keeps_the_house_s_rules(case: TypeCase) -> None:
    made = style(feather=0)
    room = CaseRoom(case, made, GRID, rules=made.rules)
    assert room.rules.feather == 0
    assert room.emptied().rules.feather == 0


def test_lines_are_set_by_what_the_house_decided(case: TypeCase) -> None:
    (line,) = set_ems("字A字", 10, case, gap=500)
    assert line.extent == set_ems("字A字", 10, case)[0].extent + 4_500
    assert story("a").id == "a"
