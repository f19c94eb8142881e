"""The pages as they stand beside the last release: pictures laid over each other, and what was said otherwise."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import replace

if TYPE_CHECKING:
    from PIL import Image

    from layout.desk.compare.changes import Version
    from layout.desk.window.desk import Desk


class Comparison:
    """Compares the pages with the last release when it is asked for, and keeps what it found while they stand."""

    def __init__(self, desk: Desk) -> None:
        """Open with nothing compared."""
        self._desk = desk
        self._alone = Lock()
        self._of: tuple[int, int] | None = None
        self._told: dict[str, Any] | None = None
        self._pictures: dict[str, bytes] = {}

    def record(self) -> dict[str, Any] | None:
        """Return which pages differ from the last release, where, and in which words; None without a release."""
        with self._alone:
            self._renew()
            return self._told

    def picture(self, name: str) -> bytes | None:
        """Return a page's picture by the name that the record gives it, as PNG."""
        return self._pictures.get(name)

    def _renew(self) -> None:
        from layout.desk.build.order import Order
        from layout.desk.build.release import kept_releases
        from layout.desk.compare.changes import find_version

        desk = self._desk
        key = (desk.number, int(desk.state["serial"]))
        if self._of == key:
            return
        self._of, self._told, self._pictures = None, None, {}
        kept = kept_releases(Order(desk.house, desk.number, desk.house.output).final)
        before = find_version(str(kept[-1].folder), desk.house.output) if kept else None
        if before is not None and desk.judged is not None:
            with TemporaryDirectory() as folder:
                now = _press(desk, Path(folder))
                if now is not None:
                    self._told = self._compared(before, now, kept[-1].number)
        self._of = key  # only now: what failed is tried again and not told as no release

    def _compared(self, before: Version, now: Version, release: int) -> dict[str, Any]:
        from layout.desk.compare.changes import compare, pairs
        from layout.geometry import to_mm

        pages = []
        for change in compare(before, now):
            for side, image in (("old", change.old), ("new", change.new)):
                if image is not None:
                    self._pictures[f"{change.number}-{side}"] = _png(image)
            pages.append(
                {
                    "page": change.number,
                    "old": f"/compare/{change.number}-old" if change.old else None,
                    "new": f"/compare/{change.number}-new" if change.new else None,
                    "boxes": [[round(to_mm(side), 1) for side in (box.x, box.y, box.w, box.h)] for box in change.boxes],
                    "stories": [{"id": story, "title": title} for story, title in change.stories],
                    "words": [{"old": old, "new": new} for old, new in pairs(change)],
                }
            )
        return {"release": release, "pages": pages}


def _press(desk: Desk, folder: Path) -> Version | None:
    """Return the pages as they stand as a press file; None where they cannot be printed yet."""
    from layout.desk.build.goods import drawn
    from layout.desk.build.order import Order
    from layout.desk.compare.changes import Version
    from layout.export.pdf import write_press
    from layout.sheet import Release

    judged = desk.judged
    assert judged is not None
    press = replace(judged.settings.press, spreads=False, one_page_files=False, whole_name="now.pdf")
    pictures = Order(desk.house, desk.number, desk.house.output).pictures
    # As a draft: with the slug line that a release has, pages are as large as there.
    draft = replace(judged.edition, release=Release())
    whole = drawn(draft, judged.case, press, pictures).value
    files = write_press(whole, judged.case, folder, press, per_page=False, cache=pictures).value
    return Version("now", files[0], None) if files else None


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
