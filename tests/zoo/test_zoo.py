"""Every beast of the zoo gets a coded answer, within its memory, and touches nothing; the quick run meets one a kind.

Its seconds are no test's to judge, since machines differ: the bench `bench_zoo` holds them against the budget.
A beast that would not end is cut off by its keeper's patience, and its exit tells.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.zoo.beasts import BEASTS, MEGABYTES, TAMED
from tests.zoo.keeper import meet

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured by what Linux tells of processes")


LIGHT = ("png_with_a_profile_that_unfolds", "svg_nested", "pdf_form_that_draws_itself")
"""Beasts that are met sooner than the first of their kind."""
KINDS = {name.partition("_")[0]: name for name in (*reversed(BEASTS), *LIGHT)}
"""One beast of each kind: copy, pictures, drawings, PDF, Word, fonts, bags, reports."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in KINDS.values() else [pytest.mark.long]) for name in BEASTS]
)
def test_every_beast_is_met_within_its_memory(name: str, tmp_path: Path) -> None:
    met = meet(name, tmp_path)
    assert met.exit == (0 if name in TAMED else 1), met.said[-2000:]
    assert met.codes and "Traceback" not in met.said
    assert name in TAMED or not met.changed
    assert met.megabytes <= MEGABYTES
