"""Tables: columns stand as the desk's ruler says, figures by their points, notes over the whole width."""

from __future__ import annotations

import pytest

from layout.compose.story.stylebook import house_style
from layout.compose.story.table import set_table
from layout.issue.body import read_body
from layout.issue.copyfile import CopyFile
from layout.sheet import Line
from layout.typeface import TypeCase

STYLE = house_style().value
EM = STYLE["table"].size
TABLE = """| 品名 | 单价 | 产地 |
| --- | ---: | :---: |
| 小麦 | 1.25 | 河南 |
| 玉米 | 12.4 | 山东 |
| 大豆 | 105 | 黑龙江 |
| 注：价格为每斤批发价，单位元，采自各地批发市场公布的均价，仅供参考。|
"""


def rows(text: str, case: TypeCase, ems: int = 20) -> list[Line]:
    (paragraph,) = read_body(CopyFile("a.md", text), 0).paragraphs
    return [row.line for row in set_table("x", paragraph, STYLE, ems * EM, case).value]


def place(line: Line, char: str) -> int:
    """Return where the first glyph of a character stands."""
    for run in line.runs:
        if char in run.text:
            return run.origins()[run.text.index(char)]
    raise AssertionError(char)


def test_figures_stand_with_their_points_under_one_another(case: TypeCase) -> None:
    _, wheat, corn, bean, *_ = rows(TABLE, case)
    assert place(wheat, ".") == place(corn, ".")
    assert place(bean, "5") + EM // 2 == place(wheat, ".")


def test_a_column_may_stand_right_or_in_the_middle(case: TypeCase) -> None:
    head, wheat, _, bean, *_ = rows(TABLE, case)
    assert place(head, "单") + 2 * EM == place(wheat, "5") + EM // 2
    assert place(wheat, "河") + EM == place(bean, "龙") + EM // 2


@pytest.mark.parametrize("ruler", ["", "| --- | --- |\n"])
def test_where_the_desk_says_nothing_figures_stand_right_with_their_points_level(ruler: str, case: TypeCase) -> None:
    head, first, second = rows(f"| 甲 | 数 |\n{ruler}| 乙 | 15.5 |\n| 丙 | 1.25 |\n", case)
    assert place(first, ".") == place(second, ".")
    assert place(head, "数") == 19 * EM


def test_whole_figures_among_decimals_end_level_with_them(case: TypeCase) -> None:
    _, first, second = rows("| 甲 | 数 |\n| 乙 | 18.6 |\n| 丙 | 9418 |\n", case)
    assert place(first, "6") == place(second, "8")
    # The desk may have their points level.
    _, first, second = rows("| 甲 | 数 |\n| --- | ---: |\n| 乙 | 18.6 |\n| 丙 | 9418 |\n", case)
    assert place(second, "8") < place(first, ".")


@pytest.mark.parametrize(
    "table",
    [
        "| 甲 | 数目 |\n| --- | :--- |\n| 乙 | 5 |\n| 丙 | 1.25 |\n",
        "| 甲 | 数目 |\n| 乙 | 5 |\n| 丙 | 1.25 |\n| 丁 | 不详 |\n",
        "| 甲 | 数目 |\n| 乙 | 5 |\n| 丙 | 1 |\n| 丁 | 10余 |\n",
    ],
)
def test_columns_of_words_and_those_said_to_stand_left(table: str, case: TypeCase) -> None:
    head, first, second, *_ = rows(table, case)
    assert place(head, "数") == place(first, "5") == place(second, "1")


def test_one_figure_makes_no_column_of_figures(case: TypeCase) -> None:
    head, first = rows("| 甲 | 数目 |\n| 乙 | 5 |\n", case)
    assert place(head, "数") == place(first, "5")


def test_a_table_ends_at_both_edges_of_its_leg(case: TypeCase) -> None:
    for ruler in ("| --- | --- |", "| --- | ---: |", "| --- | :---: |"):
        lines = rows(f"| 甲 | 数目 |\n{ruler}\n| 乙 | 48 |\n", case)
        assert [place(lines[0], char) for char in "甲目"] == [0, 19 * EM]
    head, _ = rows("| 甲 | 乙 | 丙 |\n| 1 | 2 | 3 |\n", case)
    assert [place(head, char) for char in "甲乙丙"] == [0, 19 * EM // 2, 19 * EM]


@pytest.mark.parametrize("ems", range(14, 24))
def test_columns_give_way_without_dividing_a_figure_or_a_word(ems: int, case: TypeCase) -> None:
    row = "| 全县固定资产投资完成额 | 12,345.6万元 | 同比增长较快，列全市第3位，比上年同期有所提高 |"
    copy = f"| 项目 | 金额 | 说明 |\n{row}\n"
    lines = rows(copy, case, ems)
    assert sum("12,345.6万元" in line.text for line in lines) == 1


def test_where_no_column_keeps_its_words_all_give_way(case: TypeCase) -> None:
    copy = "| 甲 | 乙 |\n| 1234567890 | 1234567890 |\n"
    for ems in (6, 10):
        assert all(place(line, line.text[0]) >= 0 for line in rows(copy, case, ems))
    assert len(rows(copy, case, 11)) == 2
    assert len(rows(copy, case, 10)) > 2


def test_a_note_takes_the_whole_width(case: TypeCase) -> None:
    lines = rows(TABLE, case)
    assert [line.ending for line in lines] == ["stop", "row", "row", "stop", "turn", "last"]
    assert len(lines[4].text) > 15


def test_three_rules_part_a_table_and_more_where_a_row_turns_over(case: TypeCase) -> None:
    """三线表: white parts rows of one line; it would not tell which lines are one row of two."""
    plain = "| 甲 | 乙 |\n| 1 | 2 |\n| 3 | 4 |\n"
    assert [line.ending for line in rows(plain, case)] == ["stop", "row", "last"]
    turned = plain + f"| {'长' * 30} | 6 |\n"
    assert {line.ending for line in rows(turned, case)} == {"stop", "turn", "last"}
    head = f"| {'长' * 30} | 乙 |\n| 1 | 2 |\n| 3 | 4 |\n"
    assert [line.ending for line in rows(head, case)][-3:] == ["stop", "row", "last"]


def test_marks_stand_in_cells(case: TypeCase) -> None:
    """Raised and lowered figures, names and emphasis print in a cell as they do in a paragraph."""
    _, row, other = rows("| | 面积 |\n| {{name: 禹州}} | 5m{{sup: 2}} |\n| {{dots: 城区}} | H{{sub: 2}}O |\n", case)
    raised = next(run for run in row.runs if run.text == "2")
    lowered = next(run for run in other.runs if run.text == "2")
    assert raised.rise > 0 > lowered.rise
    assert raised.size == lowered.size < EM
    assert [(mark.kind, row.text[mark.start : mark.end]) for mark in row.decorations] == [("line", "禹州")]
    assert [(mark.kind, other.text[mark.start : mark.end]) for mark in other.decorations] == [("dots", "城区")]


def test_a_mark_in_a_later_column_stands_under_its_word(case: TypeCase) -> None:
    _, row = rows("| 甲 | 乙 |\n| 大禹之都 | {{title: 禹贡}} |\n", case)
    (mark,) = row.decorations
    assert row.text[mark.start : mark.end] == "禹贡"
    assert 0 <= mark.x0 - place(row, "贡") + EM <= EM


@pytest.mark.parametrize("ems", range(6, 20))
def test_what_is_kept_is_not_divided_in_a_cell(ems: int, case: TypeCase) -> None:
    (paragraph,) = read_body(CopyFile("a.md", "| 名 |\n| 三五七九十{{keep: 不可拆开}}三五七九 |\n"), 0).paragraphs
    lines = [row.line.text for row in set_table("x", paragraph, STYLE, ems * EM, case).value]
    assert any("不可拆开" in line for line in lines)
