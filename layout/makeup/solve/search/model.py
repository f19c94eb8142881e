"""One page as a constraint model: rectangles that do not overlap, the larger terms of a page's cost at their prices."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import permutations
from typing import Any

from layout.makeup.solve.search.score import Page, white_most
from layout.makeup.solve.search.slicing import Rect
from layout.makeup.solve.shapes import Frame, Options, Shape
from layout.makeup.solve.standing import Cells, shared_cells
from layout.rules.design import FRAME_MORE, POCKET_DEEP, POCKET_FROM, POCKET_WIDE
from layout.rules.pages import BOXES_FREE, JOG
from layout.rules.solver import (
    ALLEY,
    BOXES_MORE,
    CLASH,
    LEAD_SMALL,
    ORDER,
    PICTURES_MEET,
    POCKET_COST,
    SCATTERED,
    SIZES,
    WHITE_COST,
    WHITE_MORE,
)

FAULTS = (WHITE_MORE, CLASH, ALLEY, LEAD_SMALL, PICTURES_MEET)
"""Prices of what a page should have none of; a line through a page of few blocks has another."""


def model_of(
    model: Any,
    page: Page,
    hint: Sequence[Rect],
    kept: Collection[int],
    most: tuple[int | None, int | None],
    *,
    pockets: bool = True,
) -> tuple[list[dict[str, Any]], Any] | None:
    """Fill the model; return the variables of every item and the cost, or None where an item has no shape.

    `most` are the faults and the frames beyond those that it may have, `pockets` whether white may be as deep as one.
    """
    made = constrained(model, page, hint, kept)
    if made is None:
        return None
    items, faults, white, unasked = made
    if most[0] is not None:  # by their prices, which tell a line through a page of few blocks from others, too
        model.add(sum(fault for weight, fault in faults if weight in FAULTS) <= most[0])
    if most[1] is not None:
        model.add(unasked <= most[1])
    inside = _inside(model, filled(model, items, white, page.frame), page.frame)
    if not pockets:
        _without_pockets(model, inside)
    total = cost_of(items, (*faults, *_white_between(model, inside, page.frame.rows)), white)
    model.minimize(total)
    return items, total


def cost_of(items: Sequence[dict[str, Any]], faults: Sequence[tuple[int, Any]], white: Any) -> Any:
    """Return what a page costs as far as the model reckons."""
    return WHITE_COST * white + sum(item["cost"] for item in items) + sum(weight * fault for weight, fault in faults)


def constrained(
    model: Any,
    page: Page,
    hint: Sequence[Rect],
    kept: Collection[int] = (),
    *,
    own: Mapping[int, Shape] | None = None,
    whole: bool = True,
    led: bool = True,
) -> tuple[list[dict[str, Any]], list[tuple[int, Any]], Any, Any] | None:
    """Fill a model with blocks that do not overlap: each item's variables, faults at their prices, white, frames.

    None where an item has no shape. The items `kept` keep the rectangles of the hint. `own` are the settings of items
    that stand on a kept page: such an item's `own` is 1 where it is taken. Unless it is `whole`, the order of zones and
    of sizes is not reckoned. `led` puts the lead at the upper left.
    """
    frame, options = page.frame, page.options
    columns, rows = frame.columns, frame.rows
    hinted = {rect[0]: rect for rect in hint}
    sizes = sorted({shape.size for option in options for choices in option.by_cells.values() for _, shape in choices})
    steps = {size: step for step, size in enumerate(sizes)}
    everywhere = 0, 0, columns, rows
    box = _around([rect for rect in hint if rect[0] not in kept]) if kept else everywhere
    outside = sum(rect[3] * rect[4] - shared_cells(rect[1:], box) for rect in hint if rect[0] in kept)
    free = box if outside == frame.cells - box[2] * box[3] else everywhere
    items: list[dict[str, Any]] = []
    flat, deep = [], []
    for index, option in enumerate(options):
        entry = _item(model, option, index, hinted[index][1:] if index in kept else free, index in kept, steps, own)
        if entry is None:
            return None
        items.append(entry)
        flat.append(model.new_interval_var(entry["x"], entry["w"], entry["x2"], f"ix{index}"))
        deep.append(model.new_interval_var(entry["y"], entry["h"], entry["y2"], f"iy{index}"))
        pin = option.table.pin
        for key, value in (("x", pin.col), ("y", pin.row - frame.top if pin.row >= 0 else -1)):
            if value >= 0:
                model.add(entry[key] == value)
        _zone(model, entry, pin.zone, columns, rows)
        if index in hinted and index not in kept:
            _, col, row, cols, tall = hinted[index]
            for key, value in (("x", col), ("y", row), ("w", cols), ("h", tall)):
                model.add_hint(entry[key], value)
    model.add_no_overlap_2d(flat, deep)
    white = columns * rows - sum(item["area"] for item in items)
    model.add(white >= 0)
    pale = model.new_bool_var("pale")
    model.add(white <= white_most(frame)).only_enforce_if(pale.negated())
    if page.first >= 0 and led:
        model.add(items[page.first]["x"] == 0)
        model.add(items[page.first]["y"] == 0)
    more = model.new_int_var(0, len(items), "boxes")
    model.add(more >= sum(item["box"] for item in items) - BOXES_FREE)
    unasked = model.new_int_var(0, len(items), "frames")
    may = [item["box"] for item, option in zip(items, options, strict=True) if _may_be_framed(option)]
    model.add(unasked >= sum(may) - frame.rules.frames_most)
    faults = [
        (WHITE_MORE, pale),
        (BOXES_MORE, more),
        (FRAME_MORE, unasked),
        *_clashes(model, items),
        *_meetings(model, items, page),
        *_alleys(model, items, page),
        *(_order(model, page, items, columns, rows) if whole else ()),
        *(_sizes(model, page, items) if whole else ()),
    ]
    return items, faults, white, unasked


def filled(model: Any, items: list[dict[str, Any]], white: Any, frame: Frame) -> list[list[tuple[Any, Any, Any]]]:
    """Say that the blocks of each column and the page's white come to its depth, which the solver does not see.

    Return for each column the foot of each block that may stand there, whether it does, and the rows that it takes.
    """
    found = []
    for column in range(frame.columns):
        deep = []
        for item in items:
            first, last = item["x"].proto.domain[0], item["x2"].proto.domain[1]
            if not first <= column < last:
                continue
            begun, over = model.new_bool_var(""), model.new_bool_var("")
            model.add(item["x"] <= column).only_enforce_if(begun)
            model.add(item["x"] > column).only_enforce_if(begun.negated())
            model.add(item["x2"] <= column).only_enforce_if(over)
            model.add(item["x2"] > column).only_enforce_if(over.negated())
            there = model.new_bool_var("")
            model.add_bool_and(begun, over.negated()).only_enforce_if(there)
            model.add_bool_or(begun.negated(), over, there)
            rows = model.new_int_var(0, frame.rows, "")
            model.add(rows == item["h"]).only_enforce_if(there)
            model.add(rows == 0).only_enforce_if(there.negated())
            deep.append((item["y2"], there, rows))
        taken = sum(rows for _, _, rows in deep)
        model.add(taken <= frame.rows)
        model.add(taken + white >= frame.rows)
        found.append(deep)
    return found


def _inside(model: Any, columns: Sequence[Sequence[tuple[Any, Any, Any]]], frame: Frame) -> list[Any]:
    """Return the rows of white that each column has between its blocks and over them, or more.

    `columns` are as `filled` returns them.
    """
    inside = []
    for deep in columns:
        taken = sum(rows for _, _, rows in deep)
        foot = model.new_int_var(0, frame.rows, "")
        model.add(taken + foot <= frame.rows)
        for low, there, _ in deep:
            model.add(low + foot <= frame.rows).only_enforce_if(there)
        inside.append(frame.rows - taken - foot)
    return inside


def _white_between(model: Any, inside: Sequence[Any], depth: int) -> list[tuple[int, Any]]:
    """Return the white between the blocks of columns, and the rows by which it is a pocket, at their prices."""
    found = []
    for rows in inside:
        deep = model.new_int_var(0, depth, "")
        model.add(deep >= rows - POCKET_FROM)
        found += [(SCATTERED, rows), (POCKET_COST, deep)]
    return found


def _without_pockets(model: Any, inside: Sequence[Any]) -> None:
    """Forbid white between blocks that is seen at arm's length."""
    wide = []
    for rows in inside:
        near = model.new_bool_var("")
        model.add(rows <= POCKET_DEEP - 2 + near)
        wide.append(near)
    model.add(sum(wide) < POCKET_WIDE)


def _may_be_framed(option: Options) -> bool:
    """Tell whether a story has frames that nobody asked for: then it has no others."""
    return any(shape.framed for shape in option.table.shapes)


def _around(rects: Sequence[Rect]) -> Cells:
    """Return the smallest rectangle that holds some."""
    left, top = min(rect[1] for rect in rects), min(rect[2] for rect in rects)
    right, foot = max(rect[1] + rect[3] for rect in rects), max(rect[2] + rect[4] for rect in rects)
    return left, top, right - left, foot - top


def _item(
    model: Any,
    option: Options,
    index: int,
    cells: Cells,
    whole: bool,
    steps: Mapping[int, int],
    own: Mapping[int, Shape] | None,
) -> dict[str, Any] | None:
    """Return the variables of one item within these cells, all of them if `whole`, tied together by its shapes' table.

    Sizes of heads are numbered by `steps`.
    """
    left, top, wide, deep = cells
    tuples = set()
    for (cols, rows), choices in option.by_cells.items():
        if cols > wide or rows > deep or (whole and (cols, rows) != (wide, deep)):
            continue
        seen = set()
        for price, shape in choices:
            looks = (shape.open_left, shape.open_right, shape.box != "none", bool(shape.photos) and not shape.head)
            if (shape.size, *looks) in seen:
                continue
            seen.add((shape.size, *looks))
            head = shape.head + rows - shape.rows if shape.head else 0
            stands = () if own is None else (int(shape is own.get(index)),)
            tuples.add((cols, rows, cols * rows, head, steps[shape.size], *map(int, looks), price, *stands))
    if not tuples:
        return None
    entry: dict[str, Any] = {
        "x": model.new_int_var(left, left + wide - 1, f"x{index}"),
        "y": model.new_int_var(top, top + deep - 1, f"y{index}"),
        "x2": model.new_int_var(left + 1, left + wide, f"x2{index}"),
        "y2": model.new_int_var(top + 1, top + deep, f"y2{index}"),
    }
    names = ["w", "h", "area", "head", "size", "left", "right", "box", "bare", "cost"]
    names += () if own is None else ("own",)
    for place, name in enumerate(names):
        values = sorted({entry_values[place] for entry_values in tuples})
        entry[name] = model.new_int_var(values[0], values[-1], f"{name}{index}")
    model.add_allowed_assignments([entry[name] for name in names], sorted(tuples))
    return entry


def _zone(model: Any, entry: dict[str, Any], zone: str, columns: int, rows: int) -> None:
    middle_x, middle_y = 2 * entry["x"] + entry["w"], 2 * entry["y"] + entry["h"]
    if "upper" in zone:
        model.add(middle_y <= rows)
    if "lower" in zone:
        model.add(middle_y >= rows)
    if "left" in zone:
        model.add(middle_x <= columns)
    if "right" in zone:
        model.add(middle_x >= columns)


def _less(model: Any, one: Any, other: Any, name: str) -> Any:
    """Return a literal that is true exactly where `one` < `other`."""
    literal = model.new_bool_var(name)
    model.add(one < other).only_enforce_if(literal)
    model.add(one >= other).only_enforce_if(literal.negated())
    return literal


def _clashes(model: Any, items: list[dict[str, Any]]) -> list[tuple[int, Any]]:
    """Return literals that must be true where two open heads are level and adjacent."""
    found = []
    for i, left in enumerate(items):
        for j, right in enumerate(items):
            if i == j:
                continue
            apart = model.new_bool_var(f"apart{i}_{j}")
            model.add(left["x2"] != right["x"]).only_enforce_if(apart)
            above = _less(model, left["y"] + left["head"], right["y"] + 1, f"above{i}_{j}")
            below = _less(model, right["y"] + right["head"], left["y"] + 1, f"below{i}_{j}")
            left_shut = model.new_bool_var(f"ls{i}_{j}")
            model.add(left["right"] == 0).only_enforce_if(left_shut)
            right_shut = model.new_bool_var(f"rs{i}_{j}")
            model.add(right["left"] == 0).only_enforce_if(right_shut)
            clash = model.new_bool_var(f"clash{i}_{j}")
            model.add_bool_or(apart, above, below, left_shut, right_shut, clash)
            found.append((CLASH, clash))
    return found


def _meetings(model: Any, items: list[dict[str, Any]], page: Page) -> list[tuple[int, Any]]:
    """Return literals that must be true where two pictures without a head stand side by side."""
    found = []
    bare = [
        item
        for item, option in zip(items, page.options, strict=True)
        if any(shape.photos and not shape.head for shape in option.table.shapes)
    ]
    for left, right in permutations(bare, 2):
        apart = model.new_bool_var("")
        model.add(left["x2"] != right["x"]).only_enforce_if(apart)
        ways = [apart, _less(model, left["y2"], right["y"] + 1, ""), _less(model, right["y2"], left["y"] + 1, "")]
        for item in (left, right):
            headed = model.new_bool_var("")
            model.add(item["bare"] == 0).only_enforce_if(headed)
            ways.append(headed)
        meet = model.new_bool_var("")
        model.add_bool_or(*ways, meet)
        found.append((PICTURES_MEET, meet))
    return found


def _alleys(model: Any, items: list[dict[str, Any]], page: Page) -> list[tuple[int, Any]]:
    """Return literals that must be true where a line cuts the page in two, other than an edge wished for."""
    wished = page.across
    found = []
    for i, item in enumerate(items):
        if i in wished:
            continue
        breaks = [_less(model, item["y"], 1, f"top{i}")]
        for j, other in enumerate(items[:i]):
            # A line counts once, however many blocks start there: else the bound would be none.
            same = model.new_bool_var(f"same{i}_{j}")
            model.add(other["y"] == item["y"]).only_enforce_if(same)
            breaks.append(same)
        for j, other in enumerate(items):
            if i == j:
                continue
            across = model.new_bool_var(f"across{i}_{j}")
            model.add(other["y"] + JOG <= item["y"]).only_enforce_if(across)
            model.add(other["y2"] >= item["y"] + JOG).only_enforce_if(across)
            breaks.append(across)
            if j in wished:
                over = model.new_bool_var(f"over{i}_{j}")
                model.add(other["y2"] == item["y"]).only_enforce_if(over)
                breaks.append(over)
        alley = model.new_bool_var(f"alley{i}")
        model.add_bool_or(*breaks, alley)
        found.append((page.alley, alley))
    for cut in range(1, page.frame.columns):
        breaks = []
        for i, item in enumerate(items):
            across = model.new_bool_var(f"cut{cut}_{i}")
            model.add(item["x"] < cut).only_enforce_if(across)
            model.add(item["x2"] > cut).only_enforce_if(across)
            breaks.append(across)
        alley = model.new_bool_var(f"down{cut}")
        model.add_bool_or(*breaks, alley)
        found.append((page.alley, alley))
    return found


def _order(model: Any, page: Page, items: list[dict[str, Any]], columns: int, rows: int) -> list[tuple[int, Any]]:
    """Return literals that must be true where a less important story stands in a better zone 区序."""
    zones = []
    for i, item in enumerate(items):
        upper, left = model.new_bool_var(f"upper{i}"), model.new_bool_var(f"left{i}")
        middles = 2 * item["y"] + item["h"], 2 * item["x"] + item["w"]
        for literal, middle, whole in zip((upper, left), middles, (rows, columns), strict=True):
            model.add(middle <= whole).only_enforce_if(literal)
            model.add(middle > whole).only_enforce_if(literal.negated())
        place = model.new_int_var(1, 4, f"zone{i}")
        model.add(place == 3 + left).only_enforce_if(upper)
        model.add(place == 2 - left).only_enforce_if(upper.negated())
        zones.append(place)
    found = []
    for i, mine in enumerate(page.ranks):
        for j, other in enumerate(page.ranks):
            if mine > other >= 0:
                wrong = model.new_bool_var(f"order{i}_{j}")
                model.add(zones[i] >= zones[j]).only_enforce_if(wrong.negated())
                found.append((ORDER + mine - other, wrong))
    return found


def _sizes(model: Any, page: Page, items: list[dict[str, Any]]) -> list[tuple[int, Any]]:
    """Return literals that must be true where a less important story has the larger headline, the lead's before all."""
    found = []
    lead = page.lead
    for i, mine in enumerate(page.ranks):
        for j, other in enumerate(page.ranks):
            if i == j or j == lead or (i != lead and not mine > other >= 0) or (i == lead and other < 0):
                continue
            louder = model.new_bool_var(f"louder{i}_{j}")
            least = items[i]["size"] >= items[j]["size"] + (i == lead)
            model.add(least).only_enforce_if(louder.negated())
            found.append((LEAD_SMALL if i == lead else SIZES, louder))
    return found
