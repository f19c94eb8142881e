"""Widths of marks: in the line, at its edges, side by side, in each style."""

from __future__ import annotations

import pytest

from layout.typeface import TypeCase
from tests.compose.setting import EM, pitch, place, places, rules_of, set_ems, texts


def test_marks_in_a_line_are_an_em_wide(case: TypeCase) -> None:
    line = set_ems("村村通，路路通；好。真的", 20, case)[0]
    assert places(line) == list(range(12))


def test_full_width_mark_at_a_line_end_takes_half_an_em(case: TypeCase) -> None:
    """GB/T 15834 5.1.10: ten characters, two of them marks, fill nine and a half ems."""
    lines = set_ems("一二三四五，六七八，九十百千万", 9.5, case)
    assert texts(lines)[0] == "一二三四五，六七八，"
    assert lines[0].natural == lines[0].extent == 9.5 * EM
    assert lines[0].adjustments == ()


def test_opener_at_a_line_start_takes_half_an_em(case: TypeCase) -> None:
    line = set_ems("“一二三四”五六七八九十", 20, case)[0]
    assert place(line, "“") == -0.5
    assert place(line, "一") == 0.5


def test_opener_after_the_indent_takes_half_an_em(case: TypeCase) -> None:
    line = set_ems("“一二三四”五六七八九十", 20, case, indent=2)[0]
    assert place(line, "一") == 2.5


def test_two_marks_side_by_side_take_an_em_and_a_half(case: TypeCase) -> None:
    line = set_ems("他说：“好。”我说（对），是", 30, case)[0]
    assert place(line, "好") - place(line, "：") == 1.5
    assert place(line, "我") - place(line, "。") == 1.5
    assert place(line, "是") - place(line, "）") == 1.5


def test_three_marks_side_by_side(case: TypeCase) -> None:
    line = set_ems("读“甲”、“乙”吧", 30, case)[0]
    assert place(line, "乙") - place(line, "甲") == 3


def test_nested_quotes_hug_each_other(case: TypeCase) -> None:
    line = set_ems("他说：“‘好’字怎写？”", 30, case)[0]
    assert place(line, "好") - place(line, "“") == 1.5


@pytest.mark.parametrize(("marks", "width"), [("！？", 1), ("！！", 1), ("？！", 1), ("！！！", 2), ("？？？", 2)])
def test_doubled_marks_share_their_ems(case: TypeCase, marks: str, width: float) -> None:
    """GB/T 15834 5.1.2 and 5.1.3."""
    line = set_ems(f"什么{marks}真的", 30, case)[0]
    assert place(line, "真") - place(line, marks[0]) == width


def test_interpunct_takes_half_an_em_in_its_middle(case: TypeCase) -> None:
    line = set_ems("列夫·托尔斯泰", 30, case)[0]
    assert place(line, "托") - place(line, "夫") == 1.5
    assert 1.0 < place(line, "·") - place(line, "夫") < 1.25


@pytest.mark.parametrize(
    ("style", "comma", "stop"), [("full", 1, 1), ("line-end-half", 1, 1), ("kaiming", 0.5, 1), ("half", 0.5, 0.5)]
)
def test_mark_styles(case: TypeCase, style: str, comma: float, stop: float) -> None:
    line = set_ems("好，是。对“了”吧", 30, case, marks=style)[0]
    assert pitch(line, "，") == comma
    assert pitch(line, "。") == stop
    assert place(line, "了") - place(line, "对") == (1.5 if style in ("half", "kaiming") else 2)
    assert place(line, "吧") - place(line, "了") == (1.5 if style in ("half", "kaiming") else 2)


def test_full_style_keeps_the_line_end_mark_full_until_it_must_give(case: TypeCase) -> None:
    kept = set_ems("一二三四五六七八九，甲乙丙丁", 10, case, marks="full")[0]
    given = set_ems("一二三四五六七八九，甲乙丙丁", 9.5, case, marks="full")[0]
    assert (kept.text, kept.extent, kept.adjustments) == ("一二三四五六七八九，", 10 * EM, ())
    assert (given.text, rules_of(given)) == ("一二三四五六七八九，", ["line-end"])


def test_dash_and_ellipsis_take_two_ems_each(case: TypeCase) -> None:
    line = set_ems("好——坏……中", 30, case)[0]
    assert place(line, "坏") == 3
    assert place(line, "中") == 6


def test_the_two_halves_of_a_dash_print_as_one_stroke(case: TypeCase) -> None:
    line = set_ems("好——坏", 30, case)[0]
    run = next(run for run in line.runs if "—" in run.text)
    face = case.by_key(run.face)
    left, _, right, _ = face.extents(int.from_bytes(run.glyphs[:2], "big"))
    along = run.size * run.scale / 100 / face.upem
    first, second = run.origins()
    assert first + right * along >= second + left * along
    assert second + right * along <= 3 * EM
    assert (second + right * along) - (first + left * along) > 1.9 * EM
