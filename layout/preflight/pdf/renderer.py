"""The plates of a page as an independent renderer makes them: Ghostscript, poppler or MuPDF, whichever is there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    import numpy as np

DPI = 72
"""One pixel a point: areas of ink are judged, not edges."""
_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Rendered:
    """The process plates of a file's pages, rows x columns x CMYK in whole percent, and the program that made them."""

    program: str
    pages: tuple[np.ndarray[Any, Any], ...]


def renderer() -> str:
    """Return the name of the program that renders plates here, empty where there is none."""
    return next((name for name in ("gs", "pdftoppm", "mutool") if shutil.which(name)), "")


def rendered(path: Path, dpi: int = DPI) -> Rendered | None:
    """Return a file's plates inside its TrimBoxes, overprint and all; None where no program does it."""
    name = renderer()
    if not name:
        return None
    with TemporaryDirectory() as folder:
        try:
            pages = {"gs": _ghostscript, "pdftoppm": _poppler, "mutool": _mupdf}[name](path, Path(folder), dpi)
        except (OSError, subprocess.SubprocessError, ValueError):
            return None
    return Rendered({"gs": "Ghostscript", "pdftoppm": "poppler", "mutool": "MuPDF"}[name], tuple(pages))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL)


def _ghostscript(path: Path, folder: Path, dpi: int) -> list[Any]:
    import numpy as np
    from PIL import Image

    # Without bands Ghostscript drops type of the cache from the plates.
    _run(
        "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-dMaxBitmap=0", "-dUseTrimBox",
        f"-r{dpi}", f"-sOutputFile={folder / 'p%d.tif'}", str(path),
    )  # fmt: skip
    pages: list[Any] = []
    while all((folder / f"p{len(pages) + 1}({ink}).tif").exists() for ink in ("Cyan", "Magenta", "Yellow", "Black")):
        plates = []
        for ink in ("Cyan", "Magenta", "Yellow", "Black"):
            with Image.open(folder / f"p{len(pages) + 1}({ink}).tif") as plate:
                plates.append(np.asarray(plate.convert("L")))
        pages.append(np.rint((255 - np.stack(plates, axis=-1)) / 2.55).astype(np.uint8))
    return pages


def _poppler(path: Path, folder: Path, dpi: int) -> list[Any]:
    import numpy as np
    from PIL import Image

    _run("pdftoppm", "-jpegcmyk", "-overprint", "-jpegopt", "quality=100", "-r", str(dpi), "-cropbox",
         str(path), str(folder / "p"))  # fmt: skip
    pages = []
    for file in sorted(folder.glob("p*.jpg")):
        with Image.open(file) as image:
            pages.append(np.rint(np.asarray(image) / 2.55).astype(np.uint8))
    return pages


def _mupdf(path: Path, folder: Path, dpi: int) -> list[Any]:
    import numpy as np

    _run("mutool", "draw", "-q", "-c", "cmyk", "-F", "pam", "-r", str(dpi), "-o", str(folder / "p%d.pam"), str(path))
    pages = []
    for file in sorted(folder.glob("p*.pam"), key=lambda file: int(file.stem[1:])):
        head, _, data = file.read_bytes().partition(b"ENDHDR\n")
        facts = dict(line.split(b" ", 1) for line in head.splitlines()[1:] if b" " in line)
        width, height, depth = (int(facts[key]) for key in (b"WIDTH", b"HEIGHT", b"DEPTH"))
        samples = np.frombuffer(data, np.uint8).reshape(height, width, depth)[..., :4]
        pages.append(np.rint(samples / 2.55).astype(np.uint8))
    return pages
