"""Slots: what may give or take between two neighbouring characters, packed so that a line's sum is one subtraction.

A slot lies between a character and the next one. Its value has one field of 12 bits for each step of CLREQ's lists
of squeezing and stretching ("procedures for inter-character space"); the running sum of the values over a paragraph
then tells, for any line, how many members each step has: `sums[last] - sums[first]`. The commonest fields come first,
so that most sums stay short integers.
"""

from __future__ import annotations

BITS = 12
_FIELD = (1 << BITS) - 1

OPEN = 1
"""Stretch step 3: any gap that may open, the same amount each."""

COMMA = 1 << BITS
"""The blank after ， 、 ； and ：: squeeze step 5."""

STOP = 1 << 2 * BITS
"""The blank after 。 ？ ！: squeeze step 7."""

BRACKET = 1 << 3 * BITS
"""The blank outside a bracket or quote: squeeze step 4."""

GAP = 1 << 4 * BITS
"""The gap between Han and Western: squeeze step 6, stretch step 2."""

ADJACENT = 1 << 5 * BITS
"""Two marks side by side, set 1.5 em wide, which may go to 1 em (CLREQ "adjustment of adjacent punctuation marks")."""

SPACE = 1 << 6 * BITS
"""A Western word space: stretch step 1 (squeeze step 2 has nothing to take: spaces are set at their least)."""

TAIL = 1 << 7 * BITS
"""A full-width mark at the line's end, in the style that leaves it full: squeeze step 1."""


def members(value: int, unit: int) -> int:
    """Return how many members of a step a sum of slots holds."""
    return value // unit & _FIELD
