"""What a job is given of the newsroom: the desk, and a way to tell everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.desk.window.desk import Desk


class Room(Protocol):
    """The newsroom as its jobs see it."""

    desk: Desk
    failed: Callable[[Exception], None]

    async def bump(self, **changes: Any) -> None:
        """Change what the state tells, and tell everybody."""
