"""Keeps the window to its own page: no other page may read, embed or load anything of it through the reader's browser.

Browsers say of each request where it comes from (Fetch Metadata, W3C); what other sites' pages ask for is refused, but
for following a link to the window. Every answer, refusals as well, says that it is for its own origin alone, and its
kind is not to be guessed, so that no browser takes it for a script or a picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = (
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
)
_OWN = (b"same-origin", b"none")


class Isolation:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what comes from elsewhere, pass on the rest, and mark every answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name for name, _ in HEADERS}
                kept = [pair for pair in message["headers"] if pair[0].lower() not in known]
                message = {**message, "headers": [*kept, *HEADERS]}
            await send(message)

        if _is_own(dict(scope["headers"]), scope["method"]):
            await self._app(scope, receive, marked)
            return
        await marked({"type": "http.response.start", "status": 403, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})


def _is_own(headers: dict[bytes, bytes], method: str) -> bool:
    """Tell whether a request comes from the window's own page, from the address bar, or follows a link to a page.

    A program that is no browser says nothing of it; it reads the files themselves if it likes.
    """
    site = headers.get(b"sec-fetch-site")
    if site is None or site in _OWN:
        return True
    navigates = headers.get(b"sec-fetch-mode") == b"navigate" and headers.get(b"sec-fetch-dest") == b"document"
    return method == "GET" and navigates
