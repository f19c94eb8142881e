"""Makes a paragraph ready for breaking: widths of marks, gaps, bans, unbreakable groups.

A paragraph starts out as plain Han, one em each; what is not, one regular expression finds. Nothing here runs once for
every character in Python.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from layout.compose.line.price import SCALE
from layout.compose.line.slots import ADJACENT, BRACKET, COMMA, GAP, OPEN, SPACE, STOP
from layout.compose.line.stick import FULL_MARK, PRICED, Stick
from layout.rules.lines import DASH_START, UNIT_PRICE
from layout.text.classes import (
    ATTACHED,
    CLOSERS,
    COMMAS,
    DASHES,
    ELLIPSES,
    FULL,
    HALF_MARKS,
    HAN,
    OPENERS,
    PAIRED,
    SIGNS,
    SOLIDI,
    SPACES,
    STOPS,
    Kind,
    kind_of,
)  # fmt: skip
from layout.text.western import divisions

if TYPE_CHECKING:
    from layout.compose.line.fount import Fount
    from layout.compose.line.spec import Rules
    from layout.geometry import Length

UNITS = "年月日号时分秒点元万亿千百个名人次位条辆米吨岁周届期版家所户里度斤亩株套台件项层路"
"""Han words that a figure belongs to; parting them is a fault of style, not of rule."""


_MARKS = OPENERS + CLOSERS + COMMAS + STOPS
_M = re.escape(_MARKS)
_NOT_WESTERN = f"{HAN}{FULL}{ATTACHED}{_M}{SPACES}{DASHES}{ELLIPSES}{HALF_MARKS}\u3000～〜－／｜℃℉％℅‼⁇⁈⁉"
_SPECIAL = re.compile(
    f"(?P<marks>[{_M}]+)"
    f"|(?P<rest>[\u3000‼⁇⁈⁉]|[{ATTACHED}]+)"
    f"|(?P<dash>[{DASHES}]+)"
    f"|(?P<dots>[{ELLIPSES}]+)"
    f"|(?P<half>[{HALF_MARKS}])"
    f"|(?P<join>[～〜－／｜])"
    f"|(?P<wide>[￥＄￡＃]?[０-９]+(?:[．：，][０-９]+)*)"
    f"|(?P<sign>[℃℉％℅])"
    f"|(?P<space>[{SPACES}]+)"
    f"|(?P<west>[^{_NOT_WESTERN}]+(?:[{ATTACHED}]+[^{_NOT_WESTERN}]*)*)"
)
_ATTACHED = re.compile(f"[{ATTACHED}]")
_HANGING = re.compile(f"(?<![{_M}])[，、。](?![{_M}])")
_NOT_PLAIN = re.compile("[^\u4e00-\u9fff]+")
"""Whatever is no common Han character; two looks in place of one at every character make it ten times faster."""

_NO_START = frozenset("!),.:;?]}%>")
_NO_END = frozenset("([{<$#@¥£€")
_WIDE_PREFIXES = frozenset("￥＄￡＃№")
_LINKS = frozenset("/-–|~")
_FULL_EM = (Kind.HAN, Kind.OTHER)
_OPENERS = frozenset(OPENERS)
_SINGLE = {
    **dict.fromkeys(COMMAS, OPEN | COMMA),
    **dict.fromkeys(STOPS, OPEN | STOP),
    **dict.fromkeys(CLOSERS, OPEN | BRACKET),
}


def ready(text: str, fount: Fount, rules: Rules, hang: bool = False) -> Stick:
    """Return a paragraph ready for breaking; any text is taken, whatever its characters.

    `hang` lets a single ， 、 or 。 hang outside the measure (CLREQ "hanging punctuation marks at line end").
    """
    stick = _Readier(text, fount, rules).stick()
    if hang:
        stick.hangs.update(found.end() for found in _HANGING.finditer(text))
    return stick


class _Readier:
    """Works through a paragraph's special stretches once."""

    def __init__(self, text: str, fount: Fount, rules: Rules) -> None:
        self.text, self.fount, self.rules = text, fount, rules
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
        self.clustered = False

    def stick(self) -> Stick:
        """Return the stick."""
        text, widths, fount, slots, legal, half = (
            self.text, self.widths, self.fount, self.slots, self.legal, self.fount.half
        )  # fmt: skip
        halves, single = self.halves, _SINGLE.get
        plain = self.banned and self.rules.marks == "line-end-half" and fount.plain_marks
        starts = self.starts
        for run in _NOT_PLAIN.finditer(text):
            at = run.start()
            if plain:
                # The commonest cases by far, kept apart for speed; `marks` knows all the others.
                char = run[0]
                slot = single(char)
                if slot:
                    slots[at] = slot
                    legal[at] = 0
                    halves.append(at + 1)
                    continue
                if char in _OPENERS:
                    legal[at + 1] = 0
                    starts[at] = half
                    if at:
                        slots[at - 1] |= BRACKET
                    continue
            end = run.end()
            for found in _SPECIAL.finditer(text, at, end):
                getattr(self, found.lastgroup)(*found.span())  # type: ignore[arg-type]
        prices = {at: round(price * SCALE) & ~1 for at, price in self.prices.items() if legal[at]}
        for at in prices:
            legal[at] |= PRICED
        for at in self.tails:
            if legal[at]:
                legal[at] |= FULL_MARK
        legal[0] = 0
        legal[-1] = 1
        origins = tuple(accumulate(widths, initial=0))
        ends = list(origins)
        for at in halves:
            ends[at] -= half
        for at, cut in self.cuts.items():
            ends[at] -= cut
        if fount.tracking:
            ends = [end - fount.tracking for end in ends]
        for at in starts:
            starts[at] += origins[at]
        return Stick(
            text,
            self.clustered,
            widths,
            slots,
            origins,
            ends,
            starts,
            list(accumulate(slots, initial=0)),
            legal,
            prices,
            self.hyphens,
            self.tails,
            set(),
        )

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
                slots[at] = _SINGLE[char]
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

    def west(self, start: int, end: int) -> None:
        """Set a Western run: kept together, a gap on either side where Han stands there."""
        text, slots, widths, legal = self.text, self.slots, self.widths, self.legal
        fount = self.fount
        before = kind_of(text[start - 1]) if start else None
        after = kind_of(text[end]) if end < self.n else None
        if end - start == 1 and text[start] in _LINKS and before in _FULL_EM and after in _FULL_EM:
            self.link(start)
            return
        run = text[start:end]
        if _ATTACHED.search(run):
            self.clustered = True
        widths[start:end] = map(fount.widths.__getitem__, run)
        slots[start:end] = [0] * (end - start)
        legal[start + 1 : end] = bytes(end - 1 - start)
        gap = self.rules.gap * fount.size // 1000
        first, last = text[start], text[end - 1]
        if start:
            if text[start - 1] in _WIDE_PREFIXES:
                slots[start - 1] = legal[start] = 0
            elif before in _FULL_EM and first not in _NO_START:
                widths[start - 1] += gap
                self.cut(start, gap)
                slots[start - 1] = GAP
            elif slots[start - 1] == OPEN and before is not Kind.INTERPUNCT:
                slots[start - 1] = 0
        if after in _FULL_EM and last not in _NO_END and text[end] not in SIGNS:
            widths[end - 1] += gap
            self.cut(end, gap)
            slots[end - 1] = GAP
        if self.banned:
            if first in _NO_START:
                legal[start] = 0
            if last in _NO_END:
                legal[end] = 0
        if after is Kind.HAN and last.isdecimal() and text[end] in UNITS:
            self.prices[end] = UNIT_PRICE
        if before is Kind.HAN and first.isdecimal() and text[start - 1] == "第":
            self.prices[start] = UNIT_PRICE
        if end - start > 4:
            for at, price, hyphen in divisions(run, self.rules.hyphenate):
                legal[start + at] = 1
                self.prices[start + at] = price
                if hyphen:
                    self.hyphens.add(start + at)
                    self.cut(start + at, -fount.widths["-"])

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
        if self.banned:
            self.legal[start] = 0

    def space(self, start: int, end: int) -> None:
        """Set word spaces: dropped at a line's end, none at a line's start; only the last of several may give."""
        self.widths[start:end] = map(self.fount.widths.__getitem__, self.text[start:end])
        self.legal[start + 1 : end] = bytes(end - start - 1)
        if start:
            self.legal[start] = 0
            if self.slots[start - 1] == OPEN:
                self.slots[start - 1] = 0
        self.slots[start:end] = [0] * (end - start)
        self.slots[end - 1] = SPACE | OPEN
        if self.text[end - 1] in "\u00a0\u202f":
            self.legal[end] = 0
        self.cut(end, sum(self.widths[start:end]))

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
            else:
                self.shift(at)
                if self.banned and end - start == 1 and self.text[at] != "⸺":
                    self.legal[at] = 0
                at += 1
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
        self._unit_start(start, end)

    def _unit_start(self, start: int, end: int) -> None:
        """Keep units of two ems off line starts: by rule at level `strict`, else at a price."""
        if end - start == 1 and self.text[start] != "⸺":
            return
        if self.rules.bans == "strict":
            self.legal[start:end] = bytes(end - start)
        else:
            self.prices[start] = DASH_START

    def wide(self, start: int, end: int) -> None:
        """Keep a number of full-width figures whole."""
        self.legal[start + 1 : end] = bytes(end - start - 1)
        self.slots[start : end - 1] = [0] * (end - 1 - start)

    def sign(self, start: int, end: int) -> None:
        """Keep a full-width sign with its figure."""
        if start:
            self.legal[start] = 0
            self.slots[start - 1] = 0

    def rest(self, start: int, end: int) -> None:
        """Keep wide spaces and attached characters with what stands before them."""
        self.clustered = self.clustered or self.text[start] != "\u3000"
        if start:
            self.legal[start:end] = bytes(end - start)
            self.slots[start - 1 : end - 1] = [0] * (end - start)
        for at in range(start, end):
            self.shift(at)
        if self.text[start] == "\u3000":
            self.cut(end, self.widths[start])
