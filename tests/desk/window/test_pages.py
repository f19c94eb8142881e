"""Commands on pages: what each leaves in `plan.yaml`, `issue.yaml` and the stories, and that pages hold together."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from hashlib import sha256

import pytest

from layout.desk.house import House
from tests.newspaper import spread_issue

from ..conftest import ROOT  # noqa: TID252
from .conftest import Browser, served, story


@pytest.fixture
def four(house: House) -> Iterator[Browser]:
    """A seated browser at issue 9999."""
    shutil.copytree(ROOT / "issues" / "9999", house.issue(9999))
    with served(house, 9999) as port:
        one = Browser(port)
        one.sit(house)
        yield one


def changed_lines(old: str, new: str) -> list[str]:
    return [line for line in new.splitlines() if line not in old.splitlines()]


def test_swapped_blocks_take_each_others_cells(browser: Browser) -> None:
    one, other = browser.block("a2"), browser.block("a5")
    assert browser.do("swap", blocks=["a2", "a5"]).status == 200
    assert browser.block("a2")["at"] == other["at"]
    assert browser.block("a2")["size"] == other["size"]
    assert browser.block("a5")["at"] == one["at"]
    assert browser.do("swap", blocks=["a2", "a2"]).json["error"] == "two_blocks"


def test_a_narrower_block_gets_a_head_that_fits_it(browser: Browser) -> None:
    block = browser.block("a4")
    answer = browser.attempt("move", block="a4", at=block["at"], size=[2, 47])
    made = next(one for page in answer.json["dummy"] for one in page["blocks"] if one["id"] == "a4")
    assert made["size"] == [2, 47]
    assert all(photo["at"][0] + photo["size"][0] <= 2 for photo in made["photos"])
    assert made["fit"]["offered"] > 0


def test_cells_outside_the_page_are_refused(browser: Browser) -> None:
    for at, size in (
        ([5, 18], [2, 10]), ([0, 115], [1, 6]), ([-1, 18], [1, 5]), ([0, 18], [0, 5]), ("here", [1, 1]),
    ):  # fmt: skip
        answer = browser.do("move", block="a5", at=at, size=size)
        assert answer.status == 400, (at, size)
        assert answer.json["message"]["zh"]


@pytest.mark.long(held="desk/window/test_pages.py::test_stories_of_two_pages_change_places_and_lists")
def test_a_story_goes_to_another_page_with_its_lists(four: Browser, house: House) -> None:
    folder = house.issue(9999)
    before = {name: (folder / name).read_text("utf-8") for name in ("issue.yaml", "plan.yaml")}
    answer = four.do("to_page", story="b7", page=3)
    assert answer.status == 200, answer.text
    block = four.block("b7")
    assert block["page"] == 3
    issue = (folder / "issue.yaml").read_text("utf-8")
    assert len(changed_lines(before["issue.yaml"], issue)) == 2
    plan = (folder / "plan.yaml").read_text("utf-8")
    assert plan.count("story: b7,") == 1
    # What stood before the pages that changed is as it was, to the letter.
    assert plan.startswith(before["plan.yaml"][: before["plan.yaml"].index("  - page: 2")])
    assert not any(remark["code"] == "M330" for remark in four.state()["diagnostics"])
    four.do("undo")
    assert {name: (folder / name).read_text("utf-8") for name in before} == before


def test_stories_of_two_pages_change_places_and_lists(four: Browser, house: House) -> None:
    issue = house.issue(9999) / "issue.yaml"
    before = issue.read_text("utf-8")
    one, other = four.block("b7"), four.block("d8")
    assert four.do("swap", blocks=["b7", "d8"]).status == 200
    assert (four.block("b7")["page"], four.block("d8")["page"]) == (other["page"], one["page"])
    assert four.block("b7")["at"] == other["at"]
    after = issue.read_text("utf-8")
    assert after != before
    assert sorted(re.findall(r"\w+", after)) == sorted(re.findall(r"\w+", before)), "nothing but places changed"
    assert not {"M330", "I411", "I412", "I413"} & {remark["code"] for remark in four.state()["diagnostics"]}
    assert four.do("swap", blocks=["a1", "b7"]).json["error"] == "jumps"


def test_masthead_and_imprint_are_no_place_for_a_block(four: Browser) -> None:
    page = next(page for page in four.state()["dummy"] if page["page"] == 4)
    low = four.block("d8")
    assert four.do("move", block="d8", at=[low["at"][0], 120 - low["size"][1]]).json["error"] == "off_page"
    assert page["foot"]
    assert four.do("move", block="a6", at=[0, 2]).json["error"] == "off_page", "left of the nameplate"
    assert four.do("move", block="d8", at=[low["at"][0], 1]).json["error"] == "off_page", "the folio line"
    # The ear is at the right of the masthead.
    answer = four.attempt("move", block="a6", at=[4, 2], size=[2, 14])
    assert answer.status == 200, answer.text
    assert next(page for page in answer.json["dummy"] if page["page"] == 1)["ear"] == 2


def test_a_story_goes_to_the_store_and_back(browser: Browser, house: House) -> None:
    folder = house.issue(2346)
    kept = {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.is_file()}
    where = browser.block("a5")
    assert browser.do("unplace", story="a5").status == 200
    state = browser.state()
    held = next(one for one in state["stories"] if one["id"] == "a5")
    assert (held["held"], held["page"]) == (True, 0)
    assert not [one for page in state["dummy"] for one in page["blocks"] if one["id"] == "a5"]
    assert not state["errors"]
    assert re.search(r"(?m)^hold: true$", story(house, "a5").read_text("utf-8"))
    # At the cells where it stood, and then where the repair finds room.
    assert browser.do("place", story="a5", page=1, at=where["at"], size=where["size"]).status == 200
    assert browser.block("a5")["at"] == where["at"]
    assert story(house, "a5").read_text("utf-8") == kept["a5.md"]
    browser.do("undo")
    answer = browser.do("place", story="a5", page=1)
    assert answer.status == 200, answer.text
    assert browser.block("a5")["fit"]["over"] == 0


def test_pins_are_written_shown_followed_and_taken_out(browser: Browser, house: House) -> None:
    kept = story(house, "a5").read_text("utf-8")
    block = browser.block("a5")
    assert browser.do("pin", block="a5", what=["page", "cells"]).status == 200
    assert browser.block("a5")["pinned"] == ["col", "cols", "page", "row", "rows"]
    browser.do("move", block="a5", at=[3, 90], size=block["size"])
    assert "row: 90" in story(house, "a5").read_text("utf-8")
    assert not any(remark["code"] == "M115" for remark in browser.state()["diagnostics"])
    assert browser.do("unpin", block="a5").status == 200
    assert browser.block("a5")["pinned"] == []
    assert story(house, "a5").read_text("utf-8") == kept
    assert browser.do("unpin", block="a5").status == 400


@pytest.mark.long(held="desk/window/test_browser_hand.py::test_holes_are_filled_pictures_lengthened_and_pins_stand")
def test_copy_that_grew_gets_room_and_a_hole_is_filled(browser: Browser, house: House) -> None:
    text = browser.get("/story/a5").json["text"]
    browser.do("write", story="a5", text=text.rstrip("\n") + "\n\n" + "会议要求各地认真落实。" * 14 + "\n")
    assert browser.block("a5")["fit"]["over"] > 0
    answer = browser.do("make_room", block="a5")
    assert answer.status == 200, answer.text
    assert browser.block("a5")["fit"]["over"] == 0
    state = browser.state()
    assert not [fit for fit in state["fits"] if fit["over"]]
    browser.do("undo")
    browser.do("undo")
    browser.do("unplace", story="a3")
    answer = browser.do("fill", page=1)
    assert answer.status == 200, answer.text
    assert browser.do("anew", page=1).status in (200, 422)


def test_a_depth_that_copy_cannot_fill_is_made_less_and_told(browser: Browser) -> None:
    """Room is made for the block that was drawn; the solver may give it fewer rows, never in silence."""
    block = browser.block("a2")
    columns, rows = block["size"]
    drawn = rows + 12
    answer = browser.do("move", block="a2", at=block["at"], size=[columns, drawn], room=True)
    assert answer.status in (200, 422), answer.text
    if answer.status == 200:
        made = browser.block("a2")["size"][1]
        what = answer.json["entry"]["what"]
        assert answer.json["entry"]["solved"]
        assert (f"画了 {drawn} 行" in what["zh"] and f"{made}" in what["en"]) == (made < drawn)


def test_a_moved_block_pushes_its_neighbours_where_asked(browser: Browser) -> None:
    block = browser.block("a2")
    answer = browser.do("move", block="a2", at=block["at"], size=[block["size"][0], block["size"][1] + 2], room=True)
    assert answer.status in (200, 422), answer.text
    if answer.status == 200:
        assert browser.block("a2")["at"] == block["at"]
        assert "M101" not in {remark["code"] for remark in browser.state()["diagnostics"]}


def test_a_picture_changes_its_cells_and_its_crop(four: Browser, house: House) -> None:
    block = four.block("b2")
    photo = block["photos"][0]
    answer = four.do("picture", block="b2", photo=0, size=[photo["size"][0], photo["size"][1] + 2])
    assert answer.status == 200, answer.text
    assert four.block("b2")["photos"][0]["size"][1] == photo["size"][1] + 2
    kept = story(house, "b2", 9999).read_text("utf-8")
    assert four.do("picture", block="b2", photo=0, crop=[100, 200, 9000, 9500]).status == 200
    assert "crop: [100, 200, 9000, 9500]" in story(house, "b2", 9999).read_text("utf-8")
    four.do("picture", block="b2", photo=0, crop=None)
    assert story(house, "b2", 9999).read_text("utf-8") == kept
    assert four.do("picture", block="b2", photo=0, focus=[9000, 5000]).status == 200
    assert re.search(r"crop: \[\d+, \d+, 10000, \d+\]", story(house, "b2", 9999).read_text("utf-8"))
    for wrong in ({"crop": [0, 0, 50, 50]}, {"crop": "all"}, {"focus": [1]}, {"size": [9, 9]}, {}):
        assert four.do("picture", block="b2", photo=0, **wrong).status == 400
    # White below a block is filled by its picture.
    tall = four.block("b4")
    four.do("move", block="b5", at=[2, 91], size=[2, 29])
    four.do("move", block="b3", at=[4, 90], size=[2, 30])
    answer = four.do("lengthen", block="b2")
    assert answer.status == 200, answer.text
    assert four.block("b2")["photos"][0]["size"][1] > photo["size"][1] + 2
    assert four.block("b4") == tall


def test_a_block_is_set_another_way(browser: Browser, house: House) -> None:
    assert browser.do("shape", block="a5", box="rule", head={"lines": 2}).status == 200
    assert browser.do("shape", block="a3", head={"style": "reverse", "align": "left"}).status == 200
    assert browser.do("shape", block="a3", head={"style": "loud"}).status == 400
    block = browser.block("a5")
    assert (block["box"], block["head"]["lines"]) == ("rule", 2)
    assert "box: rule" in (house.issue(2346) / "plan.yaml").read_text("utf-8")
    for wrong in ({"box": "round"}, {"legs": 99}, {"head": 3}, {"head": {"lines": True}}, {"head": {"side": "up"}}, {}):
        assert browser.do("shape", block="a5", **wrong).status == 400


def test_the_dummy_keeps_what_a_person_wrote_in_it(browser: Browser, house: House) -> None:
    path = house.issue(2346) / "plan.yaml"
    text = path.read_text("utf-8")
    written = text.replace("      - {story: a5,", "      # 公告压底，别动\n      - {story: a5,").replace(
        "profile: broadsheet", "profile:   broadsheet   # 对开"
    )
    path.write_text(written, "utf-8")
    # The window sees the file change a moment later; until then a move would be a conflict.
    while browser.state()["files"]["plan.yaml"] != sha256(path.read_bytes()).hexdigest():
        time.sleep(0.05)
    block = browser.block("a4")
    answer = browser.do("move", block="a4", at=block["at"], size=[3, 46])
    assert answer.status == 200, answer.text
    after = path.read_text("utf-8")
    assert after == written.replace("size: [3, 47]", "size: [3, 46]")


def test_a_spread_is_moved_on_a_grid_of_its_own(house: House) -> None:
    folder = spread_issue(house.root)
    before = (folder / "plan.yaml").read_text("utf-8")
    with served(house, 7) as port:
        one = Browser(port)
        one.sit(house)
        pages = {page["page"]: page for page in one.state()["dummy"]}
        assert pages[1]["grid"] is None
        assert pages[2]["grid"]["columns"] == 2 * one.state()["grid"]["columns"]
        assert pages[2]["grid"]["trim"][0] > 1.9 * one.state()["grid"]["trim"][0]
        answer = one.do("move", block="b3", at=[7, 64], size=[5, 56])
        assert answer.status == 200, answer.text
        assert one.block("b3")["at"] == [7, 64], "right of the fold"
        assert one.do("move", block="b3", at=[8, 64], size=[5, 56]).json["error"] == "off_page"
        assert one.do("move", block="d1", at=[2, 4], size=[5, 113]).json["error"] == "off_page", "no spread there"
    assert changed_lines(before, (folder / "plan.yaml").read_text("utf-8"))[-1].strip().startswith("- {story: b3")
