"""The checker's notes on design: each just inside what it allows, and just outside."""

from __future__ import annotations

from typing import Literal

import pytest

from layout.ground.dataclass import replace
from layout.makeup.check import BlockFacts, LegFacts, StoryFacts, check_plan
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, PhotoPlace, Plan
from tests.makeup.check.test_rules import grid

QUIET = ("a", "b", "c", "d")


def notes(
    *blocks: Block,
    sizes: dict[str, int] | None = None,
    fills: dict[str, int] | None = None,
    airs: dict[str, int] | None = None,
    by: str = "solver",
    more: tuple[PageDummy, ...] = (),
) -> set[str]:
    """Return the design notes on a page of these blocks; story a leads, and each next one is less important."""
    plan = Plan("broadsheet", (PageDummy(1, 18, blocks), *more), by=by)  # type: ignore[arg-type]
    stories = [
        StoryFacts(block.story, 90 - 10 * QUIET.index(block.story), "lead" if block.story == "a" else "news")
        for block in blocks
        if block.story in QUIET
    ]
    facts = [
        BlockFacts(
            1, block.story, head_rows=4, head_to=block.cols, need=4, size=1000 * (sizes or {}).get(block.story, 0)
        )
        for block in blocks
    ]
    facts = [
        replace(fact, fill=(fills or {}).get(fact.story, 1000), air=(airs or {}).get(fact.story, 0)) for fact in facts
    ]
    found = check_plan(plan, facts, stories, grid()).codes()
    return {code for code in found if "M131" <= code <= "M142"}


def block(story: str, col: int, row: int, cols: int, rows: int, *photos: tuple[int, int, int, int]) -> Block:
    shown = tuple(PhotoPlace(at, *cells) for at, cells in enumerate(photos))
    return Block(story, col, row, cols, rows, photos=shown)


@pytest.mark.parametrize(("code", "clean", "broken"), [
    ("M131", [block("a", 0, 18, 5, 40, (0, 8, 2, 28))], [block("a", 0, 18, 5, 40, (0, 8, 2, 27))]),
    ("M132", [block("a", 0, 18, 5, 40, (0, 8, 3, 20)), block("b", 0, 60, 6, 40, (0, 8, 3, 10))],
             [block("a", 0, 18, 5, 40, (0, 8, 3, 20)), block("b", 0, 60, 6, 40, (0, 8, 3, 11))]),
    ("M133", [block("a", 0, 18, 5, 40, (0, 8, 3, 20)), block("b", 0, 60, 6, 40, (0, 8, 1, 10))],
             [block("a", 0, 18, 5, 40, (0, 8, 1, 10)), block("b", 0, 60, 6, 40, (0, 8, 3, 20))]),
    ("M134", [block("a", 0, 18, 3, 40, (0, 8, 3, 20)), block("b", 3, 18, 3, 40, (1, 8, 1, 9))],
             [block("a", 0, 18, 3, 40, (0, 8, 3, 20)), block("b", 3, 18, 3, 40, (0, 8, 1, 9))]),
    ("M138", [block("a", 0, 18, 3, 40), block("b", 0, 58, 4, 40)],
             [block("a", 0, 18, 3, 40), block("b", 0, 58, 3, 40)]),
    ("M139", [block("a", 0, 18, 2, 41)], [block("a", 0, 18, 2, 42)]),
])  # fmt: skip
def test_pictures_and_forms(code: str, clean: list[Block], broken: list[Block]) -> None:
    assert code not in notes(*clean)
    assert code in notes(*broken)


def test_three_tiers() -> None:
    bands = [block(name, 0, 18 + 25 * at, 6 - at, 25) for at, name in enumerate(QUIET)]
    assert "M135" not in notes(*bands, sizes={"a": 48, "b": 34, "c": 34, "d": 26})
    assert "M135" in notes(*bands, sizes={"a": 48, "b": 34, "c": 34, "d": 27})


def ranks(
    *heads: tuple[Block, float], by: Literal["solver", "hand"] = "hand"
) -> dict[str, tuple[tuple[str, ...], dict[str, object]]]:
    """Return the notes on ranks of heads, by code: stories and figures. Story a leads."""
    plan = Plan("broadsheet", (PageDummy(1, 18, tuple(one for one, _ in heads)),), by=by)
    facts = [BlockFacts(1, one.story, head_to=one.cols, size=round(1000 * size)) for one, size in heads]
    known = [StoryFacts(one.story, 90 - 10 * at, "news" if at else "lead") for at, (one, _) in enumerate(heads)]
    found = check_plan(plan, facts, known, grid()).findings
    return {one.code: (one.stories, dict(one.args)) for one in found if one.code in ("M152", "M153", "M154")}


LEAD, RIGHT, LOW = block("a", 0, 18, 4, 40), block("b", 4, 18, 2, 60), block("c", 0, 58, 4, 40)


@pytest.mark.parametrize("by", ["solver", "hand"])
def test_a_lead_that_is_hardly_louder(by: Literal["solver", "hand"]) -> None:
    assert ranks((LEAD, 39), (RIGHT, 30), (LOW, 20), by=by) == {}
    figures = {"size": 38.9, "other": 30.0, "times": 1.29, "least": 1.3}
    found = ranks((LEAD, 38.9), (RIGHT, 30), (LOW, 20), by=by)
    assert found == {"M152": (("a", "b"), {"page": 1, "count": 1, "pairs": ("a/b",)} | figures)}
    # In 黑 the next one looks a tenth larger.
    heavy = replace(RIGHT, head=HeadChoice(face="hei"))
    assert ranks((LEAD, 42.9), (heavy, 30), by=by) == {}
    assert ranks((LEAD, 42.8), (heavy, 30), by=by)["M152"][1]["other"] == 33.0
    assert ranks((LEAD, 30), (replace(RIGHT, part=2), 0)) == ranks((LEAD, 30)) == {}


def test_heads_upside_down() -> None:
    over, under = block("b", 0, 58, 3, 30), block("c", 0, 88, 3, 30)
    assert ranks((LEAD, 48), (over, 20), (under, 20)) == {}
    found = ranks((LEAD, 48), (over, 20), (under, 21))
    figures = {"size": 21.0, "other": 20.0, "times": 1.05}
    assert found == {"M153": (("c", "b"), {"page": 1, "count": 1, "pairs": ("c/b",)} | figures)}
    assert ranks((LEAD, 48), (over, 20), (replace(under, row=89), 21)) == {}  # something stands between them
    assert ranks((LEAD, 48), (over, 20), (replace(under, col=3), 21)) == {}  # other columns
    assert (
        ranks((replace(LEAD, insert=(1, 10, 2, 30)), 48), (block("b", 1, 28, 2, 30), 12), (LOW, 20)) == {}
    )  # an insert
    # The worst two of several are named.
    stairs = [
        (block(name, 0, 58 + 10 * at, 3, 10), size)
        for at, (name, size) in enumerate(zip("bcde", (10, 12, 18, 19), strict=True))
    ]
    stories, told = ranks((LEAD, 48), *stairs)["M153"]
    assert stories == ("d", "c", "b")
    assert told == {"page": 1, "count": 3, "pairs": ("d/c", "c/b"), "size": 18.0, "other": 12.0, "times": 1.5}


def test_neighbours_that_shout_alike() -> None:
    left, right = block("b", 0, 58, 3, 40), block("c", 3, 70, 3, 40)
    assert ranks((LEAD, 60), (left, 27.6), (right, 24)) == {}
    figures = {"size": 27.5, "other": 24.0, "times": 1.14}
    for sizes, pair in (((27.5, 24), "b/c"), ((24, 27.5), "c/b")):
        found = ranks((LEAD, 60), (left, sizes[0]), (right, sizes[1]))
        assert found == {"M154": (tuple(pair.split("/")), {"page": 1, "count": 1, "pairs": (pair,)} | figures)}
    assert ranks((LEAD, 60), (left, 24), (right, 23.9)) == {}  # the third tier
    assert ranks((LEAD, 60), (left, 24), (replace(right, row=98), 24)) == {}  # it stands lower
    assert ranks((LEAD, 60), (left, 30), (replace(right, col=0, row=98), 30)) == {}  # one under another


def test_thin_head() -> None:
    one = block("a", 0, 18, 6, 40)
    assert "M136" not in notes(one, sizes={"a": 40}, fills={"a": 650})
    assert "M136" in notes(one, sizes={"a": 40}, fills={"a": 649})


def test_hollow_head() -> None:
    one, other = block("a", 0, 18, 6, 40), block("b", 0, 58, 4, 40)
    assert "M142" not in notes(one, airs={"a": 3_000})
    assert "M142" in notes(one, airs={"a": 3_001})
    told = check_plan(
        Plan("broadsheet", (PageDummy(1, 18, (one, other)),), by="solver"),
        [BlockFacts(1, "a", air=4_500), BlockFacts(1, "b", air=7_000)],
        [StoryFacts("a", 90, "lead"), StoryFacts("b", 80)],
        grid(),
    )
    (hollow,) = [fault for fault in told.findings if fault.code == "M142"]
    assert hollow.stories == ("b", "a")  # the worst first
    assert dict(hollow.args) == {"page": 1, "count": 2, "rows": 7.0, "most": 3, "over": 5.5}


def test_ends_of_legs() -> None:
    def told(*legs: LegFacts) -> dict[str, dict[str, object]]:
        plan = Plan("broadsheet", (PageDummy(1, 18, (block("a", 0, 18, 6, 40),)),))
        found = check_plan(plan, [BlockFacts(1, "a", legs=legs)], [StoryFacts("a", 90, "lead")], grid()).findings
        return {fault.code: dict(fault.args) for fault in found if fault.code in ("M143", "M144")}

    good = LegFacts(0, 4, 30, 30, under_subhead=2)
    assert told(good, LegFacts(1, 4, 30, 30)) == {}
    found = told(
        good,
        LegFacts(1, 4, 30, 30, under_subhead=1),
        LegFacts(2, 4, 30, 30, widow=800),
        LegFacts(3, 4, 30, 30, widow=120),
    )
    assert found == {
        "M143": {"page": 1, "count": 1, "lines": 1, "least": 2},
        "M144": {"page": 1, "count": 2, "share": 12},
    }


def test_type_against_a_rule() -> None:
    one, other = block("a", 0, 18, 6, 40), block("b", 0, 58, 4, 40)
    plan = Plan("broadsheet", (PageDummy(1, 18, (one, other)),))
    known = [StoryFacts("a", 90, "lead"), StoryFacts("b", 80)]
    told = check_plan(plan, [BlockFacts(1, "a", near=449), BlockFacts(1, "b", near=100)], known, grid())
    (near,) = [fault for fault in told.findings if fault.code == "M145"]
    assert near.stories == ("b", "a")  # the nearest first
    assert dict(near.args) == {"page": 1, "count": 2, "rows": 0.1}


def test_a_last_leg_that_ends_over_its_neighbours() -> None:
    def told(*filled: int, jump: int = 0, over: int = 0) -> dict[str, object] | None:
        legs = tuple(LegFacts(at, 4, 20, rows) for at, rows in enumerate(filled))
        plan = Plan("broadsheet", (PageDummy(1, 18, (Block("a", 0, 18, len(filled), 30, jump=jump),)),))
        facts = [BlockFacts(1, "a", legs=legs, over=over)]
        found = check_plan(plan, facts, [StoryFacts("a", 90, "lead")], grid()).findings
        return next((dict(fault.args) for fault in found if fault.code == "M150"), None)

    assert told(20, 20, 20) is None
    assert told(20, 20, 19) == {"page": 1, "count": 1, "rows": 1}
    # Legs that all end over the block's foot are level; what goes on elsewhere, or is overset, has no last leg.
    assert told(18, 18, 18) is told(19) is told(20, 19, jump=2) is told(20, 19, over=3) is None
    assert told(18, 18, 17) == {"page": 1, "count": 1, "rows": 1}
    # From M126's limit on that warns.
    assert told(20, 20, 16) == {"page": 1, "count": 1, "rows": 4}
    assert told(20, 20, 15) is None


def test_a_head_close_under_its_rule() -> None:
    one, other = block("a", 0, 18, 3, 40), block("b", 3, 18, 3, 40)
    plan = Plan("broadsheet", (PageDummy(1, 18, (one, other)),))
    known = [StoryFacts("a", 90, "lead"), StoryFacts("b", 80)]

    def told(*clear: int) -> list[tuple[tuple[str, ...], dict[str, object]]]:
        facts = [BlockFacts(1, story, clear=white) for story, white in zip("ab", clear, strict=True)]
        found = check_plan(plan, facts, known, grid()).findings
        return [(fault.stories, dict(fault.args)) for fault in found if fault.code == "M151"]

    assert told(950, 3000) == []
    assert told(949, 500) == [(("b", "a"), {"page": 1, "count": 2, "rows": 0.5})]


def test_bare_quarter() -> None:
    page = [block("a", 0, 18, 3, 60), block("b", 3, 18, 3, 50), block("c", 0, 78, 2, 42), block("d", 2, 78, 4, 42)]
    sizes = dict.fromkeys(QUIET, 20)
    assert "M137" not in notes(*page, sizes=sizes)
    assert "M137" in notes(*page, sizes=sizes | {"c": 0, "d": 0})


def test_frames_nobody_asked_for() -> None:
    plain = [block("a", 0, 18, 3, 60), block("b", 3, 30, 3, 48), block("c", 0, 78, 3, 42), block("d", 3, 78, 3, 42)]
    one = [replace(each, box="rule" if each.story == "c" else "none") for each in plain]
    two = [replace(each, box="rule" if each.story in "cd" else "none") for each in plain]
    assert "M140" not in notes(*one)
    assert "M140" in notes(*two)
    assert "M140" not in notes(*two, by="hand")
    top = [block("a", 0, 18, 3, 60), block("b", 0, 78, 6, 40), replace(block("c", 3, 18, 3, 60), box="rule")]
    assert "M140" in notes(*top)


def test_two_pages_alike() -> None:
    one = (block("a", 0, 18, 3, 51), block("b", 3, 18, 3, 51))
    same = PageDummy(2, 4, (block("c", 0, 4, 3, 55), block("d", 3, 30, 3, 60)))
    other = PageDummy(2, 4, (block("c", 0, 4, 2, 55), block("d", 2, 4, 4, 60)))
    assert "M141" not in notes(*one, more=(same,))  # half of it
    twice = PageDummy(2, 4, (block("c", 0, 4, 3, 55), block("d", 3, 4, 3, 55)))
    assert "M141" in notes(*one, more=(twice,))
    assert "M141" not in notes(*one, more=(other,))


def test_pages_of_one_block_are_not_alike() -> None:
    """A whole advert, a photo page and a feature fill their pages: there is no skeleton to change."""
    whole, parted = (block("a", 0, 18, 6, 102),), (block("a", 0, 18, 6, 96), block("d", 0, 114, 6, 6))
    for one in (whole, parted):
        for blocks in (whole, parted):
            other = PageDummy(2, 18, blocks)
            assert ("M141" in notes(*one, more=(other,))) is (one is blocks is parted)


def pockets(*blocks: Block) -> list[tuple[tuple[int, ...], tuple[str, ...], dict[str, object]]]:
    """Return the place, the stories and the figures of each pocket of white that is noted on a hand plan."""
    found = check_plan(Plan("broadsheet", (PageDummy(1, 18, blocks),), by="hand"), [], [], grid()).findings
    return [
        ((one.at.col, one.at.row, one.at.cols, one.at.rows), one.stories, dict(one.args))
        for one in found
        if one.code == "M156"
    ]


def test_pocket_of_white() -> None:
    lead, side, left = block("a", 0, 18, 4, 50), block("b", 4, 18, 2, 60), block("c", 0, 68, 4, 52)
    assert pockets(lead, side, left, block("d", 4, 82, 2, 38)) == []
    figures = {"page": 1, "cols": 2, "rows": 5, "cells": 10}
    assert pockets(lead, side, left, block("d", 4, 83, 2, 37)) == [((4, 78, 2, 5), ("b", "d"), figures)]
    # A row fewer is as much over three columns; what stands at the foot is no pocket, nor what a leg runs on into.
    low = block("c", 0, 72, 3, 48), block("d", 3, 72, 1, 48), block("e", 4, 78, 2, 42)
    ((place, stories, told),) = pockets(lead, side, *low)
    assert (place, stories, told["rows"], told["cells"]) == ((0, 68, 4, 4), ("a", "c", "d"), 4, 16)
    assert pockets(lead, side, block("c", 0, 68, 2, 52), block("d", 2, 72, 2, 48), low[2]) == []
    assert pockets(lead, side, block("c", 0, 68, 4, 40), block("d", 4, 78, 2, 42)) == []
    filled = replace(side, tail=5)
    assert pockets(lead, filled, left, block("d", 4, 83, 1, 37), block("e", 5, 83, 1, 37)) == [
        ((4, 78, 1, 5), ("b", "d"), figures | {"cols": 1, "cells": 5})
    ]
