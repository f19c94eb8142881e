"""Notices of fixed size as they are read: sizes that can be, words that must not meet."""

from __future__ import annotations

import pytest

from layout.issue.reader import read_issue
from tests.newspaper import front_page, issue, story


@pytest.fixture
def folder(tmp_path):
    made = issue(tmp_path, 7, [("要闻", ["a1"]), ("综合", ["b1", "n1"])])
    front_page(made, {"a1": 300})
    story(made, "b1", "夜校灯火暖寒冬", 300)
    return made


def read(folder):
    made = read_issue(folder)
    assert made.issue is not None
    return made.issue, {remark.code for remark in made.remarks if remark.code.startswith("I45")}


@pytest.mark.parametrize(
    ("size", "told"),
    [
        ("[3, 40]", set()),
        ("[6, 120]", set()),
        ("[7, 40]", {"I454"}),
        ("[3, 121]", {"I454"}),
        ("[0, 40]", {"I454"}),
        ("page", {"I455"}),
        ("整版", {"I455"}),
    ],
)
def test_a_size_goes_into_a_page(folder, size, told):
    story(folder, "n1", "停电公告", 60, kind="notice", layout=f"{{size: {size}}}")
    made, codes = read(folder)
    assert codes == told and made.story("n1").fixed


def test_a_whole_page_is_not_the_front_page(tmp_path):
    folder = issue(tmp_path, 7, [("公益", ["n1"])])
    story(folder, "n1", "", 0, kind="notice", layout="{size: page}", photos="[{file: null, alt: 公益}]")
    assert read(folder)[1] == {"I456"}


@pytest.mark.parametrize(("page", "told"), [(1, {"I456"}), (3, set())])
def test_a_whole_page_that_the_program_places_is_not_fixed_to_the_front_page(tmp_path, page, told):
    """The nameplate was printed over it."""
    folder = issue(tmp_path, 7, [])
    story(folder, "a1", "夜校灯火暖寒冬", 300)
    front = {"layout": f"{{size: page, pin: {{page: {page}}}}}", "photos": "[{file: null, alt: 公益}]"}
    story(folder, "n1", "", 0, kind="notice", **front)
    assert read(folder)[1] & {"I455", "I456"} == told


def test_only_notices_have_a_size(folder):
    story(folder, "n1", "停电", 60, layout="{size: [3, 40]}")
    made, codes = read(folder)
    assert codes == {"I453"} and not made.story("n1").fixed


@pytest.mark.parametrize(
    ("front", "box"),
    [("{size: [3, 40]}", "rule"), ("{size: [3, 40], box: none}", "none"), ("{size: [3, 40], box: tint}", "tint")],
)
def test_a_notice_that_is_set_has_a_frame_unless_the_desk_says_otherwise(folder, front, box):
    story(folder, "n1", "停电公告", 60, kind="notice", layout=front)
    assert read(folder)[0].story("n1").wishes.box == box


def test_artwork_brings_its_own_frame(folder):
    story(folder, "n1", "", 0, kind="notice", layout="{size: [3, 40]}", photos="[{file: null, alt: 公益}]")
    made = read(folder)[0].story("n1")
    assert made.wishes.box == "none" and made.artwork


@pytest.mark.parametrize(
    ("head", "notice", "met"),
    [
        ("老校长王某逝世", "国庆大酬宾", True),
        ("商场国庆开业", "讣告", True),
        ("老校长王某逝世", "停电公告", False),
        ("夜校灯火暖寒冬", "国庆大酬宾", False),
    ],
)
def test_mourning_and_joy_do_not_meet(folder, head, notice, met):
    story(folder, "b1", head, 300)
    story(folder, "n1", notice, 60, kind="notice", layout="{size: [3, 40]}")
    assert [(clash.notice, clash.story) for clash in read(folder)[0].clashes] == [("n1", "b1")] * met


def test_the_house_names_further_contraries_and_alt_text_speaks_for_artwork(folder):
    story(folder, "b1", "两人酒驾被查", 300)
    story(folder, "n1", "", 0, kind="notice", layout="{size: [3, 40]}", photos="[{file: null, alt: 河湾老酒}]")
    assert read(folder)[0].clashes == ()
    house = folder.parent / "house"
    house.mkdir()
    (house / "house.yaml").write_text("contrary: {pairs: [{these: [老酒, 白酒], those: [酒驾, 醉驾]}]}\n")
    (clash,) = read(folder)[0].clashes
    assert (clash.word, clash.other) == ("老酒", "酒驾")


def test_page_of_a_picture_that_has_no_pages_is_told(folder):
    from PIL import Image

    Image.new("RGB", (40, 30)).save(folder / "a.png")
    story(folder, "n1", "公告", 60, kind="notice", photos="[{file: a.png, alt: 图, page: 2}]")
    codes = {remark.code for remark in read_issue(folder).remarks}
    assert "I608" in codes
