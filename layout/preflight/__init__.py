"""Preflight 印前检查: what would go wrong at the press, found before the plates are made.

`check_sheets` looks at finished pages before export, `check_file` at any PDF; the rules of colour, black, lines, images
and ink are the same functions for both. `docs/press.md` lists the checks with their sources.
"""

from typing import TYPE_CHECKING

from layout.ground.lazily import lazily

if TYPE_CHECKING:
    from layout.preflight.paint.finding import Finding
    from layout.preflight.paint.painted import Expected
    from layout.preflight.press.checking import check_file, check_foreign
    from layout.preflight.press.report import Report
    from layout.preflight.sheet.sheets import check_sheets

__all__ = ["Expected", "Finding", "Report", "check_file", "check_foreign", "check_sheets"]

__getattr__ = lazily(
    __name__,
    {
        "check_file": "press.checking",
        "check_foreign": "press.checking",
        "Finding": "paint.finding",
        "Expected": "paint.painted",
        "Report": "press.report",
        "check_sheets": "sheet.sheets",
    },
)
