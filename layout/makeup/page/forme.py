"""The forme: a page while it is being filled.

The one mutable thing of make-up; it lives inside `make_up` and leaves it as a frozen `Sheet`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from layout.geometry import Box, Grid, Length
from layout.rules.pages import HAIRLINE, ORNAMENT
from layout.sheet import BLACK, Fill, Ink, Item, Line, Region, Rule, Sheet, Text
from layout.sheet.page import Role

if TYPE_CHECKING:
    from layout.makeup.dummy.plan import PageDummy


class Forme:
    """Collects a page's items in paint order and its regions in reading order."""

    def __init__(self, dummy: PageDummy, grid: Grid, *, colours: Literal["K", "CMYK"] = "CMYK") -> None:
        """Start an empty page."""
        self.dummy = dummy
        self.grid = grid
        self.colours: Literal["K", "CMYK"] = colours
        self._under: list[Item] = []
        self._items: list[Item] = []
        self._regions: list[Region] = []

    def region(
        self,
        role: Role,
        box: Box,
        *,
        story: str = "",
        continued: int = 0,
        continues: int = 0,
        placeholder: bool = False,
        alt: str = "",
    ) -> int:
        """Open the next region in reading order and return its index."""
        index = len(self._regions)
        corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
        self._regions.append(Region(index, role, story, index, box, corners, continued, continues, placeholder, alt))
        return index

    def text(self, line: Line, x: Length, y: Length, region: int = -1) -> None:
        """Set a line with its measure's left edge at `x` on baseline `y`."""
        self._items.append(Text(x, y, line, region))

    def rule(self, rule: Rule) -> None:
        """Draw a straight rule."""
        self._items.append(rule)

    def fill(self, box: Box, ink: Ink, region: int = -1) -> None:
        """Fill a box."""
        self._items.append(Fill(box, ink, region))

    def tint(self, box: Box, ink: Ink) -> None:
        """Fill a box under everything that is set on the page."""
        self._under.append(Fill(box, ink))

    def frame(self, box: Box, width: Length = HAIRLINE, ink: Ink = BLACK, region: int = -1) -> None:
        """Draw a frame whose outer edge is the box."""
        half = width // 2
        left, top, right, bottom = box.x + half, box.y + half, box.right - half, box.bottom - half
        self.rule(Rule(box.x, top, box.right, top, width, ink=ink, region=region))
        self.rule(Rule(box.x, bottom, box.right, bottom, width, ink=ink, region=region))
        self.rule(Rule(left, box.y, left, box.bottom, width, ink=ink, region=region))
        self.rule(Rule(right, box.y, right, box.bottom, width, ink=ink, region=region))

    def border(self, box: Box) -> None:
        """Draw an ornamental border 花边 whose outer edge is the box: squares all round, a hairline inside them.

        Each side has as many squares as come nearest to their size, so that every corner is one.
        """
        half = ORNAMENT // 2
        for length, along in ((box.w, True), (box.h, False)):
            count = max(2, (length + 2 * ORNAMENT) // (2 * ORNAMENT))
            step = length // (2 * count - 1)
            # Corners belong to the sides across; those down lie between them.
            spare = length - step * (2 * count - 1)
            start = spare // 2 + (0 if along else 2 * step)
            end = spare // 2 + length - spare - (0 if along else 2 * step)
            for edge in (half, (box.h if along else box.w) - half):
                if along:
                    line = (box.x + start, box.y + edge, box.x + end, box.y + edge)
                else:
                    line = (box.x + edge, box.y + start, box.x + edge, box.y + end)
                self.rule(Rule(*line, ORNAMENT, dash=(step, step)))
        self.frame(box.inset(2 * ORNAMENT))

    def add(self, items: Iterable[Item]) -> None:
        """Add finished items as they are."""
        self._items.extend(items)

    def lock_up(self, section: str) -> Sheet:
        """Return the finished page."""
        return Sheet(
            self.dummy.number,
            section,
            self.grid,
            (*self._under, *self._items),
            tuple(self._regions),
            self.colours,
            self.dummy.spread,
        )
