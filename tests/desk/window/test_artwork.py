"""Pictures and adverts brought in: where a caption kept a place, instead of another, as a notice of their size."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.desk.window.hand.scene import RefusedError
from layout.desk.window.jobs.artwork import Artwork
from tests.day import adverts

ISSUE = """issue: {no: 7, date: 2026-04-17}
masthead: {name: 岚川通讯}
profile: tabloid
pages:
  - {no: 1, name: 要闻, stories: [a1]}
  - {no: 2, name: 综合, stories: []}
"""
STORY = """---
id: a1
head: {main: 一渠清水出青峰}
photos:
  - {file: photos/old.jpg, caption: 旧图。}
  - {file: null, caption: 未到的图。}
---

正文。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "issues" / "7"
    (made / "photos").mkdir(parents=True)
    (made / "issue.yaml").write_text(ISSUE, "utf-8")
    (made / "a1.md").write_text(STORY, "utf-8")
    return made


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    from PIL import Image

    Image.new("RGB", (60, 40), (90, 120, 60)).save(tmp_path / "new.jpg")
    return tmp_path / "new.jpg"


def into(folder: Path, **wishes: object) -> Artwork:
    given = {"page": 0, "story": None, "photo": None, **wishes}
    return Artwork(folder, given["page"], given["story"], given["photo"], "王一", "2026-04-16T20:00:00+08:00")


def test_a_picture_takes_the_place_that_its_caption_kept_then_stands_after_all(folder, picture) -> None:
    into(folder, story="a1").brought(picture)
    text = (folder / "a1.md").read_text("utf-8")
    assert "{file: photos/new.jpg, caption: 未到的图。}" in text and "null" not in text
    into(folder, story="a1").brought(picture)
    assert (folder / "a1.md").read_text("utf-8").count("file: photos/new.jpg") == 2


def test_a_picture_takes_the_place_of_the_chosen_one_and_of_none_that_is_not_there(folder, picture) -> None:
    into(folder, story="a1", photo=0).brought(picture)
    assert "{file: photos/new.jpg, caption: 旧图。}" in (folder / "a1.md").read_text("utf-8")
    for nth in (2, -1, "0"):
        with pytest.raises(RefusedError):
            into(folder, story="a1", photo=nth).brought(picture)


@pytest.mark.parametrize(("rows", "wide", "size"), [(14, 1.0, "[4, 14]"), (30, 1.0, "[4, 30]"), (9, 0.48, "[2, 9]")])
def test_an_advert_is_a_notice_of_its_own_size_on_the_page_in_view(folder, tmp_path, rows, wide, size) -> None:
    adverts.notice(tmp_path / "停水公告.pdf", adverts.WIDE * wide, adverts.deep(rows))
    done = into(folder, page=2).brought(tmp_path / "停水公告.pdf")
    text = (folder / "notice.md").read_text("utf-8")
    assert done["story"] == "notice" and "kind: notice" in text and f"size: {size}" in text and "hold" not in text
    assert "stories: [notice]" in (folder / "issue.yaml").read_text("utf-8")


def test_an_advert_without_a_page_waits_in_the_store(folder, tmp_path) -> None:
    adverts.pledge(tmp_path / "a.pdf")
    into(folder).brought(tmp_path / "a.pdf")
    assert "hold: true" in (folder / "a.md").read_text("utf-8")
    assert (folder / "issue.yaml").read_text("utf-8") == ISSUE


def test_a_damaged_advert_is_a_picture_that_waits(folder, tmp_path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 nothing")
    into(folder, page=2).brought(tmp_path / "b.pdf")
    assert "kind: photo" in (folder / "b.md").read_text("utf-8")
