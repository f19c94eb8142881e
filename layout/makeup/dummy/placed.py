"""Whether the desk fixed where on its page a story stands: such a lead need not open the page 头条.

Solver and checker ask here, so that no page is searched and mended for what nobody finds wrong.
"""

from __future__ import annotations

from typing import Protocol


class Placing(Protocol):
    """What an editor fixed of a story's place, as solver and checker hold it: -1, or "", is free."""

    @property
    def col(self) -> int:
        """Its first column."""

    @property
    def row(self) -> int:
        """Its first row."""

    @property
    def zone(self) -> str:
        """The zone of the page that holds its middle."""


def is_placed(pin: Placing) -> bool:
    """Tell whether a pin fixes a place on the page, and not only the page, the shape or a neighbour."""
    return pin.col >= 0 or pin.row >= 0 or bool(pin.zone)
