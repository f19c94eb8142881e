"""19:10. A telephone's picture goes to its story; two adverts in RGB come in at their own size."""

from __future__ import annotations

from tests.day.newsroom import Newsroom

NAME = "图片和广告：手机照片、扫描、两则 PDF"


def play(room: Newsroom) -> None:
    with room.desk() as desk:
        desk.page.wait_for_selector(".block[data-block]")
        desk.choose("a1")
        desk.bring(room.incoming / "照片" / "dam.heic", by="Alt+p")
        desk.select("体裁", "lead")
        desk.look("01-picture-to-its-story")
        desk.key("Escape")
        for page, name in ((4, "节水公益广告"), (2, "停水公告")):
            desk.key(str(page))
            desk.bring(room.incoming / f"{name}.pdf")
        desk.look("02-adverts")
    lead = (room.issue() / "a1.md").read_text("utf-8")
    assert "file: photos/dam.heic" in lead and lead.count("- file:") == 1, "it did not take the caption's place"
    listed = (room.issue() / "issue.yaml").read_text("utf-8")
    assert "b4, notice-2]" in listed and "d4, notice]" in listed, listed
    assert "size: [4, 30]" in (room.issue() / "notice.md").read_text("utf-8")
    assert "size: [4, 14]" in (room.issue() / "notice-2.md").read_text("utf-8")
    assert "kind: lead" in lead
