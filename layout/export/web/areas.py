"""Clickable areas: what each article covers on a page, as polygons without overlap.

An article's regions are boxes of type with air between them: gutters, the space around a head, the rows above a
picture. A reader points at the article, not at its ink, so the air inside an article belongs to it; air between two
articles belongs to neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.geometry import Length
from layout.sheet import Region, Sheet

if TYPE_CHECKING:
    import numpy as np

    Cells = np.ndarray[Any, Any]

Polygon = tuple[tuple[Length, Length], ...]
"""Corners (x, y) in 1/1000 pt from the trim's top left corner, clockwise; a hole runs the other way round."""

GROWTH: tuple[Length, Length] = (4_000, 5_000)
"""How far an area reaches beyond its type, across and down: under half a gutter and half a row, so that neighbours
stay apart."""

_FREE, _FURNITURE = -1, -2

_HEADS = frozenset({"kicker", "headline", "deck", "byline", "jumphead"})


def areas_of(sheet: Sheet) -> dict[str, tuple[Polygon, ...]]:
    """Return each article's polygons on a sheet, articles in reading order.

    Polygons have right angles unless a region's own are slanted, and no point lies in two articles. A part that
    stands apart from the rest of its article is a polygon of its own; another article inside one makes a hole.
    """
    regions = sorted(sheet.regions, key=lambda region: region.order)
    stories = list(dict.fromkeys(region.story for region in regions if region.story))
    if not stories:
        return {}
    plan = _CutPage(sheet, regions)
    # Heads first: the air beside a centred head is its own article's, whoever else could reach it.
    for number, story in enumerate(stories):
        plan.spread_heads(number, [region for region in regions if region.story == story and region.role in _HEADS])
    for number in range(len(stories)):
        plan.close(number)
    for number in range(len(stories)):
        plan.square(number)
    return {story: plan.outline(number) for number, story in enumerate(stories)}


class _CutPage:
    """The page cut along every edge of its regions, and who owns each cell."""

    def __init__(self, sheet: Sheet, regions: list[Region]) -> None:
        import numpy as np

        width, height = sheet.grid.trim
        shapes = {region.index: _shape(region) for region in regions}
        grown = {region.index: _grown(region, width, height) for region in regions if region.story}
        xs, ys = {0, width}, {0, height}
        for polygon in (*shapes.values(), *grown.values()):
            xs |= {min(max(x, 0), width) for x, _ in polygon}
            ys |= {min(max(y, 0), height) for _, y in polygon}
        self.xs, self.ys = sorted(xs), sorted(ys)
        self.owner = np.full((len(self.ys) - 1, len(self.xs) - 1), _FREE)
        stories = list(dict.fromkeys(region.story for region in regions if region.story))
        for polygons in (grown, shapes):
            for region in regions:
                if region.index in polygons:
                    mark = stories.index(region.story) if region.story else _FURNITURE
                    cells = self._inside(polygons[region.index])
                    # What grows never takes another's cell; ink always takes its own.
                    self.owner[cells if polygons is shapes else cells & (self.owner == _FREE)] = mark

    def _inside(self, polygon: Polygon) -> Cells:
        """Tell which cells have their middle inside a polygon."""
        import numpy as np

        middle_x = (np.array(self.xs[1:]) + self.xs[:-1])[None, :] / 2
        middle_y = (np.array(self.ys[1:]) + self.ys[:-1])[:, None] / 2
        inside: Cells = np.zeros(self.owner.shape, bool)
        for (x0, y0), (x1, y1) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
            if y0 != y1:
                crossing = x0 + (middle_y - y0) * (x1 - x0) / (y1 - y0)
                inside ^= ((y0 <= middle_y) != (y1 <= middle_y)) & (middle_x < crossing)
        return inside

    def spread_heads(self, number: int, heads: list[Region]) -> None:
        """Widen an article's heads to its full width where nobody else stands beside them."""
        import numpy as np

        columns = np.nonzero((self.owner == number).any(axis=0))[0]
        if not len(columns):
            return
        first, last = columns[0], columns[-1]
        for head in heads:
            covered = self._inside(_shape(head))
            rows, across = np.nonzero(covered.any(axis=1))[0], np.nonzero(covered.any(axis=0))[0]
            if not len(rows):
                continue
            band = self.owner[rows[0] : rows[-1] + 1]
            open_ = ((band == _FREE) | (band == number)).all(axis=0)
            for path in (range(across[0] - 1, first - 1, -1), range(across[-1] + 1, last + 1)):
                for column in path:
                    if not open_[column]:
                        break
                    band[:, column] = number

    def close(self, number: int) -> None:
        """Give an article the air that lies between its own parts, across and down, until nothing changes."""
        before = 0
        while (now := int((self.owner == number).sum())) != before:
            before = now
            _close_rows(self.owner, number)
            _close_rows(self.owner.T, number)

    def square(self, number: int) -> None:
        """Bring an article of one piece to one height, where nobody stands beside its head or below its short legs."""
        own = self.owner == number
        if len(_loops(own)) != 1:
            return
        rows = own.any(axis=1).nonzero()[0]
        first, last = rows[0], rows[-1]
        for column in own.any(axis=0).nonzero()[0]:
            cells = own[:, column].nonzero()[0]
            for part in (self.owner[first : cells[0], column], self.owner[cells[-1] + 1 : last + 1, column]):
                if (part == _FREE).all():
                    part[:] = number

    def outline(self, number: int) -> tuple[Polygon, ...]:
        """Return the polygons around an article's cells."""
        return tuple(
            tuple((self.xs[column], self.ys[row]) for column, row in corners)
            for corners in _loops(self.owner == number)
        )


def _shape(region: Region) -> Polygon:
    box = region.box
    return region.polygon or ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))


def _grown(region: Region, width: Length, height: Length) -> Polygon:
    across, down = GROWTH
    box = region.box
    left, right = max(box.x - across, 0), min(box.right + across, width)
    top, bottom = max(box.y - down, 0), min(box.bottom + down, height)
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _close_rows(owner: Cells, number: int) -> None:
    for row in owner:
        own = (row == number).nonzero()[0]
        for begin, end in zip(own[:-1].tolist(), own[1:].tolist(), strict=True):
            if end - begin > 1 and (row[begin + 1 : end] == _FREE).all():
                row[begin + 1 : end] = number


def _loops(cells: Cells) -> list[list[tuple[int, int]]]:
    """Return the closed outlines of marked cells as corners (column, row), the marked side on the right."""
    import numpy as np

    padded = np.pad(cells, 1)
    steps: dict[tuple[int, int], list[tuple[int, int]]] = {}
    down = padded[1:, 1:-1].astype(int) - padded[:-1, 1:-1]
    for row, column in zip(*(axis.tolist() for axis in down.nonzero()), strict=True):
        ends = (column, row), (column + 1, row)
        start, stop = ends if down[row, column] > 0 else ends[::-1]
        steps.setdefault(start, []).append(stop)
    right = padded[1:-1, 1:].astype(int) - padded[1:-1, :-1]
    for row, column in zip(*(axis.tolist() for axis in right.nonzero()), strict=True):
        ends = (column, row + 1), (column, row)
        start, stop = ends if right[row, column] > 0 else ends[::-1]
        steps.setdefault(start, []).append(stop)
    loops = []
    while steps:
        at = first = min(steps, key=lambda point: (point[1], point[0]))
        heading = (1, 0)
        loop = [first]
        while True:
            at, heading = _next(steps, at, heading)
            if at == first:
                break
            loop.append(at)
        loops.append(_corners(loop))
    return loops


def _next(
    steps: dict[tuple[int, int], list[tuple[int, int]]], at: tuple[int, int], heading: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Take the step that turns right most, so that cells which touch at a corner only stay apart."""

    def turn(stop: tuple[int, int]) -> int:
        dx, dy = stop[0] - at[0], stop[1] - at[1]
        return heading[0] * dy - heading[1] * dx

    stop = max(steps[at], key=turn)
    steps[at].remove(stop)
    if not steps[at]:
        del steps[at]
    return stop, (stop[0] - at[0], stop[1] - at[1])


def _corners(loop: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out the points on a straight stretch."""
    around = [loop[-1], *loop, loop[0]]
    return [
        point
        for before, point, after in zip(around, loop, around[2:], strict=False)
        if (point[0] - before[0]) * (after[1] - point[1]) != (point[1] - before[1]) * (after[0] - point[0])
    ]
