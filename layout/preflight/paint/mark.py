"""What a page puts on paper, mark by mark in paint order, whether read from a sheet or from a file.

The checks of colour, black, lines, images and ink look at marks only, so one rule serves our own sheets and other
people's files.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from layout.ground.dataclass import dataclass
from layout.preflight.paint.finding import Frame, Point
from layout.rules.press import BLACK_SOLID, INK_NONE

if TYPE_CHECKING:
    from layout.preflight.paint.image_inks import Samples
    from layout.preflight.paint.type_run import Glyphs
    from layout.preflight.paint.type_use import TypeUse


@dataclass(frozen=True)
class Colour:
    """A colour as given: its space, its process inks in percent (None: not told in inks, as RGB), its spot inks.

    `on_all` marks the ink of all plates, which register marks are drawn in.
    """

    space: str
    inks: tuple[float, float, float, float] | None
    spots: tuple[tuple[str, float], ...] = ()
    on_all: bool = False

    @cached_property
    def total(self) -> float:
        """Sum of all inks in percent; 0 where the inks are unknown."""
        return sum(self.inks or ()) + sum(amount for _, amount in self.spots)

    @cached_property
    def plates(self) -> int:
        """How many plates it stands on."""
        return sum(ink > INK_NONE for ink in self.inks or ()) + sum(amount > INK_NONE for _, amount in self.spots)

    @property
    def is_white(self) -> bool:
        """Tell whether it is bare paper."""
        return self.inks is not None and self.plates == 0

    @property
    def has_black(self) -> bool:
        """Tell whether it carries black ink."""
        return self.inks is not None and self.inks[3] > INK_NONE

    @property
    def is_solid_black(self) -> bool:
        """Tell whether it is black at full strength and nothing else."""
        return self.has_black and self.plates == 1 and self.total > BLACK_SOLID


@dataclass(frozen=True, slots=True)
class ImageUse:
    """An image on a page: its pixels, effective resolution on paper, encoding, and how to get at its samples."""

    key: tuple[int, int]
    width: int
    height: int
    bits: int
    ppi: float
    filters: tuple[str, ...]
    spaces: tuple[str, ...]
    mask: bool
    samples: Samples | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One painted thing.

    `frame` is where it shows after clipping. `size` is type size or line width in points as printed. `outline` are
    the corners of a filled shape or the course of a line, empty for a plain upright box.
    `boxed` tells that type shows .notdef, the box that stands for a missing character; `run` says where its glyphs are.
    """

    kind: Literal["text", "fill", "stroke", "image", "shading"]
    frame: Frame
    colour: Colour
    overprint: bool = False
    mode: int = 0
    size: float = 0
    outline: tuple[tuple[Point, ...], ...] = ()
    even_odd: bool = False
    type: TypeUse | None = None
    face: str = ""
    boxed: bool = False
    run: Glyphs | None = None
    image: ImageUse | None = None

    @property
    def thickness(self) -> float:
        """Width of a line, also of one drawn as a filled box; infinite for a shape that is no line."""
        if self.kind == "stroke":
            return self.size
        if self.kind == "fill" and not self.outline:
            x0, y0, x1, y1 = self.frame
            return min(x1 - x0, y1 - y0)
        return float("inf")


def meet(a: Frame, b: Frame) -> Frame | None:
    """Return what two frames share, or None."""
    x0, y0, x1, y1 = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None
