"""The pictures of the desk's window in README and guide, taken anew from a real run in headless Chromium.

    python -m tests.tools.desk_pictures [--out docs/pictures]

Writes `desk-write.png`, `desk-night.png`, and `desk-move.webp`: an edge is drawn, the fit told, two blocks change
places, a line is written and counted, all of it taken back. A pointer is drawn where the mouse is.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.desk.window.paper import Paper, paper_served
from tests.desk.window.screen import block, cell, chromium, doing, middle, settled, window

LONG = "这是校对时补上的一段文字，用来看稿件超出版位时的样子。"
ROOT = Path(__file__).resolve().parents[2]
SIZE = (960, 600)
"""Pixels of the moving picture."""

POINTER = """([x, y]) => {
  const one = document.querySelector('#pointer') ?? document.body.appendChild(document.createElement('i'));
  one.id = 'pointer';
  one.style.cssText = `position:fixed;left:${x - 7}px;top:${y - 7}px;width:14px;height:14px;border-radius:50%;
    background:rgb(26 98 196 / 55%);border:2px solid #fff;z-index:99;pointer-events:none`;
}"""


class Film:
    """Frames of a window, each with how long it stands."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.frames: list[tuple[bytes, int]] = []

    def take(self, seconds: float = 0.15) -> None:
        """Take one frame."""
        self.frames.append((self.page.screenshot(), round(seconds * 1000)))

    def go(self, end: tuple[float, float], start: tuple[float, float], steps: int = 5) -> None:
        """Move the mouse and its picture from one place to another, frame by frame."""
        for nth in range(1, steps + 1):
            at = [a + (b - a) * nth / steps for a, b in zip(start, end, strict=True)]
            self.page.mouse.move(*at)
            self.page.evaluate(POINTER, at)
            self.page.wait_for_timeout(120)
            self.take()

    def write(self, path: Path) -> None:
        """Write the frames as one moving picture."""
        from PIL import Image

        pictures = [Image.open(BytesIO(data)).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
                    for data, _ in self.frames]  # fmt: skip
        times = [time for _, time in self.frames]
        pictures[0].save(
            path, "WEBP", save_all=True, append_images=pictures[1:], duration=times, loop=0, quality=60, method=6
        )


def moved(film: Film) -> None:
    """Draw an edge until the copy is over, let it go where it fits, let two blocks change places, take it back."""
    page = film.page
    page.keyboard.press("9")
    film.take(0.8)
    block(page, "a3").focus()
    page.wait_for_selector(".block.chosen > .handle.s")
    film.take(0.5)
    x, y = middle(page.locator(".block.chosen > .handle.s"))
    _, deep = cell(page, "a3")
    film.go((x, y), (x + 120, y + 90), 3)
    page.mouse.down()
    film.go((x, y - 4 * deep), (x, y))
    page.wait_for_selector('.ghost[data-fit="over"]')
    film.take(1.2)
    film.go((x, y), (x, y - 4 * deep), 3)
    page.wait_for_selector('.ghost[data-fit="good"]')
    film.take(0.9)
    page.keyboard.press("Escape")
    page.mouse.up()
    start, end = middle(block(page, "a2")), middle(block(page, "a5"))
    film.go(start, (x, y), 3)
    page.mouse.down()
    page.keyboard.down("Alt")
    film.go(end, start, 4)
    page.wait_for_selector(".block.partner")
    page.wait_for_timeout(600)
    film.take(1.2)
    with doing(page, word="swap"):
        page.mouse.up()
    page.keyboard.up("Alt")
    film.take(1.2)
    with doing(page, word="undo"):
        page.keyboard.press("Control+z")
    film.take(0.9)


def written(film: Film) -> None:
    """Write a line more than there is room for."""
    page = film.page
    page.evaluate("document.querySelector('#pointer')?.remove()")
    page.locator('#panel li[data-story="a3"]').click()
    page.wait_for_selector("#editor .cm-content")
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+End")
    for start in range(0, len(LONG) * 4, 12):
        page.keyboard.insert_text((LONG * 4)[start : start + 12])
        page.wait_for_timeout(250)
        film.take(0.25)
    page.wait_for_selector("#gauge .fit.over")
    page.wait_for_selector(".over-copy")
    settled(page)
    film.take(1.8)


def kept(page: Any, path: Path) -> None:
    """Write a picture of the window in as many colours as it needs to look right."""
    from PIL import Image

    Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(200, dither=Image.Dither.NONE).save(
        path, optimize=True
    )


def pictures(paper: Paper, program: Any, out: Path) -> None:
    """Take all pictures from one issue."""
    shutil.copy(ROOT / "issues" / "2346" / "p1.md", paper.folder / "p1.md")  # no made-up photograph in the manual
    paper.chief.do("open", number=2346)
    with window(program, paper.house, paper.port) as page:
        film = Film(page)
        moved(film)
        written(film)
        film.write(out / "desk-move.webp")
        page.get_by_role("button", name="适宽").click()
        block(page, "a3").evaluate("one => one.scrollIntoView({block: 'center'})")
        page.wait_for_timeout(300)
        kept(page, out / "desk-write.png")
        page.evaluate("document.documentElement.dataset.theme = 'dark'")
        page.keyboard.press("Escape")
        page.keyboard.press("Control+k")
        page.wait_for_selector("#palette li")
        page.wait_for_timeout(300)
        kept(page, out / "desk-night.png")


def main(given: Sequence[str] | None = None) -> int:
    """Take the pictures; return 0, or 2 where there is no Chromium."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    chosen = parser.parse_args(given)
    path = shutil.which("chromium")
    if path is None:
        print("chromium is not installed")
        return 2
    with tempfile.TemporaryDirectory() as folder, chromium(path) as program, paper_served(Path(folder)) as paper:
        pictures(paper, program, chosen.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
