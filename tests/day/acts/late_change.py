"""22:40. A story is killed, a head made longer, a soft picture replaced; the other pages stay as they are."""

from __future__ import annotations

from tests.day.newsroom import Newsroom

NAME = "22:40 撤一篇、加长一个题、换一张图"
LONGER = "跑一趟办一串，十三件事并成一件"


def play(room: Newsroom) -> None:
    before = room.files("128", "press")
    with room.desk() as desk:
        desk.page.wait_for_selector('.block[data-block="b4"]')
        desk.key("2")
        desk.choose("b4")
        desk.does(lambda: desk.key("u"))
        desk.head("b2", LONGER)
        desk.key("Shift+E")
        desk.page.wait_for_selector("#heads li:focus")
        desk.look("05-a-head-that-fits")
        desk.does(lambda: desk.key("Enter"))
        desk.does(lambda: desk.key("w"))
        desk.look("06-filled")
        desk.key("3")
        desk.drop(room.incoming / "照片" / "bench-again.jpg", '.block[data-block="c3"] .photo')
        desk.look("06-late-change")
        assert desk.block("b4") is None
        assert not [one for one in desk.state()["diagnostics"] if one["severity"] == "error"]
    room.go_home()
    assert "hold: true" in (room.issue() / "b4.md").read_text("utf-8")
    assert "bench-again.jpg" in (room.issue() / "c3.md").read_text("utf-8"), "the picture was not swapped"
    room.layout("issue", 128, "--only", "press", "-q")
    after = room.files("128", "press")
    for page in ("01", "04"):
        assert before[f"128-{page}.pdf"] == after[f"128-{page}.pdf"], f"page {page} changed, which nobody touched"
    for page in ("02", "03"):
        assert before[f"128-{page}.pdf"] != after[f"128-{page}.pdf"], f"page {page} did not change"
