"""Numbers and colours as content operators."""

from __future__ import annotations

from functools import lru_cache

from layout.sheet import Ink

OVERPRINT = "/GO gs"
"""Graphics state of black type and rules: overprint on, mode 1, so that ink below stays (ISO 32000-1, 11.7.4)."""

KNOCKOUT = "/GK gs"
"""Graphics state of everything else."""

BORDER = "/GB gs"
"""Graphics state of a filled shape with a black outline: the outline overprints, the fill knocks out."""

STATES = (
    "<< /GO << /Type /ExtGState /OP true /op true /OPM 1 >> /GK << /Type /ExtGState /OP false /op false /OPM 0 >> "
    "/GB << /Type /ExtGState /OP true /op false /OPM 1 >> >>"
)
"""The graphics states as a resource dictionary."""


@lru_cache(4096)
def number(value: float) -> str:
    """Return a length of 1/1000 pt in points, exact to 1/1000."""
    return f"{value / 1000:.7g}"


def fill_ink(ink: Ink) -> str:
    """Return the operator that sets the fill colour in DeviceCMYK (`k`, ISO 32000-1, 8.6.8)."""
    c, m, y, k = ink
    return f"{c / 100:g} {m / 100:g} {y / 100:g} {k / 100:g} k"


def stroke_ink(ink: Ink) -> str:
    """Return the operator that sets the stroke colour in DeviceCMYK (`K`, ISO 32000-1, 8.6.8)."""
    return fill_ink(ink)[:-1] + "K"


def overprints(ink: Ink) -> bool:
    """Tell whether type and rules of this ink overprint: solid black on its own plate, and nothing else."""
    return ink == (0, 0, 0, 100)
