"""Text in the cells of a terminal, where 字 takes two: measured, padded, turned over at the edge."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from layout.ground.expression import expression

_PIECE = expression(r"[!-~]+ ?| |[（“]*.[，。、；：）！？”]*")
"""What a line may be broken between: Western words, and other characters with the marks that cling to them."""


def cells(text: str) -> int:
    """Return how many cells a text takes."""
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return a text with blanks up to a width, behind it or before it."""
    blanks = " " * (width - cells(text))
    return blanks + text if right else text + blanks


def cut(text: str, width: int) -> str:
    """Return a text of at most `width` cells, with … where it was longer."""
    if cells(text) <= width:
        return text
    while text and cells(text) >= width:
        text = text[:-1]
    return text + "…" if width > 0 else ""


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield a text in lines of at most `width` cells; a word wider than that stands alone."""
    line = ""
    for piece in _PIECE.findall(text):
        if line and cells(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line or piece != " " else ""
    yield line.rstrip()


def columns(most: int) -> int:
    """Return how many cells wide the terminal is, 80 where nobody knows, at most `most`."""
    return min(shutil.get_terminal_size((80, 24)).columns, most)
