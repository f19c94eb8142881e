"""The plan as a terminal shows it: drawn to scale in whole cells, with jumps, pictures and what the checker says."""

from __future__ import annotations

import pytest

from layout.cli.language import speak
from layout.cli.plan_drawing import draw_page
from layout.cli.plan_scores import score_table
from layout.cli.terminal import cells, cut, padded
from layout.geometry import profile
from layout.makeup.check import Scores
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, PhotoPlace

TITLES = {
    "a1": "用闪亮党徽铸就战胜疫情的铜墙铁壁",
    "a2": "市领导深入一线",
    "a3": "一句很长的题目排不下就转行",
}
PAGE = PageDummy(
    1,
    18,
    (
        Block("a1", 0, 18, 4, 42, head=HeadChoice(2, 63), jump=2, photos=(PhotoPlace(0, 2, 10, 2, 24),)),
        Block("a2", 4, 18, 2, 42, box="rule"),
        Block("a3", 0, 60, 1, 50, tail=6),
        Block("b1", 1, 60, 5, 56, part=2),
    ),
    foot=4,
)


@pytest.fixture(autouse=True)
def chinese():
    """Speak Chinese before and after."""
    speak("zh")
    yield
    speak("zh")


@pytest.mark.parametrize("name", ["broadsheet", "broadsheet-8", "tabloid"])
@pytest.mark.parametrize("width", [60, 80, 121])
def test_a_drawing_keeps_to_the_terminal_and_its_lines_end_together(name: str, width: int) -> None:
    grid = profile(name)
    lines = draw_page(PageDummy(1, 4, PAGE.blocks[:1]), grid, TITLES, width=width).splitlines()
    assert {cells(line) for line in lines} == {cells(lines[0])}
    assert cells(lines[0]) <= width


@pytest.mark.parametrize("at", [(5, 110), (6, 4), (0, 120), (399, 399), (5, 119), (0, 0)])
@pytest.mark.parametrize("size", [(1, 1), (2, 44), (12, 400)])
@pytest.mark.parametrize(("top", "foot"), [(4, 3), (400, 0), (0, 400)])
def test_what_a_hand_put_off_the_page_is_drawn_at_its_edge(at, size, top: int, foot: int) -> None:
    """The checker says what is wrong with it (M102); the drawing shows what there is."""
    picture = PhotoPlace(0, 1, 3, *size)
    blocks = (Block("a1", *at, *size, photos=(picture,), tail=9), Block("a2", *at, *size, box="rule", part=2))
    lines = draw_page(PageDummy(1, top, blocks, foot), profile("broadsheet"), TITLES, notes={"a1": ["! M102"]})
    assert {cells(line) for line in lines.splitlines()} <= set(range(80))


@pytest.mark.parametrize("name", ["broadsheet", "broadsheet-8", "tabloid"])
@pytest.mark.parametrize("width", [60, 80, 121])
def test_a_spread_is_drawn_over_both_pages(name: str, width: int) -> None:
    """Its columns are those of two pages: a block in the last one stands at the drawing's right edge."""
    grid = profile(name)
    last = Block("a1", 2 * grid.columns - 2, 4, 2, 40)
    lines = draw_page(PageDummy(2, 4, (last,), spread=True), grid, TITLES, width=width).splitlines()
    assert {cells(line) for line in lines} == {cells(lines[0])}
    assert cells(lines[0]) <= width
    row = next(line for line in lines if "a1" in line)
    assert row[-1] == "|" and row.index("a1") > cells(lines[0]) - 2 * cells(lines[0]) // grid.columns


def drawn(width: int = 80) -> list[str]:
    grid = profile("broadsheet")
    notes = {"a2": ("缺 6 行", "! M106")}
    return draw_page(PAGE, grid, TITLES, width=width, opened={"b1": 3}, notes=notes).splitlines()


@pytest.mark.parametrize("width", [80, 121])
def test_blocks_say_what_an_editor_asks(width: int) -> None:
    lines = drawn(width)
    assert {cells(line) for line in lines} == {cells(lines[0])}
    whole = "\n".join(lines)
    for words in ("a1 用闪亮党徽", "下转第 2 版", "上接第 3 版", "题63磅2行", "缺 6 行", "! M106", "报头", "版权栏"):
        assert words in whole, words
    assert "#" in whole and "=" in whole, "a boxed story"


def test_a_picture_is_dotted_beside_the_words() -> None:
    row = next(line for line in drawn() if ". . . ." in line)
    assert row[1:26].strip(" |+.") == "" or "a1" not in row[26:]
    assert any("铜墙铁壁" in line for line in drawn()), "the headline is not cut by the picture"


def test_a_leg_that_runs_on_is_open_at_its_foot() -> None:
    lines = drawn()
    foot = lines[(60 + 50) // 4]
    assert foot[1:12].strip() == ""


def test_scores_are_in_words_page_by_page() -> None:
    scores = [Scores(number, 600, white=6 * (number == 1), clashes=number - 1) for number in range(1, 17)]
    lines = list(score_table(scores, 80))
    assert all(cells(line) <= 80 for line in lines)
    assert sum(line.count("版") - line.count("整版") - line.count("占版") for line in lines if "第" in line) == 16
    row = next(line for line in lines if line.startswith("碰题"))
    assert row.split()[:3] == ["碰题", "0", "1"]
    assert "相平的标题" in row
    speak("en")
    assert any(line.startswith("clashes") and "side by side" in line for line in score_table(scores, 80))


def test_cells() -> None:
    assert padded("字", 4) + "|" == "字  |"
    assert padded("字", 4, right=True) == "  字"
    assert cut("一二三四", 8) == "一二三四"
    assert cut("一二三四五", 8) == "一二三…"
