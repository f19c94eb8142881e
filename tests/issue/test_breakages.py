"""Every hand-made breakage of an issue is found, placed, worded and hinted, and none of them raises."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from layout.cli.report import print_diagnostics
from layout.diagnostics import Place, has_errors
from layout.diagnostics.wording import describe, entry
from layout.issue.reader import read_issue
from layout.issue.source import ReadIssue

BREAKAGES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "breakages.yaml").read_text("utf-8"))


def break_issue(folder: Path, breakage: dict[str, Any]) -> None:
    """Do to a good issue what a breakage says."""
    path = folder / breakage["file"]
    if breakage.get("delete") or breakage.get("folder"):
        path.unlink()
    if breakage.get("folder"):
        path.mkdir()
    if "write" in breakage:
        path.write_text(breakage["write"], "utf-8")
    if "bytes" in breakage:
        path.write_bytes(bytes.fromhex(breakage["bytes"]))
    if "append" in breakage:
        path.write_text(path.read_text("utf-8") + breakage["append"], "utf-8")
    if "replace" in breakage:
        old, new = breakage["replace"]
        text = path.read_text("utf-8")
        assert text.count(old) >= 1, f"the good issue has no {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")


def check_sound(done: ReadIssue, folder: Path) -> None:
    """Assert what every result must hold: known codes, places inside files, words complete in both languages."""
    for remark in done.remarks:
        known = entry(remark.code)
        assert known is not None, remark.code
        assert remark.severity == known.severity, remark.code
        assert isinstance(remark.at, Place)
        copy = done.sources.files.get(remark.at.file)
        assert copy is not None or remark.code in {"I101", "I102", "I103", "I104", "I105", "I106", "I109"}
        if remark.at.line and copy is not None:
            line = copy.line(remark.at.line)
            assert 1 <= remark.at.column <= len(line) + 1
            assert remark.at.end_column == 0 or remark.at.column <= remark.at.end_column <= len(line) + 1
        names = {name for name, _ in remark.args}
        for lang in ("zh", "en"):
            words = describe(remark, lang)
            assert words.message and words.hint
            for phrase in (known.messages, known.hints):
                asked = {part.split("}")[0] for part in phrase[lang == "en"].replace("{{", "").split("{")[1:]}
                assert asked <= names, (remark.code, asked, names)
    for form in ("human", "short", "json", "github"):
        print_diagnostics(done.remarks, done.sources, form, "zh", io.StringIO())


def test_good_issue_has_only_the_photograph_to_come(good: Path) -> None:
    done = read_issue(good)
    assert [remark.code for remark in done.remarks] == ["I601"]
    assert done.issue is not None
    assert [story.id for story in done.issue.stories] == ["a1", "p1"]


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage["name"].replace(" ", "-"))
def test_breakage_is_found(good: Path, breakage: dict[str, Any]) -> None:
    break_issue(good, breakage)
    done = read_issue(good)
    check_sound(done, good)
    found = {remark.code for remark in done.remarks}
    assert set(breakage["codes"]) <= found, [(remark.code, remark.args) for remark in done.remarks]
    hard = any((known := entry(code)) and known.severity == "error" for code in breakage["codes"])
    assert has_errors(done.remarks) == hard
    named = [remark for remark in done.remarks if remark.code in breakage["codes"]]
    touched = {Path(remark.at.file).name for remark in named if isinstance(remark.at, Place)}
    assert breakage["file"] in touched or found & {"I413", "I402", "I401"}


def test_all_faults_of_all_files_come_in_one_run(good: Path) -> None:
    (good / "issue.yaml").write_text("issue: [\n", "utf-8")
    (good / "a1.md").write_text("---\nid: a1\nkindd: lead\nhead: {main: x}\n---\n\n{{sick: 文}}\n", "utf-8")
    (good / "p1.md").write_bytes("---\nid: p1\n---\n照片".encode("gbk"))
    found = {remark.code for remark in read_issue(good).remarks}
    assert {"I201", "I220", "I301", "I106"} <= found


def test_two_faults_in_one_block_are_both_found(good: Path) -> None:
    text = (good / "a1.md").read_text("utf-8").replace("priority: 100", "priority: x").replace("kind: lead", "kind: y")
    (good / "a1.md").write_text(text, "utf-8")
    found = [remark.code for remark in read_issue(good).remarks]
    assert found.count("I223") == 1
    assert found.count("I224") == 1


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("a: [b, c\nd: e\n", 1, 4, "方括号没有收尾，或项目之间缺半角逗号"),
        ("a: {b: c\nd: e\n", 1, 4, "花括号没有收尾，或项目之间缺半角逗号"),
        ('a: "b\nd: e\n', 1, 4, "引号没有收尾"),
        ("a: b: c\n", 1, 5, "这一行多了冒号，内容要加引号"),
        ("a: @b\n", 1, 4, "内容以 @、%、反引号等符号开头，要加引号"),
        ("a: b\n  c: d\n", 2, 4, "这一行多了冒号，内容要加引号"),
        ("a:\n  - b\n c: d\n", 3, 2, "这里应是名目，缩进可能不齐"),
    ],
)
def test_broken_yaml_is_told_in_the_desks_words(good: Path, text: str, line: int, column: int, said: str) -> None:
    (good / "issue.yaml").write_text(text, "utf-8")
    remark = read_issue(good).remarks[0]
    assert isinstance(remark.at, Place)
    assert (remark.code, dict(remark.args)["said"]) == ("I201", said)
    assert (remark.at.line, remark.at.column) == (line, column)


def test_a_bad_optional_key_leaves_the_story_readable(good: Path) -> None:
    text = (good / "a1.md").read_text("utf-8").replace("priority: 100", "priority: 高")
    (good / "a1.md").write_text(text, "utf-8")
    issue = read_issue(good).issue
    assert issue is not None
    story = issue.story("a1")
    assert story is not None and story.text == "正文第一段说明情况。正文第二段。"


def test_missing_folder_and_file_for_folder(tmp_path: Path) -> None:
    assert [remark.code for remark in read_issue(tmp_path / "none").remarks] == ["I100"]
    (tmp_path / "file").write_text("x")
    assert [remark.code for remark in read_issue(tmp_path / "file").remarks] == ["I100"]


def test_loop_of_links(good: Path) -> None:
    (good / "b.md").symlink_to("c.md")
    (good / "c.md").symlink_to("b.md")
    (good / "d.md").symlink_to("nowhere.md")
    found = sorted(remark.code for remark in read_issue(good).remarks)
    assert found == ["I103", "I104", "I104", "I601"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_file_without_permission(good: Path) -> None:
    (good / "a1.md").chmod(0)
    assert "I104" in {remark.code for remark in read_issue(good).remarks}


def test_fifo_is_not_waited_for(good: Path) -> None:
    (good / "a1.md").unlink()
    os.mkfifo(good / "a1.md")
    assert "I104" in {remark.code for remark in read_issue(good).remarks}


def test_huge_files_are_refused_unread(good: Path) -> None:
    (good / "a1.md").write_text("文" * 3_000_000, "utf-8")
    assert "I105" in {remark.code for remark in read_issue(good).remarks}


def test_file_name_in_another_encoding(good: Path) -> None:
    """The report must be able to write the name."""
    (good / os.fsdecode(b"\xd6\xd0.md")).write_bytes(b"x")
    done = read_issue(good)
    assert "I110" in {remark.code for remark in done.remarks}
    for remark in done.remarks:
        assert isinstance(remark.at, Place)
        remark.at.file.encode("utf-8")


def test_bomb_of_aliases(good: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join(['*' + before] * 9)}]")
    (good / "issue.yaml").write_text("\n".join(lines), "utf-8")
    assert "I206" in {remark.code for remark in read_issue(good).remarks}


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 50_000, "- " * 50_000, "a:\n" + "- x\n" * 60_000])
def test_deep_and_endless_yaml(good: Path, text: str) -> None:
    (good / "issue.yaml").write_text(text, "utf-8")
    found = {remark.code for remark in read_issue(good).remarks}
    assert found & {"I205", "I207", "I201"}


def test_decompression_bomb_and_broken_picture(good: Path) -> None:
    from PIL import Image

    (good / "photos").mkdir()
    Image.new("1", (20_000, 20_000)).save(good / "photos" / "big.png")
    (good / "photos" / "bad.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 200)
    for name, code in (("big.png", "I604"), ("bad.jpg", "I603")):
        text = (good / "p1.md").read_text("utf-8").replace("file: null", f"file: photos/{name}")
        (good / "p1.md").write_text(text, "utf-8")
        done = read_issue(good)
        assert code in {remark.code for remark in done.remarks}
        (good / "p1.md").write_text(text.replace(f"file: photos/{name}", "file: null"), "utf-8")


def test_picture_size_heeds_the_turn(good: Path) -> None:
    from PIL import Image

    (good / "photos").mkdir()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 30)).save(good / "photos" / "1.jpg", exif=exif)
    text = (good / "p1.md").read_text("utf-8").replace("file: null", "file: photos/1.jpg")
    (good / "p1.md").write_text(text, "utf-8")
    issue = read_issue(good).issue
    assert issue is not None
    photo = issue.stories[1].photos[0]
    assert photo.pixels == (30, 40)
    assert len(photo.sha256) == 64


def test_byte_order_mark_and_carriage_returns_move_no_place(good: Path) -> None:
    plain = read_issue(good)
    for path in good.glob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    marked = read_issue(good)
    assert marked.issue == plain.issue
    assert marked.remarks == plain.remarks


@pytest.mark.parametrize(
    ("layouts", "pages", "code"),
    [
        ({"b1": "inside: a1", "b2": "inside: a1"}, "[[a1, b1, b2, p1]]", "I445"),
        ({"b1": "inside: a1", "b2": "inside: b1"}, "[[a1, b1, b2, p1]]", "I443"),
        ({"b1": "inside: a1", "b2": "cols: 2"}, "[[a1, b2, p1], [b1]]", "I444"),
        ({"b1": "inside: b2", "b2": "box: tint"}, "[[a1, b1, b2, p1]]", "I446"),
        ({"b1": "inside: b2", "b2": "pin: {box: rule}"}, "[[a1, b1, b2, p1]]", "I446"),
        ({"b1": "inside: a1", "b2": "cols: 2"}, "[[a1, b1, b2, p1]]", ""),
    ],
)
def test_an_insert_that_cannot_be_is_told_at_its_wish(
    good: Path, layouts: dict[str, str], pages: str, code: str
) -> None:
    for name, wish in layouts.items():
        text = (good / "a1.md").read_text("utf-8").replace("id: a1\nkind: lead", f"id: {name}\nkind: news")
        wish = f"layout: {{{wish}}}"
        (good / f"{name}.md").write_text(re.sub(r"layout: \{.*\}", wish, text), "utf-8")
    rows = re.findall(r"\[[^\[\]]+\]", pages)
    listed = "".join(f"  - {{no: {number}, stories: {stories}}}\n" for number, stories in enumerate(rows, 1))
    head = (good / "issue.yaml").read_text("utf-8")
    (good / "issue.yaml").write_text(head[: head.index("pages:")] + "pages:\n" + listed, "utf-8")
    done = read_issue(good)
    check_sound(done, good)
    found = [remark for remark in done.remarks if remark.code != "I601"]
    assert [remark.code for remark in found] == ([code] if code else [])
    for remark in found:
        assert isinstance(remark.at, Place)
        line = (good / Path(remark.at.file).name).read_text("utf-8").split("\n")[remark.at.line - 1]
        assert "inside: " + line[remark.at.column - 1 : remark.at.end_column - 1] in line


def test_an_insert_has_a_frame_without_being_asked(good: Path) -> None:
    for wish, box in (("inside: a1", "rule"), ("inside: a1, box: tint", "tint")):
        text = (good / "a1.md").read_text("utf-8").replace("id: a1\nkind: lead", "id: b1\nkind: news")
        (good / "b1.md").write_text(text.replace("cols: [3, 6], box: none, may_jump: false", wish), "utf-8")
        issue = read_issue(good).issue
        assert issue is not None
        story = issue.story("b1")
        assert story is not None
        assert (story.wishes.inside, story.wishes.box) == ("a1", box)
