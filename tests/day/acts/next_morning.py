"""08:30. A figure was wrong: the copy is put right, a correction is listed, one page is released again."""

from __future__ import annotations

import json
from datetime import datetime

from tests.day import paper
from tests.day.acts.readings import by
from tests.day.newsroom import Newsroom

NAME = "次日更正，一个版再付印"
WRONG, RIGHT = "成活率比裸根苗高出近两成", "成活率比裸根苗高出近三成"


def play(room: Newsroom) -> None:
    with room.desk() as desk:
        desk.page.clock.set_fixed_time(datetime(2026, 4, 18, 8, 30))  # the window dates a correction today
        desk.page.wait_for_selector('.block[data-block="a2"]')
        desk.key("Control+Shift+f")
        desk.words("查找", WRONG)
        desk.words("换成", RIGHT)
        desk.page.wait_for_selector("#hits ins")
        desk.does(lambda: desk.key("Enter"))
        desk.choose("a2")
        desk.key("Alt+c")
        desk.words("更正什么", "“近两成”应为“近三成”，县林业局提供的数字有误。")
        desk.does(lambda: desk.click("#correct button.main"))
    room.go_home()
    assert RIGHT in (room.issue() / "a2.md").read_text("utf-8")
    assert "date: 2026-04-18, story: a2" in (room.issue() / "issue.yaml").read_text("utf-8").replace('"', "")
    room.layout("sign", 128, "全部", *by(paper.READERS))
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
