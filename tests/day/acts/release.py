"""23:00. What was changed is read again, the chief signs, the issue goes to press."""

from __future__ import annotations

import json

from tests.day import paper
from tests.day.acts.readings import by
from tests.day.newsroom import Newsroom

NAME = "23:00 补签、签发、付印"


def play(room: Newsroom) -> None:
    with room.tally.aside():
        refused = room.run("issue", 128, "--release", "--only", "press", code=1)
        assert "S004" in refused, "a release goes out that nobody has signed"
        board = json.loads(room.run("status", 128, "--format", "json", code=1))
    lapsed = [row["subject"].removeprefix("page:") for row in board if row["lapsed"]]
    assert {"2", "3", "b2", "c3"} <= set(lapsed), lapsed
    assert "4" not in lapsed and "d1" not in lapsed, "a reading lapsed of what nobody changed"
    room.layout("sign", 128, "全部", *by(paper.READERS))
    room.layout("issue", 128, "--release")
    made = room.output("128-r1")
    for part in (
        "press/128.pdf",
        "press/128-04.pdf",
        "archive/bagit.txt",
        "web/index.html",
        "wechat/index.html",
        "report.json",
    ):
        assert (made / part).is_file(), f"the release has no {part}"
    report = json.loads((made / "report.json").read_text("utf-8"))
    assert not [one for one in report["diagnostics"] if one["severity"] != "note"], "a release with warnings"
