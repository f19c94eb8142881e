"""Check of rules: thick enough to print."""

from __future__ import annotations

from collections.abc import Iterable

from layout.preflight.paint.finding import Finding, check, warning
from layout.preflight.paint.mark import Mark
from layout.preflight.paint.painted import PaintedFile
from layout.preflight.press.black import each, first_of_each

_EDGE = 0.005


def least_width(mark: Mark) -> float:
    """Return the thinnest that a line of this colour prints: 0.25 pt, reversed 0.5, in two or more inks 1."""
    if mark.colour.is_white:
        return 0.5
    return 1.0 if mark.colour.plates > 1 else 0.25


@check("LW01", "GWG 2022 R0018, R0019")
def line_widths(file: PaintedFile) -> Iterable[Finding]:
    """Rules are as thick as newsprint needs."""
    wrong = ((p, m) for p, m in each(file) if m.kind in ("stroke", "fill") and m.thickness < least_width(m) - _EDGE)
    for page, mark, count in first_of_each(wrong):
        yield warning("LW01", page, mark.frame, width=round(mark.thickness, 2), least=least_width(mark), count=count)


CHECKS = (line_widths,)
