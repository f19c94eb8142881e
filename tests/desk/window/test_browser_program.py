"""The window as a program: in English, by keyboard alone, for a screen reader, in the dark, small and large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from .paper import Paper, paper_served
from .screen import at_rest, block, cell, doing, opened, settled, window

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
def refusals() -> tuple[int, ...]:
    """Refusals are read as well."""
    return 400, 404, 422


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


@pytest.mark.long(held="desk/window/test_browser.py::test_every_command_has_a_name_and_a_key_of_its_own")
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
    at_rest(page)
    assert paper.text("plan.yaml") == before["plan.yaml"], "Escape keeps nothing"
    block(page, "a3").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".cm-focused")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\n\nAt night.\n")
    settled(page)
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


def test_whatever_is_met_has_a_name_and_speaks_english(page, shot) -> None:
    block(page, "a3").focus()
    for key in "123456":
        page.keyboard.press(f"Alt+{key}")
        at_rest(page)
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


SAID = """() => {
  const said = [];
  // What the proofreader finds he tells in the words of the Chinese standards.
  const leave = 'svg, .cm-editor, textarea, script, style, #live';
  const reading = (node) => node.matches('#panel li') && /^R/.test(node.querySelector('code')?.textContent);
  const left = (node) => node.nodeType === 1 && (node.matches(leave) || reading(node));
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => left(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.nodeType === 3) said.push(node.data);
    else for (const name of ['title', 'aria-label', 'placeholder', 'alt']) said.push(node.getAttribute(name) ?? '');
  }
  for (const name of ['status', 'banner', 'live']) said.push(document.getElementById(name).textContent);
  return said.filter((words) => /[\\u4e00-\\u9fff]/.test(words));
}"""
"""All that stands on the screen or is said by a screen reader, but for the pages and the copy itself."""


def strange(page: Any, paper: Paper) -> list[str]:
    """Return the Chinese of the window that is no copy: none of its runs stands in a file of the issue."""
    at_rest(page)
    copy = "".join(path.read_text("utf-8") for path in (*paper.folder.glob("*.md"), *paper.folder.glob("*.yaml")))
    copy = "".join(re.findall(r"[\u4e00-\u9fff]", copy))  # a title is its lines, one after another
    found = []
    for words in page.evaluate(SAID):
        runs = re.findall(r"[\u4e00-\u9fff]+", words)
        found += [f"{run} in: {words.strip()[:90]}" for run in runs if run not in copy and run not in NAMES]
    return sorted(set(found))


BRING = """([bytes, name]) => import('/static/arrive.js').then(
    (m) => m.bringIn([new File([new Uint8Array(bytes)], name)]))"""

REFUSED = (
    "{do: 'place', story: 'zz', page: 1}", "{do: 'lengthen', block: 'a3'}", "{do: 'picture', block: 'a3', photo: 7}",
    "{do: 'move', block: 'a3', at: [9, 400]}", "{do: 'fill', page: 9}", "{do: 'sign', subject: 'a3', role: '终审'}",
)  # fmt: skip
"""Commands that cannot be done."""

NAMES = {"王一", "夏收", "通讯员", "复审", "终审"}
"""A person, a file, a word that a hint would have in the copy, and readings as the issue's files name them."""


@pytest.mark.long(held="desk/window/test_browser_program.py::test_whatever_is_met_has_a_name_and_speaks_english")
@pytest.mark.usefixtures("reader")
def test_nothing_but_copy_is_chinese_in_an_english_window(page, paper: Paper, program, tmp_path, shot) -> None:
    """Every panel with something in it, every dialogue, refusals and reports."""
    docx = pytest.importorskip("docx")
    chief = paper.chief
    text = paper.text("b6.md").rstrip("\n")
    assert chief.do("write", story="b6", text=text + "\n\n他做为代表发了言，大家迫不急待地鼓掌。\n").status == 200
    assert chief.do("head", story="a5", main=["改过的题目"], kicker="引题").status == 200
    assert chief.do("set", story="a5", path=["byline"], value="王一").status == 200
    assert chief.do("pin", block="a3").status == 200
    assert chief.do("unplace", story="a2").status == 200
    assert chief.do("sign", subject="a3", role="初审").status == 200
    assert chief.do("checkout", story="a4").status == 200
    assert chief.do("move", block="a5", at=[0, 18]).status == 200
    made = docx.Document()
    made.add_paragraph().add_run("改过的题目").bold = True
    made.add_paragraph("本报记者 王一")
    made.add_paragraph("他做为代表发了言。" * 20)
    made.save(tmp_path / "夏收.docx")
    found = []
    with doing(page, word="import"):
        page.evaluate(BRING, [[*(tmp_path / "夏收.docx").read_bytes()], "夏收.docx"])
    for key in "612345":
        if key != "6":
            page.keyboard.press(f"Alt+{key}")
        at_rest(page)
        shot(page, f"panel_{key}")
        found += [(f"panel {key}", one) for one in strange(page, paper)]
    page.locator("#panel li.past").first.click()
    page.wait_for_selector("dialog.large")
    found += [("change", one) for one in strange(page, paper)]
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+3")
    page.wait_for_selector('#panel li[data-row]:has-text("迫不急待")')
    found += [("reading", one) for one in strange(page, paper)]
    assert [one for one in spoken(page) if one[0] in NAMED and not one[1].strip()] == [], "what is found has a name"
    for name, key, there in (*DIALOGUES, ("heads", "Shift+E", "#heads"), ("correct", "Alt+c", "dialog form")):
        block(page, "p1" if name == "crop" else "a3").focus()
        page.keyboard.press(key)
        page.wait_for_selector(there)
        shot(page, f"dialogue_{name}")
        found += [(name, one) for one in strange(page, paper)]
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
        at_rest(page)
    block(page, "a3").click()
    page.wait_for_selector("#editor .cm-content")
    at_rest(page)
    found += [("copy", one) for one in strange(page, paper)]
    for command in REFUSED:
        page.evaluate(f"import('/static/doing.js').then(m => m.act({command}))")
        page.wait_for_selector("#notes .toast.bad")
        found += [(command, one) for one in strange(page, paper)]
        page.evaluate("import('/static/notes.js').then(m => m.clearNotes())")
    assert found == [], "\n".join(f"{where}: {one}" for where, one in found)


@pytest.mark.long(held="desk/window/test_browser.py::test_a_program_for_everybody")
def test_axe_finds_nothing_whatever_is_open(page, shot) -> None:
    """In the dark; the window as it stands is looked at in both lights where Chinese is spoken."""
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    for key in "12456":
        page.keyboard.press(f"Alt+{key}")
        at_rest(page)
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


@pytest.mark.long(held="desk/window/test_browser.py::test_a_program_for_everybody")
@pytest.mark.parametrize(("wide", "high", "least"), [(1280, 720, 13), (3840, 2160, 20)])
def test_a_laptop_and_a_wall_screen_show_all_of_it(paper, program, wide: int, high: int, least: int, shot) -> None:
    given = {"viewport": {"width": wide, "height": high}, "color_scheme": "dark"}
    with window(program, paper.house, paper.port, **given) as page:
        opened(page, "a3")
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
