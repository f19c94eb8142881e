"""A galley 小样: a story's lines one under another, before any page."""

from __future__ import annotations

from layout.geometry import Length
from layout.ground.dataclass import dataclass
from layout.sheet import Line


@dataclass(frozen=True, slots=True)
class GalleyLine:
    """A line and its room: `before` empty rows above it (dropped at the top of a leg), `rows` rows of its own.

    `keep` forbids a leg to end after this line (a subhead; the first of a subhead's two lines). `again` are the lines
    that stand over this one once more where it begins a leg: the head row of its table. Those lines say `repeats`: they
    are no further copy.
    """

    line: Line
    before: int = 0
    rows: int = 1
    keep: bool = False
    again: tuple[GalleyLine, ...] = ()
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Galley:
    """A composed story: measure, leading, its lines in order, and its depth in rows as one leg.

    `steps` says what was done to reach a number of lines that was asked for: `¶3 -1: comma, gap` is a paragraph
    (counted from 1) brought to a line less with marks and gaps squeezed.
    """

    story: str
    measure: Length
    leading: Length
    lines: tuple[GalleyLine, ...]
    steps: tuple[str, ...] = ()

    @property
    def depth(self) -> int:
        """Rows of the whole galley set as one leg."""
        return sum(line.before + line.rows for line in self.lines)
