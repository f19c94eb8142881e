"""What the desk is told of copy that could not be set as it should: kept words divided, sorts that no face has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from layout.compose.line.ready import kept_stretches
from layout.diagnostics import Diagnostic, Locus, Severity

if TYPE_CHECKING:
    from layout.compose.line.spec import Rules, TypeSpec
    from layout.issue.model import Span
    from layout.sheet import Line
    from layout.typeface import TypeCase


def divided(
    text: str, spans: Sequence[Span], rules: Rules, breaks: Sequence[int], locus: Locus
) -> Iterator[Diagnostic]:
    """Yield C022 for each word that copy or house keeps whole and that the breaks of a text divide all the same.

    `locus` is the place of the text's first character.
    """
    for start, end in sorted(set(kept_stretches(text, spans, rules))) if len(breaks) > 1 else ():
        if any(start < at < end for at in breaks):
            at = Locus(locus.story, locus.field, locus.paragraph, max(0, locus.offset) + start)
            yield Diagnostic.make("C022", Severity.WARNING, at, piece=text[start:end], chars=end - start)


def told(text: str, spec: TypeSpec, lines: Sequence[Line], locus: Locus, case: TypeCase) -> Iterator[Diagnostic]:
    """Yield what is to be told of copy that is no story's body, such as a caption, as it was set."""
    yield from case.remarks(spec.face, text, locus)
    yield from divided(text, (), spec.rules, breaks_of(lines), locus)


def breaks_of(lines: Sequence[Line]) -> tuple[int, ...]:
    """Return where each line of a text ends in it."""
    return tuple(accumulate(len(line.text) for line in lines))
