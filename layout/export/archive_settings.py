"""What a library wants: the `archive:` block of issue.yaml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from layout.diagnostics import Diagnostic, Remarked, Severity
from layout.export.pdf.settings import PressSettings


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """What a library wants.

    `dpi` and `gray` are the masters' (gray None: where a page has black ink only), `tiff` their compression, `jp2`
    adds lossless JPEG 2000. `paper` shows newsprint as measured. `edition` counts the editions of one day. `press`
    are the press file's settings (its profile is the images' and the PDF/A's); `workers` the processes that render.
    `cache` keeps converted pictures between builds.
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


def _whole(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError
        return value

    return read


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


_INKS: Mapping[str, bool | None] = {"auto": None, "gray": True, "rgb": False}

_KEYS: Mapping[str, tuple[str, Callable[[object], Any], str]] = {
    "dpi": ("dpi", _whole(150, 600), "150-600"),
    "colour": ("gray", lambda value: _INKS[str(value)], "auto | gray | rgb"),
    "tiff": ("tiff", lambda value: {"deflate": "deflate", "none": "none"}[str(value)], "deflate | none"),
    "jp2": ("jp2", _flag, "true | false"),
    "paper": ("paper", _flag, "true | false"),
    "edition": ("edition", _whole(1, 99), "1-99"),
}
"""Keys of the `archive:` block: the setting, how a value is read, and what it may be."""


def read_archive_settings(
    block: Mapping[str, object], press: PressSettings, *, cache: Path | None = None
) -> Remarked[ArchiveSettings]:
    """Return the settings of an `archive:` block, on top of the print shop's.

    A key that does not exist (A050) and a value out of its range (A051) are errors, and the default stands in their
    place.
    """
    values: dict[str, Any] = {}
    remarks: list[Diagnostic] = []
    for key, value in block.items():
        if key not in _KEYS:
            near = get_close_matches(str(key), _KEYS, 1)
            known = near[0] if near else ", ".join(_KEYS)
            remarks.append(Diagnostic.make("A050", Severity.ERROR, key=str(key), known=known))
            continue
        name, read, allowed = _KEYS[key]
        try:
            values[name] = read(value)
        except (TypeError, ValueError, KeyError):
            remarks.append(Diagnostic.make("A051", Severity.ERROR, key=key, value=str(value), allowed=allowed))
    return Remarked(ArchiveSettings(press=press, cache=cache, **values), tuple(remarks))
