"""The day's photographs, rendered from drawings of our own as cameras, phones and scanners would hand them in."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

DRAWINGS = Path(__file__).with_name("pictures")
WIDE = 1600
"""Pixels across, as an old camera has."""


def rendered(name: str, wide: int = WIDE) -> Image.Image:
    """Return a drawing as a photograph."""
    import resvg_py

    data = resvg_py.svg_to_bytes(svg_string=(DRAWINGS / f"{name}.svg").read_text("utf-8"), width=wide)
    return Image.open(io.BytesIO(bytes(data))).convert("RGB")


def camera(name: str, to: Path) -> None:
    """Write a photograph as a camera does."""
    rendered(name).save(to, "JPEG", quality=90)


def phone_on_its_side(name: str, to: Path) -> None:
    """Write a photograph as a phone does that was held sideways: stored turned, and a note that says so."""
    from pillow_heif import from_pillow

    exif = Image.Exif()
    exif[0x0112] = 6
    from_pillow(rendered(name).transpose(Image.Transpose.ROTATE_90)).save(to, quality=85, exif=exif.tobytes())


def scan(name: str, to: Path) -> None:
    """Write a photograph as a scanner of the print shop does: four inks, TIFF."""
    rendered(name).convert("CMYK").save(to, "TIFF", dpi=(300, 300), compression="tiff_lzw")


def soft(name: str, to: Path) -> None:
    """Write a small picture blown up, as it is saved from a chat."""
    small = rendered(name, 240)
    small.resize((1800, 1200), Image.Resampling.BICUBIC).save(to, "JPEG", quality=80)
