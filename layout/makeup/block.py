"""One story's block: head, photographs, legs, jump line and frame, set on the page at its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layout.compose.head import set_jump_head, set_label
from layout.diagnostics import Diagnostic, Locus, Severity
from layout.geometry import Box
from layout.makeup.flow import Poured, pour
from layout.makeup.legs import Legs, legs_of
from layout.makeup.numbers import jump_from, jump_to
from layout.makeup.photo import place_photo
from layout.makeup.quote import set_quote
from layout.makeup.stretches import Stretch, drawn_up, head_columns, levelled, stretches
from layout.sheet import Fit, black

if TYPE_CHECKING:
    from layout.compose.galley import GalleyLine
    from layout.compose.head import HeadSetting
    from layout.geometry import Grid
    from layout.issue.model import Story
    from layout.makeup.caseroom import CaseRoom
    from layout.makeup.forme import Forme
    from layout.makeup.plan import Block, PhotoPlace

TINT = black(10)
"""Tint of a shaded story 网底, within the 8-12 % that newsprint carries under text (page-look)."""

SPARED = 4.0
"""Cost of a pouring above which another line count is tried: a lone last line, or copy that is over by a line."""

LABEL_ROWS = 3
"""Rows of a column title: a row of air, the title and its rule."""

FEATHER = 3
"""Rows that a head may take more than it needs, to bring the legs of its block level."""


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
) -> BlockSet:
    """Set a block on the page and return how its copy fits, with the lines that found no room.

    `lines` are the story's galley, or what a jump left of it; `came_from` is the page that they come from. Nothing is
    dropped: what does not fit is returned and, where the block does not jump, reported as overset with its amount.
    """
    grid = forme.grid
    legs = legs_of(block, grid)
    head_cols = head_columns(block)
    head = _head(room, block, story, head_cols, came_from)
    vertical = block.part == 1 and story.head.orient == "v" and bool(story.head.main)
    label_rows = LABEL_ROWS if block.label else 0
    head_rows = label_rows + (head.rows if head and not vertical else 0)
    if vertical and head:
        head_cols = _vertical_columns(block, head, grid)
        head_rows = min(block.rows, label_rows + head.rows)
    reserved = 1 if block.jump else 0
    plain = block
    block = drawn_up(plain, head_rows, vertical)
    places = stretches(block, legs, grid, head_rows, head_cols)
    room_rows = sum(place.rows for place in places) - reserved
    need = sum(line.before + line.rows for line in lines)
    feather = 0
    if head and not vertical and not block.jump and places:
        feather = max(0, min(FEATHER, (room_rows - need) // max(1, len(legs.xs))))
    if feather:
        head = _head(room, plain, story, head_cols, came_from, head_rows - label_rows + feather)
        assert head is not None
        head_rows = label_rows + head.rows
        block = drawn_up(plain, head_rows, vertical)
        places = stretches(block, legs, grid, head_rows, head_cols)
        room_rows = sum(place.rows for place in places) - reserved
    places = levelled(places, lines) if not block.jump else places
    depths = [place.rows for place in places]
    if reserved and depths:
        depths[-1] -= 1
    poured = pour(lines, depths, all_full=bool(block.jump))
    step: tuple[str, ...] = ()
    if block.part == 1 and lines:
        lines, poured, step = _relieved(room, story, legs, lines, depths, poured, bool(block.jump))
    _frame(forme, block)
    if block.label:
        _place_label(forme, room, block, legs)
    if head:
        _place_head(forme, block, story, head, head_cols, legs, came_from, grid.row_y(block.row + label_rows))
    _place_legs(forme, block, story, legs, places, poured, came_from)
    if block.quote and story.pullquote:
        col, row, cols, rows = block.quote
        set_quote(forme, room, story, grid.cells(block.col + col, block.row + row, cols, rows))
    for place in block.photos:
        _place_photo(forme, room, block, story, place, folder)
    if block.jump:
        _jump_line(forme, room, block, story, legs, places)
    return BlockSet(_fit(room, block, story, poured, room_rows, step), poured.rest)


def _relieved(
    room: CaseRoom,
    story: Story,
    legs: Legs,
    lines: tuple[GalleyLine, ...],
    depths: list[int],
    poured: Poured,
    jumps: bool,
) -> tuple[tuple[GalleyLine, ...], Poured, tuple[str, ...]]:
    """Return the galley and its legs, a line shorter or longer where that spares a lone line or fits the copy.

    The composer reaches the other count by legal means only (its squeeze and stretch order), so this is the copyfit
    step after level legs; a galley that is good as it stands is left alone. Where the story jumps, only fewer lines are
    tried, so that what goes on elsewhere never grows.
    """
    best: tuple[tuple[GalleyLine, ...], Poured, tuple[str, ...]] = (lines, poured, ())
    if poured.cost < SPARED:
        return best
    for change in (-1, -2) if jumps else (-1, 1, -2, 2):
        other = room.galley(story, legs.measure, len(lines) + change).lines
        if len(other) != len(lines) + change:
            continue
        again = pour(other, depths, all_full=jumps)
        if again.cost + SPARED / 2 * abs(change) < best[1].cost:
            best = (other, again, (f"target{change:+d}",))
    return best


def _head_width(block: Block, head_cols: tuple[int, int], legs: Legs, grid: Grid) -> int:
    return grid.span(head_cols[1] - head_cols[0]) - 2 * legs.inset


def _head(
    room: CaseRoom, block: Block, story: Story, head_cols: tuple[int, int], came_from: int, rows: int = 0
) -> HeadSetting | None:
    """Set the block's head, in `rows` rows where those are given; None where it has none."""
    grid = room.grid
    legs = legs_of(block, grid)
    width = _head_width(block, head_cols, legs, grid)
    if block.part > 1:
        return set_jump_head(
            story.head.short or story.head.title,
            jump_from(came_from),
            width,
            room.case,
            room.style,
            leading=grid.leading,
            story=story.id,
            rows=rows,
        ).value
    if not story.head.main and not story.byline:
        return None
    if story.head.orient == "v":
        return room.vertical_head(story, block.head.rows or block.rows - (2 if block.box != "none" else 1), block.head)
    return room.head(story, width, block.head, rows=rows)


def _vertical_columns(block: Block, head: HeadSetting, grid: Grid) -> tuple[int, int]:
    wide = block.head.cols or -(-(head.width + grid.gutter) // (grid.measure + grid.gutter))
    return (0, wide) if block.head.side != "right" else (block.cols - wide, block.cols)


def _place_head(
    forme: Forme,
    block: Block,
    story: Story,
    head: HeadSetting,
    head_cols: tuple[int, int],
    legs: Legs,
    came_from: int,
    top: int,
) -> None:
    """Set a head's lines; each kind of line is a region of its own, in reading order."""
    grid = forme.grid
    left = grid.column_x(block.col + head_cols[0]) + legs.inset
    if head.vertical:
        left += (grid.span(head_cols[1] - head_cols[0]) - 2 * legs.inset - head.width) // 2
    seen: dict[str, int] = {}
    for part in head.parts:
        line = part.line
        role = line.role if block.part == 1 else "jumphead"
        if role not in seen:
            same = [other for other in head.parts if block.part > 1 or other.line.role == role]
            seen[role] = forme.region(
                role,  # type: ignore[arg-type]  # the composer's head roles are region roles
                _extent_of(same, left, top),
                story=story.id,
                continued=came_from,
            )
        forme.text(line, left + part.x, top + part.y, seen[role])


def _place_label(forme: Forme, room: CaseRoom, block: Block, legs: Legs) -> None:
    """Set a column title 栏目 over the head, with its rule."""
    grid = forme.grid
    cells = grid.cells(block.col, block.row + 1, block.cols, LABEL_ROWS - 1)
    left, top = cells.x + legs.inset, cells.y
    width = cells.w - 2 * legs.inset
    label = set_label(block.label, width, room.case, leading=grid.leading, rows=LABEL_ROWS - 1).value
    region = forme.region("label", cells, story=block.story)
    for part in label.parts:
        forme.text(part.line, left + part.x, top + part.y, region)
    for rule in label.rules:
        forme.rule(left + rule.x0, top + rule.y0, left + rule.x1, top + rule.y1, rule.width, rule.ink, region)


def _extent_of(parts: list, left: int, top: int) -> Box:  # type: ignore[type-arg]
    boxes = []
    for part in parts:
        line = part.line
        if line.vertical:
            boxes.append(Box(left + part.x - line.size // 2, top + part.y, line.size, line.extent))
        else:
            first = min((run.x for run in line.runs), default=0)
            boxes.append(Box(left + part.x + first, top + part.y - line.size * 88 // 100, line.extent, line.size))
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole


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
        for line_row, line in leg:
            forme.text(line.line, x, grid.baseline(row + line_row + line.rows - 1), region)
        _table_rules(forme, x, row, legs.measure, leg, region)


def _table_rules(
    forme: Forme, x: int, row: int, measure: int, leg: tuple[tuple[int, GalleyLine], ...], region: int
) -> None:
    """Draw a table's hairlines on the edges of its rows; the first and the last are heavier."""
    grid = forme.grid
    above = ""
    for line_row, line in leg:
        if line.line.role == "table":
            top = grid.row_y(row + line_row)
            if above != "table":
                forme.rule(x, top, x + measure, top, width=600, region=region)
            if line.line.ending != "turn":
                last = line.line.ending == "last"
                foot = top + grid.leading
                forme.rule(x, foot, x + measure, foot, 600 if last else 250, black(100 if last else 50), region)
        above = line.line.role


def _place_photo(forme: Forme, room: CaseRoom, block: Block, story: Story, place: PhotoPlace, folder: str) -> None:
    cells = forme.grid.cells(block.col + place.col, block.row + place.row, place.cols, place.rows)
    if block.box != "none":
        cells = cells.inset(legs_of(block, forme.grid).inset, 0)
    place_photo(forme, room, story.id, place.photo, story.photos[place.photo], cells, folder)


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


def _frame(forme: Forme, block: Block) -> None:
    """Draw a box's frame or tint; its edges stand half a row inside the block, level with the rules beside it."""
    if block.box == "none":
        return
    grid = forme.grid
    cells = grid.cells(block.col, block.row, block.cols, block.rows)
    half = grid.leading // 2
    box = Box(cells.x, cells.y + half, cells.w, cells.h - half)
    if block.box == "tint":
        forme.tint(box, TINT)
        return
    forme.frame(box, width=500)
    if block.box == "fancy":
        forme.frame(box.inset(2_000), width=300)


def _fit(
    room: CaseRoom,
    block: Block,
    story: Story,
    poured: Poured,
    room_rows: int,
    steps: tuple[str, ...],
) -> Fit:
    """Compare the copy with its room; overset is reported in lines and characters, never dropped silently."""
    placed = sum(len(leg) for leg in poured.legs)
    over = 0 if block.jump else sum(line.before + line.rows for line in poured.rest)
    used = sum(poured.depths)
    short = 0 if block.jump or over else max(0, room_rows - used)
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
    elif short > max(3, len(poured.legs)):
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
