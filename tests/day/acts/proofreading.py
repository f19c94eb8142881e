"""19:40. What is certainly wrong is put right; what is doubted and right is kept, and nobody is asked again."""

from __future__ import annotations

import json
from typing import Any

from tests.day.newsroom import Newsroom

NAME = "校对：两处改正，一处不改并记住"
WRONG = ("改成“截至”", "改成“安排”")
"""What the buttons at the two certain findings say."""


def play(room: Newsroom) -> None:
    with room.desk() as desk:
        desk.key("Alt+3")
        for button in WRONG:
            desk.does(lambda button=button: desk.click(f'#panel li button:has-text("{button}")'))
        desk.click('#panel li:has-text("就坐") button:has-text("不改")')
        desk.words("理由", "坐得稳不稳，不是入座")
        desk.look("01-a-doubt-is-rejected")
        desk.does(lambda: desk.key("Enter"))
        desk.until(lambda state: _read_again(state), "the proofreader still asks about what was put right or rejected")
    assert "截至4月15日" in (room.issue() / "a2.md").read_text("utf-8")
    assert "县文旅局安排专人" in (room.issue() / "a5.md").read_text("utf-8")


def _read_again(state: dict[str, Any]) -> bool:
    reading = state["proofreading"]
    return (
        bool(reading["ready"]) and not reading["must"] and "就坐" not in json.dumps(reading["look"], ensure_ascii=False)
    )
