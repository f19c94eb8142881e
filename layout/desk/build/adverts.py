"""Adverts looked over as they will print: each alone on its page, by the checks of the finished file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from layout.diagnostics import Place
from layout.ground.dataclass import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.desk.build.results import Judged
    from layout.diagnostics import Diagnostic
    from layout.sheet import Edition, Picture

_OF_PAINT = ("BK", "CO", "IM", "LW", "TA")
"""Families of checks that look at what is painted, not at how the file is built."""


def as_printed(edition: Edition, adverts: Sequence[Picture], judged: Judged, kept: Path) -> Iterator[Diagnostic]:
    """Yield what the checks of the finished file say of each advert at its size: pictures too coarse, lines too thin.

    The finding stands at the advert's own file, which the docket brings to the line of copy.
    """
    from layout.export.pdf.press import write_press
    from layout.preflight import check_file

    settings = replace(judged.settings.press, spreads=False, marks=False)
    for sheet in edition.sheets:
        for item in dict.fromkeys(item for item in sheet.items if item in adverts):
            alone = replace(edition, sheets=(replace(sheet, items=(item,), regions=()),))
            with TemporaryDirectory() as folder:
                made = write_press(alone, judged.case, Path(folder), settings, per_page=False, cache=kept)
                if not made.value:
                    continue
                report = check_file(made.value[0], settings)
            source = getattr(item, "source", "")
            for remark in report.diagnostics:
                if remark.code[:2] in _OF_PAINT:
                    yield replace(remark, at=Place(source))
