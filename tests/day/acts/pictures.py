"""20:10. A telephone's picture is dragged onto the place that its caption keeps for it."""

from __future__ import annotations

from tests.day.newsroom import Newsroom

NAME = "图片：手机照片配头条"


def play(room: Newsroom) -> None:
    with room.desk() as desk:
        desk.page.wait_for_selector('.block[data-block="a1"]')
        desk.drop(room.incoming / "照片" / "dam.heic", '.block[data-block="a1"] .photo')
        desk.look("02-picture-to-its-story")
    lead = (room.issue() / "a1.md").read_text("utf-8")
    assert "file: photos/dam.heic" in lead and lead.count("- file:") == 1, "it did not take the caption's place"
