"""Deep zoom: a page image cut into the static tiles of a IIIF Image API 3 level 0 service."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

TILE = 1024
"""Side of a tile in pixels: a broadsheet page at 300 dpi makes some fifty files, each about 100 kB."""

WHOLE = 1600
"""Pages scaled to at most this many pixels a side are also kept whole, for lists and small screens."""

_QUALITY = 84


def tiles(master: Path, to: Path, *, identifier: str = "") -> Path:
    """Cut a page image into tiles below folder `to`, replacing what was there; return its `info.json`.

    Tiles are JPEG of 1024 pixels a side at every scale down to one tile, named as IIIF Image API 3 asks clients to
    (`region/size/0/default.jpg`), so any web host serves them. `identifier` is the service's address, empty for one
    beside the page that shows it. They carry no metadata: values are sRGB, as browsers assume. Raises OSError where
    the image cannot be read or the folder not be written.
    """
    from PIL import Image

    try:
        with Image.open(master) as image:
            image.load()
    except (OSError, ValueError, SyntaxError) as error:
        raise OSError(f"{master.name}: {error}") from error
    return cut(pyramid(image), to, identifier)


def pyramid(image: Image.Image) -> Iterator[Image.Image]:
    """Yield an image, then each half of the one before, down to one that fits a tile."""
    while True:
        yield image
        if max(image.size) <= TILE:
            return
        image = image.reduce(2)


def cut(scales: Iterator[Image.Image], to: Path, identifier: str = "") -> Path:
    """Write the tiles of all scales, largest first, into folder `to`, and return its `info.json`."""
    work = to.with_name(to.name + ".part")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    wholes: list[tuple[int, int]] = []
    width = height = 0
    factor = 1
    for scale in scales:
        if factor == 1:
            width, height = scale.size
        for y in range(0, scale.height, TILE):
            for x in range(0, scale.width, TILE):
                right, bottom = min(x + TILE, scale.width), min(y + TILE, scale.height)
                # Regions count in pixels of the full image, whose last tile may be a little short.
                left, top = x * factor, y * factor
                region = f"{left},{top},{min(TILE * factor, width - left)},{min(TILE * factor, height - top)}"
                if region != f"0,0,{width},{height}":
                    _save(scale.crop((x, y, right, bottom)), work, region, f"{right - x},{bottom - y}")
        if max(scale.size) <= WHOLE:
            if not wholes:
                _save(scale, work, "full", "max")
            _save(scale, work, "full", f"{scale.width},{scale.height}")
            wholes.append(scale.size)
        factor *= 2
    factors = [2**power for power in range(factor.bit_length() - 1)]
    info = {
        "@context": "http://iiif.io/api/image/3/context.json", "id": identifier or ".", "type": "ImageService3",
        "protocol": "http://iiif.io/api/image", "profile": "level0", "width": width, "height": height,
        "maxWidth": max(wholes[0][0], TILE), "maxHeight": max(wholes[0][1], TILE),
        "sizes": [{"width": wide, "height": high} for wide, high in reversed(wholes)],
        "tiles": [{"width": TILE, "height": TILE, "scaleFactors": factors}],
    }  # fmt: skip
    (work / "info.json").write_text(json.dumps(info, indent=1) + "\n", "utf-8")
    shutil.rmtree(to, ignore_errors=True)
    work.rename(to)
    return to / "info.json"


def _save(tile: Image.Image, work: Path, region: str, size: str) -> None:
    folder = work / region / size / "0"
    folder.mkdir(parents=True)
    save_image(tile, folder / "default.jpg", "JPEG", quality=_QUALITY)


def save_image(image: Image.Image, path: Path, kind: str, **options: Any) -> None:
    """Write an image; OSError says what the system said, which Pillow's own writing of files does not."""
    packed = BytesIO()
    image.save(packed, kind, **options)
    path.write_bytes(packed.getbuffer())
