"""A spread 通版 taken apart: its two pages as the shop plates them, each with what crosses the fold up to its edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from layout.geometry import Box
from layout.ground.dataclass import replace
from layout.sheet import Fill, Picture, Rule, Sheet, Text
from layout.sheet import Path as Shape
from layout.sheet.paint_order import extent
from layout.sheet.proof_layer import text_box

if TYPE_CHECKING:
    from layout.geometry import Length
    from layout.sheet import Item


def single_pages(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Return sheets with each spread as its two pages."""
    return tuple(page for sheet in sheets for page in (_halves(sheet) if sheet.spread else (sheet,)))


def _halves(sheet: Sheet) -> Iterator[Sheet]:
    width, height = sheet.grid.trim[0] // 2, sheet.grid.trim[1]
    grid = sheet.grid
    bleed = grid.bleed
    for at in (0, 1):
        left = at * width
        room = Box(left - bleed, -bleed, width + 2 * bleed, height + 2 * bleed)
        items = tuple(_moved(item, -left) for item in sheet.items if _box(item).overlaps(room))
        regions = tuple(
            replace(region, box=replace(region.box, x=region.box.x - left), polygon=()) for region in sheet.regions
        )
        area = replace(grid.type_area, w=grid.type_area.w - width)
        own = replace(grid, trim=(width, height), type_area=area, columns=grid.columns // 2)
        yield replace(sheet, number=sheet.number + at, grid=own, items=items, regions=regions, spread=False)


def _box(item: Item) -> Box:
    return text_box(item) if isinstance(item, Text) else extent(item)


def _moved(item: Item, by: Length) -> Item:
    if isinstance(item, Text):
        return replace(item, x=item.x + by)
    if isinstance(item, Rule):
        return replace(item, x0=item.x0 + by, x1=item.x1 + by)
    if isinstance(item, Fill | Picture):
        return replace(item, box=replace(item.box, x=item.box.x + by))
    assert isinstance(item, Shape)
    ops = tuple(
        (name, *(end + by if at % 2 == 0 else end for at, end in enumerate(ends)))  # type: ignore[operator]
        for name, *ends in item.ops
    )
    return replace(item, ops=ops)
