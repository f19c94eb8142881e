"""How many examples chance gives a test: a quarter in the quick run, all of them in the long one."""

from __future__ import annotations

from hypothesis import settings

ALL, FEW = 100, 25
"""Examples of a test that asks for no number of its own, in the long run and in the quick one."""


def examples(most: int) -> int:
    """Return how many examples a test gets in this run that gets `most` in the long one."""
    return max(5, most * settings().max_examples // ALL)
