"""The copy as it is shown: characters that print in another shape than the one their code point has in a Chinese face.

Quotes inside Latin text are narrow, figures raised or lowered are made of the face's own figures where it has no such
sorts, strokes typed for a dash are a dash. Such a character stands in the shown text as a code point of the surrogate
area, which no copy can hold; a text and its shown text have the same length, so every place stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from layout.ground.expression import expression
from layout.rules.lines import LOWER, RAISE

SMALL = (
    "".join(map(chr, range(0x21, 0x7F)))
    + "−±×·–—′″†‡°…αβγδεζηθικλμνξοπρςστυφχψωΓΔΘΛΞΠΣΦΨΩ"
    + "注原甲乙丙丁戊己庚辛一二三四五六七八九十上下左右大小中前后内外年月日第号版①②③④⑤⑥⑦⑧⑨⑩（），。、㈠㈡㈢"
)
"""What can be set raised or lowered."""

RAISED, LOWERED, FRACTION, QUOTE = 0xD800, 0xDB00, 0xDE00, 0xDF00
"""Where in the surrogate area the shown forms begin."""

_SUPERIORS = dict(
    zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
        "0123456789+−=()niabcdefghjklmoprstuvwxyz",
        strict=True,
    )
)
_INFERIORS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ", "0123456789+−=()aeoxhklmnpst", strict=True))
FRACTIONS = {
    "½": "12", "⅓": "13", "⅔": "23", "¼": "14", "¾": "34", "⅕": "15", "⅖": "25", "⅗": "35", "⅘": "45", "⅙": "16",
    "⅚": "56", "⅐": "17", "⅛": "18", "⅜": "38", "⅝": "58", "⅞": "78", "⅑": "19",
}  # fmt: skip
"""Fractions of one character: the figure over and the figure under the stroke."""

MADE = "".join((*_SUPERIORS, *_INFERIORS, *FRACTIONS))
"""Characters that are made of a face's figures where it lacks them."""

_SMALL_AT = {char: at for at, char in enumerate(SMALL)}
_FRACTION_AT = {char: at for at, char in enumerate(FRACTIONS)}
_QUOTES = "‘’“”"
_MADE = expression(f"[{re.escape(MADE)}]+")
_STROKES = expression("[―─]{2,}")
_SMALL_SIGNS = {"﹢": "+", "﹣": "−"}
"""Small forms (U+FE62, U+FE63) of what stands before a figure: an em wide in a face, with the sign in its middle."""
_UNUSUAL = expression(f"[{re.escape(MADE)}―─{''.join(_SMALL_SIGNS)}]")
_LETTER = expression("[A-Za-zÀ-ɏ]")
_QUOTED = expression(f"[{_QUOTES}]")
_LATIN = expression("[!-~À-ɏḀ-ỿ]")
_HAN = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff"
_CHINESE = expression(f"[{_HAN}]")
_BESIDE_LATIN = expression(f"[!-~À-ɏḀ-ỿ{_QUOTES}] *[{_QUOTES}]|[{_QUOTES}] *[!-~À-ɏḀ-ỿ]|^ *[{_QUOTES}]")
"""A quote that may belong to Latin text; where none stands there is nothing to look at."""

LARGE = expression("[\ud800-\udeff]")
"""Shown forms that are set at another size than the text round them."""


def shown_text(text: str, gids: Mapping[int, int], small: Iterable[tuple[int, int, bool]] = ()) -> str:
    """Return the text as it is shown in a face with these glyphs; `small` are (start, end, raised) of marked copy."""
    unusual = _UNUSUAL.search(text)
    quoted = "“" in text or "”" in text or "‘" in text or "’" in text
    latin = quoted and _BESIDE_LATIN.search(text)
    if not (unusual or latin or small):
        return text
    forms: dict[int, str] = {}
    if latin:
        forms.update((at, chr(QUOTE + _QUOTES.index(text[at]))) for at in latin_quotes(text))
    if unusual:
        for made in _MADE.finditer(text):
            if not all(gids[ord(char)] for char in made[0]):
                forms.update((at, _made(text[at])) for at in range(*made.span()))
        forms.update((at, sign) for at, char in enumerate(text) if (sign := _SMALL_SIGNS.get(char)))
        for stroke in _STROKES.finditer(text):
            forms.update((at, "—") for at in range(*stroke.span()))
    for start, end, raised in small:
        base = RAISED if raised else LOWERED
        forms.update((at, chr(base + _SMALL_AT[text[at]])) for at in range(start, end) if text[at] in _SMALL_AT)
    if not forms:
        return text
    chars = list(text)
    for at, form in forms.items():
        chars[at] = form
    return "".join(chars)


def _made(char: str) -> str:
    if char in _SUPERIORS:
        return chr(RAISED + _SMALL_AT[_SUPERIORS[char]])
    if char in _INFERIORS:
        return chr(LOWERED + _SMALL_AT[_INFERIORS[char]])
    return chr(FRACTION + _FRACTION_AT[char])


def base_of(code: int) -> str:
    """Return the character whose glyph a shown form takes: a small one's base, a fraction's upper figure, a quote."""
    if code >= QUOTE:
        return _QUOTES[code - QUOTE : code - QUOTE + 1]
    if code >= FRACTION:
        return fraction(code)[:1]
    return SMALL[code - (LOWERED if code >= LOWERED else RAISED) :][:1]


def level_of(code: int) -> int:
    """Return how far a small form stands over the baseline in 1/1000 em; a fraction is on several levels."""
    return FRACTION if code >= FRACTION else LOWER if code >= LOWERED else RAISE


def fraction(code: int) -> str:
    """Return the upper and the lower figure of a fraction's shown form."""
    return list(FRACTIONS.values())[code - FRACTION] if code - FRACTION < len(FRACTIONS) else ""


def latin_quotes(text: str) -> set[int]:
    """Return where quotes and apostrophes belong to Latin text and are as narrow as its letters.

    A pair is Latin if only Latin stands in it and Latin stands beside it as well; a Latin word in quotes inside a
    Chinese sentence has Chinese quotes (GB/T 15834 4.8).
    """
    alone, pairs = _quotes(text)
    return alone.union(*(pair for pair in pairs if _is_latin_pair(text, *pair)))


def apostrophes(text: str) -> set[int]:
    """Return where a single quote is an apostrophe: it stands beside a Latin letter and closes nothing."""
    return _quotes(text)[0]


def _quotes(text: str) -> tuple[set[int], list[tuple[int, int]]]:
    """Return where apostrophes stand, and the pairs of quotes."""
    alone: set[int] = set()
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for quote in _QUOTED.finditer(text):
        at, mark = quote.start(), quote[0]
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        lettered = bool(_LETTER.match(before))
        if mark in "‘’" and lettered and _LETTER.match(after):
            alone.add(at)
        elif mark in "“‘":
            opened.append(at)
        elif opened and text[opened[-1]] == ("“" if mark == "”" else "‘"):
            pairs.append((opened.pop(), at))
        elif mark == "’" and (lettered or _LATIN.match(after)):
            alone.add(at)
    return alone, pairs


def _is_latin_pair(text: str, start: int, end: int) -> bool:
    inside = text[start + 1 : end]
    if not _LETTER.search(inside) or _CHINESE.search(inside):
        return False
    before, after = text[:start].rstrip(" ")[-1:], text[end + 1 :].lstrip(" ")[:1]
    sides = [bool(_LATIN.match(side) or side in _QUOTES) for side in (before, after) if side]
    return any(sides) or not sides
