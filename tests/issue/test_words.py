"""What the desk reads when a file or a value is wrong: no empty alternatives and no signs of arithmetic."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.diagnostics.wording import Wording, describe
from layout.issue.reader import read_issue


def told(folder: Path, code: str, lang: str = "zh") -> list[Wording]:
    return [describe(remark, lang) for remark in read_issue(folder).remarks if remark.code == code]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_unknown_story_without_a_like_one_names_none(good: Path) -> None:
    edit(good / "issue.yaml", "[a1, p1]", "[a1, p1, 9-xyz]")
    assert told(good, "I411")[0].hint == "核对稿件代号"
    edit(good / "issue.yaml", "9-xyz", "a11")
    assert told(good, "I411")[0].hint == "核对稿件代号，相近的有 a1"
    assert told(good, "I411", "en")[0].hint == "check the id; the nearest is a1"


@pytest.mark.parametrize(
    ("as_saved", "said"),
    [("a1.md.txt", "a1.md.txt"), ("a1.txt", "a1.txt"), ("稿/a1.md", "稿/a1.md"), ("a12.txt", ""), ("a1.docx", "")],
)
def test_a_story_saved_under_another_name_is_found(good: Path, as_saved: str, said: str) -> None:
    (good / as_saved).parent.mkdir(exist_ok=True)
    (good / "a1.md").rename(good / as_saved)
    hint = told(good, "I411")[0].hint
    assert f"有文件 {said}，是它就改名为 a1.md" in hint if said else "有文件" not in hint


def test_an_issue_file_of_another_ending_is_found(good: Path) -> None:
    (good / "issue.yaml").rename(good / "issue.yml")
    assert told(good, "I101")[0].hint == "有 issue.yml，是它就改名为 issue.yaml；不是就补上文件，或从备份找回"


def test_of_a_file_and_the_copy_of_it_the_copy_is_named(good: Path) -> None:
    (good / "a1 - 副本.md").write_bytes((good / "a1.md").read_bytes())
    remark = next(remark for remark in read_issue(good).remarks if remark.code == "I401")
    assert "副本" in remark.at.file and "issues/7/a1.md" in describe(remark, "zh").message


@pytest.mark.parametrize(
    ("old", "new", "code", "meant"),
    [
        ("no: 7", "no: ７", "I223", "7"),
        ("no: 7", "no: 七", "I223", ""),
        ("date: 2022-05-17\n", "date: 2022年5月17日\n", "I225", "2022-05-17"),
        ("date: 2022-05-17\n", "date: ２０２２／５／１７\n", "I225", "2022-05-17"),
        ("date: 2022-05-17\n", "date: 五月十七\n", "I225", ""),
        ("[a1, p1]", "【a1，p1】", "I223", "[a1, p1]"),
        ("[a1, p1]", "a1、p1", "I223", "[a1, p1]"),
        ("[a1, p1]", "[a1，p1]", "I229", "a1, p1"),
        ("[a1, p1]", "[头条]", "I229", ""),
    ],
)
def test_wide_signs_of_an_input_method_are_told_as_what_they_mean(
    good: Path, old: str, new: str, code: str, meant: str
) -> None:
    edit(good / "issue.yaml", old, new)
    remark = next(remark for remark in read_issue(good).remarks if remark.code == code)
    assert (remark.fix or "") == meant and (f"写成 {meant}" in describe(remark, "zh").hint or not meant)


def test_a_key_by_the_trade_s_name_for_it_is_known(good: Path) -> None:
    edit(good / "a1.md", "byline:", "署名:")
    assert told(good, "I220")[0].hint == "改成 byline"


PAGES = "pages:\n  - no: 1\n    name: 要闻\n    stories: [a1, p1]\n"


@pytest.mark.parametrize(
    ("pages", "near"),
    [
        ("pages: {auto: 1, name: [要闻]}\n", "names"),  # of so many pages
        ("pages:\n  - {no: 1, names: 要闻, stories: [a1, p1]}\n", "name"),  # of one of a list
    ],
)
def test_a_key_is_held_to_its_own_shape_of_two(good: Path, pages: str, near: str) -> None:
    edit(good / "issue.yaml", PAGES, pages)
    assert [words.hint for words in told(good, "I220")] == [f"改成 {near}"]


@pytest.mark.parametrize(
    ("names", "more"), [("[要闻]", ""), ("[要闻, 综合]", ""), ("[要闻, 综合, 教育, 副刊]", "教育、副刊")]
)
def test_names_of_more_pages_than_are_asked_for(good: Path, names: str, more: str) -> None:
    edit(good / "issue.yaml", PAGES, f"pages: {{auto: 2, names: {names}}}\n")
    assert [more in words.message for words in told(good, "I465")] == [True] * bool(more)


def test_missing_picture_is_sought_in_photos(good: Path) -> None:
    assert "photos/文件名" in told(good, "I601")[0].hint
    edit(good / "p1.md", "file: null", "file: ok.jpg")
    assert told(good, "I602")[0].hint == "核对文件名和扩展名，未到的写 file: null"
    (good / "photos").mkdir()
    (good / "photos" / "ok.jpg").write_bytes(b"")
    (good / "photos" / "okk.jpg").write_bytes(b"")
    assert told(good, "I602")[0].hint.startswith("写 photos/ok.jpg；")


@pytest.mark.parametrize(
    ("mark", "how"), [("{{query}}", "{{query: …}}"), ("{{sic 文}}", "{{sic: …}}"), ("{{join: 文}}", "{{join}}")]
)
def test_known_mark_without_its_colon_is_not_called_unknown(good: Path, mark: str, how: str) -> None:
    edit(good / "a1.md", "正文第二段", f"正文{mark}第二段")
    assert told(good, "I301") == []
    assert told(good, "I309")[0].hint == f"写成 {how}"


def test_an_issue_is_not_compared_with_itself(good: Path) -> None:
    edit(good / "issue.yaml", "no: 7", "no: 8")
    assert told(good, "I424") == []
    other = good.parent / "9"
    other.mkdir()
    (other / "issue.yaml").write_text("issue:\n  no: 9\n  date: 2022-05-17\n", "utf-8")
    assert told(good, "I424")[0].message == "本期日期 2022-05-17，第 9 期 2022-05-17：期号大的应当在后"


def test_limits_are_said_in_words(good: Path) -> None:
    edit(good / "a1.md", "cols: [3, 6]", "cols: [3, 6, 7]")
    edit(good / "a1.md", "priority: 100", "priority: 101")
    edit(good / "issue.yaml", "profile: broadsheet", "profile: " + "x" * 41)
    assert told(good, "I227")[0].message == "priority 是 101，应不大于 100"
    assert [words.message for words in told(good, "I228")] == [
        "profile 应最多有 40 个字",
        "layout.cols 应最多有 2 项",
    ]
    assert told(good, "I228", "en")[1].message == "`layout.cols` must have at most 2 items"


def test_unknown_encoding_is_not_guessed(good: Path) -> None:
    (good / "a1.md").write_bytes(b"---\nid: a1\n---\n\xff\xfe\xfd\xfc text\n")
    assert told(good, "I106")[0].message == "文件不是 UTF-8 编码"
    assert told(good, "I106", "en")[0].message == "the file is not UTF-8"


def test_a_file_that_is_no_picture_is_told_without_a_program_s_words(good: Path) -> None:
    (good / "photos").mkdir()
    (good / "photos" / "1.jpg").write_text("text", "utf-8")
    edit(good / "p1.md", "file: null", "file: photos/1.jpg")
    assert told(good, "I603")[0].message == "图片 photos/1.jpg 打不开：不是图片"


@pytest.mark.parametrize(
    ("stored", "written", "meant"),
    [
        ("cafe\u0301.jpg", "photos/caf\u00e9.jpg", "photos/cafe\u0301.jpg"),
        ("Ａ图.JPG", "photos/a图.jpg", "photos/Ａ图.JPG"),
        ("a.jpg", "photos\\a.jpg", "photos/a.jpg"),
    ],
)
def test_a_picture_is_found_by_the_way_other_systems_write_its_name(
    good: Path, stored: str, written: str, meant: str
) -> None:
    (good / "photos").mkdir(exist_ok=True)
    (good / "photos" / "b.jpg").mkdir()
    (good / "photos" / stored).write_bytes(b"x")
    text = (good / "p1.md").read_text("utf-8").replace("file: null", f"file: '{written}'")
    (good / "p1.md").write_text(text, "utf-8")
    assert told(good, "I602")[0].hint.startswith(f"写 {meant}；")


def test_a_folder_is_no_picture_to_be_written_instead(good: Path) -> None:
    (good / "photos" / "b.jpg").mkdir(parents=True)
    text = (good / "p1.md").read_text("utf-8").replace("file: null", "file: photos/b.jpg")
    (good / "p1.md").write_text(text, "utf-8")
    assert "b.jpg" not in told(good, "I602")[0].hint
