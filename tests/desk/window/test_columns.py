"""Fixed columns of the house at the window: an issue changes its own copy, the chief the column itself."""

from __future__ import annotations

from pathlib import Path

from layout.desk.house import House
from tests.newspaper import front_page, issue

from .conftest import Browser, served

WEATHER = """---
id: weather
kind: column
days: 每天  # 天天登
head: {main: 今日天气}
layout: {cols: 1, label: 天气}
---

晴转多云，偏北风三级，最高气温十二度，夜里有霜。
"""


PLAN = """profile: broadsheet
pages:
  - page: 1
    top: 18
    foot: 3
    blocks:
      - {story: a1, at: [0, 18], size: [5, 99]}
      - {story: weather, at: [5, 18], size: [1, 99]}
"""


def column(house: House, name: str = "tianqi.md", text: str = WEATHER) -> Path:
    """Return the file of a column that issue 7 prints on its page."""
    made = issue(house.root, 7, [("要闻", ["a1", "weather"])])
    front_page(made, {"a1": 6000})
    (made / "plan.yaml").write_text(PLAN, "utf-8")
    folder = house.issues / "house" / "columns"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_what_is_changed_in_an_issue_is_that_issues_own(house: House) -> None:
    path = column(house)
    with served(house, 7) as port:
        one = Browser(port)
        one.sit(house)
        shown = one.get("/story/weather").json
        assert shown["house"]["file"] == "issues/house/columns/tianqi.md"
        assert (shown["file"], shown["hash"]) == ("weather.md", None)
        assert "days" not in shown["text"]
        assert "晴转多云" in shown["text"]
        changed = shown["text"].replace("晴转多云", "小到中雨")
        answer = one.do("write", story="weather", text=changed, seen={"weather.md": None})
        assert answer.status == 200, answer.text
        assert (house.issue(7) / "weather.md").read_text("utf-8") == changed
        assert path.read_text("utf-8") == WEATHER, "the column is as it was"
        assert one.get("/story/weather").json["house"] is None
        assert one.do("undo").status == 200
        assert not (house.issue(7) / "weather.md").exists()
        # Any other command takes a copy, too.
        assert one.do("set", story="weather", path=["byline"], value="气象台").status == 200
        assert "byline: 气象台" in (house.issue(7) / "weather.md").read_text("utf-8")


def test_the_column_itself_is_the_chiefs_through_the_journal_of_its_folder(house: House) -> None:
    path = column(house)
    with served(house, 7) as port:
        one = Browser(port)
        one.sit(house)
        shown = one.get("/story/weather").json["house"]
        new = shown["text"].replace("有霜", "有雾")
        given = {"story": "weather", "text": new, "house": True}
        answer = one.do("write", **given, seen="0" * 64)
        assert (answer.status, answer.json["error"]) == (409, "changed")
        answer = one.do("write", **given, seen=shown["hash"])
        assert answer.status == 200, answer.text
        assert path.read_text("utf-8") == new
        assert "days: 每天  # 天天登" in new
        assert (path.parent / "history.jsonl").exists()
        assert "栏目 weather" in one.state()["history"][0]["what"]["zh"]
        assert one.do("undo", story="weather", house=True).status == 200
        assert path.read_text("utf-8") == WEATHER
        assert one.do("write", story="a1", text="x", house=True, seen=None).status == 404


def test_a_column_with_pictures_is_not_copied_into_an_issue(house: House) -> None:
    from PIL import Image

    path = column(house, text=WEATHER.replace("layout:", "photos: [{file: sun.png, caption: 晴}]\nlayout:"))
    Image.new("RGB", (600, 400), (200, 160, 90)).save(path.parent / "sun.png")
    with served(house, 7) as port:
        one = Browser(port)
        one.sit(house)
        refused = one.do("write", story="weather", text=WEATHER)
        assert (refused.status, refused.json["error"]) == (409, "column")
        assert "总编" in refused.json["message"]["zh"]
        assert not (house.issue(7) / "weather.md").exists()
        assert one.get("/story/weather").json["house"]["text"].startswith("---\nid: weather")
