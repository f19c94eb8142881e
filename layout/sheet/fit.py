"""How a story fits the place that it was given."""

from __future__ import annotations

from typing import Literal

from layout.diagnostics import Locus
from layout.ground.dataclass import dataclass
from layout.ground.named_tuple import NamedTuple


class Step(NamedTuple):
    """A step of copyfitting 合版: what was done, and by how many lines, rows or columns; 0 where it has no amount.

    `target`: lines that the composer saved (below 0) or added; `photo`: rows of a picture; `cols`: columns beyond what
    was asked for; `deck`: left out; `box`: framed; `jump`: continued elsewhere.
    """

    kind: Literal["photo", "target", "deck", "box", "jump", "cols"]
    amount: int = 0

    def __str__(self) -> str:
        """Return the step as reports write it: `target-2`, `deck`."""
        return f"{self.kind}{self.amount:+d}" if self.amount else self.kind


@dataclass(frozen=True, slots=True)
class Fit:
    """A story's lines against its room, in lines of one column.

    `offered` is the room, `set` the lines placed, `over` the lines that found no room (0 is the goal) and `short`
    the room left empty; `characters` is the copy to cut (negative) or to add. `steps` names the copyfitting taken.
    `first` is the row of its first line, from the block's upper edge, -1 where it has no lines there; `part` counts
    the blocks of a story that jumps from 1.
    """

    story: str
    page: int
    offered: int
    set: int
    over: int = 0
    short: int = 0
    characters: int = 0
    steps: tuple[Step, ...] = ()
    locus: Locus | None = None
    part: int = 1
    first: int = -1
