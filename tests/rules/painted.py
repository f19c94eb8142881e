"""Pages for the checks of paint, made of the marks that a test wants on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from layout.export.pdf.settings import PressSettings
from layout.preflight.paint.finding import Check, Finding, Frame
from layout.preflight.paint.mark import Colour, ImageUse, Mark
from layout.preflight.paint.painted import Expected, PaintedFile, PaintedPage

MIDDLE = (20.0, 20.0, 60.0, 60.0)


class Page(PaintedPage):
    """A page of 200 x 300 pt with 9 pt of bleed, or other boxes."""

    def __init__(self, marks: Sequence[Mark], trim: Frame, bleed: Frame) -> None:
        self.number, self._marks, self._trim, self._bleed = 1, marks, trim, bleed

    @property
    def trim_frame(self) -> Frame:
        return self._trim

    @property
    def bleed_frame(self) -> Frame:
        return self._bleed

    @property
    def marks(self) -> Sequence[Mark]:
        return self._marks


class File(PaintedFile):
    """A file of one page."""

    def __init__(
        self, *marks: Mark, trim: Frame = (0, 0, 200, 300), bleed: Frame = (-9, -9, 209, 309), **settings: Any
    ) -> None:
        self.settings = PressSettings(**settings)
        self.expected = Expected()
        self._page = Page(marks, trim, bleed)

    @property
    def painted(self) -> Sequence[PaintedPage]:
        return (self._page,)


@dataclass(frozen=True)
class Pixels:
    """An image's samples as a test wants them."""

    inks: np.ndarray[Any, Any] | None
    encoded: bytes = b""


def findings(check: Check, *marks: Mark, **page: Any) -> list[Finding]:
    return list(check.look(File(*marks, **page)))


def severities(check: Check, *marks: Mark, **page: Any) -> list[str]:
    return [finding.severity.value for finding in findings(check, *marks, **page)]


def cmyk(*inks: float) -> Colour:
    c, m, y, k = inks
    return Colour("DeviceCMYK", (c, m, y, k))


def fill(*inks: float, frame: Frame = MIDDLE) -> Mark:
    return Mark("fill", frame, cmyk(*inks))


def line(width: float, *inks: float, space: str = "DeviceCMYK", over: bool = False) -> Mark:
    colour = Colour(space, (inks[0], inks[1], inks[2], inks[3]))
    return Mark("stroke", MIDDLE, colour, over, int(over), width)


def text(size: float, *inks: float, face: str = "", over: bool = False) -> Mark:
    return Mark("text", MIDDLE, cmyk(*inks), over, int(over), size, face=face)


def picture(samples: np.ndarray[Any, Any] | None = None, ppi: float = 200, bits: int = 8, encoded: bytes = b"") -> Mark:
    use = ImageUse((1, 0), 10, 10, bits, ppi, (), ("DeviceCMYK",), False, Pixels(samples, encoded))  # type: ignore[arg-type]
    return Mark("image", MIDDLE, cmyk(0, 0, 0, 0), image=use)
