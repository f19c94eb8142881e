"""Rectangles on a page."""

from __future__ import annotations

from layout.geometry.length import Length
from layout.ground.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left and top edge, width and height, in 1/1000 pt from the trim's top left corner."""

    x: Length
    y: Length
    w: Length
    h: Length

    @property
    def right(self) -> Length:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> Length:
        """The lower edge."""
        return self.y + self.h

    def inset(self, dx: Length, dy: Length | None = None) -> Box:
        """Return the box drawn in by `dx` at both sides and `dy` (default `dx`) above and below."""
        dy = dx if dy is None else dy
        return Box(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)

    def moved(self, dx: Length, dy: Length) -> Box:
        """Return the box moved right by `dx` and down by `dy`."""
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def union(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def overlaps(self, other: Box) -> bool:
        """Tell whether the two boxes share area; touching edges do not count."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def contains(self, other: Box) -> bool:
        """Tell whether `other` lies wholly inside this box, edges included."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom
