"""20:30. The pages are made up for the first time: everything on its page, nothing over."""

from __future__ import annotations

from tests.day.newsroom import Newsroom

NAME = "第一次拼版"


def play(room: Newsroom) -> None:
    said = room.layout("plan", 128, "--write")
    assert "错误 0" in said, said[-3000:]
    plan = (room.issue() / "plan.yaml").read_text("utf-8")
    for page in range(1, 5):
        assert f"- page: {page}\n" in plan, f"page {page} was not made up"
    for story in ("a1", "b3", "c1", "d1", "notice", "notice-2"):
        assert f"{{story: {story}, " in plan, f"{story} stands on no page"
