"""18:40. Sixteen stories from six makers are brought in, each character accounted for."""

from __future__ import annotations

from tests.day import copy_files
from tests.day.newsroom import Newsroom
from tests.day.paper import DATE, MAKERS, NUMBER, PAGES

NAME = "来稿：六种来源，十七篇"


def play(room: Newsroom) -> None:
    room.layout("new", NUMBER, "--date", DATE, "--pages", len(PAGES))
    said = "".join(
        room.layout("import", room.incoming / name, "--issue", NUMBER, "--page", page)
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
    assert "stories: [a1, a2, a3, a4, a5]" in listed, "the samples of the new issue still stand on its pages"
