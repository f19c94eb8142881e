"""Whether a picture file is whole: what its decoder warned of, and how much of the picture is there.

Decoders fill what is missing with a flat colour and say nothing, so that half a photograph prints as if it were meant.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from PIL import Image

_HARMLESS = re.compile(r"Corrupt JPEG data: (\d{1,2}) extraneous bytes before marker")
"""A few stray bytes before a marker are the habit of some cameras; every line of the picture is there."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a file (`reason`, the decoder's words), and the percent of the picture that is there."""

    reason: str
    there: int


def coding_damage(data: bytes, kind: str) -> Damage | None:
    """Return what is wrong with the coded picture of a file that its decoder passes over; None where nothing is."""
    if kind == "JPEG":
        return _jpeg(data)
    if kind == "PNG":
        return _png(data)
    return None


def rows_there(image: Image.Image) -> int:
    """Return the percent of rows above the flat band in which a picture ends, 100 where it does not end in one."""
    import numpy as np

    flat = np.asarray(image.convert("RGB"))
    same = (flat == flat[-1, -1]).all(axis=(1, 2))[::-1]
    missing = len(same) if same.all() else int(np.argmin(same))
    return round(100 * (len(same) - missing) / len(same))


def _jpeg(data: bytes) -> Damage | None:
    """Decode a JPEG once more, at an eighth, with a decoder that tells its warnings."""
    import simplejpeg

    space = _jpeg_space(data)
    reason = _jpeg_warning(data, space)
    if not reason or _HARMLESS.match(reason):
        return None
    if not _jpeg_warning(data + b"\xff\xd9", space):
        return None  # the end marker alone is missing
    try:
        pixels: Any = simplejpeg.decode_jpeg(data, space, min_height=1, min_width=1, min_factor=1, strict=False)
    except ValueError:
        return Damage(reason, 0)
    return Damage(reason, _decoded(pixels))


def _decoded(pixels: Any) -> int:
    """Return the percent of rows before the band in which every column stays as it is: what the decoder filled in."""
    import numpy as np

    steps = np.abs(np.diff(pixels.astype(np.int16), axis=0)).max(axis=(1, 2))[::-1] <= 2
    rows = int(pixels.shape[0])
    missing = rows if steps.all() else int(np.argmin(steps))
    return round(100 * (rows - missing) / rows)


def _jpeg_space(data: bytes) -> str:
    import simplejpeg

    try:
        space = simplejpeg.decode_jpeg_header(data, strict=False)[2]
    except ValueError:
        return "RGB"
    return {"Gray": "GRAY", "GRAY": "GRAY", "CMYK": "CMYK", "YCCK": "CMYK"}.get(space, "RGB")


def _jpeg_warning(data: bytes, space: str) -> str:
    import simplejpeg

    try:
        simplejpeg.decode_jpeg(data, space, fastdct=True, fastupsample=True, min_height=1, min_width=1, strict=True)
    except ValueError as error:
        said = str(error)[:120]
        return said if any(map(str.isalpha, said)) else "JPEG"
    return ""


_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def _png(data: bytes) -> Damage | None:
    """Count what a PNG's data unpack to against what its header promises, and its checksums (PNG 3, 5.3 and 7)."""
    at, packed, expected, wrong = 8, zlib.decompressobj(), 0, ""
    found = 0
    while at + 8 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        if name == b"IHDR" and len(body) >= 13:
            expected = _png_bytes(body)
        if len(body) < size or zlib.crc32(name + body).to_bytes(4, "big") != data[at + 8 + size : at + 12 + size]:
            wrong = wrong or f"{name.decode('latin-1')}: CRC"
        if name == b"IDAT":
            try:
                rest = body
                while rest and found <= expected:
                    found += len(packed.decompress(rest, 1 << 20))
                    rest = packed.unconsumed_tail
            except zlib.error as error:
                wrong = wrong or str(error)[:80]
                break
        if name == b"IEND":
            break
        at += 12 + size
    if found >= expected and not wrong:
        return None
    return Damage(wrong or "IDAT", min(100, 100 * found // max(expected, 1)))


def _png_bytes(header: bytes) -> int:
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    bits = header[8] * _CHANNELS.get(header[9], 1)
    if not header[12]:
        return height * (1 + (width * bits + 7) // 8)
    total = 0
    for x, y, across, down in _ADAM7:
        columns, rows = max(0, -(-(width - x) // across)), max(0, -(-(height - y) // down))
        total += rows * (1 + (columns * bits + 7) // 8) if columns else 0
    return total
