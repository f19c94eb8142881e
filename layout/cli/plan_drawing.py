"""A page dummy as text: blocks drawn to scale, so that a plan can be judged in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.geometry import Grid
    from layout.makeup.plan import Block, PageDummy

CELL = 13
"""Characters that a column of the page is wide."""

ROWS = 4
"""Rows of the page in one line of the drawing."""


def draw_page(page: PageDummy, grid: Grid, titles: Mapping[str, str]) -> str:
    """Return a page's blocks as text, with story, headline and its size; one line for every four rows."""
    high, wide = -(-grid.rows // ROWS) + 1, grid.columns * CELL + 1
    canvas = [[" "] * wide for _ in range(high)]
    top = page.top // ROWS
    _frame(canvas, 0, 0, wide - 1, top)
    _frame(canvas, 0, top, wide - 1, (grid.rows - page.foot) // ROWS)
    for block in page.blocks:
        left, upper = block.col * CELL, block.row // ROWS
        right, lower = (block.col + block.cols) * CELL, (block.row + block.rows) // ROWS
        _frame(canvas, left, upper, right, lower, double=block.box != "none")
    for block in page.blocks:
        left, upper = block.col * CELL, block.row // ROWS
        right, lower = (block.col + block.cols) * CELL, (block.row + block.rows) // ROWS
        for offset, words in enumerate(_words(block, titles)):
            if upper + 1 + offset < lower or not offset:
                _write(canvas, left + 2, min(upper + 1 + offset, high - 1), words, right - left - 3)
        for photo in block.photos:
            x, y = left + photo.col * CELL, upper + max(1, round(photo.row / ROWS))
            if block.head.rows or len(block.photos) > 1 or photo.row > ROWS:
                _write(canvas, x + 2, min(y, lower - 1), f"[图 {photo.cols}x{photo.rows}]", photo.cols * CELL - 3)
    return "\n".join("".join(line).rstrip() for line in canvas)


def _words(block: Block, titles: Mapping[str, str]) -> list[str]:
    """Return what is written into a block: its story, the headline, where it comes from or goes."""
    name = block.story if block.part == 1 else f"{block.story} ({block.part})"
    size = f" {block.head.size:g}pt" if block.head.size else ""
    lines = f"/{block.head.lines}" if block.head.lines > 1 else ""
    words = [f"{name} {block.cols}x{block.rows}{size}{lines}"]
    if block.part == 1 and titles.get(block.story):
        words.append(titles[block.story])
    if block.jump:
        words.append(f"-> {block.jump}")
    return words


def _frame(canvas: list[list[str]], left: int, top: int, right: int, foot: int, *, double: bool = False) -> None:
    across, down = ("=", "#") if double else ("-", "|")
    for x in range(left, right + 1):
        for y in (top, foot):
            if 0 <= y < len(canvas):
                canvas[y][x] = "+" if x in (left, right) or canvas[y][x] in "|+" else across
    for y in range(top + 1, foot):
        for x in (left, right):
            if 0 <= y < len(canvas):
                canvas[y][x] = "+" if canvas[y][x] in "-+" else down


def _write(canvas: list[list[str]], x: int, y: int, words: str, room: int) -> None:
    """Write words over the drawing; a Chinese character takes the place of two."""
    for character in words:
        width = 2 if east_asian_width(character) in "WF" else 1
        if room < width or not 0 <= y < len(canvas):
            return
        canvas[y][x] = character
        if width == 2 and x + 1 < len(canvas[y]):
            canvas[y][x + 1] = ""
        x += width
        room -= width
