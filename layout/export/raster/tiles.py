"""Deep zoom: a page image cut into the static tiles of a IIIF Image API 3 level 0 service."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

TILE = 512
_QUALITY = 84


def tiles(master: Path, to: Path, *, identifier: str = "") -> Path:
    """Cut a page image into tiles below folder `to`, replacing what was there; return its `info.json`.

    Tiles are JPEG of 512 pixels a side at every scale down to one tile, named as IIIF Image API 3 asks clients to
    (`region/size/0/default.jpg`), so any web host serves them. `identifier` is the service's address, empty for one
    beside the page that shows it. They carry no metadata: values are sRGB, as browsers assume. Raises OSError where
    the image cannot be read or the folder not be written.
    """
    import pyvips

    to.parent.mkdir(parents=True, exist_ok=True)
    work = to.with_name(to.name + ".part")
    shutil.rmtree(work, ignore_errors=True)
    try:
        image = pyvips.Image.new_from_file(str(master), access="sequential")
        image.dzsave(str(work), layout="iiif3", tile_size=TILE, overlap=0, suffix=f".jpg[Q={_QUALITY},keep=none]")
        width, height = image.width, image.height
    except pyvips.Error as error:
        shutil.rmtree(work, ignore_errors=True)
        raise OSError(f"{master.name}: {error.message.splitlines()[0]}") from error
    factors = [1]
    while max(width, height) / factors[-1] > TILE:
        factors.append(factors[-1] * 2)
    wholes = sorted(tuple(map(int, folder.name.split(","))) for folder in (work / "full").iterdir())
    info = {
        "@context": "http://iiif.io/api/image/3/context.json", "id": identifier or ".", "type": "ImageService3",
        "protocol": "http://iiif.io/api/image", "profile": "level0", "width": width, "height": height,
        "sizes": [{"width": wide, "height": high} for wide, high in wholes],
        "tiles": [{"width": TILE, "height": TILE, "scaleFactors": factors}],
    }  # fmt: skip
    (work / "info.json").write_text(json.dumps(info, indent=1) + "\n", "utf-8")
    shutil.rmtree(to, ignore_errors=True)
    work.rename(to)
    return to / "info.json"
