"""How fast is the web edition: four broadsheet pages to a finished folder.

    python -m tests.benches.bench_web [--workers 2]

The clock is what a desk waits; processor time is what the work costs when the machine is busy with other things. What
the archive costs, and a search over it, is in `bench_find`.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from layout.desk.build.docket import Docket
from layout.desk.build.goods import goods_of
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import check
from layout.desk.house import House
from layout.export.pdf import PressSettings, write_press
from layout.export.raster import page_images
from layout.export.web import WebSettings, page_pdfs, write_web
from tests.benches.bench_archive import timed

ROOT = Path(__file__).resolve().parents[2]

GOAL = 2.0
"""Seconds for four pages, tiles included, on two idle cores."""


def edition(to: Path, workers: int) -> None:
    """Write the specimen's web edition, each step timed."""
    order = Order(House(ROOT), 9999, to)
    judged = check(order, in_silence).judged
    assert judged is not None
    made, case, settings = goods_of(judged, Docket(order, in_silence)).edition, judged.case, PressSettings()
    press = write_press(made, case, to / "press", settings, per_page=False).value[0]
    web = to / "output" / "9999" / "web"
    web.mkdir(parents=True)
    pages = len(made.sheets)
    with timed("whole edition", pages):
        with timed("  images, tiles", pages):
            images = page_images(
                press, made, to / "images", profile=settings.profile, tiff="none", tiles="{}", workers=workers
            )
        with timed("  PDF/A pages", pages):
            pdfs = page_pdfs(made, case, settings, to / "pdf")
        with timed("  pages, search, EPUB", pages):
            done = write_web(made, case, images.value, pdfs.value, web, WebSettings())
    assert done.value
    files = [path for path in web.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"  {len(files)} files, {size:.1f} MB, text table {(web / 'text.js').stat().st_size / 1e3:.0f} kB")


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    print(f"goal: four pages in {GOAL} s on two idle cores")
    with tempfile.TemporaryDirectory() as folder:
        edition(Path(folder), asked.workers)


if __name__ == "__main__":
    main()
