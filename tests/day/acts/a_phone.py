"""06:30. A reader opens the edition on a telephone and finds a phrase."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.day.newsroom import WAITS, Newsroom

NAME = "手机读报：打开，搜一句话"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}


def play(room: Newsroom) -> None:
    with hosted(room.root / "output") as base:
        page = room.browser.new_context(**PHONE).new_page()
        page.set_default_timeout(WAITS)
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{base}/128-r1/web/index.html")
        page.get_by_text("一渠清水出青峰").locator("visible=true").first.wait_for()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, f"the page is {wide} px wide on a telephone"
        page.screenshot(path=str(room.looks / "08-phone.png"))
        found(page, base, "箱子17斤")
        page.screenshot(path=str(room.looks / "08-phone-search.png"))
        assert not wrong, wrong
        page.context.close()


def found(page, base: str, phrase: str, least: int = 1) -> int:  # type: ignore[no-untyped-def]
    """Search the site over all issues for a phrase and return how many places are found."""
    page.goto(f"{base}/web/search.html?q={phrase}")
    page.locator("body[data-shown]").wait_for()
    page.locator(".results mark").first.wait_for()
    count = page.locator(".results mark").count()
    assert count >= least, f"{phrase}: {count} places"
    return count


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder as a plain host does."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
