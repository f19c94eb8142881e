"""A paragraph set to a measure: the total fit over all its lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from layout.compose.line.breaker import Way, find_breaks, fit_breaks
from layout.compose.line.fount import fount_of
from layout.compose.line.initial import with_initial
from layout.compose.line.price import Tariff
from layout.compose.line.reach import Reach
from layout.compose.line.ready import ready
from layout.compose.line.setter import ParagraphJob, set_lines
from layout.compose.line.sorting import sort_text
from layout.compose.line.spec import UNMARKED
from layout.ground.dataclass import dataclass, field, replace
from layout.rules.lines import COPYFIT_LONGEST

if TYPE_CHECKING:
    from layout.compose.line.initial import Initial
    from layout.compose.line.spec import Matter, Rules, TypeSpec
    from layout.compose.line.stick import Stick
    from layout.geometry import Length
    from layout.sheet import Line
    from layout.typeface import TypeCase


_TARIFFS: dict[tuple[Length, Rules, bool], Tariff] = {}


def set_paragraph(
    text: str,
    spec: TypeSpec,
    measure: Length | Sequence[Length],
    case: TypeCase,
    matter: Matter = UNMARKED,
) -> tuple[Line, ...]:
    """Return a paragraph's lines, breaks chosen for the least loss over all of them.

    Args:
        text: the copy; any text is set, what no face has shows as 〓.
        spec: size, indent, alignment and rules.
        measure: width of all lines, or of each line from the first, the last one repeated (round a picture).
        case: the faces.
        matter: its marked stretches, its kind, and where it comes from.
    """
    return take_up(text, spec, measure, case, matter).lines()


@dataclass(slots=True)
class Setting:
    """A paragraph in the stick, with its best way found; other ways can be asked for.

    One with an `initial` has only what follows that in the stick; no way has fewer lines than stand beside it. `sought`
    are the ways of other numbers of lines that were asked for before, None where there is none; `reach` tells then
    in how many there can be one.
    """

    stick: Stick
    measures: tuple[Length, ...]
    lefts: tuple[Length, ...]
    job: ParagraphJob
    way: Way
    initial: Initial | None = None
    sought: dict[int, Way | None] = field(default_factory=dict, compare=False, repr=False)
    reach: Reach | None = field(default=None, compare=False, repr=False)

    def lines(self, way: Way | None = None) -> tuple[Line, ...]:
        """Return the lines of a way, the best one unless told otherwise."""
        breaks = (way or self.way).breaks
        lines = set_lines(self.stick, breaks, self.measures, self.lefts, self.job) if breaks else ()
        return with_initial(lines, self.initial) if self.initial else lines

    def other(self, change: int) -> Way | None:
        """Return the best way in `change` lines more than the best one has; None where no legal means leads there."""
        least = self.initial.lines if self.initial else 1
        lines = len(self.way.breaks) + change
        if lines - change > COPYFIT_LONGEST or lines < least:
            return None
        if lines not in self.sought:
            inner, tariff = _inner(self.measures, self.lefts), self.job.tariff
            if self.reach is None:
                self.reach = Reach(self.stick, inner, tariff)
            way = None
            if lines in self.reach.lines:
                way = fit_breaks(self.stick, inner, tariff, lines, self.reach.bounds(lines))
            self.sought[lines] = way
        return self.sought[lines]


def take_up(
    text: str,
    spec: TypeSpec,
    measure: Length | Sequence[Length],
    case: TypeCase,
    matter: Matter = UNMARKED,
    *,
    lefts: Sequence[Length] = (),
    initial: Initial | None = None,
) -> Setting:
    """Return a paragraph in the stick, its best breaks found; arguments as in `set_paragraph`.

    `lefts` is what the first lines leave free at their left, besides the indent, within their measures. An `initial`
    is what the text begins with, set apart; the first lines leave its room.
    """
    if initial is not None:
        ahead = len(initial.text)
        text = text[ahead:]
        left = (span for span in matter.spans if span.end > ahead)
        spans = (replace(span, start=max(0, span.start - ahead), end=span.end - ahead) for span in left)
        matter = replace(matter, spans=tuple(spans))
        spec = replace(spec, indent=0)
        rows = max(initial.lines, len(lefts))
        free = (*lefts, *(0,) * (rows - len(lefts)))
        lefts = [left + initial.room * (row < initial.lines) for row, left in enumerate(free)]
    measures = (measure,) if isinstance(measure, int) else tuple(measure)
    fount = fount_of(case, spec)
    indent = spec.indent * spec.size
    free = (indent + lefts[0], *lefts[1:]) if lefts else (indent,)
    narrow = max(measures) < spec.rules.hang_below * spec.size
    stick = ready(text, fount, spec.rules, spec.rules.hang and narrow, matter.spans)
    tariff = tariff_of(spec)
    way = find_breaks(stick, _inner(measures, free), tariff)
    sorts = sort_text(stick, fount, matter.spans)
    return Setting(stick, measures, free, ParagraphJob(spec, fount, tariff, matter, sorts), way, initial)


def _inner(measures: tuple[Length, ...], lefts: tuple[Length, ...]) -> tuple[Length, ...]:
    """Return the measures with what is left free at the left of the first lines taken off."""
    if lefts == (0,):
        return measures
    last = measures[-1]
    taken = [(measures[at] if at < len(measures) else last) - left for at, left in enumerate(lefts)]
    return (*taken, *(measures[len(taken) :] or (last,)))


def tariff_of(spec: TypeSpec) -> Tariff:
    """Return the prices of a specification, shared by all copy set in it."""
    key = (spec.size, spec.rules, spec.align != "justify")
    tariff = _TARIFFS.get(key)
    if tariff is None:
        tariff = _TARIFFS[key] = Tariff(*key)
    return tariff
