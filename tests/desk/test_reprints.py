"""Articles alone in newspaper columns: nothing of the copy lost, columns even, nothing outside the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from layout.desk.build.docket import Docket
from layout.desk.build.goods import goods_of
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import check
from layout.desk.build.reprints import _sheets, reprints
from layout.desk.house import House
from layout.sheet import Text

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    order = Order(House(ROOT), 9999, tmp_path_factory.mktemp("out"))
    found = check(order, in_silence).judged
    return found, goods_of(found, Docket(order, in_silence))


def test_every_character_of_every_story_is_set_within_the_page(judged):
    found, goods = judged
    for story in found.issue.stories:
        if not story.paragraphs:
            continue
        sheets = _sheets(story, found.room, goods.edition)
        texts = [item for sheet in sheets for item in sheet.items if isinstance(item, Text)]
        words = re.sub(r"\s", "", "".join(text.line.text for text in texts))
        for paragraph in story.paragraphs:
            if paragraph.kind != "table":
                assert re.sub(r"\s", "", paragraph.text) in words, story.id
        area = sheets[0].grid.type_area
        assert all(area.x - 3_000 <= text.x and text.y <= area.bottom + 100 for text in texts), story.id


def test_columns_of_the_last_sheet_are_even(judged):
    found, goods = judged
    for story in found.issue.stories:
        if story.paragraphs and all(paragraph.kind == "body" for paragraph in story.paragraphs):
            sheet = _sheets(story, found.room, goods.edition)[-1]
            body = [item for item in sheet.items if isinstance(item, Text) and item.line.role == "body"]
            ends = [max((text.y for text in body if text.x == sheet.grid.column_x(column)), default=0)
                    for column in range(2)]  # fmt: skip
            if all(ends):
                assert abs(ends[0] - ends[1]) <= 4 * sheet.grid.leading, story.id


def test_each_is_a_small_pdf_and_equal_copy_gives_equal_bytes(judged):
    found, goods = judged
    some = found.issue.stories[:3]
    made = reprints(some, found.room, goods)
    assert made == reprints(some, found.room, goods)
    assert made
    for data in made.values():
        assert data.startswith(b"%PDF-")
        assert b"OutputIntents" not in data
        assert len(data) < 200_000
