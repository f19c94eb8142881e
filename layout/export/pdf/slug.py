"""The slug line 页外说明: outside the trim, what a sheet is, so that nobody prints from a draft.

It is set like a form's row, from the face's own widths; what is cut away needs no composer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.export.pdf.plain_line import plain_line
from layout.geometry import Length, mm, pt
from layout.sheet import Text

if TYPE_CHECKING:
    from layout.export.pdf.imposition import Side
    from layout.sheet import Edition
    from layout.typeface import TypeCase

SLUG_LINE: Length = mm(6)
"""Room outside the bleed for the slug line, where no marks give more."""

_SIZE = pt(7)
_LEFT = mm(8)
_DROP = mm(4.2)


def slug_line(edition: Edition, side: Side, bleed: Length, case: TypeCase) -> tuple[Text, ...]:
    """Return the line of each page of a side, below its bleed: paper, issue, day, page, draft or release."""
    if edition.release is None:
        return ()
    found = []
    for left, sheet in side.places:
        status = edition.release.of_page(sheet.number).words
        day = edition.date.isoformat()
        said = f"{edition.name}  第 {edition.number} 期  {day}  第 {sheet.label} 版  {status}"
        found.append(Text(left + _LEFT, side.height + bleed + _DROP, plain_line(said, case, "sans", _SIZE)))
    return tuple(found)
