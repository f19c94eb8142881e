"""The published folder on the web: for a house that has no web host, or one that answers no searches.

Nothing can be written. Files come from below the folder and from nowhere else: no links, nothing whose name begins with
a dot. How often an address may search is limited; the files are not.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.desk.serving import answers, asking

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

PLACE = "content-search"
"""Where searches are answered, below the address that the folder is served at."""

QUERY_MOST = 200
"""Characters of a question."""

BURST, RATE = 30.0, 5.0
"""Questions that an address may ask at once, and each second after those: a viewer asks for terms as one types."""

_Answered = Callable[["Request"], answers.Node]


def site_app(folder: Path, search: str = "") -> Starlette:
    """Return the application that serves a published folder.

    `search` is the address at which readers reach its searches, where the house gives one; without it answers name the
    one that was asked.
    """
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware
    from starlette.responses import RedirectResponse
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    class PublishedFiles(StaticFiles):
        async def get_response(self, path: str, scope: Any) -> Response:
            """Return a file; what has a hidden name is not there."""
            if any(part.startswith(".") for part in Path(path).parts):
                raise HTTPException(404)
            response = await super().get_response(path, scope)
            response.headers["X-Content-Type-Options"] = "nosniff"
            return response

    def home(_request: Request) -> Response:
        return RedirectResponse("web/index.html")

    searches = [Route(f"/{PLACE}{path}", asked) for path, asked in _searches(folder, search).items()]
    anybody = Middleware(CORSMiddleware, allow_origins=["*"])  # viewers stand on other hosts
    return Starlette(
        routes=[Route("/", home), *searches, Mount("/", PublishedFiles(directory=folder))], middleware=[anybody]
    )


def _searches(folder: Path, search: str) -> dict[str, Callable[[Request], Response]]:
    """Return what answers at each path below the place of searches."""
    from starlette.responses import JSONResponse

    from layout.desk.window.people.patience import Patience

    patience = Patience(BURST, RATE)

    def limited(answered: _Answered) -> Callable[[Request], Response]:
        def asked(request: Request) -> Response:
            if not patience.allows(request.client.host if request.client else ""):
                return JSONResponse({"error": "too many questions"}, 429, {"Retry-After": "1"})
            if len(request.query_params.get("q", "")) > QUERY_MOST:
                return JSONResponse({"error": "the question is too long"}, 400)
            try:
                return JSONResponse(answered(request))
            except (OSError, ValueError, KeyError, TypeError, IndexError):  # no such issue, or one that is damaged
                return JSONResponse({"error": "there is nothing here to search"}, 404)

        return asked

    def ask(request: Request, *known: str) -> answers.Asked:
        below = request.url.path.partition(PLACE)[2]
        at = f"{search.rstrip('/')}{below}" if search else str(request.url.replace(query=""))
        given = request.query_params
        ignored = tuple(name for name in answers.KNOWN if name in given and name not in known)
        return answers.Asked(at, given.get("q", ""), _number(given.get("page", ""), 0), ignored)

    def found(request: Request) -> answers.HitPage:
        words, page = request.query_params.get("q", ""), _number(request.query_params.get("page", ""), 0)
        motivation = request.query_params.get("motivation", answers.MOTIVATION).split()
        if answers.MOTIVATION not in motivation:
            words = ""
        number = request.path_params.get("number")
        if number is None:
            return asking.find_in_all(folder, words, page)
        return asking.find_in_issue(folder, number, words, page)

    def terms(request: Request) -> list[tuple[str, int]]:
        given = request.query_params
        least = _number(given.get("min", ""), 1)
        return asking.propose(folder, request.path_params["number"], given["q"], least)

    def answer(request: Request) -> answers.Node:
        return answers.answer(ask(request, "motivation"), found(request), within="number" in request.path_params)

    return {
        "/all": limited(answer),
        "/{number:int}": limited(answer),
        "/{number:int}/autocomplete": limited(lambda request: answers.term_page(ask(request, "min"), terms(request))),
        "/1/all": limited(lambda request: answers.answer_1(ask(request), found(request))),
        "/1/{number:int}": limited(lambda request: answers.answer_1(ask(request), found(request))),
        "/1/{number:int}/autocomplete": limited(lambda request: answers.term_list(ask(request, "min"), terms(request))),
    }


def _number(written: str, other: int) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 6 else other


def served(app: Starlette) -> uvicorn.Server:
    """Return the server of an application, to be run on a listening socket.

    Behind a proxy on this machine an address that asks is the one that the proxy names.
    """
    import uvicorn

    from layout.desk.window.server import CROWD, HEADERS_MOST
    from layout.desk.window.slowness import patient_protocol

    return uvicorn.Server(
        uvicorn.Config(
            app, log_level="warning", lifespan="off", timeout_graceful_shutdown=3, ws="none", access_log=False,
            http=patient_protocol(), limit_concurrency=CROWD, h11_max_incomplete_event_size=HEADERS_MOST,
            server_header=False,
        )
    )  # fmt: skip
