"""What was set before, kept while an issue is made up again and again: an edit then sets its own story only.

Galleys and heads depend on the copy, the faces, the house's style and the grid, and on nothing else. Copy is looked up
whole, so a changed letter is another story; another face, style or grid empties the memory. What one making does not
ask for is forgotten with the next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from layout.diagnostics import Remarked

T = TypeVar("T")


class Memory:
    """Settings by what they were made from, of this making and the one before."""

    def __init__(self) -> None:
        """Start empty."""
        self._stamp: object = None
        self._now: dict[object, Remarked[object]] = {}
        self._before: dict[object, Remarked[object]] = {}

    def begin(self, stamp: object) -> None:
        """Begin another making; `stamp` is all that settings depend on besides their copy."""
        self._before = self._now if stamp == self._stamp else {}
        self._stamp, self._now = stamp, {}

    def recall(self, key: object, make: Callable[[], Remarked[T]]) -> Remarked[T]:
        """Return what was set from `key`, with its remarks; set it where it is new."""
        done = self._now.get(key) or self._before.get(key)
        if done is None:
            done = make()  # type: ignore[assignment]
        assert done is not None
        self._now[key] = done
        return done  # type: ignore[return-value]
