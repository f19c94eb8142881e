r"""The `{{…}}` marks inside a stretch of copy.

`{{gap: note}}` prints nothing, `{{join}}` prints nothing and joins, `{{sic: text｜note}}`, `{{query: text｜note}}`,
`{{ok: text｜reason}}`, `{{dots: …}}`, `{{name: …}}`, `{{title: …}}`, `{{strong: …}}`, `**…**`, `{{sup: …}}`,
`{{sub: …}}` and `{{keep: …}}` print their text, `{{ruby: 字｜zì}}` prints 字（zì）. A backslash before
`{ } * | ｜ # - \` or a half-width mark takes the character as itself. Marks may stand inside one another. Each
stretch of the resulting text remembers where it stands in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import dataclass
from layout.ground.expression import expression
from layout.issue.copyfile import CopyFile
from layout.issue.model import Span, SpanKind
from layout.issue.shape import nearest

MARKS: dict[str, SpanKind] = {
    "gap": "gap",
    "sic": "sic",
    "query": "query",
    "dots": "dots",
    "name": "name",
    "title": "title",
    "strong": "strong",
    "sup": "sup",
    "sub": "sub",
    "keep": "keep",
    "ruby": "ruby",
    "ok": "ok",
}
DEEPEST_MARKS = 4
MOST_SAID = 200
"""Remarks on one stretch of copy that are told each with its place; the rest are counted."""

_TOKEN = expression(r"\\[{}*|｜#\\,;:!?()\[\].\"-]|\{\{|\}\}|\*\*|\n[ \t\u3000]*|[|｜]")
_NAME = expression(r"\s*([^\s:：{}|｜]*)\s*([:：]?)[ \t]*")
_WORD = expression(r"[!-~\u00c0-\u024f]")
_REPORTED = {
    "gap": ("I320", Severity.WARNING),
    "query": ("I321", Severity.WARNING),
    "sic": ("I322", Severity.NOTE),
}


@dataclass(frozen=True, slots=True)
class Stretches:
    """Where a paragraph's text stands: text from `offsets[i]` on is the file's from `indices[i]` on."""

    offsets: tuple[int, ...]
    indices: tuple[int, ...]

    def index(self, offset: int) -> int:
        """Return the index in the file of a character of the text."""
        nth = max(bisect_right(self.offsets, offset) - 1, 0)
        return self.indices[nth] + max(offset - self.offsets[nth], 0)

    def offset(self, index: int) -> int:
        """Return the character of the text that stands at an index in the file, or the next one after a mark there."""
        nth = bisect_right(self.indices, index) - 1
        if nth < 0:
            return 0
        found = self.offsets[nth] + index - self.indices[nth]
        return min(found, self.offsets[nth + 1]) if nth + 1 < len(self.offsets) else found

    def between(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield (offset, index in the file) of the start and of each further stretch before the end."""
        yield start, self.index(start)
        for nth in range(bisect_right(self.offsets, start), bisect_left(self.offsets, end)):
            yield self.offsets[nth], self.indices[nth]


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of copy with its marks resolved.

    `bars` are the offsets at which an unescaped bar stood, `literal` those of characters taken as themselves, which
    no rule changes.
    """

    text: str
    spans: tuple[Span, ...]
    stretches: Stretches
    bars: tuple[int, ...]
    literal: tuple[int, ...]
    remarks: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Open:
    """A mark that is still open: kind, offset in the text, index in the file, pieces and spans before its text.

    `bar` and `bar_span` are the pieces and spans before its note, -1 without a bar.
    """

    kind: str
    offset: int
    index: int
    piece: int
    span: int
    bar: int = -1
    bar_span: int = -1


def kept_stretches(inline: Inline) -> Iterator[tuple[int, int]]:
    """Yield where in the file the copy of sic marks stands: first index, index after the last."""
    for span in inline.spans:
        if span.kind == "sic" and span.end > span.start:
            yield inline.stretches.index(span.start), inline.stretches.index(span.end - 1) + 1


def read_inline(copy: CopyFile, start: int, end: int) -> Inline:
    """Resolve the marks between two indices of a file. Line ends inside become nothing between Chinese characters."""
    return _Scanner(copy, start, end).run()


class _Scanner:
    """Goes over a stretch of copy from token to token."""

    def __init__(self, copy: CopyFile, start: int, end: int) -> None:
        self.copy, self.at, self.end = copy, start, end
        self.pieces: list[str] = []
        self.length = 0
        self.line_end = -1
        self.offsets: list[int] = []
        self.indices: list[int] = []
        self.spans: list[Span] = []
        self.bars: list[int] = []
        self.literal: list[int] = []
        self.open: list[_Open] = []
        self.too_deep = 0
        self.remarks: list[Diagnostic] = []
        self.unsaid = Counter[str]()

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
        for code, count in self.unsaid.items():
            at = Place(self.copy.name)
            self.remarks.append(Diagnostic.make("I120", Severity.NOTE, at, None, count=count, alike=code))
        text = "".join(self.pieces)
        stretches = Stretches(tuple(self.offsets) or (0,), tuple(self.indices) or (self.at,))
        spans = tuple(sorted(self.spans, key=lambda span: (span.start, span.start < span.end, -span.end)))
        return Inline(text, spans, stretches, tuple(self.bars), tuple(self.literal), tuple(self.remarks))

    def _put(self, text: str, index: int) -> None:
        if self.line_end >= 0 and self.pieces and _WORD.match(self.pieces[-1][-1]) and _WORD.match(text):
            self._part(self.line_end)
        self.line_end = -1
        self._add(text, index)

    def _part(self, index: int) -> None:
        """Put the space that a line end is between Latin words, before the marks that open after it."""
        for mark in self.open:
            if mark.piece == len(self.pieces):
                mark.piece += 1
                mark.offset += 1
        self._add(" ", index)

    def _add(self, text: str, index: int) -> None:
        self.pieces.append(text)
        self.offsets.append(self.length)
        self.indices.append(index)
        self.length += len(text)

    def _token(self, match: re.Match[str]) -> None:
        token, index = match.group(), match.start()
        if token[0] == "\\":
            self.literal.append(self.length)
            self._put(token[1], index + 1)
        elif token == "{{":
            self._begin(index)
        elif token == "}}":
            if self.too_deep:
                self.too_deep -= 1
            elif self.open and self.open[-1].kind != "**":
                self._finish(self.open.pop(), match.end())
            else:
                self._say("I303", index, match.end())
                self._put(token, index)
        elif token == "**":
            if self.open and self.open[-1].kind == "**":
                mark = self.open.pop()
                self.spans.append(Span("strong", mark.offset, self.length))
            else:
                self._open("**", index)
        elif token[0] == "\n":
            self.line_end = index
        elif self.open and self.open[-1].kind != "**":
            mark = self.open[-1]
            if mark.bar < 0:
                mark.bar, mark.bar_span = len(self.pieces), len(self.spans)
            else:
                self._put(token, index)
        else:
            self.bars.append(self.length)
            self._put(token, index)

    def _open(self, kind: str, index: int) -> None:
        self.open.append(_Open(kind, self.length, index, len(self.pieces), len(self.spans)))

    def _begin(self, index: int) -> None:
        name = _NAME.match(self.copy.text, self.at, self.end)
        word = name[1] if name else ""
        if word == "join" and name and self.copy.text.startswith("}}", name.end()):
            self.at = name.end() + 2
            return
        if word not in MARKS or not name or not name[2]:
            known = [*MARKS, "join"]
            end = index + 2 + len(word)
            near = nearest(word, known) if len(self.remarks) < MOST_SAID else ""
            if word in known:
                self._say("I309", index + 2, end, mark=word, how="{{join}}" if word == "join" else f"{{{{{word}: …}}}}")
            elif near:
                self._say("I301", index + 2, end, fix=near, mark=word, near=near)
            else:
                self._say("I306", index + 2, end, mark=word, known=", ".join(known))
        if name:
            self.at = name.end() if name[2] else self.at + len(name.group().rstrip())
        if len(self.open) >= DEEPEST_MARKS:
            self._say("I305", index, index + 2, limit=DEEPEST_MARKS)
            self.too_deep += 1
            return
        self._open(word, index)

    def _finish(self, mark: _Open, end: int) -> None:
        kind = MARKS.get(mark.kind)
        if kind is None:
            return
        note = ""
        if kind == "gap" or (kind == "query" and mark.bar < 0):
            note = self._take(mark.piece, mark.span)
        elif mark.bar >= 0:
            note = self._take(mark.bar, mark.bar_span)
        note = note.strip()
        if kind == "ruby" and note:
            for part in ("（", note, "）"):
                self._put(part, mark.index)
        if mark.offset == self.length and kind not in ("gap", "query"):
            self._say("I304", mark.index, end, mark=mark.kind)
            return
        if kind in ("gap", "query", "ruby") and not note:
            self._say("I307", mark.index, end, mark=mark.kind)
        self.spans.append(Span(kind, mark.offset, self.length, note))
        if kind in _REPORTED:
            code, severity = _REPORTED[kind]
            at = self.copy.place(mark.index, end)
            printed = _short("".join(self.pieces[mark.piece :]))
            self.remarks.append(Diagnostic.make(code, severity, at, note=note, text=printed))

    def _take(self, piece: int, span: int) -> str:
        """Take back what was put from a piece on and return it: it was a note, not copy."""
        note = "".join(self.pieces[piece:])
        del self.pieces[piece:], self.offsets[piece:], self.indices[piece:], self.spans[span:]
        self.length -= len(note)
        while self.literal and self.literal[-1] >= self.length:
            self.literal.pop()
        return note

    def _say(self, code: str, start: int, end: int, fix: str | None = None, **args: object) -> None:
        if len(self.remarks) >= MOST_SAID:
            self.unsaid[code] += 1
            return
        self.remarks.append(Diagnostic.make(code, Severity.ERROR, self.copy.place(start, end), fix, **args))


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
