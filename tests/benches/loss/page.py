"""Glyphs of a PDF, gathered to rows of type."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

OPENERS = set("“‘「『（【〖〔［｛《〈")
CLOSERS = set("”’」』）】〗〕］｝》〉")
COMMAS = set("，、；：")
STOPS = set("。？！．")
MARKS = OPENERS | CLOSERS | COMMAS | STOPS

BASELINE_TOLERANCE = 0.3
"""Glyphs this near in height, in ems, stand on one baseline."""

COLUMN_GAP = 1.2
"""A blank of this many ems between two glyphs parts two columns (or a turned-in first line from what is left of it)."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph: its character, origin, the font's own advance, size; in points, y upwards."""

    char: str
    x: float
    y: float
    advance: float
    size: float

    @property
    def is_han(self) -> bool:
        """Tell whether it shows a Han character (or a radical that stands for one in a font's character map)."""
        return (
            "\u2e80" <= self.char <= "\u2fdf"
            or "\u3400" <= self.char <= "\u9fff"
            or self.char in "〇々"
            or (self.char >= "\U00020000")
        )

    @property
    def is_western(self) -> bool:
        """Tell whether it is a Western letter or figure."""
        return self.char < "\u0250" and self.char.isalnum()


@dataclass(frozen=True, slots=True)
class Row:
    """Glyphs on one baseline of one column, left to right."""

    page: int
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The characters shown."""
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def left(self) -> float:
        """Origin of the first glyph."""
        return self.glyphs[0].x

    @property
    def y(self) -> float:
        """The baseline."""
        return self.glyphs[0].y


def read_glyphs(path: Path) -> list[list[Glyph]]:
    """Return each page's glyphs in the order of the file; ligatures and dashes of two ems are told apart."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LTChar
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    def walk(item: object) -> Iterator[LTChar]:
        if isinstance(item, LTChar):
            yield item
        elif hasattr(item, "__iter__"):
            for child in item:
                yield from walk(child)

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    pages = []
    with path.open("rb") as file:
        sheets = list(PDFPage.get_pages(file))
        for sheet in sheets:
            interpreter.process_page(sheet)
            pages.append(list(walk(device.get_result())))
    wider = _wider(char for page in pages for char in page)
    return [list(_glyphs(page, wider)) for page in pages]


def _wider(chars: Iterable[Any]) -> dict[str, float]:
    """Return, by font, by how many ems its advances are wider than those of another subset of the same face.

    A program may close gaps for readers of the file with sorts of a wider cell; what is seen is the gap all the same.
    """
    advances: dict[str, dict[str, float]] = {}
    for char in chars:
        advances.setdefault(char.fontname, {})[char.get_text()] = char.adv / abs(char.matrix[3] or 1)
    least: dict[tuple[str, str], float] = {}
    for font, known in advances.items():
        face = font.rpartition("+")[2]
        for text, advance in known.items():
            least[face, text] = min(advance, least.get((face, text), advance))
    return {
        font: max(advance - least[font.rpartition("+")[2], text] for text, advance in known.items())
        for font, known in advances.items()
    }


def _glyphs(chars: Iterable[Any], wider: dict[str, float]) -> Iterator[Glyph]:
    for char in chars:
        _, _, _, d, x, y = char.matrix
        text = char.get_text()
        if text.startswith("(cid:") or not text.strip(" \t\r\n\u00a0"):
            continue
        shown = "".join(unicodedata.normalize("NFKC", one) if "\u2e80" <= one <= "\u2fdf" else one for one in text)
        if shown == "⸺":
            shown = "——"
        step = (char.adv - wider[char.fontname] * abs(d)) / len(shown)
        for number, one in enumerate(shown):
            yield Glyph(one, x + number * step, y, step, abs(d))


def read_rows(path: Path) -> tuple[float, list[Row]]:
    """Return the em in points (median advance of Han glyphs) and the rows of all pages, in reading order.

    Rows of one column follow each other; columns are taken from left to right. Reading order across blocks of a page
    is the order of columns, which is what a bench sheet or a galley has.
    """
    pages = read_glyphs(path)
    em = median(glyph.advance for page in pages for glyph in page if glyph.is_han)
    rows: list[Row] = []
    for number, page in enumerate(pages):
        found = _rows_of(page, number, em)
        columns: list[list[Row]] = []
        for row in sorted(found, key=lambda row: row.left):
            home = next((column for column in columns if abs(column[0].left - row.left) < 4 * em), None)
            if home is None:
                columns.append([row])
            else:
                home.append(row)
        for column in columns:
            rows += sorted(column, key=lambda row: -row.y)
    return em, rows


def _rows_of(glyphs: list[Glyph], page: int, em: float) -> list[Row]:
    rows: list[Row] = []
    level: list[Glyph] = []

    def close() -> None:
        part: list[Glyph] = []
        for glyph in sorted(level, key=lambda glyph: glyph.x):
            if part and glyph.x - (part[-1].x + part[-1].advance) > COLUMN_GAP * em:
                rows.append(Row(page, tuple(part)))
                part = []
            part.append(glyph)
        if part:
            rows.append(Row(page, tuple(part)))

    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if level and level[0].y - glyph.y > BASELINE_TOLERANCE * em:
            close()
            level = []
        level.append(glyph)
    if level:
        close()
    return rows
