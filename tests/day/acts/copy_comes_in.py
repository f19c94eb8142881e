"""18:40. Seventeen stories from six makers and two adverts are brought in, each character accounted for."""

from __future__ import annotations

from pathlib import Path

from tests.day import copy_files
from tests.day.newsroom import Newsroom
from tests.day.paper import DATE, MAKERS, NUMBER, PAGES

NAME = "来稿：六种来源十七篇，两则 PDF 广告"


def play(room: Newsroom) -> None:
    room.layout("new", NUMBER, "--date", DATE, "--pages", len(PAGES))
    said = "".join(
        room.layout("import", room.incoming / name, *_adverts(room, page), "--issue", NUMBER, "--page", page)
        for page, name in enumerate(PAGES, 1)
    )
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
    assert "d4]" in listed.replace("notice-2, ", "").replace("notice, ", "")
    assert "size: [4, 14]" in (room.issue() / "notice.md").read_text("utf-8")
    assert "size: [4, 30]" in (room.issue() / "notice-2.md").read_text("utf-8")
    assert "stories: [a1, a2, a3, a4, a5]" in listed, "the samples of the new issue still stand on its pages"


def _adverts(room: Newsroom, page: int) -> list[Path]:
    """Return the adverts that are booked for a page."""
    return [room.incoming / name for at, name in ((2, "停水公告.pdf"), (4, "节水公益广告.pdf")) if at == page]
