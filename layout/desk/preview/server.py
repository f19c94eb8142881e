"""The preview's server: one issue, on this machine only, told to the browser as it changes.

Only pages whose version changed are fetched anew; the browser hears of a rebuild by a server-sent event. Requests that
name another host are refused, so that no web page can read the copy through the reader's own browser.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from layout.desk.preview.desk import PreviewDesk, editor_address
from layout.desk.preview.isolation import Isolation

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request

HOST = "127.0.0.1"
FIRST_PORT, LAST_PORT = 3000, 3099

_KINDS = {"index.html": "text/html", "preview.css": "text/css", "preview.js": "text/javascript"}
_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"


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


class Viewers:
    """The browsers that look on: each waits for the next state."""

    def __init__(self) -> None:
        """Start with nobody looking."""
        self._changed = asyncio.Condition()

    async def tell(self) -> None:
        """Wake everybody."""
        async with self._changed:
            self._changed.notify_all()

    async def wait(self) -> None:
        """Wait until something changed, at most half a second: a browser may have left, the program may end."""
        with suppress(TimeoutError):
            async with self._changed:
                await asyncio.wait_for(self._changed.wait(), 0.5)


def preview_app(
    desk: PreviewDesk, *, lang: str, editor: str, told: Callable[[dict[str, Any]], None],
    failed: Callable[[Exception], None], leaving: Callable[[], bool],
) -> Starlette:  # fmt: skip
    """Return the application for one issue; it watches the desk's files for as long as it lives.

    `told` hears of every rebuild (the terminal prints a line), `failed` of every mistake of our own.
    `leaving` tells that the program is ending, so that open streams end with it.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import JSONResponse, Response, StreamingResponse
    from starlette.routing import Route

    site = files("layout.desk.preview") / "site"
    viewers = Viewers()

    async def page_file(request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        if name not in _KINDS:
            return Response(status_code=404)
        text = (site / name).read_text("utf-8").replace("{{lang}}", lang)
        return Response(
            text, media_type=_KINDS[name], headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
        )

    async def page(request: Request) -> Response:
        number = request.path_params["number"]
        view = next((view for view in desk.pages if view.sheet.number == number), None)
        return Response(view.svg, media_type="image/svg+xml") if view else Response(status_code=404)

    async def glyphs(request: Request) -> Response:
        start = max(0, int(request.path_params["start"]))
        return JSONResponse(dict(desk.shelf.since(start)) if desk.shelf is not None else {})

    async def picture(request: Request) -> Response:
        from layout.export.svg import screen_jpeg

        found = desk.pictures.get(request.path_params["key"])
        data = None
        if found is not None:
            done = await asyncio.to_thread(screen_jpeg, found[0], gray=found[1])
            data = done.value
        if data is None:
            return Response(status_code=404)
        return Response(data, media_type="image/jpeg", headers={"Cache-Control": "max-age=31536000, immutable"})

    async def source(request: Request) -> Response:
        place = desk.place(request.query_params.get("at", ""))
        if place is None:
            return JSONResponse({"file": None})
        path = desk.house.root / place.file
        return JSONResponse(
            {
                "file": place.file,
                "line": place.line,
                "column": place.column,
                "path": str(path),
                "address": editor_address(editor, path, place.line, place.column),
            }
        )

    async def events(request: Request) -> Response:
        async def stream() -> AsyncIterator[str]:
            serial = -1
            while not leaving() and not await request.is_disconnected():
                if desk.state["serial"] != serial:
                    serial = desk.state["serial"]
                    yield f"data: {json.dumps(desk.state, ensure_ascii=False)}\n\n"
                await viewers.wait()

        return StreamingResponse(stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def rebuild() -> None:
        try:
            told(await asyncio.to_thread(desk.rebuild))
        except Exception as error:
            # A mistake of our own must not end the preview: the next edit may well be set again.
            desk.state = {**desk.state, "serial": desk.state["serial"] + 1, "building": False, "fault": str(error)}
            failed(error)
        await viewers.tell()

    async def watch(stop: asyncio.Event) -> None:
        from watchfiles import awatch

        await rebuild()
        folders = [desk.house.issue(desk.number), desk.house.fonts]
        present = [folder for folder in folders if folder.is_dir()]
        async for _changes in awatch(*present, debounce=400, step=20, stop_event=stop, recursive=True):
            await rebuild()

    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        task = asyncio.create_task(watch(stop))
        yield
        stop.set()
        await task

    return Starlette(
        routes=[
            Route("/", page_file),
            Route("/static/{name}", page_file),
            Route("/page/{number:int}", page),
            Route("/glyphs/{start:int}", glyphs),
            Route("/picture/{key}", picture),
            Route("/source", source),
            Route("/events", events),
        ],
        middleware=[Middleware(Isolation), Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
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
