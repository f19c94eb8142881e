"""A page dummy as text: blocks drawn to scale, so that a plan can be judged in a terminal.

Only ASCII is drawn with: what frames are made of elsewhere is one cell wide in one terminal and two in another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from layout.cli.language import say
from layout.cli.terminal import cells, cut, wrapped

if TYPE_CHECKING:
    from layout.geometry import Grid
    from layout.makeup.dummy.plan import Block, PageDummy

_NARROWEST, _WIDEST = 6, 20
"""Cells of the terminal that a column of the page takes, at least (half of it on a spread) and at most."""
_SPARSE, _DENSE = 4, 3
"""Rows of the page in one line of the drawing: in a terminal of usual width, and in a wide one."""
_LEAST_ROOM = 6
"""Cells below which nothing is written beside a picture."""


def draw_page(
    page: PageDummy,
    grid: Grid,
    titles: Mapping[str, str],
    *,
    width: int = 80,
    opened: Mapping[str, int] | None = None,
    notes: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """Return a page's blocks as text of at most `width` cells.

    `grid` is that of a single page, `titles` are the stories' headlines, `opened` the pages on which they open, `notes`
    what is to be said of them on this page beside that.
    """
    return _Drawing(page, grid, width).drawn(titles, opened or {}, notes or {})


def legend() -> str:
    """Return what the drawing's signs mean."""
    return say(
        "块里：代号和题目；转版；栏数、行数，题目的字号和行数；合版情况和验版代号。点是图，= 和 # 是加框的稿。",
        "in a block: id and headline; jumps; columns, rows, the head's size and lines; fit and the checker's codes."
        " dots are pictures, = and # frame boxed stories.",
    )


class _Drawing:
    def __init__(self, page: PageDummy, grid: Grid, width: int) -> None:
        self._page, grid = page, page.grid(grid)
        least = _NARROWEST // 2 if page.spread else _NARROWEST
        self._cell = min(max((width - 1) // grid.columns, least), _WIDEST)
        self._rows = _DENSE if self._cell > 16 else _SPARSE
        self._high, self._wide = grid.rows // self._rows + 1, grid.columns * self._cell + 1
        self._foot = max(0, grid.rows - page.foot) // self._rows
        self._canvas = [[" "] * self._wide for _ in range(self._high)]

    def drawn(self, titles: Mapping[str, str], opened: Mapping[str, int], notes: Mapping[str, Sequence[str]]) -> str:
        page, top = self._page, min(self._page.top // self._rows, self._high - 1)
        self._frame(0, 0, self._wide - 1, top)
        self._frame(0, top, self._wide - 1, self._foot)
        self._frame(0, self._foot, self._wide - 1, self._high - 1)
        if top > 2:
            self._write(2, 1, say("报头", "masthead"), self._wide - 4)
        elif top:
            self._write(2, 0, say(" 眉线", " folio line"), self._wide - 4)
        if page.foot:
            self._write(2, self._high - 1, say(" 版权栏", " imprint"), self._wide - 4)
        for block in page.blocks:
            self._frame(*self._corners(block), double=block.box != "none")
        for block in page.blocks:
            self._run_on(block)
            self._pictures(block)
        for block in page.blocks:
            self._tell(block, titles.get(block.story, ""), opened.get(block.story, 0), notes.get(block.story, ()))
        return "\n".join("".join(line).rstrip() for line in self._canvas)

    def _corners(self, block: Block) -> tuple[int, int, int, int]:
        """Return left, top, right and foot of a block's frame; what a hand put off the page is drawn at its edge."""
        across, down = self._wide - 1, self._high - 1
        return (
            min(block.col * self._cell, across),
            min(block.row // self._rows, down),
            min((block.col + block.cols) * self._cell, across),
            min((block.row + block.rows) // self._rows, down),
        )

    def _run_on(self, block: Block) -> None:
        """Open the foot of the last legs that run on below their block."""
        left, _, right, foot = self._corners(block)
        end = (block.row + block.rows + block.tail) // self._rows
        if block.tail and end > foot:
            for x in range(max(right - self._cell * block.foot[2], left) + 1, right):
                self._canvas[foot][x] = " "

    def _pictures(self, block: Block) -> None:
        for x, y, right, foot in self._frames_of_pictures(block):
            for line in range(y, foot):
                for at in range(x + 1 + line % 2, right - 1, 2):
                    self._put(at, line, ".")

    def _frames_of_pictures(self, block: Block) -> list[tuple[int, int, int, int]]:
        """Return the inside of each picture: left, first line, right, line after the last."""
        left, upper, _, foot = self._corners(block)
        found = []
        for photo in block.photos:
            first = max((block.row + photo.row) // self._rows, upper + 1)
            last = min((block.row + photo.row + photo.rows) // self._rows, foot)
            x = left + photo.col * self._cell
            found.append((x + 1, first, x + photo.cols * self._cell, max(last, first + 1)))
        return found

    def _tell(self, block: Block, title: str, opened: int, notes: Sequence[str]) -> None:
        """Write into a block what there is room for, the weightiest first, in the order in which it is read."""
        places = self._places(block)
        name = f"{block.story} {title}" if block.part == 1 else f"{block.story} ({block.part})"
        head = list(wrapped(name, places[0][2]))
        after = [
            *([say(f"上接第 {opened} 版", f"from page {opened}")] if block.part > 1 and opened else []),
            *([say(f"下转第 {block.jump} 版", f"to page {block.jump}")] if block.jump else []),
        ]
        told = [*after, *notes]
        room = len(places) - 1 - len(told)
        facts = [_facts(block)] if room > 0 else []
        lines = [*head[: max(1, 1 + room - len(facts))], *after, *facts, *notes]
        if len(head) > 1 and lines[0] == head[0] and (len(lines) == 1 or lines[1] != head[1]):
            lines[0] = name  # there is no second line for it: cut, not turned over
        for (x, y, wide), words in zip(places, lines, strict=False):
            self._write(x, y, cut(words, wide), wide)

    def _places(self, block: Block) -> list[tuple[int, int, int]]:
        """Return where a block's lines of words begin and how wide they may be: beside its pictures, else on them."""
        left, upper, right, foot = self._corners(block)
        pictures = self._frames_of_pictures(block)
        places = []
        for y in range(upper + 1, max(foot, upper + 2)):
            beside = [x for x, first, _, last in pictures if first <= y < last]
            room = min([right, *beside]) - left - 3
            if room >= _LEAST_ROOM:
                places.append((left + 2, y, room))
        whole = [(left + 2, y, right - left - 3) for y in range(upper + 1, max(foot, upper + 2))]
        return [place for place in places or whole if place[1] < self._high] or whole[:1]

    def _frame(self, left: int, top: int, right: int, foot: int, *, double: bool = False) -> None:
        across, down = ("=", "#") if double else ("-", "|")
        canvas = self._canvas
        for x in range(left, right + 1):
            for y in (top, foot):
                canvas[y][x] = "+" if x in (left, right) or canvas[y][x] in "|+" else across
        for y in range(top + 1, foot):
            for x in (left, right):
                canvas[y][x] = "+" if canvas[y][x] in "-+" else down

    def _write(self, x: int, y: int, words: str, room: int) -> None:
        """Write words over the drawing, with a blank behind them; a character may take two cells."""
        for character in words + " " * (cells(words) < room):
            self._put(x, y, character)
            width = cells(character)
            for beside in range(x + 1, x + width):
                self._put(beside, y, "")
            x += width

    def _put(self, x: int, y: int, character: str) -> None:
        """Put a character into its cell; what would stand off the drawing is not shown."""
        if y < self._high and x < self._wide:
            self._canvas[y][x] = character


def _facts(block: Block) -> str:
    """Return a block's size, and its head's where it is settled."""
    head = block.head
    told = say(f"{block.cols}栏{block.rows}行", f"{block.cols}x{block.rows}")
    if head.size:
        lines = say(f"{head.lines}行", f"/{head.lines}") if head.lines > 1 else ""
        told += say(f" 题{head.size:g}磅", f", {head.size:g}pt") + lines
    return told + (say(" 竖题", ", vertical head") if head.side else "")
