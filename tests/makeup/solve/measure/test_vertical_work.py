"""What is poured beside a vertical head: blocks that its copy can fill, and no others, however wide the page."""

from __future__ import annotations

import pytest

from layout.compose.story.stylebook import house_style
from layout.ground.dataclass import replace
from layout.issue.model import Head, Paragraph, Photo, Story
from layout.makeup.page.caseroom import CaseRoom
from layout.makeup.solve.measure.pictures import pictures_of
from layout.makeup.solve.measure.vertical import _beside, _shape
from layout.rules.pages import ENDS_MOST, PIECE_OF_LEG
from tests.benches.makeup_instances import broadsheet

STORY = Story(
    "a",
    "news",
    60,
    Head(("春夏秋冬东南西北",), orient="v"),
    (Paragraph(0, "body", "麦子熟了。" * 160),),
    photos=(Photo("麦收时节。", file="a.jpg", aspect=(3, 2), credit="摄影", cols=()),),
)
BARE = replace(STORY, kind="photo", paragraphs=())
SHORT = replace(STORY, photos=(), paragraphs=(Paragraph(0, "body", "麦子熟了。" * 60),))


@pytest.mark.parametrize("box", ["none", "rule"])
@pytest.mark.parametrize("story", [STORY, SHORT, BARE], ids=["picture", "few lines", "bare"])
@pytest.mark.parametrize("cols", [3, 9])
def test_a_block_that_its_copy_cannot_fill_is_not_poured(case, story: Story, cols: int, box: str) -> None:
    grid = broadsheet().spread()
    room = CaseRoom(case, house_style().value, grid)
    story = replace(story, wishes=replace(story.wishes, box=box))
    beside = _beside(room, story, cols, 1)
    made = 0
    for _, places in pictures_of(room, story, beside.block, beside.legs, 1, beside.free):
        may = beside.depths(places, grid, 0, story.kind)
        for rows in range(8, grid.rows):
            head = replace(beside.block.head, rows=rows - 1, size=28.0)
            block = replace(beside.block, rows=rows, head=head, photos=places)
            shape = _shape(room, beside, block, story.kind, 8, 0, None)
            assert shape is None or rows in may, (places, rows)
            made += shape is not None
        # Too full by nothing, too empty by what a block may lack, and by scraps of legs: whatever its width.
        legs = len(beside.texts)
        assert len(may) <= (max(ENDS_MOST, 2 * legs) + 2 * legs) // legs + PIECE_OF_LEG, (places, may)
    assert made or cols > 3  # over many legs so little copy makes none that is deep enough


def test_any_block_that_holds_it_will_do_for_some(case) -> None:
    grid = broadsheet()
    room = CaseRoom(case, house_style().value, grid)
    beside = _beside(room, SHORT, 3, 1)
    assert beside.depths((), grid, 0, "any").stop == grid.rows > beside.depths((), grid, 0, "news").stop
