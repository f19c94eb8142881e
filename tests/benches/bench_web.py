"""How fast is the web edition: four broadsheet pages to a finished folder, and a search over five years of issues.

    python -m tests.benches.bench_web [--issues 1250] [--workers 2]

The clock is what a desk waits; processor time is what the work costs when the machine is busy with other things. The
five years are stand-ins, as many issues as a paper of 250 a year has, each with the specimen's amount of copy in an
order of its own; the search is timed in Chromium where it is installed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from pathlib import Path
from random import Random

from layout.desk.build.docket import Docket
from layout.desk.build.goods import goods_of
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import check
from layout.desk.house import House
from layout.export.pdf import PressSettings, write_press
from layout.export.raster import page_images
from layout.export.web import WebSettings, page_pdfs, update_site, write_web
from layout.export.web.markup import script_data
from layout.export.web.searching import signature
from tests.benches.bench_archive import timed

ROOT = Path(__file__).resolve().parents[2]

GOAL = 2.0
"""Seconds for four pages, tiles included, on two idle cores."""


def edition(to: Path, workers: int) -> Path:
    """Write the specimen's web edition, each step timed; return its folder."""
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
    return web


def stand_in(output: Path, facts: dict[str, object], table: dict[str, object], number: int, random: Random) -> None:
    """Write an issue of shuffled copy, as far as the index and the search read it."""
    folder = output / str(number) / "web"
    folder.mkdir(parents=True)
    passages = []
    for article, role, text, lines in table["passages"]:  # type: ignore[attr-defined]
        letters = list(text)
        random.shuffle(letters)
        passages.append([article, role, "".join(letters), lines])
    date = f"{2020 + (number - 1) // 250}-{(number - 1) % 250 // 21 + 1:02d}-{(number - 1) % 21 + 1:02d}"
    sign = signature(passage[2] for passage in passages)
    own = facts | {"number": number, "date": date, "signature": sign}
    (folder / "issue.json").write_text(json.dumps(own), "utf-8")
    (folder / "text.js").write_text(script_data("paperText", number, table | {"passages": passages}), "utf-8")


def years(web: Path, issues: int) -> None:
    """Time the index over many issues, and a search through all of them."""
    output = web.parents[1]
    facts = json.loads((web / "issue.json").read_text("utf-8"))
    script = (web / "text.js").read_text("utf-8")
    table = json.loads(script[script.index("]=") + 2 : -2])
    random = Random(1)
    for number in range(1, issues + 1):
        stand_in(output, facts, table, number, random)
    with timed(f"index of {issues + 1} issues", 1):
        update_site(output, WebSettings())
    size = sum(path.stat().st_size for path in (output / "web" / "years").iterdir()) / 1e6
    print(f"  signatures {size:.1f} MB")
    program = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        print("search: not timed, Chromium or playwright is not installed")
        return
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for words in ("转版", "先画格子", "一行命令排出一张对开大报"):
            tab = browser.new_page()
            started = time.perf_counter()
            tab.goto(f"{(output / 'web' / 'index.html').as_uri()}?q={words}")
            tab.locator("body[data-opened], .found:has-text('只列出')").wait_for(timeout=600_000)
            opened = tab.evaluate("document.body.dataset.opened") or "some"
            said = tab.locator(".found").text_content()
            print(f"search {words}: {time.perf_counter() - started:.2f} s, {opened} issues opened, {said}")
        browser.close()


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--issues", type=int, default=1250)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    print(f"goal: four pages in {GOAL} s on two idle cores")
    with tempfile.TemporaryDirectory() as folder:
        web = edition(Path(folder), asked.workers)
        years(web, asked.issues)


if __name__ == "__main__":
    main()
