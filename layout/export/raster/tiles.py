"""Deep zoom: a page image cut into the static tiles of a IIIF Image API 3 level 0 service."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass
from layout.ground.in_place import link_or_copy

if TYPE_CHECKING:
    from PIL import Image

ZOOM_PPI = 188
"""Resolution of the largest tiles: 9 pt type is 24 pixels high, at half of the bytes of 300.

The smallest scale of a broadsheet page is then 722 pixels wide, which a phone asks for.
"""

WHOLE = 2400
"""Pages scaled to at most this many pixels a side are kept whole: one tile, and what lists and small screens show."""

_SMALLEST = 1100
"""No scale is made below the first whose longer side is within this: 722 x 999 of a broadsheet page."""

_LISTED = 90
"""Width of the picture that the Universal Viewer's list of pages asks for, whatever sizes are said to be there."""

QUALITY, DEEP_QUALITY = 39, 32
"""Of JPEG, for whole pages and for the tiles of deep zoom, whose pixels are finer than what is looked at."""


@dataclass(frozen=True, slots=True)
class Scales:
    """The sizes of a page's tiles: the largest image, how often it is halved, and how often until it is one tile."""

    width: int
    height: int
    halvings: int
    whole: int

    @property
    def tile(self) -> tuple[int, int]:
        """Width and height of a tile."""
        return self.width >> self.whole, self.height >> self.whole

    def size(self, halved: int) -> tuple[int, int]:
        """Return the width and height of a scale."""
        return self.width >> halved, self.height >> halved


def scales_of(size: tuple[int, int], ppi: int) -> Scales:
    """Return the scales for a page image of `size` pixels at a resolution.

    Every side is divisible by the largest factor, so that each scale is exactly half of the one above and clients that
    round otherwise than we do ask for no file that is not there. A tile is the page quartered (or less often, where it
    is small) until it is at most `WHOLE` pixels a side, so the scale above needs no second copy of the whole.
    """
    share = min(1.0, ZOOM_PPI / ppi)
    longest = max(size) * share
    whole = halvings = 0
    while longest / 2**whole > WHOLE:
        whole += 1
    halvings = whole
    while longest / 2**halvings > _SMALLEST:
        halvings += 1
    step = 2**halvings
    width, height = (max(1, round(side * share / step)) * step for side in size)
    return Scales(width, height, halvings, whole)


def tiles(master: Path, to: Path, *, identifier: str = "", ppi: int = ZOOM_PPI) -> Path:
    """Cut a page image into tiles below folder `to`, replacing what was there; return its `info.json`.

    Tiles are JPEG, named as IIIF Image API 3 asks clients to (`region/size/0/default.jpg`), so any web host serves
    them. `identifier` is the service's address, empty for one beside the page that shows it; `ppi` is the image's
    resolution. They carry no metadata: values are sRGB, as browsers assume. Raises OSError where the image cannot be
    read or the folder not be written.
    """
    from PIL import Image

    try:
        with Image.open(master) as image:
            image.load()
            shown = image.convert("RGB") if image.mode == "P" else image
    except (OSError, ValueError, SyntaxError) as error:
        raise OSError(f"{master.name}: {error}") from error
    scales = scales_of(shown.size, ppi)
    return cut(pyramid(shown, scales), scales, to, identifier)


def pyramid(image: Image.Image, scales: Scales) -> Iterator[Image.Image]:
    """Yield an image at the first scale, then at each half of the one before."""
    from PIL import Image

    size = scales.size(0)
    if image.size != size:
        image = image.resize(size, Image.Resampling.HAMMING)
    yield image
    for _ in range(scales.halvings):
        image = image.reduce(2)
        yield image


def cut(images: Iterator[Image.Image], scales: Scales, to: Path, identifier: str = "") -> Path:
    """Write the tiles of all scales, largest first, into folder `to`, and return its `info.json`."""
    work = to.with_name(to.name + ".part")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for halved, image in enumerate(images):
        if halved < scales.whole:
            _quarter(image, scales, halved, work)
        else:
            _save(image, work, "full", f"{image.width},{image.height}")
            if halved == scales.halvings:
                small = image.resize((_LISTED, max(1, round(image.height * _LISTED / image.width))))
                _save(small, work, "full", f"{_LISTED},")
    largest = scales.size(scales.whole)
    # Level 0 has a largest size as well: the same file by another name.
    take(work / "full" / f"{largest[0]},{largest[1]}" / "0" / "default.jpg", _place(work, "full", "max"))
    wide, high = scales.tile
    sizes = [scales.size(halved) for halved in range(scales.halvings, scales.whole - 1, -1)]
    info = {
        "@context": "http://iiif.io/api/image/3/context.json", "id": identifier or ".", "type": "ImageService3",
        "protocol": "http://iiif.io/api/image", "profile": "level0", "width": scales.width, "height": scales.height,
        "maxWidth": largest[0], "maxHeight": largest[1],
        "sizes": [{"width": width, "height": height} for width, height in sizes],
        "tiles": [{"width": wide, "height": high, "scaleFactors": [2**n for n in range(scales.halvings + 1)]}],
    }  # fmt: skip
    (work / "info.json").write_text(json.dumps(info, indent=1) + "\n", "utf-8")
    shutil.rmtree(to, ignore_errors=True)
    work.rename(to)
    return to / "info.json"


def _quarter(image: Image.Image, scales: Scales, halved: int, work: Path) -> None:
    """Write a scale that is more than one tile."""
    factor = 2**halved
    wide, high = scales.tile
    for top in range(0, image.height, high):
        for left in range(0, image.width, wide):
            # Regions count in pixels of the full image.
            region = f"{left * factor},{top * factor},{wide * factor},{high * factor}"
            _save(image.crop((left, top, left + wide, top + high)), work, region, f"{wide},{high}", DEEP_QUALITY)


def _place(work: Path, region: str, size: str) -> Path:
    folder = work / region / size / "0"
    folder.mkdir(parents=True)
    return folder / "default.jpg"


def take(source: Path, to: Path) -> None:
    """Give a finished file a second name, or copy it where the file system has no links."""
    to.parent.mkdir(parents=True, exist_ok=True)
    link_or_copy(str(source), str(to))


def _save(tile: Image.Image, work: Path, region: str, size: str, quality: int = QUALITY) -> None:
    save_image(tile, _place(work, region, size), "JPEG", quality=quality, optimize=True, progressive=True)


def save_image(image: Image.Image, path: Path, kind: str, **options: Any) -> None:
    """Write an image; OSError says what the system said, which Pillow's own writing of files does not."""
    packed = BytesIO()
    image.save(packed, kind, **options)
    path.write_bytes(packed.getbuffer())
