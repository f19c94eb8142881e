"""Connections that send their head slower than anybody's browser are closed, so that a few cannot fill the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

HEAD_SECONDS = 10.0
"""Seconds that the head of a connection's first request may take."""


def patient_protocol() -> type[asyncio.Protocol]:
    """Return the server's HTTP protocol with a limit on how long the first head may take."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Patient(H11Protocol):
        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self.loop.call_later(HEAD_SECONDS, self._still_waiting)

        def _still_waiting(self) -> None:
            if self.cycle is None and not self.transport.is_closing():
                self.transport.close()

    return Patient
