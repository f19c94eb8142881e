"""Copyfit steps are values; their notes and reports say the amount as they always did."""

import pytest

from layout.makeup.solve.issue.steps import _amount
from layout.sheet import Step


@pytest.mark.parametrize(
    ("step", "written", "amount"),
    [
        (Step("target", -2), "target-2", "2"),
        (Step("target", 1), "target+1", "+1"),
        (Step("photo", 3), "photo+3", "+3"),
        (Step("photo", -1), "photo-1", "-1"),
        (Step("cols", 4), "cols+4", "4"),
        (Step("deck"), "deck", "1"),
    ],
)
def test_a_step_as_written_and_as_told(step, written, amount):
    assert str(step) == written
    assert _amount(step) == amount
