"""One story's block: head, photographs, legs, jump line and frame, set on the page at its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.geometry import Box
from layout.ground.dataclass import dataclass, replace
from layout.makeup.page.filling import BlockOrder, fill
from layout.makeup.page.flow import Poured
from layout.makeup.page.heading import (
    HeadPlace,
    has_head,
    label_of,
    place_head,
    place_label,
    standing_columns,
    stands,
)
from layout.makeup.page.legs import Legs, legs_of
from layout.makeup.page.numbers import jump_to
from layout.makeup.page.over import below, place_over, under_head, wants_over
from layout.makeup.page.photo import bleeds, frame_of, lightness_in, place_bleeding, place_photo
from layout.makeup.page.places import caption_rows, credits_apart, furniture, picture_cells
from layout.makeup.page.quote import set_quote
from layout.makeup.page.rules import foot_of_frame
from layout.makeup.page.stretches import (
    Stretch,
    crown_rows,
    head_columns,
)
from layout.makeup.page.wrap import going_round, tell_narrow
from layout.rules.pages import ENDS_MOST, LABEL_ROWS, SUBHEAD_OVER, TABLE_CLEAR
from layout.sheet import Fit, Rule, Step, black

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.compose.story.galley import GalleyLine
    from layout.geometry import Length
    from layout.issue.model import Story
    from layout.makeup.dummy.plan import Block, PhotoPlace
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.forme import Forme


@dataclass(frozen=True, slots=True)
class BlockSet:
    """What setting a block gave: its fit, and the lines that go on elsewhere."""

    fit: Fit
    rest: tuple[GalleyLine, ...]


def set_block(
    forme: Forme,
    room: CaseRoom,
    block: Block,
    story: Story,
    lines: tuple[GalleyLine, ...],
    *,
    folder: str,
    came_from: int = 0,
    barred: frozenset[str] = frozenset(),
) -> BlockSet:
    """Set a block on the page and return how its copy fits, with the lines that found no room.

    `block` is settled (`heading.settled`). `lines` are the story's galley, or what a jump left of it; `came_from` is
    the page that they come from, `barred` are stories whose head stands on a ground and has no rule over it. Nothing is
    dropped: what does not fit is returned and, where the block does not jump, reported as overset with its amount.
    """
    grid = forme.grid
    legs = legs_of(block, grid)
    block, round_it = going_round(room, block, story)
    label = label_of(block, story)
    label_rows = LABEL_ROWS if label else 0
    vertical = stands(block, story)
    head_cols = standing_columns(block) if vertical else head_columns(block)
    over = under_head(block, story)
    under, told = below(block, story) if over else (block, story)
    # A photograph over the block's width stands above its head, which begins below it.
    above = label_rows + (crown_rows(block) if has_head(under, told) and not vertical else 0)
    # A vertical head stands under its column title, which spans the legs beside it, too.
    title = label_rows if vertical else 0
    gives = not over and not vertical and not block.head.cols and not block.jump
    ruled = not above and (block.box != "none" or (block.row > forme.dummy.top and block.story not in barred))
    if round_it:
        tell_narrow(room, block, story, legs, grid)
    beside = tuple(
        other.row - block.row
        for other in forme.dummy.blocks
        if other.col + other.cols == block.col or block.col + block.cols == other.col
    )
    order = BlockOrder(
        block, story, legs, under, told, head_cols, came_from, ruled, above, title, vertical, gives, round_it, beside
    )
    filled = fill(room, order, lines)
    block, head, places, poured = filled.block, filled.head, filled.places, filled.poured
    _frame(forme, block, room.rules.tint, barred)
    if over:
        _place_over(forme, room, block, story, legs, over, folder)
    elif wants_over(block, story):
        room.note(Diagnostic.make("M360", Severity.WARNING, Locus(story.id, "head"), story=story.id))
    if label:
        place_label(forme, room, block, label, (0, block.cols) if vertical else head_cols, legs)
    if head:
        place_head(forme, under, told, head, HeadPlace(head_cols, grid.row_y(block.row + above), legs, came_from))
    _place_legs(forme, block, story, legs, places, poured, came_from)
    if block.quote and story.pullquote:
        set_quote(forme, room, story, furniture(block, grid, legs, *block.quote))
    for place in block.photos:
        if place is not over:
            _place_picture(forme, room, block, story, legs, place, folder)
    if block.jump:
        _jump_line(forme, room, block, story, legs, places)
    first = next((place.row for place, leg in zip(places, poured.legs, strict=True) if leg), -1)
    fit = replace(_fit(room, block, story, poured, filled.offered, filled.steps), part=block.part, first=first)
    return BlockSet(fit, poured.rest)


def _place_picture(
    forme: Forme, room: CaseRoom, block: Block, story: Story, legs: Legs, place: PhotoPlace, folder: str
) -> None:
    photo = story.photos[place.photo]
    if story.artwork and photo.file and bleeds(forme.dummy, block):
        place_bleeding(forme, story.id, photo, folder)
        return
    cells = picture_cells(forme.grid, block, story, legs, place)
    words = caption_rows(room, block, story, legs, place)
    apart = credits_apart(room, block, story, legs, place)
    place_photo(forme, room, story.id, place.photo, photo, cells, folder, words=words, apart=apart, whole=story.fixed)


def _place_over(
    forme: Forme, room: CaseRoom, block: Block, story: Story, legs: Legs, place: PhotoPlace, folder: str
) -> None:
    """Set a block's head over its picture 压图, and the picture with its caption."""
    photo = story.photos[place.photo]
    cells = picture_cells(forme.grid, block, story, legs, place)
    frame = frame_of(forme.grid, cells, caption_rows(room, block, story, legs, place))
    shown = lightness_in(room, photo, frame, folder)
    place_over(
        forme, room, block, story, photo, frame, shown,
        lambda: _place_picture(forme, room, block, story, legs, place, folder),
    )  # fmt: skip


def _place_legs(
    forme: Forme,
    block: Block,
    story: Story,
    legs: Legs,
    places: tuple[Stretch, ...],
    poured: Poured,
    came_from: int,
) -> None:
    grid = forme.grid
    left = grid.column_x(block.col)
    for place, leg in zip(places, poured.legs, strict=True):
        if not leg:
            continue
        x = left + legs.xs[place.leg]
        row = block.row + place.row
        box = Box(x, grid.row_y(row), legs.measure, (leg[-1][0] + leg[-1][1].rows) * grid.leading)
        region = forme.region("body", box, story=story.id, continued=came_from, continues=block.jump)
        ends = row + leg[-1][0] + leg[-1][1].rows == block.row + block.rows
        lifts = tuple(_lifts(leg, grid.leading, ruled=ends and _stands_under(forme, block)))
        for (line_row, line), lift in zip(leg, lifts, strict=True):
            forme.text(line.line, x, grid.baseline(row + line_row + line.rows - 1) - lift, region)
        _table_rules(forme, x, row, legs.measure, leg, lifts, region)


def _stands_under(forme: Forme, block: Block) -> bool:
    """Tell whether another block, with its rule or its frame, stands right under one."""
    return any(
        other.row == block.row + block.rows
        and other.col < block.col + block.cols
        and block.col < other.col + other.cols
        for other in forme.dummy.blocks
    )


def _lifts(leg: tuple[tuple[int, GalleyLine], ...], leading: Length, *, ruled: bool = False) -> Iterator[Length]:
    """Yield how far over its row each line of a leg stands.

    A subhead with more white over it has the rest under it. A table at the leg's foot, `ruled` where a rule stands half
    a row below it, shares the row of white over it with its foot: two rules so near would be taken for one.
    """
    table = len(leg)
    while table and leg[table - 1][1].line.role == "table":
        table -= 1
    ends = leg[table - 1][0] + leg[table - 1][1].rows if table else 0
    clear = ruled and 0 < table < len(leg) and leg[table][0] > ends
    foot, lift = 0, 0
    for at, (row, line) in enumerate(leg):
        if at >= table:
            lift = leading * TABLE_CLEAR // 1000 - leading // 2 if clear else 0
        elif line.line.role != "subhead":
            lift = 0
        elif line.before:  # the first line of a subhead; its others stand as it does
            lift = max(0, (row - foot) * leading - leading * SUBHEAD_OVER // 1000)
        yield lift
        foot = row + line.rows


def _table_rules(
    forme: Forme,
    x: int,
    row: int,
    measure: int,
    leg: tuple[tuple[int, GalleyLine], ...],
    lifts: tuple[Length, ...],
    region: int,
) -> None:
    """Draw a table's rules on the edges of its rows, where the composer asks for them; first and last are heavier."""
    grid = forme.grid
    above = ""
    for (line_row, line), lift in zip(leg, lifts, strict=True):
        if line.line.role == "table":
            top = grid.row_y(row + line_row) - lift
            if above != "table":
                forme.rule(Rule(x, top, x + measure, top, 600, region=region))
            if line.line.ending in ("stop", "last"):
                last = line.line.ending == "last"
                foot = top + grid.leading
                forme.rule(Rule(x, foot, x + measure, foot, 600 if last else 250, region=region))
        above = line.line.role


def _jump_line(
    forme: Forme, room: CaseRoom, block: Block, story: Story, legs: Legs, places: tuple[Stretch, ...]
) -> None:
    """Close the last leg with 下转, flush right on a row of its own."""
    last = places[-1]
    grid = forme.grid
    row = block.row + last.row + last.rows - 1
    x = grid.column_x(block.col) + legs.xs[last.leg]
    line = room.single(jump_to(block.jump), "jump", "jump", measure=legs.measure)
    box = Box(x, grid.row_y(row), legs.measure, grid.leading)
    forme.text(line, x, grid.baseline(row), forme.region("jump", box, story=story.id, continues=block.jump))


def _frame(forme: Forme, block: Block, tint: int, barred: frozenset[str]) -> None:
    """Draw a box's frame, border 花边 or tint of so many percent.

    Its upper edge stands half a row inside the block, its lower one half a row below it, where rules stand beside them;
    those of an insert inside its host
    stand level with the characters beside it, as a picture's do.
    """
    if block.box == "none":
        return
    grid = forme.grid
    cells = grid.cells(block.col, block.row, block.cols, block.rows)
    half, air = grid.leading // 2, (grid.leading - grid.size) // 2
    host = forme.dummy.host_of(block)
    top = half if host is None or block.row == host.row else air
    foot = -air if host else foot_of_frame(forme, block, barred)
    box = Box(cells.x, cells.y + top, cells.w, cells.h - top + foot)
    if block.box == "tint":
        forme.tint(box, black(tint))
        return
    if block.box == "fancy":
        forme.border(box)
    else:
        forme.frame(box, width=500)


def _fit(
    room: CaseRoom,
    block: Block,
    story: Story,
    poured: Poured,
    room_rows: int,
    steps: tuple[Step, ...],
) -> Fit:
    """Compare the copy with its room; overset is reported in lines and characters, never dropped silently."""
    placed = sum(not line.repeats for leg in poured.legs for _, line in leg)
    over = 0 if block.jump else sum(line.before + line.rows for line in poured.rest)
    used = sum(poured.depths)
    short = 0 if block.jump or over or not story.paragraphs else max(0, room_rows - used)
    characters = 0
    page = 0
    if over:
        characters = -sum(len(line.line.text) for line in poured.rest)
        room.note(
            Diagnostic.make(
                "M301",
                Severity.ERROR,
                Locus(story.id, "body", poured.rest[0].line.paragraph, max(0, poured.rest[0].line.offset)),
                story=story.id,
                lines=over,
                characters=-characters,
                offered=room_rows,
            )
        )
    elif short > max(ENDS_MOST, len(poured.legs)):
        characters = short * room.grid.ems
        room.note(
            Diagnostic.make(
                "M302",
                Severity.WARNING,
                Locus(story.id),
                story=story.id,
                lines=short,
                characters=characters,
                offered=room_rows,
            )
        )
    return Fit(story.id, page, room_rows, placed, over, short, characters, steps, Locus(story.id))
