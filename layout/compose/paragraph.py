"""A paragraph set to a measure: the total fit over all its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layout.compose.breaker import Way, find_breaks, fit_breaks
from layout.compose.fount import fount_of
from layout.compose.price import Tariff
from layout.compose.setter import Job, Stretch, set_lines
from layout.compose.stick import ready

if TYPE_CHECKING:
    from layout.compose.fount import Fount
    from layout.compose.spec import Rules, TypeSpec
    from layout.compose.stick import Stick
    from layout.diagnostics import Locus
    from layout.geometry import Length
    from layout.issue.model import Span
    from layout.sheet import Line
    from layout.typeface import TypeCase

STRONG_ROLE = "sans-bold"
"""The face of words set strong in body copy: 黑体."""

HANG_BELOW = 14
"""Marks may hang only at measures under this many ems, where the house lets them hang at all."""

_TARIFFS: dict[tuple[Length, Rules, bool], Tariff] = {}


def set_paragraph(
    text: str,
    spec: TypeSpec,
    measure: Length | Sequence[Length],
    case: TypeCase,
    *,
    spans: Sequence[Span] = (),
    role: str = "body",
    paragraph: int = -1,
    locus: Locus | None = None,
) -> tuple[Line, ...]:
    """Return a paragraph's lines, breaks chosen for the least loss over all of them.

    Args:
        text: the copy; any text is set, what no face has shows as 〓.
        spec: size, indent, alignment and rules.
        measure: width of all lines, or of each line from the first, the last one repeated (round a picture).
        case: the faces.
        spans: marked stretches: strong, dots, name, title.
        role: the kind of copy, kept in the lines.
        paragraph: index in the story's body, -1 for copy that is not body.
        locus: where the copy comes from.
    """
    return take_up(text, spec, measure, case, spans=spans, role=role, paragraph=paragraph, locus=locus).lines()


@dataclass(slots=True)
class Setting:
    """A paragraph in the stick, with its best way found; other ways can be asked for."""

    stick: Stick
    measures: tuple[Length, ...]
    indent: Length
    job: Job
    glyphs: bytes
    way: Way

    def lines(self, way: Way | None = None) -> tuple[Line, ...]:
        """Return the lines of a way, the best one unless told otherwise."""
        breaks = (way or self.way).breaks
        return set_lines(self.stick, breaks, self.measures, self.indent, self.job, self.glyphs) if breaks else ()

    def other(self, change: int) -> Way | None:
        """Return the best way in `change` lines more than the best one has; None where no legal means leads there."""
        inner = _inner(self.measures, self.indent)
        return fit_breaks(self.stick, inner, self.job.tariff, len(self.way.breaks) + change)


def take_up(
    text: str,
    spec: TypeSpec,
    measure: Length | Sequence[Length],
    case: TypeCase,
    *,
    spans: Sequence[Span] = (),
    role: str = "body",
    paragraph: int = -1,
    locus: Locus | None = None,
) -> Setting:
    """Return a paragraph in the stick, its best breaks found; arguments as in `set_paragraph`."""
    measures = (measure,) if isinstance(measure, int) else tuple(measure)
    fount = fount_of(case, spec)
    indent = spec.indent * spec.size
    narrow = max(measures) < HANG_BELOW * spec.size
    stick = ready(text, fount, spec.rules, spec.rules.hang and narrow)
    tariff = tariff_of(spec)
    way = find_breaks(stick, _inner(measures, indent), tariff)
    glyphs, faces = sort_faces(text, fount, spans)
    job = Job(spec, fount, tariff, role, paragraph, locus, tuple(spans), faces)
    return Setting(stick, measures, indent, job, glyphs, way)


def _inner(measures: tuple[Length, ...], indent: Length) -> tuple[Length, ...]:
    """Return the measures with the indent taken off the first line's."""
    if not indent:
        return measures
    return (measures[0] - indent, *(measures if len(measures) == 1 else measures[1:]))


def tariff_of(spec: TypeSpec) -> Tariff:
    """Return the prices of a specification, shared by all copy set in it."""
    key = (spec.size, spec.rules, spec.align != "justify")
    tariff = _TARIFFS.get(key)
    if tariff is None:
        tariff = _TARIFFS[key] = Tariff(*key)
    return tariff


def sort_faces(text: str, fount: Fount, spans: Sequence[Span] = ()) -> tuple[bytes, tuple[Stretch, ...]]:
    """Return the glyphs of a text, two bytes each, and its stretches by face and scale where it has more than one."""
    plain = fount.sorts(text).translate(fount.glyphs)
    strong = [span for span in spans if span.kind == "strong"]
    dashed = fount.dash[2] != 100 and "——" in text
    if "\0" not in plain and not strong and not dashed:
        return plain.encode("utf-16-be", "surrogatepass"), ()
    roles = [fount.role] * len(text)
    for span in strong:
        roles[span.start : span.end] = [STRONG_ROLE] * (span.end - span.start)
    glyphs: list[bytes] = []
    stretches: list[Stretch] = []
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and roles[end] == roles[at]:
            end += 1
        piece = fount.case.printable(roles[at], text[at:end])
        for face, low, high in fount.case.split(roles[at], piece):
            own = face is fount.face
            sorts = fount.sorts(piece[low:high]) if own else piece[low:high]
            glyphs.append(sorts.translate(fount.glyphs if own else face.gids).encode("utf-16-be", "surrogatepass"))
            stretches += _scaled(text, face.key, at + low, at + high, fount.dash[2] if dashed else 100)
        at = end
    return b"".join(glyphs), tuple(stretches)


_DASHES = re.compile("(?:——)+")


def _scaled(text: str, face: str, start: int, end: int, scale: int) -> Iterator[Stretch]:
    """Yield a stretch of one face, its two-em dashes apart at their own scale."""
    at = start
    for found in _DASHES.finditer(text, start, end) if scale != 100 else ():
        if at < found.start():
            yield Stretch(face, at, found.start())
        yield Stretch(face, found.start(), found.end(), scale)
        at = found.end()
    if at < end:
        yield Stretch(face, at, end)
