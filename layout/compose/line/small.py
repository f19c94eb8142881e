"""Raised and lowered figures, and fractions, made of a face's own figures where it has no such sorts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from layout.rules.lines import RAISE, SMALL_SIZE
from layout.sheet import Run
from layout.text.shown import FRACTION, fraction, level_of

if TYPE_CHECKING:
    from layout.compose.line.fount import Fount
    from layout.compose.line.stick import Stick
    from layout.geometry import Length
    from layout.sheet import Ink
    from layout.typeface import Face


def small_runs(
    stick: Stick, low: int, high: int, xs: Sequence[Length], base: Length, fount: Fount, key: str, ink: Ink
) -> Iterator[Run]:
    """Yield the runs of characters `low` to `high`, all of them shown small, at `xs` from `base` in the face `key`."""
    face, size = fount.case.by_key(key), fount.size * SMALL_SIZE // 1000
    for level, group in groupby(range(low, high), lambda at: level_of(ord(stick.shown[at]))):
        places = list(group)
        first, last = places[0], places[-1] + 1
        if level == FRACTION:
            for at in places:
                yield from _fraction(stick.text[at], ord(stick.shown[at]), base + xs[at - low], face, fount.size, ink)
            continue
        glyphs = "".join(chr(face.gids[ord(form)]) for form in stick.shown[first:last])
        rise = fount.size * level // 1000
        yield Run(
            key, size, stick.text[first:last], glyphs.encode("utf-16-be", "surrogatepass"), base, 0,
            tuple(xs[first - low : last - low]), None, ink, rise=rise,
        )  # fmt: skip


def _fraction(text: str, code: int, x: Length, face: Face, size: Length, ink: Ink) -> Iterator[Run]:
    """Yield a fraction: the upper figure, a stroke between, the lower one on the baseline."""
    figures = fraction(code)
    small = size * SMALL_SIZE // 1000
    for char, shown, rise, part in ((figures[0], text, RAISE, small), ("/", "", 0, size), (figures[1], "", 0, small)):
        gid = face.gids[ord(char)]
        clusters = None if shown else (0,)
        yield Run(face.key, part, shown, gid.to_bytes(2, "big"), x, 0, (0,), clusters, ink, rise=size * rise // 1000)
        x += round(face.advances[gid] * part / face.upem)
