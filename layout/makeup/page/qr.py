"""QR codes (ISO/IEC 18004) as vectors in black ink."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from layout.diagnostics import Diagnostic, Locus, Place, Remarked, Severity
from layout.geometry import Box, Length, mm, to_mm
from layout.rules.pages import QR_MODULE, QR_QUIET, QR_SIDE
from layout.sheet import BLACK, WHITE, Fill, Item, Path


def qr_path(text: str, box: Box, *, region: int = -1, at: Locus | Place | None = None) -> Remarked[tuple[Item, ...]]:
    """Return a QR code of `text` as large as `box` allows, centred: paper-white ground and one even-odd black shape.

    Error correction M (15 %), as newsprint needs and no more, so that modules stay large. Modules that touch are one
    outline, so no renderer shows seams. Nothing, with an error, comes back for empty text, text beyond what a code
    holds, a box under 15 mm, or one so small for the text that modules would fill in on press.
    """
    side = min(box.w, box.h)
    if side < QR_SIDE:
        size = round(to_mm(side), 1)
        return Remarked((), (Diagnostic.make("G070", Severity.ERROR, at, size=size, least=round(to_mm(QR_SIDE))),))
    modules, outlines = _code(text)
    if not modules:
        return Remarked((), (Diagnostic.make("G071", Severity.ERROR, at, characters=len(text)),))
    module = side // (modules + 2 * QR_QUIET)
    if module < QR_MODULE:
        needed = -(-QR_MODULE * (modules + 2 * QR_QUIET) // mm(1))
        return Remarked((), (Diagnostic.make("G072", Severity.ERROR, at, characters=len(text), needed=needed),))
    x = box.x + (box.w - module * modules) // 2
    y = box.y + (box.h - module * modules) // 2
    ground = Box(x, y, module * modules, module * modules).inset(-QR_QUIET * module)
    ops: list[tuple[str | Length, ...]] = []
    for outline in outlines:
        for number, (column, row) in enumerate(outline):
            ops.append(("L" if number else "M", x + column * module, y + row * module))
        ops.append(("Z",))
    return Remarked((Fill(ground, WHITE, region), Path(tuple(ops), BLACK, region=region)))


@lru_cache(maxsize=16)
def _code(text: str) -> tuple[int, tuple[tuple[tuple[int, int], ...], ...]]:
    """Return the modules a side of a text's code and the outlines of its dark ones; 0 where there is no code of it.

    Kept: a page is made up again with every keystroke at the desk, and its code stays the same.
    """
    import segno

    try:
        if not text:
            raise ValueError("nothing to encode")  # segno would make a code of it
        code = segno.make_qr(text, error="m", boost_error=False)
    except (segno.DataOverflowError, ValueError):
        return 0, ()
    return len(code.matrix), tuple(map(tuple, _outlines(code.matrix)))


def _outlines(matrix: Sequence[Sequence[int]]) -> list[list[tuple[int, int]]]:
    """Return the corners of the outlines around the dark modules; holes are outlines too (even-odd)."""
    size = len(matrix)

    def dark(column: int, row: int) -> bool:
        return 0 <= column < size and 0 <= row < size and bool(matrix[row][column])

    # Each edge between dark and light, directed so that dark lies to its right; an end may start two edges where
    # two modules touch by a corner only.
    edges: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in range(size):
        for column in range(size):
            if not dark(column, row):
                continue
            for beside, start, end in (
                ((column, row - 1), (column, row), (column + 1, row)),
                ((column + 1, row), (column + 1, row), (column + 1, row + 1)),
                ((column, row + 1), (column + 1, row + 1), (column, row + 1)),
                ((column - 1, row), (column, row + 1), (column, row)),
            ):
                if not dark(*beside):
                    edges.setdefault(start, []).append(end)
    outlines = []
    while edges:
        start = min(edges)
        corners, place, heading = [start], start, (0, 0)
        while True:
            ends = edges[place]
            end = ends.pop()
            if not ends:
                del edges[place]
            turn = (end[0] - place[0], end[1] - place[1])
            if turn == heading:
                corners[-1] = end
            else:
                corners.append(end)
            place, heading = end, turn
            if place == start:
                break
        corners.pop()  # the start again
        outlines.append(corners)
    return outlines
