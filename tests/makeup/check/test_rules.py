"""The checker's rules, one page for each: the fault is found under its own code, and the mended page is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.diagnostics import Locus, Severity
from layout.diagnostics.wording import describe, entry
from layout.geometry import Grid, profile
from layout.makeup.check import BlockFacts, LegFacts, PinFacts, StoryFacts, Verdict, check_plan
from layout.makeup.dummy.plan import Block, PageDummy, PhotoPlace, Plan

PRIORITY = {"a1": 100, "a2": 90, "a4": 80, "p1": 70, "a5": 60, "a3": 50}

# The published make-ups of the seed page (story, column, row below the masthead, columns, rows, head rows, points).
M1 = (
    ("a1", 0, 0, 3, 46, 9, 40), ("p1", 0, 46, 3, 30, 0, 0), ("a3", 0, 76, 2, 26, 5, 24),
    ("a2", 3, 0, 3, 29, 6, 26), ("a4", 3, 29, 3, 47, 9, 36), ("a5", 2, 76, 4, 26, 9, 26),
)  # fmt: skip
M2 = (
    ("a1", 0, 0, 3, 50, 9, 40), ("p1", 3, 0, 3, 28, 0, 0), ("a3", 3, 86, 3, 16, 5, 24),
    ("a2", 3, 59, 3, 27, 6, 26), ("a4", 0, 50, 3, 52, 9, 36), ("a5", 3, 28, 3, 31, 9, 26),
)  # fmt: skip
M3 = (
    ("a1", 0, 0, 4, 39, 9, 40), ("p1", 4, 0, 2, 44, 0, 0), ("a3", 0, 39, 3, 14, 5, 24),
    ("a2", 3, 44, 3, 27, 6, 26), ("a4", 0, 53, 3, 49, 9, 36), ("a5", 3, 71, 3, 31, 9, 26),
)  # fmt: skip


def grid() -> Grid:
    found = profile("broadsheet")
    assert found is not None
    return found


def stories(*names: str) -> list[StoryFacts]:
    return [
        StoryFacts(name, PRIORITY.get(name, 40), {"a1": "lead", "p1": "photo"}.get(name, "news"), headed=name[0] != "p")
        for name in names or PRIORITY
    ]


def facts_of(block: Block, head: int, size: int) -> BlockFacts:
    return BlockFacts(
        1,
        block.story,
        block.part,
        head_rows=head,
        head_to=block.cols,
        need=head,
        size=size * 1000,
        legs=tuple(
            LegFacts(leg, head, block.rows - head, block.rows - head) for leg in range(block.cols if head else 0)
        ),
    )


def page_of(make_up: tuple[tuple[str, int, int, int, int, int, int], ...]) -> tuple[Plan, list[BlockFacts]]:
    blocks = [Block(name, col, row + 18, cols, rows) for name, col, row, cols, rows, _, _ in make_up]
    facts = [facts_of(block, entry[5], entry[6]) for block, entry in zip(blocks, make_up, strict=True)]
    return Plan("broadsheet", (PageDummy(1, 18, tuple(blocks)),)), facts


def judged(*blocks: Block, facts: list[BlockFacts] | None = None, known: list[StoryFacts] | None = None) -> Verdict:
    plan = Plan("broadsheet", (PageDummy(1, 18, blocks),))
    if facts is None:
        facts = [facts_of(block, 6 if block.story[0] != "p" else 0, 30) for block in blocks]
    return check_plan(plan, facts, known or stories(*(block.story for block in blocks)), grid())


def test_the_three_make_ups_of_the_seed_are_judged_as_published() -> None:
    verdicts = {}
    for name, make_up in (("M1", M1), ("M2", M2), ("M3", M3)):
        plan, facts = page_of(make_up)
        verdicts[name] = check_plan(plan, facts, stories(), grid())
    assert "M106" in verdicts["M1"].codes() and "M108" not in verdicts["M1"].codes()
    assert "M106" not in verdicts["M2"].codes() and "M108" in verdicts["M2"].codes()
    assert verdicts["M3"].clean, verdicts["M3"].findings
    assert (verdicts["M3"].scores[0].white, verdicts["M3"].scores[0].trapped) == (5, 5)


def test_overlap_tells_how_many_cells_and_where() -> None:
    verdict = judged(Block("a1", 0, 18, 4, 40), Block("a2", 3, 50, 3, 30))
    found = next(finding for finding in verdict.findings if finding.code == "M101")
    assert (found.at.col, found.at.row, found.at.cols, found.at.rows) == (3, 50, 1, 8)
    assert found.severity is Severity.ERROR


def test_tail_counts_as_cells_of_its_block() -> None:
    one, other = Block("a1", 0, 18, 4, 40, tail=4), Block("a2", 3, 58, 3, 30)
    assert "M101" in judged(one, other).codes()
    assert "M101" not in judged(replace(one, tail=0), other).codes()


@pytest.mark.parametrize(
    "block",
    [Block("a1", 4, 18, 3, 20), Block("a1", -1, 18, 3, 20), Block("a1", 0, 10, 3, 20), Block("a1", 0, 110, 3, 20)],
)
def test_outside_the_grid_or_in_the_furniture(block: Block) -> None:
    assert "M102" in judged(block).codes()


def test_missing_double_and_unknown_stories() -> None:
    verdict = judged(
        Block("a1", 0, 18, 3, 40), Block("a1", 3, 18, 3, 40), Block("zz", 0, 60, 3, 10), known=stories("a1", "a2")
    )
    assert {"M103", "M104", "M105"} <= set(verdict.codes())
    assert next(f for f in verdict.findings if f.code == "M103").stories == ("a2",)


def level(box: str = "none", *, gap: int = 0) -> Verdict:
    return judged(Block("a1", 0, 18, 3, 40), Block("a2", 3, 18 + gap, 3, 30, box=box))  # type: ignore[arg-type]


def test_level_heads_clash_unless_framed_or_staggered() -> None:
    assert "M106" in level().codes()
    assert "M106" in level(gap=5).codes()  # six rows of head: still one row level
    assert "M106" not in level(gap=6).codes()
    assert "M106" not in level("rule").codes()


def test_vertical_head_and_picture_between_part_two_heads() -> None:
    blocks = (Block("a1", 0, 18, 3, 40), Block("a2", 3, 18, 3, 40))
    plain = [facts_of(block, 6, 30) for block in blocks]
    assert "M106" in judged(*blocks, facts=plain).codes()
    assert "M106" not in judged(*blocks, facts=[plain[0], replace(plain[1], vertical=True)]).codes()
    narrow = replace(plain[0], head_to=2)  # a picture stands in the third column beside the head
    assert "M106" not in judged(*blocks, facts=[narrow, plain[1]]).codes()


def test_alley_across_and_down() -> None:
    four = (
        Block("a1", 0, 18, 3, 50), Block("a2", 3, 18, 3, 50), Block("a4", 0, 68, 3, 52), Block("a5", 3, 68, 3, 52)
    )  # fmt: skip
    codes = judged(*four).codes()
    assert codes.count("M107") == 1 and codes.count("M108") == 1
    jogged = (replace(four[0], rows=47), four[1], replace(four[2], row=65, rows=55), four[3])
    assert "M107" not in judged(*jogged).codes()
    nearly = (replace(four[0], rows=49), four[1], replace(four[2], row=67, rows=53), four[3])
    assert "M107" in judged(*nearly).codes()  # a jog of one row still looks straight


BANNER = (
    Block("a1", 0, 18, 6, 30), Block("a2", 0, 48, 3, 30), Block("p1", 3, 48, 3, 50), Block("a4", 0, 78, 3, 42),
    Block("a5", 3, 98, 3, 22),
)  # fmt: skip


def test_a_story_over_all_columns_cuts_the_page_unless_the_desk_wished_it() -> None:
    found = [finding for finding in judged(*BANNER).findings if finding.code in ("M107", "M108")]
    assert [(finding.code, finding.severity) for finding in found] == [("M107", "warning")]
    wished = [replace(story, least=6) if story.story == "a1" else story for story in stories()]
    assert not {"M107", "M108"} & set(judged(*BANNER, known=wished).codes())


def test_a_line_through_fewer_than_five_blocks_is_a_note() -> None:
    verdict = judged(*BANNER[:2], replace(BANNER[2], rows=72), BANNER[3])
    assert {finding.severity for finding in verdict.findings if finding.code == "M107"} == {"note"}


def test_head_not_over_its_legs() -> None:
    block = Block("a1", 0, 18, 3, 40)
    good = facts_of(block, 6, 30)
    assert "M109" not in judged(block, facts=[good]).codes()
    assert "M109" in judged(block, facts=[replace(good, head_from=1)]).codes()
    above = replace(good, legs=(LegFacts(0, 2, 38, 38), *good.legs[1:]))
    assert "M109" in judged(block, facts=[above]).codes()


def test_head_larger_than_its_copy() -> None:
    block = Block("a1", 0, 18, 3, 20)
    assert "M110" in judged(block, facts=[facts_of(block, 11, 30)]).codes()
    assert "M110" not in judged(block, facts=[facts_of(block, 10, 30)]).codes()


@pytest.mark.parametrize(("rows", "code"), [(66, "M111"), (3, "M112")])
def test_legs_too_long_and_too_short(rows: int, code: str) -> None:
    block = Block("a1", 0, 18, 3, rows + 2)
    legs = tuple(LegFacts(leg, 2, rows, rows) for leg in range(3))
    assert code in judged(block, facts=[BlockFacts(1, "a1", head_rows=2, head_to=3, legs=legs)]).codes()
    fair = tuple(LegFacts(leg, 2, 30, 30) for leg in range(3))
    assert code not in judged(block, facts=[BlockFacts(1, "a1", head_rows=2, head_to=3, legs=fair)]).codes()


def test_subhead_at_a_foot_and_picture_across_a_leg() -> None:
    block = Block("a1", 0, 18, 2, 40)
    legs = (LegFacts(0, 6, 34, 34, subhead_at_foot=True), LegFacts(1, 6, 10, 10), LegFacts(1, 26, 14, 14))
    codes = judged(block, facts=[BlockFacts(1, "a1", head_rows=6, head_to=2, legs=legs)]).codes()
    assert "M113" in codes and "M119" in codes


def test_overset_and_uneven_legs() -> None:
    block = Block("a1", 0, 18, 3, 40)
    good = facts_of(block, 6, 30)
    assert "M124" in judged(block, facts=[replace(good, over=4, characters=68)]).codes()
    ragged = replace(good, legs=(LegFacts(0, 6, 34, 34), LegFacts(1, 6, 34, 29), LegFacts(2, 6, 34, 34)))
    assert "M126" in judged(block, facts=[ragged]).codes()
    last = replace(good, legs=(LegFacts(0, 6, 34, 34), LegFacts(1, 6, 34, 34), LegFacts(2, 6, 34, 32)))
    assert "M126" not in judged(block, facts=[last]).codes()


def test_sizes_and_places_against_priority() -> None:
    plan, facts = page_of(M3)
    small = [replace(fact, size=24_000) if fact.story == "a1" else fact for fact in facts]
    assert "M114" in check_plan(plan, small, stories(), grid()).codes()
    swapped = [replace(fact, size=20_000) if fact.story == "a2" else fact for fact in facts]
    found = next(f for f in check_plan(plan, swapped, stories(), grid()).findings if f.code == "M115")
    assert "a2/a3" in dict(found.args)["pairs"]  # type: ignore[operator]
    for pin, told in ((PinFacts(), True), (PinFacts(page=1, cols=3), True), (PinFacts(zone="upper-right"), False)):
        pinned = [replace(story, pin=pin) if story.story == "a1" else story for story in stories()]
        moved = judged(Block("a1", 3, 18, 3, 40), Block("a2", 0, 18, 3, 40, box="rule"), known=pinned)
        assert ("M116" in moved.codes()) is told, pin


def test_white_is_counted_and_what_is_shut_in_is_trapped() -> None:
    verdict = judged(Block("a1", 0, 18, 6, 80))
    assert "M118" in verdict.codes() and verdict.scores[0].white == 6 * 22 and not verdict.scores[0].trapped
    ring = (
        Block("a1", 0, 18, 4, 40), Block("p1", 4, 18, 2, 62), Block("a2", 0, 58, 2, 62), Block("a5", 2, 80, 4, 40)
    )  # fmt: skip
    verdict = judged(*ring)
    assert verdict.scores[0].trapped == 2 * 22
    assert next(f for f in verdict.findings if f.code == "M125").at.cols == 2


def jumped(to: int = 2, *, resumed: int = 2, lines: int = 40) -> Verdict:
    first = Block("a1", 0, 18, 6, 40, jump=to)
    second = Block("a1", 0, 4, 3, 30, part=2)
    plan = Plan("broadsheet", (PageDummy(1, 18, (first,)), PageDummy(resumed, 4, (second,))))
    facts = [
        BlockFacts(1, "a1", 1, head_rows=6, head_to=6, legs=(LegFacts(0, 6, 34, 34),)),
        BlockFacts(resumed, "a1", 2, head_rows=2, head_to=3, legs=(LegFacts(0, 2, lines, lines),)),
    ]
    return check_plan(plan, facts, stories("a1"), grid())


def test_jumps_come_in_pairs_forwards_and_with_fair_pieces() -> None:
    assert not {"M120", "M121", "M122", "M123"} & set(jumped().codes())
    assert "M120" in jumped(to=3).codes()
    assert "M121" in jumped(to=1, resumed=2).codes()
    assert "M122" in jumped(lines=11).codes()
    alone = Plan("broadsheet", (PageDummy(1, 18, (Block("a1", 0, 18, 6, 40, jump=2),)),))
    assert "M120" in check_plan(alone, (), stories("a1"), grid()).codes()


def test_one_page_sends_two_jumps_at_most_and_to_one_page() -> None:
    sent = tuple(Block(f"s{i}", 0, 18 + 30 * i, 6, 30, jump=2 + i % 2) for i in range(3))
    rest = tuple(Block(f"s{i}", 2 * i, 4, 2, 30, part=2) for i in range(3))
    plan = Plan("broadsheet", (PageDummy(1, 18, sent), PageDummy(2, 4, rest)))
    found = next(f for f in check_plan(plan, (), stories("s0", "s1", "s2"), grid()).findings if f.code == "M123")
    assert dict(found.args)["jumps"] == 3 and dict(found.args)["pages"] == 2


def test_pictures_inside_a_block_and_beside_each_other() -> None:
    outside = Block("a1", 0, 18, 3, 40, photos=(PhotoPlace(0, 2, 6, 2, 20),))
    assert "M127" in judged(outside).codes()
    twice = Block("a1", 0, 18, 3, 40, photos=(PhotoPlace(0, 0, 6, 2, 20), PhotoPlace(1, 1, 20, 2, 10)))
    assert "M127" in judged(twice).codes()
    known = [StoryFacts("p1", 50, "photo", headed=False), StoryFacts("p2", 50, "photo", headed=False)]
    assert "M128" in judged(Block("p1", 0, 18, 3, 40), Block("p2", 3, 30, 3, 40), known=known).codes()
    assert "M128" not in judged(Block("p1", 0, 18, 3, 40), Block("p2", 3, 58, 3, 40), known=known).codes()


@pytest.mark.parametrize(
    "pin",
    [PinFacts(page=2), PinFacts(col=1), PinFacts(row=30), PinFacts(cols=2), PinFacts(rows=9), PinFacts(zone="lower"),
     PinFacts(box="rule"), PinFacts(mate="a5")],
)  # fmt: skip
def test_broken_pins(pin: PinFacts) -> None:
    blocks = (Block("a1", 0, 18, 3, 40), Block("a2", 3, 18, 3, 40), Block("a5", 3, 70, 3, 40))
    known = [replace(story, pin=pin) if story.story == "a1" else story for story in stories("a1", "a2", "a5")]
    assert "M129" in judged(*blocks, known=known).codes()
    held = PinFacts(page=1, col=0, row=18, cols=3, rows=40, zone="upper left", mate="a2")
    known = [replace(story, pin=held) if story.story == "a1" else story for story in known]
    assert "M129" not in judged(*blocks, known=known).codes()


def test_every_finding_has_words_in_both_languages() -> None:
    plan, facts = page_of(M1)
    for remark in check_plan(plan, facts, stories(), grid()).remarks:
        assert isinstance(remark.at, Locus) or remark.at is None
        for language in ("zh", "en"):
            words = describe(remark, language)
            assert words.message and words.hint and "{" not in words.message + words.hint, remark.code


def test_catalogue_holds_every_code_that_the_checker_may_find() -> None:
    for number in (*range(101, 130), *range(201, 208), *range(210, 221)):
        known = entry(f"M{number}")
        assert known is not None and all(known.explanations), number


@given(st.integers(0, 10_000))
def test_any_cut_of_the_page_has_neither_overlap_nor_white(seed: int) -> None:
    """A page that is cut again and again is full, whatever else is wrong with it."""
    import random

    dice = random.Random(seed)
    parts = [(0, 18, 6, 102)]
    while len(parts) < 7:
        col, row, cols, rows = parts.pop(dice.randrange(len(parts)))
        if cols > 1 and dice.random() < 0.5:
            cut = dice.randrange(1, cols)
            parts += [(col, row, cut, rows), (col + cut, row, cols - cut, rows)]
        elif rows > 2:
            cut = dice.randrange(1, rows)
            parts += [(col, row, cols, cut), (col, row + cut, cols, rows - cut)]
        else:
            parts.append((col, row, cols, rows))
            break
    verdict = judged(*(Block(f"s{i}", *part) for i, part in enumerate(parts)), facts=[])
    assert not {"M101", "M102", "M118", "M125"} & set(verdict.codes())
    assert verdict.scores[0].white == 0
    assert {"M107", "M108"} & set(verdict.codes()) or any(
        part[2] == 6 or part[3] == 102 for part in parts
    )  # cuts alone always leave an alley, unless its edge is that of a story over the whole page
