"""The least price of a paragraph, found by looking at every way through it: what the program's search is held against.

No heuristics and no windows: every legal place after every place that a line can start at, both for a loose and for a
tight line before it. The prices are the program's own; only the search is another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from layout.compose.line import breaker
from layout.compose.line.breaker import Way
from layout.compose.line.paragraph import take_up
from layout.compose.line.price import HUNG, UNSET
from layout.compose.line.setter import set_lines
from layout.compose.line.slots import TAIL
from layout.compose.line.stick import FULL_MARK, PRICED
from tests.benches.loss.page import Glyph, Row
from tests.benches.loss.score import line_loss

if TYPE_CHECKING:
    from layout.compose.line.price import Tariff
    from layout.compose.line.spec import TypeSpec
    from layout.compose.line.stick import Stick
    from layout.geometry import Length
    from layout.sheet import Line
    from layout.typeface import TypeCase


def least_way(stick: Stick, measures: Sequence[Length], tariff: Tariff) -> Way | None:
    """Return the cheapest of all ways; None where a line must break by force. `measures`: the first, and the others."""
    n, longs = len(stick.text), set(stick.longs)
    alone, few = breaker.last_line_limits(stick.text)
    reached: dict[tuple[int, int], tuple[int, tuple[int, ...]]] = {(0, 0): (0, ())}
    for p in range(n):
        for loose in (0, 1):
            found = reached.get((p, loose))
            if found is None:
                continue
            paid, breaks = found
            target = measures[0 if p == 0 else -1] + stick.starts.get(p, stick.origins[p])
            for q in range(p + 1, n):
                kind, slack = stick.legal[q], target - stick.ends[q]
                if slack < -3 * tariff.size:
                    break
                if not kind:
                    continue
                extra = stick.prices[q] if kind & PRICED else 0
                slots = stick.sums[q - 1] - stick.sums[p] + (TAIL if kind & FULL_MARK else 0)
                cost = tariff.price(slack, slots) if slack else 0
                if slack == -(tariff.size // 2) and cost > HUNG and q in stick.hangs:
                    cost = HUNG
                pair = breaker._LOOSE_PAIR if cost & 1 and loose else 0
                options = [(cost + pair, cost & 1)] if cost < UNSET else []
                if q in longs and slack >= 0:
                    options.append((tariff.short(slack), 0))
                for price, is_loose in options:
                    total = paid + price + extra
                    if (q, is_loose) not in reached or total < reached[q, is_loose][0]:
                        reached[q, is_loose] = (total, (*breaks, q))
            excess = stick.ends[n] - target
            cost = 0 if excess <= 0 else tariff.price(-excess, stick.sums[n - 1] - stick.sums[p])
            if cost < UNSET:
                last = breaker.ORPHAN if p > alone else breaker.SHORT_LAST if p > few else 0
                total = paid + cost + last
                if (n, 0) not in reached or total < reached[n, 0][0]:
                    reached[n, 0] = (total, (*breaks, n))
    done = reached.get((n, 0))
    return Way(done[1], done[0]) if done else None


def least_lines(text: str, spec: TypeSpec, measure: Length, case: TypeCase) -> tuple[Line, ...]:
    """Return a paragraph's lines by the cheapest of all ways, or the program's own where a line must break by force."""
    setting = take_up(text, spec, measure, case)
    return setting.lines(least_way(setting.stick, (measure - spec.indent * spec.size, measure), setting.job.tariff))


def least_loss_lines(text: str, spec: TypeSpec, measure: Length, case: TypeCase, mean: float = 0.0) -> tuple[Line, ...]:
    """Return a paragraph's lines by the ways that this program's rules allow with the least composition loss itself.

    The prices do not count, only what may not be divided and what the steps of squeezing and stretching can set; lines
    are set by the program and judged by the bench. `mean` is the loss expected of a line: a way with more lines is
    compared with one of fewer by what the mean over all of them will be.
    """
    setting = take_up(text, spec, measure, case)
    stick, tariff, n = setting.stick, setting.job.tariff, len(setting.stick.text)
    indent = spec.indent * spec.size
    reached: dict[tuple[int, bool], tuple[float, tuple[int, ...]]] = {(0, False): (0.0, ())}
    done: tuple[float, tuple[int, ...]] | None = None
    for p in range(n):
        found = [(loose, reached[p, loose]) for loose in (False, True) if (p, loose) in reached]
        if not found:
            continue
        target = measure - (0 if p else indent) + stick.starts.get(p, stick.origins[p])
        for q in range(p + 1, n):
            kind, slack = stick.legal[q], target - stick.ends[q]
            if slack < -3 * tariff.size:
                break
            slots = stick.sums[q - 1] - stick.sums[p] + (TAIL if kind & FULL_MARK else 0)
            if not kind or slack > 4 * tariff.size or (slack and tariff.price(slack, slots) >= UNSET):
                continue
            breaks = (p, q, n) if p else (q, n)
            line = set_lines(stick, breaks, (measure,), (indent,), setting.job)[len(breaks) - 2]
            loss, loose = line_loss(_row(line, case), measure, spec.size)
            for before, (paid, cuts) in found:
                total = paid + loss - mean + (0.25 if loose and before else 0.0)
                if total < reached.get((q, loose), (float("inf"), ()))[0]:
                    reached[q, loose] = total, (*cuts, q)
        excess = stick.ends[n] - target
        if excess <= 0 or tariff.price(-excess, stick.sums[n - 1] - stick.sums[p]) < UNSET:
            han = sum("\u4e00" <= char <= "\u9fff" for char in text[p:])
            for _, (paid, cuts) in found:
                total = paid + (9.0 if p and han < 2 else 0.0)
                if done is None or total < done[0]:
                    done = total, (*cuts, n)
    return setting.lines(Way(done[1], 0) if done else None)


def _row(line: Line, case: TypeCase) -> Row:
    """Return a line as the bench would read it from a file."""
    glyphs = []
    for run in line.runs:
        face = case.by_key(run.face)
        for nth, (char, x) in enumerate(zip(run.text, run.origins(), strict=False)):
            if not char.isspace():
                gid = int.from_bytes(run.glyphs[2 * nth : 2 * nth + 2], "big")
                glyphs.append(Glyph(char, float(x), 0.0, face.advances[gid] * run.size / face.upem, float(run.size)))
    return Row(0, tuple(glyphs))
