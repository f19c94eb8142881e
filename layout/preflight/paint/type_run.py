"""Where the ink of a line of type lies, glyph by glyph: asked only where ink may add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from layout.ground.dataclass import dataclass
from layout.preflight.paint.course import box_of, join
from layout.preflight.paint.finding import Frame

if TYPE_CHECKING:
    from layout.preflight.paint.type_use import TypeUse


class Glyphs(Protocol):
    """Type that can say where its ink is."""

    def frames(self) -> list[Frame]:
        """Return the box of each glyph's ink on the page."""
        ...


_BOX = (0.0, -60.0, 1000.0, 780.0)
"""Ink of a glyph whose font program cannot be asked, 1/1000 em."""


@dataclass(frozen=True, slots=True)
class TypeRun:
    """A shown string: codes and the numbers between them, and the text state that places them."""

    use: TypeUse
    parts: tuple[tuple[int, ...] | float, ...]
    matrix: tuple[float, float, float, float, float, float]
    size: float
    space: float
    scale: float
    rise: float

    def frames(self) -> list[Frame]:
        """Return the box of each glyph's ink on the page."""
        use, along = self.use, 0.0
        found = []
        for part in self.parts:
            if isinstance(part, float):
                along -= part / 1000 * self.size
                continue
            for code in part:
                box = use.ink_box(code) or _BOX
                if box[0] < box[2]:
                    found.append(self._frame(code, box, along))
                step = 1000.0 if use.vertical else use.advance((code,))
                along += step / 1000 * self.size + (-self.space if use.vertical else self.space)
        return found

    def _frame(self, code: int, box: Frame, along: float) -> Frame:
        use, em = self.use, self.size / 1000
        if use.vertical:
            x, y = -use.widths.get(code, use.default_width) / 2 * em, -along - 880 * em
        else:
            x, y = along, self.rise
        corners = [(x + side * em, y + height * em) for side in (box[0], box[2]) for height in (box[1], box[3])]
        return box_of([join(self.matrix, (px * self.scale, py)) for px, py in corners])
