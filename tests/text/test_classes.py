"""What each character is to a line of type."""

from __future__ import annotations

import pytest

from layout.text import Kind, is_han, kind_of


@pytest.mark.parametrize(
    ("chars", "kind"),
    [
        ("国々〇あ한𠮷", Kind.HAN),
        ("“‘《（「【", Kind.OPENER),
        ("”’》）」】", Kind.CLOSER),
        ("，、；：", Kind.COMMA),
        ("。？！", Kind.STOP),
        ("·‧", Kind.INTERPUNCT),
        ("—⸺", Kind.DASH),
        ("…", Kind.ELLIPSIS),
        ("～－–", Kind.CONNECTOR),
        ("aZ0%/.,éЖπ", Kind.WESTERN),
        (" \u00a0\t", Kind.SPACE),
        ("\u3000", Kind.WIDE_SPACE),
        ("\u0301\ufe0f\u200d\U000e0101", Kind.ATTACHED),
        ("①□Ａ１🙂", Kind.OTHER),
        ("→℃≥−∶㎡％￥", Kind.SIGN),
        ("مคд", Kind.WESTERN),
    ],
)
def test_kind(chars: str, kind: Kind) -> None:
    assert {char: kind_of(char) for char in chars} == dict.fromkeys(chars, kind)


def test_every_code_point_has_a_class() -> None:
    assert all(isinstance(kind_of(chr(code)), Kind) for code in range(0x11_0000) if not 0xD800 <= code <= 0xDFFF)


def test_han_does_not_take_marks() -> None:
    assert not any(map(is_han, "，。“”—…·a1 "))
