"""The master: a page's pixels as one lossless TIFF, in the fewest bytes a pixel that hold its colours.

A page of type and flat inks has some hundred colours, nearly all of them the edges of type between ink and paper.
Edges are kept in 8 steps; every colour that fills an area, and everything inside the frame of a picture, is kept as
it is. What then has at most 256 colours is stored as a palette, one byte a pixel; a page with a colour photograph has
three bytes a pixel.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from layout.ground.named_tuple import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np

    Array = np.ndarray[Any, Any]

Colour = Literal["gray", "palette", "rgb"]
"""How a master's pixels stand in its file."""

Frame = tuple[int, int, int, int]
"""Left, top, right and bottom of a picture's place on a page, in pixels."""

STEP = 36
"""The edges of type are kept in 8 steps of 36, as a display shows them at a pixel's edge: off by 18 of 255 at most."""

SOFTWARE = "layout"

_COUNTED = 4096
"""Colours of a page of flat inks, edges and all: two inks that overlap make some two thousand."""
_LEVEL, _DIFFERENCES_LEVEL, _ASKED_LEVEL = 9, 10, 6
"""Of libdeflate: for what repeats itself; for differences, whose matches are worth a longer search (a twentieth fewer
bytes); and for asking which of the two is smaller."""
_TILE = 256
"""Side of a packed master's tiles: deflate looks back 32 KB, which is 42 rows of a tile and three of a whole page."""
_ASKED = 7
"""Every seventh tile is packed both ways to see which is smaller for the page."""
_ROWS = 256
_DOCUMENT_NAME = 269
"""TIFF 6.0: the name of the document that an image was scanned from."""


class Plate(NamedTuple):
    """A master's pixels: gray values, places in a palette of (256, 3), or RGB."""

    colour: Colour
    pixels: Array
    palette: Array | None = None

    def values(self) -> Array:
        """Return the pixels as their values, (height, width) or (height, width, 3)."""
        return self.pixels if self.palette is None else self.palette[self.pixels]


def plate_of(pixels: Array, pictures: Sequence[Frame] = ()) -> Plate:
    """Return a page's pixels, (height, width) gray or (height, width, 3) RGB, as its master keeps them.

    Inside `pictures` they stay as they are.
    """
    import numpy as np
    from PIL import Image

    gray = pixels.ndim == 2
    flat = pixels
    if pictures:
        flat = pixels.copy()
        for left, top, right, bottom in pictures:
            flat[top:bottom, left:right] = 255
    found = Image.fromarray(flat).getcolors(_COUNTED)
    if found is None:
        return Plate("gray" if gray else "rgb", pixels)
    keys = flat if gray else _keys(flat)
    known = np.array([_key(colour) for _, colour in found], np.uint32)
    parts = np.stack([known] if gray else [known >> shift & 255 for shift in (16, 8, 0)], -1)
    kept = _filling(keys, known, 256 if gray else 1 << 24)
    steps = np.where(kept[:, None], parts, (parts + STEP // 2) // STEP * STEP).astype(np.uint8)
    exact = [pixels[top:bottom, left:right] for left, top, right, bottom in pictures]
    if gray:
        table = np.zeros(256, np.uint8)
        table[known] = steps[:, 0]
        return Plate("gray", _with(table[keys], pictures, exact))
    palette, index = np.unique(steps, axis=0, return_inverse=True)
    if not pictures and len(palette) <= 256:
        places = _by_lightness(palette)
        table = np.zeros(1 << 24, np.uint8)
        table[known] = places[index.reshape(-1)]
        spread = np.zeros((256, 3), np.uint8)
        spread[places] = palette
        return Plate("palette", table[keys], spread)
    places = np.zeros(1 << 24, np.uint16)
    places[known] = np.arange(len(known))
    return Plate("rgb", _with(steps[places[keys]], pictures, exact))


def _by_lightness(palette: Array) -> Array:
    """Return each colour's place in the palette: its lightness, so that whoever takes places for grays sees the page.

    Colours as light as another take the next place that is free.
    """
    import numpy as np

    light = np.round(palette @ np.array([0.299, 0.587, 0.114])).astype(int)
    order = np.argsort(light, kind="stable")
    free = np.arange(len(order))
    places = np.maximum.accumulate(light[order] - free) + free
    places = np.minimum(places, 256 - len(order) + free)
    found = np.empty(len(order), np.uint8)
    found[order] = places
    return found


def _with(flat: Array, pictures: Sequence[Frame], exact: Sequence[Array]) -> Array:
    """Return a page with its pictures put back into their frames."""
    for (left, top, right, bottom), part in zip(pictures, exact, strict=True):
        flat[top:bottom, left:right] = part
    return flat


def _keys(pixels: Array) -> Array:
    """Return each RGB pixel as one number."""
    import numpy as np

    keys = pixels[..., 0].astype(np.uint32)
    keys <<= 8
    keys |= pixels[..., 1]
    keys <<= 8
    keys |= pixels[..., 2]
    return keys


def _key(colour: float | tuple[int, ...]) -> int:
    return int(colour) if isinstance(colour, int | float) else colour[0] << 16 | colour[1] << 8 | colour[2]


def _filling(keys: Array, known: Array, most: int) -> Array:
    """Tell of each known colour whether it fills an area: three by three pixels of it stand somewhere."""
    import numpy as np

    across = (keys[:, :-2] == keys[:, 1:-1]) & (keys[:, 1:-1] == keys[:, 2:])
    down = (keys[:-2] == keys[1:-1]) & (keys[1:-1] == keys[2:])
    filled = across[:-2] & across[1:-1] & across[2:] & down[:, :-2]
    there = np.zeros(most, bool)
    there[keys[:-2, :-2][filled]] = True
    return there[known]


def write_tiff(plate: Plate, path: Path, *, dpi: int, date: str, packed: bool, named: str = "") -> None:
    """Write a master beside its place and put it there, with resolution, profile and date: deflated in tiles, or not.

    `named` is what it calls itself (DocumentName), where it is asked to.
    """
    import tifffile

    from layout.export.raster.colour import gray_icc, srgb_icc

    beside = path.with_name(path.name + ".part")
    pixels: Any = plate.pixels
    extra: dict[str, Any] = {"rowsperstrip": _ROWS}
    if packed:
        # Beside a photograph's grain, type is smaller as it is.
        differences = plate.colour == "rgb" and _smaller_as_differences(plate.pixels)
        pixels = _tiles(plate.pixels, differences)
        extra = {
            "compression": "adobe_deflate", "predictor": differences, "tile": (_TILE, _TILE),
            "shape": plate.pixels.shape, "dtype": plate.pixels.dtype,
        }  # fmt: skip
    if named:
        extra["extratags"] = [(_DOCUMENT_NAME, "s", 0, named, True)]
    if plate.palette is not None:
        extra["colormap"] = _colour_map(plate.palette)
    tifffile.imwrite(
        beside, pixels, photometric={"gray": "minisblack"}.get(plate.colour, plate.colour),
        maxworkers=1, metadata=None, resolution=(dpi, dpi), resolutionunit="INCH", software=SOFTWARE, datetime=date,
        iccprofile=gray_icc() if plate.colour == "gray" else srgb_icc(), byteorder="<", **extra,
    )  # fmt: skip
    beside.replace(path)


def _tiles(pixels: Array, differences: bool) -> Iterator[bytes]:
    """Yield every tile of a page, packed: its pixels, or each as its difference to the one before it."""
    from deflate import zlib_compress

    level = _DIFFERENCES_LEVEL if differences else _LEVEL
    for tile in _parts(pixels, differences):
        yield bytes(zlib_compress(tile, level))


def _parts(pixels: Array, differences: bool, step: int = 1) -> Iterator[memoryview]:
    """Yield the samples of every `step`-th tile of a page, as they are or as TIFF 6.0's predictor 2 has them.

    A tile that hangs over the page's edge is filled with zeros.
    """
    import numpy as np

    height, width = pixels.shape[:2]
    corners = [(top, left) for top in range(0, height, _TILE) for left in range(0, width, _TILE)]
    for top, left in corners[::step]:
        part = pixels[top : top + _TILE, left : left + _TILE]
        whole = np.zeros((_TILE, _TILE, *pixels.shape[2:]), np.uint8)
        whole[: part.shape[0], : part.shape[1]] = part
        if differences:
            whole[:, 1:] -= whole[:, :-1].copy()
        yield whole.data


def _smaller_as_differences(pixels: Array) -> bool:
    """Tell by some of its tiles whether a page takes fewer bytes as differences."""
    from deflate import zlib_compress

    plain, differences = (
        sum(len(zlib_compress(tile, _ASKED_LEVEL)) for tile in _parts(pixels, how, _ASKED)) for how in (False, True)
    )
    return differences < plain


def _colour_map(palette: Array) -> Array:
    """Return a palette as TIFF wants it: 256 reds, greens and blues of 16 bits."""
    import numpy as np

    return palette.T.astype(np.uint16) * 257
