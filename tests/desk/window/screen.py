"""A window on a screen: headless Chromium at a served issue, with what went wrong in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from layout.desk.house import House
from layout.desk.window.people.entry import Entrance, entry_of
from layout.desk.window.people.seats import COOKIE
from tests import browsers

LAPTOP = {"width": 1280, "height": 800}
FLAGS = [
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP evil.example 127.0.0.1",
]  # fmt: skip
"""No network; a stranger's name that leads to this machine, as after DNS rebinding."""


@contextmanager
def chromium(path: str) -> Iterator[Any]:
    """Start this machine's Chromium as the desk's tests use it."""
    with browsers.chromium(path, *FLAGS) as program:
        yield program


@contextmanager
def window(
    program: Any,
    house: House,
    port: int,
    *,
    expected: tuple[int, ...] = (),
    seat: tuple[Entrance, str, str] | None = None,
    **options: Any,
) -> Iterator[Any]:
    """Open a window at a port; at its end nothing may have gone wrong but answers with an expected status.

    A seat is that of a person with a role, at an entry; without one it is that of whoever has the printed key.
    """
    context = program.new_context(**{"viewport": LAPTOP, "reduced_motion": "reduce", **options})
    origin = f"http://127.0.0.1:{port}/"
    start = address(house, port)
    if seat is not None:
        entry, name, role = seat
        start = origin = f"http{'s' if entry.lan else ''}://127.0.0.1:{port}/"
        secret = entry.seats.seat(name, role).secret
        context.add_cookies([{"name": COOKIE, "value": secret, "url": origin, "httpOnly": True, "sameSite": "Strict"}])
    page = context.new_page()
    page.set_default_timeout(20_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: wrong.append(f"{answer.status} {answer.url}")
            if answer.status >= 400 and answer.status not in expected else None)  # fmt: skip
    page.on("request", lambda request: wrong.append(f"outside {request.url}")
            if not request.url.startswith(("data:", "blob:", origin)) else None)  # fmt: skip
    page.goto(start)
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


def store(page: Any, words: str) -> Any:
    """Return something of what the window knows; `desk` is its store."""
    return page.evaluate(f"import('/static/store.js').then(({{desk}}) => {words})")


def cell(page: Any, name: str) -> tuple[float, float]:
    """Return the width and depth of a cell of the grid, in pixels of the screen, where a block stands."""
    box = block(page, name).bounding_box()
    grid = store(page, "desk.state.grid")
    rows = store(page, f"desk.state.dummy.flatMap(one => one.blocks).find(one => one.id === '{name}').size[1]")
    scale = box["height"] / (rows * grid["leading"])
    return (grid["column"] + grid["gutter"]) * scale, grid["leading"] * scale


def middle(target: Any) -> tuple[float, float]:
    """Return where the middle of something is on the screen."""
    box = target.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def draw(page: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Take hold at one place and go to another, without letting go."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)


@contextmanager
def doing(page: Any, status: int = 200, word: str = "") -> Iterator[Any]:
    """Wait for the next command (of a word), which must be answered so, until the window shows what came of it."""
    answered = lambda one: one.url.endswith("/do") and f'"do":"{word}' in (one.request.post_data or "")  # noqa: E731
    with page.expect_response(answered, timeout=60_000) as done:
        yield done
    assert done.value.status == status, done.value.text()
    if status == 200 and (serial := done.value.json().get("serial")) is not None:
        page.wait_for_function("n => Number(document.documentElement.dataset.serial) >= n", arg=serial)


def cleared(page: Any) -> None:
    """Bring a window that other tests have used back to its beginning: the newest state, nothing chosen, no story."""
    page.evaluate("document.querySelectorAll('dialog').forEach(one => one.close())")
    newest = "fetch('/state').then(answer => answer.json()).then(state => state.serial)"
    page.wait_for_function("n => Number(document.documentElement.dataset.serial) >= n", arg=page.evaluate(newest))
    for name in ("copy.js').then(m => m.closeCopy())", "blocks.js').then(m => m.choose(''))"):
        page.evaluate(f"import('/static/{name}")
    page.evaluate("import('/static/panels.js').then(m => m.openPanel('stories'))")
    page.evaluate("import('/static/notes.js').then(m => m.clearNotes())")
    page.evaluate("document.activeElement.blur()")


def at_page(page: Any, number: int) -> None:
    """Bring a window back to its beginning, at one page, whole."""
    cleared(page)
    page.keyboard.press("9")
    page.keyboard.press(str(number))
    page.wait_for_selector(f'[data-page-button="{number}"][aria-current="true"]')
