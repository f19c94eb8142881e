"""How loud a head 标题 is beside others: its size by the weight of its face, and whether two shout alike."""

from __future__ import annotations

from layout.rules.design import HEAVY, SHOUT_FROM, SHOUT_NEAR


def loudness(size: int, face: str) -> int:
    """Return how large a headline of a size (1/1000 pt) looks, in 1/1000 pt: one in 黑 larger than it is (`heavy`)."""
    return size * HEAVY // 1000 if face == "hei" else size


def shout_alike(one: int, other: int) -> bool:
    """Tell whether two loudnesses, neither a small one (`shout_from`), are too near for one to be the first."""
    low, high = (one, other) if one < other else (other, one)
    return low >= SHOUT_FROM and high * 1000 < low * (1000 + SHOUT_NEAR)
