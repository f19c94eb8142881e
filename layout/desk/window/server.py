"""The window's server: one issue, on this machine only unless asked otherwise, told to the browser as it changes.

Only what changed travels; the browser hears of a making by a server-sent event. Requests that name another host are
refused, so that no web page can read the copy through the reader's own browser.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Literal

from layout.desk.window.desk import Desk
from layout.desk.window.isolation import Isolation
from layout.desk.window.looking.routes import looking_routes
from layout.desk.window.newsroom import Failed, Newsroom, Told
from layout.desk.window.reading import reading_routes
from layout.desk.window.sessions import COOKIE, Session, Sessions
from layout.desk.window.writing import writing_routes

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request

HOST = "127.0.0.1"
FIRST_PORT, LAST_PORT = 3000, 3099

Mode = Literal["desk", "preview"]
"""Whether the window may be written in, or only looked at."""


def free_socket(wanted: int = 0) -> socket.socket | None:
    """Return a listening socket on the wanted port, or on the first free one from 3000; None where there is none."""
    for port in (wanted,) if wanted else range(FIRST_PORT, LAST_PORT + 1):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError:
            listener.close()
            continue
        listener.listen(64)
        return listener
    return None


def window_app(
    desk: Desk, mode: Mode, *, lang: str, editor: str, told: Told, failed: Failed, leaving: Callable[[], bool]
) -> Starlette:
    """Return the application for one issue; it watches the desk's files for as long as it lives.

    `told` hears of every making (the terminal prints a line), `failed` of every mistake of our own.
    `leaving` tells that the program is ending, so that open streams end with it.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    newsroom = Newsroom(desk, told=told, failed=failed)

    async def watch(stop: asyncio.Event) -> None:
        from watchfiles import awatch

        await newsroom.rebuild()
        folders = [desk.house.issue(desk.number), desk.house.fonts]
        present = [folder for folder in folders if folder.is_dir()]
        async for _changes in awatch(*present, debounce=200, step=10, stop_event=stop, recursive=True):
            await newsroom.rebuild(always=False)

    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        task = asyncio.create_task(watch(stop))
        yield
        stop.set()
        await task

    sessions = Sessions()

    def seat_of(request: Request) -> Session | None:
        return sessions.of(request.cookies.get(COOKIE))

    routes = reading_routes(newsroom, lang=lang, mode=mode, editor=editor, leaving=leaving, seat_of=seat_of)
    routes += looking_routes(newsroom)
    if mode == "desk":
        routes += writing_routes(newsroom, sessions, lang=lang)
    hosts = ["127.0.0.1", "localhost"]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Isolation), Middleware(TrustedHostMiddleware, allowed_hosts=hosts)],
        lifespan=life,
    )


def serve(listener: socket.socket, app_for: Callable[[Callable[[], bool]], Starlette]) -> None:
    """Serve until interrupted; `app_for` makes the application from what tells that the end has come."""
    import uvicorn

    server: uvicorn.Server | None = None

    def leaving() -> bool:
        return server is not None and server.should_exit

    config = uvicorn.Config(
        app_for(leaving), log_level="warning", lifespan="on", timeout_graceful_shutdown=3, ws="none", access_log=False
    )
    server = uvicorn.Server(config)
    server.run(sockets=[listener])
