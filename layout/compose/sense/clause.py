"""Where clauses and the things in them begin and end, among the words of short copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from layout.compose.sense.kinds import nominal, predicative

if TYPE_CHECKING:
    from layout.compose.sense.parts import SenseWord

OPENERS = frozenset("“‘《「『〈（")
CLOSERS = frozenset("”’》」』〉）")


def ems(text: str) -> float:
    """Return the width of copy in ems, Western characters half as wide as Chinese ones, quotation marks left out."""
    return sum(0.5 if char.isascii() else 1.0 for char in text if char not in OPENERS and char not in CLOSERS)


def has_predicate(parts: Sequence[SenseWord], nth: int) -> bool:
    """Tell whether a verb or an adjective follows before the clause ends, quoted or not."""
    return any(predicative(part.kind) for part in parts[nth : clause_end(parts, nth)])


def stops(part: SenseWord) -> bool:
    """Tell whether a word is a mark that ends a clause; quotation marks and brackets end none."""
    return part.kind == "x" and part.text not in OPENERS and part.text not in CLOSERS


def clause_before(parts: Sequence[SenseWord], nth: int) -> Sequence[SenseWord]:
    """Return the words of a clause that stand before a word."""
    start = nth
    while start and not stops(parts[start - 1]):
        start -= 1
    return parts[start:nth]


def clause_end(parts: Sequence[SenseWord], nth: int) -> int:
    """Return where the clause ends in which a word stands."""
    while nth < len(parts) and not stops(parts[nth]):
        nth += 1
    return nth


def thing_end(parts: Sequence[SenseWord], nth: int, bare: bool = False) -> int:
    """Return where the thing ends that begins at a word: nouns, their counts and attributes; `bare` nouns alone."""
    depth = 0
    while nth < len(parts):
        part = parts[nth]
        if part.text in OPENERS:
            if bare:
                break
            depth += 1
        elif part.kind == "x":
            if not depth:
                break
            depth -= part.text in CLOSERS
        elif not depth and not nominal(part.kind) and (bare or part.kind[:1] not in ("m", "a", "u")):
            break
        nth += 1
    return nth


def joined(parts: Sequence[SenseWord], start: int, end: int) -> str:
    """Return the copy of some words."""
    return "".join(part.text for part in parts[start:end])


def ends_at(parts: Sequence[SenseWord], nth: int) -> bool:
    """Tell whether a clause ends before a word."""
    return nth >= len(parts) or stops(parts[nth])


def lasts(part: SenseWord) -> bool:
    """Tell whether a count is of years, months, days: 二十年, 三天; not 2022年, 第三年."""
    return part.text[-1] in "年月天周岁载" and part.text[0] != "第" and not part.text[:4].isdecimal()
