"""Adverts that come as PDF: notices of their own size."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.desk.copy_in.adverts import advert
from tests.day import adverts

ISSUE = """issue: {no: 7, date: 2026-04-17}
masthead: {name: 岚川通讯}
profile: tabloid
pages:
  - {no: 1, name: 要闻, stories: [a1]}
  - {no: 2, name: 综合, stories: []}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "issues" / "7"
    (made / "photos").mkdir(parents=True)
    (made / "issue.yaml").write_text(ISSUE, "utf-8")
    return made


@pytest.mark.parametrize(("rows", "wide", "size"), [(14, 1.0, "[4, 14]"), (30, 1.0, "[4, 30]"), (9, 0.48, "[2, 9]")])
def test_an_advert_is_a_notice_of_its_own_size_on_the_page_in_view(folder, tmp_path, rows, wide, size) -> None:
    adverts.notice(tmp_path / "停水公告.pdf", adverts.WIDE * wide, adverts.deep(rows))
    story, issue = advert(folder, tmp_path / "停水公告.pdf", "photos/notice.pdf", "notice", 2)
    text = story.data.decode()
    assert "kind: notice" in text and f"size: {size}" in text and "hold" not in text and 'alt: "停水公告"' in text
    assert "stories: [notice]" in issue.data.decode() and issue.name == "issue.yaml"


def test_an_advert_without_a_page_waits_in_the_store(folder, tmp_path) -> None:
    adverts.pledge(tmp_path / "a.pdf")
    (story,) = advert(folder, tmp_path / "a.pdf", "photos/a.pdf", "a", 0)
    assert "hold: true" in story.data.decode()


def test_nothing_comes_of_a_damaged_advert(folder, tmp_path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert advert(folder, tmp_path / "b.pdf", "photos/b.pdf", "b", 2) == []
