"""In which form characters are shown: quotes by context, figures made small, strokes typed for a dash."""

from __future__ import annotations

from collections import defaultdict

import pytest

from layout.text.shown import LARGE, MADE, SMALL, apostrophes, base_of, fraction, latin_quotes, shown_text

FULL: dict[int, int] = defaultdict(lambda: 1)
NONE: dict[int, int] = defaultdict(int)


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("It’s O’Brien’s. 他说‘好’。", "’’’"),
        ("Xī’ān，Xi’an，l’équipe，’90s", "’’’’"),
        ("她回信写道：“We’re happy,” he said. “Yes, we’re fine.”大家笑了。", "“’”“’”"),
        ("他用的是“iPhone”手机", ""),
        ("他说：“你好”，又说“OK”。", ""),
        ("“Hello world”", "“”"),
        ("the boys’ books", "’"),
        ("书名《“Harry” Potter》", "“”"),
        ("没有拉丁文的“引号”", ""),
    ],
)
def test_quotes_by_both_sides(text: str, latin: str) -> None:
    assert "".join(text[at] for at in sorted(latin_quotes(text))) == latin


def test_an_apostrophe_closes_nothing() -> None:
    assert apostrophes("他说‘It’s OK’。") == {5}


def test_small_figures_are_made_where_the_face_lacks_them() -> None:
    assert shown_text("CO₂", FULL) == "CO₂"
    shown = shown_text("CO₂占⅓", NONE)
    assert LARGE.match(shown[2]) and base_of(ord(shown[2])) == "2"
    assert fraction(ord(shown[4])) == "13"


def test_marked_copy_is_raised_and_lowered() -> None:
    shown = shown_text("x2和y3", FULL, [(1, 2, True), (4, 5, False)])
    assert [base_of(ord(char)) for char in shown if LARGE.match(char)] == ["2", "3"]
    assert shown[1] < shown[4]


def test_strokes_typed_for_a_dash_are_one() -> None:
    assert shown_text("走了――再──见─", FULL) == "走了——再——见─"


def test_every_form_leads_back_to_its_character() -> None:
    shown = shown_text(MADE, NONE)
    assert all(LARGE.match(char) and base_of(ord(char)) in SMALL for char in shown)
    assert len(shown) == len(MADE)
