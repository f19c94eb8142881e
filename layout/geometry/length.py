"""Lengths as whole numbers of 1/1000 point (1 pt = 1/72 inch)."""

from __future__ import annotations

Length = int
"""A length in 1/1000 pt. A plain `int`: exact under addition, cheap in the hot path."""

PT: Length = 1000
"""One point."""

MM: float = 72_000 / 25.4
"""One millimetre in 1/1000 pt. Not whole, so use `mm()` to make a length."""


def pt(value: float) -> Length:
    """Return `value` points as a length, rounded to 1/1000 pt."""
    return round(value * PT)


def mm(value: float) -> Length:
    """Return `value` millimetres as a length, rounded to 1/1000 pt."""
    return round(value * MM)


def to_pt(length: Length) -> float:
    """Return a length in points."""
    return length / PT


def to_mm(length: Length) -> float:
    """Return a length in millimetres."""
    return length / MM
