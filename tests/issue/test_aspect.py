"""A picture's own proportions go before proportions that were left behind when it was swapped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from layout.issue.reader import read_issue

HEAD = "issue: {no: 7, date: 2022-05-17}\nmasthead: {name: 禹州通讯}\npages:\n  - {no: 1, stories: [a1]}\n"


@pytest.mark.parametrize(
    ("pixels", "written", "aspect", "told"),
    [
        ((1500, 1000), "", (3, 2), False),
        ((1000, 1500), "aspect: 3:2,", (2, 3), True),
        ((1000, 800), "aspect: 1:1,", (1, 1), False),  # a fifth is cut away, no more
        ((1000, 799), "aspect: 1:1,", (1000, 799), True),
        ((1000, 1500), "aspect: 3:2, crop: [0, 0, 10000, 4400],", (3, 2), False),
    ],
)
def test_the_place_of_a_picture_follows_it(
    tmp_path: Path, pixels: tuple[int, int], written: str, aspect: tuple[int, int], told: bool
) -> None:
    Image.new("RGB", pixels).save(tmp_path / "p.png")
    (tmp_path / "issue.yaml").write_text(HEAD, "utf-8")
    story = f"---\nid: a1\nphotos: [{{file: p.png, {written} caption: 图}}]\nhead: {{main: [题]}}\n---\n\n正文。\n"
    (tmp_path / "a1.md").write_text(story, "utf-8")
    read = read_issue(tmp_path)
    assert read.issue is not None
    assert read.issue.stories[0].photos[0].aspect == aspect
    assert ("I607" in {remark.code for remark in read.remarks}) == told
