"""Copy that nobody means well with: links out of the folder, and files of one thing over and over."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from layout.issue.copyfile import LARGEST
from layout.issue.reader import read_issue
from tests.zoo.floods import FLOOD_LESS, FLOODS, flood

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


@pytest.mark.parametrize("unit", FLOODS)
def test_a_flood_of_one_thing_is_read(folder: Path, unit: str) -> None:
    """That time grows in step with the copy is the bench's to judge: `bench_zoo` reads four times as much."""
    flood(folder, unit, FLOOD_LESS)
    assert read_issue(folder).issue is not None


def test_the_largest_copy_file(folder: Path) -> None:
    story = folder / "a1.md"
    data = story.read_bytes()
    story.write_bytes(data + b"\n" * (LARGEST - len(data)))
    assert ("I105", "a1.md") not in told(folder)
    story.write_bytes(data + b"\n" * (LARGEST - len(data) + 1))
    assert ("I105", "a1.md") in told(folder)
