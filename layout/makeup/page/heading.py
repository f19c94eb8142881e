"""What stands over or beside a story's text: its head, horizontal or vertical, and a column title 栏目."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.compose.head.order import HeadOrder
from layout.compose.head.set_head import set_jump_head, set_label
from layout.geometry import Box
from layout.ground.dataclass import dataclass, replace
from layout.makeup.page.head_style import dressed, extent, ground_of, place_ground, side_of_ground
from layout.makeup.page.legs import legs_of
from layout.makeup.page.numbers import jump_from
from layout.makeup.page.stretches import crown_rows
from layout.rules.pages import LABEL_ROWS
from layout.sheet import Rule

if TYPE_CHECKING:
    from layout.compose.head.set_head import HeadSetting
    from layout.geometry import Grid, Length
    from layout.issue.model import Story
    from layout.makeup.dummy.plan import Block
    from layout.makeup.page.caseroom import CaseRoom
    from layout.makeup.page.forme import Forme
    from layout.makeup.page.legs import Legs


def label_of(block: Block, story: Story) -> str:
    """Return the column title 栏目 over a block: the dummy's word, else the desk's wish, over the story's opening."""
    return block.label or (story.wishes.label if block.part == 1 else "")


def stands(block: Block, story: Story) -> bool:
    """Tell whether a block has a vertical head 竖题."""
    return block.part == 1 and story.head.orient == "v" and bool(story.head.main)


def standing_rows(block: Block, label: str) -> int:
    """Return the rows that a vertical head of a block may fill: all but the air, the frame and the column title."""
    top = LABEL_ROWS if label else 1
    return max(1, block.rows - top - (block.box != "none"))


def settled(room: CaseRoom, block: Block, story: Story) -> Block:
    """Return a block with the side and the columns of its vertical head, where the dummy leaves those open.

    The legs beside a vertical head can be counted only when it is known how many columns the head takes.
    """
    if not stands(block, story):
        return block
    side = block.head.side or story.head.side or "left"
    cols = block.head.cols
    if not cols:
        head = room.vertical_head(story, block.head.rows or standing_rows(block, label_of(block, story)), block.head)
        cols = columns_under(head, room.grid)
    return replace(block, head=replace(block.head, side=side, cols=min(cols, block.cols)))


def columns_under(head: HeadSetting, grid: Grid) -> int:
    """Return the whole columns that a vertical head takes."""
    return -(-(head.width + grid.gutter) // (grid.measure + grid.gutter))


def standing_columns(block: Block) -> tuple[int, int]:
    """Return the columns (first, one past the last) of a settled block's vertical head."""
    wide = block.head.cols
    return (block.cols - wide, block.cols) if block.head.side == "right" else (0, wide)


def has_head(block: Block, story: Story) -> bool:
    """Tell whether a block has a head, or a byline, of its own."""
    return block.part > 1 or bool(story.head.main or story.byline)


def set_block_head(
    room: CaseRoom,
    block: Block,
    story: Story,
    head_cols: tuple[int, int],
    came_from: int,
    rows: int = 0,
    ruled: bool = False,
) -> HeadSetting | None:
    """Set the block's head, in `rows` rows where those are given, `ruled` under a rule; None where it has none."""
    grid = room.grid
    width = grid.span(head_cols[1] - head_cols[0]) - 2 * legs_of(block, grid).inset
    if block.part > 1:
        order = HeadOrder(story.head, width, grid.leading, rows=rows, story=story.id)
        return set_jump_head(order, jump_from(came_from), room.case, room.style).value
    if not has_head(block, story):
        return None
    if story.head.orient == "v":
        return room.vertical_head(story, block.head.rows or standing_rows(block, label_of(block, story)), block.head)
    return room.head(story, width - 2 * _clear(block, story, grid), block.head, rows=rows, ruled=ruled)


def _clear(block: Block, story: Story, grid: Grid) -> Length:
    """Return what a horizontal head keeps clear of the sides of its ground, where no frame keeps it clear."""
    plain = block.box == "none" and not stands(block, story) and dressed(story.head, block.head).style == "reverse"
    return side_of_ground(grid) if plain else 0


@dataclass(frozen=True, slots=True)
class HeadPlace:
    """Where a head stands: its columns in the block (first, end), its upper edge, the legs, the page that it came from.

    `came_from` is 0 but for the head of a story that goes on from another page.
    """

    columns: tuple[int, int]
    top: Length
    legs: Legs
    came_from: int = 0


def place_head(forme: Forme, block: Block, story: Story, head: HeadSetting, place: HeadPlace) -> None:
    """Set a head's lines; each kind of line is a region of its own, in reading order."""
    grid, top = forme.grid, place.top
    first, end = place.columns
    width = grid.span(end - first) - 2 * place.legs.inset
    left = grid.column_x(block.col + first) + place.legs.inset
    if head.vertical:
        left += (width - head.width) // 2
    if block.part == 1:
        # In a frame the ground hangs on its upper edge and goes from side to side of it.
        style, inset = dressed(story.head, block.head).style, 0
        ground = ground_of(head, grid) if style == "reverse" and not head.vertical else None
        if ground is not None and block.box != "none":
            inset = place.legs.inset
            top += grid.leading // 2 - ground.y if top == grid.row_y(block.row) else 0
        place_ground(forme, head, style, (left - inset, top, width + 2 * inset))
        left += _clear(block, story, grid)
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
                continued=place.came_from,
            )
        forme.text(line, left + part.x, top + part.y, seen[role])


def place_label(forme: Forme, room: CaseRoom, block: Block, label: str, columns: tuple[int, int], legs: Legs) -> None:
    """Set a column title 栏目 over `columns` of the block's columns, with its rule."""
    grid = forme.grid
    row = block.row + crown_rows(block) + 1
    cells = grid.cells(block.col + columns[0], row, columns[1] - columns[0], LABEL_ROWS - 1)
    left, top = cells.x + legs.inset, cells.y
    width = cells.w - 2 * legs.inset
    set_ = set_label(label, width, room.case, leading=grid.leading, rows=LABEL_ROWS - 1, story=block.story)
    room.note(*set_.remarks)
    region = forme.region("label", cells, story=block.story)
    for part in set_.value.parts:
        forme.text(part.line, left + part.x, top + part.y, region)
    for rule in set_.value.rules:
        forme.rule(
            Rule(left + rule.x0, top + rule.y0, left + rule.x1, top + rule.y1, rule.width, ink=rule.ink, region=region)
        )


def _extent_of(parts: list, left: int, top: int) -> Box:  # type: ignore[type-arg]
    whole = extent(parts[0])
    for part in parts[1:]:
        whole = whole.union(extent(part))
    return Box(left + whole.x, top + whole.y, whole.w, whole.h)
