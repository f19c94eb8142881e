"""18:40. Seventeen stories from six makers and two adverts are brought in, each character accounted for."""

from __future__ import annotations

from tests.day import copy_files
from tests.day.newsroom import Newsroom
from tests.day.paper import DATE, MAKERS, NUMBER, SECTIONS

NAME = "来稿：六种来源十七篇，两则 PDF 广告"


def play(room: Newsroom) -> None:
    room.layout("new", NUMBER, "--date", DATE, "--pages", SECTIONS)
    said = room.layout("import", room.incoming, "--issue", NUMBER)
    names = [name for _, names in MAKERS.values() for name in names]
    assert said.count("不明 0；") == len(names), "the ledger of an import does not balance"
    for name in names:
        copy = copy_files.read_copy(name)
        text = (room.issue() / f"{name}.md").read_text("utf-8")
        assert f'["{copy.head["main"]}"]' in text, f"{name} lost its headline"
        for line in copy.body:
            words = line.strip("　 ").removeprefix("## ").strip("| ")
            assert words in text, f"{name} lost copy: {words[:20]}"
    listed = (room.issue() / "issue.yaml").read_text("utf-8")
    for page in ("a1, a2, a3, a4, a5", "b1, b2, b3, b4, notice", "c1, c2, c3, c4", "d1, d2, d3, d4, notice-2"):
        assert f"stories: [{page}]" in listed, f"{page} is no page's list: {listed}"
    assert f"printed: {DATE}" in listed, "the imprint has the day on which the last issue was printed"
    assert "size: [4, 14]" in (room.issue() / "notice.md").read_text("utf-8")
    assert "size: [4, 30]" in (room.issue() / "notice-2.md").read_text("utf-8")
