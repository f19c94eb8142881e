"""What a browser may do to the newsroom: seats, tries, commands. Every request is held to its origin and its token."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from layout.desk.window.hand.scene import RefusedError
from layout.desk.window.newsroom import ConflictError
from layout.desk.window.sessions import COOKIE, HEADER, Session

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from layout.desk.window.newsroom import Newsroom
    from layout.desk.window.sessions import Sessions

LARGEST = 1024 * 1024
"""Bytes of a command."""

SLOWEST = 20.0
"""Seconds that a request's body may take to come."""

Answer = Callable[["Session", dict[str, Any]], Awaitable[dict[str, Any]]]


def writing_routes(newsroom: Newsroom, sessions: Sessions, *, lang: str) -> list[BaseRoute]:
    """Return the routes of everything that changes something."""
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    async def session(request: Request) -> Response:
        seat = sessions.of(request.cookies.get(COOKIE)) or sessions.seat()
        me = {"name": seat.name, "role": seat.role}
        answer = JSONResponse({"token": seat.token, "me": me, "mode": "desk", "lang": lang, "run": newsroom.run})
        answer.set_cookie(COOKIE, seat.secret, httponly=True, samesite="strict", path="/")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def post(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        async def route(request: Request) -> Response:
            try:
                seat = seated(request, sessions)
                given = await body_of(request)
                return JSONResponse(await answer(seat, given))
            except RefusedError as refused:
                return JSONResponse(newsroom.refusal(refused), refused.status)
            except ConflictError as conflict:
                return JSONResponse(await asyncio.to_thread(newsroom.conflict, conflict), 409)

        return route

    async def attempt(_seat: Session, given: dict[str, Any]) -> dict[str, Any]:
        return await newsroom.attempt(given)

    async def do(seat: Session, given: dict[str, Any]) -> dict[str, Any]:
        return await newsroom.do(given, seat.name)

    return [
        Route("/session", session),
        Route("/try", post(attempt), methods=["POST"]),
        Route("/do", post(do), methods=["POST"]),
    ]


def seated(request: Request, sessions: Sessions) -> Session:
    """Return the seat of a writing request; refused unless it is our own page's and carries the seat's token."""
    origin = request.headers.get("origin")
    if origin is not None and origin != f"{request.url.scheme}://{request.headers.get('host', '')}":
        raise RefusedError("origin", "不是本页发来的", "this does not come from our own page", 403)
    seat = sessions.of(request.cookies.get(COOKIE))
    if seat is None or not seat.holds(request.headers.get(HEADER, "")):
        raise RefusedError("token", "请刷新页面", "reload the page", 403)
    return seat


async def body_of(request: Request) -> dict[str, Any]:
    """Return a request's JSON object; refused where it is too large, too slow, or none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RefusedError("not_json", "要用 JSON", "JSON is wanted", 415)
    data = await body_within(request, LARGEST)
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise RefusedError("not_json", "要一个 JSON 对象", "a JSON object is wanted", 400)
    return given


async def body_within(request: Request, most: int) -> bytes:
    """Return a request's body of at most so many bytes."""
    found = bytearray()
    try:
        async with asyncio.timeout(SLOWEST):
            async for piece in request.stream():
                found += piece
                if len(found) > most:
                    raise RefusedError("too_large", "太大", "too large", 413)
    except TimeoutError:
        raise RefusedError("too_slow", "太慢", "too slow", 408) from None
    return bytes(found)
