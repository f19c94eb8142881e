"""A page's images as NDNP wants them: an uncompressed gray TIFF, and a JPEG 2000 of one eighth in 25 layers.

The profile is the one that the Library of Congress describes (fdd000192 and the NDNP technical guidelines): one gray
component of 8 bits, 9-7 irreversible, six decompositions, RLCP, tiles of 1024, code blocks of 64, and the page's
description in an XML box. Two things of it only speed up decoders and cannot be had from OpenJPEG's encoder as it is
bound here: arithmetic bypass, and Kakadu's own rates to the last digit.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from layout.export.raster.master import Plate, write_tiff
from layout.export.xml import element, leaf

if TYPE_CHECKING:
    from PIL import Image

RATES = (
    1.0, 0.84, 0.7, 0.6, 0.5, 0.4, 0.35, 0.3, 0.25, 0.21, 0.18, 0.15, 0.125, 0.1, 0.088, 0.075, 0.0625, 0.05, 0.04419,
    0.03716, 0.03125, 0.025, 0.0221, 0.01858, 0.015625,
)  # fmt: skip
"""Bits a pixel of the 25 layers, as NDNP's own call of the encoder has them."""

DECOMPOSITIONS = 6
_SMALLEST = 64
"""A tile of fewer pixels a side cannot be halved six times."""


def page_images(master: Path, tiff: Path, jp2: Path, *, date: str, told: dict[str, str]) -> tuple[int, int, int]:
    """Write a page's two images from its master; return width, height and resolution.

    `date` is the issue's (ISO), `told` what the images say of themselves: title, identifier, creator. Raises OSError
    where the master cannot be read.
    """
    import numpy as np
    from PIL import Image

    with Image.open(master) as image:
        dpi = round(float(image.info.get("dpi", (300, 300))[0]))
        gray = (image.convert("RGB") if image.mode == "P" else image).convert("L")
    day = f"{date.replace('-', ':')} 00:00:00"
    write_tiff(Plate("gray", np.asarray(gray)), tiff, dpi=dpi, date=day, packed=False, named=told["identifier"])
    jp2.write_bytes(_with_box(_packed(gray), _description(date, told)))
    return gray.width, gray.height, dpi


def _packed(gray: Image.Image) -> bytes:
    stream = BytesIO()
    halvings = DECOMPOSITIONS
    while min(gray.size) < _SMALLEST << halvings - DECOMPOSITIONS and halvings > 1:
        halvings -= 1
    gray.save(
        stream, "JPEG2000", quality_mode="rates", quality_layers=[8 / rate for rate in reversed(RATES)],
        irreversible=True, num_resolutions=halvings + 1, codeblock_size=(64, 64), tile_size=(1024, 1024),
        progression="RLCP", mct=0, no_jp2=False,
    )  # fmt: skip
    return stream.getvalue()


def _description(date: str, told: dict[str, str]) -> bytes:
    """Return what a page's JPEG 2000 file says of itself, as RDF in Dublin Core."""
    about = element(
        "rdf:Description", leaf("dc:format", "image/jp2"), leaf("dc:title", told["title"]),
        leaf("dc:creator", told["creator"]), leaf("dc:date", date), leaf("dc:type", "text"),
        leaf("dc:type", "newspaper"), leaf("dc:identifier", told["identifier"]),
        rdf__about=f"urn:x-ndnp:{told['identifier']}",
    )  # fmt: skip
    spaces = {
        "xmlns__rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "xmlns__dc": "http://purl.org/dc/elements/1.1/",
    }  # fmt: skip
    return element("rdf:RDF", about, **spaces).encode()


def _with_box(jp2: bytes, told: bytes) -> bytes:
    """Return a JP2 file with an XML box before its code stream (ISO/IEC 15444-1, I.7.1)."""
    at = 0
    while jp2[at + 4 : at + 8] != b"jp2c":
        at += int.from_bytes(jp2[at : at + 4], "big")
    box = (8 + len(told)).to_bytes(4, "big") + b"xml " + told
    return jp2[:at] + box + jp2[at:]
