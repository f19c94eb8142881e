"""What a file says that its codes stand for: single characters, ranges, and what is written wrongly."""

from __future__ import annotations

import pytest

from layout.preflight.paint.type_use import parse_cmap

PLAIN = {3: "甲", 4: "乙", 5: "丙"}


def texts(cmap: str) -> dict[int, str]:
    """Return the table of a CMap as text."""
    return {code: text.decode("utf-16-be") for code, text in parse_cmap(cmap.encode()).items()}


@pytest.mark.parametrize(
    ("cmap", "table"),
    [
        ("2 beginbfchar <0003> <7532> <0004> <4E59> endbfchar", {3: "甲", 4: "乙"}),
        ("1 beginbfrange <0003> <0005> [<7532> <4E59> <4E19>] endbfrange", PLAIN),
        ("2 beginbfrange <0003> <0004> [<7532><4E59>] <0005> <0005> <4E19> endbfrange", PLAIN),
        ("1 beginbfrange <0061> <0063> <0041> endbfrange", {0x61: "A", 0x62: "B", 0x63: "C"}),
        ("1 beginbfrange <0001> <0002> <D840DC00> endbfrange", {1: "\U00020000", 2: "\U00020001"}),
        ("1 beginbfchar <0003> <75 32> endbfchar 1 beginbfrange <0004> <0005> [ <4E59>\n<4E19> ] endbfrange", PLAIN),
    ],
)
def test_tables_are_read_in_every_way_of_writing_them(cmap: str, table: dict[int, str]) -> None:
    assert texts(cmap) == table


@pytest.mark.parametrize(
    "wrong",
    [
        "1 beginbfrange <0003> <0005> [<7532> <4E59> endbfrange", "1 beginbfrange <0003> <0005> <> endbfrange",
        "1 beginbfrange <0003> <0005> endbfrange", "1 beginbfrange <0003> endbfrange",
        "1 beginbfrange <0005> <0003> <7532> endbfrange", "1 beginbfchar <0003> endbfchar", "1 beginbfchar <0003>",
    ],
)  # fmt: skip
def test_what_is_written_wrongly_is_left_out(wrong: str) -> None:
    assert texts(wrong) == {}
