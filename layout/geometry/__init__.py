"""Lengths, boxes and the two grids of a page.

Lengths are whole numbers of 1/1000 pt, so sums are exact and equal input gives equal bytes. The origin of a page is
the top left corner of the trimmed sheet and y grows downwards. Nothing here knows what is printed.
"""

from layout.geometry.box import Box
from layout.geometry.grid import Grid
from layout.geometry.length import MM, PT, Length, mm, pt, to_mm, to_pt
from layout.geometry.profiles import PROFILES, profile

__all__ = ["MM", "PROFILES", "PT", "Box", "Grid", "Length", "mm", "profile", "pt", "to_mm", "to_pt"]
