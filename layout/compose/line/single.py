"""One unbroken line: furniture, bylines, folios, jump lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.compose.line.fount import fount_of
from layout.compose.line.paragraph import tariff_of
from layout.compose.line.ready import ready
from layout.compose.line.setter import ParagraphJob, set_lines
from layout.compose.line.sorting import sort_text
from layout.compose.line.spec import Matter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.compose.line.spec import TypeSpec
    from layout.diagnostics import Locus
    from layout.geometry import Length
    from layout.issue.model import Span
    from layout.sheet import Line
    from layout.typeface import TypeCase


def set_single(
    text: str,
    spec: TypeSpec,
    case: TypeCase,
    *,
    role: str,
    measure: Length = 0,
    locus: Locus | None = None,
    spans: Sequence[Span] = (),
) -> Line:
    """Return a text as one line, never broken.

    Without a measure it keeps its natural width, which is `extent`. Inside a measure it is aligned as the
    specification says (`justify` stands at the left) and squeezed by the rules' steps where it is too wide; what
    does not fit even so keeps an `extent` over `measure`.
    """
    fount = fount_of(case, spec)
    stick = ready(text, fount, spec.rules, spans=spans)
    matter = Matter(tuple(spans), role, locus=locus)
    job = ParagraphJob(spec, fount, tariff_of(spec), matter, sort_text(stick, fount, spans))
    width = measure or max(0, stick.ends[-1] - stick.starts.get(0, 0))
    return set_lines(stick, (len(text),), (width,), (0,), job)[0]
