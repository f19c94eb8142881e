"""What the print shop wants: the `press:` block of issue.yaml, with defaults that a newspaper press accepts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from layout.diagnostics import Diagnostic, Locus, Remarked, Severity
from layout.export.wishes import Wish, WishBlock, flag, number, one_of, whole, words
from layout.geometry import Length, mm
from layout.ground.dataclass import dataclass, field, replace
from layout.rules.press import (
    INK_LIMIT,
    INK_MOST,
    INK_WARNING,
    INK_WINDOW,
    PHOTO_AIM,
    PHOTO_LEAST,
    PHOTO_MOST,
    PHOTO_WARNING,
)

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
    register marks and a colour bar in the slug; `slug_line` says there what the sheet is, draft or release. `bleed`
    replaces the sheet's own. `per_page` writes one file a page besides the whole issue, named by `page_name`;
    `one_page_files` says that the shop takes only files of one page. `spreads` pairs pages as they lie on the
    printer's sheet, `gutter` apart. `photo_*` are effective resolutions in pixels an inch: error below `least`,
    warning below `warning` and above `most`; pictures are made for `aim`. `spots` are the spot inks that the press
    runs besides the four.
    """

    standard: Standard = "PDF/X-1a:2003"
    profile: Path = field(default_factory=house_profile)
    condition: str = "CGATS TR 002"
    condition_info: str = "SNAP TR 002-2007, coldset newsprint"
    ink_limit: int = INK_LIMIT
    ink_warning: int = INK_WARNING
    ink_most: int = INK_MOST
    ink_window: float = INK_WINDOW
    marks: bool = False
    slug_line: bool = True
    bleed: Length | None = None
    slug: Length = _SLUG
    per_page: bool = True
    one_page_files: bool = False
    whole_name: str = "{number}.pdf"
    page_name: str = "{number}-{page:02d}.pdf"
    spreads: bool = False
    gutter: Length = 0
    photo_least: int = PHOTO_LEAST
    photo_warning: int = PHOTO_WARNING
    photo_aim: int = PHOTO_AIM
    photo_most: int = PHOTO_MOST
    sharpen: bool = False
    tone: bool = False
    spots: tuple[str, ...] = ()
    contact: str = ""
    copies: int = 0


_STANDARDS = {"x-1a": "PDF/X-1a:2003", "pdf/x-1a": "PDF/X-1a:2003", "pdf/x-1a:2003": "PDF/X-1a:2003"} | {
    "x-4": "PDF/X-4", "pdf/x-4": "PDF/X-4", "pdf/x-4:2010": "PDF/X-4",
}  # fmt: skip


def _inks(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return tuple(words(name) for name in value)


def _millimetres(least: float, most: float) -> Callable[[object], Length]:
    within = number(least, most)
    return lambda value: mm(within(value))


def _file_name(*wanted: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        name = words(value)
        try:
            made = name.format(number=2346, page=1)
        except AttributeError as slip:  # {number.of}
            raise ValueError from slip
        distinct = all(f"{{{key}" in name for key in wanted)
        if not distinct or Path(made).name != made or not made.endswith(".pdf"):
            raise ValueError
        return name

    return check


BLOCK = WishBlock(
    "press",
    {
        "standard": Wish(one_of(_STANDARDS), "PDF/X-1a | PDF/X-4"),
        "profile": Wish(lambda value: Path(words(value)), "*.icc"),
        "condition": Wish(words, "CGATS TR 002, IFRA26, …"),
        "condition_info": Wish(words, "…"),
        "ink_limit": Wish(number(100, 400), "100-400 (%)"),
        "ink_warning": Wish(number(100, 400), "100-400 (%)"),
        "ink_most": Wish(number(100, 400), "100-400 (%)"),
        "ink_window": Wish(number(1, 100), "1-100 (mm²)"),
        "marks": Wish(flag, "true | false"),
        "slug_line": Wish(flag, "true | false"),
        "bleed": Wish(_millimetres(0, 10), "0-10 (mm)"),
        "slug": Wish(_millimetres(8, 30), "8-30 (mm)"),
        "per_page": Wish(flag, "true | false"),
        "one_page_files": Wish(flag, "true | false"),
        "whole_name": Wish(_file_name("number"), "{number}.pdf"),
        "page_name": Wish(_file_name("number", "page"), "{number}-{page:02d}.pdf"),
        "spreads": Wish(flag, "true | false"),
        "gutter": Wish(_millimetres(0, 40), "0-40 (mm)"),
        "photo_least": Wish(number(50, 1200), "50-1200 (ppi)"),
        "photo_warning": Wish(number(50, 1200), "50-1200 (ppi)"),
        "photo_aim": Wish(number(50, 1200), "50-1200 (ppi)"),
        "photo_most": Wish(number(50, 2400), "50-2400 (ppi)"),
        "sharpen": Wish(flag, "true | false"),
        "tone": Wish(flag, "true | false"),
        "spots": Wish(_inks, "[PANTONE 185 C, …]"),
        "contact": Wish(words, "…"),
        "copies": Wish(whole(0, 10_000_000), "0-10000000"),
    },
    unknown="PS01",
    refused="PS02",
)


def read_press_settings(written: Mapping[str, object], folder: Path) -> Remarked[PressSettings]:
    """Return the settings of a `press:` block; paths are relative to `folder`, the issue's.

    A key that does not exist (PS01), a value out of its range (PS02) and a profile that is no CMYK output profile
    (PS03) are errors, and the default stands in their place.
    """
    read = BLOCK.read(written, PressSettings)
    wanted = read.value.profile
    if wanted == house_profile():
        return read
    if is_output_profile(folder / wanted):
        return Remarked(replace(read.value, profile=folder / wanted), read.remarks)
    remark = Diagnostic.make("PS03", Severity.ERROR, Locus("", "press.profile"), file=str(written["profile"]))
    return Remarked(replace(read.value, profile=house_profile()), (*read.remarks, remark))


def is_output_profile(path: Path) -> bool:
    """Tell whether a file is an ICC profile of a CMYK press."""
    try:
        with path.open("rb") as file:
            head = file.read(128)
    except OSError:
        return False
    return head[12:16] == b"prtr" and head[16:20] == b"CMYK" and head[36:40] == b"acsp"
