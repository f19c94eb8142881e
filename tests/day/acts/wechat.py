"""07:00. 公众号: every story ready to paste, with cover and digest."""

from __future__ import annotations

from tests.day.newsroom import Newsroom

NAME = "公众号稿"


def play(room: Newsroom) -> None:
    folder = room.output("128-r1") / "wechat"
    index = (folder / "index.html").read_text("utf-8")
    for head in ("一渠清水出青峰", "把脉送到炕头上", "老街修旧如旧"):
        assert head in index, f"{head} is not among the stories for 公众号"
    assert "一批违规广告牌被拆除" not in index, "a story that was killed is among them"
    assert list(folder.rglob("*.jpg")), "there is no cover"
