"""A document as the flat row of pieces that an editor reads: lines of text, pictures, tables, breaks.

A line end inside a paragraph parts it into two lines; a picture inside a paragraph stands as a piece of its own after
it; a table that only arranges pictures or frames text is taken apart.
"""

from __future__ import annotations

from layout.ground.dataclass import dataclass, replace
from layout.intake.account import Account
from layout.intake.document import (
    Block,
    Document,
    NoteMark,
    PictureMark,
    SourceParagraph,
    SourceRun,
    Table,
    paragraphs_of,
)
from layout.intake.marks import LINE_END, cleaned, is_strong
from layout.text.raised import circled

_EDGE = " \t\u3000\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of text, a picture (`picture` is its number) or a table.

    `text` is the bare line, without blanks at its ends; `runs` make it. `indented`: its first line stands in.
    `after` says what parts it from the text before: `paragraph`, `line`, `page`, `blank` (an empty line or paragraph).
    `framed`: it stood in a table that only arranges.
    """

    text: str = ""
    runs: tuple[SourceRun, ...] = ()
    style: str = ""
    level: int = 0
    align: str = ""
    indented: bool = False
    item: bool = False
    size: float = 0.0
    strong: bool = False
    place: int = 0
    after: str = "paragraph"
    picture: int = -1
    table: Table | None = None
    framed: bool = False

    @property
    def is_text(self) -> bool:
        """Tell whether the piece is a line of text."""
        return self.picture < 0 and self.table is None


def pieces_of(document: Document, account: Account) -> list[Piece]:
    """Return a document's pieces in reading order, its notes at the end."""
    found = _Flattening(document, account)
    found.blocks(document.blocks)
    found.notes()
    return found.pieces


class _Flattening:
    """Goes through blocks and collects pieces."""

    def __init__(self, document: Document, account: Account) -> None:
        self.document, self.account = document, account
        self.pieces: list[Piece] = []
        self.after = "paragraph"
        self.called: list[int] = []
        self.numbered: list[int] = []
        self.framed = False

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, SourceParagraph):
                self._paragraph(block)
            elif _only_arranges(block):
                self._taken_apart(block)
            elif any(paragraph.inlines for paragraph in paragraphs_of((block,))):
                self._add(Piece(table=self._with_marks(block), place=block.place))

    def notes(self) -> None:
        """Add the notes that were called, each after its number."""
        for nth in self.called:  # a note may call another, which then joins the list
            inlines = [one for paragraph in paragraphs_of(self.document.notes[nth]) for one in paragraph.inlines]
            called = (self._call(one) if isinstance(one, NoteMark) else one for one in inlines)
            runs = [one for one in called if isinstance(one, SourceRun)]
            first = next((at for at, run in enumerate(runs) if run.text.strip(_EDGE)), None)
            if first is None:
                continue
            mark = circled(self.numbered.index(nth) + 1) if nth in self.numbered else ""
            self.account.add(mark, 0, "note")
            runs[first] = replace(runs[first], text=mark + runs[first].text.lstrip(_EDGE))
            self._line(runs[first:], SourceParagraph((), style="note"))

    def _add(self, piece: Piece) -> None:
        self.pieces.append(replace(piece, after=self.after, framed=self.framed))
        self.after = "paragraph"

    def _paragraph(self, paragraph: SourceParagraph) -> None:
        runs: list[SourceRun] = []
        pictures: list[int] = []
        seen = False
        if paragraph.label:
            first = next((one for one in paragraph.inlines if isinstance(one, SourceRun) and one.text.strip()), None)
            if first is not None:
                runs.append(SourceRun(_labelled(paragraph.label), first.look))
        for inline in paragraph.inlines:
            if isinstance(inline, SourceRun) and LINE_END.search(inline.text):
                *lines, rest = LINE_END.split(inline.text)
                for line in lines:
                    seen = self._line([*runs, replace(inline, text=line)], paragraph) or seen
                    runs, self.after = [], "line"
                runs.append(replace(inline, text=rest))
            elif isinstance(inline, SourceRun):
                runs.append(inline)
            elif isinstance(inline, PictureMark):
                pictures.append(inline.nth)
            elif isinstance(inline, NoteMark):
                runs.append(self._call(inline))
            else:
                seen = self._line(runs, paragraph) or seen
                runs = []
                self.after = "page" if inline.kind != "line" else "line"
        seen = self._line(runs, paragraph) or seen
        for nth in pictures:
            self._add(Piece(picture=nth, place=paragraph.place, align=paragraph.align))
        if not seen and not pictures and self.after != "page":
            self.after = "blank"

    def _call(self, mark: NoteMark) -> SourceRun:
        """Return the mark of a note as a figure in a circle; nothing where the file has no such note."""
        if not any(paragraph.text.strip() for paragraph in paragraphs_of(self.document.notes[mark.nth])):
            return SourceRun("")
        if mark.nth not in self.called:
            self.called.append(mark.nth)
        if mark.own:
            return SourceRun("")
        if mark.nth not in self.numbered:
            self.numbered.append(mark.nth)
        figure = circled(self.numbered.index(mark.nth) + 1)
        self.account.add(figure, 0, "note")
        return SourceRun(figure)

    def _with_marks(self, table: Table) -> Table:
        """Return a table whose notes are called by figures."""
        return replace(
            table,
            rows=tuple(
                tuple(replace(cell, blocks=tuple(map(self._called, cell.blocks))) for cell in row) for row in table.rows
            ),
        )

    def _called(self, block: Block) -> Block:
        if isinstance(block, Table):
            return self._with_marks(block)
        inlines = tuple(self._call(one) if isinstance(one, NoteMark) else one for one in block.inlines)
        return replace(block, inlines=inlines)

    def _line(self, runs: list[SourceRun], paragraph: SourceParagraph) -> bool:
        """Add a line of text; tell whether there was any."""
        runs = cleaned(runs, self.account, paragraph.place)
        text = "".join(run.text for run in runs)
        if not text.strip(_EDGE):
            return False
        indented = text.startswith(("\u3000", "  ")) or paragraph.indent >= 1
        trimmed = _trimmed(runs)
        words = [run for run in trimmed if run.text.strip()]
        self._add(
            Piece(
                text.strip(_EDGE),
                trimmed,
                paragraph.style,
                paragraph.level,
                paragraph.align or ("center" if len(text) - len(text.lstrip(_EDGE)) >= 6 else ""),
                indented,
                paragraph.item,
                max((run.look.size for run in words), default=paragraph.size) or paragraph.size,
                all(is_strong(run.look) for run in words),
                paragraph.place,
            )
        )
        return True

    def _taken_apart(self, table: Table) -> None:
        """Take a table apart: row by row, captions each after the picture that it stands under."""
        rows = list(table.rows)
        outer, self.framed = self.framed, True
        nth = 0
        while nth < len(rows):
            below = rows[nth + 1] if nth + 1 < len(rows) else ()
            if _are_pictures(rows[nth]) and len(below) == len(rows[nth]) > 1 and not _are_pictures(below):
                for upper, lower in zip(rows[nth], below, strict=True):
                    self.blocks(upper.blocks)
                    self.blocks(lower.blocks)
                nth += 2
            else:
                for cell in rows[nth]:
                    self.blocks(cell.blocks)
                nth += 1
        self.framed = outer


def _labelled(label: str) -> str:
    """Return an automatic number with the blank that parts it from Latin-style copy: `1. `, but 一、."""
    return label if label[-1] in "、．）)】]①②③④⑤⑥⑦⑧⑨⑩" or ord(label[-1]) > 0x2E80 else f"{label} "


def _trimmed(runs: list[SourceRun]) -> tuple[SourceRun, ...]:
    """Return runs without the blanks at the ends of their text."""
    kept = list(runs)
    while kept and not kept[0].text.strip(_EDGE):
        kept.pop(0)
    while kept and not kept[-1].text.strip(_EDGE):
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip(_EDGE))
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(_EDGE))
    return tuple(kept)


def _has_picture(blocks: tuple[Block, ...]) -> bool:
    return any(isinstance(inline, PictureMark) for paragraph in paragraphs_of(blocks) for inline in paragraph.inlines)


def _are_pictures(row: tuple[object, ...]) -> bool:
    return bool(row) and all(_has_picture(cell.blocks) for cell in row)  # type: ignore[attr-defined]


def _only_arranges(table: Table) -> bool:
    """Tell whether a table holds no table: it frames copy in one column, or arranges pictures."""
    if all(len(row) <= 1 for row in table.rows):
        return True
    return any(_has_picture(cell.blocks) for row in table.rows for cell in row)
