"""Who may come in: every request but the page's own files needs a seat, every writing one its token and our origin."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from layout.desk.window.deeds import ConflictError
from layout.desk.window.hand.scene import RefusedError, refuse
from layout.desk.window.people.listed import NAME, person_of, read_people
from layout.desk.window.people.patience import Patience
from layout.desk.window.people.roles import rights
from layout.desk.window.people.seats import COOKIE, HEADER, Seat, Seats

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Receive, Scope, Send

    from layout.desk.window.newsroom import Newsroom
    from layout.desk.window.people.entry import Entrance

OPEN = ("/static/", "/script/", "/font/")
"""Files that hold nothing of the issue."""

LARGEST, LARGEST_FILE = 1024 * 1024, 64 * 1024 * 1024
"""Bytes of a command, and of an uploaded file."""

SLOWEST = 20.0
"""Seconds that a request's body may take to come."""

Answer = Callable[[Seat, dict[str, Any]], Awaitable[dict[str, Any]]]


class Seated:
    """The layer that asks every request for a seat, but for the page's own files and those that give one."""

    def __init__(self, app: ASGIApp, seats: Seats, house: Path) -> None:
        """Stand before an application; `house` is the folder with the house's list of people."""
        self._app, self._seats, self._house = app, seats, house
        self._people: tuple[float, frozenset[tuple[str, str]]] = (-1.0, frozenset())

    def _still(self, seat: Seat) -> bool:
        """Tell whether the house still lists a person in that role."""
        try:
            changed = (self._house / NAME).stat().st_mtime
        except OSError:
            return False
        if changed != self._people[0]:
            listed = read_people(self._house).value
            self._people = changed, frozenset((person.name, person.role) for person in listed)
        return (seat.name, seat.role) in self._people[1]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse whoever has no seat, as plain data."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        from starlette.requests import Request
        from starlette.responses import JSONResponse

        seat = self._seats.of(Request(scope).cookies.get(COOKIE))
        if seat is not None and seat.listed and not await asyncio.to_thread(self._still, seat):
            self._seats.leave(seat)  # he was taken out of the house's list, or has another role now
            seat = None
        path = scope["path"]
        scope["seat"] = seat
        if seat is None and path not in ("/", "/session", "/sign_in") and not path.startswith(OPEN):
            said = {"zh": "请先登录", "en": "sign in first"}
            await JSONResponse({"error": "sign_in", "message": said}, 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def seating_routes(newsroom: Newsroom, entry: Entrance, *, lang: str) -> list[BaseRoute]:
    """Return the routes by which seats are taken, named and left."""
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    seats, lan = entry.seats, entry.lan
    near, far = Patience(5, 1 / 30), Patience(30, 1 / 10)

    def guests(port: int) -> dict[str, Any] | None:
        """Return what the others of the house are told to come in: addresses, and by what they know that it is ours."""
        if entry.certificate is None:
            return None
        return {"addresses": entry.addresses(port), "fingerprint": entry.certificate.fingerprint}

    def seated_as(seat: Seat, request: Request) -> Response:
        me = {"name": seat.name, "role": seat.role}
        given = {"token": seat.token, "me": me, "mode": "desk", "lang": lang, "lan": lan, "run": newsroom.run}
        answer = JSONResponse(given | {"rights": rights(), "guests": guests(request.url.port or 443)})
        set_cookie(answer, seat, request)
        return answer

    async def session(request: Request) -> Response:
        seat = request.scope.get("seat")
        if seat is None:
            said = {"zh": "请先登录", "en": "sign in first"}
            return JSONResponse({"error": "sign_in", "message": said, "lan": lan, "lang": lang}, 403)
        return seated_as(seat, request)

    async def sign_in(request: Request) -> Response:
        try:
            own_origin(request, needed=True)
            given = await body_of(request, 4096)
            name, secret = given.get("name"), given.get("secret")
            if not isinstance(name, str) or not isinstance(secret, str):
                refuse("sign_in", "要写姓名和口令", "name and secret are wanted", 400)
            address = request.client.host if request.client else ""
            if not (near.allows(address) and far.allows(name[:40])):
                refuse("slow_down", "试得太多，过一会儿再来", "too many tries: wait a while", 429)
            people = await asyncio.to_thread(read_people, newsroom.desk.house.issues / "house")
            person = await asyncio.to_thread(person_of, people.value, name, secret)
            if person is None:
                refuse("sign_in", "姓名或口令不对", "name or secret is wrong", 403)
            return seated_as(seats.seat(person.name, person.role, listed=True), request)
        except RefusedError as refused:
            return JSONResponse(newsroom.refusal(refused), refused.status)

    async def sign_out(seat: Seat, _given: dict[str, Any]) -> dict[str, Any]:
        seats.leave(seat)
        return {"ok": True}

    async def rename(seat: Seat, given: dict[str, Any]) -> dict[str, Any]:
        name = given.get("name")
        if lan:
            refuse("role", "姓名由登录定", "the name is that of the sign-in", 403)
        if not isinstance(name, str) or not 0 < len(name.strip()) <= 40 or not name.isprintable():
            refuse("bad_name", "要写姓名", "a name is wanted")
        return {"me": {"name": seats.named(seat, name.strip()).name, "role": seat.role}}

    return [
        Route("/session", session),
        Route("/sign_in", sign_in, methods=["POST"]),
        Route("/sign_out", posted(newsroom, sign_out), methods=["POST"]),
        Route("/name", posted(newsroom, rename), methods=["POST"]),
    ]


def set_cookie(answer: Response, seat: Seat, request: Request) -> None:
    """Give a browser its seat."""
    answer.set_cookie(
        COOKIE, seat.secret, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/"
    )
    answer.headers["Cache-Control"] = "no-store"


def posted(
    newsroom: Newsroom, answer: Answer, patience: Patience | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """Return the handler of a writing request that holds a JSON object."""

    async def route(request: Request) -> Response:
        from starlette.responses import JSONResponse

        try:
            seat = seated(request)
            if patience is not None and not patience.allows(seat.secret):
                refuse("slow_down", "太快了", "too fast", 429)
            return JSONResponse(await answer(seat, await body_of(request)))
        except RefusedError as refused:
            return JSONResponse(newsroom.refusal(refused), refused.status)
        except ConflictError as conflict:
            return JSONResponse(await asyncio.to_thread(newsroom.conflict, conflict), 409)
        except Exception as fault:
            # A mistake of our own: told in the terminal with its report, and the window goes on.
            newsroom.failed(fault)
            said = {
                "zh": "程序出了错；这一步写了没有，请看历史",
                "en": "a mistake of the program's own; the history tells whether this step was written",
            }
            return JSONResponse({"error": "fault", "message": said}, 500)

    return route


def own_origin(request: Request, *, needed: bool = False) -> None:
    """Refuse a request that another site's page sends; browsers name the origin of every writing request."""
    origin = request.headers.get("origin")
    if origin is None and not needed:
        return
    if origin != f"{request.url.scheme}://{request.headers.get('host', '')}":
        refuse("origin", "不是本页发来的", "this does not come from our own page", 403)


def seated(request: Request) -> Seat:
    """Return the seat of a writing request; refused unless it is our own page's and carries the seat's token."""
    own_origin(request)
    seat = request.scope.get("seat")
    if not isinstance(seat, Seat) or not seat.holds(request.headers.get(HEADER, "")):
        refuse("token", "请刷新页面", "reload the page", 403)
    return seat


async def body_of(request: Request, most: int = LARGEST) -> dict[str, Any]:
    """Return a request's JSON object; refused where it is too large, too slow, or none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        refuse("not_json", "要用 JSON", "JSON is wanted", 415)
    data = await body_within(request, most)
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        refuse("not_json", "要一个 JSON 对象", "a JSON object is wanted")
    return given


async def body_within(request: Request, most: int) -> bytes:
    """Return a request's body of at most so many bytes."""
    found = bytearray()
    try:
        async with asyncio.timeout(SLOWEST):
            async for piece in request.stream():
                found += piece
                if len(found) > most:
                    refuse("too_large", "太大", "too large", 413)
    except TimeoutError:
        refuse("too_slow", "太慢", "too slow", 408)
    return bytes(found)
