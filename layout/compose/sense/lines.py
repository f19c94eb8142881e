"""Short copy in lines of its own, broken for sense as a head is: pull quotes 提要, subheads 小标题 of several lines."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from layout.compose.line.breaker import Way
from layout.compose.line.paragraph import take_up
from layout.compose.line.spec import UNMARKED
from layout.compose.sense.words import head_breaks
from layout.ground.dataclass import replace
from layout.rules.heads import ALONE, QUOTE_LINE, QUOTE_STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.compose.line.spec import Matter, TypeSpec
    from layout.geometry import Length
    from layout.sheet import Line
    from layout.typeface import TypeCase

_MARKS = "“”‘’《》「」『』（），。、：；！？—…"


def set_for_sense(
    text: str,
    spec: TypeSpec,
    measure: Length,
    case: TypeCase,
    matter: Matter = UNMARKED,
) -> tuple[Line, ...]:
    """Return the lines of a short text, each ending where a reader pauses; arguments as in `set_paragraph`.

    Lines are uneven rather than a sense group is parted, and there may be more of them than the text would fill. What
    cannot be broken so within the measure is set as a paragraph is.
    """
    if spec.align == "justify":
        spec = replace(spec, align="left")
    setting = take_up(text, spec, measure, case, matter)
    if len(setting.way.breaks) < 2:
        return setting.lines()
    breaks = _breaks(text, setting.stick.ends, setting.stick.starts, setting.stick.origins, measure, spec)
    return setting.lines(Way(breaks, 0)) if breaks else setting.lines()


def _breaks(
    text: str,
    ends: Sequence[Length],
    starts: dict[int, Length],
    origins: Sequence[Length],
    measure: Length,
    spec: TypeSpec,
) -> tuple[int, ...]:
    """Return where lines end for the least cost of breaks, lines and shape; none where no way keeps to the measure."""
    costs = {place.at: place.cost for place in head_breaks(text, spec.rules.keep)}
    stops = [*costs, len(text)]
    total = ends[len(text)] - starts.get(0, origins[0])
    # Prices are thousandths of a point in whole numbers: which of two ways is cheaper hangs on no rounding.
    best: tuple[int, tuple[int, ...]] | None = None
    reached: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for line in range(1, 2 * -(-total // measure) + 3):
        mean = min(measure, total // line)
        nexts: dict[int, tuple[int, tuple[int, ...]]] = {}
        for start, (price, cuts) in reached.items():
            begin = starts.get(start, origins[start]) - (0 if start else spec.indent * spec.size)
            for stop in stops[bisect_right(stops, start) :]:
                wide = ends[stop] - begin
                if wide > measure:
                    break
                cost = price + 1000 * (QUOTE_LINE + costs.get(stop, 0))
                cost += QUOTE_STEP * (wide - mean) ** 2 // spec.size**2
                if len(text[start:stop].strip(_MARKS)) < 2:
                    cost += 1000 * ALONE
                if stop == len(text):
                    best = min(best or (cost, (*cuts, stop)), (cost, (*cuts, stop)))
                elif stop not in nexts or cost < nexts[stop][0]:
                    nexts[stop] = (cost, (*cuts, stop))
        reached = nexts
    return best[1] if best else ()
