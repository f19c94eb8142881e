"""From a spot in a story to a spot in its file, and corrections put back without touching anything else."""

from __future__ import annotations

from pathlib import Path

from layout.diagnostics import Diagnostic, Locus, Place, Severity
from layout.issue.reader import read_issue


def test_body_place_goes_through_marks_and_punctuation(good: Path) -> None:
    text = (good / "a1.md").read_text("utf-8") + "\n甲,{{sic: 乙丙｜注}}\n{{gap: 缺}}丁戊。\n"
    (good / "a1.md").write_text(text, "utf-8")
    done = read_issue(good)
    assert done.issue is not None
    story = done.issue.story("a1")
    assert story is not None
    paragraph = story.paragraphs[-1]
    assert paragraph.text == "甲，乙丙丁戊。"
    lines = text.split("\n")
    for offset, char in enumerate(paragraph.text):
        place = done.sources.place(Locus("a1", "body", paragraph.index, offset))
        assert place is not None
        assert place.file == "issues/7/a1.md"
        there = lines[place.line - 1][place.column - 1 : place.end_column - 1]
        assert there == {"，": ","}.get(char, char)
        assert done.sources.spot(place) == Locus("a1", "body", paragraph.index, offset)


def test_a_place_before_a_mark_is_the_character_after_it(good: Path) -> None:
    text = (good / "a1.md").read_text("utf-8") + "\n{{gap: 缺}}甲乙{{query: 丙｜问}}\n丁{{gap: 尾}}\n"
    (good / "a1.md").write_text(text, "utf-8")
    done = read_issue(good)
    assert done.issue is not None
    nth = done.issue.story("a1").paragraphs[-1].index
    line = text.split("\n").index("{{gap: 缺}}甲乙{{query: 丙｜问}}") + 1
    spots = [done.sources.spot(Place("issues/7/a1.md", line, column)) for column in (1, 13)]
    assert spots == [Locus("a1", "body", nth, 0), Locus("a1", "body", nth, 2)]
    assert done.sources.spot(Place("issues/7/a1.md", line + 1, 2)) == Locus("a1", "body", nth, 4)
    assert done.sources.spot(Place("issues/7/a1.md", 2, 1)) is None, "the front matter"
    assert done.sources.spot(Place("issues/7/issue.yaml", 3, 1)) is None


def test_field_place(good: Path) -> None:
    sources = read_issue(good).sources
    place = sources.place(Locus("a1", "head.main.0"))
    assert place == Place("issues/7/a1.md", 5, 15, 19)
    assert sources.line(place) == "head: {main: [铜墙铁壁], orient: h}"
    above = sources.place(Locus("a1", "head.deck"))
    assert above is not None and above.line == 5
    assert sources.place(Locus("p1", "photos.0.caption")) == Place("issues/7/p1.md", 6, 14, 19)


def test_unknown_story_and_odd_offsets(good: Path) -> None:
    sources = read_issue(good).sources
    assert sources.place(Locus("none")) is None
    assert sources.place(None) is None
    for paragraph in (-1, 0, 1, 99):
        for offset in (-1, 0, 5, 9999):
            assert sources.place(Locus("a1", "body", paragraph, offset)) is not None


def test_locus_stays_valid_when_lines_are_added_above(good: Path) -> None:
    locus = Locus("a1", "body", 1, 2)
    before = read_issue(good).sources.place(locus)
    text = (good / "a1.md").read_text("utf-8").replace("byline: 刘艳红", "byline: 刘艳红\n# 注\n# 注")
    (good / "a1.md").write_text(text, "utf-8")
    after = read_issue(good).sources.place(locus)
    assert before is not None and after is not None
    assert (after.line, after.column) == (before.line + 2, before.column)


def test_corrections_change_nothing_else(good: Path) -> None:
    path = good / "a1.md"
    text = path.read_text("utf-8").replace("kind: lead", "kind:   leed   # 头条").replace("byline", "bylin")
    path.write_text(text + "\n好...吧。\n", "utf-8")
    done = read_issue(good)
    fixed = done.sources.corrected("issues/7/a1.md", done.remarks)
    assert fixed == (text.replace("leed", "lead").replace("bylin:", "byline:") + "\n好……吧。\n").encode()
    path.write_bytes(fixed)
    assert not any(remark.code in ("I220", "I224", "I515") for remark in read_issue(good).remarks)


def test_overlapping_corrections_are_not_mixed(good: Path) -> None:
    sources = read_issue(good).sources
    fixes = [
        Diagnostic.make("I220", Severity.ERROR, Place("issues/7/a1.md", 2, 1, 3), "xx"),
        Diagnostic.make("I220", Severity.ERROR, Place("issues/7/a1.md", 2, 2, 7), "yy"),
    ]
    fixed = sources.corrected("issues/7/a1.md", fixes)
    assert fixed is not None and fixed.split(b"\n")[1] == b"xx: a1"
    assert sources.corrected("none.md", fixes) is None


def test_corrections_keep_mark_and_line_ends(good: Path) -> None:
    path = good / "a1.md"
    data = b"\xef\xbb\xbf" + path.read_bytes().replace(b"lead", b"leed").replace(b"\n", b"\r\n")
    path.write_bytes(data)
    done = read_issue(good)
    assert done.sources.corrected("issues/7/a1.md", done.remarks) == data.replace(b"leed", b"lead")


def test_a_file_that_cannot_be_written_back_exactly_is_left_alone(good: Path) -> None:
    path = good / "a1.md"
    path.write_bytes(path.read_bytes().replace(b"lead\n", b"leed\r\n"))
    done = read_issue(good)
    assert "I224" in {remark.code for remark in done.remarks}
    assert done.sources.corrected("issues/7/a1.md", done.remarks) is None
