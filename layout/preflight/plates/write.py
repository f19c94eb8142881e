"""Writing the plates of a press file: pictures, the page that shows them, and a PPF file a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass
from layout.ground.in_place import write_beside
from layout.picture.planes import summed
from layout.preflight.pdf.renderer import rendered
from layout.preflight.plates.page import PagePlates, plates_page
from layout.preflight.plates.pictures import plate_pictures
from layout.preflight.plates.ppf import Job, ppf, zones

if TYPE_CHECKING:
    import numpy as np

    from layout.export.pdf.settings import PressSettings

PLATES_DPI = 100


@dataclass(frozen=True, slots=True)
class PlatesWritten:
    """What was written: the page to look at, every file, and what was measured of each page."""

    page: Path
    files: tuple[Path, ...]
    pages: tuple[PagePlates, ...]
    program: str


def write_plates(press: Path, to: Path, settings: PressSettings, title: str, lang: str) -> PlatesWritten | None:
    """Write the plates of a press file into a folder; None where no program here renders plates."""
    made = rendered(press, PLATES_DPI)
    if made is None:
        return None
    to.mkdir(parents=True, exist_ok=True)
    pages, files = [], []
    for number, inks in enumerate(made.pages, 1):
        label = f"{press.stem}-{number:02d}"
        shown = _shown(label, inks)
        pages.append(shown)
        pictures = {
            **{shown.files[key]: data for key, data in plate_pictures(inks, settings).items()},
            f"{label}.ppf": ppf(_job(title, label, inks), inks, PLATES_DPI),
        }
        for name, data in pictures.items():
            files.append(write_beside(to / name, data))
    page = to / "index.html"
    files.append(write_beside(page, plates_page(title, pages, made.program, settings.ink_limit, lang).encode()))
    return PlatesWritten(page, tuple(files), tuple(pages), made.program)


def _shown(label: str, inks: np.ndarray[Any, Any]) -> PagePlates:
    import numpy as np

    files = {key: f"{label}-{key}.png" for key in (*"cmyk", "ink", "soft")}
    means = tuple(round(float(np.minimum(inks[..., at], 100).mean()), 1) for at in range(4))
    return PagePlates(
        label,
        files,
        int(summed(inks).max()),
        means,
        zones(inks, inks.shape[1] * 25.4 / PLATES_DPI),
    )


def _job(title: str, label: str, inks: np.ndarray[Any, Any]) -> Job:
    height, width = (side * 72 / PLATES_DPI for side in inks.shape[:2])
    return Job(title, label, width, height)
