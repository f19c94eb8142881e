"""How exact drawings are, and what preflight finds: the two tables that stand for the press's promises.

    python -m tests.benches.bench_pictures

The first sets the drawings of the tests on one page and lays resvg's own picture of each beside it; the second breaks a
good press file in every way that the tests know and asks which checks find it.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np

from layout.preflight import check_file
from layout.preflight.pdf.renderer import renderer
from layout.typeface import open_case
from tests.benches.peers import FONTS, ROOT
from tests.picture.drawings import DRAWINGS
from tests.picture.test_drawings import CLEAR, MOST_DIFFERENT, cut, printed, reference, registered, shown


def drawings(folder: Path) -> int:
    """Print how far each way of drawing is from resvg's pictures; return how many are beyond tolerance."""
    case = open_case(FONTS).value
    assert case is not None
    (folder / "a").mkdir()
    page, rendered, studio = printed(folder / "a", case)
    theirs = shown(reference(folder, case, studio))
    ours = registered(page, theirs)
    shares: dict[str, list[float]] = {"vector": [], "rendered": []}
    for at, name in enumerate(DRAWINGS):
        apart = np.abs(cut(ours, at) - cut(theirs, at)).max(axis=2)
        shares["rendered" if name in rendered else "vector"].append(float((apart > CLEAR).mean()))
    print("drawings        count   beyond tolerance   worst share of pixels apart")
    for way, found in shares.items():
        print(f"{way:14} {len(found):6} {sum(share > MOST_DIFFERENT for share in found):18} {max(found):29.4f}")
    return sum(share > MOST_DIFFERENT for found in shares.values() for share in found)


def one_fault_files(folder: Path) -> int:
    """Print how many broken files each family of checks has, and how many it finds alone; return what was missed."""
    sys.path[:0] = [str(ROOT / "tests" / "preflight"), str(ROOT / "tests" / "export" / "pdf")]
    from breakages import BREAKAGES, break_file
    from press_sheets import case, edition, front

    from layout.export.pdf import PressSettings, write_press

    first = front(folder)
    good = {}
    for name, standard, sheets in (
        ("x1a", "PDF/X-1a:2003", (first,)), ("x4", "PDF/X-4", (first,)),
        ("two", "PDF/X-1a:2003", (first, front(folder, number=2))),
    ):  # fmt: skip
        settings = PressSettings(standard=standard)
        made = write_press(edition(*sheets), case(), folder / name, settings, per_page=False, cache=folder)
        good[name] = made.value[0]
    files, alone, skipped = Counter[str](), Counter[str](), Counter[str]()
    for check, breakages in BREAKAGES.items():
        for breakage in breakages:
            files[check[:2]] += 1
            if breakage.plates and not renderer():
                skipped[check[:2]] += 1
                continue
            broken = break_file(good, breakage, folder / "broken.pdf")
            report = check_file(broken, breakage.settings, breakage.expected, plates=breakage.plates)
            alone[check[:2]] += {finding.check for finding in report.findings} == {check}
    print("\none-fault files   made   found by their own check alone   not run (no renderer)")
    for family in sorted(files):
        print(f"{family:14} {files[family]:7} {alone[family]:32} {skipped[family]:23}")
    print(f"{'all':14} {files.total():7} {alone.total():32} {skipped.total():23}")
    return files.total() - alone.total() - skipped.total()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        missed = drawings(Path(scratch))
        missed += one_fault_files(Path(scratch))
    sys.exit(1 if missed else 0)
