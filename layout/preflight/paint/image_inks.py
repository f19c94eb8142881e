"""Samples of an image in a file as inks, 0 to 255 a plate."""

from __future__ import annotations

from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

_MOST_PIXELS = 120_000_000
"""Larger images are not decoded: a page at 600 pixels an inch has half of that."""


class Samples:
    """An image's samples, decoded when first asked for."""

    def __init__(self, source: Any, spaces: tuple[str, ...], filters: tuple[str, ...], bits: int) -> None:
        """Take an image stream, its colour spaces and filters, and the bits of a sample."""
        self._source = source
        self._spaces = spaces
        self._filters = filters
        self._bits = bits

    @property
    def encoded(self) -> bytes:
        """The JPEG file that the stream is, empty where it is none or is packed again."""
        return bytes(self._source.read_raw_bytes()) if self._filters == ("DCTDecode",) else b""

    @cached_property
    def inks(self) -> np.ndarray[Any, Any] | None:
        """Rows x columns x 4 inks, None where the image tells no inks (RGB) or cannot be decoded."""
        import numpy as np

        source = self._source
        width, height = int(source.get("/Width", 0)), int(source.get("/Height", 0))
        if self._spaces == ("Indexed", "DeviceCMYK") and self._bits == 8 and 0 < width * height <= _MOST_PIXELS:
            return self._indexed(width, height)
        if self._spaces[:1] not in (("DeviceCMYK",), ("DeviceGray",)) or not 0 < width * height <= _MOST_PIXELS:
            return None
        decode = [float(value) for value in source.get("/Decode", [])]
        plates = 4 if self._spaces[0] == "DeviceCMYK" else 1
        if self._filters[-1:] == ("DCTDecode",):
            samples = _jpeg(self.encoded, plates)
        elif self._bits in (1, 8, 16):
            data = np.frombuffer(bytes(source.read_bytes()), np.uint8)
            if self._bits == 16:
                data = data[::2]  # the upper byte says all that a plate can show
            samples = _rows(data, width, height, plates, min(self._bits, 8))
        else:
            return None
        if samples is None:
            return None
        if decode and decode[0] > decode[1]:
            samples = 255 - samples
        if plates == 4:
            return samples
        inks = np.zeros((*samples.shape[:2], 4), np.uint8)
        inks[:, :, 3] = 255 - samples[:, :, 0]
        return inks

    def _indexed(self, width: int, height: int) -> np.ndarray[Any, Any] | None:
        """Return the inks of a picture whose samples count colours of a table."""
        import numpy as np
        import pikepdf

        lookup = self._source.ColorSpace[3]
        stored = lookup.read_bytes() if isinstance(lookup, pikepdf.Stream) else bytes(lookup)
        table = np.frombuffer(stored, np.uint8)
        data = np.frombuffer(bytes(self._source.read_bytes()), np.uint8)
        if data.size < width * height or table.size < 4:
            return None
        colours = table[: table.size // 4 * 4].reshape(-1, 4)
        inks: np.ndarray[Any, Any] = colours[np.minimum(data[: width * height], len(colours) - 1)]
        return inks.reshape(height, width, 4)


def _jpeg(data: bytes, plates: int) -> np.ndarray[Any, Any] | None:
    """Return the samples as the file holds them; Pillow turns CMYK with an Adobe mark round, so it is turned back."""
    import numpy as np
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(BytesIO(data))
        image.load()
    except (OSError, UnidentifiedImageError, ValueError):
        return None
    samples = np.asarray(image)
    if samples.ndim == 2:
        samples = samples[:, :, None]
    if samples.shape[2] != plates:
        return None
    if plates == 4 and "adobe" in image.info:
        samples = 255 - samples
    return samples


def _rows(data: np.ndarray[Any, Any], width: int, height: int, plates: int, bits: int) -> np.ndarray[Any, Any] | None:
    import numpy as np

    across = (width * plates * bits + 7) // 8
    if data.size < across * height:
        return None
    rows = data[: across * height].reshape(height, across)
    if bits == 1:
        rows = np.unpackbits(rows, axis=1)[:, : width * plates] * 255
    return rows.reshape(height, width, plates)
