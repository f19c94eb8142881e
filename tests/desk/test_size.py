"""What an issue takes on the disk, each file counted once: a page at most 8 MB, four of drawings or pictures 25 MB."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build

ROOT = Path(__file__).resolve().parents[2]

MOST = {2346: 8_000_000, 128: 25_000_000, 9999: 25_000_000}
"""The most bytes that each sample issue takes (docs/archive.md)."""


def files_once(folder: Path) -> dict[Path, int]:
    """Return the sizes of all files below a folder, a file of several names under one of them."""
    found = {path.stat().st_ino: path for path in folder.rglob("*") if path.is_file()}
    return {path: path.stat().st_size for path in found.values()}


def within(sizes: dict[Path, int], most: int) -> None:
    """Fail where files take more than so many bytes, naming the largest."""
    largest = sorted(((size, path.name) for path, size in sizes.items()), reverse=True)[:9]
    assert sum(sizes.values()) <= most, (sum(sizes.values()), largest)


def keeps_within(folder: Path) -> None:
    """Fail where an issue takes more than it may, or what archive and readers share lies there twice."""
    within(files_once(folder), MOST[int(folder.name)])
    shared = folder / "web" / "alto" / "01.xml"
    assert shared.stat().st_nlink > 1, "what archive and readers share lies there once"


def test_an_issue_keeps_within_its_size(whole_2346):
    keeps_within(whole_2346.final)


@pytest.mark.long(held="desk/test_size.py::test_an_issue_keeps_within_its_size")
@pytest.mark.parametrize("number", [128, 9999])
def test_an_issue_of_four_pages_keeps_within_its_size(house, number):
    shutil.copytree(ROOT / "issues" / str(number), house.issue(number))
    order = Order(house, number, house.output)
    assert build(order, in_silence).ok
    keeps_within(order.final)


def test_a_byte_too_many_is_noticed_and_a_second_name_is_none(tmp_path):
    (tmp_path / "web").mkdir()
    (tmp_path / "page.pdf").write_bytes(bytes(1000))
    (tmp_path / "web" / "page.pdf").hardlink_to(tmp_path / "page.pdf")
    (tmp_path / "web" / "index.html").write_bytes(bytes(500))
    within(files_once(tmp_path), 1500)
    with pytest.raises(AssertionError, match="1500"):
        within(files_once(tmp_path), 1499)
