"""Page images for the web from those of a finished package: only the tiles are still to be cut."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from layout.export.raster import PageImage, pixel_size, tiles

if TYPE_CHECKING:
    from layout.sheet import Edition


def images_of_package(
    edition: Edition, data: Path, to: Path, *, dpi: int = 300, workers: int = 2
) -> tuple[PageImage, ...]:
    """Return the page images below a package's `data`, with tiles cut from their masters into folder `to`.

    Tiles that stand there already are taken as they are. The masters were rendered at `dpi`. Raises OSError where a
    file is missing or cannot be read.
    """
    masters = sorted((data / "master").glob("*.tif"))
    if len(masters) != len(edition.sheets):
        raise FileNotFoundError(f"{len(masters)} of {len(edition.sheets)} masters")
    # Decoding and encoding leave the interpreter free, so threads share the cores without starting processes.
    with ThreadPoolExecutor(workers) as pool:
        cut = list(pool.map(lambda master: _zoom(master, to / master.stem, dpi), masters))
    found = []
    for sheet, master, info in zip(edition.sheets, masters, cut, strict=True):
        size = pixel_size(sheet.grid.trim, dpi)
        access, thumb = (data / kind / f"{master.stem}.jpg" for kind in ("access", "thumb"))
        found.append(PageImage(sheet.number, *size, dpi, "rgb", master, access, thumb, None, info))
    return tuple(found)


def _zoom(master: Path, to: Path, dpi: int) -> Path:
    there = to / "info.json"
    return there if there.is_file() else tiles(master, to, ppi=dpi)
