"""Settings of a head, pictures dropped on a block, and what another role's window shows of a hand's work."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from .paper import Paper, photograph
from .screen import at_rest, block, doing, middle, window

_DROP = """([data, name, sel]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type: 'image/jpeg' }));
  const target = document.querySelector(sel);
  const box = target.getBoundingClientRect();
  const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, dataTransfer: carried, bubbles: true, cancelable: true };
  for (const kind of ['dragenter', 'dragover', 'drop']) target.dispatchEvent(new DragEvent(kind, at));
}"""  # noqa: E501 - the browser's own text


def test_a_head_is_edited_where_it_stands_by_two_presses_and_in_its_field_by_two_single_ones(
    page: Any, paper: Paper, shot: Any
) -> None:
    head = page.locator('svg.sheet [data-at^="a4 head.main"]').first
    page.mouse.dblclick(*middle(head))
    page.wait_for_selector(".inplace textarea.main:focus")
    at_rest(page)
    assert page.locator(".inplace textarea.main:focus").count() == 1, "nothing takes the keyboard away"
    page.keyboard.press("Escape")
    page.wait_for_selector(".inplace", state="detached")
    page.keyboard.press("Escape")
    page.wait_for_selector(".block.chosen", state="detached")
    # One press shows the copy, one more goes into the form; the file's own grammar stays folded away.
    page.mouse.click(*middle(head))
    page.wait_for_selector('#copy-title:has-text("a4")')
    assert page.evaluate("document.activeElement.dataset.block") == "a4"
    page.mouse.click(*middle(head))
    page.wait_for_selector('#fields [name="head.main"]:focus')
    assert page.locator("#editor .head-fold").count() == 1
    shot(page, "field")


def test_a_heads_settings_are_walked_on_the_page_and_one_is_taken(page: Any, paper: Paper, shot: Any) -> None:
    before = paper.text("plan.yaml")
    block(page, "a3").focus()
    page.keyboard.press("Shift+E")
    page.wait_for_selector("#heads li:focus")
    assert page.locator("#heads li").count() > 1
    with page.expect_response("**/try"):
        page.keyboard.press("ArrowDown")
    at_rest(page)
    shot(page, "heads")
    page.keyboard.press("Escape")
    page.wait_for_selector("#heads", state="detached")
    assert paper.text("plan.yaml") == before, "nothing was written while the settings were walked"
    block(page, "a3").focus()
    page.keyboard.press("Shift+E")
    page.wait_for_selector("#heads li:focus")
    page.keyboard.press("ArrowDown")
    with doing(page, word="shape"):
        page.keyboard.press("Enter")
    page.wait_for_selector("#heads", state="detached")
    assert paper.text("plan.yaml") != before


def test_a_heads_figures_are_typed_and_its_fit_is_said_meanwhile(page: Any, paper: Paper, shot: Any) -> None:
    before = paper.text("plan.yaml")
    block(page, "a3").focus()
    page.keyboard.press("Shift+E")
    page.wait_for_selector("#heads li:focus")
    fit = page.inner_text("#heads output")
    page.fill("#heads input[name=size]", "22")
    page.fill("#heads input[name=rows]", "8")
    at_rest(page)
    assert page.inner_text("#heads output") != fit
    assert paper.text("plan.yaml") == before, "figures that are tried write nothing"
    shot(page, "figures")
    page.select_option("#heads select[name=align]", "left")
    with doing(page, word="shape"):
        page.click("#heads .fields button")
    assert paper.blocks()["a3"]["head"] == {"lines": 1, "size": 22, "rows": 8, "align": "left"}


def test_a_picture_dropped_on_a_block_fills_what_was_still_to_come(page: Any, paper: Paper) -> None:
    before = paper.text("a4.md")
    assert "file: null" in before
    with doing(page, word="import"):
        page.evaluate(_DROP, [b64encode(photograph()).decode(), "hall.jpg", '.block[data-block="a4"] .photo'])
    page.wait_for_selector('#panel :text("photos/hall.jpg")')
    assert paper.text("a4.md") == before.replace("file: null", "file: photos/hall.jpg")


def test_a_writers_window_says_whose_work_the_pages_are(paper: Paper, program: Any) -> None:
    seat = (paper.entry, "李四", "writer")
    with window(program, paper.house, paper.port, seat=seat) as page:
        block(page, "a3").focus()
        page.keyboard.press("p")
        page.wait_for_selector('.toast:has-text("排版、总编的事")')
        assert "pin" not in paper.text("a3.md")
        block(page, "a3").click()
        page.wait_for_selector(".block.chosen")
        assert page.locator(".block.chosen > .handle").count() == 0, "nothing to take hold of"
        assert page.locator('#tools button[aria-disabled="true"]').count() > 2
        page.keyboard.press("Control+k")
        page.keyboard.insert_text("付印")
        page.wait_for_selector('#palette li[aria-disabled="true"]')


def test_what_lacks_in_the_imprint_is_filled_in_from_its_finding(page: Any, paper: Paper) -> None:
    page.keyboard.press("Alt+2")
    row = page.locator('#panel li:has-text("imprint.printer")')
    row.get_by_role("button").click()
    page.fill('#furniture input[aria-label="印刷单位"]', "禹州印刷厂")
    with doing(page, word="furnish"):
        page.press('#furniture input[aria-label="印刷单位"]', "Enter")
    page.wait_for_selector('#panel li:has-text("imprint.printer")', state="detached")
    assert "printer: 禹州印刷厂" in paper.text("issue.yaml")
