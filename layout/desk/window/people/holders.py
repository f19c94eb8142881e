"""Who holds which story and page: leases that end by themselves, kept so that a restart ends none."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from layout.ground.dataclass import dataclass
from layout.ground.in_place import put_in_place

STORY, PAGE = 600.0, 90.0
"""Seconds that a story and a page are held after the last thing done to them."""

FILE = "holders.json"


@dataclass(frozen=True, slots=True)
class Lease:
    """What somebody holds (a story by its id, a page as `page:1`), who, and until when."""

    what: str
    name: str
    until: float


class Holders:
    """The leases of one issue. Names are people, so that one person's two browsers do not shut each other out."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        """Open the leases kept in an issue's folder of states."""
        self._path, self._clock = folder / FILE, clock
        self._leases: dict[str, Lease] = {}
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            for record in json.loads(self._path.read_text("utf-8")):
                lease = Lease(str(record["what"]), str(record["name"]), float(record["until"]))
                self._leases[lease.what] = lease

    def holder(self, what: str) -> Lease | None:
        """Return who holds something now."""
        lease = self._leases.get(what)
        return lease if lease is not None and lease.until > self._clock() else None

    def against(self, what: Iterable[str], name: str) -> Lease | None:
        """Return the first of some leases that somebody else holds."""
        held = (self.holder(one) for one in what)
        return next((lease for lease in held if lease is not None and lease.name != name), None)

    def take(self, what: str, name: str) -> bool:
        """Hold something, or go on holding it; False where somebody else does. True only where it was free before."""
        held = self.holder(what)
        if held is not None and held.name != name:
            return False
        lasts = PAGE if what.startswith("page:") else STORY
        self._leases[what] = Lease(what, name, self._clock() + lasts)
        self._save()
        return held is None

    def give(self, what: str) -> Lease | None:
        """End a lease; return it."""
        lease = self._leases.pop(what, None)
        if lease is not None:
            self._save()
        return lease

    def ended(self) -> tuple[Lease, ...]:
        """Return the leases that ended by themselves since the last call, and forget them."""
        now = self._clock()
        # Commands take and give in threads meanwhile: what changes is copied first, what was renewed stays.
        over = tuple(lease for lease in tuple(self._leases.values()) if lease.until <= now)
        over = tuple(lease for lease in over if self._leases.get(lease.what) is lease)
        for lease in over:
            self._leases.pop(lease.what, None)
        if over:
            self._save()
        return over

    def record(self) -> dict[str, Any]:
        """Return the leases as the browser gets them: stories by id, pages by number."""
        now = [lease for lease in tuple(self._leases.values()) if self.holder(lease.what)]
        stories = {one.what: _plain(one) for one in now if not one.what.startswith("page:")}
        pages = {one.what.removeprefix("page:"): _plain(one) for one in now if one.what.startswith("page:")}
        return {"holders": stories, "locks": pages}

    def _save(self) -> None:
        kept = [{"what": one.what, "name": one.name, "until": one.until} for one in tuple(self._leases.values())]
        with suppress(OSError):
            put_in_place(self._path, json.dumps(kept, ensure_ascii=False).encode("utf-8"))


def _plain(lease: Lease) -> dict[str, Any]:
    return {"name": lease.name, "until": round(lease.until, 1)}
