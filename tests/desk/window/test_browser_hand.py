"""The hand on the page: blocks, pictures, pages and the store by mouse and keys; the dummy as a person writes it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from layout.desk.window.jobs import others
from tests import browsers

from .paper import Paper
from .screen import at_page, at_rest, block, cell, chosen, doing, draw, middle, store


@pytest.fixture(scope="module")
def refusals() -> tuple[int, ...]:
    """Blocks are drawn where there is no room, and the solver finds no way now and then."""
    return 400, 422, 503


@pytest.fixture
def page(page: Any) -> Any:
    """A laptop's window at the second page."""
    at_page(page, 2)
    return page


DRAWN = (
    ("se", 1, 3, [0, 30], [4, 31]), ("nw", 1, 3, [1, 33], [3, 28]), ("n", 0, -3, [1, 30], [3, 31]),
    ("w", -1, 0, [0, 30], [4, 31]), ("e", -1, 0, [0, 30], [3, 31]), ("s", 0, -3, [0, 30], [3, 28]),
    ("ne", 1, 2, [0, 32], [4, 26]), ("sw", 1, 4, [1, 32], [3, 30]),
)  # fmt: skip
"""A side or corner of b6, how far it is drawn in cells, and where the block stands then."""


def drawn_by(page: Any, paper: Paper, *, sides: int) -> None:
    """Draw the block by the first of its sides, one after another, and see each time what is told and written."""
    for side, columns, rows, at, size in DRAWN[:sides]:
        wide, deep = cell(page, "b6")
        x, y = middle(page.locator(f".block.chosen > .handle.{side}"))
        draw(page, (x, y), (x + columns * wide, y + rows * deep))
        page.wait_for_selector(f'.ghost[data-fit]:has-text("{size[0]} × {size[1]}")')
        if side == "se":
            page.wait_for_selector('.ghost:has-text("添")')
        with doing(page):
            page.mouse.up()
        made = paper.blocks()["b6"]
        assert (made["at"], made["size"]) == (at, size), side


def test_an_edge_and_two_corners_are_drawn_and_the_fit_is_told_meanwhile(page, paper: Paper) -> None:
    before = paper.text("plan.yaml")
    chosen(page, "b6")
    drawn_by(page, paper, sides=3)
    # Only the block's own line was written; remarks and the other page are as they were.
    after = paper.text("plan.yaml").splitlines()
    changed = [new for old, new in zip(before.splitlines(), after, strict=True) if old != new]
    assert [line.partition(",")[0].strip() for line in changed if "story" in line] == ["- {story: b6"]
    assert "# 编辑手记在左，校对两篇" in paper.text("plan.yaml")
    # What is chosen next has the handles, and nothing else has.
    chosen(page, "b5")
    assert page.locator(".block > .handle").count() == 8


@pytest.mark.long(
    held="desk/window/test_browser_hand.py::test_an_edge_and_two_corners_are_drawn_and_the_fit_is_told_meanwhile"
)
def test_every_edge_and_corner_is_drawn(page, paper: Paper) -> None:
    chosen(page, "b6")
    drawn_by(page, paper, sides=len(DRAWN))


def test_a_key_that_comes_before_the_answer_goes_on_from_where_the_block_is_going(page, paper: Paper) -> None:
    chosen(page, "b6")
    columns, rows = paper.blocks()["b6"]["size"]
    held: list[Any] = []

    def hold(route: Any) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/do", hold)
    with page.expect_request("**/do"):
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    held[0].continue_()
    at_rest(page)
    page.unroute("**/do")
    assert paper.blocks()["b6"]["size"] == [columns, rows + 2]


def test_a_row_that_is_pressed_while_the_list_changes_is_not_lost(page, paper: Paper) -> None:
    before = store(page, "desk.state.serial")
    page.mouse.move(*middle(page.locator('#panel li[data-story="b5"] .name')))
    page.mouse.down()
    assert paper.chief.do("head", story="b3", main=["题目在这时改了"]).status == 200
    browsers.until(page, "n => Number(document.documentElement.dataset.serial) > n", arg=before)
    page.mouse.up()
    page.wait_for_selector('#copy-title:has-text("b5")')
    page.wait_for_selector('#panel li[data-story="b3"]:has-text("题目在这时改了")')


def test_the_findings_grow_while_a_block_is_laid_over_another_and_nothing_is_written(page, paper: Paper, shot) -> None:
    before = paper.text("plan.yaml")
    x, y = middle(block(page, "b5"))
    draw(page, (x, y), middle(block(page, "b3")))
    page.wait_for_selector('.ghost:has-text("错误 +")')
    shot(page, "over_another")
    page.keyboard.press("Escape")
    page.mouse.up()
    page.wait_for_selector(".ghost", state="detached")
    assert paper.text("plan.yaml") == before
    assert "历史" in page.inner_text("#tabs")
    assert paper.history() == []


def test_two_blocks_change_places_under_the_hand_and_do_not_flicker(page, paper: Paper, shot) -> None:
    at = paper.blocks()
    page.keyboard.down("Alt")
    x, y = middle(block(page, "b3"))
    draw(page, middle(block(page, "b5")), (x, y))
    page.wait_for_selector('.block.partner[data-block="b3"]')
    # The try has put b3 elsewhere by now; the hand is still over the place where it stands.
    at_rest(page)
    page.mouse.move(x + 4, y + 4, steps=3)
    shot(page, "swap")
    with doing(page, word="swap"):
        page.mouse.up()
    page.keyboard.up("Alt")
    made = paper.blocks()
    assert (made["b5"]["at"], made["b3"]["at"]) == (at["b3"]["at"], at["b5"]["at"])


def test_a_story_goes_to_another_page_to_the_store_and_back_where_the_hand_puts_it(page, paper: Paper, shot) -> None:
    # Both pages on the screen: from paper to paper, to the very cell.
    for _ in range(4):
        page.keyboard.press("-")
    page.evaluate("document.querySelector('main').scrollTop = 0")
    wide, deep = cell(page, "a3")
    over = block(page, "a3").bounding_box()
    box = block(page, "b5").bounding_box()
    draw(page, (box["x"] + 5, box["y"] + 5), (over["x"] + wide + 5, over["y"] + deep + 5))
    page.wait_for_selector('figure[data-number="1"] .ghost[data-fit]')
    shot(page, "to_paper")
    with doing(page, word="move"):
        page.mouse.up()
    assert (paper.blocks()["b5"]["page"], paper.blocks()["b5"]["at"]) == (1, [1, 60])
    assert "stories: [b3, b6]" in paper.text("issue.yaml")
    with doing(page, word="undo"):
        page.keyboard.press("Control+z")
    # To the store by mouse, and back to the cell where it is let go.
    page.keyboard.press("9")
    page.keyboard.press("2")
    draw(page, middle(block(page, "b6")), (120, 600))
    page.wait_for_selector("body.to-store")
    with doing(page, word="unplace"):
        page.mouse.up()
    page.wait_for_selector('#panel li.loose[data-story="b6"]')
    assert "hold: true" in paper.text("b6.md")
    sheet = page.locator('figure[data-number="2"] > .paper').bounding_box()
    spot = (sheet["x"] + sheet["width"] * 0.56, sheet["y"] + sheet["height"] * 0.5)
    draw(page, middle(page.locator('#panel li.loose[data-story="b6"] .name')), spot)
    page.wait_for_selector(".carried")
    shot(page, "carried")
    with doing(page, word="place"):
        page.mouse.up()
    block(page, "b6").wait_for()
    made = paper.blocks()["b6"]
    assert made["page"] == 2
    assert made["at"][0] == 3
    assert made["at"][1] > 40
    assert "hold" not in paper.text("b6.md")
    shot(page, "placed")


@pytest.mark.long(held="desk/window/test_pages.py::test_a_moved_block_pushes_its_neighbours_where_asked")
def test_neighbours_stay_unless_room_is_asked_for(page, paper: Paper, shot) -> None:
    at = paper.blocks()
    chosen(page, "b5")
    _, deep = cell(page, "b5")
    x, y = middle(page.locator(".block.chosen > .handle.s"))
    draw(page, (x, y), (x, y + 8 * deep))
    page.wait_for_selector('.ghost:has-text("3 × 34")')
    with doing(page):
        page.mouse.up()
    made = paper.blocks()
    assert made["b5"]["size"] == [3, 34]
    assert made["b6"]["at"] == at["b6"]["at"], "without being asked the neighbour stays, and the finding says so"
    page.wait_for_selector("#tab-findings .count")
    shot(page, "overlap")
    page.keyboard.press("n")
    page.wait_for_selector("#tab-findings:not(:has(.count))")
    made = paper.blocks()
    assert made["b5"]["at"] == at["b5"]["at"]
    assert made["b6"]["at"] != at["b6"]["at"]
    shot(page, "room_made")
    # The same under the hand, with Shift: the block stands where it was drawn, whoever is in its way goes.
    at, way = made, made["b6"]["at"]
    across = range(way[0], way[0] + made["b6"]["size"][0])
    over = next(name for name in ("b5", "b3") if at[name]["at"][0] in across or at[name]["at"][0] + 2 in across)
    chosen(page, over)
    x, y = middle(page.locator(".block.chosen"))
    page.keyboard.down("Shift")
    draw(page, (x, y), (x, y + 6 * deep))
    page.wait_for_selector(".ghost[data-fit]")
    with doing(page, word="move"):
        page.mouse.up()
    page.keyboard.up("Shift")
    made = paper.blocks()
    assert made[over]["at"] == [at[over]["at"][0], at[over]["at"][1] + 6]
    assert made["b6"]["at"] != way
    assert store(page, "desk.state.diagnostics.filter(one => one.severity === 'error').length") == 0
    shot(page, "room_under_the_hand")


def test_a_picture_is_drawn_cropped_and_keeps_its_subject(page, paper: Paper, shot) -> None:
    page.keyboard.press("1")
    page.wait_for_selector('[data-page-button="1"][aria-current="true"]')
    at = paper.blocks()["p1"]
    block(page, "p1").focus()
    photo = page.locator('.block[data-block="p1"] > .photo')
    photo.click()
    page.wait_for_selector(".photo.chosen > .handle.s")
    _, deep = cell(page, "p1")
    x, y = middle(page.locator(".photo.chosen > .handle.s"))
    draw(page, (x, y), (x, y - 6 * deep))
    page.wait_for_selector(".ghost[data-fit]")
    shot(page, "picture_drawn")
    with doing(page, word="picture"):
        page.mouse.up()
    size = at["photos"][0]["size"]
    assert paper.blocks()["p1"]["photos"][0]["size"] == [size[0], size[1] - 6]
    # Arrow keys do the same to it.
    photo.focus()
    with doing(page, word="picture"):
        page.keyboard.press("Shift+ArrowDown")
        page.keyboard.press("Control+Shift+ArrowDown")
    assert paper.blocks()["p1"]["photos"][0]["size"] == size
    # Its crop by mouse and keys, its subject by a double press.
    photo.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#crop img")
    page.evaluate("document.querySelector('#crop img').decode()")
    room = page.locator("#crop img").bounding_box()
    x, y = middle(page.locator("#crop .handle.e"))
    draw(page, (x, y), (x - room["width"] * 0.25, y))
    page.mouse.up()
    page.locator("#crop .crop").focus()
    for _ in range(5):
        page.keyboard.press("Shift+ArrowUp")
    page.mouse.dblclick(room["x"] + room["width"] * 0.4, room["y"] + room["height"] * 0.4)
    page.wait_for_selector("#crop .focus-spot:visible")
    shot(page, "crop")
    with doing(page, word="picture"):
        page.click("#crop button.main")
    text = paper.text("p1.md")
    left, top, right, bottom = yaml.safe_load(text.split("---")[1])["photos"][0]["crop"]
    assert left >= 0
    assert right <= 7510, "what the hand cut off stays cut off"
    assert bottom <= 9500
    assert abs((left + right) / 2 - 4000) < 300, "the subject is in the middle as far as the frame allows"
    assert top < 4000 < bottom
    assert "# 照片原件" in text, "remarks stay"
    shot(page, "cropped")


def test_holes_are_filled_pictures_lengthened_and_pins_stand(page, paper: Paper, shot) -> None:
    chosen(page, "b3")
    with doing(page, word="pin"):
        page.keyboard.press("p")
    page.wait_for_selector('.block.pinned[data-block="b3"]')
    assert "pin:" in paper.text("b3.md")
    with doing(page, word="fill"):
        page.keyboard.press("w")
    made = paper.blocks()
    assert made["b3"]["at"] == [3, 4], "what is pinned stays"
    # Heads have grown, and what stays white is gathered at the foot: one block stands on the others, none between.
    first, second = sorted((made["b5"], made["b6"]), key=lambda one: one["at"][1])
    left, right = second["at"][0], second["at"][0] + second["size"][0]
    over = [one for one in (first, made["b3"]) if one["at"][0] < right and left < one["at"][0] + one["size"][0]]
    assert first["at"] == [0, 4] and second["at"][1] == 4 + max(one["size"][1] for one in over)
    before = {"b5": 28, "b3": 30, "b6": 32}
    assert sum(made[name]["head"]["size"] > size for name, size in before.items()) > 1
    assert "pinned" in block(page, "b3").get_attribute("class")
    assert "已钉住" in block(page, "b3").get_attribute("aria-label")
    shot(page, "filled")
    # The picture of a4 grows into the white that a shorter text leaves.
    page.keyboard.press("1")
    chosen(page, "a5")
    with doing(page, word="unplace"):
        page.keyboard.press("u")
    chosen(page, "a2")
    with doing(page, status=400, word="lengthen"):
        page.evaluate("import('/static/doing.js').then(m => m.act({do: 'lengthen', block: 'a2'}))")
    chosen(page, "p1")
    deep = paper.blocks()["p1"]["photos"][0]["size"][1]
    with doing(page, word="unplace"):
        page.evaluate("import('/static/doing.js').then(m => m.act({do: 'unplace', story: 'a2'}))")
    chosen(page, "p1")
    with doing(page, word="lengthen"):
        page.keyboard.press("l")
    assert paper.blocks()["p1"]["photos"][0]["size"][1] > deep
    shot(page, "lengthened")


@pytest.mark.parametrize(
    "most",
    [
        # All of them first: what was found of a page is kept.
        pytest.param(
            others.MOST,
            marks=pytest.mark.long(
                held="desk/window/test_browser_hand.py::test_other_make_ups_come_with_reasons_cheapest_first"
            ),
        ),
        2,
    ],
)
def test_other_make_ups_come_with_reasons_cheapest_first(paper: Paper, monkeypatch, most: int) -> None:
    monkeypatch.setattr(others, "MOST", most)
    found = paper.chief.get("/page/2/others").json
    assert found["now"]["svg"].startswith("<svg")
    assert len(found["others"]) >= most
    assert len({one["id"] for one in found["others"]}) == len(found["others"])
    costs = [one["cost"] for one in found["others"]]
    assert costs == sorted(costs)
    reasons = [words for one in found["others"] for words in one["why"]]
    assert all(words["zh"] and words["better"] in (True, False, None) for words in reasons)
    for one in found["others"]:
        better = [words["better"] for words in one["why"]]
        assert one["cost"] >= found["now"]["cost"] or True in better, "what costs less is better in something"
    assert paper.chief.do("take", page=2, id="x").status == 404
    assert paper.chief.get("/page/9/others").status == 404


@pytest.mark.long(held="desk/window/test_browser_hand.py::test_other_make_ups_come_with_reasons_cheapest_first")
def test_another_make_up_is_taken_for_one_page_only(page, paper: Paper, shot) -> None:
    before, stood = paper.text("plan.yaml"), paper.blocks()
    first = before[: before.index("  - page: 2")]
    page.keyboard.press("j")
    page.wait_for_selector("#others article")
    shot(page, "first_of_the_others")
    page.wait_for_selector("#others .others:not([aria-busy])")
    shot(page, "others")
    assert page.locator("#others article svg").count() >= 2
    assert page.locator("#others .why li").first.inner_text()
    with doing(page, word="take"):
        page.locator("#others article button").nth(1).click()
    made = paper.text("plan.yaml")
    assert made.startswith(first)
    assert made != before
    assert paper.blocks().keys() == stood.keys()
    assert [entry["what"]["zh"] for entry in paper.history()] == ["第 2 版换排法"]
    shot(page, "taken")
