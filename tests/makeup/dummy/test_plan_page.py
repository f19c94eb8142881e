"""The desk's page on the page dummy is true: its example is a good page, and it names every key."""

from __future__ import annotations

import re
from pathlib import Path

from layout.issue.reader import read_issue
from layout.issue.shapes import parts_of
from layout.makeup.dummy.file import read_plan
from layout.makeup.dummy.schema import BlockShape, HeadShape, PageShape, PhotoShape, PlanFile

HOUSE = Path(__file__).parents[3]
PAGE = (HOUSE / "docs" / "plan-format.md").read_text("utf-8")


def test_the_example_is_the_dummy_of_the_real_issue(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    issue = read_issue(HOUSE / "issues" / "2346").issue
    assert issue is not None
    (tmp_path / "plan.yaml").write_text(example, "utf-8")
    shown = read_plan(tmp_path / "plan.yaml", "plan.yaml", issue)
    kept = read_plan(HOUSE / "issues" / "2346" / "plan.yaml", "plan.yaml", issue)
    assert shown.remarks == () and shown.value is not None
    assert shown.value == kept.value


def test_every_key_is_named() -> None:
    for model in (PlanFile, PageShape, BlockShape, HeadShape, PhotoShape):
        for name in (part.key for part in parts_of(model)):
            assert re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`", PAGE), f"{model.__name__}.{name}"
