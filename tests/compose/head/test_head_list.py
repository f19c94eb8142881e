"""Heads are broken where an editor breaks them: two hundred and fifty, 98 in a hundred as the editor has them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from layout.compose.head.display import DisplayLine
from layout.compose.head.order import HeadOrder
from layout.compose.head.set_head import set_head
from layout.compose.head.share import head_copy
from layout.compose.head.sorts import Spaces, gap_between, may_space, sorts_of
from layout.compose.head.vertical_sorts import vertical_sorts
from layout.compose.sense.words import head_breaks
from layout.compose.story.stylebook import house_style
from layout.geometry import pt
from layout.issue.model import Head
from layout.rules.heads import INSIDE_WESTERN, PROTECTED
from layout.typeface import TypeCase

LIST = Path(__file__).with_name("heads.txt")
STYLE = house_style().value


def read(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]


HEADS = read(LIST)


def missed(heads: list[list[str]], case: TypeCase) -> list[tuple[str, str]]:
    """Return the heads that are broken otherwise, with our way."""
    found = []
    for ways in heads:
        best = head_copy(ways[0].replace("|", ""), "headline", case, Spaces()).ways(2)[0]
        ours = "|".join("".join(piece) for piece in best.pieces)
        if ours not in ways:
            found.append((ways[0], ours))
    return found


def test_the_list_is_long_and_sound() -> None:
    assert len(HEADS) >= 250
    for first, *others in HEADS:
        assert {way.replace("|", "") for way in others} <= {first.replace("|", "")}


def test_heads_are_broken_where_an_editor_breaks_them(case: TypeCase) -> None:
    wrong = missed(HEADS, case)
    assert len(wrong) <= len(HEADS) * 2 // 100, wrong


def test_heads_that_nobody_thought_of_are_mostly_broken_so(case: TypeCase) -> None:
    heads = read(LIST.with_name("heads_fresh.txt"))
    wrong = missed(heads, case)
    assert len(wrong) <= 5, wrong


def test_no_head_ends_in_a_stub_where_its_sense_has_a_fuller_second_line(case: TypeCase) -> None:
    heads = read(LIST.with_name("heads_stub.txt"))
    assert len(heads) >= 20
    assert not missed(heads, case)


@pytest.mark.parametrize("piece", ["−5℃", "3∶2", "300㎡", "≥90%", "3′20″", "＋5", "√2", "5‰"])
def test_signs_of_a_head_stand_close_to_their_figures(case: TypeCase, piece: str) -> None:
    sorts = sorts_of(f"气温{piece}创新", "headline", case, Spaces())
    inside = [pair for pair in pairwise(sorts) if all(sort.text not in "气温创新" for sort in pair)]
    assert inside
    assert not [(left.text, right.text) for left, right in inside if gap_between(left, right, Spaces())]
    assert not [(left.text, right.text) for left, right in inside if may_space(left, right)]


def test_a_ratio_takes_half_an_em(case: TypeCase) -> None:
    (ratio,) = (sort for sort in sorts_of("3∶2", "headline", case, Spaces()) if sort.text == "∶")
    assert ratio.width == 500_000


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("我市公布2019—2022年度优秀论文", "2019—2022"),
        ("今晨最低气温降至−5℃", "−5℃"),
        ("市一高3∶2险胜实验中学夺冠", "3∶2"),
        ("CO₂捕集项目在我市投产", "CO₂"),
        ("300㎡老屋变身村史馆", "300㎡"),
        ("Let’s Go少儿英语走进乡村课堂", "Let’s"),
        ("全程300 km的骑行活动落幕", "300 km"),
    ],
)
def test_a_head_keeps_what_the_body_keeps(text: str, piece: str) -> None:
    costs = {place.at: place.cost for place in head_breaks(text)}
    start = text.index(piece)
    inside = [costs[at] for at in range(start + 1, start + len(piece)) if at in costs]
    assert all(cost >= PROTECTED for cost in inside), costs
    assert max(inside, default=INSIDE_WESTERN) >= INSIDE_WESTERN


def test_no_line_begins_with_a_particle() -> None:
    costs = {place.at: place.cost for place in head_breaks("一位老党员的最后一次党费")}
    assert costs[5] >= PROTECTED > costs[6]


@pytest.mark.parametrize("text", ["一手抓防疫一手抓生产", "产业兴旺村庄美乡风文明百姓乐", "学党史悟思想办实事开新局"])
def test_two_halves_are_broken_at_their_joint(text: str) -> None:
    assert {place.at: place.cost for place in head_breaks(text)}[len(text) // 2] == 0


def test_three_limbs_built_alike_are_broken_between_them() -> None:
    costs = {place.at: place.cost for place in head_breaks("以案为鉴以案促改以案促治")}
    assert costs[4] == costs[8] == 0 < costs[6]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("停水通知：滨河路东段明日8时至18时停水", "停水通知："),
        ("今天，让我们向消防员致敬", "今天，"),
        ("五一假期我市接待游客86万人次", "五一假期"),
        ("“我要把这份手艺传下去”——访钧瓷艺人苗长强", "“我要把这份手艺传下去”"),
        ("网购药品须认准这几条", "网购药品"),
    ],
)
def test_a_lead_in_stands_over_what_it_leads_to(text: str, piece: str, case: TypeCase) -> None:
    (first,), _ = head_copy(text, "headline", case, Spaces()).ways(2)[0].pieces
    assert first == piece


@pytest.mark.parametrize(("text", "town"), [("市委书记到方山镇调研秋粮收购", "方山镇"), ("火龙镇药材丰收", "火龙镇")])
def test_the_name_of_a_town_is_not_divided(text: str, town: str) -> None:
    costs = {place.at: place.cost for place in head_breaks(text)}
    start = text.index(town)
    assert all(costs.get(at, PROTECTED) >= PROTECTED for at in range(start + 1, start + len(town)))


def test_a_calm_word_is_no_town() -> None:
    costs = {place.at: place.cost for place in head_breaks("专家走进乡镇传授技术")}
    assert costs[4] < PROTECTED


def test_a_head_stands_left_by_the_story_or_by_the_house(case: TypeCase) -> None:
    left = house_style({"headline": {"align": "left"}}).value
    head = Head(main=("我市召开会议",), kicker="市委组织部")
    for one, style in ((Head(main=head.main, kicker=head.kicker, align="left"), STYLE), (head, left)):
        setting = set_head(HeadOrder(one, pt(400), pt(11.57)), case, style).value
        assert {part.x for part in setting.parts} == {0}
    centred = set_head(HeadOrder(Head(main=head.main, align="center"), pt(400), pt(11.57)), case, left).value
    assert centred.parts[0].x > 0


def test_small_figures_of_a_head_are_of_its_own_face(case: TypeCase) -> None:
    sorts = sorts_of("CO₂占⅓，10⁻⁶", "display", case, Spaces())
    assert {sort.face.key for sort in sorts} == {case.face("display").key}
    assert [(sort.text, sort.rise > 0) for sort in sorts if sort.part != 1000] == [
        ("₂", False),
        ("⅓", False),
        ("⁻⁶", True),
    ]
    assert "".join(sort.text for sort in sorts) == "CO₂占⅓，10⁻⁶"


def test_small_figures_and_apostrophes_of_a_vertical_head_are_turned_with_their_word(case: TypeCase) -> None:
    sorts = vertical_sorts("CO₂和It’s", "display", case, Spaces())
    assert [(sort.text, sort.orient, sort.part) for sort in sorts] == [
        ("CO", "r", 1000),
        ("₂", "r", 620),
        ("和", "v", 1000),
        ("It’s", "r", 1000),
    ]
    run = DisplayLine(sorts, Spaces(), vertical=True).line(pt(30)).runs[1]
    assert (run.size, run.rise < 0) == (pt(30) * 62 // 100, True)


def test_an_apostrophe_belongs_to_its_word(case: TypeCase) -> None:
    assert [sort.text for sort in sorts_of("It’s歌", "display", case, Spaces())] == ["It’s", "歌"]


@pytest.mark.parametrize("width", [200, 300, 450])
def test_long_heads_are_set_without_harm(case: TypeCase, width: int) -> None:
    text = "全市上下认真学习贯彻中央经济工作会议精神以更大力度推进重点项目建设确保实现全年经济社会发展目标任务"
    assert 30 <= len(text) <= 60
    done = set_head(HeadOrder(Head(main=(text,)), pt(width), pt(11.57)), case, STYLE)
    lines = [part.line.text for part in done.value.parts]
    assert "".join(lines) == text
    assert not any(line[0] in "的地得了着过" for line in lines)
    assert all(part.line.extent <= pt(width) for part in done.value.parts)
