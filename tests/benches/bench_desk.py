"""How long from a keystroke, and from a save outside, to the changed page on the screen.

    python -m tests.benches.bench_desk [--issues 2346,9999] [--times 20] [--out FILE.json]

The real command serves a copy of each issue, and headless Chromium looks on. Both ends are timed by one clock: a
keystroke when the browser hears of it, a save when the file is closed; the page when the second frame after its change
has been shown. Nothing is timed before the window has read all proofs once: that takes a quarter of a minute of a core
that has nothing else to do, and a few paragraphs' time from then on. `server` is the work of a keystroke alone, request
to answer, without a browser. The goal is a median of 150 ms, and 300 ms for 95 of 100.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
GOAL = (150, 300)
"""Milliseconds: median, and 95 of 100."""

STORY = "a3"

_READ = "() => fetch('/state').then(answer => answer.json()).then(state => state.proofreading?.ready ?? false)"
"""Whether the proofs have been read."""

_WATCH = """() => {
  window.shown = []; window.struck = 0;
  const seen = () => requestAnimationFrame(() => requestAnimationFrame(() => window.shown.push(Date.now())));
  for (const svg of document.querySelectorAll('svg.sheet')) {
    const watched = svg.querySelector('g.print');
    new MutationObserver(seen).observe(watched, { childList: true, subtree: true, characterData: true });
  }
  for (const kind of ['keydown', 'beforeinput', 'input'])
    addEventListener(kind, () => { window.struck ||= Date.now(); }, true);
}"""


@contextmanager
def served(number: int) -> Iterator[tuple[str, Path, int]]:
    """Serve a copy of an issue by the command; yield the address that it prints, the folder, the process."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
        shutil.copytree(ROOT / "issues" / str(number), root / "issues" / str(number))
        command = [str(Path(sys.executable).with_name("layout")), "desk", str(number), "--no-open"]
        with subprocess.Popen(
            command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            assert process.stdout is not None
            try:
                yield process.stdout.readline().strip(), root / "issues" / str(number), process.pid
            finally:
                process.send_signal(signal.SIGINT)
                process.wait(30)


def next_shown(page: Any, since: float) -> float:
    """Return the milliseconds from a time (in seconds) to the first change of a page shown after it."""
    page.wait_for_function("since => window.shown.some(one => one >= since)", arg=since * 1000, timeout=20_000)
    return float(page.evaluate("since => window.shown.find(one => one >= since)", since * 1000)) - since * 1000


def strokes(page: Any, times: int) -> list[float]:
    """Return the milliseconds of so many keystrokes in a story's text."""
    page.keyboard.press("9")
    line = page.locator(f'svg.sheet [data-at^="{STORY} body"]').nth(3).bounding_box()
    spot = (line["x"] + line["width"] / 2, line["y"] + line["height"] / 2)
    page.mouse.click(*spot)
    page.wait_for_selector("#editor .cm-content")
    page.mouse.click(*spot)
    page.wait_for_selector(".cm-focused")
    found = []
    for nth in range(times + 3):
        time.sleep(0.9)  # what was typed before is written, and its pages made
        page.evaluate("() => { window.shown = []; window.struck = 0; }")
        page.keyboard.press(str(nth % 10))
        page.wait_for_function("() => window.struck && window.shown.some(one => one >= window.struck)", timeout=20_000)
        found.append(page.evaluate("() => window.shown.find(one => one >= window.struck) - window.struck"))
    return found[3:]  # the first ones load what the window then keeps


def saves(page: Any, folder: Path, times: int) -> list[float]:
    """Return the milliseconds of so many saves by another editor."""
    path = folder / f"{STORY}.md"
    found = []
    for nth in range(times + 2):
        time.sleep(0.6)
        text = path.read_text("utf-8")
        page.evaluate("() => { window.shown = []; }")
        path.write_text(text.replace("。", f"{'甲乙丙丁'[nth % 4]}。", 1), "utf-8")
        found.append(next_shown(page, time.time()))
    return found[2:]


def worked(process: int) -> float:
    """Return the milliseconds of processor time that a process has used; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def asked(address: str, process: int, times: int) -> tuple[list[float], float, int]:
    """Return the milliseconds of so many tries of one keystroke, request to answer; work of each; bytes of the last."""
    from urllib.parse import urlsplit

    from tests.desk.window.conftest import Browser

    split = urlsplit(address)
    browser = Browser(split.port)
    browser.get(f"/?{split.query}")
    browser.token = browser.get("/session").json["token"]
    while browser.state()["building"]:
        time.sleep(0.1)
    text = browser.get(f"/story/{STORY}").json["text"]
    have = {str(page["number"]): page["version"] for page in browser.state()["pages"]}
    found, size, before = [], 0, worked(process)
    for nth in range(times + 2):
        changed = text.replace("。", f"{'新' * (nth % 5 + 1)}。", 1)
        started = time.perf_counter()
        answer = browser.attempt("write", story=STORY, text=changed, have=have)
        found.append((time.perf_counter() - started) * 1000)
        size = len(answer.body)
        have |= {number: page["version"] for number, page in answer.json["pages"].items()}
        time.sleep(0.05)
    return found[2:], (worked(process) - before) / len(found), size


def told(name: str, found: Sequence[float]) -> dict[str, Any]:
    """Print and return a row: median, 95 of 100, the longest."""
    ordered = sorted(found)
    most = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    median = statistics.median(ordered)
    print(f"{name:24} {median:8.0f} {most:8.0f} {ordered[-1]:8.0f}", flush=True)
    return {"name": name, "median": median, "p95": most, "longest": ordered[-1], "times": len(ordered)}


def measured(number: int, times: int) -> list[dict[str, Any]]:
    """Return an issue's rows; those on the screen only where there is a Chromium."""
    rows = []
    with served(number) as (address, _, process):
        found, work, size = asked(address, process, times)
        rows.append({**told(f"{number} server", found), "work": work, "bytes": size})
        print(f"{'':24} {work:8.0f} of processor time, {size // 1024} KB")
    program = shutil.which("chromium")
    if program is None:
        print("no chromium: nothing was shown on a screen")
        return rows
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver, served(number) as (address, folder, _):
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        page.wait_for_selector("html[data-serial] .block")
        page.wait_for_function(_READ, timeout=240_000)
        page.evaluate(_WATCH)
        rows.append(told(f"{number} keystroke", strokes(page, times)))
        page.keyboard.press("Escape")
        time.sleep(1.5)
        rows.append(told(f"{number} save", saves(page, folder, times)))
        browser.close()
    return rows


def main() -> None:
    """Print a table of milliseconds; with --out keep it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--issues", default="2346,9999")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    print(f"{'milliseconds':24} {'median':>8} {'95 %':>8} {'longest':>8}    goal {GOAL[0]} and {GOAL[1]}")
    rows = [row for number in given.issues.split(",") for row in measured(int(number), given.times)]
    if given.out:
        given.out.write_text(json.dumps(rows, indent=1), "utf-8")


if __name__ == "__main__":
    main()
