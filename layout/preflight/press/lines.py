"""Check of rules: thick enough to print."""

from __future__ import annotations

from collections.abc import Iterable

from layout.geometry import Length
from layout.preflight.paint.finding import Finding, check, warning
from layout.preflight.paint.mark import Mark
from layout.preflight.paint.painted import PaintedFile
from layout.preflight.press.black import each, first_of_each
from layout.rules.press import LINE_COLOURED, LINE_EDGE, LINE_LEAST, LINE_REVERSED


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


CHECKS = (line_widths,)
