"""Glyphs against characters: every line's glyphs answer its text, and one character of a face is one glyph.

No font is opened. That a character has the right glyph shows in its other places: where the same ideograph of a face is
two glyphs, or two ideographs are one, a sort stands in the wrong place. Whole pages are compared in a few steps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Locus, Severity
from layout.ledger.found import squashed

if TYPE_CHECKING:
    from layout.ledger.found import PageHeld
    from layout.sheet import Run, Text

FIRST, LAST = "\u4e00", "\u9fff"
"""The ideographs that every face draws once; marks have other shapes where they are squeezed or stand upright."""


def sort_account(pages: Iterable[PageHeld], unprintable: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield L109 for lines whose glyphs are not those of their text, L114 for ideographs set as another's glyph.

    Characters that are `unprintable` share the sign for what no face has.
    """
    texts: dict[tuple[str, str], list[str]] = {}
    glyphs: dict[tuple[str, str], list[bytes]] = {}
    for page in pages:
        for text in (text for held in page.regions for text in held.lines):
            line = text.line
            runs = line.runs
            shown = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
            whole = True
            for run in runs:
                if not _answers(run):
                    whole = False
                elif run.clusters is None and run.text:
                    key = (run.face, str(run.orient))
                    texts.setdefault(key, []).append(run.text)
                    glyphs.setdefault(key, []).append(run.glyphs)
            if not whole or (shown != line.text and squashed(shown) != squashed(line.text)):
                yield _wrong(text, page.sheet.number)
    for (face, orient), parts in texts.items():
        yield from _one_sort_each(face, "".join(parts), b"".join(glyphs[face, orient]), unprintable)


def _answers(run: Run) -> bool:
    """Tell whether a run has a glyph for every character, each at a place."""
    count = len(run.glyphs) // 2
    if len(run.glyphs) % 2 or (run.xs is not None and len(run.xs) != count):
        return False
    if run.clusters is None:
        return count == len(run.text)
    if len(run.clusters) != count or (run.text and not count):
        return False
    # A ligature of Western letters may take several characters together; an ideograph has a glyph of its own.
    covered = set(run.clusters)
    return all(at in covered or not FIRST <= char <= LAST for at, char in enumerate(run.text))


def _wrong(text: Text, page: int) -> Diagnostic:
    line = text.line
    at = Locus(line.locus.story, "body", line.paragraph, line.offset) if line.locus and line.paragraph >= 0 else None
    return Diagnostic.make("L109", Severity.ERROR, at or line.locus, page=page, words=line.text[:24])


def _one_sort_each(face: str, text: str, data: bytes, unprintable: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong where a face's ideographs and glyphs do not answer each other one to one."""
    ids = memoryview(data).cast("H")
    pairs = set(zip(text, ids, strict=True))
    own = [(char, glyph) for char, glyph in pairs if FIRST <= char <= LAST and char not in unprintable]
    chars, used = Counter(char for char, _ in own), Counter(glyph for _, glyph in own)
    odd = sorted({char for char, glyph in own if chars[char] > 1 or used[glyph] > 1})
    if odd:
        yield Diagnostic.make("L114", Severity.ERROR, None, face=face, chars="".join(odd[:12]))
