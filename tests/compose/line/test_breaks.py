"""Where lines may break: bans, unbreakable groups, numbers, words, last lines."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from layout.typeface import TypeCase
from tests.compose.setting import EM, rules_of, set_ems, texts

NO_START = {
    "basic": set("。，、：；！？”’」』）】》〉～·"),
    "gb": set("。，、：；！？”’」』）】》〉～·／"),
    "strict": set("。，、：；！？”’」』）】》〉～·／—…"),
}
NO_END = {"basic": set("“‘「『（【《〈"), "gb": set("“‘「『（【《〈／"), "strict": set("“‘「『（【《〈／")}


def shuffled(seed: int, length: int = 400) -> str:
    """Return copy with far more marks than any writer uses."""
    chance = random.Random(seed)
    pieces = [
        "中",
        "国",
        "文",
        "字",
        "，",
        "。",
        "、",
        "“好",
        "好”",
        "（一",
        "二）",
        "《书》",
        "！",
        "？",
        "·",
        "～",
        "男／女",
        "——",
        "……",
    ]
    return "".join(chance.choice(pieces) for _ in range(length))


@pytest.mark.parametrize("level", ["basic", "gb", "strict"])
@pytest.mark.parametrize("ems", [11, 13, 17])
def test_banned_characters_keep_off_the_edges(case: TypeCase, level: str, ems: int) -> None:
    for seed in range(4):
        lines = set_ems(shuffled(seed), ems, case, bans=level)
        starts = {line.text[0] for line in lines[1:]}
        ends = {line.text[-1] for line in lines[:-1]}
        assert not starts & NO_START[level], (seed, starts & NO_START[level])
        assert not ends & NO_END[level], (seed, ends & NO_END[level])


def test_without_bans_marks_may_begin_a_line(case: TypeCase) -> None:
    found = {line.text[0] for seed in range(4) for line in set_ems(shuffled(seed), 11, case, bans="none")[1:]}
    assert found & NO_START["basic"]


@pytest.mark.parametrize("ems", [5, 7, 11, 14])
def test_dashes_ellipses_and_numbers_are_never_parted(case: TypeCase, ems: int) -> None:
    text = "到2022年底——如果顺利……全镇28.6%的农户都会搬进新居，人均12,500元，气温-3℃到15℃，拨0374再拨——好……" * 3
    for first, second in pairwise(texts(set_ems(text, ems, case))):
        both = first[-1] + second[0]
        assert both not in ("——", "……"), both
        assert not (first[-1].isdecimal() and (second[0].isdecimal() or second[0] in "%.,℃")), both
        assert not (first[-1] in ".,-" and second[0].isdecimal()), both


def test_full_width_figures_are_a_number_too(case: TypeCase) -> None:
    for ems in range(6, 12):
        for first, second in pairwise(texts(set_ems("一共２０２２人，合格率９８％左右，再无他人。", ems, case))):
            assert not (first[-1] in "０１２３４５６７８９" and second[0] in "０１２３４５６７８９％"), (
                ems,
                first,
                second,
            )


def test_signs_of_money_keep_to_their_figures(case: TypeCase) -> None:
    for ems in range(6, 14):
        for first, second in pairwise(
            texts(set_ems("每户补助¥300元，另发￥200元，学费￥１５０元，运费$25元整。", ems, case))
        ):
            assert first[-1] not in "¥￥$", (ems, first, second)


def test_a_figure_keeps_its_unit_where_that_costs_little(case: TypeCase) -> None:
    text = "记者从市气象局获悉，受高空槽影响，13日夜里到14日白天，全市将有一次小到中雨过程，山区局部大雨。"
    assert texts(set_ems(text, 19, case, indent=2))[1].startswith("13日")


def test_a_word_breaks_only_at_a_hyphen(case: TypeCase) -> None:
    lines = set_ems("他在大会上读了一篇题为internationalization的文章", 8, case)
    joined = next(line for line in lines if any(not run.text for run in line.runs))
    assert joined.runs[-1].glyphs == case.face("body").gids[ord("-")].to_bytes(2, "big")
    assert "".join(texts(lines)) == "他在大会上读了一篇题为internationalization的文章"
    whole = texts(set_ems("他在大会上读了一篇题为internationalization的文章", 11, case, hyphenate=False))
    assert any("internationalization" in line for line in whole)


def test_no_single_character_is_left_for_the_last_line(case: TypeCase) -> None:
    """GB/T 15834 5.1.11: every length of paragraph, marks or none."""
    for length in range(12, 60):
        for end in ("", "。", "！”"):
            text = (
                "今天下午全市召开会议，部署下一阶段的工作，要求各镇（街道）抓好落实，确保完成全年目标任务不动摇不松劲再出发"[
                    :length
                ]
                + end
            )
            last = texts(set_ems(text, 11, case))[-1]
            lines = set_ems(text, 11, case)
            if len(lines) > 1:
                assert sum("一" <= char <= "鿿" for char in last) >= 2, (text, last)


def test_solid_copy_is_left_alone(case: TypeCase) -> None:
    lines = set_ems("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏", 8, case)
    assert [len(line.text) for line in lines] == [8, 8, 8]
    assert all(line.adjustments == () and line.runs[0].pitch == EM and line.runs[0].xs is None for line in lines)


def test_breaks_look_ahead(case: TypeCase) -> None:
    """Setting line by line would leave a loose line later on; the whole paragraph is weighed instead."""
    text = "那天夜里，水果然来了。两户人家都搬到了坝上，阿根抱着一筐鸭蛋，嘴里嘟囔着：“一个也没碎，一个也没碎。”"
    for ems in (11, 13, 14, 17):
        lines = set_ems(text, ems, case, indent=2)
        assert not any(move.rule == "even" and move.amount > EM for line in lines for move in line.adjustments), ems


def test_measures_may_differ_line_by_line(case: TypeCase) -> None:
    from layout.compose.line.paragraph import set_paragraph
    from tests.compose.setting import spec_with

    text = (
        "全市党员干部以热情的服务让隔离不隔心，党群心连心，组成流动检测组，为行动不便的群众上门服务，确保不漏一户一人。"
    )
    measures = [11 * EM, 6 * EM, 6 * EM, 11 * EM]
    lines = set_paragraph(text, spec_with(2), measures, case)
    assert [line.measure for line in lines] == (measures + [11 * EM] * 9)[: len(lines)]
    assert all(line.extent == line.measure for line in lines[:-1])
    assert "".join(texts(lines)) == text


def test_hanging_is_off_unless_the_house_wants_it_and_only_below_14_ems(case: TypeCase) -> None:
    text = "甲乙丙丁戊己庚辛壬癸子，丑寅卯辰巳午未申酉戌亥"
    assert not any("hang" in rules_of(line) for line in set_ems(text, 11, case))
    first, second, *_ = set_ems(text, 11, case, hang=True)
    assert (first.text, rules_of(first), first.extent) == ("甲乙丙丁戊己庚辛壬癸子，", ["hang"], 11.5 * EM)
    assert second.text == "丑寅卯辰巳午未申酉戌亥"
    wide = "一二三甲乙丙丁戊己庚辛壬癸子，丑寅卯辰巳午未申酉戌亥一二三"
    assert not any("hang" in rules_of(line) for line in set_ems(wide, 14, case, hang=True))
