"""Copy that nobody means well with: links out of the folder, and files of one thing over and over."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from layout.issue.copyfile import LARGEST
from layout.issue.reader import read_issue

ISSUE = Path(__file__).parents[2] / "issues" / "2346"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ISSUE, tmp_path / "2346"))


def told(folder: Path) -> set[tuple[str, str]]:
    return {(remark.code, str(remark.at).split(":")[0].rpartition("/")[2]) for remark in read_issue(folder).remarks}


@pytest.mark.parametrize("name", ["a2.md", "issue.yaml"])
def test_a_file_that_leads_out_of_the_folder_is_refused_by_name(folder: Path, name: str) -> None:
    (folder / name).rename(folder.parent / name)
    (folder / name).symlink_to(folder.parent / name)
    assert ("U202", name) in told(folder)


def test_a_link_inside_the_folder_is_read(folder: Path) -> None:
    (folder / "a2.md").rename(folder / "a2.copy")
    (folder / "a2.md").symlink_to("a2.copy")
    assert not {code for code, _ in told(folder)} & {"U202", "I104"}


def test_what_is_no_file_is_refused_by_name(folder: Path) -> None:
    os.mkfifo(folder / "fifo.md")
    (folder / "zero.md").symlink_to("/dev/zero")
    found = told(folder)
    assert ("I104", "fifo.md") in found
    assert {("I104", "zero.md"), ("U202", "zero.md")} & found


FLOOD = (
    "{{", "}}", "{{gap: ", "{{x: a}}", "{{sic: a｜b}}", "{{sic: a}}<b>", "**", "|", "|a|b|\n", "|-", "...", "。。",
    "--", '"', "“", "<b>", "![", "[a](", "&amp;", "```\n", "a", "a1", "a.b", "a@", "ab ", "http://", "1:", "(a", "啊。",
    "啊\n\n", "## 啊\n\n", "- 啊\n\n", "\\", "\u200b",
)  # fmt: skip
"""What a copy file is filled with. Where one piece looks through the rest, the larger file takes far too long."""


@pytest.mark.parametrize("unit", FLOOD)
def test_time_grows_in_step_with_the_copy(folder: Path, unit: str) -> None:
    """A quarter of the largest file is read in a second: what looks through it again and again takes minutes."""
    story = folder / "a1.md"
    front = story.read_text("utf-8").split("\n---")[0] + "\n---\n\n字"
    for path in folder.glob("[b-z0-9]*.md"):
        path.unlink()
    most = LARGEST // 4
    story.write_text(front + unit * (most // len(unit.encode())), encoding="utf-8")
    started = time.process_time()
    assert read_issue(folder).issue is not None
    assert time.process_time() - started < 8


def test_the_largest_copy_file(folder: Path) -> None:
    story = folder / "a1.md"
    data = story.read_bytes()
    story.write_bytes(data + b"\n" * (LARGEST - len(data)))
    assert ("I105", "a1.md") not in told(folder)
    story.write_bytes(data + b"\n" * (LARGEST - len(data) + 1))
    assert ("I105", "a1.md") in told(folder)
