"""The routes of what is looked at: stories with their fields, finds, the past, the board, plates, photographs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from layout.desk.window.hand.scene import RefusedError
from layout.desk.window.looking.story import story_record

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from layout.desk.window.newsroom import Newsroom

_UNKEPT = {"Cache-Control": "no-store"}
_KEPT = {"Cache-Control": "private, max-age=3600"}


def looking_routes(newsroom: Newsroom) -> list[BaseRoute]:
    """Return the routes of what the window lets one look at; nothing here writes."""
    from starlette.responses import JSONResponse, Response
    from starlette.routing import Route

    from layout.desk.window.looking.heads import heads_of
    from layout.desk.window.looking.photo import whole_photo
    from layout.desk.window.looking.plates import PlateRack

    desk = newsroom.desk
    rack = PlateRack(desk)

    def told(found: Any) -> Response:
        return Response(status_code=404) if found is None else JSONResponse(found, headers=_UNKEPT)

    def image(data: bytes | None, kind: str) -> Response:
        return Response(data, media_type=kind, headers=_KEPT) if data else Response(status_code=404)

    async def story(request: Request) -> Response:
        return told(await asyncio.to_thread(story_record, desk, request.path_params["name"]))

    async def issue(_request: Request) -> Response:
        return told(await asyncio.to_thread(_issue, newsroom))

    async def find(request: Request) -> Response:
        sought = {"find": request.query_params.get("q", ""), "regex": request.query_params.get("regex") == "1"}
        try:
            return told({"hits": await asyncio.to_thread(_hits, newsroom, sought)})
        except RefusedError as refused:
            return JSONResponse(
                {"error": refused.word, "message": {"zh": refused.zh, "en": refused.en}}, refused.status
            )

    async def heads(request: Request) -> Response:
        name = request.path_params["name"]
        found = await newsroom.aside(lambda desk: heads_of(desk.judged, name) if desk.judged else None)
        return told(None if found is None else {"heads": found})

    async def history(request: Request) -> Response:
        before = request.query_params.get("before", "")
        entries = await asyncio.to_thread(newsroom.history, int(before) if before.isdecimal() else 0)
        return told({"entries": entries})

    async def entry(request: Request) -> Response:
        return told(await asyncio.to_thread(_entry, newsroom, request.path_params["number"]))

    async def past_pages(request: Request) -> Response:
        pages = await newsroom.pages_after(request.path_params["number"])
        return told({"pages": [{"number": page.sheet.number, "svg": page.svg} for page in pages]} if pages else None)

    async def board(_request: Request) -> Response:
        return told({"rows": await asyncio.to_thread(_board, newsroom)})

    async def plate(request: Request) -> Response:
        given = request.path_params
        return image(await asyncio.to_thread(rack.picture, given["number"], given["name"]), "image/png")

    async def photo(request: Request) -> Response:
        given = request.path_params
        return image(await asyncio.to_thread(whole_photo, desk, given["name"], given["nth"]), "image/jpeg")

    return [
        Route("/story/{name}", story),
        Route("/issue", issue),
        Route("/find", find),
        Route("/block/{name}/heads", heads),
        Route("/history", history),
        Route("/history/{number:int}", entry),
        Route("/history/{number:int}/pages", past_pages),
        Route("/board", board),
        Route("/page/{number:int}/plate/{name}", plate),
        Route("/photo/{name}/{nth:int}", photo),
    ]


def _issue(newsroom: Newsroom) -> dict[str, Any] | None:
    from layout.desk.window.hand.furniture import furniture
    from layout.issue.copyfile import read_copy_file

    copy, _ = read_copy_file(newsroom.folder / "issue.yaml", "issue.yaml", newsroom.folder)
    return furniture(copy.text) if copy else None


def _hits(newsroom: Newsroom, sought: dict[str, Any]) -> list[dict[str, Any]]:
    from layout.desk.window.hand.copy import hits, sought_of

    return hits(newsroom.deeds.scene(), sought_of(sought))


def _entry(newsroom: Newsroom, number: int) -> dict[str, Any] | None:
    from layout.desk.window.newsroom import entry_record
    from layout.desk.window.past import opened

    found = opened(newsroom.journal, number) if newsroom.has_history else None
    return {"entry": entry_record(found[0]), "files": found[1]} if found else None


def _board(newsroom: Newsroom) -> list[dict[str, Any]]:
    """Return the board's rows as `layout status --format json` has them."""
    from layout.desk.signing import board, row_record
    from layout.issue.house_file import read_demands

    scene = newsroom.deeds.scene()
    if scene.issue is None:
        return []
    demands = read_demands(scene.house.issues).value
    return [row_record(row) for row in board(scene.house, scene.issue, demands)]
