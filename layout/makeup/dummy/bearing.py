"""How large a head 标题 its copy bears: no more cells than the copy and its pictures take (题大文小 otherwise).

Make-up, solver and checker ask here, so that no head takes air that the checker then finds too much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.rules.pages import SHORT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.makeup.dummy.plan import PhotoPlace


def copy_cells(rows: int, cols: int, legs: int, photos: Iterable[PhotoPlace]) -> int:
    """Return the cells that copy of so many rows takes in the legs of a block, with those of its pictures."""
    return rows * cols // max(1, legs) + sum(photo.cols * photo.rows for photo in photos)


def head_borne(kind: str, cells: int, span: int) -> int | None:
    """Return the most rows of a head over `span` columns that copy of so many cells bears, None where any may be.

    Short kinds have their form, and a photo story's pictures are its copy.
    """
    return None if kind in SHORT_KINDS or kind == "photo" else cells // max(1, span)
