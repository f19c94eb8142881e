"""The ear 报眼: the block beside the nameplate, for one short story that an editor pins there."""

from __future__ import annotations

from collections.abc import Sequence

from layout.makeup.dummy.plan import Block
from layout.makeup.solve.shapes import Frame, Measures, Placed, to_block

STRIP_ROWS = 2
"""Rows at the masthead's foot that keep the full width: the strip of facts and the double rule."""

EAR_COLUMNS = 2
"""Columns of an ear where the pin names none."""

EAR_MOST = 3
"""Columns that a masthead can spare."""


def ear_story(frame: Frame, stories: Sequence[str], tables: Measures) -> str | None:
    """Return the story that is pinned into the masthead's rows, the first if there are several."""
    for story in stories:
        pin = tables.table(story).pin
        if frame.number == 1 and 0 <= pin.row < frame.top:
            return story
    return None


def ear_block(frame: Frame, story: str, tables: Measures) -> Block | None:
    """Return the ear as a block, filled as deep as its shapes allow; None where none of them is small enough."""
    table = tables.table(story, decks=True)
    cols = min(EAR_MOST, table.pin.cols if table.pin.cols > 0 else EAR_COLUMNS)
    free = frame.top - STRIP_ROWS
    fitting = [shape for shape in table.shapes if shape.cols == cols and shape.rows <= free]
    if not fitting:
        return None
    shape = min(fitting, key=lambda shape: (shape.cost + 20 * max(0, free - shape.rows - shape.give), -shape.rows))
    rows = min(free, shape.rows + shape.give)
    return to_block(Placed(0, frame.columns - cols, 0, cols, rows, shape), table)
