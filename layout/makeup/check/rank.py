"""Faults between blocks: level heads, sizes and places against priority, pictures that meet, pins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.makeup.check.verdict import Cells, Fault
from layout.makeup.dummy.placed import is_placed

if TYPE_CHECKING:
    from layout.makeup.check.facts import BlockFacts, StoryFacts
    from layout.makeup.dummy.plan import Block, PageDummy

Facts = Mapping[tuple[int, str, int], "BlockFacts"]


def _has_open_head(block: Block, facts: BlockFacts | None, *, at_right: bool) -> bool:
    """Tell whether an unframed horizontal head reaches the block's right or left edge."""
    if facts is None or not facts.head_rows or facts.vertical or block.box != "none":
        return False
    return facts.head_to >= block.cols if at_right else facts.head_from == 0


def level_heads(page: PageDummy, facts: Facts) -> Iterator[Fault]:
    """Yield M106 (碰题) where the heads of two neighbours stand side by side at one height.

    A frame, a picture, or a vertical head between them takes the fault away (双头条).
    """
    for left in page.blocks:
        mine = facts.get((page.number, left.story, left.part))
        if mine is None or not _has_open_head(left, mine, at_right=True):
            continue
        for right in page.blocks:
            if right.col != left.col + left.cols:
                continue
            other = facts.get((page.number, right.story, right.part))
            if other is None or not _has_open_head(right, other, at_right=False):
                continue
            top = max(left.row, right.row)
            foot = min(left.row + mine.head_rows, right.row + other.head_rows)
            if top < foot:
                yield Fault(
                    "M106",
                    Severity.WARNING,
                    Cells(page.number, left.col, top, left.cols + right.cols, foot - top),
                    (left.story, right.story),
                    (("page", page.number), ("row", top), ("rows", foot - top)),
                )


def leader(page: PageDummy, stories: Mapping[str, StoryFacts]) -> Block | None:
    """Return the block that leads the page: the lead if it opens here, else the most important headed story."""
    headed = [
        (stories[block.story].kind == "lead", stories[block.story].priority, -index, block)
        for index, block in enumerate(page.blocks)
        if block.story in stories and stories[block.story].headed and block.part == 1 and block.row >= page.top
    ]
    return max(headed, key=lambda entry: entry[:3])[3] if headed else None


def sizes(page: PageDummy, facts: Facts, stories: Mapping[str, StoryFacts]) -> Iterator[Fault]:
    """Yield one M114 where the lead's headline is not the largest, one M115 for all other pairs in the wrong order.

    What has no head that ranks, as a notice of fixed size, stands in no pair.
    """
    lead = leader(page, stories)
    entries = []
    for block in page.blocks:
        known = facts.get((page.number, block.story, block.part))
        if known and known.size and block.part == 1 and block.story in stories and stories[block.story].headed:
            entries.append((block, stories[block.story].priority, known))
    wrong: list[tuple[Block, Block]] = []
    larger: list[tuple[Block, BlockFacts]] = []
    led = 0
    for block, priority, known in entries:
        for other, less, theirs in entries:
            if other is block or (theirs.size <= known.size and not (block is lead and theirs.size == known.size)):
                continue
            if block is lead:
                larger.append((other, theirs))
                led = known.size
            elif less < priority and other is not lead:
                wrong.append((block, other))
    if lead is not None and larger:
        first, theirs = max(larger, key=lambda entry: entry[1].size)
        yield Fault(
            "M114",
            Severity.WARNING,
            Cells(page.number, first.col, first.row, first.cols, theirs.head_rows),
            tuple(other.story for other, _ in larger),
            (
                ("page", page.number),
                ("lead", lead.story),
                ("size", theirs.size / 1000),
                ("other", led / 1000),
                ("count", len(larger)),
            ),
        )
    if wrong:
        yield _pairs("M115", page, wrong)


def _pairs(code: str, page: PageDummy, wrong: list[tuple[Block, Block]]) -> Fault:
    """Return one finding for pairs of blocks (the more important first) that stand in the wrong order."""
    first = wrong[0][0]
    stories = tuple(dict.fromkeys(block.story for pair in wrong for block in pair))
    told = tuple(f"{block.story}/{other.story}" for block, other in wrong)
    at = Cells(page.number, first.col, first.row, first.cols, first.rows)
    return Fault(code, Severity.NOTE, at, stories, (("page", page.number), ("pairs", told), ("count", len(wrong))))


def _zone(page: PageDummy, block: Block, columns: int, rows: int) -> int:
    """Return the rank of the page's quarter in which a block's middle lies: 4, 3 above, 1, 2 below (左, 右)."""
    middle_x = block.col + block.cols / 2
    middle_y = block.row + block.rows / 2
    on_left = middle_x <= columns / 2
    above = middle_y <= (page.top + rows - page.foot) / 2
    return {(True, True): 4, (False, True): 3, (False, False): 2, (True, False): 1}[on_left, above]


def places(page: PageDummy, stories: Mapping[str, StoryFacts], columns: int, rows: int) -> Iterator[Fault]:
    """Yield M116 where the lead is not first in place, and one M117 for all pairs in the wrong quarters 区序.

    An insert stands where its host does: its own quarter says nothing. A lead that the desk fixed to another place
    stands where it should; M129 tells where it does not.
    """
    lead = leader(page, stories)
    if lead is not None and not is_placed(stories[lead.story].pin) and (lead.col or lead.row > page.top):
        at = Cells(page.number, lead.col, lead.row, lead.cols, lead.rows)
        yield Fault("M116", Severity.WARNING, at, (lead.story,), (("page", page.number),))
    ranked = [
        (stories[block.story].priority, _zone(page, block, columns, rows), block)
        for block in page.blocks
        if block.story in stories and stories[block.story].headed and block.part == 1 and page.host_of(block) is None
    ]
    wrong = [
        (block, other)
        for priority, zone, block in ranked
        for less, better, other in ranked
        if less < priority and better > zone and block is not lead
    ]
    if wrong:
        yield _pairs("M117", page, wrong)


def pictures_meet(page: PageDummy, stories: Mapping[str, StoryFacts]) -> Iterator[Fault]:
    """Yield M128 where two picture stories stand side by side."""
    bare = [block for block in page.blocks if block.story in stories and stories[block.story].kind == "photo"]
    for left in bare:
        for right in bare:
            top, foot = max(left.row, right.row), min(left.row + left.rows, right.row + right.rows)
            if right.col == left.col + left.cols and top < foot:
                yield Fault(
                    "M128",
                    Severity.WARNING,
                    Cells(page.number, left.col, top, left.cols + right.cols, foot - top),
                    (left.story, right.story),
                    (("page", page.number),),
                )


def pins(page: PageDummy, stories: Mapping[str, StoryFacts], columns: int, rows: int) -> Iterator[Fault]:
    """Yield M129 where a block does not stand as its editor fixed it."""
    at_story = {block.story: block for block in page.blocks if block.part == 1}
    for block in at_story.values():
        story = stories.get(block.story)
        if story is None:
            continue
        pin = story.pin
        broken = [
            key
            for key, want, has in (
                ("page", pin.page, page.number),
                ("col", pin.col, block.col),
                ("row", pin.row, block.row),
                ("cols", pin.cols, block.cols),
                ("rows", pin.rows, block.rows),
            )
            if want not in (-1, has)
        ]
        if pin.box and pin.box != block.box:
            broken.append("box")
        rank = _zone(page, block, columns, rows)
        wanted = {"upper": (3, 4), "lower": (1, 2), "left": (1, 4), "right": (2, 3)}
        if any(word in pin.zone and rank not in quarters for word, quarters in wanted.items()):
            broken.append("zone")
        host = page.host_of(block)
        if pin.inside and (host is None or host.story != pin.inside):
            broken.append("inside")
        if pin.mate and not _touch(block, at_story.get(pin.mate)):
            broken.append("with")
        if broken:
            yield Fault(
                "M129",
                Severity.ERROR,
                Cells(page.number, block.col, block.row, block.cols, block.rows),
                (block.story,),
                (("page", page.number), ("keys", ", ".join(broken))),
            )


def shared(one: Block, other: Block) -> tuple[int, int]:
    """Return the columns and the rows that two blocks share: 0 where an edge of one meets the other's, less apart."""
    wide = min(one.col + one.cols, other.col + other.cols) - max(one.col, other.col)
    deep = min(one.row + one.rows, other.row + other.rows) - max(one.row, other.row)
    return wide, deep


def _touch(one: Block, other: Block | None) -> bool:
    """Tell whether two blocks share an edge of some length."""
    wide, deep = shared(one, other) if other is not None else (-1, -1)
    return (wide == 0 and deep > 0) or (deep == 0 and wide > 0)
