"""Faults of a whole page: overlaps, edges, alleys, white."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.makeup.check.verdict import Cells, Fault
from layout.rules.design import POCKET_DEEP, POCKET_WIDE
from layout.rules.pages import JOG, LOCKED, NOTICE_AIR

if TYPE_CHECKING:
    from layout.makeup.check.facts import StoryFacts
    from layout.makeup.dummy.plan import Block, PageDummy


Grid = list[list[str]]


def occupied(page: PageDummy, columns: int, rows: int) -> Grid:
    """Return for each row and column the story that stands there, empty where none does."""
    taken = [["" for _ in range(columns)] for _ in range(rows)]
    for block in page.blocks:
        for row in range(max(0, block.row), min(rows, block.row + block.rows)):
            for col in range(max(0, block.col), min(columns, block.col + block.cols)):
                if not _left_free(block, row, col):
                    taken[row][col] = block.story
        first, top, wide, deep = block.foot
        for row in range(top, min(rows, top + deep)):
            for col in range(max(0, first), min(columns, first + wide)):
                taken[row][col] = block.story
    return taken


def aired(page: PageDummy, stories: Mapping[str, StoryFacts], taken: Grid) -> Grid:
    """Return what is taken of a page with the white over notices that open with a picture: it belongs to them."""
    whole = [list(row) for row in taken]
    for block in page.blocks:
        if block.story in stories and stories[block.story].fixed:
            cols = {col for photo in block.photos if not photo.row for col in range(photo.col, photo.col + photo.cols)}
            for row in range(max(page.top, block.row - NOTICE_AIR), block.row):
                for col in cols:
                    if 0 <= block.col + col < len(whole[row]):
                        whole[row][block.col + col] = whole[row][block.col + col] or block.story
    return whole


def _left_free(block: Block, row: int, col: int) -> bool:
    """Tell whether a block leaves a cell of the page to its insert."""
    if block.insert is None:
        return False
    left, top, cols, rows = block.insert
    return 0 <= col - block.col - left < cols and 0 <= row - block.row - top < rows


def overlaps(page: PageDummy) -> Iterator[Fault]:
    """Yield M101 where two blocks share cells; a tail counts as cells of its block.

    A framed block that stands exactly in the cells that another leaves to it is an insert 文中插框 and no fault.
    """
    for index, one in enumerate(page.blocks):
        for other in page.blocks[index + 1 :]:
            if (one.hosts(other) and other.box != "none") or (other.hosts(one) and one.box != "none"):
                continue
            for first in _boxes(one):
                for second in _boxes(other):
                    left, right = max(first[0], second[0]), min(first[0] + first[2], second[0] + second[2])
                    top, foot = max(first[1], second[1]), min(first[1] + first[3], second[1] + second[3])
                    if left < right and top < foot:
                        yield Fault(
                            "M101",
                            Severity.ERROR,
                            Cells(page.number, left, top, right - left, foot - top),
                            (one.story, other.story),
                            (("page", page.number), ("cells", (right - left) * (foot - top))),
                        )


def _boxes(block: Block) -> list[tuple[int, int, int, int]]:
    found = [(block.col, block.row, block.cols, block.rows)]
    if block.tail:
        found.append(block.foot)
    return found


def outside(page: PageDummy, columns: int, rows: int) -> Iterator[Fault]:
    """Yield M102 for blocks that leave the grid or stand in the furniture's rows."""
    for block in page.blocks:
        inside = block.col >= 0 and block.cols > 0 and block.col + block.cols <= columns and block.rows > 0
        low, high = page.top, rows - page.foot
        if inside and in_ear(page, block, columns):
            continue
        if not inside or block.row < low or block.row + block.rows + block.tail > high:
            yield Fault(
                "M102",
                Severity.ERROR,
                Cells(page.number, block.col, block.row, block.cols, block.rows),
                (block.story,),
                (("page", page.number), ("top", low), ("end", high), ("columns", columns)),
            )


def in_ear(page: PageDummy, block: Block, columns: int) -> bool:
    """Tell whether a block stands in the ear 报眼 that the masthead leaves to it."""
    return page.ear > 0 and block.row >= 0 and block.row + block.rows <= page.top and block.col >= columns - page.ear


def alleys(page: PageDummy, stories: Mapping[str, StoryFacts], columns: int, rows: int) -> Iterator[Fault]:
    """Yield M107 and M108 for straight lines through the page, across (断版) and down (通线).

    A line is a row where a block starts, or an edge between columns, past which no block reaches on both sides
    (every column, or every row, has a block's edge there). The foot of the last block does not count,
    nor do the edges of a story that the desk itself wished over all columns 通栏, nor the upper edges of notices. Up to
    four rectangles cannot fill a page without such a line: then it is a note.
    """
    low, high = page.top, rows - page.foot
    # An insert has no edge of its own on the page.
    blocks = [block for block in page.blocks if not in_ear(page, block, columns) and page.host_of(block) is None]
    # Notices stand apart: they do not help to lock the page.
    apart = [block for block in blocks if block.story in stories and stories[block.story].fixed]
    severity = Severity.WARNING if len(blocks) - len(apart) >= LOCKED else Severity.NOTE
    foot = max((block.row + block.rows + block.tail for block in blocks), default=high)
    wished = [block for block in blocks if block.cols >= columns and _across(stories.get(block.story), columns)]
    own = {row for block in wished for row in (block.row, block.row + block.rows)}
    # Above the adverts every paper has a line: they stand apart, and are to be known as what they are.
    own |= {block.row for block in apart}
    for row in sorted({block.row for block in blocks if low < block.row < foot} - own):
        across = any(block.row <= row - JOG and _foot(block) >= row + JOG for block in blocks)
        above = any(_foot(block) <= row + JOG for block in blocks)
        if above and not across:
            yield Fault(
                "M107",
                severity,
                Cells(page.number, 0, row, columns, 0),
                tuple(block.story for block in blocks if abs(block.row - row) < JOG),
                (("page", page.number), ("row", row)),
            )
    for col in range(1, columns):
        across = any(block.col < col < block.col + block.cols for block in blocks)
        sides = any(block.col + block.cols <= col for block in blocks) and any(block.col >= col for block in blocks)
        if sides and not across:
            yield Fault(
                "M108",
                severity,
                Cells(page.number, col, low, 0, high - low),
                tuple(block.story for block in blocks if block.col == col),
                (("page", page.number), ("col", col)),
            )


def _across(story: StoryFacts | None, columns: int) -> bool:
    """Tell whether the desk wished a story over all columns."""
    return story is not None and max(story.least, story.pin.cols) >= columns


def _foot(block: Block) -> int:
    return block.row + block.rows + block.tail


def white(page: PageDummy, taken: Grid, columns: int, rows: int) -> tuple[int, int, list[Cells]]:
    """Return the free cells that nothing fills, how many of them are shut in, and where those lie.

    White that touches no edge of the page's free area is trapped 空白: the eye cannot take it for a margin.
    """
    low, high = page.top, rows - page.foot
    empty = {(row, col) for row in range(low, high) for col in range(columns) if not taken[row][col]}
    total, trapped, places = len(empty), 0, []
    while empty:
        todo = [empty.pop()]
        patch = list(todo)
        while todo:
            row, col = todo.pop()
            for near in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
                if near in empty:
                    empty.remove(near)
                    todo.append(near)
                    patch.append(near)
        if all(low < row < high - 1 and 0 < col < columns - 1 for row, col in patch):
            trapped += len(patch)
            top, left = min(row for row, _ in patch), min(col for _, col in patch)
            deep, wide = max(row for row, _ in patch) + 1 - top, max(col for _, col in patch) + 1 - left
            places.append(Cells(page.number, left, top, wide, deep))
    return total, trapped, places


def pockets(page: PageDummy, taken: Grid, columns: int, rows: int) -> Iterator[Fault]:
    """Yield M156 for white between the blocks of columns that is seen at arm's length, wherever it is not at the foot.

    That is `pocket_deep` rows in any column, or a row fewer in `pocket_wide` columns beside each other.
    """
    low, high = page.top, rows - page.foot
    found: list[list[tuple[int, int, int]]] = []
    for col in range(columns):
        begun = low
        for row in range(low, high):
            if not taken[row][col]:
                continue
            if row - begun >= POCKET_DEEP - 1:
                near = next((runs for runs in found if _touches(runs[-1], col, begun, row)), None)
                if near is None:
                    found.append([(col, begun, row)])
                else:
                    near.append((col, begun, row))
            begun = row + 1
    for runs in found:
        deep = max(end - begun for _, begun, end in runs)
        if deep < POCKET_DEEP and len(runs) < POCKET_WIDE:
            continue
        top, end = min(begun for _, begun, _ in runs), max(end for _, _, end in runs)
        at = Cells(page.number, runs[0][0], top, len(runs), end - top)
        about = [block.story for block in page.blocks if any(_over_or_under(block, run) for run in runs)]
        cells = sum(end - begun for _, begun, end in runs)
        amounts = {"page": page.number, "cols": len(runs), "rows": deep, "cells": cells}
        yield Fault("M156", Severity.NOTE, at, tuple(dict.fromkeys(about)), tuple(amounts.items()))


def _touches(run: tuple[int, int, int], col: int, begun: int, end: int) -> bool:
    """Tell whether white of a column lies beside a run of the column before it."""
    return run[0] == col - 1 and run[1] < end and begun < run[2]


def _over_or_under(block: Block, run: tuple[int, int, int]) -> bool:
    """Tell whether a block stands right over or under white of a column."""
    col, begun, end = run
    near = begun in (block.row + block.rows, _foot(block)) or block.row == end
    return near and block.col <= col < block.col + block.cols
