"""The newsroom's hands: commands typed in a terminal, and the desk's window driven in a browser, both counted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests import browsers
from tests.day.tally import Tally, processor
from tests.desk.window.screen import chromium

LAYOUT = str(Path(sys.executable).with_name("layout"))
DESKTOP = {"width": 1366, "height": 768}
WAITS = int(os.environ.get("DAY_WAITS", "120000"))
"""Milliseconds that the window is given: the machine may be busy."""
SHOWN = """async () => {
  const links = [...document.querySelectorAll("image, img")].map((one) => one.href?.baseVal || one.src).filter(Boolean);
  await Promise.all(links.map((link) => {
    const picture = new Image();
    picture.src = link;
    return picture.decode().catch(() => {});
  }));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
"""Waits until the pictures of the pages are loaded and painted; one that cannot be decoded is not waited for."""


@dataclass
class Newsroom:
    """A paper's house, what came in, where screens are kept, and the count of what is done."""

    root: Path
    incoming: Path
    looks: Path
    find: Callable[[str], str]
    tally: Tally = field(default_factory=Tally)
    held: ExitStack = field(default_factory=ExitStack)
    open: Desk | None = None
    program: Any = None

    def issue(self, number: int = 128) -> Path:
        """Return an issue's folder."""
        return self.root / "issues" / str(number)

    def output(self, name: str) -> Path:
        """Return a folder of what was made."""
        return self.root / "output" / name

    def layout(self, *words: object, code: int = 0) -> str:
        """Type a command and return what it says; it must end with an exit code."""
        self.tally.now.commands += 1
        return self.run(*words, code=code)

    def run(self, *words: object, code: int = 0) -> str:
        """Run a command that nobody types."""
        before = processor()
        done = subprocess.run(
            [LAYOUT, *map(str, words)], cwd=self.root, env=environment(), capture_output=True, text=True, timeout=600
        )
        self.tally.now.programs.append((" ".join(map(str, words)), processor() - before))
        said = f"{done.stdout}\n{done.stderr}"
        assert done.returncode == code, (
            f"layout {' '.join(map(str, words))} ended with {done.returncode}:\n{said[-3000:]}"
        )
        assert "Traceback" not in said, said[-3000:]
        return said

    @property
    def browser(self) -> Any:
        """The Chromium of this machine, started when it is first asked for."""
        if self.program is None:
            self.program = self.held.enter_context(chromium(self.find("chromium")))
        return self.program

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Work in the desk's window: where it stands open from before, that one; else it is opened with a command."""
        if self.open is None:
            self.tally.now.commands += 1
            self.open = Desk.opened(self)
        try:
            yield self.open
        except BaseException:
            self.open.look("failed")
            raise
        assert not self.open.wrong, self.open.wrong

    def go_home(self) -> None:
        """Close the desk's window."""
        if self.open is not None:
            self.open.close()
            self.open = None

    def close(self) -> None:
        """Close the window and the browser."""
        self.go_home()
        self.held.close()
        self.program = None

    def files(self, *parts: str) -> dict[str, bytes]:
        """Return the files of a folder below output by name."""
        folder = self.root.joinpath("output", *parts)
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def environment() -> dict[str, str]:
    """Return what the newsroom's terminal knows."""
    return {**os.environ, "LAYOUT_LANG": "zh", "PYTHONIOENCODING": "utf-8"}


@dataclass
class Desk:
    """The desk's window. Text that is typed is no step; every key, click and chosen file is one."""

    page: Any
    room: Newsroom
    served: subprocess.Popen[str]
    wrong: list[str]

    @classmethod
    def opened(cls, room: Newsroom) -> Desk:
        """Open the window of the day's issue in a browser."""
        served = subprocess.Popen(
            [LAYOUT, "desk", "128", "--no-open"], cwd=room.root, env=environment(), stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        desk = cls(None, room, served, [])
        try:
            assert served.stdout is not None
            desk.page = page = room.browser.new_context(viewport=DESKTOP, reduced_motion="reduce").new_page()
            page.set_default_timeout(WAITS)
            page.on("pageerror", lambda error: desk.wrong.append(str(error)))
            page.goto(served.stdout.readline().strip())
            page.wait_for_selector("html[data-serial]")
            desk.settle()
        except BaseException:
            desk.end()
            raise
        room.tally.now.programs.append(("window opened", processor(served.pid)))
        return desk

    def close(self) -> None:
        """Close the window, then what serves it."""
        self.room.tally.now.programs.append(("window in all", processor(self.served.pid)))
        try:
            self.page.context.close()
        finally:
            self.end()

    def end(self) -> None:
        """End what serves the window and leave no pipe to it: one that is found later fails whatever test runs then."""
        with self.room.tally.ending():
            self.served.terminate()
            self.served.wait(60)
        assert self.served.stdout is not None
        self.served.stdout.close()

    def key(self, name: str) -> None:
        """Press a key."""
        self.room.tally.now.keys += 1
        self.page.keyboard.press(name)

    def click(self, selector: str, **options: Any) -> None:
        """Click on something."""
        self.room.tally.now.clicks += 1
        self.page.locator(selector).first.click(**options)

    def words(self, label: str, text: str) -> None:
        """Write into a field of a form; going to it is a step where the keyboard is not there already."""
        field = self.page.locator(f'[aria-label="{label}"]').last
        field.wait_for()
        if not field.evaluate("field => field === document.activeElement"):
            self.room.tally.now.keys += 1
        field.fill(text)

    def does(self, act: Callable[[], None]) -> Any:
        """Do something that the window sends, and return what came back; a refusal fails."""
        before = processor(self.served.pid)
        with self.page.expect_response("**/do") as answer:
            act()
        assert answer.value.ok, answer.value.text()
        self.settle()
        asked = str(answer.value.request.post_data)[:60]
        self.room.tally.now.programs.append((f"window {asked}", processor(self.served.pid) - before))
        return answer.value.json()

    def settle(self) -> None:
        """Wait until the pages are those of the last change."""
        browsers.until(self.page, "!document.querySelector('html').dataset.busy")
        while self.state()["building"]:
            time.sleep(0.1)

    def until(self, holds: Callable[[dict[str, Any]], bool], lacking: str) -> None:
        """Wait until something holds of what the window knows."""
        for _ in range(WAITS // 250):
            if holds(self.state()):
                return
            self.page.wait_for_timeout(250)
        raise AssertionError(lacking)

    def drop(self, file: Path, on: str) -> Any:
        """Drag a file from its folder onto something in the window (one step, by the mouse), and return the answer."""
        self.room.tally.now.clicks += 1
        target = self.page.locator(on).first
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        carried = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
        line = self.page.context.new_cdp_session(self.page)
        for kind in ("dragEnter", "dragOver"):
            line.send("Input.dispatchDragEvent", {"type": kind, **at, "data": carried})
        self.page.wait_for_selector("body.dropping")
        done = self.does(lambda: line.send("Input.dispatchDragEvent", {"type": "drop", **at, "data": carried}))
        line.detach()
        return done

    def choose(self, block: str) -> None:
        """Click on a block, so that it is chosen: half-way down, clear of what hangs at the edges of a chosen one."""
        self.room.tally.now.clicks += 1
        frame = self.page.locator(f'.block[data-block="{block}"]').first
        frame.scroll_into_view_if_needed()
        frame.click(position={"x": 12, "y": frame.bounding_box()["height"] / 2})
        self.page.wait_for_selector(f'.block.chosen[data-block="{block}"]')

    def head(self, block: str, words: str) -> None:
        """Write another headline over a block; the old one is chosen when its field opens."""
        self.choose(block)
        self.key("e")
        self.page.wait_for_selector(".inplace textarea.main:focus")
        self.page.keyboard.insert_text(words)
        self.does(lambda: self.key("Enter"))

    def state(self) -> Any:
        """Return what the window knows."""
        return json.loads(self.page.evaluate("fetch('/state').then((answer) => answer.text())"))

    def block(self, story: str) -> Any:
        """Return a story's block, None where it stands nowhere."""
        found = [one for page in self.state()["dummy"] for one in page["blocks"] if one["story"] == story]
        return found[0] if found else None

    def look(self, name: str) -> None:
        """Keep a picture of the screen, its own pictures there."""
        with self.room.tally.aside():
            self.page.evaluate(SHOWN)
            self.page.screenshot(path=str(self.room.looks / f"{name}.png"))
