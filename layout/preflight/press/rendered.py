"""Checks of rendered plates: what a RIP makes of the file, whatever its constructs are."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import TYPE_CHECKING, Any

from layout.picture.planes import summed
from layout.preflight.paint.finding import Finding, Frame, error
from layout.preflight.paint.painted import PaintedPage
from layout.preflight.pdf.renderer import DPI, Rendered
from layout.preflight.press.ink import window_means
from layout.rules.press import PLATES_CLEAR, PLATES_EDGE, PLATES_HIDDEN, PLATES_PIXELS

if TYPE_CHECKING:
    from layout.export.pdf.settings import PressSettings
    from layout.preflight.pdf.press_file import PressFile

_TOLD = frozenset(("TA01", "TA02", "BK05", "CO01", "CO05", "DA01", "DA02", "IM03", "PX17"))
"""Findings that say already why the plates carry too much ink, or other ink than is meant."""

CLAUSES = {"PL01": "printers; ISO 12647-3:2013", "PL02": "house"}


def judge(file: PressFile, plates: Rendered, known: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what the plates show beyond what is known: too much ink (PL01), type that does not print (PL02)."""
    inked = {finding.page for finding in known if finding.check in _TOLD}
    found: list[Finding] = []
    for page, inks in zip(file.pages, plates.pages, strict=False):
        if not inked & {0, page.number}:
            found += _ink(page, inks, file.settings)
        found += _hidden(page, inks)
    return tuple(found)


def _ink(page: PaintedPage, inks: Any, settings: PressSettings) -> Iterable[Finding]:
    import numpy as np

    total = summed(inks)
    over = total > settings.ink_limit + PLATES_EDGE
    if int(over.sum()) >= PLATES_PIXELS:
        row, column = (int(at) for at in np.unravel_index(int(total.argmax()), total.shape))
        args = (("ink", int(total.max())), ("limit", settings.ink_limit))
        yield error("PL01", page.number, _frame(column, row, 1), **dict(args))
        return
    side = max(1, round(sqrt(settings.ink_window) * DPI / 25.4))
    means = window_means(total, side)
    if float(means.max()) > settings.ink_most + PLATES_EDGE:
        row, column = (int(at) for at in np.unravel_index(int(means.argmax()), means.shape))
        yield error(
            "PL01", page.number, _frame(column, row, side), ink=round(float(means.max())), limit=settings.ink_most
        )


def _frame(column: int, row: int, side: int) -> Frame:
    scale = 72 / DPI
    return (column * scale, row * scale, (column + side) * scale, (row + side) * scale)


def _hidden(page: PaintedPage, inks: Any) -> Iterable[Finding]:
    """Look for lines of dark type of which nothing is on any plate."""
    scale = DPI / 72
    lines = hidden = 0
    place: Frame | None = None
    height, width = inks.shape[:2]
    for mark in page.marks:
        if mark.kind != "text" or mark.colour.total < PLATES_CLEAR:
            continue
        x0, y0, x1, y1 = (round(edge * scale) for edge in mark.frame)
        part = inks[max(0, y0) : min(height, y1 + 1), max(0, x0) : min(width, x1 + 1)]
        if part.size < 4 * 9:
            continue
        lines += 1
        if int(part.max()) < PLATES_CLEAR // 4:
            hidden += 1
            place = place or mark.frame
    if lines and hidden * 1000 > PLATES_HIDDEN * lines:
        yield error("PL02", page.number, place, lines=hidden, all=lines)
