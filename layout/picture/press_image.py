"""A picture as the press file holds it."""

from __future__ import annotations

from typing import Literal

from layout.ground.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class PressImage:
    """Encoded samples of one picture, ready to become an image XObject.

    `data` is the stream as `filter` wants it (JPEG file or deflated rows). `width` and `height` count pixels, `bits`
    the bits of a sample: 8, or 1 for line art. `invert` tells that samples count paper instead of ink, so the image
    dictionary needs `/Decode [1 0 1 0 1 0 1 0]` (CMYK JPEG in Adobe's sense). `effective_ppi` is the resolution of
    these samples on paper.
    """

    data: bytes
    filter: Literal["DCTDecode", "FlateDecode"]
    width: int
    height: int
    colour: Literal["DeviceCMYK", "DeviceGray"]
    invert: bool
    effective_ppi: int
    bits: int = 8
