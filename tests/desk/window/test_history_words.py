"""The lines of the history in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from layout.desk.window import history_words
from layout.desk.window.history_words import WORDS, deed, told

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("name", WORDS)
def test_what_is_written_is_read_in_both_languages(name: str) -> None:
    zh, en = ({field for _, field, _, _ in Formatter().parse(words) if field} for words in WORDS[name])
    assert zh == en, "nothing is lost on the way"
    line = deed(name, **{field: f"x{nth}" for nth, field in enumerate(sorted(zh))})
    read = told(line)
    assert read["zh"] == line
    assert not HAN.search(read["en"])
    assert all(f"x{nth}" in read["en"] for nth in range(len(zh)))


def test_no_two_lines_are_the_same_in_either_language() -> None:
    for nth in (0, 1):
        lines = [pair[nth] for pair in WORDS.values()]
        assert len(set(lines)) == len(lines)


def test_lines_of_commands_outside_the_window_are_known_in_the_language_that_they_were_written_in() -> None:
    assert told("导入 夏收.docx") == {"zh": "导入 夏收.docx", "en": "import: 夏收.docx"}
    assert told("导入 w1、w2 排进第 2 版")["en"] == "import: w1、w2 on page 2"
    assert told("check: 3 corrected")["zh"] == "检查改正 3 处"
    assert told("初审 a3 page:2")["en"] == "signed as first review: a3 page:2"
    assert told("第三方写的一行") == {"zh": "第三方写的一行", "en": "第三方写的一行"}


def test_the_window_writes_no_line_that_is_not_in_the_list() -> None:
    """Every `what` of an edit, a journal's change or a note in the window is made by `deed`."""
    room = Path(history_words.__file__).parent
    written = re.compile(r"(?:what=|Edit\(|_noted\()\s*f?[\"'][^\"']*[\u4e00-\u9fff]")
    found = [path.name for path in room.rglob("*.py") if written.search(path.read_text("utf-8"))]
    assert found == []
