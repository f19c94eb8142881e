"""Thirty newsroom files: ten desks' habits, three makers. At least 95 parts in a hundred must be right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bringing import brought_in, left, story_of
from tests.intake.newsroom import DESKS, by_libreoffice, by_python_docx, by_wps, count, wrong_parts


def judged(desk: str, data: bytes, name: str = "a.docx") -> list[str]:
    brought = brought_in(data, name)
    return wrong_parts(desk, story_of(brought), "".join(left(brought).values()))


@pytest.mark.parametrize("maker", [by_python_docx, by_wps])
def test_the_parts_of_newsroom_copy(maker: Callable[[str], bytes]) -> None:
    wrong = [fault for desk in DESKS for fault in judged(desk, maker(desk))]
    assert len(wrong) * 20 <= sum(map(count, DESKS)), wrong


def test_the_parts_of_copy_that_libreoffice_saved(tmp_path: Path) -> None:
    files = by_libreoffice(list(DESKS), tmp_path)
    if files is None:
        pytest.skip("LibreOffice is not here to make the files")
    wrong = [fault for desk in DESKS for fault in judged(desk, files[desk])]
    assert len(wrong) * 20 <= sum(map(count, DESKS)), wrong


def test_every_guess_is_told_with_its_line() -> None:
    brought = brought_in(by_python_docx("standard"))
    (story,) = brought.stories
    lines = story.text.split("\n")
    told = {guess.part: lines[story.lines[guess.key] - 1] for guess in story.guesses}
    assert told["deck"] == '  deck: "——各收购点日收小麦逾千吨"'
    assert told["byline"] == 'byline: "通讯员 王小明 文/图"'
    assert told["main"] == '  main: ["夏粮收购全面展开"]'
    assert told["subhead"] == "## 把实事办好"
