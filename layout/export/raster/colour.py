"""How inks look on a screen, and the two colour profiles that page images carry."""

from __future__ import annotations

import struct
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from layout.sheet.lightness import linear_light

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageCms import ImageCmsTransform

FLOOR = 0.025
"""Linear light that the press's black keeps on the screen: newsprint never looks as black as a dark screen."""

_STAMP = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)  # profiles carry a date; a fixed one keeps equal pages equal


@lru_cache(maxsize=4)
def _transform(profile: bytes, paper: bool) -> ImageCmsTransform:
    from PIL import ImageCms

    intent = ImageCms.Intent.ABSOLUTE_COLORIMETRIC if paper else ImageCms.Intent.RELATIVE_COLORIMETRIC
    press = ImageCms.ImageCmsProfile(BytesIO(profile))
    return ImageCms.buildTransform(press, ImageCms.createProfile("sRGB"), "CMYK", "RGB", renderingIntent=intent)


def on_screen(inks: Image.Image, profile: bytes, paper: bool = False) -> Image.Image:
    """Return a CMYK image as sRGB through the press's profile.

    `paper` shows the sheet as measured: gray newsprint and black as weak as it prints. Without it, paper is the
    screen's white and black is deepened in proportion, channel by channel, since a reader's eye takes paper for white
    and ink for black; hues stay those of the press.
    """
    from PIL import ImageCms

    shown = ImageCms.applyTransform(inks, _transform(profile, paper))
    assert shown is not None  # only inPlace=True returns nothing
    return shown if paper else shown.point(_deepening(profile))


@lru_cache(maxsize=4)
def _deepening(profile: bytes) -> list[int]:
    """Return three tables of 256 that take the press's blacks to `FLOOR` and leave white where it is."""
    from PIL import Image, ImageCms

    through = _transform(profile, False)
    darkest = Image.new("RGB", (1, 1), 0)
    back = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(BytesIO(profile)), "RGB", "CMYK"
    )
    four = ImageCms.applyTransform(darkest, back)
    one = Image.new("CMYK", (1, 1), (0, 0, 0, 255))
    shown = [ImageCms.applyTransform(inks, through) for inks in (four, one) if inks is not None]
    channels = zip(*(image.tobytes() for image in shown if image is not None), strict=True)
    table: list[int] = []
    for values in channels:
        # Between the black of type and that of photographs, which differ in hue: both then look near to neutral.
        black = sum(linear_light(value) for value in values) / len(values)
        for value in range(256):
            light = FLOOR + (linear_light(value) - black) / (1 - black) * (1 - FLOOR)
            table.append(_value(light))
    return table


@lru_cache(maxsize=8)
def blacks(profile: bytes, paper: bool = False) -> tuple[tuple[int, int, int], ...]:
    """Return the screen colour of black ink alone at 0 to 255 parts of 255."""
    from PIL import Image

    inks = Image.frombytes("CMYK", (256, 1), b"".join(bytes((0, 0, 0, k)) for k in range(256)))
    ramp = on_screen(inks, profile, paper).tobytes()
    return tuple((ramp[i], ramp[i + 1], ramp[i + 2]) for i in range(0, 768, 3))


def luma(red: int, green: int, blue: int) -> int:
    """Return the gray that a colour becomes, as ITU-R BT.601 and Pillow weigh it."""
    return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16


def _value(light: float) -> int:
    light = min(max(light, 0.0), 1.0)
    return round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))


@lru_cache(maxsize=1)
def srgb_icc() -> bytes:
    """Return an sRGB profile, the same bytes every day."""
    from PIL import ImageCms

    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return data[:24] + _STAMP + data[36:]


@lru_cache(maxsize=1)
def gray_icc() -> bytes:
    """Return a gray profile with sRGB's tone curve (ICC.1:2001-04), so gray and colour pages look alike."""
    name = b"Gray, sRGB tone curve\0"
    curve = struct.pack(
        ">4sII1024H", b"curv", 0, 1024, *(round(linear_light(i / 1023 * 255) * 65535) for i in range(1024))
    )
    tags = (
        (b"desc", struct.pack(">4sII", b"desc", 0, len(name)) + name + bytes(4 + 4 + 2 + 1 + 67)),
        (b"cprt", b"text\0\0\0\0No rights reserved\0"),
        (b"wtpt", struct.pack(">4sI3i", b"XYZ ", 0, *(round(value * 65536) for value in (0.9642, 1.0, 0.8249)))),
        (b"kTRC", curve),
    )
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for tag, data in tags:
        table += struct.pack(">4sII", tag, at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = at + len(body)
    header = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02400000, b"mntr", b"GRAY", b"XYZ ") + _STAMP + b"acsp"
    illuminant = struct.pack(">3i", *(round(value * 65536) for value in (0.9642, 1.0, 0.8249)))
    header += bytes(28) + illuminant + bytes(48)
    return header + struct.pack(">I", len(tags)) + table + body
