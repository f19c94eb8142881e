"""A plan by hand whose blocks overlap is told of as such; what its overlap hides is not called the program's fault."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import check
from layout.desk.house import House
from tests.benches.makeup_instances import HOUSE

BLOCK = "{story: a3, at: [0, 59], size: [3, 14]"


@pytest.mark.parametrize(("block", "moved"), [(BLOCK, "{story: a3, at: [0, 85], size: [3, 14], box: rule"), ("", "")])
def test_no_rule_is_missed_where_blocks_overlap(tmp_path: Path, block: str, moved: str) -> None:
    (tmp_path / "fonts").symlink_to(HOUSE / "fonts")
    shutil.copytree(HOUSE / "issues" / "2346", tmp_path / "issues" / "2346")
    plan = tmp_path / "issues" / "2346" / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("by: solver", "by: hand").replace(block, moved), "utf-8")
    done = check(Order(House(tmp_path), 2346, tmp_path / "output"), in_silence)
    codes = {remark.code for remark in done.remarks}
    assert ("M101" in codes) is bool(block)
    assert "L108" not in codes
