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
    context = browsers.context(program, **{"viewport": LAPTOP, "reduced_motion": "reduce", **options})
    origin = f"http://127.0.0.1:{port}/"
    start = address(house, port)
    if seat is not None:
        entry, name, role = seat
        start = origin = f"http{'s' if entry.lan else ''}://127.0.0.1:{port}/"
        secret = entry.seats.seat(name, role).secret
        context.add_cookies([{"name": COOKIE, "value": secret, "url": origin, "httpOnly": True, "sameSite": "Strict"}])
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: wrong.append(f"{answer.status} {answer.url}")
            if answer.status >= 400 and answer.status not in expected else None)  # fmt: skip
    page.on("request", lambda request: wrong.append(f"outside {request.url}")
            if not request.url.startswith(("data:", "blob:", origin)) else None)  # fmt: skip
    page.goto(start)
    page.wait_for_selector("html[data-serial] .block")
    at_rest(page)
    yield page
    context.close()
    assert not wrong, wrong


def address(house: House, port: int) -> str:
    """Return the address that the program prints: with the key of whoever sits at this machine."""
    return f"http://127.0.0.1:{port}/?key={entry_of(house).seats.key}"


def at_rest(page: Any) -> None:
    """Wait until all that was asked is answered and shown, and all that was done is kept: the window says so itself.

    What a hand or a key does before that meets a page that is still being drawn.
    """
    page.wait_for_selector('#main[aria-busy="false"]')


def block(page: Any, name: str) -> Any:
    """Return the frame of a block, where it stands once the window is at rest."""
    at_rest(page)
    return page.locator(f'.block[data-block="{name}"]')


def chosen(page: Any, name: str) -> Any:
    """Choose a block by the keyboard; return its frame once it is taken hold of by its edges."""
    frame = block(page, name)
    frame.focus()
    page.wait_for_selector(f'.block.chosen[data-block="{name}"] > .handle')
    return frame


def foot(page: Any, words: str) -> None:
    """Wait until the foot says something of what is chosen, and the window is at rest."""
    page.wait_for_selector(f'#chosen:has-text("{words}")')
    at_rest(page)


def settled(page: Any) -> None:
    """Wait until all that was typed is kept."""
    page.wait_for_selector("#copy-state.good")
    at_rest(page)


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
    """Return where the middle of something is on the screen, once the window is at rest."""
    at_rest(target.page)
    box = target.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def draw(page: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Take hold at one place and go to another, without letting go, once the window is at rest."""
    at_rest(page)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)


@contextmanager
def doing(page: Any, status: int = 200, word: str = "") -> Iterator[Any]:
    """Wait for the next command (of a word), which must be answered so, until the window shows what came of it.

    It is done in a window at rest.
    """
    at_rest(page)
    answered = lambda one: one.url.endswith("/do") and f'"do":"{word}' in (one.request.post_data or "")  # noqa: E731
    with page.expect_response(answered) as done:
        yield done
    assert done.value.status == status, done.value.text()
    at_rest(page)


@contextmanager
def asking_for_files(page: Any) -> Iterator[Any]:
    """Wait until the window asks for files, and yield what answers it; it is asked in a window at rest.

    That the driver will answer goes to the page by another way than keys do, and a busy page may take the key first:
    then the browser asks by itself, finds nobody and tells the window that it was cancelled. What the page is asked in
    between comes after the one and before the other.
    """
    at_rest(page)
    with page.expect_file_chooser() as chooser:
        page.evaluate("0")
        yield chooser


def opened(page: Any, story: str) -> Any:
    """Open a story's copy from the list of stories; return the third line of its text."""
    at_rest(page)
    page.locator(f'#panel li[data-story="{story}"]').click()
    page.wait_for_selector(f'#copy-title:has-text("{story}")')
    at_rest(page)
    return page.locator("#editor .cm-line").nth(2)


def written(page: Any, story: str, words: str) -> None:
    """Write words at the end of the third line of a story's copy."""
    opened(page, story).click()
    page.keyboard.press("End")
    page.keyboard.insert_text(words)


def cleared(page: Any) -> None:
    """Bring a window that other tests have used back to its beginning: the newest state, nothing chosen, no story."""
    page.mouse.up()
    page.keyboard.up("Shift")
    page.evaluate("document.querySelectorAll('dialog').forEach(one => one.close())")
    newest = "fetch('/state').then(answer => answer.json()).then(state => state.serial)"
    browsers.until(page, "n => Number(document.documentElement.dataset.serial) >= n", arg=page.evaluate(newest))
    for name in ("copy.js').then(m => m.closeCopy())", "blocks.js').then(m => m.choose(''))"):
        page.evaluate(f"import('/static/{name}")
    page.evaluate("import('/static/panels.js').then(m => m.openPanel('stories'))")
    page.evaluate("import('/static/notes.js').then(m => m.clearNotes())")
    page.evaluate("document.activeElement.blur()")
    at_rest(page)


def at_page(page: Any, number: int) -> None:
    """Bring a window back to its beginning, at one page, whole."""
    cleared(page)
    page.keyboard.press("9")
    page.keyboard.press(str(number))
    page.wait_for_selector(f'[data-page-button="{number}"][aria-current="true"]')
    at_rest(page)
