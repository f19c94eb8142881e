"""What the desk wished of a story's shape, on the grid of its page: widths, legs, pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.makeup.solve.shapes import Pin
from layout.rules.pages import LONGEST_LINE

if TYPE_CHECKING:
    from layout.issue.model import Story
    from layout.makeup.page.caseroom import CaseRoom


def pin_of(story: Story) -> Pin:
    """Return what the desk fixed for a story."""
    wish = dict(story.wishes.pin)

    def number(key: str, default: int = -1) -> int:
        value = wish.get(key, default)
        return value if isinstance(value, int) else default

    return Pin(
        page=number("page", 0),
        col=number("col"),
        row=number("row"),
        cols=number("cols"),
        rows=number("rows"),
        zone=str(wish.get("zone", "")),
        mate=str(wish.get("with", "")),
    )


def widths_of(room: CaseRoom, story: Story) -> tuple[int, ...]:
    """Return the widths in columns that a story may take: the desk's wish within the page, with its legs 变栏.

    The legs beside a vertical head depend on the head: there, any width may do.
    """
    least, most = story.wishes.cols
    if story.wishes.cols == (1, 6):
        most = room.grid.columns  # nothing was wished
    if story.kind == "lead" and story.wishes.cols == (1, 6) and len(story.text) > room.rules.lead_long:
        least = 3
    widths = range(max(1, min(least, room.grid.columns)), min(most, room.grid.columns) + 1)
    if not story.paragraphs or is_table(story) or story.head.orient == "v":
        return tuple(widths)
    counted = [(cols, legs) for cols in widths if (legs := legs_wished(story, cols)) is not None]
    reads_well = [cols for cols, legs in counted if not legs or room.grid.leg_ems(cols, legs) <= LONGEST_LINE]
    return tuple(reads_well or (cols for cols, _ in counted))


def is_table(story: Story) -> bool:
    """Tell whether most of a story's characters stand in tables: it is set as one leg, for rows cannot turn over."""
    cells = sum(len(cell) for paragraph in story.paragraphs for row in paragraph.cells for cell in row)
    plain = sum(len(paragraph.text) for paragraph in story.paragraphs if paragraph.kind != "table")
    return cells > plain


def legs_wished(story: Story, cols: int) -> int | None:
    """Return the legs of a story over `cols` columns, 0 for one a column, None where its wish cannot be had there.

    A table has one; 长栏 has one for each `merge` columns, 破栏 as many as the desk says.
    """
    wishes = story.wishes
    if is_table(story):
        return 1
    if wishes.legs:
        return None if wishes.legs > cols else wishes.legs % cols
    if wishes.merge > 1:
        return None if cols % wishes.merge else cols // wishes.merge
    return 0
