"""19:40. What is certainly wrong is put right; what is doubted and right is kept, and nobody is asked again."""

from __future__ import annotations

import json

from tests.day.newsroom import Newsroom

NAME = "校对：两处改正，一处不改并记住"


def play(room: Newsroom) -> None:
    said = room.layout("proofread", 128, "-q", code=1)
    assert "“截止”→“截至”" in said and "“按排”→“安排”" in said, said
    room.layout("proofread", 128, "--fix")
    assert "截至4月15日" in (room.issue() / "a2.md").read_text("utf-8")
    assert "县文旅局安排专人" in (room.issue() / "a5.md").read_text("utf-8")
    assert _doubted(room), "nobody asks about 就坐"
    with room.desk() as desk:
        desk.key("Alt+3")
        desk.page.wait_for_selector('#panel li:has-text("就坐")', timeout=120_000)
        desk.click('#panel li:has-text("就坐") button:has-text("不改")')
        desk.words("理由", "坐得稳不稳，不是入座")
        desk.look("03-a-doubt-is-rejected")
        desk.does(lambda: desk.key("Enter"))
    assert not _doubted(room), "what was rejected is asked about again"


def _doubted(room: Newsroom) -> bool:
    """Tell whether the proofreader asks about a word of the story of the school."""
    said = room.run("proofread", 128, "--format", "json")
    found = json.loads(said[said.index("[") : said.rindex("]") + 1])
    return any("就坐" in json.dumps(one, ensure_ascii=False) for one in found)
