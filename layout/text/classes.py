"""Classes of characters, after CLREQ "characters and the principles of setting them" and GB/T 15834.

A character's class says how wide its cell is in ems, on which side of it lies blank, and what may stand beside it.
Everything that runs over whole paragraphs does so with regular expressions made from these sets.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

EM = 1000
"""Parts of an em in which cells and gaps are counted here."""

OPENERS = "“‘「『（【〖〔［｛《〈〘〚｟"
"""Opening brackets and quotes: ink in the right half of their em, blank on the left."""

CLOSERS = "”’」』）】〗〕］｝》〉〙〛｠"
"""Closing brackets and quotes: ink in the left half of their em, blank on the right."""

COMMAS = "，、；："
"""Marks inside a sentence; the colon goes with them (it is in no step of CLREQ's list, see docs/composition.md)."""

STOPS = "。．？！｡"
"""Marks that end a sentence."""

PAIRED = "！？"
"""Marks that may be doubled in one em: GB/T 15834 5.1.2."""

HALF_MARKS = "·‧・•"
"""Interpuncts: half an em, blank on neither side that could be taken (GB/T 15834 5.1.6)."""

DASHES = "—⸺―"
"""Dashes; two U+2014 in a row are one dash of two ems."""

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

SPACES = " \u00a0\u2002\u2003\u2004\u2005\u2006\u2009\u202f\t"
"""Spaces of Western text; U+3000 is a character of its own."""

HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3040-\u312f\u3130-\u318f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Ranges of what stands in a full em and may break on either side: Han, kana, bopomofo, hangul."""

WESTERN = (
    "!-~\u00a1-\u00b6\u00b8-\u02ff\u0370-\u058f\u0e01-\u0e5b\u1e00-\u1fff\u2010-\u2012\u2030-\u2033\u2070-\u209c"
    "\u20a0-\u20bf\u2100-\u2102\u2104-\u2108\u210a-\u2115\u2117-\u2121\u2123-\u215f"
)
"""Ranges of proportional characters, set as the face draws them and kept together as words."""


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


_SETS = (
    (OPENERS, Kind.OPENER), (CLOSERS, Kind.CLOSER), (COMMAS, Kind.COMMA), (STOPS, Kind.STOP),
    (HALF_MARKS, Kind.INTERPUNCT), (DASHES, Kind.DASH), (ELLIPSES, Kind.ELLIPSIS), (CONNECTORS, Kind.CONNECTOR),
    ("／｜", Kind.SOLIDUS), (SPACES, Kind.SPACE), ("\u3000", Kind.WIDE_SPACE), ("‼⁇⁈⁉", Kind.STOP),
)  # fmt: skip
_BY_CHAR = {char: kind for chars, kind in _SETS for char in chars}
_WESTERN_RANGES = tuple(
    (ord(part[0]), ord(part[-1])) for part in re.findall(r".-.|.", WESTERN, re.DOTALL)
)


@lru_cache(maxsize=8192)
def kind_of(char: str) -> Kind:
    """Return the class of one character; what nothing else claims is OTHER, a full em that breaks like Han."""
    found = _BY_CHAR.get(char)
    if found is not None:
        return found
    if is_han(char):
        return Kind.HAN
    code = ord(char)
    if any(low <= code <= high for low, high in _WESTERN_RANGES):
        return Kind.WESTERN
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Mc", "Cf", "Lm") or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return Kind.ATTACHED
    if unicodedata.east_asian_width(char) in "WFA":
        return Kind.OTHER
    return Kind.WESTERN if category[0] in "LNPS" else Kind.OTHER


def is_han(char: str) -> bool:
    """Tell whether a character is a Han character, kana, bopomofo or hangul syllable."""
    return bool(_HAN.match(char))


_HAN = re.compile(f"[{HAN}]")
