"""The memo 存版: what was set, kept while an issue is measured, made up, and made up again.

A galley or a head depends on its story and on what it is asked for; faces, style, grid and rules are the same for all
of one making. Measuring a story for the optimiser and setting it on the page are so the same work done once, and an
edit sets its own story only. What one making does not ask for is forgotten with the next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from layout.diagnostics import Remarked

if TYPE_CHECKING:
    from collections.abc import Hashable

T = TypeVar("T")


class Memo:
    """Settings by what was asked for, with the story that each was made from; of this making and the one before."""

    def __init__(self) -> None:
        """Start empty."""
        self._stamp: object = None
        self._now: dict[Hashable, tuple[object, Remarked[Any]]] = {}
        self._before: dict[Hashable, tuple[object, Remarked[Any]]] = {}

    def begin(self, stamp: object) -> None:
        """Begin another making; `stamp` is all that settings depend on besides their story."""
        self._before = self._now if stamp == self._stamp else {}
        self._stamp, self._now = stamp, {}

    def recall(self, key: Hashable, story: object, make: Callable[[], Remarked[T]]) -> Remarked[T]:
        """Return what was set of a story for `key`, with its remarks; set it where it, or the story, is new."""
        for kept in (self._now, self._before):
            held = kept.get(key)
            if held is not None and (held[0] is story or held[0] == story):
                break
        else:
            held = (story, make())
        self._now[key] = held
        return held[1]
