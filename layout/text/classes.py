"""Classes of characters, after CLREQ "characters and the principles of setting them" and GB/T 15834.

A character's class says how wide its cell is in ems, on which side of it lies blank, and what may stand beside it.
Everything that runs over whole paragraphs does so with regular expressions made from these sets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import IntEnum
from functools import lru_cache

EM = 1000
"""Parts of an em in which cells and gaps are counted here."""

OPENERS = "“‘「『（【〖〔［｛《〈〘〚｟〝﹁﹃﹙﹛﹝｢"
"""Opening brackets and quotes, look-alikes too: ink in the right half of their em, blank on the left."""

CLOSERS = "”’」』）】〗〕］｝》〉〙〛｠〞〟﹂﹄﹚﹜﹞｣"
"""Closing brackets and quotes, look-alikes too: ink in the left half of their em, blank on the right."""

COMMAS = "，、；：﹐﹑﹔﹕､"
"""Marks inside a sentence; the colon goes with them (it is in no step of CLREQ's list, see docs/composition.md)."""

STOPS = "。．？！｡﹒﹖﹗"
"""Marks that end a sentence."""

PAIRED = "！？"
"""Marks that may be doubled in one em: GB/T 15834 5.1.2."""

HALF_MARKS = "·‧・•⋅∙･"
"""Interpuncts: half an em, blank on neither side that could be taken (GB/T 15834 5.1.6)."""

RARE_MARKS = "〝﹁﹃﹙﹛﹝｢〞〟﹂﹄﹚﹜﹞｣﹐﹑﹔﹕､﹒﹖﹗｡"
"""Look-alikes of the marks above: small, half-width and vertical forms, which a face may draw at any width."""

DASHES = "—⸺―─"
"""Dashes and what is typed for them (U+2015, U+2500); two in a row are one dash of two ems."""

ELLIPSES = "…⋯"
"""Halves of an ellipsis of two ems."""

CONNECTORS = "～〜－–"
"""Connectors 连接号, full and en-wide: no line begins with one, nothing beside them is stretched."""

SOLIDI = "/／|｜"
"""Solidi: half an em between Han characters (GB/T 15834 5.1.9)."""

SIGNS = "%‰°℃℉％℅′″"
"""Signs that belong to the figure before them."""

PREFIXES = "+-±−#№$¥€£￥＄￡§"
"""Signs that belong to the figure after them."""

BLANKS = {
    " ": 250, "\t": 250, "\u00a0": 250, "\u2000": 500, "\u2001": 1000, "\u2002": 500, "\u2003": 1000, "\u2004": 333,
    "\u2005": 250, "\u2006": 167, "\u2007": 500, "\u2008": 250, "\u2009": 200, "\u200a": 100,
    "\u202f": 200, "\u205f": 222,
}  # fmt: skip
"""Blanks of Western text and their widths in 1/1000 em (Unicode, general punctuation); U+3000 is none of them."""

SPACES = "".join(BLANKS)

FIXED_BLANKS = "\u00a0\u2007\u202f"
"""Blanks at which no line may end."""

WORD_JOINERS = "\u2060\ufeff"
"""Characters of no width that forbid a break on either side (UAX #14, class WJ)."""

SMALL_KANA = (
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿー々〻ゝゞヽヾ゠ｧｨｩｪｫｬｭｮｯｰ"
)
"""Kana and marks of repetition that begin no line (JLREQ 3.1.7, cl-09 to cl-11)."""

SIGN = (
    "\u2190-\u22ff\u3300-\u33ff\u2103\u2109\u2116\u2121\u25b2\u25b3\u25bc\u25bd\u260e\u2706\u2795\u2796"
    "％℅￥＄￡＃＋＝＜＞﹢﹣"
)
"""Ranges of signs that go with figures: relations, operators, arrows, squared units. As wide as their face draws them,
no gap beside a figure, no line edge between."""

HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3040-\u312f\u3130-\u318f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Ranges of what is Han to a line, kana, bopomofo and hangul with it: a full em, a gap beside Western."""

FULL = (
    "\u2190-\u22ff\u2312\u2460-\u27bf\u2900-\u2bff\u3003-\u3004\u3012-\u3013\u301d-\u3020\u302a-\u3037\u303c-\u303f"
    "\u3200-\u33ff\ua000-\ua4cf\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u2103\u2109\u2116"
    "\U0001f000-\U0001faff\ue000-\uf8ff\ufffd"
)
"""Ranges of what is full-width but not Han: signs and symbols in a full em, ①, □, full-width Latin."""

ATTACHED = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0e31"
    "\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20f0\u3099-\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
    "\ufeff\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef"
)
"""Ranges of what belongs to the character before it: accents, variation selectors, joiners, the soft hyphen."""


class Kind(IntEnum):
    """What a character is to a line."""

    HAN = 0
    OPENER = 1
    CLOSER = 2
    COMMA = 3
    STOP = 4
    INTERPUNCT = 5
    DASH = 6
    ELLIPSIS = 7
    CONNECTOR = 8
    SOLIDUS = 9
    WESTERN = 10
    SPACE = 11
    WIDE_SPACE = 12
    ATTACHED = 13
    OTHER = 14
    SIGN = 15


_SETS = (
    (OPENERS, Kind.OPENER), (CLOSERS, Kind.CLOSER), (COMMAS, Kind.COMMA), (STOPS, Kind.STOP),
    (HALF_MARKS, Kind.INTERPUNCT), (DASHES, Kind.DASH), (ELLIPSES, Kind.ELLIPSIS), (CONNECTORS, Kind.CONNECTOR),
    ("／｜", Kind.SOLIDUS), (SPACES, Kind.SPACE), ("\u3000", Kind.WIDE_SPACE), ("‼⁇⁈⁉", Kind.STOP),
)  # fmt: skip
_BY_CHAR = {char: kind for chars, kind in _SETS for char in chars}


def edges_of(ranges: str) -> tuple[int, ...]:
    """Return where ranges begin and where what is outside them begins again, in order of code points.

    A class of Han takes a regular expression a millisecond to compile; a character is looked up in these at once.
    """
    found = re.findall("(.)(?:-(.))?", ranges, re.DOTALL)
    edges: list[int] = []
    for first, end in sorted((ord(first), ord(last or first) + 1) for first, last in found):
        if edges and first <= edges[-1]:
            edges[-1] = max(end, edges[-1])
        else:
            edges += (first, end)
    return tuple(edges)


def outside(ranges: str) -> str:
    """Return the ranges of all that some ranges leave out: for classes of Han quicker to compile than `[^…]`."""
    edges = (0, *edges_of(ranges), 0x110000)
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return "".join(f"\\U{first:08x}-\\U{end - 1:08x}" for first, end in pairs if first < end)


def within(char: str, edges: tuple[int, ...]) -> bool:
    """Tell whether a character is in the ranges that have these edges."""
    return bool(bisect_right(edges, ord(char)) & 1)


_ATTACHED, _FULL, _SIGN, _HAN = map(edges_of, (ATTACHED, FULL, SIGN, HAN))


@lru_cache(maxsize=8192)
def kind_of(char: str) -> Kind:
    """Return the class of one character; what is in no other class is WESTERN, as wide as its face draws it."""
    found = _BY_CHAR.get(char)
    if found is not None:
        return found
    if within(char, _ATTACHED):
        return Kind.ATTACHED
    if is_han(char):
        return Kind.HAN
    if within(char, _SIGN):
        return Kind.SIGN
    return Kind.OTHER if within(char, _FULL) else Kind.WESTERN


def is_han(char: str) -> bool:
    """Tell whether a character is a Han character, kana, bopomofo or hangul syllable."""
    return within(char, _HAN)
