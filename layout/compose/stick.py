"""The composing stick 手盘: one paragraph made ready for breaking.

Every character gets its place on one endless line set solid, every gap between two characters its kind, and every
place where a line may end its price. From these running sums the width, the adjustable gaps and the legality of any
line are one subtraction each, so the search for breaks costs nothing per character.

Only what is not plain Han is looked at in Python: one regular expression finds marks, dashes and Western runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress
from typing import TYPE_CHECKING

from layout.compose.slots import ADJACENT, BRACKET, COMMA, GAP, OPEN, SPACE, STOP
from layout.text.classes import (
    CLOSERS, COMMAS, DASHES, ELLIPSES, HALF_MARKS, OPENERS, PAIRED, SIGNS, SOLIDI, SPACES,
    STOPS, WESTERN, Kind,
)  # fmt: skip
from layout.text.western import hyphen_points

if TYPE_CHECKING:
    from layout.compose.fount import Fount
    from layout.compose.spec import Rules
    from layout.geometry import Length

UNITS = "年月日号时分秒点元万亿千百个名人次位条辆米吨岁周届期版届家所户里度斤亩株套台件项层路"
"""Han words that a figure belongs to; parting them is a fault of style, not of rule."""

UNIT_PRICE = 0.08
"""Parting a figure from its Han unit."""

DASH_START_PRICE = 0.12
"""A dash or an ellipsis at the start of a line (forbidden only at level `strict`)."""

HYPHEN_PRICE = 0.15
"""A hyphen at the line's end."""

OPENER_START_PRICE = 0.0
"""An opening mark at the line's start: nothing, its blank is taken."""

_MARKS = OPENERS + CLOSERS + COMMAS + STOPS
_ATTACHED = "\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u20d0-\u20f0\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef\x00-\x08\x0a-\x1f"
_SPECIAL = re.compile(
    f"(?P<marks>[{re.escape(_MARKS)}]+)"
    f"|(?P<west>[{WESTERN}\u2013]+(?:[{_ATTACHED}]+[{WESTERN}\u2013]*)*)"
    f"|(?P<space>[{SPACES}]+)"
    f"|(?P<dash>[{DASHES}]+)"
    f"|(?P<dots>[{ELLIPSES}]+)"
    f"|(?P<half>[{HALF_MARKS}])"
    f"|(?P<join>[～〜－／｜])"
    f"|(?P<wide>[０-９]+(?:[．：，][０-９]+)*)"
    f"|(?P<sign>[℃℉％℅])"
    f"|(?P<rest>[\u3000\u203c\u2047-\u2049{_ATTACHED}])"
)
_NO_START = frozenset("!),.:;?]}%>")
_NO_END = frozenset("([{<$#@")
_BAN_NO_START_WEST = re.compile(r"[A-Za-z]{5,}")
_URL = re.compile(r"(?:https?://|www\.)|[A-Za-z0-9]+(?:[./][A-Za-z0-9]+){2,}")
_URL_BREAK = re.compile(r"(?<=[/?&=_])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[.])")
_DASH_BREAK = re.compile(r"(?<=[A-Za-z]-)(?=[A-Za-z])")
_LINKS = frozenset("/-–|~")


@dataclass(slots=True)
class Stick:
    """A paragraph ready for breaking; positions count characters, break q lies before character q.

    `origins[i]` is where glyph i stands on the endless line, `ends[q]` where a line that ends at q ends, and
    `starts` where a line that starts at p begins, if that is not `origins[p]`. `sums` are running sums of `slots`.
    `places` and `edges` list the legal breaks and their ends. `prices` are extra prices of breaks, `hyphens` the
    breaks that show a hyphen, `uneven` the slots that are not one pitch wide, `tails` the breaks after a full mark.
    """

    text: str
    slots: list[int]
    origins: tuple[Length, ...]
    ends: list[Length]
    starts: dict[int, Length]
    sums: list[int]
    places: list[int]
    edges: list[Length]
    prices: dict[int, float]
    hyphens: frozenset[int]
    uneven: list[int]
    tails: frozenset[int]


@lru_cache(maxsize=16)
def _gap(size: Length, rules: Rules) -> Length:
    return rules.gap * size // 1000


def ready(text: str, fount: Fount, rules: Rules) -> Stick:
    """Return a paragraph ready for breaking; any text is taken, whatever its characters."""
    return _Readier(text, fount, rules).stick()


class _Readier:
    """Works through a paragraph's special stretches once."""

    def __init__(self, text: str, fount: Fount, rules: Rules) -> None:
        self.text, self.fount, self.rules = text, fount, rules
        n = self.n = len(text)
        self.widths = list(map(fount.widths.__getitem__, fount.sorts(text)))
        self.slots = [OPEN] * n
        self.legal = bytearray(b"\1") * (n + 1)
        self.legal[0] = 0
        self.starts: dict[int, Length] = {}
        self.cuts: dict[int, Length] = {}
        self.prices: dict[int, float] = {}
        self.hyphens: set[int] = set()
        self.tails: set[int] = set()
        self.banned = rules.bans != "none"

    def stick(self) -> Stick:
        """Return the stick."""
        n, widths, fount = self.n, self.widths, self.fount
        work = {
            "marks": self.marks, "west": self.west, "space": self.space, "dash": self.dash, "dots": self.dots,
            "half": self.half, "join": self.join, "wide": self.wide, "sign": self.sign, "rest": self.rest,
        }  # fmt: skip
        for found in _SPECIAL.finditer(self.text):
            work[found.lastgroup](found.start(), found.end())  # type: ignore[index]
        legal = self.legal
        legal[n] = 1
        origins = tuple(accumulate(widths, initial=0))
        ends = list(origins)
        for at, cut in self.cuts.items():
            ends[at] -= cut
        if fount.tracking:
            ends = [end - fount.tracking for end in ends]
        places = list(compress(range(n + 1), legal))
        starts = {at: origins[at] + lead for at, lead in self.starts.items()}
        pitch = fount.pitch
        uneven = [at for at, width in enumerate(widths) if width != pitch] if widths.count(pitch) < n else []
        return Stick(
            self.text, self.slots, origins, ends, starts, list(accumulate(self.slots, initial=0)), places,
            list(compress(ends, legal)), self.prices, frozenset(self.hyphens), uneven, frozenset(self.tails),
        )  # fmt: skip

    def _shift(self, at: int) -> None:
        """Move a glyph inside its cell; a line that starts or ends there is not concerned."""
        shift = self.fount.shifts.get(self.text[at])
        if shift:
            self.move(at, shift)

    def move(self, at: int, shift: Length) -> None:
        """Move glyph `at` right by `shift` without moving its neighbours."""
        if at:
            self.widths[at - 1] += shift
            self.cuts[at] = self.cuts.get(at, 0) + shift
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
            follows = at + 1 < end
            if self.fount.shifts:
                self._shift(at)
            if char in OPENERS:
                if self.banned:
                    self.legal[at + 1] = 0
                self.starts[at] = self.starts.get(at, 0) + half
                if at and at == start:
                    if style == "half" or style == "kaiming":
                        widths[at - 1] -= half
                        self.cut(at, -half)
                    elif slots[at - 1] & ~OPEN == 0:
                        slots[at - 1] = BRACKET | OPEN
                if follows:
                    slots[at] = 0
                    if text[at + 1] in OPENERS:
                        widths[at] -= half
                continue
            if self.banned:
                self.legal[at] = 0
            is_stop = char in STOPS
            if at in pairs:
                widths[at] -= half
                slots[at] = 0 if at in pairs and at + 1 < end and text[at + 1] in PAIRED else OPEN
                continue
            narrow = style == "half" or (style == "kaiming" and not is_stop)
            if narrow:
                widths[at] -= half
            elif follows:
                widths[at] -= half
                slots[at] = ADJACENT if text[at + 1] in OPENERS else 0
                if text[at + 1] in OPENERS and style in ("half", "kaiming"):
                    widths[at] -= half
                    slots[at] = 0
                continue
            else:
                slots[at] = OPEN | (STOP if is_stop else BRACKET if char in CLOSERS else COMMA)
                if style == "full":
                    self.tails.add(at + 1)
                else:
                    self.cut(at + 1, half)
            if follows and narrow:
                slots[at] = 0
                if text[at + 1] in OPENERS:
                    widths[at] -= half
                    self.cut(at + 1, -half)

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
        kinds, size = self.fount.kinds, self.fount.size
        before = kinds[text[start - 1]] if start else None
        after = kinds[text[end]] if end < self.n else None
        han = (Kind.HAN, Kind.OTHER)
        if end - start == 1 and text[start] in _LINKS and before in han and after in han:
            return self.link(start)
        slots[start : end - 1] = [0] * (end - 1 - start)
        legal[start + 1 : end] = bytes(end - 1 - start)
        gap = _gap(size, self.rules)
        first, last = text[start], text[end - 1]
        if start and before in han and first not in _NO_START:
            widths[start - 1] += gap
            self.cut(start, gap)
            slots[start - 1] = GAP
        elif start and before is not None and before not in han:
            slots[start - 1] &= ~OPEN if before not in (Kind.COMMA, Kind.STOP, Kind.CLOSER) else ~0
        slots[end - 1] = 0
        if after in han and last not in _NO_END:
            if text[end] in SIGNS:
                pass
            else:
                widths[end - 1] += gap
                self.cut(end, gap)
                slots[end - 1] = GAP
        if first in _NO_START and self.banned:
            legal[start] = 0
        if last in _NO_END and self.banned:
            legal[end] = 0
        if end < self.n and last.isdecimal() and text[end] in UNITS:
            self.prices[end] = UNIT_PRICE
        if start and text[start - 1] == "第" and first.isdecimal():
            self.prices[start] = UNIT_PRICE
        if end - start >= 5:
            self._inside(start, end)

    def _inside(self, start: int, end: int) -> None:
        """Mark where a long Western run may be divided: URLs at their joints, words at pyphen's points."""
        text = self.text[start:end]
        if _URL.search(text):
            for found in _URL_BREAK.finditer(text):
                self.legal[start + found.start()] = 1
                self.prices[start + found.start()] = HYPHEN_PRICE
            return
        for found in _DASH_BREAK.finditer(text):
            self.legal[start + found.start()] = 1
            self.prices[start + found.start()] = HYPHEN_PRICE / 2
        if not self.rules.hyphenate:
            return
        hyphen = self.fount.widths["-"]
        for word in _BAN_NO_START_WEST.finditer(text):
            for point in hyphen_points(word.group()):
                at = start + word.start() + point
                self.legal[at] = 1
                self.hyphens.add(at)
                self.prices[at] = HYPHEN_PRICE
                self.cut(at, -hyphen)

    def link(self, at: int) -> None:
        """Set a half-em connector or solidus between Han characters (GB/T 15834 5.1.9)."""
        half = self.fount.half
        shift = (half - self.widths[at]) // 2
        self.widths[at] = half
        self.move(at, shift)
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
            self._shift(at)
            self._tight(at)

    def half(self, start: int, end: int) -> None:
        """Set an interpunct in half an em."""
        self._shift(start)
        if self.banned:
            self.legal[start] = 0

    def space(self, start: int, end: int) -> None:
        """Set word spaces: dropped at a line's end, none at a line's start; only the last of several may give."""
        text = self.text
        self.legal[start + 1 : end] = bytes(end - start - 1)
        if start:
            self.legal[start] = 0
            self.slots[start - 1] &= ~OPEN
        self.slots[start:end] = [0] * (end - start)
        self.slots[end - 1] = SPACE
        if text[end - 1] in "\u00a0\u202f":
            self.legal[end] = 0
        self.cut(end, sum(self.widths[start:end]))

    def dash(self, start: int, end: int) -> None:
        """Set dashes: two are one of two ems, never parted, never stretched; a single one is a connector."""
        fount, at = self.fount, start
        first, second = fount.dash
        if start:
            self.slots[start - 1] &= ~OPEN
        self.slots[start:end] = [0] * (end - start)
        while at < end:
            if self.text[at] == "⸺":
                self._shift(at)
                at += 1
            elif at + 1 < end and self.text[at + 1] != "⸺":
                self.legal[at + 1] = 0
                self.move(at, first)
                self.move(at + 1, second - fount.size)
                at += 2
            else:
                self._shift(at)
                if self.banned and end - start == 1:
                    self.legal[at] = 0
                at += 1
        self._unit_start(start, end - start > 1 or self.text[start] == "⸺")

    def dots(self, start: int, end: int) -> None:
        """Set ellipses: two ems, never parted, never stretched."""
        if start:
            self.slots[start - 1] &= ~OPEN
        self.slots[start:end] = [0] * (end - start)
        for at in range(start + 1, end, 2):
            self.legal[at] = 0
        for at in range(start, end):
            self._shift(at)
        self._unit_start(start, end - start > 1)

    def _unit_start(self, start: int, is_unit: bool) -> None:
        if is_unit and self.rules.bans == "strict":
            self.legal[start] = 0
        elif is_unit:
            self.prices[start] = DASH_START_PRICE

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
        if start:
            self.legal[start] = 0
            self.slots[start - 1] = 0
        if self.text[start] == "\u3000":
            self.cut(end, self.widths[start])



