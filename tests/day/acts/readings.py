"""21:20. Three readings by three people, before the chief signs; the board says who lacks."""

from __future__ import annotations

from collections.abc import Sequence

from tests.day import paper
from tests.day.newsroom import Newsroom
from tests.day.paper import MAKERS

NAME = "三审：三个人签字"
READERS = paper.READERS[:3]
"""Who reads before the chief signs."""
SUBJECTS = (*sorted(name for _, names in MAKERS.values() for name in names), "notice", "notice-2", "1", "2", "3", "4")
"""Every story and page, as they are named on the command line."""


def by(readers: Sequence[tuple[str, str]]) -> list[str]:
    """Return who signs, as the command wants it."""
    return [word for role, name in readers for word in ("--as", role, "--name", name)]


def play(room: Newsroom) -> None:
    board = room.layout("status", 128, code=1)
    assert "一渠清水出青峰" in board
    said = room.layout("sign", 128, "全部", *by(READERS))
    for role, _ in READERS:
        assert said.count(f"  {role}  ") == len(SUBJECTS), said
    with room.tally.aside():
        refused = room.run("sign", 128, "a1", "--as", "签发", "--name", "许静", code=1)
    assert "许静" in refused, "one person signs a story twice"
