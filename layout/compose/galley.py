"""A galley 小样: a story's lines one under another, before any page."""

from __future__ import annotations

from dataclasses import dataclass

from layout.geometry import Length
from layout.sheet import Line


@dataclass(frozen=True, slots=True)
class GalleyLine:
    """A line and its room: `before` empty rows above it (dropped at the top of a leg), `rows` rows of its own.

    `keep` forbids a leg to end after this line (a subhead; the first of a subhead's two lines).
    """

    line: Line
    before: int = 0
    rows: int = 1
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Galley:
    """A composed story: measure, leading, its lines in order, and its depth in rows as one leg."""

    story: str
    measure: Length
    leading: Length
    lines: tuple[GalleyLine, ...]

    @property
    def depth(self) -> int:
        """Rows of the whole galley set as one leg."""
        return sum(line.before + line.rows for line in self.lines)
