"""Facts of a plan's blocks, read off the finished sheets: what was printed, not what was promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from layout.makeup.check.facts import BlockFacts, LegFacts, PinFacts, StoryFacts
from layout.makeup.check.judge import check_plan
from layout.sheet import Text

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.issue.model import Story
    from layout.makeup.check.verdict import Verdict
    from layout.makeup.plan import Block, PhotoPlace, Plan
    from layout.sheet import Fit, Sheet

HEAD_ROLES = frozenset({"kicker", "headline", "deck", "byline", "jumphead"})
LEG_ROLES = frozenset({"body", "subhead", "sign", "table", "dateline"})


def judge_sheets(
    plan: Plan, sheets: Sequence[Sheet], fits: Iterable[Fit], stories: Iterable[Story], grid: Grid
) -> Verdict:
    """Return the checker's verdict on a plan as its finished sheets show it."""
    return check_plan(plan, facts_of_sheets(plan, sheets, fits), story_facts(stories), grid)


def facts_of_sheets(plan: Plan, sheets: Sequence[Sheet], fits: Iterable[Fit]) -> tuple[BlockFacts, ...]:
    """Return the facts of every block as its sheet shows it; `fits` tell what found no room."""
    over = {(fit.page, fit.story): fit for fit in fits}
    found = []
    for dummy, sheet in zip(plan.pages, sheets, strict=True):
        for block in dummy.blocks:
            fit = over.get((dummy.number, block.story))
            lines = list(_lines(block, sheet))
            found.append(
                _facts(block, dummy.number, sheet.grid, lines, fit.over if fit else 0, fit.characters if fit else 0)
            )
    return tuple(found)


def story_facts(stories: Iterable[Story]) -> tuple[StoryFacts, ...]:
    """Return what the desk said of its stories."""
    return tuple(
        StoryFacts(
            story.id,
            story.priority,
            story.kind,
            bool(story.head.main),
            PinFacts(**_pin(story)),  # type: ignore[arg-type]
        )
        for story in stories
    )


def _pin(story: Story) -> dict[str, int | str]:
    wish = dict(story.wishes.pin)
    names = {"with": "mate"}
    known = {"page", "col", "row", "cols", "rows", "zone", "with", "box"}
    return {names.get(key, key): value for key, value in wish.items() if key in known}


def _lines(block: Block, sheet: Sheet) -> Iterator[Text]:
    """Yield the lines of text that stand in a block's cells and belong to its story."""
    grid = sheet.grid
    box = grid.cells(block.col, block.row, block.cols, block.rows + block.tail)
    for item in sheet.items:
        if not isinstance(item, Text) or item.region < 0:
            continue
        region = sheet.regions[item.region]
        inside = box.x - grid.gutter <= item.x < box.right and box.y <= item.y <= box.bottom
        if region.story == block.story and inside:
            yield item


def _facts(block: Block, page: int, grid: Grid, lines: Sequence[Text], over: int, characters: int) -> BlockFacts:
    heads = [text for text in lines if text.line.role in HEAD_ROLES]
    body = [text for text in lines if text.line.role in LEG_ROLES]
    sizes = [text.line.size for text in heads if text.line.role == "headline"]
    vertical = any(text.line.vertical for text in heads)
    legs: dict[int, list[Text]] = defaultdict(list)
    count = block.legs or block.cols
    step = grid.span(block.cols) / count
    for text in body:
        middle = text.x + text.line.measure / 2 - grid.column_x(block.col)
        legs[max(0, min(count - 1, int(middle // step)))].append(text)
    head_from, head_to = _head_span(block, heads, grid)
    head_rows = 0
    if heads:
        foot = max(_row(text, grid) for text in heads if not text.line.vertical) + 1 if not vertical else 0
        under = [
            _row(text, grid)
            for leg, texts in legs.items()
            for text in texts
            if head_from <= leg * block.cols // count < head_to
        ]
        # A photograph that stands between a head and its legs is no part of the head.
        under += [
            block.row + photo.row
            for photo in block.photos
            if photo.row and photo.col < head_to and head_from < photo.col + photo.cols
        ]
        hung = [block.row + photo.row for photo in block.photos if _meets(photo, head_from, head_to) and photo.row]
        head_rows = block.rows if vertical else max(min([*under, *hung], default=foot), foot) - block.row
    facts: list[LegFacts] = []
    for leg, texts in sorted(legs.items()):
        facts += _pieces(block, grid, leg, texts, leg == count - 1)
    return BlockFacts(
        page,
        block.story,
        block.part,
        head_rows,
        head_from,
        head_to,
        head_rows,
        max(sizes, default=0),
        vertical,
        tuple(facts),
        over,
        abs(characters),
    )


def _meets(photo: PhotoPlace, first: int, end: int) -> bool:
    """Tell whether a photograph stands in any of the columns `first` to `end`."""
    return photo.col < end and first < photo.col + photo.cols


def _row(text: Text, grid: Grid) -> int:
    """Return the row in which a baseline lies."""
    return (text.y - grid.type_area.y) // grid.leading


def _head_span(block: Block, heads: Sequence[Text], grid: Grid) -> tuple[int, int]:
    """Return the block's columns that the head's measure covers."""
    if not heads:
        return 0, 0
    step = grid.measure + grid.gutter
    left = min(text.x for text in heads) - grid.column_x(block.col)
    if any(text.line.vertical for text in heads):
        right = max(text.x for text in heads) - grid.column_x(block.col)
        return max(0, left // step), min(block.cols, right // step + 1)
    right = max(text.x + max(text.line.measure, text.line.extent) for text in heads) - grid.column_x(block.col)
    photos = [photo for photo in block.photos if photo.row == 0 and photo.cols < block.cols]
    if not photos:
        return 0, block.cols
    return max(0, left // step), min(block.cols, -(-(right + grid.gutter) // step))


def _pieces(block: Block, grid: Grid, leg: int, texts: Sequence[Text], last: bool) -> Iterator[LegFacts]:
    """Yield the unbroken pieces of a leg: a photograph's cells part them."""
    count = block.legs or block.cols
    columns = {leg * block.cols // count, ((leg + 1) * block.cols - 1) // count}
    floor = block.rows - (block.box != "none") + (block.tail if last else 0)
    bounds = sorted(
        (photo.row - 1, photo.row + photo.rows + 1)
        for photo in block.photos
        if any(photo.col <= col < photo.col + photo.cols for col in columns)
    )
    rows = sorted(texts, key=lambda text: text.y)
    rest = [(_row(text, grid) - block.row, text) for text in rows]
    reserved = 1 if block.jump and last else 0
    limits = [(top, below) for top, below in bounds] + [(floor - reserved, floor)]
    start = 0
    for top, below in limits:
        piece = [(row, text) for row, text in rest if start <= row < top]
        if piece:
            first, foot = piece[0][0], piece[-1][0] + 1
            alone = piece[-1][1].line.role == "subhead" and not _ends(piece, rest, last)
            yield LegFacts(leg, first, top - first, foot - first, alone)
        start = below


def _ends(piece: Sequence[tuple[int, Text]], rest: Sequence[tuple[int, Text]], last: bool) -> bool:
    """Tell whether a piece is the very end of its block, where nothing can follow a subhead."""
    return last and piece[-1] is rest[-1]
