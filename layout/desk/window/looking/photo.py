"""A whole photograph as newsprint will show it, for whoever cuts it to its frame."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from layout.geometry import Box, pt

if TYPE_CHECKING:
    from pathlib import Path

    from layout.desk.window.desk import Desk
    from layout.sheet import Picture

LONG_SIDE = 920
"""Points of the longer side: some 1400 pixels at the screen's resolution."""


def whole_photo(desk: Desk, story: str, nth: int) -> bytes | None:
    """Return the story's photograph, not cut, as an sRGB JPEG; None where it has no such file or it cannot be used."""
    from layout.sheet import Picture

    judged = desk.judged
    found = judged.issue.story(story) if judged else None
    photo = found.photos[nth] if found and 0 <= nth < len(found.photos) else None
    if photo is None or not photo.file or not all(photo.pixels):
        return None
    path = desk.house.issue(desk.number) / PurePosixPath(photo.file)
    wide, high = photo.pixels
    scale = LONG_SIDE / max(wide, high)
    box = Box(0, 0, pt(wide * scale), pt(high * scale))
    return _jpeg(Picture(box, str(path), photo.sha256), desk.easel.kept)


@lru_cache(maxsize=16)
def _jpeg(picture: Picture, cache: Path) -> bytes | None:
    from layout.export.svg import screen_jpeg

    return screen_jpeg(picture, cache=cache).value
