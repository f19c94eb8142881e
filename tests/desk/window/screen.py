"""A window on a screen: headless Chromium at a served issue, with what went wrong in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from layout.desk.house import House
from layout.desk.window.people.entry import entry_of

LAPTOP = {"width": 1280, "height": 800}
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@contextmanager
def chromium(path: str) -> Iterator[Any]:
    """Start this machine's Chromium; skip aloud where what drives it is not installed."""
    import pytest

    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        program = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield program
        program.close()


@contextmanager
def window(program: Any, house: House, port: int, *, expected: tuple[int, ...] = (), **options: Any) -> Iterator[Any]:
    """Open a window at a port; at its end nothing may have gone wrong but answers with an expected status."""
    context = program.new_context(**{"viewport": LAPTOP, "reduced_motion": "reduce", **options})
    page = context.new_page()
    page.set_default_timeout(20_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: wrong.append(f"{answer.status} {answer.url}")
            if answer.status >= 400 and answer.status not in expected else None)  # fmt: skip
    page.on("request", lambda request: wrong.append(f"outside {request.url}")
            if not request.url.startswith(("data:", "blob:", f"http://127.0.0.1:{port}/")) else None)  # fmt: skip
    page.goto(address(house, port))
    page.wait_for_selector("html[data-serial] .block")
    yield page
    context.close()
    assert not wrong, wrong


def address(house: House, port: int) -> str:
    """Return the address that the program prints: with the key of whoever sits at this machine."""
    return f"http://127.0.0.1:{port}/?key={entry_of(house).seats.key}"


def block(page: Any, name: str) -> Any:
    """Return the frame of a block."""
    return page.locator(f'.block[data-block="{name}"]')


def foot(page: Any, words: str) -> None:
    """Wait until the foot says something of what is chosen."""
    page.wait_for_selector(f'#chosen:has-text("{words}")')


def settled(page: Any) -> None:
    """Wait until all that was typed is kept."""
    page.wait_for_selector('#copy-state:text-is("已存")')
