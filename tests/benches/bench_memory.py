"""Memory of one process that builds issue after issue: what 200 of them leave behind.

`python -m tests.benches.bench_memory [COUNT]`; exit 1 where the growth is over 50 MB for 200.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST = 50
"""Megabytes that 200 issues may leave."""
WARM = 10
"""Issues until everything is loaded that is loaded once."""


def resident() -> float:
    """Return the megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def growth(folder: Path, count: int) -> float:
    """Build that many issues, each with other copy, in this process; return the megabytes by which it grew."""
    from layout.desk.batch.task import build_one

    (folder / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    issue = Path(shutil.copytree(ROOT / "issues" / "2346", folder / "issues" / "2346"))
    story = issue / "a2.md"
    text = story.read_text("utf-8").rstrip("\n")
    before = 0.0
    for serial in range(count + WARM):
        if serial == WARM:
            before = resident()
        story.write_text(f"{text}{chr(0x4E00 + serial)}。\n", "utf-8")
        built = build_one(2346, str(folder), str(folder / "output"), ("press",), False)
        assert built.code == 0, built.said
    return resident() - before


def main(count: int) -> int:
    with tempfile.TemporaryDirectory() as place:
        grew = growth(Path(place), count)
    allowed = MOST * count / 200
    print(f"{count} issues in one process: {grew:.1f} MB more, {allowed:.0f} allowed")
    return 1 if grew > allowed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
