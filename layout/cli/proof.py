"""The galley on paper 小样: composed lines one under another on proof sheets, each row numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from layout.diagnostics import Remarked
from layout.geometry import Box, Grid, Length, pt
from layout.sheet import Edition, Sheet, Text

if TYPE_CHECKING:
    from layout.sheet import Line
    from layout.typeface import TypeCase

MARGIN = pt(42)
ROWS = 56
"""Rows a proof sheet holds."""

NO_DATE = date(2000, 1, 1)
"""The date in a proof's file: none, so that equal copy gives equal bytes."""


def proof_sheets(rows: Sequence[Line | None], measure: Length, leading: Length, size: Length) -> tuple[Sheet, ...]:
    """Return proof sheets of lines; None is an empty row."""
    trim = (measure + 2 * MARGIN, ROWS * leading + 2 * MARGIN)
    area = Box(MARGIN, MARGIN, measure, ROWS * leading)
    grid = Grid("galley", trim, 0, area, 1, max(1, measure // size), size, leading, ROWS)
    sheets = []
    for first in range(0, max(1, len(rows)), ROWS):
        items = tuple(
            Text(MARGIN, grid.baseline(row), line) for row, line in enumerate(rows[first : first + ROWS]) if line
        )
        sheets.append(Sheet(first // ROWS + 1, "", grid, items, (), "K"))
    return tuple(sheets)


def proof_pdf(title: str, sheets: Iterable[Sheet], case: TypeCase) -> Remarked[bytes]:
    """Return proof sheets as a PDF, set by the same writer as the press pages; empty where that refuses them."""
    from layout.export.pdf import PressSettings, write_press

    sheets = tuple(sheets)
    edition = Edition(title, "", 1, NO_DATE, "", "", sheets[0].grid.trim, sheets, ())
    with TemporaryDirectory() as folder:
        written = write_press(edition, case, Path(folder), PressSettings(), per_page=False)
        return Remarked(b"".join(path.read_bytes() for path in written.value), written.remarks)
