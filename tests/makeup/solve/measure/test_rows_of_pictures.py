"""Pictures in a row are measured as they are set: with the rows of the longest of their captions."""

from __future__ import annotations

import pytest

from layout.issue.model import Photo
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.page.photo import photo_rows, words_of
from layout.makeup.solve.measure.groups import depths_of
from layout.makeup.solve.measure.pictures import crops
from tests.rules.paged import GRID
from tests.rules.test_pages import HOUSE

SHORT = Photo("一行图说。", aspect=(4, 3))
LONG = Photo("这条图说一行放不下，要转到第二行、第三行才排得完，" * 2, "张三 摄", aspect=(4, 3))


@pytest.fixture
def room(case):
    return CaseRoom(case, HOUSE, GRID)


def test_the_longest_caption_rules_a_row(room):
    width = GRID.span(1)
    alone, long = (words_of(room, [(photo, width)]) for photo in (SHORT, LONG))
    assert alone < long == words_of(room, [(SHORT, width), (LONG, width)])
    assert photo_rows(SHORT, room, width) == photo_rows(SHORT, room, width, words=alone)
    assert photo_rows(SHORT, room, width, words=long) == photo_rows(LONG, room, width)


def test_a_row_asks_for_its_pictures_whole(room):
    deep, _ = depths_of(room, (SHORT, LONG), 1)
    assert deep == photo_rows(LONG, room, GRID.span(1))
    assert depths_of(room, (SHORT, SHORT), 1)[0] == photo_rows(SHORT, room, GRID.span(1)) < deep


def test_what_a_picture_may_take_moves_with_the_words(room):
    width = GRID.span(1)
    more = words_of(room, [(LONG, width)]) - words_of(room, [(SHORT, width)])
    own = crops(room, SHORT, width)
    assert crops(room, SHORT, width, words_of(room, [(LONG, width)])) == range(own[0] + more, own[-1] + 1 + more)
