"""Paint order 上下次序: what a sheet says is over something is printed over it, and type still reads as the page does.

A file whose type stands in reading order is worth having: it is searched, copied and read aloud. So everything drawn is
painted first and the type after it, in reading order, as long as nothing drawn covers type. Where something does, the
sheet is painted in strata: what covers goes into the next one, and only there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from layout.geometry import Box, Length
from layout.ground.named_tuple import NamedTuple
from layout.sheet.page import Fill, Item, Path, Picture, Rule, Text
from layout.sheet.proof_layer import text_box

Drawn = Fill | Rule | Path | Picture

_BAND: Length = 40_000
"""Height of the bands in which type is looked for, in 1/1000 pt."""


class Stratum(NamedTuple):
    """Things drawn, in paint order, and the type over them, in the order that was asked for."""

    drawn: tuple[Drawn, ...]
    texts: tuple[Text, ...]


def strata(items: Iterable[Item], rank: Callable[[Text], int] = lambda _text: 0) -> tuple[Stratum, ...]:
    """Return items in as few strata as keep whatever overlaps in its paint order; type of each is sorted by `rank`."""
    every = tuple(items)
    levels = _levels(every) if _covers_type(every) else [0] * len(every)
    found = []
    for level in range(max(levels, default=0) + 1):
        here = [item for item, at in zip(every, levels, strict=True) if at == level]
        texts = sorted((item for item in here if isinstance(item, Text)), key=rank)
        found.append(Stratum(tuple(item for item in here if not isinstance(item, Text)), tuple(texts)))
    return tuple(found)


def extent(item: Drawn) -> Box:
    """Return the box around a drawn thing, its line widths included."""
    if isinstance(item, Fill | Picture):
        return item.box
    if isinstance(item, Rule):
        # Rules are cut square at their ends: one that ends at a picture's edge does not reach into the picture.
        x, y, half = min(item.x0, item.x1), min(item.y0, item.y1), -(-item.width // 2)
        across, down = abs(item.x1 - item.x0), abs(item.y1 - item.y0)
        wide, deep = half if down else 0, half if across else 0
        return Box(x - wide, y - deep, across + 2 * wide, down + 2 * deep)
    ends = [tuple(map(int, op[1:])) for op in item.ops if len(op) > 1]
    xs, ys = [x for end in ends for x in end[::2]], [y for end in ends for y in end[1::2]]
    if not xs:
        return Box(0, 0, 0, 0)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).inset(-item.width // 2)


def _boxes(item: Item) -> list[Box]:
    """Return boxes that hold an item's ink: of a line that is not filled, one round each of its stretches."""
    if isinstance(item, Text):
        return [text_box(item)]
    if not isinstance(item, Path) or item.fill is not None:
        return [extent(item)]
    boxes: list[Box] = []
    start = pen = (0, 0)
    for kind, *where in item.ops:
        spots = [int(part) for part in where]
        ends = list(zip(spots[::2], spots[1::2], strict=True)) or [start]
        if kind == "M":
            start = ends[-1]
        else:
            xs, ys = zip(pen, *ends, strict=True)
            box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
            boxes.append(box.inset(-item.width // 2))
        pen = ends[-1]
    return boxes


def _covers_type(items: Sequence[Item]) -> bool:
    """Tell whether anything drawn comes after type that it overlaps."""
    bands: dict[int, list[tuple[Box, Text]]] = {}
    last = next((at for at in range(len(items) - 1, -1, -1) if not isinstance(items[at], Text)), 0)
    for item in items[: last + 1]:
        if isinstance(item, Text):
            box = _around(item)
            for band in _bands(box):
                bands.setdefault(band, []).append((box, item))
        elif bands:
            for box in _boxes(item):
                near = (text for band in _bands(box) for around, text in bands.get(band, ()) if box.overlaps(around))
                if any(box.overlaps(text_box(text)) for text in near):
                    return True
    return False


def _around(text: Text) -> Box:
    """Return a box that no part of a line's type leaves, found without looking at its runs."""
    line, size = text.line, text.line.size
    if line.vertical:
        return Box(text.x - size, text.y - size, 2 * size, line.extent + 2 * size)
    return Box(text.x - size, text.y - size, line.extent + 2 * size, 2 * size)


def _bands(box: Box) -> Iterator[int]:
    return iter(range(box.y // _BAND, box.bottom // _BAND + 1))


def _levels(items: Sequence[Item]) -> list[int]:
    """Return the lowest stratum of each item: over type that it covers, and never under what it is over.

    Only type and what stands in a higher stratum already can lift an item; both are looked for in its bands alone.
    """
    levels: list[int] = []
    below: dict[int, list[tuple[Box, Item, int]]] = {}
    lifted: dict[int, list[tuple[Box, Item, int]]] = {}
    for item in items:
        drawn = not isinstance(item, Text)
        boxes = [_around(item)] if isinstance(item, Text) else _boxes(item)
        level = 0
        for box in boxes:
            for band in _bands(box):
                for around, other, least in (*(below.get(band, ()) if drawn else ()), *lifted.get(band, ())):
                    if least > level and box.overlaps(around) and _meet(item, box, other, around):
                        level = least
        levels.append(level)
        for box in boxes:
            for band in _bands(box):
                if not drawn:
                    below.setdefault(band, []).append((box, item, level + 1))
                if level:
                    lifted.setdefault(band, []).append((box, item, level))
    return levels


def _meet(item: Item, box: Box, other: Item, around: Box) -> bool:
    """Tell whether two boxes overlap as their ink does: type takes less than the box that is found quickly."""
    box = text_box(item) if isinstance(item, Text) else box
    return box.overlaps(text_box(other) if isinstance(other, Text) else around)
