"""The window as a program: in English, by keyboard alone, for a screen reader, in the dark, small and large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from .paper import Paper, paper_served
from .screen import block, cell, doing, window

NAMED = {"button", "link", "textbox", "combobox", "checkbox", "tab", "group", "dialog", "toolbar", "image", "option"}
"""Roles whose name a screen reader says."""

CHINESE = re.compile(r"[\u4e00-\u9fff]")

DIALOGUES = (
    ("help", "?", "#help"),
    ("sign", "s", "form.sign"),
    ("new issue", "Alt+n", "#new-issue"),
    ("crop", "o", "#crop"),
    ("furniture", "Alt+f", "#furniture"),
    ("release", "Control+Shift+Enter", "dialog form"),
    ("palette", "Control+k", "#palette"),
)
"""Dialogues, their keys, and what tells that they are there."""


@pytest.fixture(scope="module")
def paper_of_file(tmp_path_factory) -> Iterator[Paper]:
    """The issue in a window of English."""
    with paper_served(tmp_path_factory.mktemp("english"), lang="en") as one:
        yield one


def spoken(page: Any) -> list[tuple[str, str]]:
    """Return role and name of all that a screen reader meets, in its order, from the browser's own tree."""
    line = page.context.new_cdp_session(page)
    nodes = line.send("Accessibility.getFullAXTree")["nodes"]
    line.detach()
    met = [node for node in nodes if not node.get("ignored")]
    return [(node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "")) for node in met]


def faults(page: Any) -> list[Any]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = axe.Axe().run(page, options=options).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]


def test_an_evening_by_keyboard_alone(page, paper, shot) -> None:
    """No mouse: a block is found, moved, drawn, its copy written, a finding read, all of it taken back."""
    before = {name: paper.text(name) for name in ("plan.yaml", "a3.md")}
    page.keyboard.press("F6")
    page.keyboard.press("F6")
    seen = []
    for _ in range(12):
        page.keyboard.press("]")
        seen.append(page.evaluate("document.activeElement.dataset.block ?? ''"))
        if seen[-1] == "a3":
            break
    assert seen[-1] == "a3", seen
    assert len(set(seen)) == len(seen), "in the order of reading, none twice"
    _, deep = cell(page, "a3")
    top = block(page, "a3").bounding_box()["y"]
    with doing(page, word="move"):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
    assert paper.blocks()["a3"]["at"] == [0, 61]
    assert abs(block(page, "a3").bounding_box()["y"] - top - 2 * deep) < deep
    assert page.evaluate("document.activeElement.dataset.block") == "a3", "the keyboard stays where it was"
    with doing(page, word="move"):
        page.keyboard.press("Alt+ArrowUp")
        page.keyboard.press("Alt+ArrowUp")
    assert (paper.blocks()["a3"]["at"], paper.blocks()["a3"]["size"]) == ([0, 59], [3, 16])
    with doing(page, word="move"):
        page.keyboard.press("Shift+ArrowUp")
        page.keyboard.press("Shift+ArrowUp")
    assert paper.text("plan.yaml") == before["plan.yaml"]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1200)
    assert paper.text("plan.yaml") == before["plan.yaml"], "Escape keeps nothing"
    block(page, "a3").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".cm-focused")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\n\nAt night.\n")
    settled_in_english(page)
    assert "At night." in paper.text("a3.md")
    page.keyboard.press("Control+z")
    page.keyboard.press("Escape")
    page.wait_for_selector("#copy", state="hidden")
    assert page.evaluate("document.activeElement.dataset.block") == "a3"
    page.keyboard.press("Control+k")
    page.keyboard.insert_text("find")
    page.keyboard.press("Enter")
    page.wait_for_selector("#find-words:focus")
    page.keyboard.insert_text("三区三线")
    page.wait_for_selector("#hits .hit")
    shot(page, "by_keyboard")
    page.keyboard.press("Alt+2")
    page.wait_for_selector("#panel [data-row]:focus")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('#panel [data-row]')")


def settled_in_english(page: Any) -> None:
    page.wait_for_selector('#copy-state:text-is("saved")')


def test_whatever_is_met_has_a_name_and_speaks_english(page, shot) -> None:
    block(page, "a3").focus()
    for key in "123456":
        page.keyboard.press(f"Alt+{key}")
        page.wait_for_timeout(80)
        assert [one for one in spoken(page) if one[0] in NAMED and not one[1].strip()] == [], key
        said = page.evaluate(
            "[...document.querySelectorAll('#tabs, #panel > h3, #panel > .bar')].map(n => n.innerText).join(' ')"
        )
        assert not CHINESE.search(re.sub(r"page \d.*", "", said)), said
    for name, key, there in DIALOGUES:
        block(page, "p1" if name == "crop" else "a3").focus()
        page.keyboard.press(key)
        page.wait_for_selector(there)
        assert [one for one in spoken(page) if one[0] in NAMED and not one[1].strip()] == [], name
        shot(page, name.replace(" ", "_"))
        if name in ("help", "palette", "release"):
            said = page.inner_text("dialog")
            assert not CHINESE.search(said), (name, CHINESE.findall(said))
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
    live = page.evaluate("document.querySelector('#live').getAttribute('aria-live')")
    assert live == "polite"


def test_axe_finds_nothing_whatever_is_open(page, shot) -> None:
    """In the dark; the window as it stands is looked at in both lights where Chinese is spoken."""
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    for key in "12456":
        page.keyboard.press(f"Alt+{key}")
        page.wait_for_timeout(80)
        assert faults(page) == [], key
    for name, key, there in DIALOGUES:
        block(page, "p1" if name == "crop" else "a3").focus()
        page.keyboard.press(key)
        page.wait_for_selector(there)
        assert faults(page) == [], name
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
    shot(page, "dark")
    page.evaluate("delete document.documentElement.dataset.theme")


@pytest.mark.parametrize(("wide", "high", "least"), [(1280, 720, 13), (3840, 2160, 20)])
def test_a_laptop_and_a_wall_screen_show_all_of_it(paper, program, wide: int, high: int, least: int, shot) -> None:
    given = {"viewport": {"width": wide, "height": high}, "color_scheme": "dark"}
    with window(program, paper.house, paper.port, **given) as page:
        page.locator('#panel li[data-story="a3"]').click()
        page.wait_for_selector("#editor .cm-content")
        block(page, "a3").focus()
        page.wait_for_selector("#tools button")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= least
        cut = page.evaluate(
            """[...document.querySelectorAll('#top button, #tabs button, #tools button, #copy button')]
                .map(one => [one.textContent, one.getBoundingClientRect()])
                .filter(([, box]) => box.width && (box.left < 0 || box.right > innerWidth || box.height < 18))
                .map(([words]) => words)"""
        )
        assert cut == [], "no button is cut off or too small to hit"
        shot(page, f"{wide}")
