"""What the checks of colour, black, lines and ink ask of a page, whether it comes from a sheet or from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from layout.preflight.finding import Frame
from layout.preflight.mark import Mark

if TYPE_CHECKING:
    import numpy as np

    from layout.export.pdf.settings import PressSettings


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of the edition that a file should print: trimmed size in points, plates by page number.

    `sha256` is the file's as the job ticket has it, empty where there is no ticket.
    """

    trim: tuple[float, float] | None = None
    colours: Mapping[int, str] = field(default_factory=dict)
    sha256: str = ""


class PaintedPage:
    """A page: number, trim and bleed as frames, and what is painted on it."""

    number: int

    @property
    def trim_frame(self) -> Frame:
        """The trimmed page; its left top corner is the origin."""
        raise NotImplementedError

    @property
    def bleed_frame(self) -> Frame:
        """The page with its bleed."""
        raise NotImplementedError

    @property
    def marks(self) -> Sequence[Mark]:
        """What the page paints, in paint order."""
        raise NotImplementedError

    @cached_property
    def printed(self) -> list[Mark]:
        """The marks that touch the bleed: what lies beyond is for the shop."""
        x0, y0, x1, y1 = self.bleed_frame
        return [
            mark
            for mark in self.marks
            if mark.frame[0] < x1 and mark.frame[2] > x0 and mark.frame[1] < y1 and mark.frame[3] > y0
        ]

    @cached_property
    def inks(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """The sum of the inks inside the bleed, one pixel a point: of the whole page, and without its type."""
        from layout.preflight.plates import Plates

        whole, ground = Plates(self.bleed_frame), Plates(self.bleed_frame)
        whole.paint(self.marks)
        ground.paint(mark for mark in self.marks if mark.kind != "text")
        return whole.total(), ground.total()


class PaintedFile:
    """Pages to check, the print shop's settings, and what is known of the edition."""

    settings: PressSettings
    expected: Expected

    @property
    def painted(self) -> Sequence[PaintedPage]:
        """The pages."""
        raise NotImplementedError
