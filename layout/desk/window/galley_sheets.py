"""Copy that cannot be made up yet, as galleys 小样 on sheets of the page's own size.

An issue that is being written has too little copy for a page most of the day. The preview then shows every story in
its real lines, one after another, column by column.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from layout.compose.line.paragraph import set_paragraph
from layout.compose.line.spec import Matter
from layout.diagnostics import Locus
from layout.geometry import pt
from layout.sheet import Region, Rule, Sheet, Text, black

if TYPE_CHECKING:
    from layout.geometry import Length
    from layout.issue.model import Issue, Story
    from layout.makeup.page.caseroom import CaseRoom
    from layout.sheet import Item, Line

SECTION = "小样（还拼不成版）"
_TITLE_ROWS = 2


def galley_sheets(issue: Issue, room: CaseRoom) -> tuple[Sheet, ...]:
    """Return the issue's stories as galleys, in the order of the pages they are meant for."""
    grid = room.grid
    order = [story for page in issue.pages or () for story in page.stories]
    stories = sorted(issue.stories, key=lambda story: order.index(story.id) if story.id in order else len(order))
    sheets: list[list[Item]] = [[]]
    regions: list[list[Region]] = [[]]
    column = row = 0
    for story in stories:
        row += 2 if row else 0
        named: tuple[int, int] | None = None
        for rows, line in _pieces(story, room, grid.measure):
            if row + rows > grid.rows:
                column, row = column + 1, 0
            if column == grid.columns:
                sheets.append([])
                regions.append([])
                column = 0
            here = (len(sheets), column)
            if here != named:
                named = here
                box = grid.cells(column, row, 1, grid.rows - row)
                regions[-1].append(Region(len(regions[-1]), "body", story.id, len(regions[-1]), box))
                if row:
                    y = grid.row_y(row) - grid.leading // 2
                    sheets[-1].append(Rule(box.x, y, box.right, y, pt(0.3), black(60)))
            y = grid.baseline(row + rows - 1)
            sheets[-1].append(Text(grid.column_x(column), y, line, len(regions[-1]) - 1))
            row += rows
    return tuple(
        Sheet(number, SECTION, grid, tuple(items), tuple(found), "K")
        for number, (items, found) in enumerate(zip(sheets, regions, strict=True), 1)
    )


def _pieces(story: Story, room: CaseRoom, measure: Length) -> Iterator[tuple[int, Line]]:
    """Yield a story's title, lines and captions with the rows that each takes."""
    title = story.head.title or story.head.short
    if title:
        at = Locus(story.id, "head.main")
        for line in set_paragraph(title, room.style["jumphead"], measure, room.case, Matter(role="headline", locus=at)):
            yield _TITLE_ROWS, line
    for piece in room.galley(story, measure).lines:
        yield piece.before + piece.rows, piece.line
    for index, photo in enumerate(story.photos):
        lines, credits, _ = room.caption(photo, measure, Locus(story.id, f"photos.{index}.caption"))
        for line in (*lines, *credits):
            yield 1, line
