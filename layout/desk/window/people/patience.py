"""How often somebody may try something: a bucket that fills with time, one for each name and each address."""

from __future__ import annotations

import time
from collections.abc import Callable

KNOWN_MOST = 4_096
"""Buckets that are remembered; the oldest go first."""


class Patience:
    """Allows `burst` tries at once and `rate` a second after those, for each of whoever asks."""

    def __init__(self, burst: float, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with every bucket full."""
        self._burst, self._rate, self._clock = burst, rate, clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def allows(self, who: str) -> bool:
        """Tell whether another try is allowed now, and count it."""
        now = self._clock()
        left, since = self._buckets.pop(who, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._rate)
        good = left >= 1
        self._buckets[who] = (left - 1 if good else left, now)
        while len(self._buckets) > KNOWN_MOST:
            del self._buckets[next(iter(self._buckets))]
        return good
