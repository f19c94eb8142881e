"""The newsroom's hands: commands typed in a terminal, and the desk's window driven in a browser, both counted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.day.tally import Tally
from tests.desk.window.screen import chromium

LAYOUT = str(Path(sys.executable).with_name("layout"))
DESKTOP = {"width": 1366, "height": 768}
WAITS = int(os.environ.get("DAY_WAITS", "120000"))
"""Milliseconds that the window is given: the machine may be busy."""


@dataclass
class Newsroom:
    """A paper's house, what came in, where screens are kept, and the count of what is done."""

    root: Path
    incoming: Path
    looks: Path
    find: Callable[[str], str]
    tally: Tally = field(default_factory=Tally)

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
        done = subprocess.run(
            [LAYOUT, *map(str, words)], cwd=self.root, env=environment(), capture_output=True, text=True, timeout=600
        )
        said = f"{done.stdout}\n{done.stderr}"
        assert done.returncode == code, (
            f"layout {' '.join(map(str, words))} ended with {done.returncode}:\n{said[-3000:]}"
        )
        assert "Traceback" not in said, said[-3000:]
        return said

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Open the desk's window with one command, in a browser, and close both at the end."""
        self.tally.now.commands += 1
        with chromium(self.find("chromium")) as program, subprocess.Popen(
            [LAYOUT, "desk", "128", "--no-open"], cwd=self.root, env=environment(), stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        ) as served:  # fmt: skip
            assert served.stdout is not None
            try:
                page = program.new_context(viewport=DESKTOP, reduced_motion="reduce").new_page()
                page.set_default_timeout(WAITS)
                wrong: list[str] = []
                page.on("pageerror", lambda error: wrong.append(str(error)))
                page.goto(served.stdout.readline().strip())
                page.wait_for_selector("html[data-serial]")
                desk = Desk(page, self)
                try:
                    desk.settle()
                    yield desk
                except BaseException:
                    page.screenshot(path=str(self.looks / "failed.png"))
                    raise
                assert not wrong, wrong
            finally:
                served.terminate()
                served.wait(30)

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

    def key(self, name: str) -> None:
        """Press a key."""
        self.room.tally.now.keys += 1
        self.page.keyboard.press(name)

    def click(self, selector: str, **options: Any) -> None:
        """Click on something."""
        self.room.tally.now.clicks += 1
        self.page.locator(selector).first.click(**options)

    def words(self, label: str, text: str) -> None:
        """Write into a field of a form; going to it is a step."""
        self.room.tally.now.keys += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def open(self, block: str) -> None:
        """Choose a block and open its copy beside the page."""
        self.choose(block)
        self.key("Enter")
        self.page.wait_for_selector(f'#copy h2:has-text("{block}"), #copy header:has-text("{block}")')
        self.page.wait_for_timeout(300)

    def select(self, label: str, value: str) -> None:
        """Choose from a list of the open story's form."""
        self.room.tally.now.clicks += 1
        self.does(lambda: self.page.get_by_label(label, exact=True).select_option(value))

    def does(self, act: Callable[[], None]) -> Any:
        """Do something that the window sends, and return what came back; a refusal fails."""
        with self.page.expect_response("**/do") as answer:
            act()
        assert answer.value.ok, answer.value.text()
        self.settle()
        return answer.value.json()

    def settle(self) -> None:
        """Wait until the pages are those of the last change."""
        self.page.wait_for_function("!document.querySelector('html').dataset.busy")
        while self.state()["building"]:
            time.sleep(0.1)

    def bring(self, *files: Path, by: str = "Control+o") -> Any:
        """Bring files in: the key, then the files chosen in the system's dialogue (one step)."""
        with self.page.expect_file_chooser() as chooser:
            self.key(by)
        self.room.tally.now.clicks += 1
        return self.does(lambda: chooser.value.set_files(files))

    def choose(self, block: str) -> None:
        """Click on a block's head, so that the block is chosen."""
        self.room.tally.now.clicks += 1
        frame = self.page.locator(f'.block[data-block="{block}"]').first
        frame.scroll_into_view_if_needed()
        frame.click(position={"x": 12, "y": 8})
        self.page.wait_for_selector(f'.block.chosen[data-block="{block}"]')

    def choose_photo(self, block: str, nth: int) -> None:
        """Click on a picture of the chosen block, so that the picture is chosen."""
        self.click(f'.block[data-block="{block}"] .photo[data-photo="{nth}"]')

    def head(self, block: str, words: str) -> None:
        """Write another headline over a chosen block."""
        self.choose(block)
        self.key("e")
        self.page.wait_for_selector(".inplace textarea.main:focus")
        self.key("ControlOrMeta+a")
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
        """Keep a picture of the screen."""
        self.page.screenshot(path=str(self.room.looks / f"{name}.png"))
