"""What a library wants: the `archive:` block of issue.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from layout.diagnostics import Remarked
from layout.export.pdf.settings import PressSettings
from layout.export.wishes import Wish, WishBlock, flag, one_of, whole
from layout.ground.dataclass import dataclass, field


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """What a library wants.

    `dpi` and `gray` are the masters' (gray None: where a page has black ink only), `tiff` their compression, `jp2`
    adds lossless JPEG 2000. `paper` shows newsprint as measured. `edition` counts the editions of one day. `press`
    are the press file's settings (its profile is the images' and the PDF/A's); `workers` the processes that render.
    `cache` keeps converted pictures between builds, `pages` the pages' images.
    """

    dpi: int = 300
    gray: bool | None = None
    tiff: Literal["deflate", "none"] = "deflate"
    jp2: bool = False
    paper: bool = False
    edition: int = 1
    workers: int = 2
    press: PressSettings = field(default_factory=PressSettings)
    cache: Path | None = None
    pages: Path | None = None


BLOCK = WishBlock(
    "archive",
    {
        "dpi": Wish(whole(150, 600), "150-600"),
        "colour": Wish(one_of({"auto": None, "gray": True, "rgb": False}), "auto | gray | rgb", setting="gray"),
        "tiff": Wish(one_of({"deflate": "deflate", "none": "none"}), "deflate | none"),
        "jp2": Wish(flag, "true | false"),
        "paper": Wish(flag, "true | false"),
        "edition": Wish(whole(1, 99), "1-99"),
    },
    unknown="A050",
    refused="A051",
)


def read_archive_settings(
    written: Mapping[str, object], press: PressSettings, *, cache: Path | None = None
) -> Remarked[ArchiveSettings]:
    """Return the settings of an `archive:` block, on top of the print shop's.

    A key that does not exist (A050) and a value out of its range (A051) are errors, and the default stands in their
    place.
    """
    return BLOCK.read(written, ArchiveSettings, press=press, cache=cache)
