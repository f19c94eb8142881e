"""A page's inks as rasters, coarse: what every point carries after overprint and knock-out.

One pixel a point. A pixel takes what lies at its centre, as a RIP without smoothing does, so two colours that only
touch are never added.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any

from layout.preflight.paint.finding import Frame
from layout.preflight.paint.mark import Mark

if TYPE_CHECKING:
    import numpy as np


_MOST_PIXELS = 40_000_000
"""A page of two metres by two and a half; a file may claim any size."""


class Plates:
    """Four plates over a frame, 0 to 100 percent, one pixel a point, starting as bare paper."""

    def __init__(self, frame: Frame) -> None:
        """Start with paper; ValueError where the frame is larger than any page."""
        import numpy as np

        self.left, self.top = frame[0], frame[1]
        self.width = max(1, round(frame[2] - frame[0]))
        self.height = max(1, round(frame[3] - frame[1]))
        if self.width * self.height > _MOST_PIXELS:
            raise ValueError("page too large to measure its ink")
        self.inks = np.zeros((4, self.height, self.width), np.uint8)

    def paint(self, marks: Iterable[Mark]) -> None:
        """Lay marks down in order; what has no inks (RGB) is left out."""
        for mark in marks:
            if mark.image is not None and not mark.image.mask:
                self._image(mark)
            elif mark.colour.inks is not None:
                self._flat(mark)

    def total(self) -> np.ndarray[Any, Any]:
        """Return the sum of the inks of each pixel, percent."""
        import numpy as np

        totals: np.ndarray[Any, Any] = self.inks.sum(axis=0, dtype=np.uint16)
        return totals

    def _window(self, frame: Frame) -> tuple[slice, slice]:
        """Return the pixels whose centres lie in a frame."""
        x0, y0 = ceil(frame[0] - self.left - 0.5), ceil(frame[1] - self.top - 0.5)
        x1, y1 = ceil(frame[2] - self.left - 0.5), ceil(frame[3] - self.top - 0.5)
        return slice(max(0, y0), max(0, y1)), slice(max(0, x0), max(0, x1))

    def _flat(self, mark: Mark) -> None:
        spots = sum(amount for _, amount in mark.colour.spots) / 3  # a spot ink counts in the sum, on no plate
        inks = [*((ink + spots) for ink in (mark.colour.inks or ())[:3]), *(mark.colour.inks or ())[3:]]
        through = mark.overprint and mark.mode == 1
        laid = [(plate, round(ink)) for plate, ink in enumerate(inks) if ink > 0 or not through]
        if not mark.outline:
            for frame in mark.run.frames() if mark.run else [mark.frame]:
                rows, columns = self._window(frame)
                for plate, ink in laid:
                    self.inks[plate, rows, columns] = ink
            return
        rows, columns = self._window(mark.frame)
        rows, columns = (
            slice(rows.start, min(rows.stop, self.height)),
            slice(columns.start, min(columns.stop, self.width)),
        )
        if rows.start >= rows.stop or columns.start >= columns.stop:
            return
        covered = self._covered(mark, rows, columns)
        for plate, ink in laid:
            self.inks[plate, rows, columns][covered] = ink

    def _covered(self, mark: Mark, rows: slice, columns: slice) -> np.ndarray[Any, Any]:
        """Return which pixels of a window a shape or line covers.

        Where the winding rule holds, courses that run against the first cut holes: right for letters and frames, an
        approximation for knots.
        """
        import numpy as np
        from PIL import Image, ImageChops, ImageDraw

        size = (columns.stop - columns.start, rows.stop - rows.start)
        x, y = self.left + columns.start, self.top + rows.start
        whole = Image.new("1", size)
        first = 0.0
        for course in mark.outline:
            if len(course) < 2:
                continue
            points = [(px - x - 0.5, py - y - 0.5) for px, py in course]
            layer = Image.new("1", size)
            draw = ImageDraw.Draw(layer)
            if mark.kind == "stroke":
                draw.line(points, fill=1, width=max(1, round(mark.size)))
                whole = ImageChops.logical_or(whole, layer)
                continue
            draw.polygon(points, fill=1)
            turn = sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*points, points[0]]))
            first = first or turn
            if mark.even_odd:
                whole = ImageChops.logical_xor(whole, layer)
            elif turn * first >= 0:
                whole = ImageChops.logical_or(whole, layer)
            else:
                whole = ImageChops.logical_and(whole, ImageChops.invert(layer))
        return np.asarray(whole)

    def _image(self, mark: Mark) -> None:
        import numpy as np

        rows, columns = self._window(mark.frame)
        region = self.inks[:, rows, columns]
        samples = mark.image.samples.inks if mark.image and mark.image.samples else None
        if samples is None or not region.size:
            return
        height, width = samples.shape[:2]
        x0, y0, x1, y1 = mark.frame
        down = (np.arange(region.shape[1]) + rows.start + self.top + 0.5 - y0) / (y1 - y0) * height
        across = (np.arange(region.shape[2]) + columns.start + self.left + 0.5 - x0) / (x1 - x0) * width
        picked = samples[np.clip(down.astype(int), 0, height - 1)[:, None], np.clip(across.astype(int), 0, width - 1)]
        region[:] = ((picked.astype(np.uint16) * 100 + 127) // 255).transpose(2, 0, 1)
