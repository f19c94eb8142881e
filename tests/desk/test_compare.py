"""Two versions over each other: every change is found, framed and named, and nothing else is."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from layout.cli.app import run_command
from layout.cli.compare import excerpts
from layout.desk.build.order import Order
from layout.desk.build.pipeline import build
from layout.desk.compare.changes import changed_sentences, compare, find_version
from layout.desk.compare.compare_page import compare_page
from layout.export.pdf import PressSettings, write_press
from layout.geometry import Box, Grid, mm, pt
from layout.sheet import Edition, Fill, Line, Run, Sheet, Text

GRID = Grid("card", (mm(100), mm(80)), mm(3), Box(mm(5), mm(5), mm(90), mm(70)), 2, 12, pt(9), pt(11.57), 17)


def line(case, text: str) -> Line:
    face = case.face("body")
    run = Run(face.key, pt(9), text, text.translate(face.gids).encode("utf-16-be"), pitch=pt(9))
    return Line(text, (run,), pt(9), pt(9) * len(text), pt(9) * len(text), pt(9) * len(text))


@pytest.fixture
def issue(case):
    words = ("第一句话讲的是排字。", "第二句话讲的是拼版。", "第三句话讲的是付印。")
    items = (
        Fill(Box(mm(60), mm(50), mm(20), mm(10)), (0, 0, 0, 40)),
        *(Text(mm(5), mm(12 + 10 * at), line(case, text)) for at, text in enumerate(words)),
    )
    return Edition("报", "", 7, date(2026, 1, 1), "", "", GRID.trim, (Sheet(1, "", GRID, items, ()),), ())


@pytest.fixture
def printed(case, tmp_path):
    def write(edition: Edition, name: str) -> str:
        write_press(edition, case, tmp_path / name / "press", PressSettings())
        return str(tmp_path / name)

    return write


def changed(edition: Edition, at: int, item) -> Edition:
    sheet = edition.sheets[0]
    items = (*sheet.items[:at], item, *sheet.items[at + 1 :])
    return replace(edition, sheets=(replace(sheet, items=items),))


def differences(old: str, new: str):
    return compare(find_version(old, Path("none")), find_version(new, Path("none")))


def test_equal_files_are_the_same(issue, printed) -> None:
    assert differences(printed(issue, "a"), printed(issue, "b")) == ()


def test_a_changed_word_is_framed_where_it_stands_and_named(issue, printed, case) -> None:
    text = issue.sheets[0].items[2]
    other = changed(issue, 2, replace(text, line=line(case, "第二句话讲的是校对。")))
    (page,) = differences(printed(issue, "a"), printed(other, "b"))
    assert page.number == 1
    assert page.gone == ("第二句话讲的是拼版。",)
    assert page.come == ("第二句话讲的是校对。",)
    (box,) = page.boxes
    # The two changed characters, seventh and eighth of the line, and no more than a few pixels around them.
    ink = Box(mm(5) + 7 * pt(9), mm(22) - pt(8), 2 * pt(9), pt(10))
    assert box.overlaps(ink)
    assert ink.inset(-mm(3)).contains(box)


def test_a_moved_tint_is_two_places_and_no_change_of_copy(issue, printed) -> None:
    fill = issue.sheets[0].items[0]
    other = changed(issue, 0, replace(fill, box=fill.box.moved(0, mm(-40))))
    (page,) = differences(printed(issue, "a"), printed(other, "b"))
    assert page.gone == page.come == ()
    assert len(page.boxes) == 2
    assert [round(box.y / mm(1)) for box in page.boxes] == pytest.approx([10, 50], abs=2)


def test_a_slight_change_of_tint_is_seen_as_the_press_would_show_it(issue, printed) -> None:
    fill = issue.sheets[0].items[0]
    assert differences(printed(issue, "a"), printed(changed(issue, 0, replace(fill, ink=(0, 0, 0, 80))), "b"))


def test_a_page_more_or_another_size_is_a_change_of_the_whole_page(issue, printed) -> None:
    sheet = issue.sheets[0]
    more = replace(issue, sheets=(sheet, replace(sheet, number=2)))
    (page,) = differences(printed(issue, "a"), printed(more, "b"))
    assert page.number == 2
    assert page.old is None
    assert page.new is not None
    assert len(page.come) == 3
    larger = replace(GRID, trim=(mm(120), mm(80)))
    wide = replace(issue, trim=larger.trim, sheets=(replace(sheet, grid=larger),))
    (page,) = differences(printed(issue, "c"), printed(wide, "d"))
    assert page.boxes[0].w > mm(99)


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("甲乙丙。丁戊己。", "甲乙丙。\r\n丁\r\n戊己。", (), ()),
        ("省级 A 类项目。", "省级A类项目。", (), ()),
        ("一。二。三。", "三。一。二。", (), ()),
        ("一。二。", "一。三。二。", (), ("三。",)),
        ("他说：“好。”走了。", "他说：“好！”走了。", ("他说：“好。”",), ("他说：“好！”",)),
        ("", "新。", (), ("新。",)),
    ],
)
def test_only_copy_counts_not_how_it_was_set(old, new, gone, come) -> None:
    assert changed_sentences(old, new) == (gone, come)


def test_the_terminal_shows_sentences_where_they_part() -> None:
    one, other = "前" * 40 + "甲" + "后" * 60, "前" * 40 + "乙" + "后" * 60
    shown = excerpts(one, other)
    assert "甲" in shown[0]
    assert "乙" in shown[1]
    assert all(text.startswith("…") and text.endswith("…") and len(text) < 45 for text in shown)
    assert excerpts("", "新句。") == ("", "新句。")


def test_the_page_shows_both_versions_and_marks_the_characters(issue, printed, case) -> None:
    text = issue.sheets[0].items[2]
    other = changed(issue, 2, replace(text, line=line(case, "第二句话讲的是校对。")))
    a, b = printed(issue, "a"), printed(other, "b")
    old, new = find_version(a, Path("none")), find_version(b, Path("none"))
    page = compare_page(old, new, compare(old, new))
    assert "<del>拼版</del>" in page
    assert "<ins>校对</ins>" in page
    assert page.count("data:image/jpeg;base64,") == 2
    assert "<script" not in page
    assert not re.search(r'(src|href)="(?!data:)', page)
    assert {"并排", "旧版", "新版", "闪现"} <= set(re.findall(r">(\w\w)</label>", page))


def test_the_command_names_the_stories_and_writes_only_where_there_is_something_to_show(
    house, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(house.root)
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    quiet = lambda name, seconds, said: None  # noqa: E731
    order = Order(house, 2346, house.output, ("press",))
    build(order, quiet)
    shutil.copytree(house.output / "2346", house.root / "before")
    build(order, quiet)
    assert run_command(["compare", "before", "2346"]) == 0
    assert "相同" in capsys.readouterr().out
    assert not (house.output / "compare").exists()
    story = house.issue(2346) / "a3.md"
    story.write_text(story.read_text("utf-8").replace("达成共识", "达成一致共识", 1), "utf-8")
    build(order, quiet)
    assert run_command(["compare", "before", "2346"]) == 1
    said = capsys.readouterr().out
    assert "第 1 版" in said
    assert "a3  我市召开" in said
    assert "a1  " not in said
    assert "达成一致共识" in said
    page = house.output / "compare" / "before-2346.html"
    assert str(page) in said
    assert "<ins>一致</ins>" in page.read_text("utf-8")
    assert run_command(["compare", "before", "2346", "-o", str(house.root / "none" / "deep" / "a.html")]) == 1
    assert "D123" in capsys.readouterr().err
    assert not (house.root / "none").exists()


@pytest.mark.parametrize("name", ["8", "nowhere.pdf", "empty"])
def test_what_is_not_there_is_wrong_usage(house, name, monkeypatch, capsys) -> None:
    monkeypatch.chdir(house.root)
    (house.root / "empty").mkdir()
    assert run_command(["compare", name, name]) == 2
    assert name in capsys.readouterr().err


def test_a_file_that_is_no_pdf_is_told(house, monkeypatch, capsys) -> None:
    monkeypatch.chdir(house.root)
    for name in ("a.pdf", "b.pdf"):
        Path(name).write_bytes(b"not a pdf, " + name.encode())
    assert run_command(["compare", "a.pdf", "b.pdf"]) == 2
    assert "a.pdf" in capsys.readouterr().err
