"""Design 版面设计 as cost: one dominant picture, tiers of heads, something strong in each quarter, few frames, turns.

`page_prices` prices the shapes of a page's stories before the search, as far as a story alone can tell; `design_cost`
prices a page as a whole. The checker judges the same terms by its own code.
"""

from __future__ import annotations

from collections.abc import Sequence

from layout.ground.dataclass import dataclass, replace
from layout.makeup.dummy.plan import Block
from layout.makeup.solve.shapes import Frame, Shape, ShapeTable
from layout.rules.design import (
    FLUSH_FULL,
    FRAME_MINOR,
    FRAME_MORE,
    HEAVY,
    LEAD_USUAL,
    PICTURE_PLACE,
    QUARTERS_FROM,
    RIVAL_AT_ALL,
    SECONDS,
    SHOUT_COST,
    SHOUT_FROM,
    SHOUT_NEAR,
    TIER_OUT,
    TOUCHING,
    TURN_COST,
    TURNS,
    UPSIDE_DOWN,
    UPSIDE_MORE,
)

Rect = tuple[int, int, int, int, int]
"""Item, column, row, columns, rows."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a page's turn asks for: share of the columns, in 1/1000, for the lead; where pictures and heads stand."""

    lead: int
    picture: str
    flush: bool = False


ROUND = (Turn(667, "right"), Turn(500, "top", True), Turn(833, "left"), Turn(667, "middle", True))
"""The designs that pages take turns in."""


def turn_of(frame: Frame) -> Turn:
    """Return a page's turn: neighbours in an issue differ, and so do the same pages of issues that follow."""
    return ROUND[(frame.turn + frame.number - 1) % TURNS]


def dressed(block: Block, table: ShapeTable, frame: Frame, fill: int = 1000, *, calm: bool = False) -> Block:
    """Return a block with its head in the style that its page's turn and its kind ask for, where the house likes it.

    What the desk wishes in the story's `head:` goes before it. Briefs under a column title are `calm`. A head that
    fills too little of its span, `fill` of 1000, stands in the middle whatever the turn.
    """
    head = block.head
    if block.part > 1 or head.side:
        return block
    if table.kind == "brief" and not calm and frame.rules.reversed_briefs and not table.styled:
        head = replace(head, style="reverse")
    if turn_of(frame).flush and frame.rules.flush and not table.aligned and fill >= FLUSH_FULL:
        head = replace(head, align="left")
    return block if head is block.head else replace(block, head=head)


def place_of(shape: Shape) -> str:
    """Return where a shape's pictures stand in its block: left, right, middle, top (over the head) or wide."""
    if not shape.photos or not shape.head:
        return ""
    photo = shape.photos[0]
    if photo.cols == shape.cols:
        return "top" if photo.row < shape.head else "wide"
    return "left" if photo.col == 0 else "right" if photo.col + photo.cols == shape.cols else "middle"


def loudness(shape: Shape) -> int:
    """Return how large a shape's headline looks, in 1/1000 pt: one in 黑 larger than it is."""
    return shape.size * HEAVY // 1000 if shape.choice.face == "hei" else shape.size


def area_of(shape: Shape) -> int:
    """Return the cells of a shape's largest picture, its caption included."""
    return max((photo.cols * photo.rows for photo in shape.photos), default=0)


def dominant_cols(frame: Frame) -> int:
    """Return how wide a page's dominant picture should be: of a narrow page half its columns do."""
    return min(frame.rules.dominant_cols, max(1, frame.columns // 2))


def page_prices(tables: Sequence[ShapeTable], frame: Frame, lead: int) -> tuple[ShapeTable, ...]:
    """Return tables with each shape at the price that its picture and its width have on this page.

    The most important story with pictures should show one that is wide enough for a dominant one, as far as its
    shapes go; the others should leave it that rank. The lead's block is as wide as the page's turn asks.
    """
    pictured = [index for index, table in enumerate(tables) if any(shape.photos for shape in table.shapes)]
    first = max(pictured, key=lambda index: (tables[index].priority, -index), default=-1)
    turn, wide, tiers = turn_of(frame), dominant_cols(frame), _tiers(tables, frame, lead)
    large = _dominant_area(tables[first], wide) if first >= 0 else 0
    found = []
    for index, table in enumerate(tables):
        most = max((photo.cols for shape in table.shapes for photo in shape.photos), default=0)
        shapes = []
        for shape in table.shapes:
            price = TIER_OUT * max(0, loudness(shape) - tiers[index]) // 1000
            if index == lead and table.part == 1:
                price += TURN_COST * abs(shape.cols * 1000 - turn.lead * frame.columns) // 1000
            if index in pictured:
                widest = max((photo.cols for photo in shape.photos), default=0)
                if index == first:
                    price += frame.rules.picture_narrow * max(0, min(wide - table.upright, most) - widest)
                elif (over := 2 * area_of(shape) - large) > 0:
                    price += frame.rules.picture_rival * over // (2 * area_of(shape))
                if (place := place_of(shape)) and place != turn.picture:
                    price += PICTURE_PLACE
            shapes.append(replace(shape, cost=shape.cost + price) if price else shape)
        found.append(replace(table, shapes=tuple(shapes)))
    return tuple(found)


def _dominant_area(table: ShapeTable, wide: int) -> int:
    """Return the cells that a story's picture takes where it is wide enough, or as wide as its shapes have it."""
    shown = [shape for shape in table.shapes if shape.photos]
    most = max(max(photo.cols for photo in shape.photos) for shape in shown)
    least = min(wide - table.upright, most)
    return min(area_of(shape) for shape in shown if max(photo.cols for photo in shape.photos) >= least)


def _tiers(tables: Sequence[ShapeTable], frame: Frame, lead: int) -> list[int]:
    """Return the largest size, in 1/1000 pt, that the tier of each story's rank allows its head."""
    loud = (
        max((shape.size for shape in tables[lead].shapes if shape.cols < frame.columns), default=0) if lead >= 0 else 0
    )
    step = frame.rules.tier_step
    second = loud * LEAD_USUAL // step
    ranked = sorted((index for index in range(len(tables)) if index != lead), key=lambda at: (-tables[at].priority, at))
    sizes = [99_000] * len(tables)
    for rank, index in enumerate(ranked if second else ()):
        sizes[index] = second if rank < SECONDS else second * 1000 // step
    return sizes


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture on the page: its item and cells, its priority."""

    item: int
    col: int
    row: int
    cols: int
    rows: int
    priority: int

    @property
    def area(self) -> int:
        return self.cols * self.rows

    def meets(self, other: _Shown) -> bool:
        """Tell whether two pictures of different stories stand against each other."""
        wide = min(self.col + self.cols, other.col + other.cols) - max(self.col, other.col)
        deep = min(self.row + self.rows, other.row + other.rows) - max(self.row, other.row)
        return (wide > 0 and deep > -TOUCHING) or (wide == 0 and deep > 0)


def design_cost(
    frame: Frame, priorities: Sequence[int], lead: int, rects: Sequence[Rect], shapes: Sequence[tuple[int, Shape]]
) -> tuple[int, dict[str, int]]:
    """Return what a page lacks of design, and its counters; rows count from the top of the free area."""
    half, middle = frame.rows // 2, frame.columns
    strong = 0
    frames: list[tuple[int, int]] = []
    pictures: list[_Shown] = []
    sizes: list[int] = []
    heads: list[_Head] = []
    stacked = 0
    feet = {(col, cols, row + rows) for _, col, row, cols, rows in rects}
    for (item, col, row, cols, rows), (_, shape) in zip(rects, shapes, strict=True):
        air = rows - shape.rows
        stacked += (col, cols, row) in feet
        if shape.box != "none" and any(step.kind == "box" for step in shape.steps):
            frames.append((row, priorities[item]))
        if shape.size:
            heads.append((col, col + cols, row, row + rows, loudness(shape)))
            if item != lead:
                sizes.append(heads[-1][4])
        if shape.size and (cols > 1 or shape.choice.side or shape.box != "none"):
            strong |= _quarters(2 * col, 2 * (col + cols), middle, row < half)
        for photo in shape.photos:
            top = row + photo.row + (air if shape.head and photo.row >= shape.head else 0)
            pictures.append(_Shown(item, col + photo.col, top, photo.cols, photo.rows, priorities[item]))
            if photo.cols > 1:
                left = 2 * (col + photo.col)
                strong |= _quarters(left, left + 2 * photo.cols, middle, 2 * top + photo.rows < frame.rows)
    cost, counts = _picture_cost(frame, pictures)
    ranks, found = _rank_cost(heads)
    cost, counts = cost + ranks, counts | found
    sizes.sort(reverse=True)
    # Some heads may share the second tier; the others stand a step below it.
    level = sum(size * frame.rules.tier_step > sizes[0] * 1000 for size in sizes[SECONDS:]) if sizes else 0
    bare = 4 - strong.bit_count() if len(rects) >= QUARTERS_FROM else 0
    more = max(0, len(frames) - frame.rules.frames_most)
    second = sorted(priorities, reverse=True)[1] if len(priorities) > 1 else 0
    minor = sum(row == 0 and priority < second for row, priority in frames)
    cost += (
        frame.rules.tier_flat * level
        + frame.rules.quarter_bare * bare
        + frame.rules.stack_cost * stacked
        + FRAME_MORE * more
        + FRAME_MINOR * minor
    )
    return cost, {**counts, "level": level, "bare": bare, "stacks": stacked, "frames": len(frames)}


_Head = tuple[int, int, int, int, int]
"""First column, the one past the last, row, the one past the last of a block; how large its headline looks."""


def _rank_cost(heads: Sequence[_Head]) -> tuple[int, dict[str, int]]:
    """Return what heads lack against those of their neighbours: the upper one is the larger, no two shout equally."""
    at_row: dict[int, list[_Head]] = {}
    at_col: dict[int, list[_Head]] = {}
    for head in heads:
        at_row.setdefault(head[2], []).append(head)
        at_col.setdefault(head[0], []).append(head)
    cost = upside = shouting = 0
    for first, end, row, foot, size in heads:
        for other_first, other_end, _, _, other in at_row.get(foot, ()):
            if other_first < end and first < other_end:
                if other > size:
                    upside += 1
                    cost += UPSIDE_DOWN + UPSIDE_MORE * (other - size) // 1000
                shouting += _shout(size, other)
        for _, _, other_row, other_foot, other in at_col.get(end, ()):
            if other_row < foot and row < other_foot:
                shouting += _shout(size, other)
    return cost + SHOUT_COST * shouting, {"upside": upside, "shouting": shouting}


def _shout(one: int, other: int) -> bool:
    """Tell whether two heads, neither a small one, are so near in size that neither is the first."""
    low, high = (one, other) if one < other else (other, one)
    return low >= SHOUT_FROM and high * 1000 < low * (1000 + SHOUT_NEAR)


def _quarters(left: int, right: int, middle: int, upper: bool) -> int:
    """Return the quarters that something from `left` to `right` (half columns) is strong in, as bits."""
    sides = (left < middle) | (right > middle) << 1
    return sides if upper else sides << 2


def _picture_cost(frame: Frame, pictures: list[_Shown]) -> tuple[int, dict[str, int]]:
    """Return what the page's pictures lack against each other."""
    if len(pictures) < 2:
        return 0, {}
    pictures.sort(key=lambda picture: (-picture.area, picture.item, picture.row, picture.col))
    first = pictures[0]
    cost = 0
    rival = next((picture for picture in pictures if picture.item != first.item), None)
    astray = max(picture.priority for picture in pictures) > first.priority
    if rival is not None:
        lacking = max(0, rival.area * frame.rules.dominant_times - first.area * 1000)
        cost += frame.rules.picture_rival * lacking // (rival.area * max(1, frame.rules.dominant_times - 1000))
        cost += RIVAL_AT_ALL * (lacking > 0)
    cost += frame.rules.picture_astray * astray
    touching = sum(
        one.item != other.item and one.meets(other)
        for index, one in enumerate(pictures)
        for other in pictures[index + 1 :]
    )
    return cost + frame.rules.pictures_touch * touching, {"astray": int(astray), "touching": touching}
