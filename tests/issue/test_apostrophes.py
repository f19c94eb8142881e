"""An apostrophe is no closing quote: the checker reads marks as composition sets them."""

from __future__ import annotations

import pytest

from layout.issue.body import read_body
from layout.issue.copyfile import CopyFile
from layout.issue.proofread import slips
from layout.issue.source import StorySource


def codes(text: str) -> list[str]:
    from layout.issue.model import Head, Story
    from layout.issue.proofread import proofread

    copy = CopyFile("a.md", text)
    body = read_body(copy, 0)
    story = Story("a", "news", 50, Head(), body.paragraphs)
    return [found.code for found in proofread(story, StorySource(copy, {}, body.stretches))]


@pytest.mark.parametrize("text", ["It’s O’Brien’s. 他说‘好’。", "去Xī’ān，’90s的歌", "“We’re happy,” he said."])
def test_apostrophes_are_balanced(text: str) -> None:
    assert codes(text) == []


def test_a_closing_quote_alone_is_still_told() -> None:
    assert codes("他说好’。") == ["I511"]


def test_look_alikes_have_a_correction() -> None:
    (paragraph,) = read_body(CopyFile("a.md", "列夫•托尔斯泰说〝⼈〞──对"), 0).paragraphs
    assert [(code, fix) for code, _, _, fix in slips(paragraph)] == [
        ("I516", "——"),
        ("I518", "·"),
        ("I518", "“"),
        ("I518", "人"),
        ("I518", "”"),
    ]


def test_an_interpunct_beside_latin_is_left_alone() -> None:
    (paragraph,) = read_body(CopyFile("a.md", "kW•h，甲·乙"), 0).paragraphs
    assert list(slips(paragraph)) == []
