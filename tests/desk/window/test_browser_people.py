"""Several people at one issue over the house's network: signing in, roles, who has what in hand, what each one sees."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from layout.desk.window import newsroom, seating
from layout.desk.window.people import holders
from layout.desk.window.people.listed import with_person
from layout.desk.window.people.patience import Patience
from tests import browsers

from .paper import Paper, paper_served
from .screen import at_page, at_rest, block, doing, draw, middle, opened, settled, window, written

CHIEF, WRITER, LAYOUT = ("王一", "chief"), ("李四", "writer"), ("赵六", "layout")


@pytest.fixture(scope="module")
def served_paper(tmp_path_factory) -> Iterator[Paper]:
    people = ""
    for name, role in (CHIEF, WRITER, LAYOUT):
        people = with_person(people, name, role, f"{name}的口令123") or ""
    # Time stands still for whoever signs in: a try on a busy machine does not earn the next one.
    with pytest.MonkeyPatch.context() as still:
        still.setattr(seating, "Patience", partial(Patience, clock=lambda: 0.0))
        with paper_served(tmp_path_factory.mktemp("network"), lan=True, people=people) as one:
            yield one


@pytest.fixture(scope="module")
def seated(served_paper: Paper, program) -> Iterator[tuple[Any, Any, Any]]:
    """Three windows: the chief's, a writer's, a layout editor's."""

    def at(person: tuple[str, str]) -> Any:
        seat = (served_paper.entry, *person)
        given = {"seat": seat, "expected": (403, 409, 422, 423, 503), "ignore_https_errors": True}
        return window(program, served_paper.house, served_paper.port, **given)

    with at(CHIEF) as chief, at(WRITER) as writer, at(LAYOUT) as layout:
        yield chief, writer, layout


@pytest.fixture
def three(served_paper: Paper, seated: tuple[Any, Any, Any]) -> tuple[Any, Any, Any]:
    served_paper.put_back()
    for page in seated:
        at_page(page, 1)
    return seated


@pytest.mark.long(held="desk/window/test_people.py::test_a_story_is_held_by_who_writes_it_until_it_is_given_back")
def test_a_story_in_hand_is_seen_by_all_and_the_chief_takes_it_back(three, served_paper: Paper, shot) -> None:
    chief, writer, layout = three
    opened(chief, "a3")
    written(writer, "a3", "甲写的。")
    # At once: whoever begins to write has the story, and both others see it.
    for page in (chief, layout):
        page.wait_for_selector('#panel li[data-story="a3"] .holder:text-is("李四")')
        page.wait_for_selector('#people:has-text("李四")')
    chief.wait_for_selector('#held:has-text("李四 正在改这篇")')
    shot(chief, "held")
    chief.locator("#editor .cm-line").nth(2).click()
    chief.keyboard.insert_text("乙写的。")
    settled(writer)
    # What one writes is on the other's page and in his editor; what was not his to write is nowhere.
    chief.wait_for_selector('.cm-content:has-text("甲写的。")')
    assert "乙写的" not in served_paper.text("a3.md")
    assert "甲写的。" in served_paper.text("a3.md")
    with doing(chief, word="take_back"):
        chief.click("#held button")
    chief.wait_for_selector("#held", state="hidden")
    written(chief, "a3", "乙写的。")
    settled(chief)
    writer.wait_for_selector('#held:has-text("王一 正在改这篇")')
    shot(writer, "taken_back")
    assert "null" not in writer.inner_text("#held")
    # The writer's own line goes no further than his window; the server holds to it as well.
    writer.evaluate("import('/static/doing.js').then(m => m.act({do: 'write', story: 'a3', text: 'x'}))")
    writer.wait_for_selector('#notes .toast.bad:has-text("王一")')
    what = [(entry["who"], entry["what"]["zh"]) for entry in served_paper.history()]
    assert ("李四", "取稿 a3") in what
    assert any(who == "王一" and "收回" in words and "李四" in words for who, words in what)


@pytest.mark.long(held="desk/window/test_people.py::test_a_lease_that_ends_leaves_a_line_in_the_history")
def test_a_lease_ends_by_itself_with_a_line_in_the_history(three, served_paper: Paper, monkeypatch, shot) -> None:
    chief, writer, _ = three
    monkeypatch.setattr(holders, "STORY", 1.0)
    monkeypatch.setattr(newsroom, "TICK", 0.2)
    written(writer, "a5", "丙。")
    chief.wait_for_selector('#panel li[data-story="a5"] .holder')
    chief.wait_for_selector('#panel li[data-story="a5"]:not(:has(.holder))')
    chief.keyboard.press("Alt+5")
    chief.wait_for_selector('#panel li.past:has-text("a5 到时交回")')
    shot(chief, "ended")
    assert "丙。" in served_paper.text("a5.md")


@pytest.mark.long(held="desk/window/test_people.py::test_a_page_that_is_being_moved_is_held")
def test_a_page_is_held_while_something_is_moved_on_it(three, served_paper: Paper, shot) -> None:
    chief, writer, layout = three
    before = served_paper.text("plan.yaml")
    x, y = middle(block(layout, "a5"))
    draw(layout, (x, y), (x, y - 30))
    layout.wait_for_selector(".ghost[data-fit]")
    for page in (chief, writer):
        page.wait_for_selector('figure[data-number="1"] figcaption:has-text("赵六 正在拼这一版")')
    shot(writer, "page_held")
    block(chief, "a3").focus()
    with doing(chief, status=423, word="move"):
        chief.keyboard.press("Shift+ArrowUp")
    chief.wait_for_selector('#notes .toast.bad:has-text("赵六 正在动第 1 版")')
    assert served_paper.text("plan.yaml") == before
    # Writing goes on meanwhile.
    written(writer, "a2", "丁。")
    settled(writer)
    drawn = block(chief, "a5").bounding_box()
    with doing(layout, word="move"):
        layout.mouse.up()
    chief.wait_for_selector('figure[data-number="1"] figcaption:not(:has-text("赵六"))')
    # The other windows show the block where it was put.
    assert served_paper.text("plan.yaml") != before
    browsers.until(
        chief,
        "y => Math.abs(document.querySelector('.block[data-block=\"a5\"]').getBoundingClientRect().y - y) > 10",
        arg=drawn["y"],
    )
    with doing(chief, word="undo"):
        chief.keyboard.press("Control+z")


@pytest.mark.long(held="desk/window/test_people.py::test_the_window_is_told_whose_work_a_command_is")
def test_roles_do_their_own_work_and_are_told_whose_the_rest_is(three, served_paper: Paper, shot) -> None:
    chief, writer, layout = three
    before = served_paper.text("plan.yaml")
    x, y = middle(block(writer, "a5"))
    draw(writer, (x, y), (x, y - 60))
    writer.mouse.up()
    writer.wait_for_selector('#notes .toast.bad:has-text("排版")')
    shot(writer, "not_his")
    assert served_paper.text("plan.yaml") == before
    # In the palette it is there, gray, with whose it is.
    writer.keyboard.press("Control+k")
    writer.fill("#palette input", "付印")
    writer.wait_for_selector("#palette li[aria-disabled=true]")
    shot(writer, "palette")
    writer.keyboard.press("Escape")
    # The layout editor's copy is to be read only; the server says no to whoever goes past the window.
    opened(layout, "a2").click()
    layout.keyboard.insert_text("排版员写的")
    at_rest(layout)
    for page, command in (
        (layout, "{do: 'write', story: 'a2', text: 'x'}"), (writer, "{do: 'build', release: true}"),
        (writer, "{do: 'take_back', story: 'a2'}"), (layout, "{do: 'sign', subject: 'a2', role: '签发'}"),
        (writer, "{do: 'open', number: 2346}"),
    ):  # fmt: skip
        with doing(page, status=403):
            page.evaluate(f"import('/static/doing.js').then(m => m.act({command}))")
    assert "排版员写的" not in served_paper.text("a2.md")
    assert served_paper.history() == []
    at_rest(chief)
    assert chief.locator("#notes .toast.bad").count() == 0, "nobody else is bothered"


@pytest.mark.long(held="desk/window/test_attacks.py::test_signing_in_is_held_to_names_secrets_and_patience")
def test_signing_in_is_asked_for_over_tls_and_tries_run_out(served_paper: Paper, program, shot) -> None:
    origin = f"https://127.0.0.1:{served_paper.port}/"
    context = browsers.context(program, ignore_https_errors=True)
    page = context.new_page()
    page.goto(origin)
    page.wait_for_selector("#sign-in input[name=name]:focus")
    assert "meta" not in page.inner_text("#sheets"), "nothing of the issue before"
    page.keyboard.press("Escape")
    assert page.locator("#sign-in").is_visible(), "there is no way round it"

    def sign_in(name: str, secret: str) -> int:
        page.fill("#sign-in input[name=name]", name)
        page.fill("#sign-in input[name=secret]", secret)
        with page.expect_response("**/sign_in") as answered:
            page.keyboard.press("Enter")
        return answered.value.status

    assert sign_in("李四", "李四的口令12") == 403
    page.wait_for_selector('#sign-in .bad:has-text("姓名或口令不对")')
    shot(page, "wrong")
    assert sign_in("李四", "李四的口令123") == 200
    page.wait_for_selector("html[data-serial] .block")
    page.wait_for_selector('#people:has-text("李四（记者）")')
    (cookie,) = context.cookies()
    assert cookie["httpOnly"]
    assert cookie["secure"]
    assert cookie["sameSite"] == "Strict"
    assert page.evaluate("document.cookie") == ""
    # A seat outlives a new window, and ends with signing out.
    page.reload()
    page.wait_for_selector("html[data-serial] .block")
    page.keyboard.press("Alt+q")
    page.wait_for_selector("#sign-in")
    said = [sign_in("王一", f"guess {nth}") for nth in range(4)]
    assert said[0] == 403
    assert said[-1] == 429
    page.wait_for_selector('#sign-in .bad:has-text("试得太多")')
    shot(page, "too_many")
    assert sign_in("王一", "王一的口令123") == 429, "not even the right one"
    context.close()
