"""Web editions of the real issues, written once, at a resolution that tests can afford."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from layout.export.pdf import PressSettings, write_press
from layout.export.pdf.settings import house_profile
from layout.export.raster import PageImage, page_images
from layout.export.web import WebSettings, page_pdfs, update_site, write_web
from layout.sheet import Edition
from layout.typeface import TypeCase

DPI = 120


@dataclass(frozen=True, repr=False)
class Written:
    """What an edition was made of and where it stands: `output`/<N>/web."""

    edition: Edition
    case: TypeCase
    images: tuple[PageImage, ...]
    pdfs: tuple[Path, ...]
    output: Path

    @property
    def web(self) -> Path:
        return self.output / str(self.edition.number) / "web"

    def again(self, to: Path, base: str = "", edition: Edition | None = None) -> Path:
        """Write the same edition, or one with changed copy, once more."""
        to.mkdir(parents=True)
        done = write_web(edition or self.edition, self.case, self.images, self.pdfs, to, WebSettings(base))
        assert done.value, done.remarks
        return to


@pytest.fixture(scope="session")
def written(real_edition, tmp_path_factory) -> Callable[[int], Written]:
    """Return a real issue's web edition, both issues below one output folder with an index over them."""
    output = tmp_path_factory.mktemp("output")
    made: dict[int, Written] = {}

    def write(number: int) -> Written:
        if number not in made:
            edition, case = real_edition(number)
            aside = tmp_path_factory.mktemp(f"aside-{number}")
            settings = PressSettings()
            press = write_press(edition, case, aside / "press", settings, per_page=False).value[0]
            images = page_images(
                press, edition, aside / "images", profile=house_profile(), dpi=DPI, tiff="none", tiles="{}"
            )
            pdfs = page_pdfs(edition, case, settings, aside / "pdf")
            made[number] = Written(edition, case, images.value, pdfs.value, output)
            made[number].again(made[number].web)
            update_site(output, WebSettings())
        return made[number]

    return write


@pytest.fixture(scope="session")
def specimen(written) -> Written:
    """Issue 9999: four pages with jumps, tables, a vertical head, drawings."""
    return written(9999)


@pytest.fixture(scope="session")
def real(written) -> Written:
    """Issue 2346: one page with pictures still to come."""
    return written(2346)
