"""Marks that follow text: emphasis dots, proper-noun lines, wavy title lines (CLREQ "interlinear punctuation")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from layout.rules.lines import MARK_BACK
from layout.sheet.line import Decoration
from layout.text.classes import CLOSERS, COMMAS, OPENERS, SPACES, STOPS

if TYPE_CHECKING:
    from layout.compose.line.fount import Fount
    from layout.geometry import Length
    from layout.issue.model import Span
    from layout.sheet import Ink

_KINDS: dict[str, Literal["dots", "line", "wave"]] = {"dots": "dots", "name": "line", "title": "wave"}
_UNDOTTED = frozenset(OPENERS + CLOSERS + COMMAS + STOPS + SPACES + "\u3000")


class Marked:
    """The spans of a paragraph that carry marks, handed out line by line: each line looks at its own alone."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        """Take the paragraph's spans, in their order."""
        self._waiting = [span for span in spans if span.kind in _KINDS][::-1]
        self._open: list[Span] = []

    def on(self, p: int, q: int) -> tuple[Span, ...]:
        """Return the spans on characters `p` to `q`; lines are asked for in their order."""
        while self._waiting and self._waiting[-1].start < q:
            self._open.append(self._waiting.pop())
        if self._open:
            self._open = [span for span in self._open if span.end > p]
        return tuple(self._open)


def decorations(
    p: int, q: int, origins: tuple[Length, ...], spans: tuple[Span, ...], text: str, fount: Fount, ink: Ink
) -> tuple[Decoration, ...]:
    """Return the marks on characters `p` to `q` of a paragraph, whose glyphs stand at `origins` on the line."""
    found = []
    for span in spans:
        kind = _KINDS[span.kind]
        start, end = max(span.start, p), min(span.end, q)
        if start >= end:
            continue
        left = origins[start - p]
        right = origins[end - 1 - p] + fount.widths[text[end - 1]] - fount.shifts.get(text[end - 1], 0)
        centres: tuple[Length, ...] = ()
        if kind == "dots":
            centres = tuple(origins[at - p] + fount.size // 2 for at in range(start, end) if text[at] not in _UNDOTTED)
        clear = round(fount.size * MARK_BACK / 1000)
        x0 = left + clear if kind != "dots" and span.start >= p else left
        x1 = right - clear if kind != "dots" and span.end <= q else right
        found.append(Decoration(kind, start - p, end - p, x0, x1, fount.size, ink, centres))
    return tuple(found)
