"""20:50. Two pages changed by hand: a head runs down, its page is made anew, blocks are pinned, drawn, taken back."""

from __future__ import annotations

from tests.day.newsroom import Newsroom

NAME = "手工拼两个版"


def play(room: Newsroom) -> None:
    before = (room.issue() / "plan.yaml").read_text("utf-8")
    with room.desk() as desk:
        desk.page.wait_for_selector('.block[data-block="a1"]')
        was = desk.block("a1")
        desk.choose("a1")
        desk.does(lambda: desk.key("p"))
        assert desk.block("a1")["at"] == was["at"]
        desk.key("4")
        desk.choose("d1")
        desk.does(lambda: desk.key("Control+Alt+v"))
        desk.does(lambda: desk.key("Shift+A"))
        first, other = (one for one in ("d2", "d4"))
        places = desk.block(first)["at"], desk.block(other)["at"]
        desk.choose(first)
        desk.does(lambda: desk.key("Shift+ArrowDown"))
        desk.look("03-a-block-drawn-longer")
        assert desk.block(first)["size"] != was["size"]
        desk.does(lambda: desk.key("Control+z"))
        assert (desk.block(first)["at"], desk.block(other)["at"]) == places, "undo did not take the block back"
        desk.choose("d3")
        desk.does(lambda: desk.key("p"))
        desk.look("04-pinned")
        assert not [one for one in desk.state()["diagnostics"] if one["severity"] == "error"]
    after = (room.issue() / "plan.yaml").read_text("utf-8")
    assert "pin:" in (room.issue() / "a1.md").read_text("utf-8"), "the lead is not pinned"
    assert "pin:" in (room.issue() / "d3.md").read_text("utf-8"), "the essay is not pinned"
    assert "orient: v" in (room.issue() / "d1.md").read_text("utf-8"), "the head does not run down"
    assert before.count("{story: ") == after.count("{story: "), "a block was lost"
