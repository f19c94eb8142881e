"""Phrases of foreign scripts in a line: shaped by HarfBuzz word by word, words in the order of their direction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from layout.ground.named_tuple import NamedTuple
from layout.sheet import Run
from layout.text.foreign import Token, phrases, tokens

if TYPE_CHECKING:
    from layout.compose.line.fount import Fount
    from layout.geometry import Length
    from layout.sheet import Ink
    from layout.typeface import Face, TypeCase

_UNSEEN = dict.fromkeys(map(ord, "\u200c\u200d\u200e\u200f"))


class ShapedWord(NamedTuple):
    """A word of a phrase as its face shapes it: where it stands in the text, its width in font units.

    `glyphs` are (glyph id, x, y, index in the text) from the word's left edge, from left to right.
    """

    start: int
    end: int
    face: Face
    width: int
    glyphs: tuple[tuple[int, int, int, int], ...]


class ShapedPhrase(NamedTuple):
    """A phrase whose every word a face can print."""

    start: int
    end: int
    right_to_left: bool
    words: tuple[ShapedWord, ...]


def shaped_phrases(text: str, role: str, case: TypeCase) -> tuple[ShapedPhrase, ...]:
    """Return the phrases of a text that faces of a role's chain can print; the others are left as they are."""
    found = []
    for phrase in phrases(text):
        words = [_shaped(text, token, role, case) for token in tokens(text, phrase)]
        if all(words):
            found.append(ShapedPhrase(*phrase, tuple(word for word in words if word)))
    return tuple(found)


def _shaped(text: str, token: Token, role: str, case: TypeCase) -> ShapedWord | None:
    """Return a word shaped in the first face that has all of it, None where there is none."""
    piece = text[token.start : token.end]
    letters = piece.translate(_UNSEEN)
    face = next((face for face in case.chain(role) if not face.missing(letters)), None)
    if face is None:
        return None
    shaped = face.shape_word(piece, token.right_to_left)
    glyphs: list[tuple[int, int, int, int]] = []
    x = 0
    # Of a letter's parts the widest comes first: it stands for the letter.
    for cluster, parts in groupby(range(len(shaped.clusters)), lambda at: shaped.clusters[at]):
        letter = []
        for at in parts:
            dx, dy = shaped.offsets[at]
            gid = int.from_bytes(shaped.glyphs[2 * at : 2 * at + 2], "big")
            letter.append((-shaped.advances[at], (gid, x + dx, dy, token.start + cluster)))
            x += shaped.advances[at]
        glyphs += [glyph for _, glyph in sorted(letter, key=lambda part: part[0])]
    return ShapedWord(token.start, token.end, face, x, tuple(glyphs))


def widths_of(word: ShapedWord, size: Length) -> list[Length]:
    """Return a word's width shared out evenly to its characters, so that one broken by force fills its lines."""
    width, count = round(word.width * size / word.face.upem), word.end - word.start
    return [width * (at + 1) // count - width * at // count for at in range(count)]


def phrase_runs(
    phrase: ShapedPhrase, text: str, low: int, high: int, xs: Sequence[Length], base: Length, fount: Fount, ink: Ink
) -> Iterator[Run]:
    """Yield the runs of a phrase's characters `low` to `high`, whose cells begin at `xs` from `base` in reading order.

    From right to left, each word and blank stands as far from the right edge as it would stand from the left one. The
    glyphs of a run follow one another from left to right: so viewers expect them, which turn such text back themselves.
    """
    size = fount.size
    words = tuple(_within(phrase, text, low, high, fount))
    last = words[-1] if words else None
    end = last.end if last else low
    if last:
        mirror = xs[0] + xs[last.start - low] + round(last.width * size / last.face.upem)
    for face, group in groupby(words, lambda word: word.face):
        own = tuple(group)
        start, upto = own[0].start, next((word.start for word in words if word.start > own[-1].start), end)
        pieces: list[list[tuple[Length, Length, int, int]]] = []
        for word, after in zip(own, [*(word.start for word in own[1:]), upto], strict=True):
            x = xs[word.start - low]
            x = mirror - x - round(word.width * size / face.upem) if phrase.right_to_left else x
            pieces.append(
                [(x + _sized(dx, size, face), _sized(dy, size, face), gid, at) for gid, dx, dy, at in word.glyphs]
            )
            for at in range(word.end, after):
                pieces.append(
                    [(mirror - xs[at + 1 - low] if phrase.right_to_left else xs[at - low], 0, face.gids[32], at)]
                )
        placed = [glyph for piece in (reversed(pieces) if phrase.right_to_left else pieces) for glyph in piece]
        yield Run(
            face.key, size, text[start:upto], b"".join(gid.to_bytes(2, "big") for _, _, gid, _ in placed), base, 0,
            tuple(x for x, *_ in placed), tuple(at - start for *_, at in placed), ink,
            offsets=tuple((0, dy) for _, dy, *_ in placed) if any(dy for _, dy, *_ in placed) else None,
        )  # fmt: skip
    if end < high:
        blanks = fount.face.gids[32].to_bytes(2, "big") * (high - end)
        yield Run(fount.face.key, size, text[end:high], blanks, base, 0, tuple(xs[end - low : high - low]), None, ink)


def _sized(units: int, size: Length, face: Face) -> Length:
    return round(units * size / face.upem)


def _within(phrase: ShapedPhrase, text: str, low: int, high: int, fount: Fount) -> Iterator[ShapedWord]:
    """Yield the words of a phrase that stand in a line; of one that was broken by force, its part."""
    for word in phrase.words:
        if low <= word.start and word.end <= high:
            yield word
        elif word.start < high and low < word.end:
            token = Token(max(low, word.start), min(high, word.end), phrase.right_to_left)
            part = _shaped(text, token, fount.role, fount.case)
            if part:
                yield part
