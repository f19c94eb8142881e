"""Counted work: what a search may still do, in steps that are the same on every machine. No clock decides anything.

A step is about a microsecond of one core of the reference machine; what a table, a tree or a judged page takes of them
is counted from what was asked, never timed. A slower machine gives the same plan later.
"""

from __future__ import annotations

SECOND = 1_000_000
"""Steps of a nominal second."""

PER_STEP = 400
"""Numbers that numpy compares in one step."""

CALL = 10
"""Steps that such a comparison takes beside them."""

PRICED, PAIR = 8.0, 0.3
"""Steps that a page takes to be priced, and for each pair of its blocks."""

TRIED = 2.5
"""Pages that are priced for each block of one whose shapes are chosen together."""

TREE = 130
"""Steps that the best cuts of one rectangle take to be found again."""

DETERMINISTIC = SECOND * 3 // 2
"""Steps of a unit of CP-SAT's own deterministic time, with one worker."""


class Work:
    """Steps that a search may still take; each part of it says what it took."""

    __slots__ = ("base", "given", "left")

    def __init__(self, seconds: float) -> None:
        """Give so many nominal seconds."""
        self.base = self.given = self.left = round(seconds * SECOND)

    def spend(self, steps: float) -> None:
        """Count steps; what must be done is done beyond the limit, too."""
        self.left -= round(steps)

    def again(self) -> None:
        """Give as much again as was given at first, however often: each doubling would come to many times as much."""
        self.left += self.base
        self.given += self.base

    def price(self, items: int, pages: int = 1) -> None:
        """Count pages of so many items that were priced."""
        self.spend(pages * (PRICED + PAIR * items * items))

    def judge(self, items: int, pages: int = 1) -> None:
        """Count pages that were judged, their shapes chosen together."""
        self.price(items, round(pages * TRIED * items))

    @property
    def spent(self) -> int:
        """Steps taken so far."""
        return self.given - self.left

    @property
    def over(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0

    def part(self, share: float) -> Work:
        """Return a work of its own that may take this share of what is left; `spend` its `spent` here afterwards."""
        return Work(max(0.0, self.left * share) / SECOND)
