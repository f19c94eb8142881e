"""A table 表格 in a leg: columns as wide as their copy, a head row, three rules 三线表.

Rules stand over the table, under its head row and at its foot, and over its notes. Rows are parted by hairlines, too,
where one of them turns over: white alone would not tell which lines are one row.

Each row of the page holds one line of every cell, so a table stands on the baseline grid like any text. Cells that are
too wide for their column turn over inside it. Columns stand as the desk's ruler says; in one that stands right the
figures stand with their points under one another. A note (注：…) alone in its row takes the whole width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from layout.compose.line.fount import fount_of
from layout.compose.line.paragraph import set_paragraph
from layout.compose.line.ready import ready
from layout.compose.line.single import set_single
from layout.compose.line.spec import Matter
from layout.compose.line.told import breaks_of, divided
from layout.compose.story.galley import GalleyLine
from layout.diagnostics import Diagnostic, Locus, Remarked
from layout.ground.dataclass import dataclass, replace
from layout.ground.expression import expression

if TYPE_CHECKING:
    from layout.compose.line.spec import TypeSpec
    from layout.geometry import Length
    from layout.issue.model import Align, Paragraph, Span
    from layout.sheet import Line, Run
    from layout.sheet.line import Decoration, Ending
    from layout.typeface import TypeCase

_NOTE = expression("注|[*※]|(?:资料|数据)?来源：|说明：")
_FIGURE = expression(r"([+\-−±¥￥$€]?[0-9][0-9,]*)(?:\.[0-9]+)?(?:%|‰|％)?")

GAP_EMS = 1
"""Space between two columns, in ems of the table's type."""


def set_table(
    story: str, paragraph: Paragraph, stylebook: Mapping[str, TypeSpec], measure: Length, case: TypeCase
) -> Remarked[list[GalleyLine]]:
    """Return a table's lines at a measure, and what could not be kept whole; the first row is its head.

    A line's role is `table`; its `ending` is `turn` inside a row, `row` at a row's end, `stop` where make-up draws a
    hairline under it, and `last` at the table's end. The head row stands once more over each leg that a row begins. A
    table without cells has no lines.
    """
    cells = [row for row in _marked_cells(paragraph) if any(cell.text for cell in row)]
    if not cells:
        return Remarked([])
    spec = replace(stylebook["table"], align="left", indent=0)
    head = replace(stylebook["subhead"], align="left", size=spec.size, indent=0)
    specs = [head, *[spec] * (len(cells) - 1)]
    count = max(map(len, cells))
    notes = [
        number > 0 and bool(_NOTE.match(row[0].text)) and not any(cell.text for cell in row[1:])
        for number, row in enumerate(cells)
    ]
    columns = [_column(cells, specs, notes, col, paragraph.aligns, case) for col in range(count)]
    gap = GAP_EMS * spec.size
    widths = _shared(
        [column.natural for column in columns],
        [column.least for column in columns],
        measure - (count - 1) * gap,
    )
    # What the columns do not need goes between them, so that the last one ends at the leg's right edge.
    spare = measure - sum(widths) - (count - 1) * gap
    lefts = [sum(widths[:col]) + col * gap + spare * col // max(1, count - 1) for col in range(count)]
    at = Locus(story, "body", paragraph.index)
    remarks: list[Diagnostic] = []
    lines: list[GalleyLine] = []
    again: list[GalleyLine] = []
    rows: list[list[list[tuple[Length, Line]]]] = []
    for row, row_spec, note in zip(cells, specs, notes, strict=True):
        if note:
            rows.append([[(0, line)] for line in _turned(row[0], row_spec, measure, case, at)])
            continue
        set_cells = [
            _cell(cell, row_spec, left, width, column, case, at)
            for cell, left, width, column in zip(row, lefts, widths, columns, strict=False)
        ]
        for cell, stack in zip(row, set_cells, strict=False):
            place = replace(at, offset=cell.at)
            breaks = breaks_of([line for _, line in stack])
            remarks += divided(cell.text, cell.spans, row_spec.rules, breaks, place)
        deep = max(map(len, set_cells))
        rows.append([[cell[level] for cell in set_cells if level < len(cell)] for level in range(deep)])
    ruled = any(len(row) > 1 for row, note in zip(rows[1:], notes[1:], strict=True) if not note)
    for number, (row_lines, note) in enumerate(zip(rows, notes, strict=True)):
        end: Ending = "last" if number == len(rows) - 1 else "row"
        if end == "row" and (number == 0 or ruled or note or notes[number + 1]):
            end = "stop"
        for level, stands in enumerate(row_lines):
            inside = level < len(row_lines) - 1
            whole = _row(stands, measure, "turn" if inside else end)
            over = () if number == 0 or note else tuple(again)
            lines.append(GalleyLine(whole, keep=number == 0 or inside, again=over))
            if number == 0:
                again.append(GalleyLine(whole, keep=True, repeats=True))
    return Remarked(lines, tuple(remarks))


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell's copy with its marks, and where it begins in its paragraph's text."""

    text: str
    spans: tuple[Span, ...] = ()
    at: int = 0


def _marked_cells(paragraph: Paragraph) -> tuple[tuple[_Cell, ...], ...]:
    """Return a table's cells; its paragraph's text is theirs with one character between any two."""
    rows, end = [], 0
    for row in paragraph.cells:
        cells = []
        for text in row:
            start = end + (end > 0)
            end = start + len(text)
            inside = (span for span in paragraph.spans if start <= span.start and span.end <= end)
            moved = (replace(span, start=span.start - start, end=span.end - start) for span in inside)
            cells.append(_Cell(text, tuple(moved), start))
        rows.append(tuple(cells))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: how it stands, its natural and its least width, and what its figures take from the point on.

    In the least none of its figures and words is divided.
    """

    align: Align
    natural: Length
    least: Length
    tail: Length


def _column(
    cells: Sequence[Sequence[_Cell]],
    specs: Sequence[TypeSpec],
    notes: Sequence[bool],
    col: int,
    aligns: Sequence[Align | Literal[""]],
    case: TypeCase,
) -> _Column:
    said = aligns[col] if col < len(aligns) else ""
    figures = [] if said else _figures(cells, notes, col)
    align: Align = said or ("right" if len(figures) > 1 else "left")
    # Whole figures among decimals are of other units: unless the desk says how, they end level, their points do not.
    level = len({"." in figure for figure in figures}) < 2
    natural = least = head = tail = 0
    for row, spec, note in zip(cells, specs, notes, strict=True):
        if note or col >= len(row):
            continue
        width = _width(row[col], spec, case)
        natural = max(natural, width)
        least = max(least, min(width, 2 * spec.size), _piece(row[col], spec, case))
        point = _point(row[col], spec, case)
        if align == "right" and level and point >= 0:
            head, tail = max(head, width - point), max(tail, point)
    return _Column(align, max(natural, head + tail), least, tail)


def _figures(cells: Sequence[Sequence[_Cell]], notes: Sequence[bool], col: int) -> list[str]:
    """Return the figures of a column under its head; none where words stand among them, nor of the first column.

    That one names its rows. A cell may be empty or hold a dash.
    """
    texts = [row[col].text for row, note in zip(cells[1:], notes[1:], strict=True) if not note and col < len(row)]
    figures = [text for text in texts if _FIGURE.fullmatch(text)]
    others = [text for text in texts if text.strip("-—–") and not _FIGURE.fullmatch(text)]
    return figures if col and not others else []


def _piece(cell: _Cell, spec: TypeSpec, case: TypeCase) -> Length:
    """Return what the longest piece of a cell takes that is not divided without a price."""
    if not cell.text:
        return 0
    stick = ready(cell.text, fount_of(case, spec), spec.rules, spans=cell.spans)
    breaks = [0, *(at for at, legal in enumerate(stick.legal) if legal and at not in stick.prices)]
    return max(stick.ends[end] - stick.starts.get(start, stick.origins[start]) for start, end in pairwise(breaks))


def _point(cell: _Cell, spec: TypeSpec, case: TypeCase) -> Length:
    """Return what a figure takes from its point on, its sign for percent too; -1 for a cell that is no figure."""
    figure = _FIGURE.fullmatch(cell.text)
    if not figure:
        return -1
    return _width(cell, spec, case) - _width(_Cell(figure[1]), spec, case)


def _turned(cell: _Cell, spec: TypeSpec, width: Length, case: TypeCase, at: Locus) -> tuple[Line, ...]:
    if not cell.text:
        return ()
    return set_paragraph(cell.text, spec, width, case, Matter(cell.spans, "table", at.paragraph, at))


def _cell(
    cell: _Cell, spec: TypeSpec, left: Length, width: Length, column: _Column, case: TypeCase, at: Locus
) -> list[tuple[Length, Line]]:
    """Return a cell's lines, each with where it begins."""
    point = _point(cell, spec, case) if column.align == "right" and column.tail else -1
    own = _width(cell, spec, case)
    if point >= 0 and own + column.tail - point <= width:
        return [(left + width - column.tail + point - own, line) for line in _turned(cell, spec, width, case, at)]
    return [(left, line) for line in _turned(cell, replace(spec, align=column.align), width, case, at)]


def _width(cell: _Cell, spec: TypeSpec, case: TypeCase) -> Length:
    return set_single(cell.text, spec, case, role="table", spans=cell.spans).extent if cell.text else 0


def _shared(natural: Sequence[Length], least: Sequence[Length], space: Length) -> list[Length]:
    """Share the room: what columns need if that fits; else the widest give way, in proportion, down to their least.

    Where not even that fits, all give way in proportion.
    """
    need = sum(natural)
    if need <= space:
        return list(natural)
    if sum(least) > space:
        return [width * space // need for width in natural]
    widths: dict[int, Length] = {}
    while True:
        still = [col for col in range(len(natural)) if col not in widths]
        left = space - sum(widths.values())
        wide, pieces = sum(natural[col] for col in still), sum(least[col] for col in still)
        held = {col: least[col] for col in still if natural[col] * left // wide < least[col]}
        if not held:  # columns under an even share keep their width, as long as it leaves the others their least
            for col in sorted(still, key=natural.__getitem__):
                pieces += natural[col] - least[col]
                if natural[col] > left // len(still) or pieces > left:
                    break
                held[col] = natural[col]
        if not held:
            widths |= {col: natural[col] * left // wide for col in still}
        widths |= held
        if len(widths) == len(natural):
            return [widths[col] for col in range(len(natural))]


def _row(stands: Sequence[tuple[Length, Line]], measure: Length, ending: Ending) -> Line:
    """Return one line that holds the lines of several cells beside each other."""
    runs: tuple[Run, ...] = ()
    marks: tuple[Decoration, ...] = ()
    text = ""
    for left, line in stands:
        runs += tuple(replace(run, x=run.x + left) for run in line.runs)
        marks += tuple(_moved(mark, left, len(text)) for mark in line.decorations)
        text += line.text
    return replace(
        stands[0][1], text=text, runs=runs, extent=measure, natural=measure, measure=measure, ending=ending,
        decorations=marks,
    )  # fmt: skip


def _moved(mark: Decoration, right: Length, on: int) -> Decoration:
    """Return a mark of a cell at its place in the row."""
    centres = tuple(centre + right for centre in mark.centres)
    return replace(
        mark, start=mark.start + on, end=mark.end + on, x0=mark.x0 + right, x1=mark.x1 + right, centres=centres
    )
