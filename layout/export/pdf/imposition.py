"""What lies on one side of the printer's sheet: a single page, or two pages paired for folding."""

from __future__ import annotations

from collections.abc import Sequence

from layout.geometry import Length
from layout.ground.dataclass import dataclass
from layout.sheet import Sheet

SECTIONS = (4, 8, 12, 16)
"""Page counts that fold into one section of nested sheets."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its trimmed size and the sheets on it with their left edges; `folds` are the fold lines' x."""

    width: Length
    height: Length
    places: tuple[tuple[Length, Sheet], ...]
    folds: tuple[Length, ...] = ()

    @property
    def label(self) -> str:
        """The page labels on it, left to right: `04-01`."""
        return "-".join(sheet.label for _, sheet in self.places)


def single(sheet: Sheet) -> Side:
    """Return a side that is one page."""
    width, height = sheet.grid.trim
    return Side(width, height, ((0, sheet),))


def spreads(sheets: Sequence[Sheet], gutter: Length) -> tuple[Side, ...]:
    """Return printer's spreads, outermost first, front before back: of four pages 4-1 and 2-3.

    Sheets nest inside one another, so page n pairs with the page that lies on the other half of its sheet. Creep is
    zero: newsprint is thin and a section has at most 16 pages. Other counts than 4, 8, 12 and 16 cannot be folded so
    and come back as single pages.
    """
    count = len(sheets)
    if count not in SECTIONS:
        return tuple(map(single, sheets))
    sides = []
    for outer in range(0, count // 2, 2):
        sides.append(_pair(sheets[count - 1 - outer], sheets[outer], gutter))
        sides.append(_pair(sheets[outer + 1], sheets[count - 2 - outer], gutter))
    return tuple(sides)


def _pair(left: Sheet, right: Sheet, gutter: Length) -> Side:
    width, height = left.grid.trim
    start = width + gutter
    return Side(start + right.grid.trim[0], height, ((0, left), (start, right)), (width + gutter // 2,))
