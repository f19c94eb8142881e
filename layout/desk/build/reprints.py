"""Each article alone in newspaper columns on A4, set by the paper's own composer: what a reader prints.

The head stands over three columns of the paper's own type, the galley is shared evenly over them, captions follow
the text, and the last row says where it was printed. Photographs are left to the article's page.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from layout.compose.head.order import HeadOrder
from layout.compose.head.set_head import set_head
from layout.diagnostics import Locus
from layout.geometry import Box, Grid, mm
from layout.ground.dataclass import replace
from layout.sheet import Edition, Rule, Sheet, Text, black

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.desk.build.goods import Goods
    from layout.issue.model import Story
    from layout.makeup.page.caseroom import CaseRoom
    from layout.sheet import Item, Line

_TRIM = (mm(210), mm(297))
_AREA = (mm(174), mm(258))
_COLUMNS = 3
_FOOT = 2
"""Rows that the source takes at the foot."""


def reprints(stories: Sequence[Story], room: CaseRoom, goods: Goods) -> dict[str, bytes]:
    """Return a PDF of each story by its id; stories without text, and those that cannot be set, have none."""
    found = {}
    for story in stories:
        if story.paragraphs and story.kind != "photo":
            data = _pdf(_sheets(story, room, goods.edition), goods)
            if data:
                found[story.id] = data
    return found


def _grid(room: CaseRoom) -> Grid:
    own = room.grid
    left, top = (_TRIM[0] - _AREA[0]) // 2, (_TRIM[1] - _AREA[1]) // 2
    ems = (_AREA[0] - (_COLUMNS - 1) * own.size) // (_COLUMNS * own.size)
    rows = _AREA[1] // own.leading
    return Grid("a4", _TRIM, 0, Box(left, top, *_AREA), _COLUMNS, ems, own.size, own.leading, rows)


def _sheets(story: Story, room: CaseRoom, edition: Edition) -> tuple[Sheet, ...]:
    """Return the sheets of a story: head, then its lines column by column, as even as they can be on the last sheet."""
    grid = _grid(room)
    order = HeadOrder(story.head, grid.span(_COLUMNS), grid.leading, kind=story.kind, byline=story.byline, most=36_000)
    head = set_head(order, room.case, room.style).value
    lines = room.galley(story, grid.measure).lines  # set already, where the page has the same measure
    rows = [(piece.before, piece.rows, piece.line, piece.keep) for piece in lines] + _captions(story, room, grid)
    sheets: list[Sheet] = []
    top = head.rows + 1 if head.parts else 0
    while rows or not sheets:
        items: list[Item] = []
        if not sheets:
            box = grid.cells(0, 0, _COLUMNS, max(1, head.rows))
            items += [Text(box.x + part.x, box.y + part.y, part.line) for part in head.parts]
            items += head.rules
        depth = _depth(rows, grid.rows - _FOOT - top)
        for column in range(_COLUMNS):
            row = top
            while rows:
                before, deep, line, keep = rows[0]
                air = before if row > top else 0
                follows = rows[1][0] + rows[1][1] if keep and len(rows) > 1 else 0
                if row + air + deep + follows > top + depth and row > top:
                    break
                rows.pop(0)
                row += air + deep
                items.append(Text(grid.column_x(column), grid.baseline(row - 1), line))
        items += _foot(story, room, grid, edition)
        sheets.append(Sheet(len(sheets) + 1, "", grid, tuple(items), (), "K"))
        top = 0
    return tuple(sheets)


def _depth(rows: Sequence[tuple[int, int, Line, bool]], width: int) -> int:
    """Return how deep the columns of a sheet are: all its room, or what shares the rest evenly."""
    left = sum(before + deep for before, deep, _, _ in rows)
    return min(width, -(-left // _COLUMNS) + 1)


def _captions(story: Story, room: CaseRoom, grid: Grid) -> list[tuple[int, int, Line, bool]]:
    found: list[tuple[int, int, Line, bool]] = []
    for index, photo in enumerate(story.photos):
        lines, credits, _ = room.caption(photo, grid.measure, Locus(story.id, f"photos.{index}.caption"))
        found += [(1 if nth == 0 else 0, 1, line, False) for nth, line in enumerate((*lines, *credits))]
    return found


def _foot(story: Story, room: CaseRoom, grid: Grid, edition: Edition) -> list[Item]:
    """Return the rule and the line that say where the article was printed."""
    article = next((one for one in edition.articles if one.id == story.id), None)
    pages = "、".join(f"第{page:02d}版" for page in article.pages) if article else ""
    day = edition.date
    words = f"{edition.name}　{day.year}年{day.month}月{day.day}日　第{edition.number}期　{pages}"
    line = room.fitted(words, "caption", "furniture", grid.span(_COLUMNS))
    x, y = grid.column_x(0), grid.baseline(grid.rows - 1)
    over = grid.row_y(grid.rows - 1) - grid.leading // 4
    return [Rule(x, over, x + grid.span(_COLUMNS), over, 300, black(100)), Text(x, y, line)]


def _pdf(sheets: tuple[Sheet, ...], goods: Goods) -> bytes:
    """Return the sheets as a PDF for any printer: the press writer's, without the press's profile."""
    from layout.export.pdf import PressSettings, write_press
    from layout.export.pdf.plain import without_intent

    edition = replace(goods.edition, trim=_TRIM, sheets=sheets, articles=())
    with TemporaryDirectory() as folder:
        written = write_press(edition, goods.case, Path(folder), PressSettings(slug_line=False), per_page=False)
        return b"".join(without_intent(path.read_bytes()) for path in written.value)
