"""The desk's page on the format is true: its examples read, and it names every key and mark."""

from __future__ import annotations

import re
from pathlib import Path

from layout.issue.marks import MARKS
from layout.issue.reader import read_issue
from layout.issue.schema import (
    HeadBlock,
    ImprintBlock,
    IssueBlock,
    IssueFile,
    LayoutBlock,
    MastheadBlock,
    PageBlock,
    PhotoBlock,
    PinBlock,
    StoryFile,
)
from layout.issue.shapes import parts_of

PAGE = (Path(__file__).parents[2] / "docs" / "issue-format.md").read_text("utf-8")


def test_examples_read_without_an_error(tmp_path: Path) -> None:
    (head,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (story,) = re.findall(r"```markdown\n(.*?)```", PAGE, re.DOTALL)
    folder = tmp_path / "issues" / "7"
    folder.mkdir(parents=True)
    (folder / "issue.yaml").write_text(head.replace("[a1, p1]", "[a1]"), "utf-8")
    (folder / "a1.md").write_text(story, "utf-8")
    done = read_issue(folder)
    assert done.issue is not None
    assert {remark.code for remark in done.remarks} == {"I501", "I601", "I321", "I322"}
    kinds = {paragraph.kind for paragraph in done.issue.stories[0].paragraphs}
    assert kinds == {"body", "subhead", "item", "table"}


def test_every_key_is_named() -> None:
    models = (IssueFile, IssueBlock, MastheadBlock, ImprintBlock, PageBlock, StoryFile, HeadBlock, PhotoBlock)
    for model in (*models, LayoutBlock, PinBlock):
        for part in parts_of(model):
            assert re.search(rf"\b{part.key}\b", PAGE), f"{model.__name__}.{part.name}"


def test_every_mark_is_named() -> None:
    for mark in (*MARKS, "join"):
        assert f"{{{{{mark}" in PAGE, mark
