"""Design 版面设计 as cost: one dominant picture, tiers of heads, something strong in each quarter, few frames, turns.

`page_prices` prices the shapes of a page's stories before the search, as far as a story alone can tell; `design_cost`
prices a page as a whole. The checker judges the same terms by its own code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from layout.ground.dataclass import dataclass, replace
from layout.makeup.dummy.loudness import loudness, shout_alike
from layout.makeup.dummy.plan import Block
from layout.makeup.solve.shapes import Frame, PageResult, Placed, Shape, ShapeTable
from layout.makeup.solve.standing import quarters_of
from layout.rules.design import (
    FLUSH_FULL,
    FRAME_MINOR,
    FRAME_MORE,
    LEAD_USUAL,
    PICTURE_PLACE,
    QUARTERS_FROM,
    RIVAL_AT_ALL,
    SECONDS,
    TIER_OUT,
    TOUCHING,
    TURN_COST,
    TURNS,
    UPSIDE_MORE,
)

if TYPE_CHECKING:
    from layout.makeup.solve.standing import Counts, Flags, Looks, Numbers, Standing


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
    pictured, first = _pictured(tables)
    turn, wide, tiers = turn_of(frame), dominant_cols(frame), _tiers(tables, frame, lead)
    large = _dominant_area(tables[first], wide) if first >= 0 else 0
    found = []
    for index, table in enumerate(tables):
        most = max((photo.cols for shape in table.shapes for photo in shape.photos), default=0)
        shapes = []
        for shape in table.shapes:
            price = TIER_OUT * max(0, loudness(shape.size, shape.choice.face, table.heavy) - tiers[index]) // 1000
            if index == lead and table.part == 1:
                price += TURN_COST * abs(shape.cols * 1000 - turn.lead * frame.columns) // 1000
            if index in pictured:
                if index == first:
                    price += frame.rules.picture_narrow * max(0, min(wide - table.upright, most) - _widest(shape))
                elif (over := 2 * area_of(shape) - large) > 0:
                    price += frame.rules.picture_rival * over // (2 * area_of(shape))
                if (place := place_of(shape)) and place != turn.picture:
                    price += PICTURE_PLACE
            shapes.append(replace(shape, cost=shape.cost + price) if price else shape)
        found.append(replace(table, shapes=tuple(shapes)))
    return tuple(found)


def _pictured(tables: Sequence[ShapeTable]) -> tuple[list[int], int]:
    """Return the stories that have pictures, and the most important of them, -1 where there is none."""
    found = [index for index, table in enumerate(tables) if any(shape.photos for shape in table.shapes)]
    return found, max(found, key=lambda index: (tables[index].priority, -index), default=-1)


def ruled(tables: Sequence[ShapeTable], frame: Frame) -> tuple[ShapeTable, ...]:
    """Return tables with the shapes of a page that one picture rules: the first story's is wide, the others are small.

    A story that has no such shape keeps those whose picture is its smallest.
    """
    pictured, first = _pictured(tables)
    if first < 0:
        return tuple(tables)
    wide = dominant_cols(frame) - tables[first].upright
    most = max(photo.cols for shape in tables[first].shapes for photo in shape.photos)
    limit = _dominant_area(tables[first], dominant_cols(frame)) * 1000 // max(1, frame.rules.dominant_times)
    found = list(tables)
    for index in pictured:
        shapes = tables[index].shapes
        if index == first:
            kept = [shape for shape in shapes if _widest(shape) >= min(wide, most)]
        else:
            small = max(limit, min(area_of(shape) for shape in shapes))
            kept = [shape for shape in shapes if area_of(shape) <= small]
        found[index] = replace(tables[index], shapes=tuple(kept))
    return tuple(found)


def lacks_dominant(tables: Sequence[ShapeTable], frame: Frame, placed: Sequence[Placed]) -> bool:
    """Tell whether a page with pictures has none that rules it: wide enough, twice the next, the first story's."""
    shown = sorted(
        ((area_of(put.shape), tables[put.item].priority, put) for put in placed if put.shape.photos),
        key=lambda entry: (-entry[0], -entry[1]),
    )
    if not shown:
        return False
    area, priority, put = shown[0]
    narrow = _widest(put.shape) < dominant_cols(frame) - tables[put.item].upright
    rival = max((other for other, _, _ in shown[1:]), default=0)
    return narrow or rival * frame.rules.dominant_times > area * 1000 or priority < max(other for _, other, _ in shown)


def too_many_frames(frame: Frame, placed: Sequence[Placed]) -> bool:
    """Tell whether a page has more frames that nobody asked for than it may have."""
    return sum(put.shape.framed for put in placed) > frame.rules.frames_most


def lacking(tables: Sequence[ShapeTable], frame: Frame, page: PageResult) -> tuple[int, int]:
    """Return a page's faults, and how much it lacks beside them: too many frames, no picture that rules it."""
    return page.faults, too_many_frames(frame, page.placed) + lacks_dominant(tables, frame, page.placed)


def with_fewer_frames(
    tables: Sequence[ShapeTable], frame: Frame, placed: Sequence[Placed]
) -> Iterator[tuple[ShapeTable, ...]]:
    """Yield tables for a page with more frames that nobody asked for than it may have: with those of some stories only.

    Nothing comes for a page that has no more. A story that has no other shape keeps what it has.
    """
    if not too_many_frames(frame, placed):
        return
    found = [put.item for put in placed if put.shape.framed]
    bare = [replace(table, shapes=tuple(shape for shape in table.shapes if not shape.framed)) for table in tables]
    for may in combinations(sorted(found), frame.rules.frames_most):
        yield tuple(table if item in may or not bare[item].shapes else bare[item] for item, table in enumerate(tables))


def _widest(shape: Shape) -> int:
    """Return the columns of a shape's widest picture."""
    return max((photo.cols for photo in shape.photos), default=0)


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


def design_cost(standing: Standing, looks: Looks) -> tuple[Numbers, Counts]:
    """Return what each page lacks of design, and its counters; rows count from the top of the free area."""
    import numpy as np

    rules, lead = standing.frame.rules, standing.lead
    loud = looks.loud
    upper, lower = loud[:, :, None], loud[:, None, :]
    strong = np.bitwise_or.reduce(np.where(looks.heavy, standing.quarters, 0), axis=1)
    cost, strong_pictures, counts = _picture_cost(standing, looks.photos)
    upside = standing.under & (upper > 0) & (lower > upper)
    dear = rules.upside_down + UPSIDE_MORE * (lower - upper) // 1000
    near = (standing.under & (upper > 0) & (lower > 0)) | standing.beside
    shouting = (near & shout_alike(upper, lower)).sum(axis=(1, 2))
    # Some heads may share the second tier; the others stand a step below it.
    sizes = np.where((looks.size > 0) & (standing.item != lead), loud, 0)
    near_second = sizes * rules.tier_step > sizes.max(axis=1)[:, None] * 1000
    level = np.maximum(0, near_second.sum(axis=1) - SECONDS)
    bare = np.zeros(len(standing), np.int64)
    if loud.shape[1] >= QUARTERS_FROM:
        bare = 4 - np.bitwise_count(strong | strong_pictures).astype(np.int64)
    cost += (
        np.where(upside, dear, 0).sum(axis=(1, 2))
        + rules.shout_cost * shouting
        + rules.tier_flat * level
        + rules.quarter_bare * bare
        + rules.stack_cost * standing.stacks
    )
    framed = looks.framed.sum(axis=1)
    if framed.any():
        priorities = sorted(standing.priorities, reverse=True)
        second = priorities[1] if len(priorities) > 1 else 0
        minor = looks.framed & (standing.row == 0) & (standing.rank < second)
        cost += FRAME_MORE * np.maximum(0, framed - rules.frames_most) + FRAME_MINOR * minor.sum(axis=1)
    return cost, counts | {
        "upside": upside.sum(axis=(1, 2)),
        "shouting": shouting,
        "level": level,
        "bare": bare,
        "stacks": standing.stacks,
        "frames": framed,
    }


def _picture_cost(standing: Standing, photos: Numbers) -> tuple[Numbers, Numbers, Counts]:
    """Return what each page's pictures lack against each other, the quarters that they are strong in as bits, counters.

    `photos` are the cells that each block's pictures have in it: pages, blocks, pictures, cells.
    """
    import numpy as np

    frame, rules = standing.frame, standing.frame.rules
    cost = np.zeros(len(standing), np.int64)
    strong, astray, touching = cost.copy(), cost.copy(), cost.copy()
    blocks = np.flatnonzero((photos[:, :, :1, 2] > 0).any(axis=(0, 2)))
    if len(blocks):
        photos, item = photos[:, blocks], standing.item[:, blocks]
        shown = photos[..., 2] > 0
        left, top = photos[..., 0] + standing.col[:, blocks, None], photos[..., 1] + standing.row[:, blocks, None]
        right, foot = left + photos[..., 2], top + photos[..., 3]
        quarters = quarters_of(2 * left, 2 * right, frame.columns, top + foot < frame.rows)
        strong = np.bitwise_or.reduce(np.where(photos[..., 2] > 1, quarters, 0), axis=(1, 2))
        # The largest picture; of some that are as large the first item's.
        area = (photos[..., 2] * photos[..., 3]).max(axis=2)
        first = np.lexsort((item, -area), axis=1)[:, 0]
        pages = np.arange(len(area))
        largest, priority = area[pages, first], standing.rank[:, blocks][pages, first]
        astray = (np.where(area > 0, standing.rank[:, blocks], -1).max(axis=1) > priority).astype(np.int64)
        area[pages, first] = 0
        rival = area.max(axis=1)
        lacking = np.where(rival > 0, np.maximum(0, rival * rules.dominant_times - largest * 1000), 0)
        dear = rules.picture_rival * lacking // np.maximum(1, rival * max(1, rules.dominant_times - 1000))
        edges = np.stack([left, right, top, foot])
        for one, other in combinations(range(len(blocks)), 2):
            meet = _meet(edges[:, :, one, :, None], edges[:, :, other, None, :])
            touching += (meet & shown[:, one, :, None] & shown[:, other, None, :]).sum(axis=(1, 2))
        cost = dear + RIVAL_AT_ALL * (lacking > 0) + rules.picture_astray * astray + rules.pictures_touch * touching
    return cost, strong, {"astray": astray, "touching": touching}


def _meet(one: Numbers, other: Numbers) -> Flags:
    """Tell whether pictures stand against each other; of each are given its left and right edge, its top and foot."""
    import numpy as np

    wide = np.minimum(one[1], other[1]) - np.maximum(one[0], other[0])
    deep = np.minimum(one[3], other[3]) - np.maximum(one[2], other[2])
    met: Flags = ((wide > 0) & (deep > -TOUCHING)) | ((wide == 0) & (deep > 0))
    return met
