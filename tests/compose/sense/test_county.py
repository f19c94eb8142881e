"""Heads and pull quotes as county papers have them: no line ends inside a sense group, nearly always."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest

from layout.compose.head.order import HeadOrder
from layout.compose.head.set_head import head_variants
from layout.compose.head.share import head_copy
from layout.compose.head.sorts import Spaces
from layout.compose.sense.lines import set_for_sense
from layout.compose.story.stylebook import house_style
from layout.geometry import pt
from layout.issue.model import Head
from layout.typeface import TypeCase

STYLE = house_style().value
COLUMNS = (pt(153), pt(316), pt(480), pt(643))


def marked(name: str) -> list[tuple[str, frozenset[int]]]:
    """Return the texts of a list, each with the places where it may be broken."""
    found = []
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            groups = line.replace("/", "|").split("|")
            found.append(("".join(groups), frozenset(accumulate(map(len, groups)))))
    return found


HEADS = marked("heads_county.txt")
SIXTY = marked("heads_sixty.txt")
QUOTES = marked("quotes_county.txt")


def ends(lines: list[str]) -> set[int]:
    return set(accumulate(map(len, lines)))


def test_the_lists_are_long() -> None:
    assert len(HEADS) >= 250
    assert len(QUOTES) >= 40


@pytest.mark.parametrize(("heads", "most"), [(HEADS, 12), (SIXTY, 15)], ids=["county", "sixty"])
def test_heads_over_two_lines_are_broken_between_sense_groups(
    heads: list[tuple[str, frozenset[int]]], most: int, case: TypeCase
) -> None:
    wrong = []
    for text, places in heads:
        pieces = ["".join(piece) for piece in head_copy(text, "headline", case, Spaces()).ways(2)[0].pieces]
        if not ends(pieces) <= places:
            wrong.append("|".join(pieces))
    assert len(wrong) <= len(heads) * most // 100, wrong


def test_the_best_setting_over_any_columns_tears_hardly_a_group(case: TypeCase) -> None:
    torn, alone = [], []
    for room in COLUMNS:
        for text, places in HEADS:
            best = head_variants(HeadOrder(Head((text,)), room, pt(11.57)), case, STYLE)[0]
            lines = [part.line.text for part in best.setting().parts if part.line.role == "headline"]
            if not ends(lines) <= places:
                torn.append("|".join(lines))
            if len(lines) > 1 and min(map(len, lines)) < 2:
                alone.append("|".join(lines))
    assert not alone
    assert len(torn) <= len(HEADS) * len(COLUMNS) * 3 // 100, torn


@pytest.mark.parametrize("ems", [7, 8, 10, 12, 16])
def test_pull_quotes_end_their_lines_between_sense_groups(ems: int, case: TypeCase) -> None:
    spec = STYLE["pullquote"]
    torn = []
    for text, places in QUOTES:
        lines = [line.text for line in set_for_sense(text, spec, ems * spec.size, case)]
        assert "".join(lines) == text
        if not ends(lines) <= places:
            torn.append("|".join(lines))
    assert len(torn) <= len(QUOTES) * 18 // 100, torn


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("清水村社火队舞进城", "社火队"),
        ("老果园换新枝", "换新枝"),
        ("三十年山路一朝变通途", "三十年山路"),
        ("山里香菇卖进3个省", "卖进3个省"),
        ("千亩良田变成聚宝盆", "千亩良田"),
        ("村小添了新操场", "添了新操场"),
        ("河滩地上建起良种示范田", "良种示范田"),
        ("检查结果互认了", "互认了"),
        ("老街巷口有了热水房", "有了热水房"),
    ],
)
def test_a_group_is_never_torn_where_a_line_more_or_a_size_less_saves_it(text: str, group: str, case: TypeCase) -> None:
    start = text.index(group)
    inside = set(range(start + 1, start + len(group)))
    for room in COLUMNS:
        for setting in head_variants(HeadOrder(Head((text,)), room, pt(11.57)), case, STYLE):
            lines = [part.line.text for part in setting.setting().parts if part.line.role == "headline"]
            assert inside.isdisjoint(ends(lines)), lines
