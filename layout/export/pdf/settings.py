"""What the print shop wants: the `press:` block of issue.yaml, with defaults that a newspaper press accepts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from layout.diagnostics import Diagnostic, Remarked, Severity
from layout.geometry import Length, mm

Standard = Literal["PDF/X-1a:2003", "PDF/X-4"]

HOUSE_PROFILE = "newsprint-tr002.icc"

_SLUG: Length = mm(12)


def house_profile() -> Path:
    """Return the path of the newsprint profile that the house carries (`newsprint-tr002.md` says where it is from)."""
    return Path(__file__).with_name(HOUSE_PROFILE)


@dataclass(frozen=True, slots=True)
class PressSettings:
    """A print shop's wishes.

    `profile` and `condition` are the output profile and its name in the ICC registry. Ink limits are percent of all
    four inks: `ink_limit` for any pixel, `ink_warning` and `ink_most` for the mean of a window of `ink_window` mm2
    (ISO 12647-3:2013 recommends 220 for coldset; GWG 2015 averages 15 mm2 at 245). `marks` draws crop, fold and
    register marks and a colour bar in the slug. `bleed` replaces the sheet's own. `per_page` writes one file a page
    besides the whole issue, named by `page_name`; `one_page_files` says that the shop takes only files of one page.
    `spreads` pairs pages as they lie on the printer's sheet, `gutter` apart. `photo_*` are effective resolutions in
    pixels an inch: error below `least`, warning below `warning` and above `most`; pictures are made for `aim`.
    `spots` are the spot inks that the press runs besides the four.
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
    slug: Length = _SLUG
    per_page: bool = True
    one_page_files: bool = False
    whole_name: str = "{number}.pdf"
    page_name: str = "{number}-{page:02d}.pdf"
    spreads: bool = False
    gutter: Length = 0
    photo_least: int = 100
    photo_warning: int = 150
    photo_aim: int = 200
    photo_most: int = 400
    sharpen: bool = False
    spots: tuple[str, ...] = ()
    contact: str = ""
    copies: int = 0


_STANDARDS = {"x-1a": "PDF/X-1a:2003", "pdf/x-1a": "PDF/X-1a:2003", "pdf/x-1a:2003": "PDF/X-1a:2003"} | {
    "x-4": "PDF/X-4", "pdf/x-4": "PDF/X-4", "pdf/x-4:2010": "PDF/X-4",
}  # fmt: skip


def _standard(value: object) -> str:
    return _STANDARDS[str(value).lower()]


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _words(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value


def _inks(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return tuple(_words(name) for name in value)


def _between(least: float, most: float) -> Callable[[object], float]:
    def check(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError
        if not least <= value <= most:
            raise ValueError
        return value

    return check


def _millimetres(least: float, most: float) -> Callable[[object], Length]:
    within = _between(least, most)
    return lambda value: mm(within(value))


def _file_name(*wanted: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        name = _words(value)
        made = name.format(number=2346, page=1)
        distinct = all(f"{{{key}" in name for key in wanted)
        if not distinct or Path(made).name != made or not made.endswith(".pdf"):
            raise ValueError
        return name

    return check


_KEYS: dict[str, tuple[Callable[[object], Any], str]] = {
    "standard": (_standard, "PDF/X-1a | PDF/X-4"),
    "profile": (_words, "*.icc"),
    "condition": (_words, "CGATS TR 002, IFRA26, …"),
    "condition_info": (_words, "…"),
    "ink_limit": (_between(100, 400), "100-400 (%)"),
    "ink_warning": (_between(100, 400), "100-400 (%)"),
    "ink_most": (_between(100, 400), "100-400 (%)"),
    "ink_window": (_between(1, 100), "1-100 (mm²)"),
    "marks": (_flag, "true | false"),
    "bleed": (_millimetres(0, 10), "0-10 (mm)"),
    "slug": (_millimetres(8, 30), "8-30 (mm)"),
    "per_page": (_flag, "true | false"),
    "one_page_files": (_flag, "true | false"),
    "whole_name": (_file_name("number"), "{number}.pdf"),
    "page_name": (_file_name("number", "page"), "{number}-{page:02d}.pdf"),
    "spreads": (_flag, "true | false"),
    "gutter": (_millimetres(0, 40), "0-40 (mm)"),
    "photo_least": (_between(50, 1200), "50-1200 (ppi)"),
    "photo_warning": (_between(50, 1200), "50-1200 (ppi)"),
    "photo_aim": (_between(50, 1200), "50-1200 (ppi)"),
    "photo_most": (_between(50, 2400), "50-2400 (ppi)"),
    "sharpen": (_flag, "true | false"),
    "spots": (_inks, "[PANTONE 185 C, …]"),
    "contact": (_words, "…"),
    "copies": (_between(0, 10_000_000), "0-10000000"),
}
"""Keys of the `press:` block: how a value is read, and what it may be."""


def read_press_settings(block: Mapping[str, object], folder: Path) -> Remarked[PressSettings]:
    """Return the settings of a `press:` block; paths are relative to `folder`, the issue's.

    A key that does not exist (PS01), a value out of its range (PS02) and a profile that is no CMYK output profile
    (PS03) are errors, and the default stands in their place.
    """
    values: dict[str, Any] = {}
    remarks: list[Diagnostic] = []
    for key, value in block.items():
        if key not in _KEYS:
            from difflib import get_close_matches

            near = get_close_matches(str(key), _KEYS, 1)
            known = near[0] if near else ", ".join(_KEYS)
            remarks.append(Diagnostic.make("PS01", Severity.ERROR, key=str(key), known=known))
            continue
        read, allowed = _KEYS[key]
        try:
            values[key] = read(value)
        except (TypeError, ValueError, KeyError, IndexError):
            remarks.append(Diagnostic.make("PS02", Severity.ERROR, key=key, value=str(value), allowed=allowed))
    if "profile" in values:
        path = folder / str(values["profile"])
        if is_output_profile(path):
            values["profile"] = path
        else:
            remarks.append(Diagnostic.make("PS03", Severity.ERROR, file=str(values.pop("profile"))))
    return Remarked(PressSettings(**values), tuple(remarks))


def is_output_profile(path: Path) -> bool:
    """Tell whether a file is an ICC profile of a CMYK press."""
    try:
        with path.open("rb") as file:
            head = file.read(128)
    except OSError:
        return False
    return head[12:16] == b"prtr" and head[16:20] == b"CMYK" and head[36:40] == b"acsp"
