"""What a good issue's files become."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.compose.story.stylebook import house_style
from layout.diagnostics import Locus
from layout.issue.model import Head, Issue, Wishes
from layout.issue.reader import read_issue


def changed(folder: Path, file: str, old: str, new: str) -> Issue:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")
    done = read_issue(folder)
    assert done.issue is not None, done.remarks
    assert not [remark for remark in done.remarks if remark.severity == "error"], done.remarks
    return done.issue


def test_fields_of_an_issue(good: Path) -> None:
    issue = read_issue(good).issue
    assert issue is not None
    assert (issue.masthead.name, issue.masthead.qr) == ("禹州通讯", ("客户端", "https://example.org"))
    assert (issue.imprint.printer, issue.imprint.run) == ("某厂", 3000)
    assert issue.pages is not None
    assert (issue.pages[0].number, issue.pages[0].section, issue.pages[0].stories) == (1, "要闻", ("a1", "p1"))
    story = issue.story("a1")
    assert story is not None
    assert story.wishes == Wishes((3, 6), "none", False)
    assert story.priority == 100


def test_stories_come_in_the_order_of_the_pages(good: Path) -> None:
    issue = changed(good, "issue.yaml", "[a1, p1]", "[p1, a1]")
    assert [story.id for story in issue.stories] == ["p1", "a1"]


def test_pages_left_to_the_solver(good: Path) -> None:
    plan = "pages:\n  - no: 1\n    name: 要闻\n    stories: [a1, p1]\n"
    assert changed(good, "issue.yaml", plan, "pages: auto\n").pages is None


def test_profile_by_its_chinese_name(good: Path) -> None:
    assert changed(good, "issue.yaml", "broadsheet", "四开").profile == "tabloid"


def test_pins(good: Path) -> None:
    pin = "pin: {page: 1, col: 0, row: 18, zone: upper-left, with: p1}"
    story = changed(good, "a1.md", "box: none", pin).story("a1")
    assert story is not None
    assert dict(story.wishes.pin) == {"page": 1, "col": 0, "row": 18, "zone": "upper-left", "with": "p1"}


def test_house_style_reaches_the_stylebook(good: Path) -> None:
    issue = changed(
        good,
        "issue.yaml",
        "profile: broadsheet",
        "profile: broadsheet\nhouse: {body: {size: 9.5}, rules: {hang: true}}",
    )
    style = house_style(issue.house)
    assert style.remarks == ()
    assert style.value["body"].size == 9500
    assert style.value["body"].rules.hang


def test_remarks_on_house_style_find_their_line(good: Path) -> None:
    changed(good, "issue.yaml", "profile: broadsheet", "profile: broadsheet\nhouse:\n  bodi: {size: 9}")
    done = read_issue(good)
    assert done.issue is not None
    (remark,) = house_style(done.issue.house).remarks
    assert isinstance(remark.at, Locus)
    place = done.sources.place(remark.at)
    assert place is not None and (place.file, place.line) == ("issues/7/issue.yaml", 16)


def test_press_settings_are_plain_values(good: Path) -> None:
    issue = changed(
        good, "issue.yaml", "profile: broadsheet", "profile: broadsheet\npress: {marks: true, bleed: 3, x: [1, a]}"
    )
    assert dict(issue.press) == {"marks": True, "bleed": 3, "x": (1, "a")}


def test_yaml_11_truths_and_times_stay_words(good: Path) -> None:
    issue = changed(good, "p1.md", "caption: 图为现场。", "caption: no\n    credit: 12:30")
    assert (issue.stories[1].photos[0].caption, issue.stories[1].photos[0].credit) == ("no", "12:30")


def test_marks_in_fields_print_their_text(good: Path) -> None:
    for written in (
        '"图{{sic: 为}}现{{query: 场｜何处}},见\\\\,下。"',
        "|\n      图{{sic: 为}}现{{query: 场｜何处}},见\\,下。",
    ):
        text = (good / "p1.md").read_text("utf-8")
        issue = changed(good, "p1.md", "图为现场。", written)
        assert issue.stories[1].photos[0].caption == "图为现场，见,下。"
        (good / "p1.md").write_text(text, "utf-8")


def test_neighbours_out_of_order_are_warned_of(good: Path) -> None:
    for number, day, warned in ((6, "2022-05-18", True), (6, "2022-05-10", False), (8, "2022-05-17", True)):
        other = good.parent / str(number)
        other.mkdir(exist_ok=True)
        (other / "issue.yaml").write_text(f"issue: {{no: {number}, date: {day}}}\n", "utf-8")
        found = [remark for remark in read_issue(good).remarks if remark.code == "I424"]
        assert bool(found) == warned
        (other / "issue.yaml").unlink()


def test_held_story_stays_out(good: Path) -> None:
    (good / "a2.md").write_text("---\nid: a2\nkind: news\nhead: {main: 暂存}\nhold: true\n---\n\n正文。\n", "utf-8")
    done = read_issue(good)
    assert done.issue is not None
    assert done.issue.story("a2") is None
    assert "I402" in {remark.code for remark in done.remarks}


@pytest.mark.parametrize("name", ["README.md", ".draft.md", "notes.txt"])
def test_other_files_are_left_alone(good: Path, name: str) -> None:
    (good / name).write_text("no story", "utf-8")
    assert [remark.code for remark in read_issue(good).remarks] == ["I601"]


def test_reading_twice_gives_the_same(good: Path) -> None:
    assert read_issue(good).issue == read_issue(good).issue
    assert read_issue(good).remarks == read_issue(good).remarks


def test_wording_rules_bind_internal_publications_only(good: Path) -> None:
    text = (good / "a1.md").read_text("utf-8") + "\n本报记者从会上获悉，答记者问另发。\n"
    (good / "a1.md").write_text(text, "utf-8")
    words = [dict(remark.args)["word"] for remark in read_issue(good).remarks if remark.code in ("I520", "I521")]
    assert words == ["本报", "记者"]
    head = (good / "issue.yaml").read_text("utf-8")
    (good / "issue.yaml").write_text(
        head.replace("内部资料 免费交流", "公开发行").replace("豫内资00001号", "CN41-0001"), "utf-8"
    )
    assert not {"I520", "I521", "I523"} & {remark.code for remark in read_issue(good).remarks}


def test_sic_quiets_balance_and_wording(good: Path) -> None:
    text = (good / "a1.md").read_text("utf-8") + "\n他说{{sic: ”}}，{{sic: 本报记者}}来了。\n"
    (good / "a1.md").write_text(text, "utf-8")
    assert {remark.code for remark in read_issue(good).remarks} == {"I601", "I322"}


def test_quotation_over_paragraphs(good: Path) -> None:
    text = (good / "a1.md").read_text("utf-8") + "\n“第一段。\n\n“第二段。”\n"
    (good / "a1.md").write_text(text, "utf-8")
    assert {remark.code for remark in read_issue(good).remarks} == {"I601"}


@pytest.mark.parametrize(
    ("main", "title"),
    [
        (("固本强基", "全面提升"), "固本强基 全面提升"),
        (("AI", "Lab"), "AI Lab"),
        (("一条路串起三个村：", "县道改造之后"), "一条路串起三个村：县道改造之后"),
        (("提升", "“组织力”"), "提升“组织力”"),
        (("迎三夏 ", "保增收"), "迎三夏 保增收"),
        (("增长5%", "农业稳"), "增长5% 农业稳"),
        (("", "通车了"), "通车了"),
    ],
)
def test_lines_of_a_headline_meet_in_a_space_or_in_the_white_of_a_mark(main: tuple[str, ...], title: str) -> None:
    assert Head(main).title == title
