"""How fast is the archive: an issue of 16 broadsheet pages with photographs as page images, tiles, ALTO and PDF/A.

    python -m tests.benches.bench_archive [--pages 16] [--workers 2]

The pages are the specimen's own, repeated, with a photograph added to each. The clock is what a desk waits; processor
time, of this process and of those that render, is what the work costs when the machine is busy with other things.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from layout.desk.build.docket import Docket
from layout.desk.build.goods import goods_of
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import check
from layout.desk.house import House
from layout.export.alto import GlyphMetrics, alto_page
from layout.export.archive import ArchiveSettings, write_archive
from layout.export.pdf import PressSettings, write_press
from layout.export.pdf.press import press_images
from layout.export.pdfa import pdfa_page
from layout.export.reading import blocks_of
from layout.export.web import images_of_package
from layout.geometry import Box, mm
from layout.preflight.archive.package import check_archive
from layout.sheet import Edition, Picture, Region
from layout.typeface import TypeCase

ROOT = Path(__file__).resolve().parents[2]
GOAL = 10.0
"""Seconds for 16 pages on two cores."""


def used() -> float:
    """Return the processor seconds of this process and of those that it has ended."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, whose))


def most() -> tuple[float, float]:
    """Return the most memory that this process and the largest of its children took, in megabytes."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, child = (resource.getrusage(who).ru_maxrss / 1024 for who in whose)
    return own, child


@contextmanager
def timed(name: str, pages: int) -> Iterator[None]:
    """Print what a step takes."""
    clock, processor = time.perf_counter(), used()
    yield
    clock, processor = time.perf_counter() - clock, used() - processor
    print(f"{name:<34}{clock:8.2f} s clock{processor:8.2f} s processor{1000 * processor / pages:8.0f} ms a page")


def photograph(folder: Path) -> Path:
    """Write a photograph with grain, as cameras make them."""
    from PIL import Image

    noise = Image.frombytes("RGB", (420, 280), Random(1).randbytes(420 * 280 * 3)).resize((2100, 1400))
    wash = Image.linear_gradient("L").resize((2100, 1400)).convert("RGB")
    path = folder / "photo.jpg"
    Image.blend(wash, noise, 0.25).save(path, quality=90)
    return path


def issue(pages: int, folder: Path) -> tuple[Edition, TypeCase]:
    """Return an issue of many full pages, a photograph of 180 x 120 mm on each."""
    order = Order(House(ROOT), 9999, folder)
    judged = check(order, in_silence).judged
    assert judged is not None
    edition = goods_of(judged, Docket(order, in_silence)).edition
    photo = photograph(folder)
    digest = hashlib.sha256(photo.read_bytes()).hexdigest()
    sheets = []
    for number in range(1, pages + 1):
        sheet = edition.sheets[(number - 1) % len(edition.sheets)]
        box = Box(mm(100), mm(200), mm(180), mm(120))
        index = len(sheet.regions)
        region = Region(index, "picture", "p1", index, box, alt="测试照片")
        item = Picture(box, str(photo), digest, alt="测试照片", region=index)
        sheets.append(replace(sheet, number=number, items=(item, *sheet.items), regions=(*sheet.regions, region)))
    pages_of = {
        article.id: tuple(
            sheet.number for sheet in sheets if any(region.story == article.id for region in sheet.regions)
        )
        for article in edition.articles
    }
    articles = tuple(replace(article, pages=pages_of[article.id]) for article in edition.articles)
    return replace(edition, sheets=tuple(sheets), articles=articles), judged.case


def run(pages: int, workers: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        edition, case = issue(pages, folder)
        settings = ArchiveSettings(workers=workers, cache=folder / "cache")
        with timed("press file", pages):
            press = write_press(
                edition, case, folder / "press", PressSettings(), per_page=False, cache=settings.cache
            ).value[0]
        pictures = press_images(edition, settings.press, settings.cache).value
        metrics = GlyphMetrics(case)
        with timed("ALTO alone", pages):
            for sheet in edition.sheets:
                blocks = blocks_of(sheet, sheet.number)
                alto_page(edition, sheet, blocks, metrics, size=(4606, 6378), image="x.tif", number=sheet.number)
        with timed("PDF/A-2u alone", pages):
            for sheet in edition.sheets:
                blocks = blocks_of(sheet, sheet.number)
                pdfa_page(edition, sheet, blocks, case, settings.press, images=pictures, name="x")
        bag = folder / "archive"
        bag.mkdir()
        clock, processor = time.perf_counter(), used()
        with timed(f"package and tiles, {workers} processes", pages):
            done = write_archive(edition, case, press, bag, settings, tiles=folder / "tiles")
            images_of_package(edition, bag / "data", folder / "tiles", workers=workers)
        clock, processor = time.perf_counter() - clock, used() - processor
        assert done.value, done.remarks
        with timed("layout verify", pages):
            faults = check_archive(bag)
        size = sum(path.stat().st_size for path in bag.rglob("*") if path.is_file()) / 1e6
        own, child = most()
        print(f"{pages} pages, {size:.0f} MB, {len(faults)} faults; memory {own:.0f} MB and {child:.0f} MB a process")
        goal = GOAL * pages / 16
        verdict = "within" if clock <= goal else "beyond"
        print(f"{verdict} the goal of {goal:.0f} s; two cores with nothing else to do need {processor / 2:.1f} s")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=int, default=16)
    arguments.add_argument("--workers", type=int, default=2)
    given = arguments.parse_args()
    run(given.pages, given.workers)
