"""The reason of every line: the rule that moved its break, and every adjustment."""

from __future__ import annotations

import pytest

from layout.cli.galley import RULES
from layout.compose.line.explain import explain_lines
from layout.typeface import TypeCase
from tests.benches.texts import bench_copy
from tests.compose.setting import set_ems, spec_with


def reasons(text: str, ems: float, case: TypeCase, **rules: object) -> list[list[tuple[str, str]]]:
    lines = set_ems(text, ems, case, **rules)
    return [[(one.rule, one.chars) for one in found] for found in explain_lines(lines, spec_with(**rules), case)]


def test_solid_lines_need_no_reason(case: TypeCase) -> None:
    assert reasons("天地玄黄宇宙洪荒日月盈昃辰宿列张", 8, case) == [[], []]


@pytest.mark.parametrize(
    ("text", "ems", "rule", "chars"),
    [
        ("甲乙丙丁戊己庚辛，丑寅卯辰巳午未申", 8, "line-start-ban", "，"),
        ("甲乙丙丁戊己庚“丑寅”卯辰巳午未申", 8, "line-end-ban", "“"),
        ("甲乙丙丁戊己庚——丑寅卯辰巳午未申", 8, "unit", "——"),
        ("甲乙丙丁戊己123丑寅卯辰巳午未申", 7.5, "number", "12"),
        ("甲乙丙丁戊己APP丑寅卯辰巳午未申", 7.5, "word", "AP"),
    ],
)
def test_the_rule_that_moved_the_break_is_named(case: TypeCase, text: str, ems: float, rule: str, chars: str) -> None:
    first = reasons(text, ems, case)[0]
    assert rule in dict(first)
    assert dict(first)[rule][0] in chars + text


def test_half_widths_and_adjustments_are_named(case: TypeCase) -> None:
    found = reasons("“甲乙丙丁，戊己庚。”丑寅卯辰巳午未申", 9, case)
    assert ("line-start-half", "“") in found[0]


def test_hyphens_and_forced_breaks_are_named(case: TypeCase) -> None:
    assert any("hyphen" in dict(line) for line in reasons("甲乙丙internationalization丁戊", 6, case))
    assert any("forced" in dict(line) for line in reasons("甲乙丙12345678901234567890丁戊", 4, case))


def test_every_rule_has_words(case: TypeCase) -> None:
    used = set()
    for paragraphs in bench_copy().values():
        for text in paragraphs[:30]:
            for ems in (4, 11, 17):
                used |= {rule for line in reasons(text, ems, case) for rule, _ in line}
    assert used <= set(RULES)
    assert {"line-start-ban", "line-end-ban", "total-fit", "comma", "even", "line-end-half"} <= used
