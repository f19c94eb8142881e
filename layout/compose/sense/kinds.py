"""Kinds of words: which can be part of a name, which say what is done."""

from __future__ import annotations

Word = tuple[str, str]
"""A word and its kind, as the dictionary tags it: n noun, v verb, a adjective, d adverb, p preposition, c conjunction,
m number, q counter, t time, s place, f side, r pronoun, u particle, i and l idiom, x mark. A verb that may be a noun is
`vn`; a verb with its object in one word, or one that takes none, is `vo`."""

MARKS = frozenset(" \u3000，、：；。！？,;“”‘’《》「」『』（）()—…")
"""What no word goes across."""


def nominal(kind: str) -> bool:
    """Tell whether a word of this kind can be part of a name or a thing."""
    return kind[:1] in "njzgrs" or kind in ("vn", "an", "l", "i", "k", "eng", "q", "b") if kind else False


def verbal(kind: str) -> bool:
    """Tell whether a word of this kind says what is done."""
    return kind[:1] == "v" and kind != "vn"


def predicative(kind: str) -> bool:
    """Tell whether a word of this kind makes a clause of a thing: 草莓|红了, 书记|来了."""
    return verbal(kind) or kind == "a"


def clause_to_come(words: list[Word]) -> bool:
    """Tell whether a verb or an adjective comes before any mark, a quotation mark or a bracket included."""
    for word, kind in words:
        if word in MARKS:
            return False
        if predicative(kind):
            return True
    return False
