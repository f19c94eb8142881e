"""Chromium for tests: one driver a process, however many files have a browser open at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

PATIENCE = 300_000
"""Milliseconds for which a state may keep a test waiting: far longer than any state takes on a busy machine."""

_running: list[Any] = []
"""The driver, once for each user that has it now: a second one beside it cannot be started."""


@contextmanager
def driver() -> Iterator[Any]:
    """Yield what drives browsers, and stop it after its last user; skip aloud where it is not installed."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    _running.append(_running[0] if _running else playwright.sync_playwright().start())
    try:
        yield _running[0]
    finally:
        last = _running.pop()
        if not _running:
            last.stop()


@contextmanager
def chromium(path: str, *flags: str) -> Iterator[Any]:
    """Start this machine's Chromium without a sandbox; skip aloud where what drives it is not installed."""
    with driver() as drives:
        program = drives.chromium.launch(executable_path=path, args=["--no-sandbox", *flags], timeout=PATIENCE)
        try:
            yield program
        finally:
            program.close()


def context(program: Any, **options: Any) -> Any:
    """Return a new context of a browser, in which every wait is as patient as it must be on a busy machine."""
    made = program.new_context(**options)
    made.set_default_timeout(PATIENCE)
    return made


def until(page: Any, expression: str, arg: Any = None) -> Any:
    """Wait until an expression is true on a page, and return what it gave.

    A browser that polls by itself evaluates text at each turn; pages that forbid it refuse from the second one on.
    """
    for _ in range(PATIENCE // 50):
        found = page.evaluate(expression, arg)
        if found:
            return found
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")
