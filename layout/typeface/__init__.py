"""Faces by role: which file prints what, and what is in it.

`fonts/fonts.yaml` says which face plays which role (body 报宋, headline 小标宋 …); `open_case` opens those files and
returns the `TypeCase` every later stage asks for glyphs, widths and shapes. Lengths here are font units, never points.
Nothing is fetched here except by `install`, which only the command line calls.
"""

from layout.typeface.case import ROLES, TypeCase, open_case
from layout.typeface.face import Face, Shaped

__all__ = ["ROLES", "Face", "Shaped", "TypeCase", "open_case"]
