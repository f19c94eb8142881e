"""How lines reach their measure: exactly, in the order of the steps, within their limits."""

from __future__ import annotations

import itertools
import re

import pytest

from layout.compose.line.price import Tariff
from layout.compose.line.slots import ADJACENT, BRACKET, GAP, OPEN, SPACE, STOP
from layout.typeface import TypeCase
from tests.benches.texts import bench_copy
from tests.compose.setting import BODY, EM, pitch, place, places, rules_of, set_ems, spec_with, texts

COPY = [text for name, paragraphs in bench_copy().items() if not name.startswith("issue") for text in paragraphs]
ORDER = ("line-end", "adjacent", "bracket", "comma", "gap", "stop")


@pytest.mark.parametrize("ems", [11, 13, 17, 20])
def test_every_turned_line_fills_its_measure_exactly(case: TypeCase, ems: int) -> None:
    for text in COPY:
        for line in set_ems(text, ems, case, indent=2)[:-1]:
            assert line.extent == ems * EM, line.text
            assert line.natural + sum(move.amount for move in line.adjustments) == line.extent


def test_the_last_line_keeps_its_natural_width(case: TypeCase) -> None:
    for text in COPY:
        last = set_ems(text, 13, case)[-1]
        assert last.ending == "last"
        assert last.extent == min(last.natural, 13 * EM)


@pytest.mark.parametrize("ems", [11, 13, 14, 17])
def test_squeeze_steps_are_exhausted_in_order(case: TypeCase, ems: int) -> None:
    """A later step is taken only when every member of the earlier ones is at its floor."""
    for text in COPY:
        for line in set_ems(text, ems, case, indent=2)[:-1]:
            squeezed = [move.rule for move in line.adjustments if move.amount < 0]
            assert squeezed == sorted(squeezed, key=ORDER.index)
            at = places(line)
            later = squeezed[-1] if squeezed else ""
            for here, char in enumerate(line.text[:-2]):
                follows = line.text[here + 1]
                if not re.match("[一-鿿]", follows):
                    continue
                width = at[here + 1] - at[here]
                if char in "，、；：" and later in ("gap", "stop"):
                    assert width == pytest.approx(0.5, abs=0.002), (line.text, later)
                if char in "”）》’" and later in ("comma", "gap", "stop"):
                    assert width == pytest.approx(0.5, abs=0.002), (line.text, later)
                if char in "。？！" and later not in ("stop",) and squeezed:
                    assert width == pytest.approx(1.0, abs=0.002), (line.text, later)


def test_members_of_a_step_give_equally(case: TypeCase) -> None:
    line = set_ems("一二，三四，五六七八九十甲乙丙丁", 11.5, case)[0]
    assert texts((line,)) == ["一二，三四，五六七八九十"]
    assert pitch(line, "，") == 0.75
    assert place(line, "五") - place(line, "四") == 1.75


@pytest.mark.parametrize("ems", [11, 13, 17])
def test_han_gaps_open_only_after_western_gaps_are_at_their_cap(case: TypeCase, ems: int) -> None:
    for text in COPY:
        for line in set_ems(text, ems, case, indent=2)[:-1]:
            if "even" in rules_of(line):
                at = places(line)
                for here, (char, follows) in enumerate(zip(line.text, line.text[1:], strict=False)):
                    if re.match("[一-鿿]", char) and re.match("[A-Za-z0-9]", follows):
                        assert at[here + 1] - at[here] >= 1.332, line.text


@pytest.mark.parametrize("ems", [5, 11, 13, 17])
def test_han_is_never_squeezed_together(case: TypeCase, ems: int) -> None:
    for text in COPY:
        for line in set_ems(text, ems, case, indent=2):
            at = places(line)
            for here, both in enumerate(zip(line.text, line.text[1:], strict=False)):
                if re.match("[一-鿿]{2}", "".join(both)):
                    assert at[here + 1] - at[here] > 0.999, line.text


@pytest.mark.parametrize("ems", [9, 11, 13])
def test_dashes_ellipses_and_connectors_are_never_stretched(case: TypeCase, ems: int) -> None:
    text = "他说——也只是说说——这条路……从前叫青石街～如今叫人民路，男／女老少都走过。" * 3
    solid = set_ems(text, 400, case)[0]
    widths = {both: width for both, width in _widths(solid) if set("".join(both)) & set("—…～／")}
    for line in set_ems(text, ems, case)[:-1]:
        for both, width in _widths(line):
            if both in widths and both[1] not in "，。":
                assert width == pytest.approx(widths[both], abs=0.002), (line.text, both)


def _widths(line: object) -> list[tuple[tuple[str, str], float]]:
    at = places(line)  # type: ignore[arg-type]
    text = line.text  # type: ignore[attr-defined]
    return [((text[here], text[here + 1]), at[here + 1] - at[here]) for here in range(len(text) - 1)]


def test_gap_between_han_and_western_is_a_quarter_em(case: TypeCase) -> None:
    line = set_ems("在全市26个乡镇", 30, case)[0]
    assert pitch(line, "市") == 1.25
    assert pitch(line, "6") == 0.75


@pytest.mark.parametrize(("text", "before"), [("好，26个", "，"), ("好（26个", "（"), ("好“A个", "“")])
def test_no_gap_beside_marks(case: TypeCase, text: str, before: str) -> None:
    line = set_ems(text, 30, case)[0]
    assert pitch(line, before) == 1


def test_no_gap_at_line_edges(case: TypeCase) -> None:
    lines = set_ems("一二三四五六七八2022五六七八九十甲乙", 8, case)
    assert lines[0].text == "一二三四五六七八"
    assert (lines[0].extent, lines[0].adjustments) == (8 * EM, ())
    assert places(lines[1])[0] == 0


def test_figures_stand_in_half_ems(case: TypeCase) -> None:
    line = set_ems("电话8883029转2022号", 40, case)[0]
    assert place(line, "转") - place(line, "话") == 1 + 7 * 0.5 + 2 * 0.25
    assert place(line, "号") - place(line, "转") == 1 + 4 * 0.5 + 2 * 0.25


def test_a_fixed_gap_stays_fixed(case: TypeCase) -> None:
    for text in COPY:
        lines = set_ems(text, 11, case, gap=250, gap_least=250, gap_most=250)
        assert not any("gap" in rules_of(line) for line in lines)


def test_price_rises_with_each_later_step() -> None:
    """Half an em costs more the later the step that gives it."""
    tariff = Tariff(EM, BODY.rules)
    half = -EM // 2
    steps = [ADJACENT, BRACKET, STOP]
    prices = [tariff.price(half, step + 8 * OPEN) for step in steps]
    assert prices == sorted(prices)
    assert tariff.price(half, BRACKET + STOP) <= tariff.price(half, STOP) * 1.01


def test_natural_lines_cost_nothing_and_loose_ones_ever_more() -> None:
    tariff = Tariff(EM, BODY.rules)
    prices = [tariff.price(slack, 12 * OPEN) for slack in range(EM // 4, 3 * EM, EM // 4)]
    assert prices == sorted(prices) and len(set(prices)) == len(prices)
    assert [b - a for a, b in itertools.pairwise(prices)] == sorted(b - a for a, b in itertools.pairwise(prices))


def test_space_and_gap_stretch_before_han() -> None:
    tariff = Tariff(EM, BODY.rules)
    moves = tariff.moves(EM, 2 * (SPACE | OPEN) + 2 * GAP + 8 * OPEN)
    assert [rule for _, rule, _ in moves.steps] == ["space", "gap", "even"]
    assert sum(total for _, _, total in moves.steps) == EM


def test_alignments_other_than_justified_are_not_stretched(case: TypeCase) -> None:
    from dataclasses import replace

    from layout.compose.line.paragraph import set_paragraph

    text = "图为党员志愿者在社区门口为居民测量体温、登记信息，并帮助老人搬运生活物资。"
    for align in ("left", "right", "center"):
        lines = set_paragraph(text, replace(spec_with(), align=align), 13 * EM, case)
        assert all(not any(move.amount > 0 for move in line.adjustments) for line in lines)
        last = lines[-1]
        start = last.runs[0].origins()[0]
        free = 13 * EM - last.extent
        assert start == {"left": 0, "right": free, "center": free // 2}[align]
