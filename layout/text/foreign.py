"""Words of scripts whose letters join, stack or run from right to left: Uyghur, Tibetan, Hebrew, Mongolian and others.

A Chinese line runs from left to right. What is written from right to left stands in it as one piece, a phrase: its
words follow one another from right to left, numbers in it from left to right (Unicode UAX #9, rules W2, I1 and L2, for
a paragraph whose direction is from left to right).
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.ground.expression import expression
from layout.ground.named_tuple import NamedTuple

RIGHT_TO_LEFT = "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc"
"""Ranges of Hebrew, Arabic (Uyghur, Kazakh, Kyrgyz), Syriac, Thaana, NKo and their marks."""

JOINED = "\u0900-\u109f\u1780-\u17ff\u1800-\u18af\u1950-\u19df\ua840-\ua87f\ua9e0-\ua9ff\uaa60-\uaa7f"
"""Ranges of scripts from left to right whose letters HarfBuzz must join or stack: Indic, Thai, Tibetan, Burmese, Khmer,
Mongolian, Dai, Phags-pa."""

SHAPED = RIGHT_TO_LEFT + JOINED

_R, _J = RIGHT_TO_LEFT, JOINED
_NUMBER = "[0-9]+(?:[.,:/-][0-9]+)*%?"
_BETWEEN = "[ \u00a0.,:;!?()\\[\\]«»\"'/0-9%+\\-\u200c\u200d]"
_PHRASE = expression(
    f"(?P<rtl>[{_R}](?:{_BETWEEN}*[{_R}\u200c\u200d])*(?:[ \u00a0]?{_NUMBER})?)|[{_J}][{_J}\u200c\u200d]*"
)
_TOKEN = expression(f"(?P<number>{_NUMBER})|[^ \u00a00-9]+")
_SYLLABLE = expression("[\u0f0b\u0f0d-\u0f12\u0f14]+(?=[\u0f00-\u0f0a\u0f15-\u0fff])")
HAS_SHAPED = expression(f"[{SHAPED}]")


class Phrase(NamedTuple):
    """Words of one such script that stand side by side: where, and whether they run from right to left."""

    start: int
    end: int
    right_to_left: bool


class Token(NamedTuple):
    """A word or a number of a phrase: where in the text, and whether its letters run from right to left."""

    start: int
    end: int
    right_to_left: bool


def phrases(text: str) -> Iterator[Phrase]:
    """Yield the phrases of a text in order."""
    for found in _PHRASE.finditer(text):
        yield Phrase(*found.span(), found.lastgroup == "rtl")


def tokens(text: str, phrase: Phrase) -> Iterator[Token]:
    """Yield the words and numbers of a phrase in the order of the copy; blanks between them are none.

    Of a Tibetan word each syllable is one, with the point or stroke that ends it: there a long one may be divided.
    """
    for found in _TOKEN.finditer(text, phrase.start, phrase.end):
        if phrase.right_to_left:
            yield Token(*found.span(), found.lastgroup != "number")
            continue
        at = found.start()
        for syllable in _SYLLABLE.finditer(text, *found.span()):
            yield Token(at, syllable.end(), False)
            at = syllable.end()
        yield Token(at, found.end(), False)
