"""The window's server: one issue, on this machine only unless asked otherwise, told to the browser as it changes.

Only what changed travels; the browser hears of a making by a server-sent event. Requests that name another host are
refused, so that no web page can read the copy through the reader's own browser.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Literal

from layout.desk.window.desk import Desk
from layout.desk.window.isolation import Isolation
from layout.desk.window.looking.routes import looking_routes
from layout.desk.window.newsroom import Failed, Newsroom, Told
from layout.desk.window.reading import reading_routes
from layout.desk.window.seating import Seated, seating_routes
from layout.desk.window.slowness import patient_protocol
from layout.desk.window.writing import writing_routes

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from layout.desk.window.people.entry import Entrance

HOST = "127.0.0.1"
FIRST_PORT, LAST_PORT = 3000, 3099

CROWD = 300
"""Requests and open connections at a time."""

HEADERS_MOST = 32 * 1024
"""Bytes of a request's head."""

LOOK = 5.0
"""Seconds after which files are looked at though nothing was heard of a change: network drives tell of none."""

Mode = Literal["desk", "preview"]
"""Whether the window may be written in, or only looked at."""


def free_socket(wanted: int = 0, host: str = HOST) -> socket.socket | None:
    """Return a listening socket on the wanted port, or on the first free one from 3000; None where there is none."""
    for port in (wanted,) if wanted else range(FIRST_PORT, LAST_PORT + 1):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            listener.close()
            continue
        listener.listen(64)
        return listener
    return None


def window_app(
    desk: Desk,
    mode: Mode,
    entry: Entrance,
    *,
    lang: str,
    editor: str,
    told: Told,
    failed: Failed,
    leaving: Callable[[], bool],
) -> Starlette:
    """Return the application for one issue; it watches the desk's files for as long as it lives.

    `told` hears of every making (the terminal prints a line), `failed` of every mistake of our own.
    `leaving` tells that the program is ending, so that open streams end with it.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    newsroom = Newsroom(desk, told=told, failed=failed)
    seats = entry.seats if mode == "desk" else None

    async def watch(stop: asyncio.Event) -> None:
        from watchfiles import awatch

        await newsroom.rebuild()
        deaf = False
        while not stop.is_set():
            over = newsroom.turned = asyncio.Event()
            folders = [desk.house.issue(desk.number), desk.house.issues / "house", desk.house.fonts]
            present = [folder for folder in folders if folder.is_dir()]
            ended = asyncio.create_task(_either(stop, over))
            heard = awatch(
                *present, debounce=200, step=10, stop_event=over, recursive=True,
                rust_timeout=round(1000 * LOOK), yield_on_timeout=True,
            )  # fmt: skip
            try:
                async for _changes in heard:
                    await newsroom.rebuild(always=False)
            except Exception as error:
                # A folder is gone, or the system watches no more files: then they are looked at all the same.
                if not deaf:
                    failed(error)
                deaf = True
                with suppress(TimeoutError):
                    await asyncio.wait_for(over.wait(), LOOK)
                await newsroom.rebuild(always=False)
            finally:
                ended.cancel()

    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        tasks = [asyncio.create_task(watch(stop)), asyncio.create_task(newsroom.tend())]
        yield
        stop.set()
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        newsroom.close()

    routes = reading_routes(newsroom, seats, lang=lang, mode=mode, editor=editor, leaving=leaving)
    routes += looking_routes(newsroom)
    layers = [Middleware(Isolation), Middleware(TrustedHostMiddleware, allowed_hosts=list(entry.hosts))]
    if seats is not None:
        routes += seating_routes(newsroom, entry, lang=lang)
        routes += writing_routes(newsroom)
        layers.append(Middleware(Seated, seats=seats, house=desk.house.issues / "house"))
    return Starlette(routes=routes, middleware=layers, lifespan=life)


async def _either(one: asyncio.Event, other: asyncio.Event) -> None:
    """Set an event when another one is."""
    await one.wait()
    other.set()


def serve(listener: socket.socket, app_for: Callable[[Callable[[], bool]], Starlette], entry: Entrance) -> None:
    """Serve until interrupted; `app_for` makes the application from what tells that the end has come."""
    import uvicorn

    server: uvicorn.Server | None = None

    def leaving() -> bool:
        return server is not None and server.should_exit

    config = uvicorn.Config(
        app_for(leaving),
        log_level="warning",
        lifespan="on",
        timeout_graceful_shutdown=3,
        ws="none",
        access_log=False,
        http=patient_protocol(),
        limit_concurrency=CROWD,
        h11_max_incomplete_event_size=HEADERS_MOST,
        server_header=False,
        ssl_certfile=entry.certificate.path if entry.certificate else None,
        ssl_keyfile=entry.certificate.key if entry.certificate else None,
    )
    server = uvicorn.Server(config)
    server.run(sockets=[listener])
