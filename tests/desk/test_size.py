"""What an issue takes on the disk, each file counted once: one page at most 8 MB."""

from __future__ import annotations

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build

ONE_PAGE = 8_000_000


def test_an_issue_of_one_page_keeps_within_its_size(house):
    done = build(Order(house, 2346, house.output), in_silence)
    assert done.ok
    found = {path.stat().st_ino: path for path in (house.output / "2346").rglob("*") if path.is_file()}
    sizes = {path: path.stat().st_size for path in found.values()}
    assert sum(sizes.values()) < ONE_PAGE, sorted(((size, path.name) for path, size in sizes.items()), reverse=True)[:9]
    shared = house.output / "2346" / "web" / "alto" / "01.xml"
    assert shared.stat().st_nlink > 1, "what archive and readers share lies there once"
