"""Each term's picture in the manual is what the checker says of it: free of the note, and noted."""

from __future__ import annotations

import pytest

from layout.makeup.check import BlockFacts, StoryFacts, check_plan
from layout.makeup.dummy.plan import PageDummy, Plan
from tests.gallery.terms import PICTURE, TERMS, TOP, Sketch, drawing
from tests.makeup.check.test_rules import grid


def noted(sketch: Sketch) -> set[str]:
    """Return the codes that the checker finds on a sketch."""
    pages = [PageDummy(1, TOP, sketch.blocks), *([PageDummy(2, TOP, sketch.second)] if sketch.second else [])]
    stories = [
        StoryFacts(block.story, 90 - 10 * nth, "news" if nth else "lead") for nth, block in enumerate(sketch.blocks)
    ]
    facts = [
        BlockFacts(1, block.story, 1, 4, 0, block.cols, 4, 1000 * sketch.sizes.get(block.story, 0),
                   fill=sketch.fills.get(block.story, 1000), air=1000 * sketch.airs.get(block.story, 0))
        for block in sketch.blocks
    ]  # fmt: skip
    return set(check_plan(Plan("broadsheet", tuple(pages), "solver"), facts, stories, grid()).codes())


@pytest.mark.parametrize("code", TERMS)
def test_each_term_is_kept_and_broken(code: str) -> None:
    _, _, kept, broken = TERMS[code]
    assert code not in noted(kept)
    assert code in noted(broken)


def test_the_manual_shows_these_pages() -> None:
    assert PICTURE.read_text("utf-8") == drawing(), "run python -m tests.gallery.terms"
