"""What the checks of colour, black, lines and ink ask of a page, whether it comes from a sheet or from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass, field
from layout.preflight.paint.finding import Frame
from layout.preflight.paint.mark import Mark, meet
from layout.rules.press import TYPE_LARGE

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
        """The sum of the inks inside the bleed, one pixel a point: of the whole page, and without its small type.

        Type that stands on no dark ground is left out: it adds 100 % to little, and there is much of it. The strokes
        of large type are as wide as the window that ink is averaged over, so it counts as a drawing.
        """
        from layout.preflight.paint.plates import Plates

        heavy = self.crowded_type
        ground = Plates(self.bleed_frame)
        ground.paint(
            mark
            for mark in self.printed
            if mark.kind != "text" or (mark.size >= TYPE_LARGE / 1000 and id(mark) in heavy)
        )
        if not heavy:
            return ground.total(), ground.total()
        whole = Plates(self.bleed_frame)
        whole.paint(mark for mark in self.printed if mark.kind != "text" or id(mark) in heavy)
        return whole.total(), ground.total()

    @cached_property
    def crowded_type(self) -> frozenset[int]:
        """The ids of type marks whose ink may come to more than 180 % with what lies below them."""
        dark: list[Frame] = []
        found = set()
        for mark in self.printed:
            if mark.kind != "text":
                if mark.image is not None or mark.colour.total > 80:
                    dark.append(mark.frame)
            elif mark.colour.total > 180 or any(meet(mark.frame, frame) for frame in dark):
                found.add(id(mark))
        return frozenset(found)


class PaintedFile:
    """Pages to check, the print shop's settings, and what is known of the edition."""

    settings: PressSettings
    expected: Expected

    @property
    def painted(self) -> Sequence[PaintedPage]:
        """The pages."""
        raise NotImplementedError
