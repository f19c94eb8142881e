"""The window in a real browser: what a hand and a keyboard do there, and what stands on disk afterwards."""

from __future__ import annotations

import os
from http.client import HTTPConnection
from typing import Any

import pytest

from tests import browsers

from .conftest import PATIENCE, Browser, served, story
from .paper import Paper
from .screen import address, at_rest, block, chosen, doing, foot, opened, settled, window, written

LONG = "这是校对时补上的一段文字，用来看稿件超出版位时的样子。" * 12


@pytest.fixture(scope="module")
def refusals() -> tuple[int, ...]:
    """Two people change one file."""
    return (409,)


COMMANDS = """import('/static/commands.js').then(
    m => m.all().map(c => ({id: c.id, keys: c.keys, names: [c.zh, c.en]})))"""


def test_copy_is_written_beside_its_page_and_counts_while_one_types(page, paper, shot) -> None:
    path = paper.folder / "a3.md"
    before = path.read_text("utf-8")
    page.keyboard.press("9")
    line = page.locator('svg.sheet [data-at^="a3 body"]').nth(3).bounding_box()
    spot = (line["x"] + line["width"] / 2, line["y"] + line["height"] / 2)
    page.mouse.click(*spot)
    page.wait_for_selector("#editor .cm-content")
    assert page.evaluate("document.activeElement.dataset.block") == "a3", "one press leaves the keyboard on the page"
    page.mouse.click(*spot)
    page.wait_for_selector(".cm-focused")
    page.keyboard.press("End")
    drawn = page.locator("svg.sheet").first.inner_html()
    page.keyboard.insert_text("夜里补写的一句话。")
    settled(page)
    assert "夜里补写的一句话。" in path.read_text("utf-8")
    assert page.locator("svg.sheet").first.inner_html() != drawn
    # Over: the gauge says by how much, the copy from where; the list and the page's number show it as well.
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(f"\n\n{LONG}")
    page.wait_for_selector("#gauge .fit.over")
    assert "删" in page.inner_text("#gauge .said")
    page.wait_for_selector(".over-copy")
    settled(page)
    assert LONG.endswith(page.locator(".over-copy").last.inner_text()[-8:]), "to the very end"
    shot(page, "over")
    page.wait_for_selector('#panel li.over[data-story="a3"]')
    page.wait_for_selector("#pages button.over")
    # Undone from the page, step by step, to the very bytes of before.
    page.keyboard.press("Escape")
    page.wait_for_selector("#copy", state="hidden")
    while path.read_text("utf-8") != before:
        with doing(page, word="undo"):
            page.keyboard.press("Control+z")


def test_a_hand_draws_blocks_on_the_grid_and_the_plan_file_follows(page, paper) -> None:
    page.keyboard.press("9")
    before = paper.text("plan.yaml")
    at = paper.blocks()
    # Once it is chosen its lower edge is drawn up: the frame tells the fit, Escape puts everything back.
    box = chosen(page, "a3").bounding_box()
    foot_of = (box["x"] + box["width"] / 2, box["y"] + box["height"] + 3)
    page.mouse.move(*foot_of)
    page.mouse.down()
    row = box["height"] / at["a3"]["size"][1]
    page.mouse.move(foot_of[0], foot_of[1] - 3 * row, steps=3)
    page.wait_for_selector('.ghost[data-fit="over"]')
    assert "溢出" in page.inner_text(".ghost")
    page.keyboard.press("Escape")
    page.mouse.up()
    page.wait_for_selector(".ghost", state="detached")
    assert paper.text("plan.yaml") == before
    # At once, before the page itself is drawn again, the edge is back where it can be taken hold of: the same by mouse
    # to its end, and once more by arrow keys.
    page.mouse.move(*foot_of)
    page.mouse.down()
    page.mouse.move(foot_of[0], foot_of[1] - 2 * row, steps=3)
    page.mouse.up()
    columns, rows = at["a3"]["size"]
    foot(page, f"{columns}×{rows - 2}")
    assert paper.blocks()["a3"]["size"] == [columns, rows - 2]
    block(page, "a3").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    foot(page, f"{columns}×{rows}")
    assert paper.blocks() == at
    page.keyboard.press("Control+z")
    foot(page, f"{columns}×{rows - 2}")
    page.keyboard.press("Control+z")
    foot(page, f"{columns}×{rows}")
    assert paper.text("plan.yaml") == before


def test_blocks_change_places_are_pinned_and_go_to_the_store_and_back(page, paper) -> None:
    page.keyboard.press("9")
    at = paper.blocks()
    block(page, "a3").focus()
    page.keyboard.press("p")
    foot(page, "已钉住")
    assert "pin" in paper.text("a3.md")
    page.keyboard.press("p")
    page.wait_for_selector('#chosen:not(:has-text("已钉住"))')
    page.keyboard.press("x")
    block(page, "a5").focus()
    with doing(page, word="swap"):
        page.keyboard.press("Enter")
    foot(page, "a3")
    assert paper.blocks()["a3"]["at"] == at["a5"]["at"]
    with doing(page):
        page.keyboard.press("Control+z")
    assert paper.blocks() == at
    # Drawn onto the list of stories a block leaves its page; with a button it comes back.
    box = block(page, "a3").bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(200, 500, steps=4)
    page.wait_for_selector("body.to-store")
    page.mouse.up()
    page.wait_for_selector('#panel li.loose[data-story="a3"]')
    assert "a3" not in paper.blocks()
    with doing(page, word="place"):
        page.locator('#panel li.loose[data-story="a3"] button').click()
    page.wait_for_selector('.block[data-block="a3"]')
    assert "a3" in paper.blocks()


def test_heads_and_fields_are_written_where_they_stand(page, paper) -> None:
    page.keyboard.press("9")
    block(page, "a4").focus()
    page.keyboard.press("e")
    page.wait_for_selector(".inplace textarea.main:focus")
    assert page.input_value(".inplace textarea.main") == "强监督保落实\n护航疫情防控"
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("监督再加力\n护航战疫情")
    with doing(page):
        page.keyboard.press("Enter")
    page.wait_for_selector(".inplace", state="detached")
    text = paper.text("a4.md")
    assert "main: [监督再加力, 护航战疫情]" in text
    assert "# 图说原夹在正文第七、八段之间" in text, "comments stay"
    page.keyboard.press("Enter")
    page.wait_for_selector("#fields label")
    field = page.get_by_label("文末", exact=True)
    field.fill("(纪委宣)")
    with doing(page):
        field.press("Enter")
    assert "sign: (纪委宣)" in paper.text("a4.md")


def test_words_are_found_and_replaced_over_the_issue_in_one_step(page, paper) -> None:
    files = {path.name: path.read_text("utf-8") for path in paper.folder.glob("*.md")}
    page.keyboard.press("Control+f")
    page.keyboard.insert_text("督导组")
    page.wait_for_selector("#hits .hit mark")
    count = page.locator("#hits .hit").count()
    assert count == sum(text.count("督导组") for text in files.values())
    page.fill("#find-with", "督查组")
    page.wait_for_selector("#hits .hit ins")
    with doing(page):
        page.keyboard.press("Enter")
    page.wait_for_selector("#notes .toast.good button")
    assert all("督导组" not in path.read_text("utf-8") for path in paper.folder.glob("*.md"))
    with doing(page):
        page.click("#notes .toast.good button")
    assert {path.name: path.read_text("utf-8") for path in paper.folder.glob("*.md")} == files


def test_every_command_has_a_name_and_a_key_of_its_own(page) -> None:
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette li")
    for words, found in (("bdpf", "别的拼法"), ("撤销", "撤销"), ("plate black", "只看黑版"), ("三区三线", "a3")):
        page.fill("#palette input", words)
        page.wait_for_selector(f'#palette li:first-child:has-text("{found}")')
    page.keyboard.press("Enter")
    page.wait_for_selector("#editor .cm-content")
    given = page.evaluate(COMMANDS)
    assert len(given) > 60
    assert all(one["keys"] and all(one["names"]) for one in given)
    taken: dict[str, str] = {}
    twins = {"pin": "unpin", "orient-v": "orient-h"}  # keys that go to and fro
    for one in given:
        for key in one["keys"]:
            other = taken.setdefault(key, one["id"])
            assert other == one["id"] or twins.get(other) == one["id"], (key, other, one["id"])


def test_a_program_for_everybody(page) -> None:
    """Roles and names for a screen reader, in both lights; nothing sticks out of a small screen."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page.keyboard.press("Tab")
    block(page, "a3").click(position={"x": 20, "y": 25})
    page.wait_for_selector("#editor .cm-content")
    for theme in ("light", "dark"):
        page.evaluate("theme => (document.documentElement.dataset.theme = theme)", theme)
        found = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
        faults = [
            (one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found.response["violations"]
        ]
        assert faults == [], theme
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    label = block(page, "a3").get_attribute("aria-label")
    assert "第 1 版" in label
    assert "合版" in label
    # From the side to the page to the copy and back with one key.
    page.keyboard.press("Escape")
    places = []
    for _ in range(3):
        page.keyboard.press("F6")
        places.append(page.evaluate("document.activeElement.closest('aside, main, section')?.id"))
    assert len(set(places)) >= 2


@pytest.mark.long(held="desk/window/test_doing.py::test_a_file_that_changed_elsewhere_is_a_conflict_that_shows_both")
def test_two_windows_see_each_other_and_a_conflict_side_by_side(page, paper, program, shot) -> None:
    with window(program, paper.house, paper.port, expected=(409,)) as two:
        one = page
        opened(two, "a3")
        written(one, "a3", "甲写的。")
        settled(one)
        two.wait_for_selector('.cm-content:has-text("甲写的。")')
        # A file that is changed on disk between reading and writing: both are shown, nothing is written.
        path = paper.folder / "a3.md"
        two.locator("#editor .cm-line").nth(2).click()
        two.keyboard.press("End")
        theirs = path.read_text("utf-8").replace("我市", "本市")
        path.write_text(theirs, "utf-8")
        two.keyboard.insert_text("乙写的。")
        two.wait_for_selector("#conflict .cm-merge-b")
        assert "乙写的" not in path.read_text("utf-8")
        assert "本市" in two.inner_text("#conflict .cm-merge-a")
        shot(two, "conflict")
        with doing(two, word="write"):
            two.click("#conflict menu button.main")
        two.wait_for_selector("#conflict", state="detached")
        two.wait_for_selector('#copy-state:not(:text-is("正在写……"))')
        assert "乙写的。" in path.read_text("utf-8")


@pytest.mark.long(held="desk/window/test_doing.py::test_what_is_typed_is_kept_until_it_is_written")
def test_what_is_typed_is_kept_when_the_server_goes_and_when_the_browser_is_killed(house, program, tmp_path) -> None:
    path = story(house, "a3")
    before = path.read_text("utf-8")

    def at_copy(context: Any, port: int) -> Any:
        page = context.new_page()
        page.goto(address(house, port))
        page.wait_for_selector("html[data-serial]")
        written(page, "a3", "")
        return page

    # A port of this process: no other server takes it while this one is away, and no program that calls out gets it.
    port = 20_000 + os.getpid() % 10_000
    with served(house, port=port):
        page = at_copy(browsers.context(program), port)
    page.keyboard.insert_text("断线时写的。")
    page.wait_for_selector("#copy-state.bad")
    page.wait_for_selector("#status.bad")
    assert "断线时写的。" not in path.read_text("utf-8")
    with served(house, port=port):
        page.wait_for_selector("#copy-state.good")
        assert "断线时写的。" in path.read_text("utf-8")
        page.context.close()
        # Another browser dies in the middle of a word, without a chance to say anything.
        context = browsers.context(program)
        page = at_copy(context, port)
        with page.expect_response("**/draft"):
            page.keyboard.insert_text("没写完的半")
        context.set_offline(True)
        page.close(run_before_unload=False)
        context.close()
        page = at_copy(browsers.context(program), port)
        page.wait_for_selector('.cm-content:has-text("没写完的半")')
        page.wait_for_selector("#copy-state.good")
        assert path.read_text("utf-8").count("没写完的半") == 1
        page.context.close()
    # What was done before a restart is taken back after it, to the very first byte.
    with served(house, port=port):
        one = Browser(port)
        one.sit(house)
        while one.state()["undo"]:
            assert one.do("undo").status == 200
    assert path.read_text("utf-8") == before


def test_a_line_that_went_dead_without_a_word_is_noticed_and_what_follows_is_done(paper: Paper, program) -> None:
    dead = True
    with window(program, paper.house, paper.port) as page:
        page.clock.install()
        page.reload()
        # The browser's own stream and a command: both are open, and nothing ever comes back.
        page.route("**/events", lambda route: None if dead else route.continue_())
        page.route("**/do", lambda route: None if dead else route.continue_())
        page.reload()
        page.evaluate("import('/static/wire.js').then(line => line.openSession())")
        page.evaluate("import('/static/doing.js').then(made => { made.act({do: 'checkout', story: 'a3'}); })")
        page.clock.fast_forward(15_000)
        assert page.locator("#status.bad").count() == 0
        dead = False
        page.clock.fast_forward(10_000)
        page.wait_for_selector('.toast.bad:has-text("联系断了")')
        page.wait_for_selector("html[data-serial] .block")
        page.clock.resume()
        at_rest(page)
        assert "a3" not in paper.chief.state()["holders"]
        page.evaluate("import('/static/doing.js').then(made => made.act({do: 'checkout', story: 'a3'}))")
        assert "a3" in paper.chief.state()["holders"]


def test_a_stream_with_nothing_to_tell_says_that_the_desk_is_there(browser: Browser) -> None:
    line = HTTPConnection("127.0.0.1", browser.port, timeout=PATIENCE)
    line.request("GET", "/events", headers={"Cookie": browser.cookie})
    answer = line.getresponse()
    while answer.readline() != b"event: beat\n":
        continue
    line.close()


def test_a_mistake_of_the_window_itself_is_said(paper: Paper, program) -> None:
    with window(program, paper.house, paper.port) as page:
        page.evaluate("import('/static/store.js').then(held => held.tell('failed', new Error('it broke')))")
        page.wait_for_selector('.toast.bad:has-text("窗口自身出错：it broke") button:has-text("重新载入")')
