"""How loud a head 标题 is beside others: its size by the weight of its face, and whether two shout alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.rules.design import HEAVY, SHOUT_FROM, SHOUT_NEAR

if TYPE_CHECKING:
    from layout.issue.model import Story

HEI = "hei"
"""The treatment whose headline is set in 黑."""


def loudness(size: int, face: str, heavy: bool = False) -> int:
    """Return how large a headline of a size (1/1000 pt) looks, in 1/1000 pt: one in 黑 larger than it is (`heavy`).

    `face` is the one that the dummy gives it; without one it is in 黑 where its story is `heavy`.
    """
    return size * HEAVY // 1000 if face == HEI or (heavy and not face) else size


def is_heavy(story: Story) -> bool:
    """Tell whether a story's head is set in 黑 where the dummy gives it no face: as the desk says, else by its kind."""
    from layout.compose.head.style import head_style

    return head_style().treatment(story.head.face, story.kind)[0] == HEI


def shout_alike(one: Any, other: Any) -> Any:
    """Tell whether two loudnesses, neither a small one (`shout_from`), are too near for one to be the first.

    Of arrays of them it is told number by number.
    """
    loud = (one >= SHOUT_FROM) & (other >= SHOUT_FROM)
    return loud & (one * 1000 < other * (1000 + SHOUT_NEAR)) & (other * 1000 < one * (1000 + SHOUT_NEAR))
