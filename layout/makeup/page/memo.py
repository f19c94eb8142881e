"""The memo 存版: what was set, kept while an issue is measured, made up, and made up again.

A galley or a head depends on its story and on what it is asked for; faces, style, grid and rules are the same for all
of one making. Measuring a story for the optimiser and setting it on the page are so the same work done once, and an
edit sets its own story only; a page whose dummy, stories and furniture are the same is taken over whole. What one
making does not ask for is forgotten with the next.
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
        self._parts: dict[Hashable, tuple[Hashable, ...]] = {}
        self._asked: list[Hashable] = []

    def begin(self, stamp: object) -> None:
        """Begin another making; `stamp` is all that settings depend on besides their story."""
        self._before = self._now if stamp == self._stamp else {}
        self._stamp, self._now, self._asked = stamp, {}, []
        self._parts = {key: parts for key, parts in self._parts.items() if key in self._before}

    def recall(self, key: Hashable, story: object, make: Callable[[], Remarked[T]]) -> Remarked[T]:
        """Return what was set of a story for `key`, with its remarks; set it where it, or the story, is new."""
        for kept in (self._now, self._before):
            held = kept.get(key)
            if held is not None and (held[0] is story or held[0] == story):
                break
        else:
            held = (story, make())
        self._now[key] = held
        self._asked.append(key)
        return held[1]

    def recall_whole(self, key: Hashable, given: object, make: Callable[[], Remarked[T]]) -> Remarked[T]:
        """Return what was made for `key` of several settings; while it stands, they are remembered with it."""
        before, self._asked = self._asked, []
        done = self.recall(key, given, make)
        asked = tuple(self._asked[:-1])
        if asked:
            self._parts[key] = asked
        for part in self._parts.get(key, ()):
            if part not in self._now and part in self._before:
                self._now[part] = self._before[part]
        self._asked = before
        return done
