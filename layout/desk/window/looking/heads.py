"""How else the head of a block may be set: each with the rows that it takes and how the copy fits under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import replace
from layout.makeup.page.block import set_block
from layout.makeup.page.forme import Forme
from layout.makeup.page.heading import set_block_head, settled, stands
from layout.makeup.page.legs import legs_of
from layout.makeup.page.stretches import head_columns
from layout.makeup.solve.measure.furnish import head_choices

if TYPE_CHECKING:
    from layout.desk.build.results import Judged
    from layout.issue.model import Story
    from layout.makeup.dummy.plan import Block, PageDummy
    from layout.makeup.page.caseroom import CaseRoom


def heads_of(judged: Judged, name: str) -> list[dict[str, Any]] | None:
    """Return the settings of a block's head, those first under which all copy stands and nothing is remarked.

    None where there is no such block; nothing for vertical heads, which take the depth of their block, and for what a
    jump left. `head` is what the command `shape` takes.
    """
    story_name, _, part = name.partition(".")
    found = next(
        (
            (page, block)
            for page in judged.plan.pages
            for block in page.blocks
            if block.story == story_name and str(block.part) == (part or "1")
        ),
        None,
    )
    story = judged.issue.story(story_name)
    if found is None or story is None:
        return None
    page, block = found
    if block.part > 1 or not story.head.main or stands(block, story):
        return []
    room = judged.room.on(page.grid(judged.room.grid))
    grid = room.grid
    first, last = head_columns(block)
    width = grid.span(last - first) - 2 * legs_of(block, grid).inset
    told = []
    for cost, choice, *_ in head_choices(room.emptied(), story, width, decks=True):
        head = replace(block.head, lines=choice.lines, size=choice.size, deck=choice.deck, rows=0, breaks=())
        told.append((cost, _tried(room, page, replace(block, head=head), story)))
    told.sort(key=lambda pair: (pair[1]["over"], len(pair[1]["remarks"]), pair[0]))
    return [record for _, record in told]


def _tried(room: CaseRoom, page: PageDummy, block: Block, story: Story) -> dict[str, Any]:
    """Return a block's head as it would be set, and how the copy fits then."""
    own = room.emptied()
    block = settled(own, block, story)
    lines = own.galley(story, legs_of(block, own.grid).measure).lines if story.paragraphs else ()
    fit = set_block(Forme(page, own.grid), own, block, story, lines, folder="").fit
    head = set_block_head(own, block, story, head_columns(block), 0)
    parts = head.parts if head else ()
    return {
        "head": {"lines": block.head.lines, "size": block.head.size, "deck": block.head.deck},
        "rows": head.rows if head else 0,
        "text": [part.line.text for part in parts if part.line.role == "headline"],
        "over": fit.over,
        "short": fit.short,
        "characters": fit.characters,
        "remarks": sorted({remark.code for remark in own.remarks if remark.code.startswith("H")}),
    }
