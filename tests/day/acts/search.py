"""09:40. When did we write of it? The command and the site both answer over all issues."""

from __future__ import annotations

from tests.day.acts.a_phone import found, hosted
from tests.day.newsroom import WAITS, Newsroom
from tests.day.paper import PAST

NAME = "全文检索：命令和网站都答"


def play(room: Newsroom) -> None:
    said = room.layout("find", "引水二期工程", "--most", "100", "--format", "json")
    lacking = [number for number in (*PAST, 128) if f"issues/{number}/" not in said]
    assert not lacking, f"layout find knows nothing of issues {lacking}"
    with hosted(room.root / "output") as base:
        page = room.browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        page.set_default_timeout(WAITS)
        found(page, base, "引水二期工程", 10)
        page.screenshot(path=str(room.looks / "09-search.png"))
        found(page, base, "箱子17斤")
        page.context.close()
