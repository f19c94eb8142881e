"""The plates of the pages, made when they are looked at and kept while the page stands."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.desk.window.desk import Desk


class PlateRack:
    """Keeps the plates of the last pages that were looked at."""

    MOST = 8

    def __init__(self, desk: Desk) -> None:
        """Open with nothing made."""
        self._desk = desk
        self._made: dict[tuple[int, str], Mapping[str, bytes]] = {}
        self._alone = Lock()

    def picture(self, number: int, name: str) -> bytes | None:
        """Return a plate `c m y k`, the heat map `ink` or the soft proof `soft` of a page as PNG; None without one."""
        from layout.desk.build.order import Order
        from layout.desk.build.page_plates import page_plates

        desk = self._desk
        page, judged = desk.page(number), desk.judged
        if page is None or judged is None:
            return None
        with self._alone:
            key = (number, page.version)
            if key not in self._made:
                kept = Order(desk.house, desk.number, desk.house.output).pictures
                self._made[key] = page_plates(judged.edition, judged.case, judged.settings, number, kept)
            while len(self._made) > self.MOST:
                del self._made[next(iter(self._made))]
            return self._made[key].get(name)
