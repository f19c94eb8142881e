"""The made issues are the same wherever they are made, and copy that a desk could have sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.issue.reader import read_issue
from tests.gallery.made import FIRST, KINDS, write


def test_forty_kinds() -> None:
    assert len(KINDS) == 40
    assert {len(kind.pages) for kind in KINDS} >= {1, 2, 4, 8}
    assert {1, 3, 60} <= {sum(kind.pages) for kind in KINDS}


@pytest.mark.parametrize("number", [FIRST, FIRST + 20, FIRST + 25])
def test_the_same_number_is_the_same_issue(number: int, tmp_path: Path) -> None:
    for place in ("one", "other"):
        write(number, tmp_path / place)
    one, other = (
        {path.name: path.read_bytes() for path in sorted((tmp_path / place).rglob("*.*")) if path.is_file()}
        for place in ("one", "other")
    )
    assert one == other
    read = read_issue(tmp_path / "one" / str(number))
    assert read.issue is not None
    assert not [remark for remark in read.remarks if remark.severity == "error"]
