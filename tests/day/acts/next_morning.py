"""08:30. A figure was wrong: the copy is put right, a correction is listed, one page is released again."""

from __future__ import annotations

import json

from tests.day.acts.readings import READERS
from tests.day.newsroom import Newsroom

NAME = "次日更正，一个版再付印"
WRONG, RIGHT = "成活率比裸根苗高出近两成", "成活率比裸根苗高出近三成"


def play(room: Newsroom) -> None:
    with room.desk() as desk:
        desk.page.wait_for_selector('.block[data-block="a2"]')
        desk.key("Control+Shift+f")
        desk.page.wait_for_selector("#find-words")
        desk.room.tally.now.keys += 1
        desk.page.locator("#find-words").fill(WRONG)
        desk.room.tally.now.keys += 1
        desk.page.locator("#find-with").fill(RIGHT)
        desk.page.wait_for_selector("#hits mark")
        desk.does(lambda: desk.click('button:has-text("全部换")'))
        desk.choose("a2")
        desk.key("Alt+c")
        desk.words("日期", "2026-04-18")
        desk.words("更正什么", "“近两成”应为“近三成”，县林业局提供的数字有误。")
        desk.does(lambda: desk.click("#correct button.main"))
    assert RIGHT in (room.issue() / "a2.md").read_text("utf-8")
    assert "corrections:" in (room.issue() / "issue.yaml").read_text("utf-8")
    for role, name in (*READERS, ("签发", "沈砚")):
        room.layout("sign", 128, "a2", "1", "--as", role, "--name", name)
    room.layout("issue", 128, "--release", "--reason", "造林一稿数字更正")
    changed = sorted(room.files("128-r2", "press", "changed"))
    assert [name for name in changed if name.endswith("01.pdf")], changed
    assert not [name for name in changed if name[-6:-4] in ("02", "03", "04")], f"more than one page: {changed}"
    first, second = room.files("128-r1", "press"), room.files("128-r2", "press")
    for page in ("02", "03", "04"):
        assert first[f"128-{page}.pdf"] == second[f"128-{page}.pdf"], f"page {page} is another file"
    page = (room.output("128-r2") / "web" / "article-a2.html").read_text("utf-8")
    assert "更正" in page and "应为" in page, "the web edition does not tell the correction"
    ticket = json.loads((room.output("128-r2") / "press" / "ticket.json").read_text("utf-8"))
    assert "造林一稿数字更正" in json.dumps(ticket, ensure_ascii=False)
