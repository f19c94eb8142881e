"""The bounds of how many lines a paragraph can take: no way lies outside them, and most counts without one do."""

from __future__ import annotations

import random

import pytest

from layout.compose.line.breaker import fit_breaks
from layout.compose.line.paragraph import take_up
from layout.compose.line.reach import Reach
from layout.compose.line.spec import TypeSpec
from layout.compose.story.stylebook import house_style
from layout.ground.dataclass import replace
from layout.typeface import TypeCase

BODY = replace(house_style().value["body"], indent=0)
EM = BODY.size
PIECES = (
    *"，。、！“”《》（）： ",
    "——",
    "……",
    "：“",
    "」，",
    "3.14%",
    "2026年",
    "Python",
    "internationalization",
    "甲e",
)


def copy(seed: int) -> str:
    """Return copy of all kinds of characters, marks and words of other scripts among Han."""
    dice = random.Random(seed)
    return "".join(dice.choice(PIECES) if dice.random() < 0.25 else "汉" for _ in range(dice.randrange(2, 120)))


@pytest.mark.parametrize(
    "spec", [BODY, replace(BODY, align="left"), replace(BODY, rules=replace(BODY.rules, hang=True))]
)
@pytest.mark.parametrize("measures", [(8 * EM,), (17 * EM,), (11 * EM, 9 * EM, 13 * EM)])
def test_no_way_lies_outside(case: TypeCase, spec: TypeSpec, measures: tuple[int, ...]) -> None:
    seen = set()
    for seed in range(40):
        setting = take_up(copy(seed), spec, measures, case)
        bounds = Reach(setting.stick, measures, setting.job.tariff)
        reach = bounds.lines
        rows = len(setting.way.breaks)
        for lines in range(max(1, rows - 3), rows + 4):
            found = fit_breaks(setting.stick, measures, setting.job.tariff, lines)
            assert found is None or lines in reach, (setting.stick.text, lines)
            spared = fit_breaks(setting.stick, measures, setting.job.tariff, lines, bounds.bounds(lines))
            assert spared is None if found is None else spared[:2] == found[:2], (setting.stick.text, lines)
            assert spared is None or spared.effort <= found.effort
            seen.add((lines in reach, found is not None))
    assert seen == {(True, True), (True, False), (False, False)}


def test_bounds_of_plain_copy(case: TypeCase) -> None:
    """Two Han characters make a last line; a gap of a fitted line opens by an eighth of an em and a little."""

    def reach(text: str) -> tuple[int, int]:
        setting = take_up(text, BODY, 10 * EM, case)
        found = Reach(setting.stick, (10 * EM,), setting.job.tariff).lines
        return found[0], found[-1]

    assert reach("汉" * 10) == (1, 1)
    # All but two characters fill four lines where their gaps open by 4 / 36 em, not where they open by 5 / 35.
    assert reach("汉" * 38) == (4, 5)
    assert reach("汉" * 37) == (4, 4)
    # A mark inside gives half an em, so does one at the end.
    assert reach("汉汉汉汉汉，汉汉汉汉，")[0] == 1
    assert reach("汉汉汉汉汉，汉汉汉汉汉，")[0] == 2


def test_a_number_of_lines_out_of_reach_is_not_sought(case: TypeCase) -> None:
    setting = take_up("汉" * 40, BODY, 10 * EM, case)
    assert setting.other(-1) is None
    assert setting.reach is not None and 3 not in setting.reach.lines
