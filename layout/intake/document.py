"""Copy as its maker wrote it, whatever the format: paragraphs, runs, tables, pictures, notes.

Every door fills this tree and nothing after the doors knows where copy came from.
"""

from __future__ import annotations

from typing import Literal

from layout.ground.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, as far as an editor would see meaning in it.

    `size` is in points, 0 where nothing says so. `raised` is `sup`, `sub` or empty. `change` is `ins` or `del` where a
    tracked change is to be shown, `author` its author. `literal`: no rule of punctuation may touch it (a formula).
    """

    bold: bool = False
    size: float = 0.0
    face: str = ""
    raised: Literal["", "sup", "sub"] = ""
    dots: bool = False
    struck: bool = False
    change: Literal["", "ins", "del"] = ""
    author: str = ""
    literal: bool = False


PLAIN = Look()


def rule_of(look: Look) -> str:
    """Return the rule of the import that sets a look as a mark; empty where none is needed."""
    if look.change:
        return "change"
    if look.raised:
        return {"sup": "superscript", "sub": "subscript"}[look.raised]
    return "dots" if look.dots else "struck" if look.struck else ""


@dataclass(frozen=True, slots=True)
class SourceRun:
    """Characters of one look. `ruby` is the reading that stands over them."""

    text: str
    look: Look = PLAIN
    ruby: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """An end of line, column or page inside a paragraph."""

    kind: Literal["line", "column", "page"] = "line"


@dataclass(frozen=True, slots=True)
class PictureMark:
    """Where a picture stands: its number among `Document.pictures`."""

    nth: int


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a note is called: its number among `Document.notes`. `own`: its maker set a mark of his own (*)."""

    nth: int
    own: bool = False


Inline = SourceRun | Break | PictureMark | NoteMark


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """A paragraph. `style` is its style's name in lower case, `level` its level as a heading (0: none).

    `label` is its automatic number as it is seen, `item` whether it is an item with a bullet. `indent` is the first
    line's indent in ems. `place` counts the paragraphs of the file from 1, or its lines where the format has lines.
    """

    inlines: tuple[Inline, ...]
    style: str = ""
    level: int = 0
    align: Literal["", "center", "right"] = ""
    indent: float = 0.0
    label: str = ""
    item: bool = False
    place: int = 0
    size: float = 0.0

    @property
    def text(self) -> str:
        """Return the characters alone, a line end for a break."""
        return "".join(
            inline.text if isinstance(inline, SourceRun) else "\n" if isinstance(inline, Break) else ""
            for inline in self.inlines
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, over `cols` columns. `continued`: it goes on from the cell above."""

    blocks: tuple[Block, ...]
    cols: int = 1
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    place: int = 0


Block = SourceParagraph | Table


@dataclass(frozen=True, slots=True)
class SourcePicture:
    """A picture as it was stored: its name, its bytes, how large it stood (millimetres, 0 unknown).

    `crop` is what its maker left visible (left, top, right, bottom in 1/10000), `turn` by how many degrees clockwise
    he had it turned. `missing`: only a link is there, `name` is then the address.
    """

    name: str
    data: bytes
    size: tuple[float, float] = (0.0, 0.0)
    crop: tuple[int, int, int, int] | None = None
    turn: int = 0
    alt: str = ""
    missing: bool = False
    place: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its blocks in reading order, its notes in the order of their marks, its pictures."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...] = ()
    pictures: tuple[SourcePicture, ...] = ()


def paragraphs_of(blocks: tuple[Block, ...]) -> tuple[SourceParagraph, ...]:
    """Return all paragraphs in reading order, those of tables row by row."""
    found: list[SourceParagraph] = []
    for block in blocks:
        if isinstance(block, SourceParagraph):
            found.append(block)
        else:
            for row in block.rows:
                for cell in row:
                    found.extend(paragraphs_of(cell.blocks))
    return tuple(found)
