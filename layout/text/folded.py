"""Text as searches compare it: 繁 as 简, full-width letters and figures as plain ones, lower case, no blanks.

Every character becomes one character or none, so that a place in folded text leads back to the copy. `search.js` folds
the words that a reader looks for by the same table.
"""

from __future__ import annotations

from functools import cache

BLANKS = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
"""What counts as a blank: the white space of ECMAScript, which browsers fold by."""

_HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
_BEYOND = 0x10000
"""Simplified forms beyond the first plane are left: scripts count in units of sixteen bits."""


@cache
def variants() -> str:
    """Return the traditional characters that have one simplified form, each followed by it."""
    from opencc import OpenCC

    known = [chr(code) for first, end in _HAN for code in range(first, end)]
    plain = OpenCC("t2s").convert("\n".join(known)).split("\n")
    return "".join(
        old + new for old, new in zip(known, plain, strict=True) if old != new and len(new) == 1 and ord(new) < _BEYOND
    )


@cache
def _table() -> dict[int, int | None]:
    pairs = variants()
    table: dict[int, int | None] = {ord(old): ord(new) for old, new in zip(pairs[::2], pairs[1::2], strict=True)}
    table |= {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    table |= {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
    table |= {code: code - 0xFEE0 + 32 for code in range(0xFF21, 0xFF3B)}
    return table | {ord(blank): None for blank in BLANKS}


def folded(text: str) -> str:
    """Return text as a search compares it."""
    return text.translate(_table())
