"""Makes a paragraph ready for breaking: widths of marks, gaps, bans, unbreakable groups.

A paragraph starts out as plain Han, one em each; what is not, one regular expression finds. Nothing here runs once for
every character in Python.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from layout.compose.line.foreign import shaped_phrases, widths_of
from layout.compose.line.marks import SINGLE, Marks
from layout.compose.line.price import SCALE
from layout.compose.line.slots import BRACKET, GAP, OPEN, SPACE
from layout.compose.line.stick import FULL_MARK, PRICED, Stick
from layout.ground.expression import expression
from layout.rules.lines import HYPHEN_PRICE, JOINT_PRICE, KEPT, LINK, LONG_FIGURE, LONG_PIECE
from layout.text.bound import FIRM, has_han_figures, ties
from layout.text.classes import (
    ATTACHED,
    CLOSERS,
    COMMAS,
    DASHES,
    ELLIPSES,
    FIXED_BLANKS,
    FULL,
    HALF_MARKS,
    HAN,
    OPENERS,
    RARE_MARKS,
    SIGN,
    SMALL_KANA,
    SPACES,
    STOPS,
    WORD_JOINERS,
    Kind,
    kind_of,
    outside,
)  # fmt: skip
from layout.text.foreign import HAS_SHAPED
from layout.text.shown import FRACTION, QUOTE, RAISED, shown_text
from layout.text.western import divisions
from layout.text.whole import kept_titles, kept_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.compose.line.fount import Fount
    from layout.compose.line.spec import Rules
    from layout.geometry import Length
    from layout.issue.model import Span

_WHOLE = expression(rb"[^\0]\0{2,}")

_MARKS = OPENERS + CLOSERS + COMMAS + STOPS
_M = re.escape(_MARKS)
_WESTERN = outside(f"{HAN}{FULL}{ATTACHED}{_MARKS}{SPACES}{DASHES}{ELLIPSES}{HALF_MARKS}\u3000～〜－／｜{SIGN}‼⁇⁈⁉")
_SPECIAL = expression(
    f"(?P<marks>[{_M}]+)"
    f"|(?P<rest>[\u3000‼⁇⁈⁉]|[{ATTACHED}]+)"
    f"|(?P<dash>[{DASHES}]+)"
    f"|(?P<dots>[{ELLIPSES}]+)"
    f"|(?P<half>[{HALF_MARKS}])"
    f"|(?P<join>[～〜－／｜])"
    f"|(?P<wide>[０-９]+(?:[．：，][０-９]+)*)"
    f"|(?P<kana>[{SMALL_KANA}]|＋(?![0-9０-９]))"
    f"|(?P<sign>[{SIGN}])"
    f"|(?P<label>[Ａ-Ｚａ-ｚ★☆\u2460-\u24ff\u2776-\u2793\u3220-\u3243\U0001f1e6-\U0001f1ff])"
    f"|(?P<space>[{SPACES}]+)"
    f"|(?P<west>[{_WESTERN}]+(?:[{ATTACHED}]+[{_WESTERN}]*)*)"
)
_ATTACHED = expression(f"[{ATTACHED}]")
_HANGING = expression(f"(?<![{_M}])[，、。](?![{_M}])")
_NOT_PLAIN = expression("[^\u4e00-\u9fff]+")
"""Whatever is no common Han character; two looks in place of one at every character make it ten times faster."""

_NO_START = frozenset("!),.:;?]}%>/|" + chr(QUOTE + 1) + chr(QUOTE + 3))
_NO_END = frozenset("([{<$#@¥£€/" + chr(QUOTE) + chr(QUOTE + 2))
_HYPHENED = expression(r"[-‐–](?![0-9]+(?:\.[0-9]+)?(?![-0-9.,A-Za-z]))")
"""A run that opens with the hyphen of a compound (甲基-2-吡咯), and not with a minus."""
_NAMED = expression(
    r"(?<![到为至降是约达于在温下跌升增幅率差负得])"
    r"[-‐–][0-9]{1,3}[A-Z]{0,2}(?![-0-9.,A-Za-z%‰°℃℉度万亿元分点个倍米~～—－至])"
)
"""What opens with the hyphen of a name and its number (歼-20): no unit follows, no word that a minus would follow."""
_SMALL = expression(f"[²³¹\u2070-\u209f{chr(RAISED)}-{chr(FRACTION - 1)}]+")
SOFT_HYPHEN = "\u00ad"
"""Where a word may be divided with a hyphen; it shows only there."""
_JOINS = WORD_JOINERS + "\u200d"
_LINKS = frozenset("/-–|~")
_FULL_EM = (Kind.HAN, Kind.OTHER)
_OPENERS = frozenset(OPENERS).difference(RARE_MARKS)
_COMMON = {char: slot for char, slot in SINGLE.items() if char not in RARE_MARKS}


def ready(text: str, fount: Fount, rules: Rules, hang: bool = False, spans: Sequence[Span] = ()) -> Stick:
    """Return a paragraph ready for breaking; any text is taken, whatever its characters.

    `hang` lets a single ， 、 or 。 hang outside the measure (CLREQ "hanging punctuation marks at line end"). Of the
    marked stretches `keep`, `sup` and `sub` bear on what may be divided and how wide it is.
    """
    small = [(span.start, span.end, span.kind == "sup") for span in spans if span.kind in ("sup", "sub")]
    readier = _Readier(text, shown_text(text, fount.face.gids, small), fount, rules)
    readier.kept = kept_stretches(text, spans, rules)
    stick = readier.stick()
    if hang:
        stick.hangs.update(found.end() for found in _HANGING.finditer(text))
    return stick


def kept_stretches(text: str, spans: Sequence[Span], rules: Rules) -> list[tuple[int, int]]:
    """Return what copy or house keeps whole: marked stretches, short marked names and titles, the house's words."""
    found = [(span.start, span.end) for span in spans if _is_whole(span, rules)]
    if rules.keep_titles and "《" in text:
        found += kept_titles(text, rules.keep_titles)
    if rules.keep:
        found += kept_words(text, rules.keep)
    return found


def _is_whole(span: Span, rules: Rules) -> bool:
    size = span.end - span.start
    if span.kind in ("keep", "ruby"):
        return True
    return size <= (rules.keep_names if span.kind == "name" else rules.keep_titles if span.kind == "title" else -1)


class _Readier(Marks):
    """Works through a paragraph's special stretches once."""

    def stick(self) -> Stick:
        """Return the stick."""
        text, widths, fount, slots, legal, half = (
            self.text, self.widths, self.fount, self.slots, self.legal, self.fount.half
        )  # fmt: skip
        halves, single = self.halves, _COMMON.get
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
        if self.foreign:
            self._shape()
        self.figured = self.figured or has_han_figures(text)
        if self.figured or self.kept:
            self._tie()
        prices = {at: round(price * SCALE) & ~1 for at, price in self.prices.items() if legal[at]}
        for at in prices:
            legal[at] |= PRICED
        for at in self.tails:
            if legal[at]:
                legal[at] |= FULL_MARK
        legal[0] = 0
        legal[-1] = 1
        origins = tuple(accumulate(widths, initial=0))
        if self.figured or self.kept:
            self.longs = self._long_pieces(origins)
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
            self.copy,
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
            self.longs,
            self.phrases,
        )

    def _shape(self) -> None:
        """Give words of foreign scripts the widths that they have when shaped; only long Tibetan ones are divided."""
        widths, legal, fount = self.widths, self.legal, self.fount
        self.phrases = shaped_phrases(self.copy, fount.role, fount.case)
        for phrase in self.phrases:
            short = sum(word.width / word.face.upem for word in phrase.words) * 2 <= LONG_FIGURE
            for word in phrase.words:
                start, end = word.start, word.end
                gaps = sum(widths[start:end]) - sum(map(fount.widths.__getitem__, self.text[start:end]))
                widths[start:end] = widths_of(word, fount.size)
                widths[end - 1] += gaps
                legal[start + 1 : end] = bytes(end - start - 1)
                self.slots[start : end - 1] = [0] * (end - start - 1)
                if start > phrase.start and self.text[start - 1] not in SPACES:
                    legal[start] = 0 if short or phrase.right_to_left else 1
                    self.prices[start] = JOINT_PRICE

    def _tie(self) -> None:
        """Apply what may not be divided: no break inside, no stretching between figures and their signs."""
        legal, slots, prices, text = self.legal, self.slots, self.prices, self.copy
        for at, price in ties(text).items() if self.figured else ():
            if price >= FIRM:
                legal[at] = 0
                if slots[at - 1] == OPEN or text[at - 1] in SPACES:
                    slots[at - 1] = 0
            else:
                prices[at] = price
                if price == LINK:
                    legal[at] = 1
        for start, end in self.kept:
            for at in range(start + 1, end):
                prices[at] = KEPT

    def _long_pieces(self, origins: Sequence[Length]) -> tuple[int, ...]:
        """Return the breaks before pieces so long that the line before may be short."""
        legal, text, least = self.legal, self.text, LONG_PIECE * self.fount.size
        found = {
            piece.start()
            for piece in _WHOLE.finditer(legal)
            if text[piece.start()] < "\u2e80" and origins[piece.end()] - origins[piece.start()] >= least
        }
        for start, end in self.kept:
            if origins[end] - origins[start] >= least:
                while start and not legal[start]:
                    start -= 1
                found.add(start)
        return tuple(sorted(found - {0}))

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
        self.figured = True
        if not run.isascii():
            self.clustered = self.clustered or _ATTACHED.search(run) is not None
            self.foreign = self.foreign or HAS_SHAPED.search(run) is not None
        widths[start:end] = map(fount.widths.__getitem__, run)
        slots[start:end] = [0] * (end - start)
        legal[start + 1 : end] = bytes(end - 1 - start)
        gap = self.rules.gap * fount.size // 1000
        first, last = text[start], text[end - 1]
        small = _SMALL.match(run)
        raised = small is not None and small.end() == len(run)
        goes_on = before in _FULL_EM and first in "-‐–+#" and self._goes_on(start)
        # A plus between two words of Han (农户+集体) has its gap on either side.
        plus = run == "+" and after in _FULL_EM
        if start:
            if before in _FULL_EM and first not in _NO_START and not small and (plus or not goes_on):
                widths[start - 1] += gap
                self.cut(start, gap)
                slots[start - 1] = GAP
            elif slots[start - 1] == OPEN and before is not Kind.INTERPUNCT:
                slots[start - 1] = 0
        if after in _FULL_EM and last not in _NO_END and not raised:
            widths[end - 1] += gap
            self.cut(end, gap)
            slots[end - 1] = GAP
        if self.banned:
            if first in _NO_START or small or goes_on:
                legal[start] = 0
            if last in _NO_END and (last != "/" or self.rules.bans in ("gb", "strict")):
                legal[end] = 0
        if end - start > 4:
            for at, price, hyphen in divisions(run, self.rules.hyphenate):
                legal[start + at] = 1
                self.prices[start + at] = price
                if hyphen:
                    self.hyphens.add(start + at)
                    self.cut(start + at, -fount.widths["-"])
            if "\u200b" in run:
                for at in range(start, end - 1):
                    legal[at + 1] |= text[at] == "\u200b"
            if SOFT_HYPHEN in run:
                for at in (start + soft.end() for soft in re.finditer(SOFT_HYPHEN, run[:-1])):
                    legal[at] = 1
                    if at not in self.hyphens:
                        self.prices[at] = HYPHEN_PRICE
                        self.hyphens.add(at)
                        self.cut(at, -fount.widths["-"])

    def _goes_on(self, start: int) -> bool:
        """Tell whether a run goes on with the Han before it: a compound's hyphen, a plus, the end of a hashtag."""
        text, first = self.text, self.text[start]
        if first in "-‐–":
            return bool(_HYPHENED.match(text, start) or _NAMED.match(text, start))
        if first == "+":
            return not text[start + 1 : start + 2].isdigit()
        return first == "#" and text.count("#", 0, start) % 2 == 1

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
        if self.text[end - 1] in FIXED_BLANKS:
            self.legal[end] = 0
        self.cut(end, sum(self.widths[start:end]))

    def wide(self, start: int, end: int) -> None:
        """Keep a number of full-width figures whole."""
        self.legal[start + 1 : end] = bytes(end - start - 1)
        self.slots[start : end - 1] = [0] * (end - 1 - start)
        self.figured = True

    def sign(self, start: int, end: int) -> None:
        """Set a sign as wide as its face draws it; figures beside it are tied to it."""
        self.shift(start)
        self.figured = True

    def label(self, start: int, end: int) -> None:
        """Look at what a figure in a circle or a full-width letter is tied to."""
        self.figured = True

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
        if self.text[end - 1] in _JOINS:
            self.legal[end] = 0
