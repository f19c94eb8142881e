"""A table 表格 in a leg: columns as wide as their copy, a head row, hairlines between the rows.

Each row of the page holds one line of every cell, so a table stands on the baseline grid like any text. Cells that are
too wide for their column turn over inside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from layout.compose.line.paragraph import set_paragraph
from layout.compose.line.single import set_single
from layout.compose.story.galley import GalleyLine
from layout.diagnostics import Locus
from layout.ground.dataclass import replace

if TYPE_CHECKING:
    from layout.compose.line.spec import TypeSpec
    from layout.geometry import Length
    from layout.issue.model import Paragraph
    from layout.sheet import Line, Run
    from layout.sheet.line import Ending
    from layout.typeface import TypeCase

GAP_EMS = 1
"""Space between two columns, in ems of the table's type."""


def set_table(
    story: str, paragraph: Paragraph, stylebook: Mapping[str, TypeSpec], measure: Length, case: TypeCase
) -> list[GalleyLine]:
    """Return a table's lines at a measure; the first row is its head.

    A line's role is `table`; its `ending` is `turn` inside a row and `stop` at a row's end, where make-up draws a
    hairline (`last` at the table's end). A table without cells has no lines.
    """
    cells = [row for row in paragraph.cells if any(row)]
    if not cells:
        return []
    spec = replace(stylebook["table"], align="left", indent=0)
    head = replace(stylebook["subhead"], align="left", size=spec.size, indent=0)
    specs = [head, *[spec] * (len(cells) - 1)]
    count = max(map(len, cells))
    natural = [
        max((_width(row[col], row_spec, case) for row, row_spec in zip(cells, specs, strict=True) if col < len(row)),
            default=0)
        for col in range(count)
    ]  # fmt: skip
    widths = _shared(natural, measure - (count - 1) * GAP_EMS * spec.size, spec.size)
    lefts = [sum(widths[:col]) + col * GAP_EMS * spec.size for col in range(count)]
    locus = Locus(story, "body", paragraph.index)
    lines: list[GalleyLine] = []
    for number, (row, row_spec) in enumerate(zip(cells, specs, strict=True)):
        columns = [
            set_paragraph(cell, row_spec, width, case, role="table", paragraph=paragraph.index, locus=locus)
            if cell
            else ()
            for cell, width in zip(row, widths, strict=False)
        ]
        deep = max(map(len, columns))
        for level in range(deep):
            stands = [
                (left, column[level]) for left, column in zip(lefts, columns, strict=False) if level < len(column)
            ]
            ending: Ending = "turn" if level < deep - 1 else "last" if number == len(cells) - 1 else "stop"
            whole = _row(stands, measure, ending)
            lines.append(GalleyLine(whole, keep=number == 0 or level < deep - 1))
    return lines


def _width(text: str, spec: TypeSpec, case: TypeCase) -> Length:
    return set_single(text, spec, case, role="table").extent if text else 0


def _shared(natural: Sequence[Length], room: Length, em: Length) -> list[Length]:
    """Share the room: what columns need if that fits, spread to the full measure; else the widest give way."""
    need = sum(natural)
    if need <= room:
        spare = (room - need) // len(natural)
        return [width + spare for width in natural]
    # Columns under an even share keep their width; the rest share what is left in proportion.
    fixed = [width for width in natural if width <= room // len(natural)]
    wide = need - sum(fixed)
    left = max(room - sum(fixed), 2 * em * (len(natural) - len(fixed)))
    return [width if width <= room // len(natural) else max(2 * em, width * left // wide) for width in natural]


def _row(stands: Sequence[tuple[Length, Line]], measure: Length, ending: Ending) -> Line:
    """Return one line that holds the lines of several cells beside each other."""
    runs: tuple[Run, ...] = ()
    for left, line in stands:
        runs += tuple(replace(run, x=run.x + left) for run in line.runs)
    text = "".join(line.text for _, line in stands)
    first = stands[0][1]
    return replace(first, text=text, runs=runs, extent=measure, natural=measure, measure=measure, ending=ending)
