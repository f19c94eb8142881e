"""A whole issue of two pages made in the window from Word files, by mouse and keyboard alone, to its release."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest

from layout.desk.house import House
from tests import browsers

from .conftest import served
from .screen import address, asking_for_files, at_rest, block, chromium, doing, foot

WORDS = (
    "县里把今年的夏粮收购安排到村，收购点开到田头，过磅、验质、结算一次办完。",
    "镇上的干部说，农户最怕排队，一排就是大半天，现在手机上先约好，到点再来。",
    "记工的老会计把账本摊在桌上，一笔一笔念给大家听，念完了按手印。",
    "学校在操场边上搭起凉棚，家长等孩子的时候，可以坐下来看一看当天的报纸。",
    "供电所的师傅夜里巡线，走完最后一段已经是凌晨，第二天照常上班。",
    "河道清淤的工程赶在汛期以前完工，两岸的护坡也一并修了。",
    "图书馆添了一批农技书，借阅登记簿翻到新的一页，字写得很工整。",
)
"""Sentences that copy is made of; no two stories begin with the same one."""


def word_file(folder: Path, nth: int, title: str, sentences: int) -> Path:
    """Write a story as a newsroom does: a heading, a byline, paragraphs."""
    import docx

    document = docx.Document()
    document.add_heading(title, 1)
    for start in range(0, sentences, 4):
        document.add_paragraph(
            "".join(WORDS[(nth + at) % len(WORDS)] for at in range(start, min(start + 4, sentences)))
        )
    path = folder / f"稿{nth}.docx"
    out = BytesIO()
    document.save(out)
    path.write_bytes(out.getvalue())
    return path


STORIES = (
    ("夏粮收购到田头一次过磅当天结清", 56), ("校门口添了一座凉棚", 44), ("供电所夜里巡线保夏灌", 36),
    ("河道清淤赶在汛期前完工", 30), ("县图书馆新到一批农技书", 26), ("老会计的账本念给全村听", 22),
)  # fmt: skip
"""Titles, and how many sentences long each is: together two pages of a 四开 paper."""

IMPRINT = (
    ("印刷单位", "许昌日报社印刷厂"),
    ("印刷日期", "2026-11-29"),
    ("印数", "2000"),
    ("发送对象", "全市各单位"),
    ("二维码网址", "https://example.org/yztx"),
)


def small_paper(house: House) -> None:
    """Leave in the house one issue of a 四开 paper, of whose furniture the next one is made."""
    folder = house.issue(2346)
    for name in ("a1", "a2", "a4", "a5", "p1"):
        (folder / f"{name}.md").unlink()
    (folder / "plan.yaml").unlink()
    text = (folder / "issue.yaml").read_text("utf-8").replace("profile: broadsheet", "profile: tabloid")
    (folder / "issue.yaml").write_text(re.sub(r"stories: \[.*\]", "stories: [a3]", text), "utf-8")


@pytest.mark.long(
    held="desk/window/test_browser_hand.py::test_a_story_goes_to_another_page_to_the_store_and_back_where_the_hand_puts_it"
)
def test_an_issue_is_made_by_hand_and_released(house, tool, tmp_path, shot) -> None:
    pytest.importorskip("docx")
    small_paper(house)
    files = [word_file(tmp_path, nth, *story) for nth, story in enumerate(STORIES)]
    with chromium(tool("chromium")) as program, served(house) as port:
        page = browsers.context(program, viewport={"width": 1366, "height": 768}).new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address(house, port))
        page.wait_for_selector("html[data-serial]")

        # A new issue with the last one's furniture, its copy dropped on it, its imprint filled in.
        page.keyboard.press("Alt+n")
        for name, value in (("期号", "2347"), ("日期", "2026-11-29"), ("几个版", "2")):
            page.get_by_label(name, exact=True).fill(value)
        page.keyboard.press("Enter")
        page.wait_for_selector('#title:has-text("2347")')
        with asking_for_files(page) as chooser:
            page.keyboard.press("Control+o")
        chooser.value.set_files(files)
        page.wait_for_selector('.block[data-block="w6"]')
        at_rest(page)
        assert page.locator("#panel .rows .id").all_inner_texts()[:6] == ["w1", "w2", "w3", "w4", "w5", "w6"]
        shot(page, "arrived")
        page.keyboard.press("Alt+f")
        for name, value in IMPRINT:
            page.get_by_label(name, exact=True).fill(value)
        with doing(page, word="furnish"):
            page.keyboard.press("Enter")
        folder = house.issue(2347)
        issue = (folder / "issue.yaml").read_text("utf-8")
        assert "  printer: 许昌日报社印刷厂" in issue
        assert "name: 禹州通讯" in issue

        # The editor: the lead's head, on the page; the layout: an edge drawn and taken back, a pin set.
        page.keyboard.press("9")
        lead = page.locator(".block").first.get_attribute("data-block")
        block(page, lead).focus()
        page.keyboard.press("e")
        page.wait_for_selector(".inplace textarea.main:focus")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text("夏粮收购到田头一次过磅当日结清")
        with doing(page):
            page.keyboard.press("Enter")
        assert "一次过磅当日结清" in (folder / f"{lead}.md").read_text("utf-8")
        block(page, lead).focus()
        box = block(page, lead).bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] + 3)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 40, steps=3)
        page.wait_for_selector(".ghost[data-fit]")
        with doing(page):
            page.mouse.up()
        made = (folder / "plan.yaml").read_text("utf-8")
        with doing(page):
            page.keyboard.press("Control+z")
        assert re.search(rf"- {{story: {lead}, at: ", made), "a line a block, as a person writes it"
        assert (folder / "plan.yaml").read_text("utf-8") != made
        page.keyboard.press("p")
        foot(page, "已钉住")

        # The chief: to press, and then a late change, told beside the release.
        page.keyboard.press("Control+Shift+Enter")
        page.get_by_label("理由", exact=True).fill("夏粮专号")
        page.keyboard.press("Enter")
        page.wait_for_selector(".built")
        assert page.locator(".built.good").count(), page.inner_text(".built")
        shot(page, "released")
        release = house.output / "2347-r1"
        assert (release / "press" / "2347.pdf").read_bytes().startswith(b"%PDF")
        assert {one.name for one in release.iterdir()} >= {"press", "archive", "web", "plan.yaml", "report.html"}
        block(page, lead).focus()
        page.keyboard.press("e")
        page.wait_for_selector(".inplace textarea.main:focus")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text("夏粮收购到田头一次过磅当场结清")
        with doing(page):
            page.keyboard.press("Enter")
        page.keyboard.press("v")
        page.wait_for_selector('#compare ins:has-text("当场结清")')
        assert page.locator("#compare .frame").count() >= 1
        shot(page, "compared")
        page.keyboard.press("Escape")
        page.keyboard.press("Alt+5")
        page.wait_for_selector("#panel li.past")
        assert wrong == []
    assert (folder / "history.jsonl").read_text("utf-8").count("\n") >= 6
