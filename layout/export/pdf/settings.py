"""What the print shop wants: the `press:` block of issue.yaml, with defaults that a newspaper press accepts."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Literal

from layout.geometry import Length, mm

Standard = Literal["PDF/X-1a:2003", "PDF/X-4"]

HOUSE_PROFILE = "newsprint-tr002.icc"


def house_profile() -> Path:
    """Return the path of the newsprint profile that the house carries (`newsprint-tr002.md` says where it is from)."""
    return Path(str(files("layout.export.pdf") / HOUSE_PROFILE))


@dataclass(frozen=True, slots=True)
class PressSettings:
    """A print shop's wishes.

    `profile` and `condition` are the output profile and its name in the ICC registry. Ink limits are percent of all
    four inks: `ink_limit` for any pixel, `ink_warning` and `ink_most` for the mean of a window of `ink_window` mm2
    (ISO 12647-3:2013 recommends 220 for coldset; GWG 2015 averages 15 mm2 at 245). `marks` draws crop and register
    marks and a colour bar in the slug. `bleed` replaces the sheet's own. `per_page` writes one file a page besides
    the whole issue, named by `page_name`. `spreads` pairs pages as they lie on the printer's sheet.
    """

    standard: Standard = "PDF/X-1a:2003"
    profile: Path = field(default_factory=house_profile)
    condition: str = "CGATS TR 002"
    condition_info: str = "SNAP TR 002-2007, coldset newsprint"
    ink_limit: int = 240
    ink_warning: int = 220
    ink_most: int = 245
    ink_window: float = 15.0
    marks: bool = False
    bleed: Length | None = None
    slug: Length = mm(12)
    per_page: bool = True
    whole_name: str = "{number}.pdf"
    page_name: str = "{number}-{page:02d}.pdf"
    spreads: bool = False
    gutter: Length = 0
    photo_least: int = 100
    photo_warning: int = 150
    photo_aim: int = 200
    photo_most: int = 400
    sharpen: bool = False
    jpeg_quality: int = 92
    contact: str = ""
    copies: int = 0
