"""A press picture as page files for reading hold it: as it looks in print, at fewer pixels and bytes.

The press file keeps every sample of every ink and stands in the archive beside them, and the master has the page's own
pixels. Readers' programs mostly show inks without asking the profile that they were mixed for, so colour is in sRGB.
"""

from __future__ import annotations

from io import BytesIO

from layout.ground.dataclass import dataclass, replace
from layout.picture.press_image import PressImage

READING_PPI = 200
"""Pixels an inch: a screen shows a page at 100 to 150, a reader's printer screens at 100 lines."""

READING_QUALITY = 70
"""Of JPEG: a photograph of 180 x 120 mm takes 0.1 MB instead of 1.2."""

_WORTH = 0.75
"""A gray picture that would not lose a quarter of its bytes stays as it is."""


@dataclass(frozen=True, slots=True)
class ReadingPhoto:
    """A photograph as a JPEG file in sRGB, and its size in pixels."""

    data: bytes
    width: int
    height: int


def for_reading(image: PressImage, profile: bytes) -> PressImage | ReadingPhoto:
    """Return a photograph of the press file for reading; line art and small gray pictures are returned as they are.

    `profile` is the press's, by which its inks look on the page.
    """
    from PIL import Image

    from layout.picture import icc

    if image.filter != "DCTDecode" or image.bits != 8:
        return image
    with Image.open(BytesIO(image.data)) as opened:
        scale = min(1.0, READING_PPI / max(image.effective_ppi, 1))
        size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
        shown = opened.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0) if scale < 1 else opened
        packed = BytesIO()
        if image.colour == "DeviceCMYK":
            seen = icc.apply(shown, icc.transform(profile, "CMYK", None, "RGB"))
            seen.save(packed, "JPEG", quality=READING_QUALITY, optimize=True, progressive=True)
            return ReadingPhoto(packed.getvalue(), *size)
        shown.save(packed, "JPEG", quality=READING_QUALITY, optimize=True)
    data = packed.getvalue()
    if len(data) > len(image.data) * _WORTH:
        return image
    return replace(image, data=data, width=size[0], height=size[1], effective_ppi=min(image.effective_ppi, READING_PPI))
