"""The text table of the reader's search: every printed character with its place on the page image.

The browser scans it as it is, so a hit is exact to the character and nothing is left out. The search over all issues
(`site/shelf.py`) is made of the same table, and shows an article's words from a small file of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.export.alto.boxes import Characters, GlyphMetrics, characters
from layout.export.reading import ReadingBlock, blocks_of
from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.sheet import Edition, Sheet
    from layout.typeface import TypeCase

LineRow = tuple[int, int, int, int, int, int, int | list[int]]
"""A line in the table: page, UTF-16 units, 1 where it runs down, near and far edge across it, where it starts, and
the width of each unit (one number where all are equal). Pixels of the page image."""


@dataclass(slots=True)
class SearchPassage:
    """Copy that a search may find in one stretch: a paragraph through all its columns and pages, or a head's part."""

    article: str
    role: str
    text: list[str]
    lines: list[LineRow]


_APART = frozenset({"artwork", "placeholder"})
"""Blocks whose lines say different things: words of a drawing."""


def passages(edition: Edition, case: TypeCase, sizes: Mapping[int, tuple[int, int]]) -> tuple[SearchPassage, ...]:
    """Return the edition's printed copy in reading order, each character placed on its page's image.

    `sizes` are the images' in pixels by page number: a spread 通版 is twice as wide as the other pages.
    """
    metrics = GlyphMetrics(case)
    found: dict[object, SearchPassage] = {}
    for sheet in edition.sheets:
        texts = [(block, text) for block in blocks_of(sheet, sheet.number) for text in block.texts]
        lines = characters([text for _, text in texts], metrics, sheet.grid.trim, sizes[sheet.number])
        for index, ((block, text), line) in enumerate(zip(texts, lines, strict=True)):
            if line.texts:
                passage = found.setdefault(_key(sheet, block, index), SearchPassage(block.story, block.role, [], []))
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
    edition: Edition, found: Iterable[SearchPassage], pages: list[dict[str, Any]], articles: list[dict[str, Any]]
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


def read_table(path: Path) -> dict[str, Any]:
    """Return the table that an issue's `text.js` holds. Raises OSError and ValueError where it is lost or damaged."""
    script = path.read_text("utf-8")
    table: dict[str, Any] = json.loads(script[script.index("]=") + 2 : script.rindex(";")])
    return table


def article_words(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the words of each article of a text table, then of each page what stands on it beside the articles.

    Their order is the number that the search over all issues knows them by.
    """
    pages = {page["page"]: page for page in table["pages"]}
    own: list[list[list[str]]] = [[] for _ in table["articles"]]
    beside: dict[int, list[list[str]]] = {number: [] for number in pages}
    first: dict[int, int] = {}
    for article, role, text, lines in table["passages"]:
        page = lines[0][0]
        if article >= 0:
            first.setdefault(article, page)
        (own[article] if article >= 0 else beside[page]).append([role, text])
    for index, (article, words) in enumerate(zip(table["articles"], own, strict=True)):
        page = pages[first.get(index, table["pages"][0]["page"])]
        yield {"title": article["title"], "file": article["file"], "name": article["name"], "page": page["title"],
               "sheet": page["file"], "words": words}  # fmt: skip
    for number, words in beside.items():
        page = pages[number]
        yield {"title": page["title"], "file": page["file"], "name": "", "page": page["title"], "sheet": page["file"],
               "words": words}  # fmt: skip
