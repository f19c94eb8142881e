"""From breaks to lines: glyphs at their places, adjusted to the measure in the order of the rules.

A line that needs no adjustment is two slices of its paragraph: of the glyphs and of the running sum of origins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, compress
from operator import add
from typing import TYPE_CHECKING

from layout.compose.line.decorate import Origins, decorated
from layout.compose.line.foreign import phrase_runs
from layout.compose.line.price import HUNG
from layout.compose.line.slots import BRACKET, OPEN, TAIL
from layout.compose.line.small import small_runs
from layout.compose.line.sorting import FaceStretch
from layout.ground.dataclass import dataclass
from layout.sheet import Adjustment, Line, Run
from layout.text.classes import CLOSERS

if TYPE_CHECKING:
    from layout.compose.line.fount import Fount
    from layout.compose.line.price import Tariff
    from layout.compose.line.sorting import Sorts
    from layout.compose.line.spec import Matter, TypeSpec
    from layout.compose.line.stick import Stick
    from layout.geometry import Length


@dataclass(frozen=True, slots=True)
class ParagraphJob:
    """What all lines of a paragraph share."""

    spec: TypeSpec
    fount: Fount
    tariff: Tariff
    matter: Matter
    sorts: Sorts


def set_lines(
    stick: Stick, breaks: Sequence[int], measures: Sequence[Length], lefts: Sequence[Length], job: ParagraphJob
) -> tuple[Line, ...]:
    """Return the lines that end at `breaks`; `measures` as in `find_breaks`, without what is left free taken off.

    `lefts` is what each of the first lines leaves free at its left: an indent, the place of a drop cap or a picture.
    """
    lines = []
    text, origins, ends, starts, sums, widths = (
        stick.text, stick.origins, stick.ends, stick.starts, stick.sums, stick.widths
    )  # fmt: skip
    spec, fount = job.spec, job.fount
    face, size, ink, pitch, role, paragraph, locus = (
        fount.face.key, spec.size, spec.ink, fount.pitch, job.matter.role, job.matter.paragraph, job.matter.locus
    )  # fmt: skip
    glyphs = job.sorts.glyphs
    justify = spec.align == "justify"
    placed: list[Origins] = []
    stretches, hyphens = job.sorts.stretches, stick.hyphens
    plain, nth = not job.sorts.offsets, 0
    count, tails, hangs, hung = len(breaks) - 1, stick.tails, stick.hangs, size // 2
    deepest, longs, moved = len(measures) - 1, stick.longs, len(lefts)
    p, whole = 0, True
    for number, q in enumerate(breaks):
        measure = measures[number if number < deepest else deepest]
        left = lefts[number] if number < moved else 0
        start = starts.get(p)
        if start is None:
            start = origins[p]
        natural = ends[q] - start + left
        slack = measure - natural
        last = number == count
        x = left - start
        piece = text[p:q]
        adjustments: tuple[Adjustment, ...] = ()
        xs: tuple[Length, ...] | None = None
        short = slack > 0 and q in longs and job.tariff.short(slack) < job.tariff.price(slack, sums[q - 1] - sums[p])
        if slack == 0 or short or not ((justify and not last) or slack < 0):
            extent = natural
            if not justify and slack > 0 and spec.align != "left":
                x += slack if spec.align == "right" else slack // 2
            run_x = x
            if widths[p : q - 1].count(pitch) != q - 1 - p:
                xs = origins[p:q]
            else:
                run_x += origins[p]
        else:
            slots = sums[q - 1] - sums[p]
            if q in tails:
                slots += TAIL
            run_x = x
            if slack == -hung and q in hangs and job.tariff.price(slack, slots) > HUNG:
                xs, extent = origins[p:q], natural
                adjustments = (Adjustment("hang", slack, (q - p - 1,)),)
            else:
                xs, adjustments, left_over = _adjusted(stick, p, q, slack, slots, job.tariff)
                extent = measure - left_over
        if stretches:
            # Most lines of a paragraph with another face or a scaled dash in it are plain all the same.
            while stretches[nth].end <= p:
                nth += 1
            face, whole = stretches[nth].face, stretches[nth].end >= q and stretches[nth][3:] == (100, False, None)
        if whole and plain and q not in hyphens:
            runs: tuple[Run, ...] = (
                Run(face, size, piece, glyphs[2 * p : 2 * q], run_x, pitch if xs is None else 0, xs, None, ink),
            )
        else:
            even = tuple(range(run_x, run_x + pitch * (q - p), pitch)) if xs is None else xs
            runs = _mixed(stick, p, q, even, run_x if xs is not None else 0, extent, job)
        placed.append((run_x, xs))
        lines.append(
            Line(
                piece, runs, size, measure, natural, extent, role, "last" if last else "turn", number == 0,
                paragraph, p if paragraph >= 0 else -1, False, adjustments, (), locus,
            )
        )  # fmt: skip
        p = q
    return decorated(lines, placed, text, job.matter.spans, fount, ink) if job.matter.spans else tuple(lines)


def _adjusted(
    stick: Stick, p: int, q: int, slack: Length, slots: int, tariff: Tariff
) -> tuple[tuple[Length, ...], tuple[Adjustment, ...], Length]:
    """Return the line's glyph origins, what was adjusted, and the slack that nothing could take."""
    moves = tariff.moves(slack, slots)
    line_slots = stick.slots[p : q - 1]
    extras = list(map(moves.extra.__getitem__, line_slots))
    if moves.rest:
        unit = moves.steps[-1][0]
        for at in range(len(line_slots) - 1, -1, -1):
            if line_slots[at] & unit:
                extras[at] += moves.rest
                break
    adjustments = tuple(
        Adjustment(rule, total, () if unit in (OPEN, TAIL) else _members(stick.text, p, line_slots, unit))
        for unit, rule, total in moves.steps
    )
    return tuple(map(add, stick.origins[p:q], accumulate(extras, initial=0))), adjustments, moves.short


def _members(text: str, p: int, line_slots: list[int], unit: int) -> tuple[int, ...]:
    """Return the characters of a line whose slots a step took: for an opening bracket the bracket, not its slot."""
    found: Iterable[int] = compress(range(len(line_slots)), map(unit.__and__, line_slots))
    if unit == BRACKET:
        found = [at if text[p + at] in CLOSERS else at + 1 for at in found]
    return tuple(found)


def _mixed(
    stick: Stick, p: int, q: int, placed: tuple[Length, ...], base: Length, extent: Length, job: ParagraphJob
) -> tuple[Run, ...]:
    """Return the runs of a line that more than one face sets, or that shows a hyphen."""
    spec, fount, sorts = job.spec, job.fount, job.sorts
    runs: list[Run] = []
    for key, start, end, scale, large, phrase in sorts.stretches or (FaceStretch(fount.face.key, p, q),):
        low, high = max(start, p), min(end, q)
        if low >= high:
            continue
        if phrase:
            runs += phrase_runs(phrase, stick.text, low, high, placed[low - p : high - p], base, fount, spec.ink)
            continue
        if large:
            runs += small_runs(stick, low, high, placed[low - p : high - p], base, job.fount, key, spec.ink)
            continue
        text, ids, xs = stick.text[low:high], sorts.glyphs[2 * low : 2 * high], placed[low - p : high - p]
        moved = None
        if sorts.offsets and not sorts.offsets.keys().isdisjoint(range(low, high)):
            moved = tuple(sorts.offsets.get(at, (0, 0)) for at in range(low, high))
        runs.append(Run(key, spec.size, text, ids, base, 0, xs, None, spec.ink, scale=scale, offsets=moved))
    if q in stick.hyphens:
        hyphen, x = fount.glyphs[ord("-")].to_bytes(2, "big"), extent - fount.widths["-"]
        runs.append(Run(fount.face.key, spec.size, "", hyphen, x, 0, (0,), (0,), spec.ink))
    return tuple(runs)
