"""Sets the marks of a paragraph: their widths by style, bans at line edges, dashes and ellipses, connectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.compose.line.slots import ADJACENT, BRACKET, COMMA, OPEN, STOP
from layout.rules.lines import DASH_START
from layout.text.classes import CLOSERS, COMMAS, OPENERS, PAIRED, SOLIDI, STOPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.compose.line.foreign import ShapedPhrase
    from layout.compose.line.fount import Fount
    from layout.compose.line.spec import Rules
    from layout.geometry import Length

SINGLE = {
    **dict.fromkeys(COMMAS, OPEN | COMMA),
    **dict.fromkeys(STOPS, OPEN | STOP),
    **dict.fromkeys(CLOSERS, OPEN | BRACKET),
}
"""What may give after a mark that stands alone."""


class Marks:
    """A paragraph's widths, slots and legal breaks while made ready, and what each kind of mark does to them."""

    def __init__(self, copy: str, text: str, fount: Fount, rules: Rules) -> None:
        """Begin with plain Han: an em each, a break everywhere."""
        self.copy, self.text, self.fount, self.rules = copy, text, fount, rules
        n = self.n = len(text)
        self.widths = [fount.pitch] * n
        self.slots = [OPEN] * n
        self.legal = bytearray(b"\1") * (n + 1)
        self.starts: dict[int, Length] = {}
        self.cuts: dict[int, Length] = {}
        self.halves: list[int] = []
        self.prices: dict[int, float] = {}
        self.hyphens: set[int] = set()
        self.tails: set[int] = set()
        self.banned = rules.bans != "none"
        self.clustered = self.figured = False
        self.kept: Sequence[tuple[int, int]] = ()
        self.longs: tuple[int, ...] = ()
        self.foreign = False
        self.phrases: tuple[ShapedPhrase, ...] = ()

    def shift(self, at: int) -> None:
        """Let a glyph stand where in its cell it belongs."""
        char = self.text[at]
        self.widths[at] += self.fount.widths[char] - self.fount.pitch
        shift = self.fount.shifts.get(char)
        if shift:
            self.move(at, shift)

    def move(self, at: int, shift: Length) -> None:
        """Move glyph `at` right by `shift` without moving its neighbours, or the ends of lines."""
        if at:
            self.widths[at - 1] += shift
            self.cut(at, shift)
        self.widths[at] -= shift
        self.starts[at] = self.starts.get(at, 0) - shift

    def cut(self, at: int, amount: Length) -> None:
        """Let lines that end at `at` end earlier by `amount`."""
        self.cuts[at] = self.cuts.get(at, 0) + amount

    def marks(self, start: int, end: int) -> None:
        """Set marks: widths by style, half an em at line edges, 1.5 em for two, bans."""
        text, widths, slots, half = self.text, self.widths, self.slots, self.fount.half
        style = self.rules.marks
        pairs = self._pairs(start, end) if end - start > 1 else ()
        for at in range(start, end):
            char = text[at]
            after = text[at + 1] if at + 1 < end else ""
            self.shift(at)
            if char in OPENERS:
                if self.banned:
                    self.legal[at + 1] = 0
                self.starts[at] = self.starts.get(at, 0) + half
                if at and at == start:
                    if style in ("half", "kaiming"):
                        widths[at - 1] -= half
                        self.cut(at, -half)
                    elif slots[at - 1] in (0, OPEN):
                        slots[at - 1] |= BRACKET
                if after:
                    slots[at] = 0
                    if after in OPENERS:
                        widths[at] -= half
                continue
            if self.banned:
                self.legal[at] = 0
            is_stop = char in STOPS
            narrow = style == "half" or (style == "kaiming" and not is_stop)
            if at in pairs:
                widths[at] -= half
                slots[at] = 0 if after and after in PAIRED else OPEN
            elif narrow:
                widths[at] -= half
                if after:
                    slots[at] = 0
            elif after:
                widths[at] -= half
                slots[at] = ADJACENT if after in OPENERS else 0
            else:
                slots[at] = SINGLE[char]
                if style == "full":
                    self.tails.add(end)
                else:
                    self.halves.append(end)
            if after and after in OPENERS and style in ("half", "kaiming"):
                # In the narrow styles an opener is half an em wide wherever it stands.
                widths[at] -= half
                self.cut(at + 1, -half)
                slots[at] = 0

    def _pairs(self, start: int, end: int) -> set[int]:
        """Return the ！ and ？ that take half an em: two in one em, three in two (GB/T 15834 5.1.2)."""
        found: set[int] = set()
        at = start
        while at < end:
            stop = at
            while stop < end and self.text[stop] in PAIRED:
                stop += 1
            if stop - at > 1:
                found.update(range(at, stop - (stop - at) % 2))
            at = stop + 1
        return found

    def link(self, at: int) -> None:
        """Set a half-em connector or solidus between Han characters (GB/T 15834 5.1.9)."""
        natural = self.fount.widths[self.text[at]]
        self.widths[at] = self.fount.half + self.fount.tracking
        self.move(at, (self.widths[at] - natural) // 2)
        self._tight(at)

    def _tight(self, at: int) -> None:
        """Forbid stretching beside a character and a line that begins with it."""
        if at:
            self.slots[at - 1] &= ~OPEN
        self.slots[at] = 0
        if self.banned:
            self.legal[at] = 0
            if self.text[at] in SOLIDI and self.rules.bans in ("gb", "strict"):
                self.legal[at + 1] = 0

    def join(self, start: int, end: int) -> None:
        """Set a full connector or a solidus."""
        for at in range(start, end):
            self.shift(at)
            self._tight(at)

    def half(self, start: int, end: int) -> None:
        """Set an interpunct in half an em."""
        self.shift(start)
        self.figured = True
        if self.banned:
            self.legal[start] = 0

    def dash(self, start: int, end: int) -> None:
        """Set dashes: two are one of two ems, never parted, never stretched; a single one is a connector."""
        at = start
        first, second, _ = self.fount.dash
        if start:
            self.slots[start - 1] &= ~OPEN
        self.slots[start:end] = [0] * (end - start)
        while at < end:
            if self.text[at] != "⸺" and at + 1 < end and self.text[at + 1] != "⸺":
                self.legal[at + 1] = 0
                self.move(at, first)
                self.move(at + 1, second - self.fount.size)
                at += 2
                if at == end - 1 and self.text[at] != "⸺":
                    # Three are one stroke of three ems.
                    self.legal[at] = 0
                    self.move(at, 2 * second - first - 2 * self.fount.size)
                    at += 1
            else:
                self.shift(at)
                if self.banned and end - start == 1 and self.text[at] != "⸺":
                    self.legal[at] = 0
                at += 1
        self._two_units(start, end)
        self._unit_start(start, end)

    def dots(self, start: int, end: int) -> None:
        """Set ellipses: two ems, never parted, never stretched."""
        if start:
            self.slots[start - 1] &= ~OPEN
        self.slots[start:end] = [0] * (end - start)
        for at in range(start + 1, end, 2):
            self.legal[at] = 0
        for at in range(start, end):
            self.shift(at)
        self._two_units(start, end)
        self._unit_start(start, end)

    def _two_units(self, start: int, end: int) -> None:
        """Keep two dashes or ellipses in a row together; what is longer is a rule or a leader and divides."""
        if end - start == 4:
            self.legal[start + 1 : end] = bytes(3)

    def _unit_start(self, start: int, end: int) -> None:
        """Keep units of two ems off line starts: by rule at level `strict`, else at a price."""
        if end - start == 1 and self.text[start] != "⸺":
            return
        if self.rules.bans == "strict":
            self.legal[start:end] = bytes(end - start)
        else:
            self.prices[start] = DASH_START

    def kana(self, start: int, end: int) -> None:
        """Keep small kana and marks of repetition off line starts (JLREQ 3.1.7)."""
        if self.banned:
            self.legal[start] = 0
