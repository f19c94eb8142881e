"""Photographs for readers' screens: as shot, in sRGB, the part of them that the desk chose for the page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Place
from layout.ground.dataclass import dataclass
from layout.guard import MB, Limits, Stopped, guarded
from layout.picture import cache as shelf
from layout.picture import icc
from layout.picture.photo import part_shown, plain_picture, reduced
from layout.picture.source import OpenedPicture, decode, open_source, read_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.sheet import Picture

_LIMITS = Limits(seconds=25, memory=800 * MB)
_QUALITY = 84
_STEPS = 1179
"""The sum of the steps that JPEG of that quality rounds lightness to: a file with greater steps is the coarser."""


def is_photograph(picture: Picture) -> bool:
    """Tell whether a picture is a photograph, which has a file to show; drawings and adverts are shown as printed."""
    return Path(picture.source).suffix.lower() not in (shelf.SUFFIX, ".svg", ".pdf")


@dataclass(frozen=True, slots=True)
class ScreenPicture:
    """A JPEG file and its size in pixels."""

    data: bytes
    width: int
    height: int


def screen_picture(picture: Picture, widest: int) -> ScreenPicture | None:
    """Return a photograph as a JPEG in sRGB of at most `widest` pixels across; None where its file cannot be used.

    Crop and proportions are the page's. Nothing is made for the press: no screen of dots, no gray, no newsprint. Equal
    content gives equal bytes.
    """
    made: ScreenPicture | Stopped | None = guarded(
        "layout.picture.on_screen:converted", Path(picture.source).absolute(), picture, widest, limits=_LIMITS
    )
    return None if isinstance(made, Stopped) else made


def converted(path: Path, picture: Picture, widest: int) -> ScreenPicture | None:
    """Read a photograph and convert it; to be called by the guard."""
    data, _ = read_source(path)
    if not data or (picture.sha256 and icc.digest(data) != picture.sha256):
        return None
    opened, _ = open_source(data, path)
    if opened is None:
        return None
    part, _ = part_shown(opened.size, picture)
    if part is None:
        return None
    scale = min(1.0, widest / (part[2] - part[0]))
    size = max(1, round((part[2] - part[0]) * scale)), max(1, round((part[3] - part[1]) * scale))
    image, _ = decode(opened, scale, path)
    if image is None:
        return None
    image, profile, _ = plain_picture(image, opened.profile, Place(picture.source))
    across, down = image.width / opened.size[0], image.height / opened.size[1]
    image = reduced(image, (part[0] * across, part[1] * down, part[2] * across, part[3] * down), size)
    if profile is not None:
        image = icc.apply(image, icc.transform(profile, image.mode, None, "RGB"))
    elif image.mode == "CMYK":
        image = image.convert("RGB")
    stream = BytesIO()
    image.save(stream, "JPEG", progressive=True, **_fineness(opened))
    return ScreenPicture(stream.getvalue(), *image.size)


def _fineness(opened: OpenedPicture) -> dict[str, Any]:
    """Return how finely a photograph is packed: as it came, where that was coarser than ours."""
    came: Mapping[int, list[int]] = getattr(opened.image, "quantization", {})
    coarser = opened.image.mode == "RGB" and 0 in came and sum(came[0]) > _STEPS
    return {"qtables": [came[table] for table in sorted(came)]} if coarser else {"quality": _QUALITY}
