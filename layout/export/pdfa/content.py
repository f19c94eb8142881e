"""A page's marked content: what is drawn, each piece told to be text of a kind, part of a figure, or decoration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from layout.export.pdf import shapes
from layout.export.pdf.ink import KNOCKOUT, number
from layout.export.pdf.text import ANEW, TypeWriter
from layout.export.pdfa.tree import Element, title_of
from layout.export.reading import ReadingBlock, by_story, cells_of
from layout.ground.dataclass import replace
from layout.sheet import Edition, Fill, Item, Picture, Rule, Sheet, Text
from layout.sheet import Path as Shape
from layout.sheet.paint_order import Drawn, strata

if TYPE_CHECKING:
    from layout.export.pdf.usage import Type
    from layout.geometry import Length
    from layout.picture import PdfArt
    from layout.typeface import TypeCase

_TYPES = {"headline": "H1", "jumphead": "H1", "subhead": "H2"}
"""Standard structure types by role; the rest are paragraphs."""

_FIGURE = frozenset({"artwork", "placeholder", "caption", "credit"})


class TaggedPage:
    """A page's content and structure being made together, so that every mark has its element."""

    def __init__(
        self, edition: Edition, sheet: Sheet, blocks: Sequence[ReadingBlock], kind: Type, case: TypeCase,
        names: Mapping[Picture, str], art: Mapping[Picture, PdfArt],
    ) -> None:  # fmt: skip
        """Take a page's blocks, the fonts of the file, its pictures' resource names and those that are artwork."""
        self._art = art
        self._sheet = sheet
        self._blocks = blocks
        self._case = case
        self._names = names
        self._top = sheet.grid.trim[1]
        self._titles = {article.id: article.title for article in edition.articles}
        self._kind = kind
        self.root = Element("Document")
        self.marks = 0
        self._figures: dict[int, Element] = {}

    def content(self) -> list[str]:
        """Return the page's operators and fill the tree.

        What is drawn comes first, in paint order, then the type in reading order; where something drawn lies over type,
        it follows in a second round, with the type that lies over it in turn.
        """
        self._plan()
        out: list[str] = []
        rounds = strata(item for item in self._sheet.items if item.layer == "print")
        over = {(text.x, text.y): nth for nth, stratum in enumerate(rounds) for text in stratum.texts}
        for nth, stratum in enumerate(rounds):
            out += [ANEW if nth else KNOCKOUT, *self._drawn(stratum.drawn)]
            writer = TypeWriter(self._kind, self._top)
            for element, texts in self._written:
                here = tuple(text for text in texts if over.get((text.x, text.y), 0) == nth)
                if here or (not nth and not texts):
                    out += self._marked(element, writer.operators(here))
            for text in (text for block in self._blocks for text in block.texts if text.line.decorations):
                if over.get((text.x, text.y), 0) == nth:
                    out += _artifact(shapes.decorations(text, self._top))
        return out

    def _marked(self, element: Element, operators: Sequence[str]) -> list[str]:
        mark = self.marks
        self.marks += 1
        element.kids.append(mark)
        return [f"/{element.kind} <</MCID {mark}>> BDC", *operators, "EMC"]

    def _plan(self) -> None:
        """Make the tree's elements in reading order, with the lines that each of them holds."""
        self._written: list[tuple[Element, tuple[Text, ...]]] = []
        for story, blocks in by_story(self._blocks):
            if story:
                title = self._titles.get(story, "")
                part = self.root.add("Art", **({"T": title_of(title)} if title else {}))
            else:
                part = self.root.add("Sect")
            self._article(part, blocks)

    def _article(self, part: Element, blocks: Sequence[ReadingBlock]) -> None:
        figures: dict[str, Element] = {}
        captions: dict[str, Element] = {}
        paragraphs: dict[int, Element] = {}
        for block in blocks:
            if block.is_picture:
                figures[block.id] = self._figure(part, block)
            elif block.role in _FIGURE and block.picture in figures:
                figure = figures[block.picture]
                if block.role in ("artwork", "placeholder"):
                    self._written.append((figure, block.texts))
                else:
                    if block.picture not in captions:
                        captions[block.picture] = figure.add("Caption")
                    self._written.append((captions[block.picture], block.texts))
            elif block.role == "table":
                self._table(part, block)
            elif block.role == "body":
                if block.paragraph not in paragraphs or block.paragraph < 0:
                    paragraphs[block.paragraph] = part.add("P")
                self._written.append((paragraphs[block.paragraph], block.texts))
            else:
                self._written.append((part.add(_TYPES.get(block.role, "P")), block.texts))

    def _figure(self, part: Element, block: ReadingBlock) -> Element:
        region = block.region
        assert region is not None
        alt = region.alt or "图片"
        if region.placeholder:
            alt = f"图片待补：{alt}"
        box = region.box
        sides = (box.x, self._top - box.bottom, box.right, self._top - box.y)
        place = f"<< /O /Layout /Placement /Block /BBox [{' '.join(map(number, sides))}] >>"
        figure = part.add("Figure", Alt=title_of(alt), A=place)
        self._figures[region.index] = figure
        return figure

    def _table(self, part: Element, block: ReadingBlock) -> None:
        """Make a table's rows and cells; a row of the table may take several lines, each with pieces of its cells."""
        table = part.add("Table")
        columns = sorted({cell[0].x for text in block.texts for cell in cells_of(text.line, self._case)})
        row: dict[int, Element] = {}
        first = True
        for text in block.texts:
            if not row:
                line = table.add("TR")
            for cell in cells_of(text.line, self._case):
                column = columns.index(cell[0].x)
                if column not in row:
                    row[column] = line.add("TH", A="<< /O /Table /Scope /Column >>") if first else line.add("TD")
                copy = "".join(run.text for run in cell)
                piece = replace(text, line=replace(text.line, runs=cell, text=copy, decorations=()))
                self._written.append((row[column], (piece,)))
            if text.line.ending != "turn":
                row, first = {}, False

    def _drawn(self, items: Sequence[Drawn]) -> Iterator[str]:
        """Yield what is no type: parts of figures, and rules, tints and shapes that say nothing."""
        for index, group in groupby(items, lambda item: item.region if item.region in self._figures else -1):
            operators = [self._paint(item) for item in group]
            if index in self._figures:
                yield from self._marked(self._figures[index], operators)
            else:
                yield from _artifact(operators)

    def _paint(self, item: Item) -> str:
        """Return an item's operators; nothing overprints, since an archive's page is for screens and printers alike."""
        top: Length = self._top
        if isinstance(item, Rule):
            return shapes.rule(item, top, True)
        if isinstance(item, Fill):
            return shapes.fill(item, top, True)
        if isinstance(item, Shape):
            return shapes.path(item, top, True)
        assert isinstance(item, Picture)
        return shapes.picture(item, self._names[item], top, self._art.get(item))


def _artifact(operators: Sequence[str]) -> list[str]:
    return ["/Artifact BMC", *operators, "EMC"]
