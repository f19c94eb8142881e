"""The column grid and the baseline grid of a page.

Everything on a page hangs on these two: a column is a whole number of ems wide, the gutter takes what is left of the
type area, and every line of body text of every column stands on one register of baselines (CLREQ
"considerations in designing type area").
"""

from __future__ import annotations

from layout.geometry.box import Box
from layout.geometry.length import Length
from layout.ground.dataclass import dataclass, replace

BASELINE_IN_EM = 880
"""Where the baseline of an ideographic em box lies below its top, in 1/1000 em (880/120, as CJK faces draw it)."""

SIDEWAYS_AXIS = BASELINE_IN_EM - 500
"""Where the middle of an em lies above the baseline, in 1/1000 em: turned type stands centred on it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A page's grid: `columns` columns of `ems` characters of `size`, `rows` rows of `leading`.

    `trim` is the page's (width, height), `type_area` the box that the grid fills, `bleed` what ink adds beyond the
    trim. Columns and rows count from 0.
    """

    name: str
    trim: tuple[Length, Length]
    bleed: Length
    type_area: Box
    columns: int
    ems: int
    size: Length
    leading: Length
    rows: int

    def reset(self, size: Length, leading: Length) -> Grid:
        """Return this page's grid for another body type: as many whole ems and rows as the type area holds.

        The gutter keeps at least one em; the columns stay as many as they are.
        """
        if (size, leading) == (self.size, self.leading):
            return self
        ems = (self.type_area.w - (self.columns - 1) * size) // (self.columns * size)
        return replace(self, size=size, leading=leading, ems=ems, rows=self.type_area.h // leading)

    def spread(self) -> Grid:
        """Return the grid of two facing pages made as one 通版: twice the columns, the fold in the middle gutter."""
        width, height = self.trim
        area = replace(self.type_area, w=self.type_area.w + width)
        return replace(self, trim=(2 * width, height), type_area=area, columns=2 * self.columns)

    @property
    def measure(self) -> Length:
        """Width of one column: `ems` characters of body type."""
        return self.ems * self.size

    @property
    def gutter(self) -> Length:
        """Space between two columns: what the columns leave of the type area, shared evenly."""
        if self.columns == 1:
            return 0
        return (self.type_area.w - self.columns * self.measure) // (self.columns - 1)

    def span(self, columns: int) -> Length:
        """Width of `columns` columns with the gutters between them."""
        return columns * self.measure + (columns - 1) * self.gutter

    def leg_ems(self, columns: int, legs: int) -> int:
        """Characters of a line where `columns` columns are set in so many legs, at least an em between two of them."""
        return (self.span(columns) - (legs - 1) * self.size) // legs // self.size

    def column_x(self, column: int) -> Length:
        """Left edge of a column."""
        return self.type_area.x + column * (self.measure + self.gutter)

    def row_y(self, row: int) -> Length:
        """Upper edge of a row."""
        return self.type_area.y + row * self.leading

    def baseline(self, row: int) -> Length:
        """Baseline of body text that stands in a row: its em box is centred in the row."""
        return self.row_y(row) + (self.leading - self.size) // 2 + self.size * BASELINE_IN_EM // 1000

    def cells(self, column: int, row: int, columns: int, rows: int) -> Box:
        """Return the box over `columns` x `rows` cells, gutters inside it included."""
        return Box(self.column_x(column), self.row_y(row), self.span(columns), rows * self.leading)
