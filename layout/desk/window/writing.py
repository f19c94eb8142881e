"""What a browser may do to the newsroom: tries, commands, uploads, and what others are asked to do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from layout.desk.clock import now
from layout.desk.window.hand.scene import Edit, RefusedError, refuse
from layout.desk.window.history_words import deed
from layout.desk.window.jobs import drafts
from layout.desk.window.people.patience import Patience
from layout.desk.window.people.roles import may
from layout.desk.window.seating import LARGEST_FILE, body_within, posted, seated

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from layout.desk.window.newsroom import Newsroom
    from layout.desk.window.people.seats import Seat

BURST, RATE = 90, 30
"""Tries and commands of one seat: at once, and a second after those; nobody types faster."""

Job = Callable[[Mapping[str, Any], "Seat"], Awaitable[dict[str, Any]]]


def writing_routes(newsroom: Newsroom) -> list[BaseRoute]:
    """Return the routes of everything that changes the issue, or works out what would."""
    return [*_command_routes(newsroom), *_made_routes(newsroom)]


def _command_routes(newsroom: Newsroom) -> list[BaseRoute]:
    """Return the routes of tries, commands, drafts and uploads."""
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    patience = Patience(BURST, RATE)
    jobs = jobs_of(newsroom)

    async def attempt(seat: Seat, given: dict[str, Any]) -> dict[str, Any]:
        return await newsroom.attempt(given, seat)

    async def do(seat: Seat, given: dict[str, Any]) -> dict[str, Any]:
        word = str(given.get("do"))
        if word not in jobs:
            return await newsroom.do(given, seat)
        if not may(seat.role, word):
            refuse("role", "你的角色不能做这件事", "your role may not do that", 403)
        return {"ok": True, **await jobs[word](given, seat)}

    async def draft(seat: Seat, given: dict[str, Any]) -> dict[str, Any]:
        if not may(seat.role, "draft"):
            refuse("role", "你的角色不能做这件事", "your role may not do that", 403)
        file = newsroom.deeds.scene().file_of(str(given.get("story")))
        lease = newsroom.holders.against([str(given.get("story"))], seat.name)
        if lease is not None:
            refuse("held", f"{lease.what} 在 {lease.name} 手里", f"{lease.name} holds {lease.what}", 423)
        if given.get("text") is None:
            await asyncio.to_thread(drafts.drop, newsroom.folder, file)
        else:
            await asyncio.to_thread(drafts.keep, newsroom.folder, file, given, seat, now())
        return {"ok": True}

    async def upload(request: Request) -> Response:
        try:
            seat = seated(request)
            if not may(seat.role, "import"):
                refuse("role", "你的角色不能做这件事", "your role may not do that", 403)
            if not patience.allows(seat.secret):
                refuse("slow_down", "太快了", "too fast", 429)
            name = request.query_params.get("name", "")
            data = await body_within(request, LARGEST_FILE)
            ident = await asyncio.to_thread(newsroom.uploads.keep, name, data)
            return JSONResponse({"upload": ident, "name": name, "bytes": len(data)})
        except RefusedError as refused:
            return JSONResponse(newsroom.refusal(refused), refused.status)
        except OSError as fault:
            said = fault.strerror or str(fault)
            full = RefusedError("not_kept", f"文件存不下：{said}", f"the file cannot be kept: {said}", 507)
            return JSONResponse(newsroom.refusal(full), full.status)

    return [
        Route("/try", posted(newsroom, attempt, patience), methods=["POST"]),
        Route("/do", posted(newsroom, do, patience), methods=["POST"]),
        Route("/draft", posted(newsroom, draft, patience), methods=["POST"]),
        Route("/upload", upload, methods=["POST"]),
    ]


def _made_routes(newsroom: Newsroom) -> list[BaseRoute]:
    """Return the routes of what is made of the pages as they stand: the proof, a comparison, other make-ups."""
    from starlette.responses import JSONResponse, Response
    from starlette.routing import Route

    async def proof(_request: Request) -> Response:
        from layout.desk.window.jobs.building import proof_pdf

        data = await asyncio.to_thread(proof_pdf, newsroom.desk)
        if data is None:
            return Response(status_code=404)
        name = f"{newsroom.desk.number}-proof.pdf"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return Response(data, media_type="application/pdf", headers=headers)

    async def compare(_request: Request) -> Response:
        found = await asyncio.to_thread(newsroom.comparison.record)
        return JSONResponse(found) if found else Response(status_code=404)

    async def compared(request: Request) -> Response:
        data = newsroom.comparison.picture(request.path_params["name"])
        return Response(data, media_type="image/png") if data else Response(status_code=404)

    async def others(request: Request) -> Response:
        have = request.query_params.get("have", "")
        wanted = (request.path_params["number"], int(have) if have.isdecimal() else None)
        found = await newsroom.others.record(*wanted)
        return JSONResponse(found) if found else Response(status_code=404)

    return [
        Route("/proof.pdf", proof),
        Route("/compare", compare),
        Route("/compare/{name}", compared),
        Route("/page/{number:int}/others", others),
    ]


def jobs_of(newsroom: Newsroom) -> dict[str, Job]:
    """Return the commands that others do: builds, imports, new issues, another issue."""

    async def build(given: Mapping[str, Any], seat: Seat) -> dict[str, Any]:
        newsroom.builder.start(given)
        what = deed("released" if given.get("release") else "built")
        await asyncio.to_thread(newsroom.deeds.journal.note, who=seat.name, what=what, when=now())
        return {"entry": None}

    async def bring(given: Mapping[str, Any], seat: Seat) -> dict[str, Any]:
        from layout.desk.window.jobs.bringing import brought, pictures_brought

        deeds, uploads = newsroom.deeds, newsroom.uploads
        report, pictures = await asyncio.to_thread(brought, newsroom.desk, uploads, given, seat, now())

        def write(edit: Edit, seen: Mapping[str, str | None]) -> object:
            return deeds.write(edit, {"seen": seen}, seat)

        if pictures:
            await newsroom.aside(lambda _: pictures_brought(given, report, pictures, deeds.scene(), write))
        for ident in given["uploads"]:
            uploads.drop(ident)
        await newsroom.rebuild(always=False)
        return {"report": report}

    async def new_issue(given: Mapping[str, Any], seat: Seat) -> dict[str, Any]:
        from layout.desk.window.jobs.starting import started

        number = await asyncio.to_thread(started, newsroom.desk.house, given)
        await newsroom.turn_to(number)
        await asyncio.to_thread(
            newsroom.deeds.journal.note, who=seat.name, what=deed("issue new", number=number), when=now()
        )
        return {"number": number}

    async def open_issue(given: Mapping[str, Any], seat: Seat) -> dict[str, Any]:
        number = given.get("number")
        house = newsroom.desk.house
        if not isinstance(number, int) or isinstance(number, bool) or not house.issue(number).is_dir():
            refuse("no_issue", f"没有第 {number} 期", f"there is no issue {number}", 404)
        held = newsroom.holders.record()["holders"]
        if seat.role != "chief" and any(lease["name"] != seat.name for lease in held.values()):
            refuse("held", "还有人在写这一期", "somebody is still writing in this issue", 423)
        await newsroom.turn_to(number)
        return {"number": number}

    return {"build": build, "import": bring, "new_issue": new_issue, "open": open_issue}
