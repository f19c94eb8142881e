"""The body of a story: paragraphs, subheads, items of a news column, tables.

A blank line ends a paragraph; a line end inside one joins (with a space between Latin words only). `## ` opens a
subhead whose halves `｜` parts, `- ` an item, `|` a row of a table. Marks inside are `layout.issue.marks`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Literal

from layout.diagnostics import Diagnostic, Severity
from layout.ground.dataclass import dataclass, replace
from layout.ground.expression import expression
from layout.issue.copyfile import CopyFile
from layout.issue.foreign import foreign_markup
from layout.issue.marks import MOST_SAID, Inline, Stretches, kept_stretches, read_inline
from layout.issue.model import Align, Paragraph, Span
from layout.issue.punctuation import fullwidth

LONGEST_PARAGRAPH = 20_000
"""Characters; more is a file pasted in by mistake."""
LONGEST_STORY = 50_000
"""Characters; four broadsheet pages and nothing else on them."""
MOST_PARAGRAPHS = 5_000
"""Paragraphs of a story; a full page holds about a hundred."""


@dataclass(frozen=True, slots=True)
class Body:
    """A story's body as read: paragraphs, the place of each, marks changed to full width, diagnostics."""

    paragraphs: tuple[Paragraph, ...]
    stretches: tuple[Stretches, ...]
    fullwidth: int
    remarks: tuple[Diagnostic, ...]


def read_body(copy: CopyFile, start: int) -> Body:
    """Read the body of a story from an index of its file to the end."""
    paragraphs: list[Paragraph] = []
    stretches: list[Stretches] = []
    remarks: list[Diagnostic] = []
    kept: list[tuple[int, int]] = []
    changed = 0
    blocks = _blocks(copy.text, start)
    if len(blocks) > MOST_PARAGRAPHS:
        at = copy.place(blocks[MOST_PARAGRAPHS][1])
        remarks.append(Diagnostic.make("I312", Severity.ERROR, at, count=len(blocks), limit=MOST_PARAGRAPHS))
    for kind, begin, end in blocks[:MOST_PARAGRAPHS]:
        cells: tuple[tuple[str, ...], ...] = ()
        if kind == "table":
            inline, cells = _read_table(copy, begin, end)
        else:
            inline = read_inline(copy, begin, end)
        remarks.extend(inline.remarks)
        kept.extend(kept_stretches(inline))
        if not inline.text and not inline.spans:
            if kind != "body":
                remarks.append(Diagnostic.make("I311", Severity.WARNING, copy.place(begin, end)))
            continue
        if len(inline.text) > LONGEST_PARAGRAPH:
            at = copy.place(begin)
            remarks.append(
                Diagnostic.make("I310", Severity.ERROR, at, characters=len(inline.text), limit=LONGEST_PARAGRAPH)
            )
            continue
        text, count = fullwidth(inline.text, inline.literal)
        changed += count
        if kind == "body" and _WISHES.fullmatch(text) and paragraphs and paragraphs[-1].text == "此致":
            kind = "flush"
        paragraph = _paragraph(len(paragraphs), kind, text, inline)
        if cells:
            paragraph = replace(paragraph, cells=cells, aligns=_alignments(copy.text[begin:end]))
        paragraphs.append(paragraph)
        stretches.append(inline.stretches)
    total = sum(len(paragraph.text) for paragraph in paragraphs)
    if total > LONGEST_STORY:
        remarks.append(
            Diagnostic.make("I319", Severity.ERROR, copy.place(start), characters=total, limit=LONGEST_STORY)
        )
    remarks.extend(islice(foreign_markup(copy, start, len(copy.text), sorted(kept)), MOST_SAID))
    return Body(tuple(paragraphs), tuple(stretches), changed, tuple(remarks))


BlockKind = Literal["body", "subhead", "item", "table", "verse", "flush"]

_WISHES = expression("(?:崇高的|革命的|诚挚的)?敬礼[！!]?")
"""How a letter ends: 此致 is indented, 敬礼 on the next line stands flush left."""
_OPENS = expression(r"\{\{\s*(verse|flush)\s*\}\}[ \t\u3000]*")
"""What a block may begin with: verse 诗, whose lines are kept, or a paragraph without an indent 顶格."""


def _blocks(text: str, start: int) -> list[tuple[BlockKind, int, int]]:
    """Return the blocks of a body: kind, index of the first character of copy, index after the last."""
    blocks: list[tuple[BlockKind, int, int]] = []
    open_kind: BlockKind | None = None
    wanted: BlockKind | None = None
    at = start
    for line in text[start:].split("\n"):
        begin, at = at, at + len(line) + 1
        bare = line.strip(" \t\u3000")
        first = begin + len(line) - len(line.lstrip(" \t\u3000"))
        last = first + len(bare)
        opens = _OPENS.match(bare)
        if opens:
            first += opens.end()
            open_kind = wanted = "verse" if opens[1] == "verse" else "flush"
            if last > first:
                blocks.append((wanted, first, last))
                wanted = None
        elif not bare:
            open_kind = wanted = None
        elif open_kind == "verse" or wanted:
            blocks.append((open_kind or "body", first, last))
            wanted = None
        elif bare.startswith(("## ", "##\u3000")) or bare == "##":
            blocks.append(("subhead", first + 2 + len(bare[2:]) - len(bare[2:].lstrip(" \t\u3000")), last))
            open_kind = None
        elif bare.startswith("- "):
            blocks.append(("item", last - len(bare[2:].lstrip(" \t\u3000")), last))
            open_kind = "item"
        elif bare.startswith("|") and (open_kind in (None, "table")):
            if open_kind == "table":
                blocks[-1] = ("table", blocks[-1][1], last)
            else:
                blocks.append(("table", first, last))
            open_kind = "table"
        elif open_kind in ("body", "item", "flush"):
            blocks[-1] = (blocks[-1][0], blocks[-1][1], last)
        else:
            blocks.append(("body", first, last))
            open_kind = "body"
    return blocks


def _paragraph(index: int, kind: BlockKind, text: str, inline: Inline) -> Paragraph:
    """Return the paragraph of a block, a subhead in its halves."""
    if kind == "subhead" and inline.bars:
        edges = [-1, *inline.bars, len(text)]
        parts = tuple(text[left + 1 : right].strip() for left, right in pairwise(edges))
        # One bar becomes one space, so the offsets of spans and places still hold.
        spaced = " ".join(text[left + 1 : right] for left, right in pairwise(edges))
        return Paragraph(index, kind, spaced, inline.spans, parts)
    return Paragraph(index, kind, text, inline.spans)


_ALIGNS: dict[tuple[bool, bool], Align | Literal[""]] = {
    (False, False): "", (True, False): "left", (False, True): "right", (True, True): "center",
}  # fmt: skip
# A table has one ruler, under its head (or over it): further down hyphens are data, as 无 is written in many tables.
_RULER = expression(r"[\s:|]*-[\s:|-]*")


def _read_table(copy: CopyFile, start: int, end: int) -> tuple[Inline, tuple[tuple[str, ...], ...]]:
    """Read a table: its cells, and one text of them all with a tab between cells and a line end between rows."""
    pieces: list[str] = []
    length = 0
    offsets: list[int] = []
    indices: list[int] = []
    spans: list[Span] = []
    literal: list[int] = []
    rows: list[tuple[str, ...]] = []
    remarks: list[Diagnostic] = []
    ruled = False
    at = start
    for line in copy.text[start:end].split("\n"):
        begin, at = at, at + len(line) + 1
        bare = line.strip()
        if len(rows) < 2 and not ruled and _RULER.fullmatch(bare):
            ruled = True
            continue
        row = read_inline(copy, begin + line.index(bare), begin + line.index(bare) + len(bare))
        remarks.extend(row.remarks)
        edges = [-1, *row.bars, len(row.text)] if row.bars[:1] != (0,) else [*row.bars, len(row.text)]
        if len(edges) > 2 and not row.text[edges[-2] + 1 :].strip():
            edges.pop()
        cells: list[str] = []
        shifts: list[tuple[int, int, int]] = []
        for left, right in pairwise(edges):
            raw = row.text[left + 1 : right]
            first = left + 1 + len(raw) - len(raw.lstrip())
            cell = raw.strip()
            if length:
                mark = "\t" if cells else "\n"
                offsets.append(length)
                indices.append(row.stretches.index(left + 1))
                pieces.append(mark)
                length += 1
            for offset, index in row.stretches.between(first, first + len(cell)):
                offsets.append(length + offset - first)
                indices.append(index)
            inside = slice(bisect_left(row.literal, first), bisect_left(row.literal, first + len(cell)))
            kept = tuple(offset - first for offset in row.literal[inside])
            shifts.append((first, first + len(cell), length - first))
            literal.extend(length + offset for offset in kept)
            cells.append(fullwidth(cell, kept)[0])
            pieces.append(cell)
            length += len(cell)
        spans.extend(_shifted(row.spans, shifts))
        rows.append(tuple(cells))
    stretches = Stretches(tuple(offsets) or (0,), tuple(indices) or (start,))
    return Inline("".join(pieces), tuple(spans), stretches, (), tuple(literal), tuple(remarks)), tuple(rows)


def _alignments(table: str) -> tuple[Align | Literal[""], ...]:
    """Return how a table's columns stand, from its ruler: `:--`, `--:`, `:-:`; empty for columns without a colon."""
    ruler = next((line.strip() for line in table.split("\n") if _RULER.fullmatch(line.strip())), "")
    parts = [part.strip() for part in ruler.strip("|").split("|")]
    return tuple(_ALIGNS[part[:1] == ":", part[-1:] == ":"] for part in parts) if ruler else ()


def _shifted(spans: tuple[Span, ...], shifts: list[tuple[int, int, int]]) -> Iterator[Span]:
    """Yield the spans of a table's row moved to where their cells went; a mark over two cells is not kept."""
    for span in spans:
        nth = bisect_right(shifts, span.start, key=lambda shift: shift[0]) - 1
        start, end, by = shifts[max(nth, 0)]
        if start <= span.start and span.end <= end:
            yield Span(span.kind, span.start + by, span.end + by, span.note)
