"""The stylebook: the house's values, an issue's overrides, and what is wrong with them."""

from __future__ import annotations

import pytest

from layout.compose.story.stylebook import house_style
from layout.diagnostics.wording import describe
from layout.geometry import pt


def test_body_is_set_as_the_house_sets_it() -> None:
    body = house_style().value["body"]
    assert (body.size, body.leading, body.indent, body.align) == (pt(9), pt(11.57), 2, "justify")
    assert body.rules.bans == "gb" and body.rules.marks == "line-end-half" and not body.rules.hang


def test_overrides_change_only_what_they_name() -> None:
    made = house_style({"body": {"size": 9.5, "ink": [0, 0, 0, 80]}, "rules": {"bans": "strict"}})
    assert made.remarks == ()
    assert made.value["body"].size == pt(9.5)
    assert made.value["body"].ink == (0, 0, 0, 80)
    assert made.value["body"].indent == 2
    assert made.value["caption"].rules.bans == "strict"
    assert made.value["caption"].size == house_style().value["caption"].size


@pytest.mark.parametrize(
    ("house", "code"),
    [
        ({"bodi": {"size": 9}}, "C010"),
        ({"body": {"sise": 9}}, "C010"),
        ({"body": 9}, "C011"),
        ({"body": {"size": "nine"}}, "C011"),
        ({"body": {"size": 900}}, "C011"),
        ({"body": {"align": "middle"}}, "C011"),
        ({"body": {"ink": [0, 0, 0]}}, "C011"),
        ({"rules": {"bans": "all"}}, "C011"),
        ({"rules": {"hang": "yes"}}, "C011"),
    ],
)
def test_what_the_house_cannot_use_is_reported_and_left_out(house: dict[str, object], code: str) -> None:
    made = house_style(house)
    assert [remark.code for remark in made.remarks] == [code]
    assert made.value == house_style().value
    for lang in ("zh", "en"):
        words = describe(made.remarks[0], lang)
        assert words.message and words.hint and "{" not in words.message + words.hint
