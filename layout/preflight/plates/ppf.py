"""CIP3 PPF: coarse pictures of the plates, from which a press console presets its ink keys (CIP3 PPF 3.0)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass
from layout.preflight.plates.pictures import INKS

if TYPE_CHECKING:
    import numpy as np

PREVIEW_DPI = 50.8
"""Two samples a millimetre: what the specification recommends for ink presetting."""
ZONE_MM = 32.5
"""Width of an ink zone as most web presses have it; consoles compute their own from the picture."""
_ROW = 78


@dataclass(frozen=True, slots=True)
class Job:
    """What a console shows of a sheet: the job's name, the page, its size in points."""

    name: str
    page: str
    width: float
    height: float


def ppf(job: Job, inks: np.ndarray[Any, Any], dpi: int) -> bytes:
    """Return a sheet's file from its plates (rows x columns x CMYK in percent) at a resolution."""
    lines = [
        "%!PS-Adobe-3.0", "%%CIP3-File Version 3.0", "CIP3BeginSheet",
        f"/CIP3AdmJobName {_words(job.name)} def", f"/CIP3AdmSheetName {_words(job.page)} def",
        "/CIP3AdmMake (layout) def", f"/CIP3AdmPSExtent [{job.width:.2f} {job.height:.2f}] def",
        f"/CIP3AdmSeparationNames [{' '.join(f'({name})' for name in INKS)}] def",
        "CIP3BeginFront", "CIP3BeginPreviewImage",
    ]  # fmt: skip
    for plate, name in enumerate(INKS):
        lines += _separation(_reduced(inks[..., plate], dpi), name)
    lines += ["CIP3EndPreviewImage", "CIP3EndFront", "CIP3EndSheet", "%%CIP3EndOfFile", ""]
    return "\n".join(lines).encode("ascii")


def _separation(samples: np.ndarray[Any, Any], name: str) -> Iterator[str]:
    """Yield one plate: 0 is full ink, 255 bare paper, rows from the top."""
    height, width = samples.shape
    data = samples.tobytes().hex().upper()
    yield "CIP3BeginSeparation"
    yield f"% {name}"
    yield f"/CIP3PreviewImageWidth {width} def"
    yield f"/CIP3PreviewImageHeight {height} def"
    yield "/CIP3PreviewImageBitsPerComp 8 def"
    yield "/CIP3PreviewImageComponents 1 def"
    yield f"/CIP3PreviewImageMatrix [{width} 0 0 -{height} 0 {height}] def"
    yield f"/CIP3PreviewImageResolution [{PREVIEW_DPI} {PREVIEW_DPI}] def"
    yield "/CIP3PreviewImageEncoding /ASCIIHexDecode def"
    yield "/CIP3PreviewImageCompression /None def"
    yield f"/CIP3PreviewImageDataSize {len(data) + 1 + (len(data) - 1) // _ROW} def"
    yield "CIP3PreviewImage"
    for at in range(0, len(data), _ROW):
        yield data[at : at + _ROW] + (">" if at + _ROW >= len(data) else "")
    yield "CIP3EndSeparation"


def _reduced(plate: np.ndarray[Any, Any], dpi: int) -> np.ndarray[Any, Any]:
    import numpy as np
    from PIL import Image

    size = (round(plate.shape[1] * PREVIEW_DPI / dpi), round(plate.shape[0] * PREVIEW_DPI / dpi))
    levels = Image.fromarray(np.rint(255 - np.minimum(plate, 100) * 2.55).astype(np.uint8))
    return np.asarray(levels.resize(size, Image.Resampling.BOX))


def zones(inks: np.ndarray[Any, Any], width_mm: float) -> tuple[tuple[float, ...], ...]:
    """Return, for each ink, the mean coverage of every ink zone from the left, in percent."""
    import numpy as np

    count = max(1, -(-round(width_mm * 10) // round(ZONE_MM * 10)))
    edges = [min(inks.shape[1], round(at * ZONE_MM / width_mm * inks.shape[1])) for at in range(count)] + [
        inks.shape[1]
    ]
    columns = np.minimum(inks, 100).mean(axis=0)
    return tuple(
        tuple(round(float(columns[left:right, plate].mean()), 1) for left, right in _pairs(edges)) for plate in range(4)
    )


def _pairs(edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    yield from ((left, right) for left, right in pairwise(edges) if right > left)


def _words(text: str) -> str:
    """Return a string of PostScript; what is not ASCII goes as UTF-8 in octal."""
    plain = "".join(chr(b) if 32 <= b < 127 and b not in b"()\\" else f"\\{b:03o}" for b in text.encode())
    return f"({plain})"
