"""What a browser may do to the newsroom: tries and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.desk.window.people.patience import Patience
from layout.desk.window.seating import posted

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from layout.desk.window.newsroom import Newsroom
    from layout.desk.window.people.seats import Seat

BURST, RATE = 90, 30
"""Tries and commands of one seat: at once, and a second after those; nobody types faster."""


def writing_routes(newsroom: Newsroom) -> list[BaseRoute]:
    """Return the routes of everything that changes the issue, or works out what would."""
    from starlette.routing import Route

    patience = Patience(BURST, RATE)

    async def attempt(seat: Seat, given: dict[str, Any]) -> dict[str, Any]:
        return await newsroom.attempt(given, seat)

    async def do(seat: Seat, given: dict[str, Any]) -> dict[str, Any]:
        return await newsroom.do(given, seat)

    return [
        Route("/try", posted(newsroom, attempt, patience), methods=["POST"]),
        Route("/do", posted(newsroom, do, patience), methods=["POST"]),
    ]
