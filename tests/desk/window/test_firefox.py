"""The window in the other browser: opened, written in, undone, without an error; skipped aloud where there is none.

Firefox is spoken to over its own Marionette port (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html):
the driver of the other tests knows only a Firefox of its own, which it would have to fetch.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import PATIENCE
from .paper import Paper
from .screen import address

SETTINGS = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.update.auto": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.startup.page": 0,
    "extensions.update.enabled": False,
    "services.settings.server": "data:,",
}
"""A profile that asks nobody for anything."""


class Firefox:
    """A Firefox that takes commands one after another."""

    def __init__(self, port: int) -> None:
        self.line = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.number = 0
        self._answer()
        self.ask("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": False}})
        self.ask("WebDriver:SetTimeouts", script=PATIENCE * 1000, pageLoad=PATIENCE * 1000)

    def ask(self, command: str, **given: Any) -> Any:
        self.number += 1
        data = json.dumps([0, self.number, command, given]).encode()
        self.line.sendall(b"%d:%s" % (len(data), data))
        _, number, error, result = self._answer()
        assert (number, error) == (self.number, None), error
        return result

    def _answer(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._some(1)
        data = b""
        while len(data) < int(size[:-1]):
            data += self._some(int(size[:-1]) - len(data))
        return json.loads(data)

    def _some(self, most: int) -> bytes:
        found = self.line.recv(most)
        assert found, "Firefox has gone"
        return found

    def said(self, script: str, *given: Any) -> Any:
        """Return what a script returns."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=list(given))["value"]

    def until(self, script: str, *given: Any) -> Any:
        """Wait for the state itself: until a script returns something that is true; return that."""
        ends = time.monotonic() + PATIENCE
        while not (found := self.said(script, *given)):
            assert time.monotonic() < ends, script
            time.sleep(0.05)
        return found

    def shot(self, path: Path) -> None:
        """Leave a picture of the window."""
        path.write_bytes(b64decode(self.ask("WebDriver:TakeScreenshot", full=False)["value"]))

    def keys(self, *strokes: str) -> None:
        """Press keys one after another; `+` joins those that are held together."""
        actions: list[dict[str, str]] = []
        for stroke in strokes:
            held = stroke.split("+") if len(stroke) > 1 else [stroke]
            actions += [{"type": "keyDown", "value": key} for key in held]
            actions += [{"type": "keyUp", "value": key} for key in reversed(held)]
        self.ask("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": actions}])


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    program = shutil.which("firefox")
    if program is None:
        pytest.skip("Firefox is not here to look at the window with")
    profile = tmp_path / "profile"
    profile.mkdir()
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in SETTINGS.items())
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    words = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            active = profile / "MarionetteActivePort"
            ends = time.monotonic() + PATIENCE
            while not (active.is_file() and active.read_text().strip()):
                assert running.poll() is None, "Firefox ended before it could be spoken to"
                assert time.monotonic() < ends, "Firefox never opened its port"
                time.sleep(0.1)
            browser = Firefox(int(active.read_text()))
            with browser.line:
                yield browser
                browser.ask("Marionette:Quit", flags=["eForceQuit"])
        finally:
            running.terminate()


CONTROL, END, ENTER = "\ue009", "\ue010", "\ue007"
AT_REST = "return document.querySelector('html[data-serial] .block') && !document.querySelector('[aria-busy=true]')"
UNDO = """window.undone = false;
import('/static/doing.js').then((m) => m.act({ do: 'undo' })).then(() => { window.undone = true; });"""
LISTENING = """window.wrong = [];
addEventListener('error', (event) => window.wrong.push(event.message));
addEventListener('unhandledrejection', (event) => window.wrong.push(String(event.reason)));"""


@pytest.mark.long(held="desk/window/test_browser.py::test_copy_is_written_beside_its_page_and_counts_while_one_types")
def test_the_window_is_written_in_and_undone(firefox: Firefox, paper: Paper, tmp_path: Path) -> None:
    story = paper.folder / "a3.md"
    before = story.read_text("utf-8")
    firefox.ask("WebDriver:Navigate", url=address(paper.house, paper.port))
    firefox.until(AT_REST)
    firefox.said(LISTENING)
    firefox.said("document.querySelector('[data-block=a3]').focus()")
    firefox.keys(ENTER)
    firefox.until("return document.querySelector('.cm-focused') && true")
    firefox.keys(f"{CONTROL}+{END}", *"night")
    firefox.until("return document.querySelector('#editor').textContent.includes('night')")
    firefox.until(AT_REST)
    ends = time.monotonic() + PATIENCE
    while "night" not in story.read_text("utf-8"):
        assert time.monotonic() < ends, "what was typed never came to the file"
        time.sleep(0.05)
    firefox.shot(tmp_path / "firefox.png")
    # What is typed slowly is kept in several steps.
    while story.read_text("utf-8") != before:
        assert time.monotonic() < ends, "what was typed is never taken back"
        firefox.said(UNDO)
        firefox.until("return window.undone")
    assert firefox.said("return window.wrong") == []
