"""Lines as ALTO: one String for each unbroken run, SP for a space of the copy, HYP for a hyphen that is in no copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from layout.export.alto.boxes import PixelBox, around
from layout.export.xml import element, quoted

if TYPE_CHECKING:
    from layout.export.alto.boxes import Characters

_RUNS = re.compile(r"\S+|\s+")

_GLYPH = '<Glyph CONTENT="%s" HPOS="%d" VPOS="%d" WIDTH="%d" HEIGHT="%d"/>'


def text_line(name: str, line: Characters, *, style: str | None = None) -> str:
    """Return a line's element; `name` is its id. A line of spaces alone becomes an empty string that keeps its box."""
    inside = list(_pieces(name, line))
    boxes = [*line.boxes, *filter(None, [line.hyphen])]
    left, top, right, bottom = around(boxes)
    if line.hyphen is not None:
        inside.append(element("HYP", CONTENT="-", **place(line.hyphen)))
    return element(
        "TextLine", *inside, ID=name, STYLEREFS=style, HPOS=left, VPOS=top, WIDTH=right - left, HEIGHT=bottom - top
    )


def place(box: PixelBox) -> dict[str, int]:
    """Return a box as the attributes of an ALTO element, in pixels."""
    left, top, right, bottom = box
    return {"HPOS": left, "VPOS": top, "WIDTH": right - left, "HEIGHT": bottom - top}


def _pieces(name: str, line: Characters) -> Iterator[str]:
    """Yield strings and spaces; a line cannot begin with SP (the schema), so a space there is left to the box."""
    number = 0
    for begin, end, blank in _spans(line):
        if blank:
            if number:
                yield element("SP", **place(around(line.boxes[begin:end])))
            continue
        number += 1
        yield _string(f"{name}_S{number}", line, begin, end)
    if not number:
        boxes = [*line.boxes, *filter(None, [line.hyphen])]
        left, top, right, bottom = around(boxes)
        yield (
            f'<String ID="{name}_S1" CONTENT="" HPOS="{left}" VPOS="{top}" WIDTH="{right - left}" '
            f'HEIGHT="{bottom - top}" WC="1.0"/>'
        )


def _spans(line: Characters) -> Iterator[tuple[int, int, bool]]:
    """Yield where runs and spaces begin and end, counted in characters; a table's cells are cut apart."""
    first = "".join(text[0] for text in line.texts)
    cuts = set(line.starts)
    for found in _RUNS.finditer(first):
        begin, end = found.span()
        blank = found[0].isspace()
        for cut in sorted(cut for cut in cuts if begin < cut < end):
            yield begin, cut, blank
            begin = cut
        yield begin, end, blank


def _string(name: str, line: Characters, begin: int, end: int) -> str:
    texts, boxes = line.texts[begin:end], line.boxes[begin:end]
    left, top, right, bottom = around(boxes)
    rows = [(quoted(text[0]), x0, y0, x1 - x0, y1 - y0) for text, (x0, y0, x1, y1) in zip(texts, boxes, strict=True)]
    return (
        f'<String ID="{name}" CONTENT="{quoted("".join(texts))}" HPOS="{left}" VPOS="{top}" WIDTH="{right - left}" '
        f'HEIGHT="{bottom - top}" WC="1.0">{"".join(map(_GLYPH.__mod__, rows))}</String>'
    )
