"""A diagnostic for a person: the line of copy, and the carets under the cells of the words meant."""

from __future__ import annotations

import pytest

from layout.cli.report import _pointed
from layout.cli.terminal import cells
from layout.diagnostics import Place


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("main: 全县春耕", "春耕"),
        ("全县春耕全面展开", "全县"),
        ("abc，def", "def"),
        ("麦收" * 200 + "错字" + "麦收" * 200, "错字"),
    ],
)
def test_carets_stand_under_the_words(line: str, words: str) -> None:
    first = line.index(words)
    shown, carets = _pointed(line, Place("a.md", 7, first + 1, first + 1 + len(words)), "")
    assert shown.startswith("    7 | ")
    at = shown.index(words)
    assert carets.index("^") == cells(shown[:at])
    assert carets.count("^") == cells(words)
