"""The body of a story: paragraphs, subheads, items, tables, and the `{{…}}` marks inside them.

A blank line ends a paragraph. `## ` opens a subhead whose halves `｜` parts, `- ` an item, `|` a table's row. Marks:
`{{gap: note}}` prints nothing, `{{join}}` prints nothing and joins, `{{sic: text}}`, `{{query: text｜note}}`,
`{{dots: …}}`, `{{name: …}}`, `{{title: …}}`, `{{strong: …}}` and `**…**` print their text. A backslash before
`{ } * | ｜ # - \\` takes the character as itself. Marks may stand inside one another.

Each paragraph remembers where each stretch of its text stands in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from layout.diagnostics import Diagnostic, Severity
from layout.issue.copyfile import CopyFile
from layout.issue.model import Paragraph, Span, SpanKind
from layout.issue.punctuation import fullwidth
from layout.issue.shape import nearest

MARKS: dict[str, SpanKind] = {
    "gap": "gap",
    "sic": "sic",
    "query": "query",
    "dots": "dots",
    "name": "name",
    "title": "title",
    "strong": "strong",
}
DEEPEST_MARKS = 4
LONGEST_PARAGRAPH = 250_000

_TOKEN = re.compile(r"\\[{}*|｜#\\-]|\{\{|\}\}|\*\*|\n[ \t\u3000]*|[|｜]")
_NAME = re.compile(r"\s*([^\s:：{}|｜]*)\s*([:：]?)[ \t]*")
_WORD = re.compile(r"[!-~\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Stretches:
    """Where a paragraph's text stands: text from `offsets[i]` on is the file's from `indices[i]` on."""

    offsets: tuple[int, ...]
    indices: tuple[int, ...]

    def index(self, offset: int) -> int:
        """Return the index in the file of a character of the text."""
        nth = max(bisect_right(self.offsets, offset) - 1, 0)
        return self.indices[nth] + max(offset - self.offsets[nth], 0)


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
    changed = 0
    for kind, begin, end in _blocks(copy.text, start):
        inline = read_inline(copy, begin, end)
        remarks.extend(inline.remarks)
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
        text, count = fullwidth(inline.text)
        changed += count
        paragraphs.append(_paragraph(len(paragraphs), kind, text, inline))
        stretches.append(inline.stretches)
    return Body(tuple(paragraphs), tuple(stretches), changed, tuple(remarks))


BlockKind = Literal["body", "subhead", "item", "table"]


def _blocks(text: str, start: int) -> list[tuple[BlockKind, int, int]]:
    """Return the blocks of a body: kind, index of the first character of copy, index after the last."""
    blocks: list[tuple[BlockKind, int, int]] = []
    open_kind: BlockKind | None = None
    at = start
    for line in text[start:].split("\n"):
        begin, at = at, at + len(line) + 1
        bare = line.strip(" \t\u3000")
        first = begin + len(line) - len(line.lstrip(" \t\u3000"))
        last = first + len(bare)
        if not bare:
            open_kind = None
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
        elif open_kind in ("body", "item"):
            blocks[-1] = (blocks[-1][0], blocks[-1][1], last)
        else:
            blocks.append(("body", first, last))
            open_kind = "body"
    return blocks


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of copy with its marks resolved. `bars` are the offsets at which an unescaped bar stood."""

    text: str
    spans: tuple[Span, ...]
    stretches: Stretches
    bars: tuple[int, ...]
    remarks: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Open:
    """A mark that is still open: kind, offset in the text, index in the file, offset of its bar (-1: none)."""

    kind: str
    offset: int
    index: int
    bar: int = -1


def read_inline(copy: CopyFile, start: int, end: int) -> Inline:
    """Resolve the marks between two indices of a file. Line ends inside become nothing between Chinese characters."""
    return _Scanner(copy, start, end).run()


class _Scanner:
    """Goes over a stretch of copy from token to token."""

    def __init__(self, copy: CopyFile, start: int, end: int) -> None:
        self.copy, self.at, self.end = copy, start, end
        self.pieces: list[str] = []
        self.length = 0
        self.offsets: list[int] = []
        self.indices: list[int] = []
        self.spans: list[Span] = []
        self.bars: list[int] = []
        self.open: list[_Open] = []
        self.remarks: list[Diagnostic] = []

    def run(self) -> Inline:
        source = self.copy.text
        while self.at < self.end:
            match = _TOKEN.search(source, self.at, self.end)
            stop = match.start() if match else self.end
            if stop > self.at:
                self._put(source[self.at : stop], self.at)
            if match is None:
                break
            self.at = match.end()
            self._token(match)
        for mark in self.open:
            self._say("I302", mark.index, mark.index + 2, mark=mark.kind)
        text = "".join(self.pieces)
        stretches = Stretches(tuple(self.offsets) or (0,), tuple(self.indices) or (self.at,))
        spans = tuple(sorted(self.spans, key=lambda span: (span.start, -span.end)))
        return Inline(text, spans, stretches, tuple(self.bars), tuple(self.remarks))

    def _put(self, text: str, index: int) -> None:
        self.pieces.append(text)
        self.offsets.append(self.length)
        self.indices.append(index)
        self.length += len(text)

    def _token(self, match: re.Match[str]) -> None:
        token, index = match.group(), match.start()
        if token[0] == "\\":
            self._put(token[1], index + 1)
        elif token == "{{":
            self._begin(index)
        elif token == "}}":
            if self.open and self.open[-1].kind != "**":
                self._finish(self.open.pop(), match.end())
            else:
                self._say("I303", index, match.end())
                self._put(token, index)
        elif token == "**":
            if self.open and self.open[-1].kind == "**":
                mark = self.open.pop()
                self.spans.append(Span("strong", mark.offset, self.length))
            else:
                self.open.append(_Open("**", self.length, index))
        elif token[0] == "\n":
            before = self.copy.text[index - 1 : index]
            after = self.copy.text[match.end() : match.end() + 1]
            if _WORD.match(before) and _WORD.match(after):
                self._put(" ", index)
        elif self.open and self.open[-1].kind not in ("**",):
            if self.open[-1].bar < 0:
                self.open[-1].bar = self.length
            else:
                self._put(token, index)
        else:
            self.bars.append(self.length)
            self._put(token, index)

    def _begin(self, index: int) -> None:
        name = _NAME.match(self.copy.text, self.at, self.end)
        word = name[1] if name else ""
        if word == "join" and name and self.copy.text.startswith("}}", name.end()):
            self.at = name.end() + 2
            return
        if word not in MARKS or not name or not name[2]:
            known = [*MARKS, "join"]
            near = word if word in known else nearest(word, known)
            code, more = ("I301", {"near": near}) if near else ("I306", {"known": ", ".join(known)})
            end = index + 2 + len(word)
            self._say(code, index + 2, end, fix=near or None, mark=word, **more)
        if name:
            self.at = name.end() if name[2] else self.at + len(name.group().rstrip())
        if len(self.open) >= DEEPEST_MARKS:
            self._say("I305", index, index + 2, limit=DEEPEST_MARKS)
        self.open.append(_Open(word, self.length, index))

    def _finish(self, mark: _Open, end: int) -> None:
        kind = MARKS.get(mark.kind)
        if kind is None:
            return
        text = "".join(self.pieces)
        note = ""
        if mark.bar >= 0:
            note = text[mark.bar :]
            self._cut(text, mark.bar)
        elif kind in ("gap", "query"):
            note = text[mark.offset :]
            self._cut(text, mark.offset)
        note = note.strip()
        if mark.offset == self.length and kind not in ("gap", "query"):
            self._say("I304", mark.index, end, mark=mark.kind)
            return
        if kind in ("gap", "query") and not note:
            self._say("I307", mark.index, end, mark=mark.kind)
        if kind == "gap":
            self._cut("".join(self.pieces), mark.offset)
        self.spans.append(Span(kind, mark.offset, self.length, note))
        if kind in ("gap", "sic", "query"):
            code, severity = {
                "gap": ("I320", Severity.WARNING),
                "query": ("I321", Severity.WARNING),
                "sic": ("I322", Severity.NOTE),
            }[kind]
            printed = "".join(self.pieces)[mark.offset :]
            at = self.copy.place(mark.index, end)
            self.remarks.append(Diagnostic.make(code, severity, at, note=note, text=_short(printed)))

    def _cut(self, text: str, offset: int) -> None:
        """Take back what was put from an offset on: it was a note, not copy."""
        self.pieces = [text[:offset]]
        self.length = offset
        while self.offsets and self.offsets[-1] >= offset:
            self.offsets.pop()
            self.indices.pop()
        self.spans = [span for span in self.spans if span.start < offset or span.end <= offset]
        self.bars = [bar for bar in self.bars if bar < offset]

    def _say(self, code: str, start: int, end: int, fix: str | None = None, **args: object) -> None:
        self.remarks.append(Diagnostic.make(code, Severity.ERROR, self.copy.place(start, end), fix, **args))


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"


def _paragraph(index: int, kind: BlockKind, text: str, inline: Inline) -> Paragraph:
    """Return the paragraph of a block: a subhead in its halves, a table in its cells."""
    if kind == "subhead" and inline.bars:
        edges = [-1, *inline.bars, len(text)]
        parts = tuple(text[left + 1 : right].strip() for left, right in zip(edges, edges[1:], strict=False))
        return Paragraph(index, kind, " ".join(part for part in parts if part), inline.spans, parts)
    if kind == "table":
        return Paragraph(index, kind, text, inline.spans, (), _cells(text, inline.bars))
    return Paragraph(index, kind, text, inline.spans)


def _cells(text: str, bars: tuple[int, ...]) -> tuple[tuple[str, ...], ...]:
    return ()
