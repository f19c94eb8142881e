"""The text table of the reader's search: every printed character with its place on the page image.

The browser scans it as it is, so a hit is exact to the character and nothing is left out. A signature of each issue's
character pairs lets a search over years skip the issues that cannot hold the words.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from layout.export.alto.boxes import Characters, GlyphMetrics, characters
from layout.export.reading import ReadingBlock, blocks_of
from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.sheet import Edition, Sheet
    from layout.typeface import TypeCase

SIGNATURE_BITS = 16
"""An issue's signature has 2 to the power of this many bits, a fifth of them set by four pages of copy: words of four
characters that an issue does not hold are ruled out unless its other words hold all their pairs."""

LineRow = tuple[int, int, int, int, int, int, int | list[int]]
"""A line in the table: page, UTF-16 units, 1 where it runs down, near and far edge across it, where it starts, and
the width of each unit (one number where all are equal). Pixels of the page image."""


@dataclass(slots=True)
class Passage:
    """Copy that a search may find in one stretch: a paragraph through all its columns and pages, or a head's part."""

    article: str
    role: str
    text: list[str]
    lines: list[LineRow]


_APART = frozenset({"artwork", "placeholder"})
"""Blocks whose lines say different things: words of a drawing."""


def passages(edition: Edition, case: TypeCase, size: tuple[int, int]) -> tuple[Passage, ...]:
    """Return the edition's printed copy in reading order, each character placed on page images of `size` pixels."""
    metrics = GlyphMetrics(case)
    found: dict[object, Passage] = {}
    for sheet in edition.sheets:
        texts = [(block, text) for block in blocks_of(sheet, sheet.number) for text in block.texts]
        lines = characters([text for _, text in texts], metrics, edition.trim, size)
        for index, ((block, text), line) in enumerate(zip(texts, lines, strict=True)):
            if line.texts:
                passage = found.setdefault(_key(sheet, block, index), Passage(block.story, block.role, [], []))
                passage.text.extend(line.texts)
                passage.lines.append(_row(line, sheet.number, text.line.vertical))
    return tuple(found.values())


def _key(sheet: Sheet, block: ReadingBlock, index: int) -> object:
    """Return what lines of one passage have in common: the paragraph, through all columns and pages, or the block."""
    if block.paragraph >= 0:
        return block.story, block.paragraph
    return (sheet.number, index) if block.role in _APART else (sheet.number, block.id)


def _row(line: Characters, page: int, down: bool) -> LineRow:
    along, across = (1, 0) if down else (0, 1)
    starts = [box[along] for box in line.boxes]
    ends = [*starts[1:], line.boxes[-1][along + 2]]
    widths: list[int] = []
    for text, start, end in zip(line.texts, starts, ends, strict=True):
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        widths += [end - start] + [0] * (units - 1)
    near, far = min(box[across] for box in line.boxes), max(box[across + 2] for box in line.boxes)
    return page, len(widths), int(down), near, far, starts[0], widths[0] if len(set(widths)) == 1 else widths


def text_table(
    edition: Edition, found: Iterable[Passage], pages: list[dict[str, Any]], articles: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return the table that the browser loads: pages, articles (title, file), and the passages."""
    order = {article["id"]: index for index, article in enumerate(articles)}
    return {
        "n": edition.number,
        "date": edition.date.isoformat(),
        "pages": pages,
        "articles": [{key: value for key, value in article.items() if key != "id"} for article in articles],
        "passages": [
            [order.get(passage.article, -1), passage.role, "".join(passage.text), passage.lines] for passage in found
        ],
    }


def signature(texts: Iterable[str]) -> str:
    """Return which characters and pairs of characters occur, as a base64 bitmap.

    Each is hashed to one bit, a pair (a, b) of UTF-16 units by the upper bits of (31 a + b) times 0x9E3779B1; a
    single character counts as the pair (0, a). `search.js` does the same with the words that it looks for.
    """
    import numpy as np

    bits = np.zeros(1 << SIGNATURE_BITS, np.uint8)
    for text in texts:
        units = np.frombuffer(folded(text).encode("utf-16-le", "surrogatepass"), "<u2").astype(np.uint32)
        for keys in (units, units[:-1] * np.uint32(31) + units[1:]):
            bits[(keys * np.uint32(0x9E3779B1)) >> np.uint32(32 - SIGNATURE_BITS)] = 1
    return base64.b64encode(np.packbits(bits, bitorder="little").tobytes()).decode()


def folded(text: str) -> str:
    """Return text as the search compares it: no spaces, full-width letters and figures as plain ones, lower case."""
    return "".join(_folded(character) for character in text if not character.isspace())


def _folded(character: str) -> str:
    if "\uff01" <= character <= "\uff5e":
        character = normalize("NFKC", character)
    return character.lower() if character.isascii() else character
