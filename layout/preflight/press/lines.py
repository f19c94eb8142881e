"""Check of rules: thick enough to print."""

from __future__ import annotations

from collections.abc import Iterable

from layout.geometry import Length
from layout.preflight.paint.finding import Finding, check, warning
from layout.preflight.paint.mark import Mark
from layout.preflight.paint.painted import PaintedFile
from layout.preflight.press.black import each, first_of_each, inks
from layout.rules.press import LINE_COLOURED, LINE_EDGE, LINE_LEAST, LINE_REVERSED, TINT_LINE, TINT_LINE_INK


def least_width(mark: Mark) -> Length:
    """Return the thinnest that a line of this colour prints."""
    if mark.colour.is_white:
        return LINE_REVERSED
    return LINE_COLOURED if mark.colour.plates > 1 else LINE_LEAST


def _thinner(mark: Mark) -> bool:
    return mark.kind in ("stroke", "fill") and mark.thickness < (least_width(mark) - LINE_EDGE) / 1000


@check("LW01", "GWG 2022 R0018, R0019")
def line_widths(file: PaintedFile) -> Iterable[Finding]:
    """Rules are as thick as newsprint needs."""
    wrong = ((p, m) for p, m in each(file) if _thinner(m))
    for page, mark, count in first_of_each(wrong):
        least = least_width(mark) / 1000
        yield warning("LW01", page, mark.frame, width=round(mark.thickness, 2), least=least, count=count)


@check("LW02", "printers")
def screened_lines(file: PaintedFile) -> Iterable[Finding]:
    """A thin rule is solid: dots of a screen break it into a row of points."""
    wrong = ((p, m) for p, m in each(file) if _screened(m))
    for page, mark, count in first_of_each(wrong):
        yield warning("LW02", page, mark.frame, width=round(mark.thickness, 2), inks=inks(mark), count=count)


def _screened(mark: Mark) -> bool:
    parts = mark.colour.inks
    if mark.kind not in ("stroke", "fill") or not parts or _thinner(mark) or mark.colour.is_white or mark.colour.spots:
        return False
    return mark.thickness < TINT_LINE / 1000 and max(parts) < TINT_LINE_INK


CHECKS = (line_widths, screened_lines)
