"""A window that is served, and a browser's side of it without a browser."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from ssl import SSLContext
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import uvicorn

from layout.desk.house import House
from layout.desk.window.desk import Desk
from layout.desk.window.jobs import reading_proof
from layout.desk.window.people.entry import Entrance, entry_of
from layout.desk.window.server import Mode, free_socket, window_app

if TYPE_CHECKING:
    from .paper import Paper


PATIENCE = 600
"""Seconds after which a server that does not answer is broken, however busy the machine."""

SOON = reading_proof.PAUSE
"""Seconds after which the text is read where somebody reads it."""


class Answer(NamedTuple):
    """What came back of one request."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


class Browser:
    """One browser: its cookies and its token."""

    def __init__(self, port: int, trusted: SSLContext | None = None) -> None:
        self.port, self.trusted = port, trusted
        self.cookie = ""
        self.token = ""
        self.origin = f"http{'s' if trusted else ''}://127.0.0.1:{port}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        line = (
            HTTPSConnection("127.0.0.1", self.port, timeout=PATIENCE, context=self.trusted)
            if self.trusted
            else HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        )
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            if self.cookie and "Cookie" not in sent:
                sent["Cookie"] = self.cookie
            line.request(method, path, body, sent)
            answer = line.getresponse()
            given = {name.lower(): value for name, value in answer.getheaders()}
            if "set-cookie" in given:
                self.cookie = given["set-cookie"].partition(";")[0]
            return Answer(answer.status, given, answer.read())
        finally:
            line.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def sit(self, house: House) -> Any:
        """Take a seat by the printed address, as the page does when it is loaded."""
        self.get(f"/?key={entry_of(house).seats.key}")
        session = self.get("/session").json
        self.token = session["token"]
        return session

    def post(self, path: str, given: Any, **headers: str) -> Answer:
        sent = {"Content-Type": "application/json", "X-Layout-Token": self.token, "Origin": self.origin} | headers
        return self.ask("POST", path, json.dumps(given).encode(), **sent)

    def do(self, word: str, **given: Any) -> Answer:
        return self.post("/do", {"do": word, **given})

    def attempt(self, word: str, **given: Any) -> Answer:
        return self.post("/try", {"do": word, **given})

    def state(self) -> Any:
        return self.get("/state").json

    def block(self, name: str) -> Any:
        return next(block for page in self.state()["dummy"] for block in page["blocks"] if block["id"] == name)


@contextmanager
def served(
    house: House,
    number: int = 2346,
    mode: Mode = "desk",
    port: int = 0,
    *,
    given: Entrance | None = None,
    lang: str = "zh",
) -> Iterator[int]:
    """Serve an issue in a thread; the first pages are there when the port is given. On the network by an entry."""
    entry = given or entry_of(house)
    secure = {"ssl_certfile": entry.certificate.path, "ssl_keyfile": entry.certificate.key} if entry.certificate else {}
    listener = free_socket(port)
    assert listener is not None
    faults: list[Exception] = []

    def leaving() -> bool:
        return server.should_exit

    desk = Desk(house, number)
    app = window_app(
        desk,
        mode,
        entry,
        lang=lang,
        editor="",
        told=lambda state: None,
        failed=faults.append,
        leaving=leaving,
    )
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on", ws="none", **secure))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while desk.state["building"]:
            thread.join(0.01)
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()
    assert faults == []


@pytest.fixture(scope="module", autouse=True)
def _nobody_reads() -> Iterator[None]:
    """Have nobody proofread the text: a process does it after each change, which costs more than most tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading_proof, "PAUSE", 86_400)
        yield


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the text proofread from the next change on, for a test of what is found; named before the window."""
    monkeypatch.setattr(reading_proof, "PAUSE", SOON)


@pytest.fixture
def browser(house: House) -> Iterator[Browser]:
    """A seated browser at issue 2346."""
    with served(house) as port:
        one = Browser(port)
        one.sit(house)
        yield one


@pytest.fixture(scope="session")
def program() -> Iterator[Any]:
    """This machine's Chromium, started once for all windows of a worker."""
    from .screen import chromium

    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed")
    with chromium(path) as one:
        yield one


@pytest.fixture(scope="module")
def paper_of_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    """The issue of two pages, served once for all tests of a file."""
    from .paper import paper_served

    with paper_served(tmp_path_factory.mktemp("paper")) as one:
        yield one


@pytest.fixture
def paper(paper_of_file: Paper) -> Paper:
    """The issue as it was at first."""
    paper_of_file.put_back()
    return paper_of_file


@pytest.fixture(scope="module")
def refusals() -> tuple[int, ...]:
    """With what the server may refuse something in the tests of a file; they say so themselves."""
    return ()


@pytest.fixture(scope="module")
def window_of_file(paper_of_file: Paper, program: Any, refusals: tuple[int, ...]) -> Iterator[Any]:
    """A laptop's window, opened once for all tests of a file."""
    from .screen import window

    with window(program, paper_of_file.house, paper_of_file.port, expected=refusals) as one:
        yield one


@pytest.fixture
def page(paper: Paper, window_of_file: Any) -> Any:
    """A laptop's window at the first page, whole, with nothing chosen and no story open."""
    from .screen import at_page

    at_page(window_of_file, 1)
    return window_of_file


@pytest.fixture
def shot(tmp_path: Path) -> Callable[[Any, str], None]:
    """Leave a picture of a window beside the test's other files."""
    return lambda page, name: page.screenshot(path=tmp_path / f"{name}.png")


def lived(evening: Coroutine[Any, Any, Any]) -> Any:
    """Return what comes of an evening at the desk, in a thread of its own: a browser's loop has this one for good.

    One that waits for ever fails.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(asyncio.wait_for(evening, PATIENCE))).result()


def story(house: House, name: str, number: int = 2346) -> Path:
    return house.issue(number) / f"{name}.md"
