"""Marks that follow text: emphasis dots, proper-noun lines, wavy title lines (CLREQ "interlinear punctuation")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from layout.geometry import Length
from layout.ground.dataclass import replace
from layout.rules.lines import MARK_BACK
from layout.sheet.line import Decoration
from layout.text.classes import CLOSERS, COMMAS, OPENERS, SPACES, STOPS

if TYPE_CHECKING:
    from layout.compose.line.fount import Fount
    from layout.issue.model import Span
    from layout.sheet import Ink, Line

_KINDS: dict[str, Literal["dots", "line", "wave"]] = {"dots": "dots", "name": "line", "title": "wave"}
_UNDOTTED = frozenset(OPENERS + CLOSERS + COMMAS + STOPS + SPACES + "\u3000")


Origins = tuple[Length, tuple[Length, ...] | None]
"""Where a line's glyphs stand: the first one's place, and how far from it each stands, None where all at one pitch."""


def decorated(
    lines: Sequence[Line], origins: Sequence[Origins], text: str, spans: Sequence[Span], fount: Fount, ink: Ink
) -> tuple[Line, ...]:
    """Return a paragraph's lines with the marks that its spans ask for; `origins` are those of each line's glyphs."""
    waiting = [span for span in spans if span.kind in _KINDS][::-1]
    if not waiting:
        return tuple(lines)
    here: list[Span] = []
    found = list(lines)
    p = 0
    for number, (line, (x, xs)) in enumerate(zip(lines, origins, strict=True)):
        q = p + len(line.text)
        while waiting and waiting[-1].start < q:
            here.append(waiting.pop())
        here = [span for span in here if span.end > p]
        if here:
            placed = tuple(x + at for at in xs) if xs else tuple(range(x, x + fount.pitch * (q - p), fount.pitch))
            marks = decorations(p, q, placed, here, text, fount, ink)
            found[number] = replace(line, decorations=marks)
        p = q
    return tuple(found)


def decorations(
    p: int, q: int, origins: tuple[Length, ...], spans: Sequence[Span], text: str, fount: Fount, ink: Ink
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
