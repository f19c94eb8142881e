"""The README's five pictures drawn anew from real output of issue 128: `make pictures`."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.day.acts.a_phone import PHONE, hosted
from tests.day.newsroom import Newsroom

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
COLOURS = 128


def kept(name: str, made: Path, wide: int) -> None:
    """Keep a picture small: so many pixels across, a palette."""
    from PIL import Image

    with Image.open(made) as image:
        scaled = image.convert("RGB").resize((wide, round(image.height * wide / image.width)), Image.Resampling.LANCZOS)
        scaled.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)
    print(PICTURES / f"{name}.png")


def house(to: Path) -> Path:
    """Return a house with issue 128 alone."""
    (to / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    shutil.copytree(ROOT / "issues" / "128", to / "issues" / "128")
    (to / "output").mkdir()
    return to


@contextmanager
def screen(program: Any, address: str, **options: Any) -> Iterator[Any]:
    """Open an address."""
    context = program.new_context(**options)
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(address)
    yield page
    context.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        to = Path(folder)
        room = Newsroom(house(to), to, to, lambda name: shutil.which(name) or name)
        with room.tally.part("pictures"):
            room.run("issue", 128, "-q", "--only", "press")
            room.run("issue", 128, "-q", "--release")
            room.run("plates", 128)
            made = room.output("128-r1")
            file = made / "press" / "128.pdf"
            subprocess.run(
                ["pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-png", str(file), str(to / "front")], check=True
            )
            kept("128-1", next(to.glob("front*.png")), 900)
            _screens(room, made, to)


def _screens(room: Newsroom, made: Path, to: Path) -> None:
    with room.desk() as desk:
        desk.page.wait_for_selector('.block[data-block="a3"]')
        desk.choose("a3")
        desk.key("Enter")
        desk.page.wait_for_timeout(1500)
        desk.page.screenshot(path=str(to / "desk.png"))
    kept("128-desk", to / "desk.png", 1100)
    with hosted(made.parent) as base:
        shots = {
            "128-report": ("128-r1/report.html", {"viewport": {"width": 1200, "height": 800}}, 900),
            "128-phone": ("128-r1/web/article-a1.html", dict(PHONE), 420),
            "128-plates": ("plates/128/index.html", {"viewport": {"width": 1200, "height": 860}}, 900),
        }
        for name, (path, options, wide) in shots.items():
            with screen(room.browser, f"{base}/{path}", **options) as page:
                page.wait_for_timeout(1500)
                if name == "128-plates":
                    page.keyboard.press("h")
                    page.wait_for_timeout(800)
                page.screenshot(path=str(to / f"{name}.png"))
            kept(name, to / f"{name}.png", wide)
    room.close()


if __name__ == "__main__":
    main()
