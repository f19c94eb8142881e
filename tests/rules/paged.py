"""Pages for the pairs of make-up, made of the blocks that a test wants on them."""

from __future__ import annotations

from typing import Any

from layout.compose.story.galley import GalleyLine
from layout.geometry import profile
from layout.issue.model import Head, Paragraph, Story
from layout.makeup.check import BlockFacts, LegFacts, StoryFacts, Verdict, check_plan
from layout.makeup.dummy.plan import Block, PageDummy, Plan
from layout.makeup.page.flow import Poured
from layout.sheet import Line

_BROADSHEET = profile("broadsheet")
assert _BROADSHEET is not None
GRID = _BROADSHEET
"""Six columns, 120 rows."""


def story(name: str, characters: int = 300, kind: str = "news", **fields: Any) -> Story:
    """Return a story of one paragraph."""
    return Story(name, kind, 50, Head(("标题十个字写在这里了",)), (Paragraph(0, "body", "字" * characters),), **fields)  # type: ignore[arg-type]


def facts(name: str, legs: tuple[LegFacts, ...], page: int = 2, **known: Any) -> BlockFacts:
    """Return what was measured of a block with a head of two rows."""
    return BlockFacts(page, name, **({"head_rows": 2, "head_to": 6, "need": 2, "size": 20_000, "legs": legs} | known))


def judged(
    *blocks: Block, measured: tuple[BlockFacts, ...] = (), kind: str = "news", number: int = 2, **page: Any
) -> Verdict:
    """Return the checker's verdict on one page of blocks."""
    plan = Plan("broadsheet", (PageDummy(number, page.pop("top", 0), blocks, **page),))
    stories = tuple(StoryFacts(block.story, 50, kind) for block in blocks)
    return check_plan(plan, measured, stories, GRID)


def codes(*blocks: Block, **page: Any) -> list[str]:
    """Return the codes of the findings on one page."""
    return list(judged(*blocks, **page).codes())


def line(ending: str = "turn", first: bool = False, role: str = "body") -> Line:
    wide = 17 * 9_000
    return Line("字", (), 9_000, wide, wide, wide, role=role, ending=ending, first=first, paragraph=0)  # type: ignore[arg-type]


def poured(*depths: int, cost: float = 0.0) -> Poured:
    """Return legs of so many lines."""
    legs = tuple(tuple((row, GalleyLine(line())) for row in range(depth)) for depth in depths)
    return Poured(legs, (), cost)
