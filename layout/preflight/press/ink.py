"""Checks of the amount of ink: newsprint takes little, and wet ink smears."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Severity
from layout.picture.planes import summed
from layout.preflight.paint.finding import Finding, Frame, check, error, warning
from layout.preflight.paint.mark import Mark, meet
from layout.preflight.paint.painted import PaintedFile, PaintedPage
from layout.preflight.press.black import each, first_of_each, inks
from layout.rules.press import HIGHLIGHT, INK_EDGE, INK_NONE, SHADOW, SHADOW_OVER, SHADOW_SHARE, TYPE_COVERS

if TYPE_CHECKING:
    import numpy as np

    from layout.export.pdf.settings import PressSettings


def needs_plates(marks: Iterable[Mark], limit: float) -> bool:
    """Tell whether ink can add up beyond `limit`: by one mark alone, or by black over a dark ground."""
    grounds: list[Mark] = []
    for mark in marks:
        if mark.image is not None and not mark.image.mask:
            return True
        if mark.colour.total > limit:
            return True
        if mark.overprint and mark.mode == 1:
            dark = (ground for ground in grounds if ground.colour.total + mark.colour.total > limit)
            if any(meet(ground.frame, mark.frame) for ground in dark):
                return True
        elif mark.kind != "text" and mark.colour.total > limit - 100:
            grounds.append(mark)
    return False


def window_means(total: np.ndarray[Any, Any], side: int) -> np.ndarray[Any, Any]:
    """Return the mean of every `side` x `side` window, by its upper left pixel."""
    import numpy as np

    side = min(side, *total.shape)
    sums = np.zeros((total.shape[0] + 1, total.shape[1] + 1), np.uint32)
    np.cumsum(np.cumsum(total, 0, dtype=np.uint32), 1, out=sums[1:, 1:])
    windows = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return windows / side**2


def _place(total: np.ndarray[Any, Any], frame: Frame, size: int) -> tuple[float, Frame]:
    """Return the greatest value and where it lies."""
    import numpy as np

    row, column = np.unravel_index(int(total.argmax()), total.shape)
    x, y = frame[0] + float(column), frame[1] + float(row)
    return float(total[row, column]), (x, y, x + size, y + size)


@check("TA01", "printers; WAN-IFRA 2014")
def ink_of_pixels(file: PaintedFile) -> Iterable[Finding]:
    """No pixel carries more ink than the press takes."""
    for page in file.painted:
        found = most_ink(page, file.settings)
        if found is not None and found[0] > file.settings.ink_limit + INK_EDGE:
            yield error("TA01", page.number, found[1], ink=round(found[0]), limit=file.settings.ink_limit)


def most_ink(page: PaintedPage, settings: PressSettings) -> tuple[float, Frame] | None:
    """Return the greatest sum of inks of a page and its place; None where nothing comes near the limit.

    Photographs are measured sample by sample, everything else point by point.
    """
    if not needs_plates(page.marks, settings.ink_warning):
        return None
    frame = page.bleed_frame
    best = _place(page.inks[0], frame, 1)
    for mark in page.marks:
        if mark.image is not None and meet(mark.frame, frame):
            samples = mark.image.samples.inks if mark.image.samples else None
            if samples is not None:
                most = float(summed(samples).max()) / 2.55
                best = max(best, (most, mark.frame))
    return best


@check("TA02", "GWG 2022 R0026; GWG 2015; ISO 12647-3:2013")
def ink_of_areas(file: PaintedFile) -> Iterable[Finding]:
    """No area of 15 mm2 carries more ink than dries."""
    settings = file.settings
    side = max(1, round(sqrt(settings.ink_window) * 72 / 25.4))
    for page in file.painted:
        if not needs_plates(page.marks, settings.ink_warning):
            continue
        frame = page.bleed_frame
        printed, ground = (inks.astype("uint32") for inks in page.inks)
        # In whole 1/1000 percent, so that sums over a page stay exact.
        total = TYPE_COVERS * printed + (1000 - TYPE_COVERS) * ground
        mean, place = _place(window_means(total, side), frame, side)
        mean /= 1000
        if mean > settings.ink_warning + INK_EDGE:
            severity = Severity.ERROR if mean > settings.ink_most + INK_EDGE else Severity.WARNING
            limit = settings.ink_most if severity is Severity.ERROR else settings.ink_warning
            args = (("ink", round(mean)), ("limit", limit), ("window", settings.ink_window))
            yield Finding("TA02", severity, page.number, place, args)


@check("TA03", "printers")
def tone_range(file: PaintedFile) -> Iterable[Finding]:
    """Tints below 3 % vanish, photographs with more than 95 % of black close up."""
    faint = (
        (p, m)
        for p, m in each(file)
        if m.kind != "image" and any(INK_NONE < ink < HIGHLIGHT - INK_NONE for ink in m.colour.inks or ())
    )
    for page, mark, count in first_of_each(faint):
        yield warning("TA03", page, mark.frame, inks=inks(mark), count=count)
    for page, mark in each(file):
        use = mark.image
        samples = use.samples.inks if use is not None and use.samples and use.bits > 1 else None
        if samples is not None:
            dark = float((samples[:, :, 3] > (SHADOW + SHADOW_OVER) * 2.55).mean())
            if dark > SHADOW_SHARE / 1000:
                yield warning("TA03", page, mark.frame, inks=f"K > {SHADOW:.0f} ({dark:.1%})", count=1)


CHECKS = (ink_of_pixels, ink_of_areas, tone_range)
