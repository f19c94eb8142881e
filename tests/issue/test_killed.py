"""A story that is killed or held late: no error, no page, and nothing else held up by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.issue.reader import read_issue

HEAD = "issue: {no: 7, date: 2022-05-17}\nmasthead: {name: 禹州通讯}\npages:\n  - {no: 1, stories: [a1, a2, a3]}\n"
PLAN = "profile: broadsheet\npages:\n  - page: 1\n    blocks:\n      - {story: %s, at: [0, 18], size: [3, 40]}\n"


def folder(root: Path, plan: str = "", *, inside: str = "", hold: str = "") -> Path:
    (root / "issue.yaml").write_text(HEAD, "utf-8")
    for name in ("a1", "a2", "a3"):
        more = f"layout: {{inside: {inside}}}\n" if inside and name == "a1" else ""
        more += "hold: true\n" if name == hold else ""
        (root / f"{name}.md").write_text(f"---\nid: {name}\nhead: {{main: [题]}}\n{more}---\n\n正文。\n", "utf-8")
    if plan:
        (root / "plan.yaml").write_text(plan, "utf-8")
    return root


def told(root: Path) -> dict[str, str]:
    return {remark.code: str(remark.severity) for remark in read_issue(root).remarks if remark.code != "I512"}


@pytest.mark.parametrize(
    ("plan", "code", "severity"),
    [
        ("", "I411", "error"),  # nothing was planned yet: the id may be a slip
        (PLAN % "a2", "I411", "error"),
        (PLAN % "a3", "I418", "note"),
        ("killed: [x1, a3]\n" + PLAN % "a2", "I418", "note"),
        ("killed: [x1, a33]\n" + PLAN % "a2", "I411", "error"),
    ],
)
def test_a_story_without_a_file_was_killed_if_a_plan_knew_it(
    tmp_path: Path, plan: str, code: str, severity: str
) -> None:
    root = folder(tmp_path, plan)
    (root / "a3.md").unlink()
    assert told(root) == {code: severity}


def test_a_slip_of_an_id_stays_an_error(tmp_path: Path) -> None:
    root = folder(tmp_path, PLAN % "a3")
    (root / "a3.md").rename(root / "a33.md")
    (root / "a33.md").write_text((root / "a33.md").read_text("utf-8").replace("id: a3", "id: a33"), "utf-8")
    assert told(root)["I411"] == "error"


def test_a_held_story_needs_no_word_in_the_pages(tmp_path: Path) -> None:
    read = read_issue(folder(tmp_path, hold="a2"))
    assert told(tmp_path) == {"I402": "note", "I414": "note"}
    assert read.issue is not None and [story.id for story in read.issue.stories] == ["a1", "a3"]


@pytest.mark.parametrize(("hold", "code"), [("a2", "I448"), ("", "")])
def test_an_insert_stands_by_itself_where_its_host_is_held(tmp_path: Path, hold: str, code: str) -> None:
    read = read_issue(folder(tmp_path, hold=hold, inside="a2"))
    assert read.issue is not None
    assert read.issue.stories[0].wishes.inside == ("" if hold else "a2")
    assert (code in told(tmp_path)) == bool(code)
    assert "error" not in told(tmp_path).values()
