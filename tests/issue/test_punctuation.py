"""The rule punctuation.fullwidth: what it changes, and what it must never touch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.issue.punctuation import fullwidth


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("甲,乙;丙:丁!戊?(己)", "甲，乙；丙：丁！戊？（己）"),
        ("新闻热线:0374-8883029", "新闻热线：0374-8883029"),
        ("上午10:30,共1,000人,占3.5%", "上午10:30，共1,000人，占3.5%"),
        ("见https://example.org/a?b=1,c,再说", "见https://example.org/a?b=1,c，再说"),
        ("写信到a.b@example.org,谢谢", "写信到a.b@example.org，谢谢"),
        ("他说 Hello, world! 然后走了,", "他说 Hello, world! 然后走了，"),
        ("5月15日,天气(晴)", "5月15日，天气（晴）"),
        ("有26个(678个村),好", "有26个（678个村），好"),
        ("A类,B类", "A类，B类"),
        ("比分3:2,胜", "比分3:2，胜"),
        ("“多少人?”“好.”", "“多少人？”“好。”"),
        ("他走了.", "他走了。"),
        ("No Chinese, here!", "No Chinese, here!"),
        ("", ""),
    ],
)
def test_what_is_changed(written: str, set_as: str) -> None:
    assert fullwidth(written)[0] == set_as


@given(st.text(max_size=60))
def test_one_for_one_and_only_marks(text: str) -> None:
    done, count = fullwidth(text)
    assert len(done) == len(text)
    changed = [(old, new) for old, new in zip(text, done, strict=True) if old != new]
    assert len(changed) == count
    assert all(old in ",;:!?()[]." for old, _ in changed)


@given(st.text(alphabet="文,。:1a. ", max_size=30))
def test_twice_is_once(text: str) -> None:
    once = fullwidth(text)[0]
    assert fullwidth(once)[0] == once
