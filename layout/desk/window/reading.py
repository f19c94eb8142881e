"""What a browser may read of the newsroom: the page itself, the state, pages whole or in parts, outlines, pictures."""

from __future__ import annotations

import asyncio
import json
import re
import time
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from layout.desk.window.editors import editor_address
from layout.desk.window.people.seats import COOKIE
from layout.desk.window.seating import set_cookie

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from layout.desk.window.newsroom import Newsroom
    from layout.desk.window.people.seats import Seats

KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FONTS = {".ttf": "font/ttf", ".otf": "font/otf", ".woff2": "font/woff2"}
POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'none';"
    " base-uri 'none'; form-action 'self'"
)
_MAP = re.compile('<script type="importmap">(.*?)</script>', re.DOTALL)
"""The one script inside a page: where the modules that set-up fetches are (an import map has no address of its own)."""
BEAT = 4.0
"""Seconds of silence after which an open stream says that the desk is there: a line that is dead tells of nothing."""

_UNKEPT = {"Cache-Control": "no-store"}
_KEPT = {"Cache-Control": "max-age=31536000, immutable"}


def reading_routes(
    newsroom: Newsroom, seats: Seats | None, *, lang: str, mode: str, editor: str, leaving: Callable[[], bool]
) -> list[BaseRoute]:
    """Return the routes of everything that is read; `leaving` tells that the program is ending.

    `seats` are given to whoever opens the printed address; None where nobody needs one.
    """
    return [
        *_file_routes(newsroom, seats, lang, mode),
        *_state_routes(newsroom, seats, leaving),
        *_page_routes(newsroom, editor),
    ]


def _file_routes(newsroom: Newsroom, seats: Seats | None, lang: str, mode: str) -> list[BaseRoute]:
    """Return the routes of the window's own files, of scripts that set-up fetches, and of the house's faces."""
    from starlette.responses import FileResponse, RedirectResponse, Response
    from starlette.routing import Route

    fonts = newsroom.desk.house.fonts
    site = Path(__file__).with_name("site")
    served = {entry.name for entry in site.iterdir() if entry.is_file()}

    async def page_file(request: Request) -> Response:
        key = request.query_params.get("key")
        if key is not None and seats is not None and request.url.path == "/":
            # The printed address: its key is spent on a seat and leaves the address bar.
            answer = RedirectResponse("/", 303)
            if request.scope.get("seat") is None and seats.opens(key):
                set_cookie(answer, seats.seat(), request)
            return answer
        name = request.path_params.get("name", "index.html")
        kind = KINDS.get("." + name.rpartition(".")[2])
        if name not in served or kind is None:
            return Response(status_code=404)
        text = (site / name).read_text("utf-8").replace("{{lang}}", lang).replace("{{mode}}", mode)
        return Response(text, media_type=kind, headers={"Content-Security-Policy": policy(text), **_UNKEPT})

    async def script(request: Request) -> Response:
        from layout.fetched.scripts import listed_scripts, script_files

        name = request.path_params["name"]
        found = script_files(name).value if name in listed_scripts() else {}
        if name not in found:
            return Response(status_code=404)
        return Response(found[name], media_type="text/javascript", headers=_UNKEPT)

    async def font(request: Request) -> Response:
        path = fonts / request.path_params["name"]
        if path.parent != fonts or path.suffix not in FONTS or not path.is_file():
            return Response(status_code=404)
        return FileResponse(path, media_type=FONTS[path.suffix], headers=_KEPT)

    return [
        Route("/", page_file),
        Route("/static/{name}", page_file),
        Route("/script/{name}", script),
        Route("/font/{name}", font),
    ]


def _state_routes(newsroom: Newsroom, seats: Seats | None, leaving: Callable[[], bool]) -> list[BaseRoute]:
    """Return the routes by which a browser hears how the issue stands: once, or as it changes."""
    from starlette.responses import JSONResponse, StreamingResponse
    from starlette.routing import Route

    async def state(request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(newsroom.state, request.scope.get("seat")), headers=_UNKEPT)

    async def events(request: Request) -> Response:
        async def stream() -> AsyncIterator[str]:
            told: dict[str, object] = {}
            said = 0.0
            while not leaving() and not await request.is_disconnected():
                if seats is not None and seats.of(request.cookies.get(COOKIE)) is None:
                    return  # the seat was left, or has run out
                here = newsroom.state(None)
                if here["serial"] != told.get("serial"):
                    # Most of a state stays as it was: proofs, the dummy, stories that nobody writes in.
                    fresh = {name: value for name, value in here.items() if name not in told or told[name] != value}
                    told = here
                    yield f"data: {json.dumps(fresh, ensure_ascii=False)}\n\n"
                    said = time.monotonic()
                elif time.monotonic() > said + BEAT:
                    yield "event: beat\ndata: 1\n\n"
                    said = time.monotonic()
                await newsroom.wait()

        return StreamingResponse(stream(), media_type="text/event-stream", headers=_UNKEPT)

    return [Route("/state", state), Route("/events", events)]


def _page_routes(newsroom: Newsroom, editor: str) -> list[BaseRoute]:
    """Return the routes of pages and of what they are drawn with, and of the copy that a place on one came from."""
    from starlette.responses import JSONResponse, Response
    from starlette.routing import Route

    desk = newsroom.desk

    async def page(request: Request) -> Response:
        view = desk.page(request.path_params["number"])
        if view is None:
            return Response(status_code=404)
        return Response(view.svg, media_type="image/svg+xml", headers={"X-Layout-Version": view.version, **_UNKEPT})

    async def parts(request: Request) -> Response:
        view = desk.page(request.path_params["number"])
        if view is None:
            return Response(status_code=404)
        told = desk.easel.since(view, request.query_params.get("since", ""))
        held = request.query_params.get("glyphs", "")
        if held.isdecimal() and desk.easel.shelf is not None:
            told |= {"outlines": dict(desk.easel.shelf.since(int(held))), "glyphs": len(desk.easel.shelf)}
        return JSONResponse(told, headers=_UNKEPT)

    async def glyphs(request: Request) -> Response:
        start = max(0, int(request.path_params["start"]))
        shelf = desk.easel.shelf
        return JSONResponse(dict(shelf.since(start)) if shelf is not None else {})

    async def picture(request: Request) -> Response:
        from layout.export.pdf.settings import house_profile
        from layout.export.raster.advert import advert_jpeg, is_advert
        from layout.export.svg import screen_jpeg
        from layout.export.svg.picture import SCREEN_DPI

        found = desk.easel.pictures.get(request.path_params["key"])
        data = None
        if found is not None and is_advert(found[0]):
            given = (found[0], house_profile(), SCREEN_DPI)
            data = await asyncio.to_thread(advert_jpeg, *given, gray=found[1])
        elif found is not None:
            done = await asyncio.to_thread(screen_jpeg, found[0], gray=found[1])
            data = done.value
        if data is None:
            return Response(status_code=404)
        return Response(data, media_type="image/jpeg", headers=_KEPT)

    async def source(request: Request) -> Response:
        place = desk.place(request.query_params.get("at", ""))
        if place is None:
            return JSONResponse({"file": None})
        path = desk.house.root / place.file
        address = editor_address(editor, path, place.line, place.column)
        spot = {"file": place.file, "line": place.line, "column": place.column, "path": str(path)}
        return JSONResponse(spot | {"address": address})

    return [
        Route("/page/{number:int}", page),
        Route("/page/{number:int}/parts", parts),
        Route("/glyphs/{start:int}", glyphs),
        Route("/picture/{key}", picture),
        Route("/source", source),
    ]


def policy(page: str) -> str:
    """Return what a page of ours may load: our own files, and the import map inside it by its hash."""
    maps = "".join(f" 'sha256-{b64encode(sha256(found.encode()).digest()).decode()}'" for found in _MAP.findall(page))
    return f"{POLICY}; script-src 'self'{maps}"
